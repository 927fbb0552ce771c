"""Answers written by a chat model: it points at sentences, code quotes them and checks the rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Iterator
from contextlib import aclosing, closing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import embedded, prompting
from assistant.embedded import Found
from assistant.grounding.grounder import Checked, Grounder
from assistant.models.errors import ChatModelError
from assistant.models.stopping import StoppedError
from assistant.phrases import load
from assistant.reader.answers import best_answer
from assistant.types import (
    Answer,
    Evidence,
    NumberedSentence,
    Quote,
    StreamEvent,
    TextDelta,
    Unsupported,
    mark,
)
from index.errors import ModelError

if TYPE_CHECKING:
    from assistant.models import ChatModel

DateOf = Callable[[str], str | None]


def stream(found: Found, model: ChatModel, date_of: DateOf) -> Generator[StreamEvent]:
    """The embedded reader's quotes, the text sentence by sentence as the model writes it, the
    Answer. Closing the iterator stops the model.

    A sentence is let through once it is whole and its quotes carry it. When the model fails, or
    nothing that it writes can be kept, the embedded answer is given, with a notice.
    """
    draft = Draft(found, model.name)
    yield Evidence(draft.fallback.quotes)
    try:
        prompt = draft.prompt(model.window, date_of)
        with closing(model.stream(prompt.messages)) as pieces:
            for piece in pieces:
                yield from draft.add(piece)
    except ModelError as error:
        draft.failure = error
    yield from draft.finish()


async def astream(found: Found, model: ChatModel, date_of: DateOf) -> AsyncGenerator[StreamEvent]:
    """As ``stream``, without blocking the event loop while the model writes."""
    draft = Draft(found, model.name)
    yield Evidence(draft.fallback.quotes)
    try:
        prompt = await asyncio.to_thread(lambda: draft.prompt(model.window, date_of))
        async with aclosing(model.astream(prompt.messages)) as pieces:
            async for piece in pieces:
                for delta in await asyncio.to_thread(draft.add, piece):
                    yield delta
    except ModelError as error:
        draft.failure = error
    for event in await asyncio.to_thread(lambda: list(draft.finish())):
        yield event


class Draft:
    """An answer that a chat model is writing."""

    def __init__(self, found: Found, model: str) -> None:
        self.fallback = embedded.answer(found)
        self.failure: ModelError | None = None
        self._found = found
        self._model = model
        self._grounder: Grounder | None = None
        self._text = ""
        self._quotes: dict[tuple[str, int], Quote] = {}  # by source and start, in order of citation
        self._candidates = {
            (candidate.hit.passage.source, candidate.sentence.start): candidate
            for candidate in found.reading.candidates
        }
        self._unsupported: list[Unsupported] = []
        self._refused = False

    def prompt(self, window: int, date_of: DateOf) -> prompting.Prompt:
        """What the model is asked; its reply is checked against these sentences."""
        found = self._found
        language = found.question.language
        prompt = prompting.build(found.text, language, found.reading.candidates, date_of, window)
        self._grounder = Grounder(prompt.sentences, found.text, language, found.vectors)
        return prompt

    def add(self, piece: str) -> list[TextDelta]:
        """Take in a piece of the reply; gives what of it can be shown."""
        return list(self._keep(self._grounder.feed(piece))) if self._grounder else []

    def finish(self) -> Iterator[TextDelta | Answer]:
        """What is left to show, and the whole answer."""
        if self._grounder:
            rest = self._grounder.finish()
            # Of a reply that broke off, the end of the last sentence may be missing.
            yield from self._keep(one for one in rest if one.supported or not self.failure)
        answer = self._answer()
        if not self._text:
            yield TextDelta(answer.text)
        yield answer

    def _keep(self, judged: Iterable[Checked]) -> Iterator[TextDelta]:
        for checked in judged:
            if checked.refusal:
                self._refused = True
            elif not checked.supported:
                self._unsupported.append(Unsupported(checked.text, checked.reason or ""))
            else:
                marks = "".join(self._cite(sentence) for sentence in checked.cited)
                lead = checked.lead if self._text else ""
                piece = f"{lead}{checked.text} {marks}"
                self._text += piece
                yield TextDelta(piece)

    def _cite(self, sentence: NumberedSentence) -> str:
        """The mark of the sentence's quote, which is made at its first citation."""
        key = (sentence.source, sentence.start)
        if key not in self._quotes:
            found, candidate = self._found, self._candidates[key]
            span = best_answer(found.question, candidate.text, found.vectors, candidate.answer)
            self._quotes[key] = embedded.quote_of(candidate, span)
        return mark(1 + list(self._quotes).index(key))

    def _answer(self) -> Answer:
        unsupported = tuple(self._unsupported)
        if self._text:
            written = replace(
                self.fallback,
                text=self._text,
                answered=True,
                quotes=tuple(self._quotes.values()),
                closest=(),
                model=self._model,
                unsupported=unsupported,
            )
            if self.failure is None:
                return written
            return replace(written, notice=self._notice("cut_short"))
        if self._refused and self.failure is None:
            silence = embedded.silence(self._found)
            return replace(silence, model=self._model, unsupported=unsupported)
        notice = self._notice("not_written" if self.failure else "not_carried")
        return replace(self.fallback, unsupported=unsupported, notice=notice)

    def _notice(self, text: str) -> str:
        """What became of the model's answer, and why, in the question's language."""
        language = self._found.question.language
        phrases = load("answer", language)
        model, reason = self._model, str(self.failure)
        if isinstance(self.failure, ChatModelError):
            model, reason = self.failure.who(language), self.failure.why(language)
        elif isinstance(self.failure, StoppedError):
            reason = phrases.say("asked_to_stop")
        return phrases.say(text, model=model, reason=reason)
