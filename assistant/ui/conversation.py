"""A conversation on the page: its turns, and what the person who holds it has chosen."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from assistant.rendering import as_shown
from assistant.types import Answer, Message, Quote
from assistant.ui.article import Sight
from index.types import ArticleInfo, Language

if TYPE_CHECKING:
    from assistant.ui.workspaces.workspace import Outcome

State = Literal["waiting", "running", "done", "stopped", "failed"]


@dataclass(slots=True)
class Home:
    """Where a conversation's turns are kept, also those that are answered after it was left."""

    id: str | None = None  # once it has a turn
    deleted: bool = False


@dataclass(slots=True)
class Turn:
    """A question, and its answer as far as it has got."""

    question: str
    id: str = field(default_factory=lambda: uuid4().hex[:12])
    state: State = "waiting"  # in line, until its answer is sought
    evidence: tuple[Quote, ...] | None = None  # once the articles have been searched
    text: str = ""  # as streamed, while there is no answer
    answer: Answer | None = None
    error: str = ""
    thumb: bool | None = None  # up, down, or none
    asks_words: bool = False  # what would have been right may be written under the thumb down
    stop: threading.Event = field(default_factory=threading.Event)
    home: Home = field(default_factory=Home)

    def quotes(self, kind: str) -> Sequence[Quote]:
        """The quotes, the closest passages, or what was found before there was an answer."""
        if self.answer is None or kind == "found":
            return self.evidence or ()
        return self.answer.closest if kind == "closest" else as_shown(self.answer).quotes


@dataclass(slots=True)
class Session:
    """What one open page knows. Gradio keeps it, one for each page."""

    language: Language = "en"
    browser: str = ""  # the id that the browser keeps
    home: Home = field(default_factory=Home)  # of the conversation that is shown
    turns: list[Turn] = field(default_factory=list)
    excluded: frozenset[str] = frozenset()  # articles that may not be used
    listed: Sequence[ArticleInfo] = ()  # the articles as the drawer lists them
    find: str = ""  # what the list of articles is narrowed to
    report: tuple[Outcome, ...] = ()  # what became of the files last added
    problem: str = ""  # why the articles could not be brought up to date
    model: str | None = None  # None: the assistant's own
    shown: dict[str, Any] = field(default_factory=dict)  # contents of the page's parts, by name
    left: list[Home] = field(default_factory=list)  # where answers may yet be kept
    reading: Sight | str | None = None  # what the article pane shows: at a quote, or an article

    @property
    def conversation(self) -> str | None:
        """The id that the conversation is kept under, once it has a turn."""
        return self.home.id

    def turn(self, id: str) -> Turn | None:  # noqa: A002
        """The turn with this id."""
        return next((turn for turn in self.turns if turn.id == id), None)

    def unanswered(self) -> Turn | None:
        """The turn whose answer waits in line or is being given."""
        states = ("waiting", "running")
        return next((turn for turn in self.turns if turn.state in states), None)

    def history(self) -> list[Message]:
        """What was said so far, as a model reads it."""
        messages = []
        for turn in self.turns:
            if turn.answer is not None:
                messages.append(Message("user", turn.question))
                messages.append(Message("assistant", turn.answer.text))
        return messages
