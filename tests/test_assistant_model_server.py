"""Chat models over HTTP, through langchain-openai and a real server.

Held: text arrives as it is written; every failure is one line that says what, where and what to
do; waits end; a reader that stops closes the connection; no key gets out.
"""

from __future__ import annotations

import asyncio
import logging
import re
import subprocess
import sys
import threading
import time
import traceback
from contextlib import closing
from types import SimpleNamespace

import pytest

from assistant.models import ChatModel, langchain_models, open_model
from assistant.models.errors import ChatModelError
from assistant.types import Message
from tests.support import chat_server as acts
from tests.support.chat_server import Act, ChatServer, Exchange, chat_server

KEY = "sk-proj-4f9a8b7c6d5e4f3a2b1c"
HOSTED_KEY = "sk-hosted-0a1b2c3d4e5f6a7b8c9d"
MESSAGES = (Message("system", "Be brief."), Message("user", "Bonjour ?"))
PATIENCE = 1.0  # seconds; a request is on its way by then, on a busy machine too
SOON = 5  # seconds after which a test that hangs is given up

pytestmark = pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", HOSTED_KEY)
    monkeypatch.setattr(langchain_models, "RETRY_PAUSES", (0.01, 0.02))


@pytest.fixture(scope="module", autouse=True)
def _imported() -> None:
    """A first request has been made: with it, a process imports half of what makes requests."""
    with chat_server(acts.says("yes")) as server:
        at(server).complete(MESSAGES)


def at(server: ChatServer, timeout: float = 10.0, key: str | None = KEY) -> ChatModel:
    return open_model("openai:scripted", base_url=server.base_url, api_key=key, timeout=timeout)


def failure(*script: Act, timeout: float = 10.0) -> tuple[ChatModelError, list[str], ChatServer]:
    """The error that the script leads to, the pieces before it, and the server."""
    pieces: list[str] = []
    with chat_server(*script) as server:
        model = at(server, timeout)
        with pytest.raises(ChatModelError) as caught:
            pieces.extend(model.stream(MESSAGES))
    return caught.value, pieces, server


def test_text_arrives_in_its_pieces_and_the_request_says_what_was_meant() -> None:
    with chat_server(acts.says("Bon", "jour", " [1]")) as server:
        model = at(server)
        assert list(model.stream(MESSAGES)) == ["Bon", "jour", " [1]"]
        assert model.complete(MESSAGES) == "Bonjour [1]"
    assert (model.name, model.window) == ("openai:scripted", 4096)
    body = server.requests[0]["body"]
    assert body["messages"] == [message._asdict() for message in MESSAGES]
    assert (body["model"], body["stream"], body["temperature"]) == ("scripted", True, 0)
    assert server.requests[0]["headers"]["authorization"] == f"Bearer {KEY}"


def test_a_piece_is_given_as_soon_as_it_is_there() -> None:
    with (
        chat_server(acts.stalls("first")) as server,
        closing(at(server).stream(MESSAGES)) as pieces,
    ):
        assert next(pieces) == "first"


def test_own_server_is_never_sent_the_key_of_the_hosted_one() -> None:
    with chat_server(acts.says("yes")) as server:
        assert at(server, key=None).complete(MESSAGES) == "yes"
    assert HOSTED_KEY not in str(server.requests)


FAILURES = [
    (acts.fails(401, f"Incorrect API key: {KEY}"), "key_refused", "ASSISTANT_API_KEY"),
    (acts.fails(403, "not allowed"), "key_refused", "ASSISTANT_API_KEY"),
    (acts.fails(404, "no such model", "model_not_found"), "unknown_model", "/v1"),
    (acts.fails(429, "You exceeded …", "insufficient_quota"), "quota", "credit"),
    (acts.fails(429, "slow down"), "busy", "in a minute"),
    (acts.fails(402, "pay first"), "quota", "credit"),
    (acts.fails(500, f"it broke for {KEY}"), "server", "HTTP 500: it broke for …"),
    (acts.fails(503, "Loading model"), "server", "HTTP 503: Loading model"),
    (acts.fails(400, "too long", "context_length_exceeded"), "too_long", "ASSISTANT_CONTEXT"),
    (acts.fails(400, "exceeds the available context size"), "too_long", "ASSISTANT_CONTEXT"),
    (acts.fails(400, "no such option"), "refused", "HTTP 400: no such option"),
    (acts.breaks_off(), "down", "start it"),
    (acts.breaks_off("Bon"), "cut", "broke off"),
    (acts.ends_early("Bon"), "cut", "broke off"),
    (acts.garbles("Bon", "{oops"), "unreadable", "check the address"),
    (acts.garbles("Bon", '{"choices": [{"delta": []}]}'), "unreadable", "check the address"),
    (acts.garbles("Bon", '{"error": {"message": "out of memory"}}'), "failed", "out of memory"),
    (acts.says(), "empty", "empty"),
    (acts.says(" ", "\n"), "empty", "empty"),
    (acts.says("<think>hm</think>"), "empty", "empty"),
    (acts.gives({"hello": 1}), "unreadable", "check the address"),
    (acts.gives([]), "unreadable", "check the address"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "kind", "advice"), FAILURES)
