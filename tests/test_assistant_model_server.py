"""Chat models over HTTP, through langchain-openai and a real server.

Held: text arrives as it is written; a reader that stops closes the connection; a model is shared.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

from assistant.models import ChatModel
from assistant.models.errors import ChatModelError
from assistant.types import Message
from tests.support import chat_server as acts
from tests.support.chat_server import ChatServer, Exchange, chat_server
from tests.support.server_model import HOSTED_KEY, KEY, MESSAGES, PATIENCE, SOON, at

pytest_plugins = ["tests.support.fixtures"]
pytestmark = [
    pytest.mark.usefixtures("hosted_key"),
    pytest.mark.filterwarnings("ignore:Pydantic serializer warnings"),
]


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


def test_thinking_is_a_sign_of_life_and_no_text() -> None:
    with chat_server(acts.thinks_aloud("abcde", "texte")) as server:
        assert list(at(server, timeout=1.0).stream(MESSAGES)) == ["texte"]  # 1.5 s in all


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
