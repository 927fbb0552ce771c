"""A chat model that someone may stop, and keep what it has written."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Coroutine, Generator, Sequence
from contextlib import aclosing, suppress
from typing import Any

from assistant.models import ChatModel
from assistant.models.loop import models_loop
from assistant.types import Message
from index.errors import ModelError

LOOK = 0.06  # seconds between two looks at whether it is to stop


class StoppedError(ModelError):
    """The chat model was asked to stop."""

    def __init__(self) -> None:
        super().__init__("it was asked to stop")


class Stoppable(ChatModel):
    """A chat model whose replies break off with StoppedError once ``stop`` is set."""

    def __init__(self, model: ChatModel, stop: threading.Event) -> None:
        self.name, self.window, self.secrets = model.name, model.window, model.secrets
        self._model, self._stop = model, stop

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        """As ``astream``, which runs where chat models do."""
        pieces = self.astream(messages)

        def run(work: Coroutine[Any, Any, str | None]) -> str | None:
            step = asyncio.run_coroutine_threadsafe(work, models_loop())
            try:
                return step.result()
            finally:
                step.cancel()  # as when the one who waits is interrupted

        async def following() -> str | None:
            return await anext(pieces, None)

        try:
            while (piece := run(following())) is not None:
                yield piece
        finally:
            with suppress(RuntimeError):  # it still ends, where its reader was interrupted
                run(pieces.aclose())

    async def astream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        """As the model's; it stops at once."""
        self._look()
        async with aclosing(self._model.astream(messages)) as pieces:
            while (piece := await self._next(pieces)) is not None:
                yield piece

    async def _next(self, pieces: AsyncGenerator[str]) -> str | None:
        step = asyncio.ensure_future(anext(pieces, None))
        try:
            while not step.done():
                await asyncio.wait({step}, timeout=LOOK)
                self._look()
            return step.result()
        finally:
            if not step.done():
                step.cancel()
                with suppress(asyncio.CancelledError):
                    await step

    def _look(self) -> None:
        if self._stop.is_set():
            raise StoppedError
