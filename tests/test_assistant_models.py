"""The seam to chat models: LangChain objects, and what the seam gives every model.

Held: any BaseChatModel works, also one that blocks for ever; thoughts are left out wherever the
pieces are cut.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.models import ChatModel, open_model
from assistant.models.errors import ChatModelError, Place
from assistant.models.langchain_models import LangChainModel
from assistant.models.replies import Reply
from assistant.types import Message

MESSAGES = (Message("system", "Be brief."), Message("user", "Bonjour ?"))


class Scripted(BaseChatModel):
    """Gives its chunks; an Event among them is waited for, an exception raised."""

    script: list[Any]
    profile: Any = None

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage("whole"))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for step in self.script:
            if isinstance(step, threading.Event):
                step.wait(30)
            elif isinstance(step, BaseException):
                raise step
            else:
                yield ChatGenerationChunk(message=AIMessageChunk(content=step))


class Whole(Scripted):
    """A model that does not stream."""

    _stream = BaseChatModel._stream


class Endless(Scripted):
    """A model that never stops by itself."""

    def _stream(self, *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        while True:
            time.sleep(0.005)
            yield ChatGenerationChunk(message=AIMessageChunk(content="encore "))


class Letters(ChatModel):
    """The least that a chat model is: its reply comes letter by letter."""

    name = "letters"
    window = 4096

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.waiting = threading.Event()
        self.go_on = threading.Event()

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        try:
            for letter in messages[-1].content:
                if letter == "…":
                    self.waiting.set()
                    self.go_on.wait(30)
                yield letter
        finally:
            self.closed.set()


async def read(model: ChatModel, messages: Sequence[Message] = MESSAGES) -> list[str]:
    return [piece async for piece in model.astream(messages)]


def test_any_langchain_model_is_a_chat_model() -> None:
    model = open_model(GenericFakeChatModel(messages=iter([AIMessage("Le 27 novembre [1]")] * 2)))
    assert "".join(model.stream(MESSAGES)) == "Le 27 novembre [1]"
    assert asyncio.run(read(model)) == ["Le", " ", "27", " ", "novembre", " ", "[1]"]
    assert model.window == 4096


def test_model_that_does_not_stream_gives_its_reply_whole() -> None:
    assert list(open_model(Whole(script=[])).stream(MESSAGES)) == ["whole"]


def test_only_text_of_a_reply_in_blocks_is_given() -> None:
    blocks = [
        [{"type": "reasoning", "reasoning": "hm", "index": 0}],
        [{"type": "text", "text": "Bon", "index": 1}],
        [{"type": "text", "text": "jour", "index": 1}, {"type": "image", "url": "x", "index": 2}],
    ]
    assert list(open_model(Scripted(script=blocks)).stream(MESSAGES)) == ["Bon", "jour"]


def test_halves_of_characters_are_replaced() -> None:
    model = open_model(Scripted(script=["Bon \ud83d", "\ude00jour"]))
    assert ascii("".join(model.stream(MESSAGES))) == ascii("Bon \ufffd\ufffdjour")


def test_window_is_the_given_one_else_the_profiles_else_the_smallest_usual() -> None:
    known = Scripted(script=[], profile={"max_input_tokens": 32_000})
    assert open_model(known).window == 32_000
    assert open_model(known, window=2048).window == 2048
    assert open_model(Scripted(script=[])).window == 4096
    assert open_model("openai:gpt-4o").window == 4096  # no key, so it is not made yet


def test_window_of_a_hosted_model_comes_from_its_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789abcdef")
    assert open_model("openai:gpt-4o-mini").window == 128_000


@pytest.mark.parametrize("script", [[threading.Event()], ["Bon", threading.Event()]])
def test_model_that_blocks_is_left_behind(script: list[Any]) -> None:
    model = open_model(Scripted(script=script), timeout=0.3)
    with pytest.raises(ChatModelError, match="no reply in time"):
        list(model.stream(MESSAGES))
    with pytest.raises(ChatModelError, match="no reply in time"):
        asyncio.run(read(model))
    script[-1].set()


def test_model_that_blocks_holds_up_no_event_loop_and_no_other_model() -> None:
    release = threading.Event()

    async def both() -> tuple[list[str], int]:
        ticks = 0
        task = asyncio.create_task(read(open_model(Scripted(script=[release, "enfin"]))))
        other = await read(open_model(Scripted(script=["autre"])))
        assert other == ["autre"]
        while not task.done() and ticks < 1000:
            await asyncio.sleep(0.01)
            ticks += 1
            if ticks == 20:
                release.set()
        return await task, ticks

    reply, ticks = asyncio.run(both())
    assert reply == ["enfin"]
    assert ticks >= 20


def test_closing_ends_the_thread_of_a_model_that_blocks() -> None:
    before = set(threading.enumerate())
    pieces = open_model(Endless(script=[])).stream(MESSAGES)
    assert next(pieces) == "encore "
    (thread,) = (one for one in set(threading.enumerate()) - before if one.name == "chat-model")
    pieces.close()
    thread.join(5)
    assert not thread.is_alive()


def test_time_to_make_a_model_is_not_its_time_to_answer() -> None:
    def build(_cold: bool) -> BaseChatModel:
        time.sleep(1.2)
        return Scripted(script=["Bon"])

    place = Place("test:slow")
    assert list(LangChainModel(place, build, timeout=1, blocks=True).stream(MESSAGES)) == ["Bon"]
    model = LangChainModel(place, build, timeout=1, blocks=True)
    assert asyncio.run(read(model)) == ["Bon"]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ConnectionError("refused"), "down"),
        (TimeoutError("late"), "slow"),
        (ValueError("odd"), "unreadable"),
        (RuntimeError("CUDA out of memory"), "failed"),
        (SystemExit(3), "failed"),  # raised in a thread, it ends nothing
    ],
)
def test_what_a_model_raises_becomes_one_line(error: BaseException, kind: str) -> None:
    model = open_model(Scripted(script=[error]), timeout=5)
    with pytest.raises(ChatModelError, match=r"^scripted \(a LangChain object\): ") as caught:
        list(model.stream(MESSAGES))
    assert caught.value.kind == kind
    assert caught.value.__context__ is None


def test_a_models_own_key_is_in_no_line() -> None:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    given = ChatOpenAI(
        model="x", api_key=SecretStr("plainlookingword"), base_url="http://127.0.0.1:9"
    )
    model = open_model(given)
    assert model.name == "openai:x"
    with pytest.raises(ChatModelError, match=r"^openai:x at 127\.0\.0\.1:9: ") as caught:
        list(model.stream(MESSAGES))
    assert "plainlookingword" not in str(caught.value)


def test_async_comes_with_stream() -> None:
    model = Letters()
    assert asyncio.run(read(model)) == list("Bonjour ?")
    assert model.closed.is_set()
    assert model.complete(MESSAGES) == "Bonjour ?"


def test_cancelling_stops_what_comes_with_stream() -> None:
    model = Letters()

    async def cancel() -> None:
        task = asyncio.create_task(read(model, [Message("user", "a…b")]))
        await asyncio.to_thread(model.waiting.wait, 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not model.closed.is_set()
        model.go_on.set()
        assert await asyncio.to_thread(model.closed.wait, 5)

    asyncio.run(cancel())


@given(
    st.sampled_from(
        [
            ("<think>a < b</think>\n\nTexte <b>", "Texte <b>"),
            ("\n<think></think>Texte", "Texte"),
            ("Texte <think>x</think>", "Texte <think>x</think>"),
            ("<thin", "<thin"),
            ("<", "<"),
            (" \n Texte", "Texte"),
            ("<think>never done", ""),
        ]
    ),
    st.lists(st.integers(0, 40), max_size=8),
)
def test_thoughts_are_left_out_wherever_the_pieces_are_cut(
    case: tuple[str, str], cuts: list[int]
) -> None:
    text, wanted = case
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    reply = Reply()
    pieces = [text[start:end] for start, end in pairwise(places)]
    given = [reply.take(AIMessage(piece)) for piece in pieces] + [reply.rest()]
    assert "".join(given).strip() == wanted
    assert bool(reply.length) == bool(wanted)
