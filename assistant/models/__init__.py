"""The seam to chat models: messages go in, text comes out in pieces.

``open_model`` makes one from a name (``ollama:qwen3:8b``) or from any LangChain chat model. No
provider's package, and no LangChain, is imported before a model is opened.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Collection, Generator, Sequence
from typing import TYPE_CHECKING

from assistant.types import Message

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from pydantic import SecretStr

TIMEOUT = 120.0
"""Seconds to wait for a model: a local one may first have to be read from disk."""


class ChatModel(ABC):
    """A chat model. What it raises is a ModelError whose text may be shown to anyone."""

    name: str
    """What answers are signed with: ``ollama:qwen3:8b``."""
    window: int
    """Tokens that the model takes, its reply included."""
    secrets: Collection[str] = ()
    """What a reply is neither kept nor shown with, should a server repeat it: its key."""

    @abstractmethod
    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        """The reply in pieces, none of them empty; closing the generator stops the model.

        Raises ModelError, also in the middle of a reply, and for an empty one.
        """

    async def astream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        """As ``stream``, without blocking the event loop; cancelling stops the model.

        This one takes each piece on a thread, and when cancelled stops at the next one.
        """
        pieces = self.stream(messages)
        step: asyncio.Future[str | None] | None = None
        try:
            while True:
                step = asyncio.ensure_future(asyncio.to_thread(next, pieces, None))
                piece = await asyncio.shield(step)
                if piece is None:
                    return
                yield piece
        finally:
            if step is None or (step.done() and not step.cancelled()):
                pieces.close()
            else:  # cancelled: the thread is still inside the generator

                def close(done: asyncio.Future[str | None]) -> None:
                    if not done.cancelled():  # as the whole loop is when it shuts down
                        done.exception()
                        pieces.close()

                step.add_done_callback(close)

    def complete(self, messages: Sequence[Message]) -> str:
        """The whole reply. Raises ModelError."""
        return "".join(self.stream(messages))


def open_model(
    model: str | BaseChatModel,
    *,
    base_url: str | None = None,
    api_key: SecretStr | str | None = None,
    timeout: float = TIMEOUT,
    window: int | None = None,
) -> ChatModel:
    """The chat model of that name, or around that LangChain chat model; asks no server yet.

    ``base_url`` is the address of an OpenAI-compatible server (``openai:NAME``) or of an Ollama,
    ``api_key`` that server's key; hosted providers read theirs from their own variables.
    ``timeout`` is how many seconds the model may be silent; ``window`` how many tokens it takes,
    where its package does not say, or to use fewer.
    Raises ModelError for a name that cannot be meant and for a package that is not installed.
    What depends on the world (server down, key missing, no such model) is raised by ``stream``.
    """
    from assistant.models import opening

    if isinstance(model, str):
        return opening.named_model(model, base_url, api_key, timeout, window)
    return opening.given_model(model, timeout, window)
