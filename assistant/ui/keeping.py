"""What the page does with conversations that are kept, with thumbs, and with copies."""

from __future__ import annotations

import logging
import shlex
from datetime import datetime

from assistant.records import export
from assistant.records.codec import turn_of
from assistant.settings import load_settings
from assistant.ui import drawers
from assistant.ui.conversation import Home, Session, Turn
from assistant.ui.events import Asking, Contents
from assistant.ui.texts import words
from index.errors import ConversationError

_log = logging.getLogger(__name__)


class Keeping:
    """Each browser's conversations and thumbs; methods take the page's session."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self._services = asking, asking.services

    def drawer(self, session: Session) -> Contents:
        """The list of conversations."""
        conversations = self._services.history.conversations(session.browser)
        kept = any(turn.answer for turn in session.turns)
        texts = words(session.language)
        sources = self._sources_option(session)
        return {"past": drawers.past(conversations, session.conversation, kept, sources, texts)}

    def _sources_option(self, session: Session) -> str:
        """What `assistant verify` has to be told on this machine to find the articles asked."""
        workspace = self._services.workspace(session)
        folder = workspace.folder
        if not workspace.local or folder == load_settings().sources.resolve():
            return ""
        return f" --sources {shlex.quote(str(folder))}"

    def begin(self, session: Session) -> Contents:
        """An empty conversation."""
        self._asking.stop(session)
        if session.turns:
            session.left.append(session.home)
        session.turns, session.home, session.reading = [], Home(), None
        return self._whole(session)

    def resume(self, conversation: str, session: Session) -> Contents:
        """A conversation as it was kept; an empty one if it is none of this browser's, or one that
        cannot be read, which is said."""
        contents = self.begin(session)
        try:
            kept = self._services.history.turns(session.browser, conversation)
        except ConversationError:
            _log.exception("a conversation cannot be read")
            return {**contents, "status": words(session.language).say("unreadable")}
        if not kept:
            return contents
        given = self._services.feedback.given
        home = session.home = Home(conversation)
        for turn in kept:
            answer, thumb = turn.answer, given(session.browser, turn.answer)
            session.turns.append(
                Turn(answer.question, state="done", answer=answer, thumb=thumb, home=home)
            )
        return self._whole(session)

    def delete(self, conversation: str, session: Session) -> Contents:
        """Delete a conversation for good."""
        shown = conversation == session.conversation
        for home in (session.home, *session.left):
            home.deleted |= home.id == conversation
        self._services.history.delete(session.browser, conversation)
        if shown:
            return self.begin(session)
        return self.drawer(session)

    def delete_all(self, session: Session) -> Contents:
        """Delete all of this browser's conversations and thumbs for good."""
        for home in (session.home, *session.left):
            home.deleted = True
        self._services.history.delete_all(session.browser)
        self._services.feedback.withdraw_all(session.browser)
        return self.begin(session)

    def rate(self, turn: str, up: bool, session: Session) -> Contents:
        """Keep a thumb, or take it back when it is given twice."""
        rated = session.turn(turn)
        if rated is None or rated.answer is None:
            return {}
        if rated.thumb is up:
            self._services.feedback.withdraw(session.browser, rated.answer)
            rated.thumb = None
        else:
            self._give(rated, up, "", session)
        rated.asks_words = rated.thumb is False
        return {"conversation": self._asking.conversation(session)}

    def right_words(self, turn: str, said: str, session: Session) -> Contents:
        """Keep with a thumb down what would have been the right words."""
        rated = session.turn(turn)
        if rated is None or rated.answer is None or rated.thumb is not False:
            return {}
        self._give(rated, False, said, session)
        rated.asks_words = False
        return {
            "conversation": self._asking.conversation(session),
            "status": words(session.language).say("thanks"),
        }

    def copy(self, turn: str, form: str, session: Session) -> Contents:
        """An answer with its quotes and their places, for the clipboard."""
        copied = session.turn(turn)
        if copied is None or copied.answer is None:
            return {}
        write = export.answer_as_markdown if form == "markdown" else export.answer_as_text
        return {
            "outbox": {"copy": write(copied.answer), "at": datetime.now().isoformat()},
            "status": words(session.language).say("copied"),
        }

    def export(self, form: str, session: Session) -> Contents:
        """The conversation as a file."""
        turns = self._services.history.turns(session.browser, session.conversation or "")
        if not turns:  # it could not be kept
            article = self._services.assistant(session).article
            turns = [turn_of(turn.answer, article) for turn in session.turns if turn.answer]
        name = f"verbatim-{turns[0].asked:%Y-%m-%d-%H%M}" if turns else "verbatim"
        if form == "json":
            text, name = export.conversation_as_json(turns), f"{name}.json"
        else:
            text = export.conversation_as_markdown(turns, session.language)
            name = f"{name}.md"
        return {"outbox": {"save": text, "name": name, "at": datetime.now().isoformat()}}

    def _give(self, turn: Turn, up: bool, said: str, session: Session) -> None:
        assert turn.answer is not None  # noqa: S101 - checked by those who call
        workspace = self._services.workspace(session)
        folder = workspace.folder if workspace.private else None
        self._services.feedback.give(session.browser, turn.answer, up, said, folder)
        turn.thumb = up

    def _whole(self, session: Session) -> Contents:
        return {
            "conversation": self._asking.conversation(session),
            "article": self._asking.article(session),
            "status": "",
            **self.drawer(session),
        }
