"""The assistant as a LangChain Runnable. Imports LangChain; load it when asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda
from langchain_core.runnables.utils import AddableDict

from assistant.types import Evidence, StreamEvent, TextDelta
from index.errors import QuestionError

if TYPE_CHECKING:
    from assistant.chain import Assistant


def answering(assistant: Assistant) -> Runnable[Any, dict[str, Any]]:
    """What ``Assistant.chain`` gives; see there."""

    def chunks(asked: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for one in asked:
            with closing(assistant.stream(**one)) as events:
                yield from map(_chunk, events)

    async def achunks(asked: AsyncIterator[dict[str, Any]]) -> AsyncIterator[dict[str, Any]]:
        async for one in asked:
            async with aclosing(assistant.astream(**one)) as events:
                async for event in events:
                    yield _chunk(event)

    answer = RunnableGenerator(chunks, achunks, name="answer")
    return RunnableLambda(_asked, name="question") | answer


def _asked(given: object) -> dict[str, Any]:
    """The arguments of ``Assistant.stream`` in what the Runnable was given."""
    if isinstance(given, str):
        return {"question": given}
    if isinstance(given, Mapping) and isinstance(given.get("question"), str):
        history, sources = given.get("history") or (), given.get("sources")
        return {"question": given["question"], "history": history, "sources": sources}
    raise QuestionError('give the question as a text, or as {"question": ..., "history": [...]}')


def _chunk(event: StreamEvent) -> dict[str, Any]:
    """An event as a dict that LangChain adds up to the whole result."""
    match event:
        case Evidence(quotes):
            return AddableDict(evidence=quotes)
        case TextDelta(text):
            return AddableDict(text=text)
        case answer:
            return AddableDict(answer=answer)
