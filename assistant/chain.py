"""The public door: a folder of articles that answers questions.

LangChain is imported when ``chain`` or ``retriever`` is asked for, not before.
"""

from __future__ import annotations

import asyncio
import re
import threading
import time
import unicodedata
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from assistant import embedded
from assistant.settings import load_settings
from assistant.types import Answer, Evidence, StreamEvent, TextDelta
from index.errors import ModelError, QuestionError
from index.retrieval import Index
from index.types import Article, Hit

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.retriever import PassageRetriever
    from index.store import IndexReport, Progress

EMBEDDED = "embedded"
MAX_QUESTION = 2_000  # characters; a question longer than a page is a pasted document
LONGEST_PAUSE = 2.0  # seconds for which a change of the folder may go unnoticed
LOOK_PAUSE = 20  # times as long as a look at the folder took: 0.1 s for a thousand files
_PIECE = re.compile(r"\s*\S+\s*")


class Assistant:
    """Answers questions over one folder of articles. May be used from several threads."""

    def __init__(self, index: Index, model: str = EMBEDDED) -> None:
        """Over an index that is open; ``Assistant.open`` is the usual way.

        Raises ModelError when ``model`` is none that can be used.
        """
        self.model = _check_model(model)
        self._index = index
        self._lock = threading.Lock()
        self._next_look = 0.0

    @classmethod
    def open(
        cls,
        folder: Path | str | None = None,
        *,
        index_dir: Path | str | None = None,
        model: str | None = None,
        embedder: str | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """Index the folder, or open its index, brought up to date.

        What is not given is read from the environment (``ASSISTANT_SOURCES`` and so on), else the
        default is taken. ``progress`` is called with (done, total, what) while indexing takes.
        Raises SettingsError, ModelError, EmbedderError, SourceError or StoreError.
        """
        settings = load_settings(folder, index_dir, model, embedder)
        _check_model(settings.model)  # before a folder is indexed for nothing
        index = Index.open(settings.sources, settings.index_dir, settings.embedder, progress)
        return cls(index, settings.model)

    @property
    def index_report(self) -> IndexReport:
        """What indexing found and did when the index was last brought up to date."""
        return self._index.report

    def close(self) -> None:
        """Let the index go; the assistant cannot be used any more."""
        with self._lock:
            self._index.close()

    def article(self, source: str) -> Article:
        """The article at ``source``, its path inside the folder. Raises KeyError if none is."""
        with self._lock:
            return self._index.article(source)

    def ask(self, question: str) -> Answer:
        """The answer, from the articles as they are now.

        Raises QuestionError for a question that is empty, too long, or neither French nor English.
        """
        question = check_question(question)
        with self._lock:
            self._refresh()
            return embedded.answer(question, self._index)

    async def aask(self, question: str) -> Answer:
        """As ``ask``, without blocking the event loop."""
        return await asyncio.to_thread(self.ask, question)

    def stream(
        self, question: str, history: Sequence[Mapping[str, str]] = ()
    ) -> Iterator[StreamEvent]:
        """The quotes found, then the text piece by piece, then the whole Answer.

        ``history`` are the messages before, ``{"role", "content"}``; the embedded model reads each
        question by itself and leaves them aside. Raises as ``ask`` does, at the first event.
        """
        yield from _events(self.ask(question))

    @cached_property
    def chain(self) -> Runnable[Any, dict[str, Any]]:
        """A LangChain Runnable over ``ask``.

        Takes a question or ``{"question": ...}``; gives ``{"evidence": quotes, "text": str,
        "answer": Answer}``, streamed in this order, the text in pieces.
        """
        from langchain_core.runnables import RunnableGenerator, RunnableLambda

        def chunks(questions: Iterator[str]) -> Iterator[dict[str, Any]]:
            for question in questions:
                yield from map(_chunk, self.stream(question))

        async def achunks(questions: AsyncIterator[str]) -> AsyncIterator[dict[str, Any]]:
            async for question in questions:
                for event in _events(await self.aask(question)):
                    yield _chunk(event)

        answer = RunnableGenerator(chunks, achunks, name="answer")
        return RunnableLambda(_question_of, name="question") | answer

    @cached_property
    def retriever(self) -> PassageRetriever:
        """A LangChain retriever of the articles' passages, five by default."""
        from assistant.retriever import PassageRetriever

        return PassageRetriever(search=self._search)

    def _refresh(self) -> None:
        """Follow the folder, but spend a small share of the time looking at it."""
        began = time.monotonic()
        if began >= self._next_look and not self._index.refresh():
            ended = time.monotonic()
            self._next_look = ended + min(LOOK_PAUSE * (ended - began), LONGEST_PAUSE)

    def _search(self, question: str, limit: int) -> list[Hit]:
        question = check_question(question)
        with self._lock:
            self._refresh()
            return self._index.search(question, limit=limit)


def check_question(question: str) -> str:
    """The question without outer space, if it can be answered; else QuestionError says why not."""
    question = question.strip()
    if not question:
        raise QuestionError("the question is empty; ask something in French or in English")
    if len(question) > MAX_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters; ask it in {MAX_QUESTION:,} at most"
        )
    if any(unicodedata.category(character) == "Cs" for character in question):
        raise QuestionError("the question is not valid text; check the terminal's encoding")
    letters = [character for character in question if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    if not letters:
        raise QuestionError("the question holds no words; ask it in French or in English")
    if latin < len(letters) / 2:
        raise QuestionError("the question is neither French nor English; ask it in one of them")
    return question


def _check_model(model: str) -> str:
    if model != EMBEDDED:
        raise ModelError(f"there is no model {model!r}; the only one available is {EMBEDDED!r}")
    return model


def _events(answer: Answer) -> Iterator[StreamEvent]:
    yield Evidence(answer.quotes)
    for piece in _PIECE.findall(answer.text):
        yield TextDelta(piece)
    yield answer


def _question_of(given: str | Mapping[str, str]) -> str:
    return given if isinstance(given, str) else given["question"]


def _chunk(event: StreamEvent) -> dict[str, Any]:
    """An event as a dict that LangChain adds up to the whole result."""
    from langchain_core.runnables.utils import AddableDict

    match event:
        case Evidence(quotes):
            return AddableDict(evidence=quotes)
        case TextDelta(text):
            return AddableDict(text=text)
        case answer:
            return AddableDict(answer=answer)