def test_each_failure_is_one_line_with_what_where_and_what_to_do(
    act: Act, kind: str, advice: str
) -> None:
    error, pieces, server = failure(act)
    line = str(error)
    assert error.kind == kind, line
    assert line.startswith(f"openai:scripted at {server.host}: ")
    assert advice in line
    assert "\n" not in line
    assert len(line) < 300
    assert pieces == (["Bon"] if kind in {"cut", "failed"} or "Bon" in pieces else [])


@pytest.mark.parametrize("act", [act for act, _, _ in FAILURES])
def test_no_key_is_in_a_message_a_traceback_or_a_log(
    act: Act, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("openai", "httpx", "httpcore", "langchain_core", "langchain_openai"):
        caplog.set_level(logging.DEBUG, logger=name)
    error, _, _ = failure(act)
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = "".join(traceback.format_exception(error)) + repr(error) + repr(vars(error))
    shown += "".join(map(logging.Formatter("%(message)s").format, caplog.records))
    shown += "".join(capfd.readouterr())
    assert not re.search("4f9a8b7c|0a1b2c3d", shown)


def test_server_that_is_not_there() -> None:
    with chat_server(acts.says("yes")) as server:
        model = at(server)
    with pytest.raises(ChatModelError, match="does not answer; start it") as caught:
        model.complete(MESSAGES)
    assert caught.value.kind == "down"


@pytest.mark.parametrize(
    ("act", "before"),
    [(acts.sleeps(), []), (acts.stalls("Bon"), ["Bon"]), (acts.drips(0.05), [])],
)
def test_waits_end(act: Act, before: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(langchain_models, "WHOLE_REPLY", 3)
    error, pieces, server = failure(act, timeout=PATIENCE)
    assert (error.kind, pieces) == ("slow", before)
    assert f"no reply in time ({PATIENCE:g} s); " in str(error)
    assert "ASSISTANT_TIMEOUT" in str(error)
    assert server.left.wait(SOON)


def test_all_waits_for_one_reply_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(langchain_models, "time", SimpleNamespace(monotonic=lambda: now))
    clock = langchain_models._Clock(2.0)
    for _ in range(langchain_models.WHOLE_REPLY):
        assert clock.start() == 2.0
        now += 2.0
        clock.heard()
        now += 60.0  # the reader's own time costs nothing
    assert clock.start() == 0.0


def test_thinking_is_a_sign_of_life_and_no_text() -> None:
    with chat_server(acts.thinks_aloud("abcde", "texte")) as server:
        assert list(at(server, timeout=1.0).stream(MESSAGES)) == ["texte"]  # 1.5 s in all


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(status: int) -> None:
    with chat_server(acts.fails(status, "later"), acts.says("yes")) as server:
        assert at(server).complete(MESSAGES) == "yes"
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("act", "requests"),
    [
        (acts.fails(503, "later"), 3),
        (acts.fails(429, "broke", "insufficient_quota"), 1),
        (acts.fails(401, "no"), 1),
        (acts.breaks_off("Bon"), 1),  # what was shown cannot be taken back
    ],
)
def test_trying_again_is_bounded(act: Act, requests: int) -> None:
    _, _, server = failure(act)
    assert len(server.requests) == requests


def test_model_that_takes_no_temperature_is_asked_without() -> None:
    refusal = acts.fails(400, "Unsupported value: 'temperature' does not support 0")
    with chat_server(refusal, acts.says("yes")) as server:
        model = at(server)
        assert model.complete(MESSAGES) == "yes"
        assert model.complete(MESSAGES) == "yes"
    assert ["temperature" in request["body"] for request in server.requests] == [True, False, False]


def test_server_that_does_not_stream_is_asked_for_the_whole() -> None:
    with chat_server(acts.says_whole("Tout d’un coup")) as server:
        assert at(server).complete(MESSAGES) == "Tout d’un coup"
    assert [bool(request["body"].get("stream")) for request in server.requests] == [True, False]


def test_closing_closes_the_connection() -> None:
    with chat_server(acts.says(*["mot "] * 1000, pause=0.05)) as server:
        pieces = at(server).stream(MESSAGES)
        assert next(pieces) == "mot "
        assert not server.left.is_set()
        pieces.close()
        assert server.left.wait(SOON)


def test_closing_stops_a_model_that_has_said_nothing_yet() -> None:
    with chat_server(acts.sleeps()) as server:

        async def give_up() -> None:
            first = asyncio.ensure_future(anext(at(server).astream(MESSAGES)))
            assert await asyncio.to_thread(server.asked.wait, SOON)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first

        asyncio.run(give_up())
        assert server.left.wait(SOON)


def test_cancelling_closes_the_connection() -> None:
    async def read(model: ChatModel, begun: asyncio.Event) -> None:
        async for _ in model.astream(MESSAGES):
            begun.set()

    async def cancel(server: ChatServer) -> None:
        begun = asyncio.Event()
        task = asyncio.create_task(read(at(server), begun))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.left.wait, SOON)

    with chat_server(acts.says(*["mot "] * 1000, pause=0.05)) as server:
        asyncio.run(cancel(server))


