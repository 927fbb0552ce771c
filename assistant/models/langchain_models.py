"""A LangChain chat model behind the seam: waits that end, pieces of text, one kind of error.

The models run apart (see ``assistant.models.loop``), and hand what they say to whoever reads. So a
reader, on whatever thread or loop, never waits longer than it means to, and when it stops, the
model's task is cancelled, which closes the connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import AsyncGenerator, Callable, Collection, Generator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, cast

from assistant.models import ChatModel
from assistant.models.errors import ChatModelError, Kind, Place, explain
from assistant.models.loop import from_thread, models_loop
from assistant.models.replies import LONGEST_REPLY, Reply
from assistant.types import Message

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage

WINDOW = 4096
"""Tokens, of a model that does not say what it takes."""
WHOLE_REPLY = 10  # timeouts that a whole reply may take
RETRY_PAUSES = (0.5, 1.5)  # seconds before the second and third attempt

_Item = str | ChatModelError | None  # a piece ("": still alive), a failure, or the end
_Said = tuple[str, str | list[str | dict[str, Any]]]  # role and content, as LangChain takes them


class LangChainModel(ChatModel):
    """A LangChain chat model, made when it is first needed. May be shared by threads."""

    def __init__(
        self,
        place: Place,
        build: Callable[[bool], BaseChatModel],
        *,
        timeout: float,
        window: int | None = None,
        blocks: bool = False,
        missing_key: Callable[[], bool] = lambda: False,
        secrets: Collection[str] = (),
    ) -> None:
        """``build(cold)`` makes the model, with temperature 0 or without naming one.

        ``blocks``: its code may hold up an event loop. ``secrets`` are shown in no message.
        """
        self.name = place.model
        self._place = place
        self._build = build
        self._timeout = timeout
        self._window = window
        self._blocks = blocks
        self._missing_key = missing_key
        self.secrets = secrets
        self._model: BaseChatModel | None = None
        self._cold = not blocks
        self._making = threading.Lock()

    @property
    def window(self) -> int:  # type: ignore[override]
        """As given, else as the model's profile says, else WINDOW."""
        if self._window is None:
            try:
                self._window = self._window_of(self._made()) or WINDOW
            except ChatModelError:
                return WINDOW  # stream() says what is wrong
        return self._window

    def _window_of(self, model: BaseChatModel) -> int | None:
        return (model.profile or {}).get("max_input_tokens")

    def _call_options(self, model: BaseChatModel, closed: threading.Event) -> dict[str, Any]:
        """Arguments of a call to a model that blocks; ``closed`` is set when nobody reads on."""
        return {}

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        self._made()  # reading it from disk is not the model's time
        items: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        stop = self._start(messages, items.put)
        clock = _Clock(self._timeout)
        try:
            while True:
                try:
                    item = items.get(timeout=clock.start())
                except queue.Empty:
                    item = self._late()
                if isinstance(item, ChatModelError):
                    raise item
                if item is None:
                    return
                clock.heard()
                if item:
                    yield item
        finally:
            stop()

    async def astream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        await self._ready()
        items: asyncio.Queue[_Item] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def put(item: _Item) -> None:
            with contextlib.suppress(RuntimeError):  # the reader's loop is closed
                loop.call_soon_threadsafe(items.put_nowait, item)

        stop = self._start(messages, put)
        clock = _Clock(self._timeout)
        try:
            while True:
                item: _Item = self._late()
                with contextlib.suppress(TimeoutError):
                    item = await asyncio.wait_for(items.get(), clock.start())
                if isinstance(item, ChatModelError):
                    raise item
                if item is None:
                    return
                clock.heard()
                if item:
                    yield item
        finally:
            stop()

    def _start(
        self, messages: Sequence[Message], put: Callable[[_Item], None]
    ) -> Callable[[], object]:
        """Let the model begin; gives what stops it. Everything it says goes to ``put``."""
        work = self._produce([(role, content) for role, content in messages], put)
        return asyncio.run_coroutine_threadsafe(work, models_loop()).cancel

    async def _produce(self, messages: list[_Said], put: Callable[[_Item], None]) -> None:
        pauses = iter(() if self._blocks else RETRY_PAUSES)
        whole = False
        while True:
            reply, cold = Reply(), self._cold
            try:
                model = await self._ready()
                async with aclosing(self._chunks(model, messages, whole)) as chunks:
                    async for chunk in chunks:
                        put(reply.take(chunk))
                        if reply.length > LONGEST_REPLY:
                            break
                put(reply.rest())
                failure = self._flaw(reply)
            except Exception as error:
                failure = self._explained(error, reply)
                if not self._blocks and not whole and "No generation chunks" in str(error):
                    whole = True  # the server does not stream; ask for the reply in one piece
                    continue
                if cold and failure.kind == "refused" and "temperature" in str(error):
                    self._cold, self._model = False, None
                    continue
            if failure is None or reply.length or not failure.passes:
                return put(failure)
            pause = next(pauses, None)
            if pause is None:
                return put(failure)
            await asyncio.sleep(pause)

    async def _chunks(
        self, model: BaseChatModel, messages: list[_Said], whole: bool
    ) -> AsyncGenerator[AIMessage]:
        """What the model says, as it says it, or ``whole``."""
        if whole:
            yield await model.ainvoke(messages)
            return
        if self._blocks:
            closed = threading.Event()
            options = self._call_options(model, closed)
            chunks = from_thread(lambda: model.stream(messages, **options), closed)
        else:
            chunks = cast("AsyncGenerator[AIMessage]", model.astream(messages))
        async with aclosing(chunks):
            async for chunk in chunks:
                yield chunk

    async def _ready(self) -> BaseChatModel:
        model = self._model
        return await asyncio.to_thread(self._made) if model is None else model

    def _made(self) -> BaseChatModel:
        """The LangChain model, made once. Raises ChatModelError."""
        with self._making:
            if self._model is None:
                if self._missing_key():
                    raise self._failure("no_key")
                try:
                    self._model = self._build(self._cold)
                    if self._cold and (self._model.profile or {}).get("temperature") is False:
                        self._cold, self._model = False, self._build(False)
                except Exception as error:
                    failure = self._explained(error)
                else:
                    return self._model
                raise failure
            return self._model

    def _flaw(self, reply: Reply) -> ChatModelError | None:
        """What is wrong with a reply that came to its end."""
        if not reply.length:
            return self._failure("empty")
        if not self._blocks and not reply.finished and reply.length <= LONGEST_REPLY:
            return self._failure("cut")
        return None

    def _explained(self, error: Exception, reply: Reply | None = None) -> ChatModelError:
        if isinstance(error, ChatModelError):
            return error
        failure = explain(error, self._place, self.secrets)
        if failure.kind in {"cut", "down"}:  # packages differ in what they call a hang-up
            return self._failure("cut" if reply and reply.length else "down")
        return failure

    def _late(self) -> ChatModelError:
        return ChatModelError("slow", self._place, f"{self._timeout:g} s")

    def _failure(self, kind: Kind) -> ChatModelError:
        return ChatModelError(kind, self._place)


class _Clock:
    """How long to wait on: for the next sign of life, and for all of them together."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._left = WHOLE_REPLY * timeout
        self._begun = 0.0

    def start(self) -> float:
        """The seconds that may be waited now; what the reader does between waits costs nothing."""
        self._begun = time.monotonic()
        return max(0.0, min(self._timeout, self._left))

    def heard(self) -> None:
        self._left -= time.monotonic() - self._begun
