"""The values that pass between the parts of the index. All offsets count Python characters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Language = Literal["fr", "en"]
Progress = Callable[[int, int, str], None]  # called with what is done, of how much, in which step


class Span(NamedTuple):
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the folder.

    ``text`` is the file's decoded text, unchanged; ``boilerplate`` are the spans of it that are
    not the article (share buttons, comment forms), sorted and disjoint; ``digest`` is the hex
    hash of the file's bytes; ``date`` is when it appeared, in ISO 8601 as far as it is known
    ("2021", "2021-11", "2021-11-27").
    """

    source: str  # path inside the folder, with forward slashes
    title: str
    text: str
    digest: str
    boilerplate: tuple[Span, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """One article, for a list of them: what `Article` says of it, and the length of its text."""

    source: str
    title: str
    date: str | None
    characters: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: ``article.text[start:end]``, without space around it."""

    start: int
    end: int
    heading: bool = False  # a title or a heading: says what follows is about, asserts nothing


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive whole sentences of one article; ``text == article.text[start:end]``."""

    id: str  # hash of source, offsets and text: the same content has the same id on every machine
    source: str
    title: str
    start: int
    end: int
    text: str
    tokens: int  # as it is read, of the project's own encoding, at most the chunking budget
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out of the index, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question, best first in any list of hits.

    ``score`` is the fused standardised score (higher is better; comparable within one question).
    """

    passage: Passage
    score: float
    lexical: float  # BM25 of the passage under the expanded question, 0 when no word matched
    dense: float  # cosine of the question's and the passage's vectors
    sentence_cosines: tuple[float, ...]  # of the question's and each sentence's static vectors
    read_cosines: tuple[float, ...]  # the same by the sentence encoder, which reads in context
