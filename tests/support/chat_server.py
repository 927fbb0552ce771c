"""A chat server on the loopback that does what it is told: OpenAI's protocol and Ollama's.

Each request takes the next act of the script; the last one serves all that follow.
"""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Act = Callable[["Exchange"], None]
MODEL = "scripted"
FOR_EVER = 7200.0  # seconds


@dataclass
class ChatServer:
    """Where the server is, and what it saw."""

    port: int
    script: list[Act]
    requests: list[dict[str, Any]] = field(default_factory=list)
    """Path, headers (lower case) and JSON body of each request, in order."""
    asked: threading.Event = field(default_factory=threading.Event)
    """Set when a request has come."""
    left: threading.Event = field(default_factory=threading.Event)
    """Set when a client went away before its reply was complete."""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        return f"http://{self.host}/v1"


class Exchange(BaseHTTPRequestHandler):
    """One request and its reply."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: ChatServer
    body: dict[str, Any]

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        self._serve(json.loads(self.rfile.read(length) or b"{}"))

    def _serve(self, body: dict[str, Any]) -> None:
        self.body = body
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.site.requests.append({"path": self.path, "headers": headers, "body": body})
        self.site.asked.set()
        number = min(len(self.site.requests), len(self.site.script)) - 1
        try:
            self.site.script[number](self)
        except OSError:
            self.site.left.set()
            self.close_connection = True

    def send_json(
        self, value: object, status: int = 200, headers: Iterable[tuple[str, str]] = ()
    ) -> None:
        text = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        for name, header in headers:
            self.send_header(name, header)
        self.end_headers()
        self.wfile.write(text)

    def begin(self, kind: str = "text/event-stream") -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def send_raw(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def send_event(self, value: object) -> None:
        self.send_raw(f"data: {value if isinstance(value, str) else json.dumps(value)}\n\n")

    def send_piece(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": MODEL}
        self.send_event({**chunk, "choices": [choice]})

    def end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def wait(self, seconds: float) -> None:
        """Wait, and raise ConnectionError as soon as the client has gone."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            readable, _, _ = select.select([self.connection], [], [], left)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionError("the client has gone")


def says(*pieces: str, pause: float = 0.0, finish: str = "stop") -> Act:
    """A reply in these pieces, as the protocol has it."""

    def act(exchange: Exchange) -> None:
        exchange.begin()
        exchange.send_piece({"role": "assistant", "content": ""})
        for piece in pieces:
            exchange.send_piece({"content": piece})
            exchange.wait(pause)
        exchange.send_piece({}, finish)
        exchange.send_event("[DONE]")
        exchange.end()

    return act


def thinks_aloud(thoughts: Sequence[str], text: str) -> Act:
    """Thoughts in their own field, then the text."""

    def act(exchange: Exchange) -> None:
        exchange.begin()
        for thought in thoughts:
            exchange.send_piece({"content": None, "reasoning_content": thought})
            exchange.wait(0.3)
        exchange.send_piece({"content": text}, "stop")
        exchange.send_event("[DONE]")
        exchange.end()

    return act


def fails(status: int, message: str, code: str | None = None, **headers: str) -> Act:
    """An error in OpenAI's form."""
    error = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    return lambda exchange: exchange.send_json(error, status, headers.items())


def sleeps() -> Act:
    """Nothing, for longer than a test may take."""

    def act(exchange: Exchange) -> None:
        exchange.wait(FOR_EVER)
        says("late")(exchange)

    return act


def stalls(piece: str) -> Act:
    """A piece, then nothing, for longer than a test may take."""

    def act(exchange: Exchange) -> None:
        exchange.begin()
        exchange.send_piece({"content": piece})
        exchange.wait(FOR_EVER)

    return act


def drips(pause: float) -> Act:
    """Signs of life without text, for ever."""

    def act(exchange: Exchange) -> None:
        exchange.begin()
        while True:
            exchange.send_piece({"content": ""})
            exchange.wait(pause)

    return act


def breaks_off(*pieces: str) -> Act:
    """Pieces, then the connection is dropped in the middle of the reply."""

    def act(exchange: Exchange) -> None:
        exchange.begin()
        for piece in pieces:
            exchange.send_piece({"content": piece})
        exchange.close_connection = True
        exchange.connection.shutdown(socket.SHUT_RDWR)

    return act


def ends_early(*pieces: str) -> Act:
    """Pieces, then an orderly end of the response without the protocol's end of the reply."""

    def act(exchange: Exchange) -> None:
        exchange.begin()
        for piece in pieces:
            exchange.send_piece({"content": piece})
        exchange.end()

    return act


def garbles(piece: str, event: str) -> Act:
    """A piece, then an event that is not what the protocol has there."""

    def act(exchange: Exchange) -> None:
        exchange.begin()
        exchange.send_piece({"content": piece})
        exchange.send_event(event)
        exchange.end()

    return act


def says_whole(text: str) -> Act:
    """The reply in one piece, as a server gives it that does not stream."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    reply = {"id": "1", "object": "chat.completion", "created": 1, "model": MODEL}
    return lambda exchange: exchange.send_json({**reply, "choices": [choice]})


def gives(value: object) -> Act:
    """That JSON."""
    return lambda exchange: exchange.send_json(value)


def says_as_ollama(*pieces: str) -> Act:
    """A reply in Ollama's protocol."""

    def act(exchange: Exchange) -> None:
        exchange.begin("application/x-ndjson")
        about = {"model": MODEL, "created_at": "2025-01-01T00:00:00Z"}
        for piece in pieces:
            message = {"role": "assistant", "content": piece}
            exchange.send_raw(json.dumps({**about, "message": message, "done": False}) + "\n")
        last = {"message": {"role": "assistant", "content": ""}, "done": True}
        exchange.send_raw(json.dumps({**about, **last, "done_reason": "stop"}) + "\n")
        exchange.end()

    return act


@contextmanager
def chat_server(*script: Act) -> Iterator[ChatServer]:
    """A server that acts the script out, for the time of the block."""

    class Bound(Exchange):
        pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client that goes away is part of the script

    server = Server(("127.0.0.1", 0), Bound)
    Bound.site = ChatServer(server.server_address[1], list(script))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Bound.site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
