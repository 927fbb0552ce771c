"""Where chat models run: one event loop for the process, on a thread of its own.

One, because LangChain's providers share connections between models, and a connection belongs to the
loop that opened it. A model whose code may block (one that was given as an object, or a local
pipeline) gets a daemon thread a reply beside it: when its reader stops or gives up waiting, the
thread is left behind, and ends with the model's next piece.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def models_loop() -> asyncio.AbstractEventLoop:
    """The event loop that the models run on; started at its first use."""
    global _loop
    with _lock:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="chat-models", daemon=True).start()
        return _loop


async def from_thread(
    begin: Callable[[], Any], closed: threading.Event
) -> AsyncGenerator[AIMessage]:
    """The chunks of an iterator that blocks, taken on a daemon thread."""
    loop = asyncio.get_running_loop()
    items: asyncio.Queue[tuple[AIMessage | None, Exception | None]] = asyncio.Queue()

    def put(chunk: AIMessage | None, error: Exception | None = None) -> None:
        loop.call_soon_threadsafe(items.put_nowait, (chunk, error))

    def run() -> None:
        try:
            chunks = begin()
            for chunk in chunks:
                if closed.is_set():
                    break
                put(chunk)
            chunks.close()
            put(None)
        except BaseException as error:  # SystemExit too: else the reader waits in vain
            put(None, error if isinstance(error, Exception) else RuntimeError(repr(error)))

    threading.Thread(target=run, name="chat-model", daemon=True).start()
    try:
        while True:
            chunk, error = await items.get()
            if error is not None:
                raise error
            if chunk is None:
                return
            yield chunk
    finally:
        closed.set()
