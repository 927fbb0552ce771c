"""Ask a folder of French articles; get an answer with its quotes, word for word.

from assistant import Assistant

answer = Assistant.open("my-articles").ask("When does production start?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.types import (
    Answer,
    Evidence,
    Message,
    Quote,
    StreamEvent,
    TextDelta,
    Unsupported,
)
from index.errors import (
    ConversationError,
    EmbedderError,
    EmptyFolderError,
    FolderNotFoundError,
    IndexDamagedError,
    IndexLockedError,
    ModelError,
    PromptError,
    QuestionError,
    QuestionSetError,
    RerankerError,
    SettingsError,
    SourceError,
    StoreError,
    UnknownSourceError,
    UnreadableFileError,
    VerbatimError,
)
from index.types import Article, ArticleInfo

if TYPE_CHECKING:
    from assistant.chain import Assistant

__all__ = [
    "Answer",
    "Article",
    "ArticleInfo",
    "Assistant",
    "ConversationError",
    "EmbedderError",
    "EmptyFolderError",
    "Evidence",
    "FolderNotFoundError",
    "IndexDamagedError",
    "IndexLockedError",
    "Message",
    "ModelError",
    "PromptError",
    "QuestionError",
    "QuestionSetError",
    "Quote",
    "RerankerError",
    "SettingsError",
    "SourceError",
    "StoreError",
    "StreamEvent",
    "TextDelta",
    "UnknownSourceError",
    "UnreadableFileError",
    "Unsupported",
    "VerbatimError",
    "__version__",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load ``Assistant`` at its first use, so that the command starts at once."""
    if name == "Assistant":
        from assistant.chain import Assistant

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
