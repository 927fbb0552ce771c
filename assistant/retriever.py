"""The retriever for LangChain: passages as documents. Imports LangChain; load it when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from index.types import Hit


class PassageRetriever(BaseRetriever):
    """Passages of the articles as LangChain documents, best first.

    ``k`` is how many; ``retriever.invoke(question, k=3)`` sets it for one call. Each document's
    ``page_content`` is the passage, word for word; its metadata are ``source`` (path inside the
    folder), ``title``, ``start`` and ``end`` (characters of the article's text), ``score`` and
    ``id``. Raises QuestionError for a question that cannot be answered as asked.
    """

    search: Callable[[str, int], Sequence[Hit]] = Field(exclude=True, repr=False)
    k: int = Field(default=5, ge=1)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        return [_document(hit) for hit in self.search(query, kwargs.get("k", self.k))]


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "source": passage.source,
            "title": passage.title,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
            "id": passage.id,
        },
    )