def test_async_is_the_same_and_one_model_serves_loop_after_loop() -> None:
    async def read(model: ChatModel) -> list[str]:
        return [piece async for piece in model.astream(MESSAGES)]

    with chat_server(acts.says("Bon", "jour")) as server:
        model = at(server)
        for _ in range(3):
            assert asyncio.run(read(model)) == ["Bon", "jour"]
            assert list(model.stream(MESSAGES)) == ["Bon", "jour"]
    with (
        chat_server(acts.fails(401, "no")) as server,
        pytest.raises(ChatModelError, match="ASSISTANT_API_KEY"),
    ):
        asyncio.run(read(at(server)))
    with chat_server(acts.sleeps()) as server:
        with pytest.raises(ChatModelError, match="no reply in time"):
            asyncio.run(read(at(server, timeout=PATIENCE)))
        assert server.left.wait(SOON)


def test_a_slow_reader_is_not_a_slow_model() -> None:
    async def read_slowly(model: ChatModel) -> list[str]:
        pieces = []
        async for piece in model.astream(MESSAGES):
            pieces.append(piece)
            await asyncio.sleep(0.6)
        return pieces

    with chat_server(acts.says("Bon", "jour", " !")) as server:
        model = at(server, timeout=0.5)
        assert asyncio.run(read_slowly(model)) == ["Bon", "jour", " !"]
        pieces = []
        for piece in model.stream(MESSAGES):
            pieces.append(piece)
            time.sleep(0.6)
        assert pieces == ["Bon", "jour", " !"]


def test_one_model_serves_many_at_once() -> None:
    def act(exchange: Exchange) -> None:
        acts.says(*exchange.body["messages"][0]["content"])(exchange)

    with chat_server(act) as server:
        model = at(server)
        got: dict[int, str] = {}

        def ask(number: int) -> None:
            got[number] = model.complete([Message("user", f"question {number}")])

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert got == {number: f"question {number}" for number in range(12)}


def test_reply_that_never_ends_is_ended() -> None:
    def act(exchange: Exchange) -> None:
        exchange.begin()
        while True:
            exchange.send_piece({"content": "encore " * 100})

    with chat_server(act) as server:
        assert 20_000 <= len(at(server).complete(MESSAGES)) < 25_000
        assert server.left.wait(SOON)


def test_process_ends_in_the_middle_of_a_reply_without_a_word() -> None:
    code = (
        "import sys\n"
        "from assistant.models import open_model\n"
        "from assistant.types import Message\n"
        "model = open_model('openai:scripted', base_url=sys.argv[1])\n"
        "pieces = model.stream([Message('user', 'Bonjour')])\n"
        "print(next(pieces))\n"
    )
    with chat_server(acts.says(*["mot"] * 1000, pause=0.05)) as server:
        done = subprocess.run(
            [sys.executable, "-c", code, server.base_url],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert (done.stdout, done.stderr) == ("mot\n", "")
        assert server.left.wait(SOON)


def test_nothing_is_downloaded_to_count_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    import tiktoken
    from langchain_core.language_models import BaseChatModel

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("tokens are counted with the encoding that ships")

    monkeypatch.setattr(tiktoken, "get_encoding", refuse)
    monkeypatch.setattr(tiktoken, "encoding_for_model", refuse)
    monkeypatch.setattr(BaseChatModel, "get_num_tokens", refuse)
    with chat_server(acts.says("yes")) as server:
        assert at(server).complete(MESSAGES) == "yes"
