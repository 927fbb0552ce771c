"""What a question gives back. All offsets count Python characters."""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Language


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article: ``text == assistant.article(source).text[start:end]``, always."""

    text: str
    source: str  # path of the article inside the folder
    title: str
    start: int
    end: int
    answer: str | None = (
        None  # the words inside ``text`` that answer, when the question asks for one thing
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question."""

    question: str
    text: str  # in the question's language
    answered: bool  # False: the articles do not say
    quotes: tuple[Quote, ...]  # best first; empty when not answered
    closest: tuple[Quote, ...]  # when not answered: the nearest passages, not evidence
    language: Language
    model: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """First event of a stream: the quotes found, before any text."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer's text, in order."""

    text: str


StreamEvent = Evidence | TextDelta | Answer
