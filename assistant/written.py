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
from assistant.models.errors import ChatModelError, without_secrets
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


class Draft:
    """An answer that a chat model writes."""

    def __init__(self, found: Found, model: ChatModel, date_of: DateOf) -> None:
        """Nothing is asked of the model before the answer is streamed, once."""
        self._found = found
        self._model = model
        self._date_of = date_of
        self._fallback = embedded.answer(found)
        self._failure: ModelError | None = None
        self._grounder: Grounder | None = None
        self._text = ""
        self._quotes: dict[tuple[str, int], Quote] = {}  # by source and start, in order of citation
        self._candidates = {
            (candidate.hit.passage.source, candidate.sentence.start): candidate
            for candidate in found.reading.candidates
        }
        self._unsupported: list[Unsupported] = []
        self._refused = False

    def stream(self) -> Generator[StreamEvent]:
        """The embedded reader's quotes, the text sentence by sentence as the model writes it, the
        Answer. Closing the generator stops the model.

        A sentence is let through once it is whole and its quotes carry it. When the model fails,
        or nothing that it writes can be kept, the embedded answer is given, with a notice.
        """
        yield Evidence(self._fallback.quotes)
        try:
            prompt = self._prompt()
            with closing(self._model.stream(prompt.messages)) as pieces:
                for piece in pieces:
                    yield from self._add(piece)
        except ModelError as error:
            self._failure = error
        yield from self._finish()

    async def astream(self) -> AsyncGenerator[StreamEvent]:
        """As ``stream``, without blocking the event loop while the model writes."""
        yield Evidence(self._fallback.quotes)
        try:
            prompt = await asyncio.to_thread(self._prompt)
            async with aclosing(self._model.astream(prompt.messages)) as pieces:
                async for piece in pieces:
                    for delta in await asyncio.to_thread(self._add, piece):
                        yield delta
        except ModelError as error:
            self._failure = error
        for event in await asyncio.to_thread(lambda: list(self._finish())):
            yield event

    def _prompt(self) -> prompting.Prompt:
        """What the model is asked; its reply is checked against these sentences."""
        found, window = self._found, self._model.window
        language, candidates = found.question.language, found.reading.candidates
        prompt = prompting.build(found.text, language, candidates, self._date_of, window)
        self._grounder = Grounder(prompt.sentences, found.text, language, found.vectors)
        return prompt

    def _add(self, piece: str) -> list[TextDelta]:
        """Take in a piece of the reply; gives what of it can be shown."""
        return list(self._keep(self._grounder.feed(piece))) if self._grounder else []

    def _finish(self) -> Iterator[TextDelta | Answer]:
        """What is left to show, and the whole answer."""
        if self._grounder:
            rest = self._grounder.finish()
            # Of a reply that broke off, the end of the last sentence may be missing.
            yield from self._keep(one for one in rest if one.supported or not self._failure)
        answer = self._answer()
        if not self._text:
            yield TextDelta(answer.text)
        yield answer

    def _keep(self, judged: Iterable[Checked]) -> Iterator[TextDelta]:
        for checked in judged:
            if checked.refusal:
                self._refused = True
            elif not checked.supported:
                said = (checked.text, checked.reason or "")
                shown = (without_secrets(text, self._model.secrets) for text in said)
                self._unsupported.append(Unsupported(*shown))
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
                self._fallback,
                text=self._text,
                answered=True,
                quotes=tuple(self._quotes.values()),
                closest=(),
                model=self._model.name,
                unsupported=unsupported,
                doubtful=False,
            )
            if self._failure is None:
                return written
            return replace(written, notice=self._notice("cut_short"))
        if self._refused and self._failure is None:
            silence = embedded.silence(self._found)
            return replace(silence, model=self._model.name, unsupported=unsupported)
        notice = self._notice("not_written" if self._failure else "not_carried")
        return replace(self._fallback, unsupported=unsupported, notice=notice)

    def _notice(self, text: str) -> str:
        """What became of the model's answer, and why, in the question's language."""
        language = self._found.question.language
        phrases = load("answer", language)
        model, reason = self._model.name, str(self._failure)
        if isinstance(self._failure, ChatModelError):
            model, reason = self._failure.who(language), self._failure.why(language)
        elif isinstance(self._failure, StoppedError):
            reason = phrases.say("asked_to_stop")
        return phrases.say(text, model=model, reason=reason)
