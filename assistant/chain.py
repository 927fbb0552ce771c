"""The public door: a folder of articles that answers questions.

LangChain is imported when a chat model, ``chain`` or ``retriever`` is asked for, not before.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Collection, Generator
from contextlib import aclosing, closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from assistant import embedded
from assistant.asking import (
    History,
    Request,
    Source,
    check_question,
    named_source,
    named_sources,
    read_request,
    unknown_source,
)
from assistant.following import Follower
from assistant.models.configured import chat_model
from assistant.politeness import plain
from assistant.reader.reranking import Reranker, named_reranker
from assistant.settings import load_settings
from assistant.types import Answer, StreamEvent
from index.retrieval import Index
from index.types import Article, ArticleInfo, Hit, Skipped

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

    from assistant.models import ChatModel
    from assistant.retriever import PassageRetriever
    from assistant.written import Draft
    from index.store import IndexReport, Progress


class Assistant:
    """Answers questions over one folder of articles. May be used from several threads."""

    def __init__(
        self, index: Index, model: ChatModel | None = None, reranker: Reranker | None = None
    ) -> None:
        """Over an index that is open; None: the embedded reader. Usually ``Assistant.open``."""
        self._index = index
        self._model = model
        self._reranker = reranker
        self._follower = Follower(index)

    @classmethod
    def open(
        cls,
        folder: Path | str | None = None,
        *,
        index_dir: Path | str | None = None,
        model: str | BaseChatModel | ChatModel | None = None,
        embedder: str | None = None,
        base_url: str | None = None,
        reranker: str | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """Index the folder, or open its index, brought up to date.

        What is not given is read from the environment (``ASSISTANT_SOURCES`` and so on), else the
        default is taken. ``model`` is a name (``embedded``, ``ollama:qwen3:8b``) or a LangChain
        chat model; ``base_url`` is the address of an OpenAI-compatible server for
        ``openai:NAME``. ``reranker`` is the name or folder of a sentence-transformers
        cross-encoder, loaded at the first question, that orders the evidence; none by default.
        ``progress`` is called with (done, total, what) while indexing takes.
        Raises SettingsError, ModelError, EmbedderError, SourceError or StoreError.
        """
        settings = load_settings(
            sources=folder, index_dir=index_dir, embedder=embedder, reranker=reranker
        )
        chat = chat_model(model, base_url)  # before a folder is indexed for nothing
        index = Index.open(settings.sources, settings.index_dir, settings.embedder, progress)
        return cls(index, chat, named_reranker(settings.reranker) if settings.reranker else None)

    def using(self, model: str | BaseChatModel | ChatModel, base_url: str | None = None) -> Self:
        """An assistant over the same index that answers with another model; close one of them.

        Raises ModelError and SettingsError.
        """
        other = type(self)(self._index, chat_model(model, base_url), self._reranker)
        other._follower = self._follower
        return other

    def stopped_by(self, stop: threading.Event) -> Self:
        """An assistant over the same index whose chat model stops writing once ``stop`` is set.

        The answer then is what it has written, else the embedded reader's; ``notice`` says so.
        """
        if self._model is None:
            return self
        from assistant.models.stopping import Stoppable

        return self.using(Stoppable(self._model, stop))

    @property
    def model(self) -> str:
        """The name of what answers: ``embedded``, or a chat model."""
        return self._model.name if self._model else embedded.MODEL

    @property
    def embedder(self) -> str:
        """The name of what turns text into vectors."""
        return self._index.embedder.name

    @property
    def reranker(self) -> str | None:
        """The name of what orders the evidence; None: the embedded reader."""
        return self._reranker.name if self._reranker else None

    @property
    def index_report(self) -> IndexReport:
        """What indexing found and did when the index was last brought up to date."""
        return self._index.report

    def articles(self) -> list[ArticleInfo]:
        """The articles that are searched, in the order of their paths."""
        return self._index.sources()

    def skipped(self) -> tuple[Skipped, ...]:
        """The files that look like articles and are left out, and why."""
        return self._index.report.skipped

    def article(self, source: Source) -> Article:
        """The article at ``source``, its path inside the folder. Raises KeyError if none is."""
        return self._index.article(named_source(source))

    def follow(self) -> None:
        """Bring the index up to date if the folder has changed, as questions do; see `refresh`."""
        self._follower.look()

    def refresh(self, progress: Progress | None = None) -> IndexReport:
        """Bring the index up to date now; questions meanwhile are answered from the earlier one.

        Raises SourceError or StoreError, and the earlier index stays in use.
        """
        self._follower.refresh(progress)
        return self._index.report

    def close(self) -> None:
        """Let the index go; the assistant cannot be used any more."""
        self._index.close()

    def ask(
        self, question: str, history: History = (), *, sources: Collection[Source] | None = None
    ) -> Answer:
        """The answer, from the articles as they are now.

        ``history`` are the messages before, oldest first, ``{"role", "content"}`` each; a question
        that follows up on them is understood with them; what asks nothing ("Merci !") is answered
        by saying so. ``sources``: use only these articles.
        Raises QuestionError for a question that is no text, empty, too long, or neither French nor
        English, UnknownSourceError for sources that name no article, unless it was removed just
        now, and RerankerError when one was named and cannot be loaded.
        A chat model that fails raises nothing: the embedded reader answers, ``notice`` says why.
        """
        *_, answer = self.stream(question, history, sources=sources)
        assert isinstance(answer, Answer)  # noqa: S101 - how every stream ends
        return answer

    async def aask(
        self, question: str, history: History = (), *, sources: Collection[Source] | None = None
    ) -> Answer:
        """As ``ask``, without blocking the event loop."""
        events = [event async for event in self.astream(question, history, sources=sources)]
        assert isinstance(events[-1], Answer)  # noqa: S101 - how every stream ends
        return events[-1]

    def stream(
        self, question: str, history: History = (), *, sources: Collection[Source] | None = None
    ) -> Generator[StreamEvent]:
        """The quotes found, then the text piece by piece, then the whole Answer.

        Arguments are those of ``ask``, which it raises as, at the first event. Closing the
        generator stops a chat model.
        """
        request = read_request(question, history)
        chosen = self._chosen(sources)
        understood = request.plain
        if understood and request.messages:
            from assistant.conversation import standalone

            understood = standalone(understood, request.messages, request.language, self._model)
        reply = self._reply(request, understood, chosen)
        with closing(reply.stream()) as events:
            for event in events:
                yield _as_asked(event, request, understood)

    async def astream(
        self, question: str, history: History = (), *, sources: Collection[Source] | None = None
    ) -> AsyncGenerator[StreamEvent]:
        """As ``stream``, without blocking the event loop."""
        request = read_request(question, history)
        chosen = await asyncio.to_thread(self._chosen, sources)
        understood = request.plain
        if understood and request.messages:
            from assistant.conversation import astandalone

            understood = await astandalone(
                understood, request.messages, request.language, self._model
            )
        reply = await asyncio.to_thread(self._reply, request, understood, chosen)
        async with aclosing(reply.astream()) as events:
            async for event in events:
                yield _as_asked(event, request, understood)

    @cached_property
    def chain(self) -> Runnable[Any, dict[str, Any]]:
        """A LangChain Runnable over ``stream``.

        Takes a question or ``{"question": ..., "history": [...], "sources": [...]}``, the last two
        as wanted; gives ``{"evidence": quotes, "text": str, "answer": Answer}``, streamed in this
        order, the text in pieces.
        """
        from assistant.runnable import answering

        return answering(self)

    @cached_property
    def retriever(self) -> PassageRetriever:
        """A LangChain retriever of the articles' passages, five by default."""
        from assistant.retriever import PassageRetriever

        return PassageRetriever(search=self._search)

    def _chosen(self, sources: Collection[Source] | None) -> list[str] | None:
        """The sources, each of which is an article's. Raises UnknownSourceError."""
        if sources is None:
            return None
        chosen = named_sources(sources)
        unknown = self._unknown(chosen)
        if unknown:
            self._follower.look()
            unknown = self._unknown(unknown)
        if unknown:
            raise unknown_source(min(unknown), [info.source for info in self.articles()])
        return chosen

    def _unknown(self, sources: list[str]) -> list[str]:
        known = {info.source for info in self.articles()} if sources else set()
        return [one for one in sources if one not in known]

    def _reply(
        self, request: Request, understood: str, sources: Collection[str] | None
    ) -> embedded.Whole | Draft:
        """What answers, from the articles as they are now, the question as it was understood.

        A source that was removed since it was chosen is passed over.
        """
        if not understood:
            return embedded.Whole(embedded.unasked(request.text, request.language))
        self._follower.look()
        found = embedded.look(understood, self._index, request.language, sources, self._reranker)
        if self._model is None or not found.reading.candidates:
            return embedded.Whole(embedded.answer(found))
        from assistant.written import Draft

        return Draft(found, self._model, self._date_of)

    def _search(self, question: str, limit: int) -> list[Hit]:
        self._follower.look()
        question = check_question(question)
        return self._index.search(plain(question) or question, limit=limit)

    def _date_of(self, source: str) -> str | None:
        try:
            return self._index.article(source).date
        except KeyError:  # removed since it was found
            return None


def _as_asked(event: StreamEvent, request: Request, understood: str) -> StreamEvent:
    """The answer under the question as it was asked."""
    if not isinstance(event, Answer):
        return event
    standalone = understood if understood != request.plain else ""
    return replace(event, question=request.text, standalone=standalone)
