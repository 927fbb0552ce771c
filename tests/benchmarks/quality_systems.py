"""What a system is asked whose quality is measured, and Verbatim as one."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from assistant import embedded
from index.retrieval import Index
from tests.benchmarks.quality_corpora import Corpus, Place

PASSAGES = 5
QUOTES = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a system takes a question for answerable."""

    confidence: float  # grows with how likely that is
    answered: bool | None = None  # None: the system has no silence


@dataclass(frozen=True, slots=True)
class Found:
    """What a system found for a question, best first, whether or not it would show it."""

    passages: tuple[Place, ...]  # at most PASSAGES
    quotes: tuple[Place, ...]  # sentences, at most QUOTES
    verdict: Verdict
    milliseconds: float
    answer: str | None = None  # words of the first quote, maybe none; None: never points any out


class System(ABC):
    """Finds passages and sentences for a question in one corpus."""

    name: ClassVar[str]

    @abstractmethod
    def __init__(self, corpus: Corpus, store: Path) -> None:
        """Index the corpus; ``store`` is a folder that is not there yet."""

    @classmethod
    def missing(cls) -> str | None:
        """A package that it needs and that is not installed, if there is one."""
        return None

    @abstractmethod
    def ask(self, question: str) -> Found:
        """What is found."""

    @abstractmethod
    def judge(self, question: str, without: Collection[str]) -> Verdict:
        """Whether the articles answer, but those ``without``."""


class Verbatim(System):
    """This project, with its embedded reader."""

    name = "Verbatim"

    def __init__(self, corpus: Corpus, store: Path) -> None:
        self._index = Index.open(corpus.folder, store)
        self._sources = [article.source for article in self._index.sources()]

    def ask(self, question: str) -> Found:
        """What the reader read; the time is that of the whole answer."""
        began = time.perf_counter()
        found = embedded.look(question, self._index)
        answer = embedded.answer(found)
        milliseconds = 1000 * (time.perf_counter() - began)
        reading = found.reading
        quotes = [embedded.quote_of(candidate) for candidate in reading.candidates[:QUOTES]]
        evidence = embedded.evidence(found.question, reading, found.vectors) if quotes else ()
        hits = self._index.search(question, limit=PASSAGES)
        return Found(
            tuple(Place(h.passage.source, h.passage.start, h.passage.end) for h in hits),
            tuple(Place(quote.source, quote.start, quote.end) for quote in quotes),
            Verdict(reading.confidence, answer.answered),
            milliseconds,
            (evidence[0].answer or "") if evidence else "",
        )

    def judge(self, question: str, without: Collection[str]) -> Verdict:
        """As the reader judges."""
        sources = [source for source in self._sources if source not in without]
        reading = embedded.look(question, self._index, sources=sources).reading
        return Verdict(reading.confidence, reading.answers)
