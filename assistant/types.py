"""What a question gives back. All offsets count Python characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from index.types import Language


class Message(NamedTuple):
    """One message of a conversation, or of what a chat model is given."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article: ``text == assistant.article(source).text[start:end]``, always."""

    text: str
    source: str  # path of the article inside the folder
    title: str
    start: int
    end: int
    answer: str | None = None  # words in ``text`` that answer a question for one thing


@dataclass(frozen=True, slots=True)
class NumberedSentence:
    """A sentence of an article under the number that a chat model cites it by."""

    number: int
    text: str  # == article.text[start:end]
    source: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sentence that a chat model wrote and the quotes it cites do not carry."""

    text: str
    reason: str  # what does not stand in the quotes


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question."""

    question: str
    text: str  # in the question's language; [1] cites the first of ``quotes``
    answered: bool  # False: the articles do not say
    quotes: tuple[Quote, ...]  # best first; empty when not answered
    closest: tuple[Quote, ...]  # when not answered: the nearest passages, not evidence
    language: Language
    model: str  # what wrote the text: "embedded", "ollama:qwen3:8b"
    confidence: float = 0.0  # from 0 to 1: how likely the evidence answers, by the embedded reader
    standalone: str = ""  # the question as it was understood, when it followed up on others
    unsupported: tuple[Unsupported, ...] = ()  # what the chat model wrote and ``text`` leaves out
    notice: str | None = None  # why the chat model asked for did not answer: one line
    # The embedded reader finds it more likely that the first quote is not what was asked for than
    # that it is; ``text`` says so. False where a chat model wrote.
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """First event of a stream: the quotes found, before any text."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer's text, in order."""

    text: str


StreamEvent = Evidence | TextDelta | Answer


def mark(number: int) -> str:
    """How an answer's text cites the quote at that place, from 1."""
    return f"[{number}]"
