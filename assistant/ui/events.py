"""What the page does when it is asked something. Knows no Gradio: gives back named contents."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Collection
from contextlib import aclosing, suppress
from typing import Any

from assistant.asking import MAX_QUESTION
from assistant.politeness import plain
from assistant.records.codec import turn_of
from assistant.types import Answer, Evidence, StreamEvent, TextDelta
from assistant.ui import chrome
from assistant.ui.article import Sight, article_html
from assistant.ui.conversation import Session, Turn
from assistant.ui.examples import examples
from assistant.ui.messages import turn_html
from assistant.ui.services import Services
from assistant.ui.texts import counted, number_of, words
from index.errors import (
    EmptyFolderError,
    FolderNotFoundError,
    QuestionError,
    UnknownSourceError,
    VerbatimError,
)

_log = logging.getLogger(__name__)
REDRAW = 0.06  # seconds between two renderings of a text that streams
Contents = dict[str, Any]
"""Contents of some of the page's parts, by name: "conversation", "article", "status"…"""


class Asking:
    """Questions, answers and the articles they open; methods take the page's session."""

    def __init__(self, services: Services) -> None:
        self.services = services

    def conversation(self, session: Session) -> str:
        """The turns, or the welcome."""
        texts = words(session.language)
        turns = [turn_html(turn, texts) for turn in session.turns]
        if turns and session.turns[-1].state != "done":
            return chrome.conversation(turns, session.conversation, "", False, texts)
        articles, welcome = self.services.workspace(session).articles(), ""
        if not turns:
            welcome = chrome.welcome(examples(articles, session.language), texts)
        moved = articles != session.listed
        return chrome.conversation(turns, session.conversation, welcome, moved, texts)

    def article(self, session: Session) -> str:
        """The article that is open, or the list of those there are."""
        texts = words(session.language)
        workspace = self.services.workspace(session)
        opened = session.reading
        if opened is None:
            return chrome.reader(chrome.shelf(workspace.articles(), texts), texts)
        sight = opened if isinstance(opened, Sight) else None
        try:
            article = workspace.assistant.article(sight.source if sight else str(opened))
        except KeyError:
            gone = f'<div class="shelf"><p>{texts.say("article_gone")}</p></div>'
            return chrome.reader(gone, texts)
        return chrome.reader(article_html(article, texts, sight), texts)

    def take(self, entered: str, session: Session) -> Contents:
        """Take a question from the box: its turn is there, and waits in line for `answer`.

        Another one stays in the box while an answer is to come. A session that Gradio has
        forgotten, as after an hour without a connection, asks to be loaded again.
        """
        if not session.browser:
            return {"question": entered, "conversation": chrome.FORGOTTEN}
        question, before = entered.strip(), session.unanswered()
        if before:
            return {"question": "" if question == before.question else entered}
        if not question:
            return {"question": ""}
        if len(question) > MAX_QUESTION:
            texts = words(session.language)
            count, most = counted(len(question), texts), counted(MAX_QUESTION, texts)
            said = texts.say("too_long", count=count, most=most)
            return {"question": entered, "status": said}
        session.turns.append(Turn(question, home=session.home))
        return {"question": "", "status": "", **self._talk(session)}

    async def answer(self, session: Session) -> AsyncIterator[Contents]:
        """The answer to the question that was taken, as it comes: the quotes, then the text.

        One whose conversation the page has left for another is kept there, and not shown.
        """
        turn = session.unanswered()
        if turn is None or turn.state == "running":
            return
        turn.state, history = "running", session.history()
        try:
            yield {"status": self._status(turn, session), **self._talk(session)}
            async for redrawn in self._answer(turn, history, session):
                yield redrawn
        except QuestionError:
            turn.state, turn.error = "failed", words(session.language).say("no_question")
        except (EmptyFolderError, FolderNotFoundError):
            turn.state, turn.error = "failed", words(session.language).say("no_folder")
        except VerbatimError as error:
            turn.state, turn.error = "failed", str(error)
        except Exception:
            _log.exception("a question could not be answered")
            turn.state, turn.error = "failed", words(session.language).say("unforeseen")
        finally:
            if turn.state == "running":  # the page was closed
                turn.state = "stopped"
        if session.turn(turn.id):
            yield {"status": self._status(turn, session), **self._talk(session)}
        if turn.answer:
            await asyncio.to_thread(self._keep, turn, turn.answer, session)
            if session.turn(turn.id):
                yield self._talk(session)

    def stop(self, session: Session) -> Contents:
        """Stop the answer that is to come."""
        turn = session.unanswered()
        if turn is None:
            return {}
        turn.stop.set()
        if turn.state == "running":  # `answer` draws how it ends
            return {}
        turn.state = "stopped"
        return {"status": self._status(turn, session), **self._talk(session)}

    def status(self, session: Session) -> str:
        """What is being done for the question that has no answer yet; else nothing."""
        turn = session.unanswered()
        return self._status(turn, session) if turn and turn.state == "running" else ""

    def open_quote(self, turn: str, kind: str, number: int, session: Session) -> Contents:
        """Open the article at the quote with this number, from 1, of a turn's answer."""
        asked = session.turn(turn)
        quotes = asked.quotes(kind) if asked else ()
        if not 1 <= number <= len(quotes):
            return {}
        session.reading = Sight(turn, kind, quotes, number - 1)
        return self._opened(session)

    def read(self, source: str, session: Session) -> Contents:
        """Open an article from its beginning."""
        session.reading = source
        return self._opened(session)

    def _opened(self, session: Session) -> Contents:
        """The article that someone opens, as it is now, not when a question was last asked."""
        with suppress(VerbatimError):
            self.services.workspace(session).assistant.follow()
        return {"article": self.article(session)}

    async def _answer(
        self, turn: Turn, history: list[Any], session: Session
    ) -> AsyncIterator[Contents]:
        for last in (False, True):
            used = self._used(session)
            if used is not None and not used:
                turn.state, turn.error = "failed", words(session.language).say("no_article")
                return
            assistant = self.services.assistant(session).stopped_by(turn.stop)
            events = assistant.astream(turn.question, history, sources=used)
            try:
                async for redrawn in self._follow(events, turn, session):
                    yield redrawn
                return
            except UnknownSourceError:  # an article was removed in between
                if last:
                    raise

    def _used(self, session: Session) -> Collection[str] | None:
        """The articles that are used, as they are now; None: all."""
        workspace = self.services.workspace(session)
        if not session.excluded:
            return workspace.chosen()
        sources = [info.source for info in workspace.articles()]
        return workspace.chosen([source for source in sources if source not in session.excluded])

    def _keep(self, turn: Turn, answer: Answer, session: Session) -> None:
        """Keep an answer with its conversation, unless that was deleted, or cannot be."""
        home = turn.home
        if home.deleted:
            return
        kept = turn_of(answer, self.services.workspace(session).assistant.article)
        try:
            home.id = self.services.history.add(session.browser, home.id, kept)
            if home.deleted:  # meanwhile
                self.services.history.delete(session.browser, home.id)
        except VerbatimError:
            _log.exception("a conversation could not be kept")

    async def _follow(
        self, events: AsyncIterator[StreamEvent], turn: Turn, session: Session
    ) -> AsyncIterator[Contents]:
        """Take in the stream's events until it ends, or is stopped before anything is found."""
        drawn, at = "", 0.0  # the text as it is on the page, and since when
        async with aclosing(_paced(events)) as paced:
            async for event in paced:
                match event:
                    case Evidence(quotes):
                        turn.evidence = quotes
                    case Answer():
                        turn.answer, turn.state = event, "done"
                    case TextDelta(text):
                        turn.text += text
                if turn.evidence is None and turn.stop.is_set():
                    turn.state = "stopped"
                    return
                if session.turn(turn.id) is None:  # the page shows another conversation
                    continue
                if isinstance(event, Evidence | Answer):
                    status, shown = self._status(turn, session), self._show(turn, session)
                    yield {"status": status, **self._talk(session), **shown}
                elif turn.text != drawn and time.monotonic() - at >= REDRAW:
                    yield self._talk(session)
                    drawn, at = turn.text, time.monotonic()

    def _show(self, turn: Turn, session: Session) -> Contents:
        """Open the article at the first quote, or at the one that someone has opened meanwhile."""
        kind = "quotes" if turn.answer else "found"
        quotes, opened, number = turn.quotes(kind), session.reading, 0
        if isinstance(opened, Sight) and opened.turn == turn.id and opened.current:
            looked_at = opened.quotes[opened.current]
            places = [(quote.source, quote.start) for quote in quotes]
            place = looked_at.source, looked_at.start
            number = places.index(place) if place in places else len(quotes)
        if number >= len(quotes):
            return {}
        session.reading = Sight(turn.id, kind, quotes, number)
        return {"article": self.article(session)}

    def _talk(self, session: Session) -> Contents:
        return {"conversation": self.conversation(session)}

    def _status(self, turn: Turn, session: Session) -> str:
        """One line for the turn: what it is doing, or what has become of it."""
        texts = words(session.language)
        match turn.state:
            case "running" if turn.evidence:
                model = session.model or self.services.models.default
                return number_of(texts, "writing", len(turn.evidence), model=model)
            case "running":
                articles = self.services.workspace(session).articles()
                used = sum(info.source not in session.excluded for info in articles)
                return number_of(texts, "searching", used)
            case "stopped":
                return texts.say("halted")
            case "failed":
                return texts.say("failed")
        if turn.answer and turn.answer.notice and turn.stop.is_set():
            return texts.say("halted")
        if turn.answer and turn.answer.answered:
            said = "doubtful" if turn.answer.doubtful else "answered"
            return number_of(texts, said, len(turn.answer.quotes))
        if turn.answer and not plain(turn.answer.question):  # nothing was sought
            return turn.answer.text
        return texts.say("silent")


async def _paced(events: AsyncIterator[StreamEvent]) -> AsyncGenerator[StreamEvent | None]:
    """The events, and None where nothing comes for ``REDRAW`` seconds: the time to draw what has
    come before. Closing it closes the stream at once."""
    step: asyncio.Future[StreamEvent] | None = None
    try:
        while True:
            step = step or asyncio.ensure_future(anext(events))
            await asyncio.wait({step}, timeout=REDRAW)
            if not step.done():
                yield None
                continue
            try:
                yield step.result()
            except StopAsyncIteration:
                return
            step = None
    finally:
        if step and not step.done():
            step.cancel()
            with suppress(asyncio.CancelledError, StopAsyncIteration):
                await step
        if close := getattr(events, "aclose", None):
            await close()
