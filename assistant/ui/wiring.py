"""Which event of which part does what. Imports Gradio; load it when a page is built."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import unquote

import gradio as gr

from assistant.records.local import new_id
from assistant.ui.browser import browser_of
from assistant.ui.choices import MODEL_COOKIE
from assistant.ui.chrome import FORGOTTEN
from assistant.ui.conversation import Session
from assistant.ui.events import Asking, Contents
from assistant.ui.frame import Frame
from assistant.ui.keeping import Keeping
from assistant.ui.layout import Parts, numbered
from assistant.ui.services import Services
from assistant.ui.shelving import Shelving
from assistant.ui.texts import LANGUAGE_COOKIE, language_of

AT_ONCE = 20  # answers; the others wait in line
Said = dict[str, str]
"""What a part said with its event; a browser may send anything."""
Coming = AsyncIterator[Contents]

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Gradio would drop what is done on the page while the like of it is still being handled.
_EACH: dict[str, Any] = {**_QUIET, "trigger_mode": "multiple"}
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False}
_PAGE = tuple(name for name in Parts.__dataclass_fields__ if name != "outbox")
_TALK = ("conversation", "status", "article", "past")
_SHOWN = ("conversation", "status")
_TAKEN = ("question", *_SHOWN)
_LIST = ("top", "folder", "folder_state")
_SHELF = ("top", "conversation", "article", "folder_head", "folder", "folder_state")


class Wiring:
    """The page's parts tied to what they do.

    An event names the parts that it may change, and no other: Gradio makes a component anew for
    each that is told not to change.
    """

    def __init__(self, page: gr.Blocks, parts: Parts, services: Services) -> None:
        self._parts, self._session = parts, gr.State(Session())
        self._html = {name for name in _PAGE if isinstance(getattr(parts, name), gr.HTML)}
        self._asking = Asking(services)
        self._keeping, self._shelving = Keeping(self._asking), Shelving(self._asking)
        self._frame = Frame(self._asking, self._keeping, self._shelving)
        self._wire_page(page)
        self._wire_conversation()
        self._wire_past()
        self._wire_folder()

    def _filled(self, names: tuple[str, ...], contents: Contents, session: Session) -> Any:
        """Contents for these parts, as Gradio takes them; what is not given stays as it was."""
        for name in names:
            if name in contents:
                made = contents[name]
                session.shown[name] = numbered(made) if name in self._html else made
        values = [session.shown.get(name, "") for name in names]
        return values[0] if len(values) == 1 else values

    def _forgotten(self, names: tuple[str, ...]) -> Any:
        """What has the page loaded again, where Gradio has forgotten its session, as after an hour
        without a connection."""
        made: dict[str, Any] = {name: numbered(FORGOTTEN) for name in names if name in self._html}
        made["outbox"] = {"forgotten": True}
        values = [made.get(name, gr.skip()) for name in names]
        return values[0] if len(values) == 1 else values

    def _outputs(self, names: tuple[str, ...]) -> list[Any]:
        return [getattr(self._parts, name) for name in names]

    def _on(self, listener: Any, handle: Callable[[Said, Session], Contents], *names: str) -> None:
        """At this event, the contents that ``handle`` gives; at once, not in line."""

        def handler(session: Session, event: gr.EventData) -> Any:
            if not session.browser:
                return self._forgotten(names)
            return self._filled(names, handle(_said(event), session), session)

        listener(handler, self._session, self._outputs(names), queue=False, **_EACH)

    def _during(
        self, listener: Any, handle: Callable[[Said, Session], Coming], *names: str
    ) -> None:
        """At this event, contents as they come, in line with others of their kind."""

        async def handler(session: Session, event: gr.EventData) -> AsyncIterator[Any]:
            if not session.browser:
                yield self._forgotten(names)
                return
            async for contents in handle(_said(event), session):
                yield self._filled(names, contents, session)

        listener(handler, self._session, self._outputs(names), **_EACH, **_line(names))

    def _entered(
        self,
        listeners: list[Any],
        entry: Any,
        handle: Callable[[Any, Session], Coming],
        *names: str,
    ) -> None:
        """At one of these events, contents as they come for what was entered."""

        async def handler(entered: Any, session: Session) -> AsyncIterator[Any]:
            if not session.browser:
                yield self._forgotten(names)
                return
            async for contents in handle(entered, session):
                yield self._filled(names, contents, session)

        inputs, outputs = [entry, self._session], self._outputs(names)
        gr.on(listeners, handler, inputs, outputs, **_EACH, **_line(names))

    def _wire_page(self, page: gr.Blocks) -> None:
        def load(session: Session, request: gr.Request) -> Any:
            chosen = request.cookies.get(LANGUAGE_COOKIE)
            session.language = language_of(chosen, request.headers.get("accept-language"))
            session.browser = browser_of(request.cookies) or new_id()
            kept = dict(request.query_params).get("conversation", "")
            model = unquote(request.cookies.get(MODEL_COOKIE, ""))
            return self._filled(_PAGE, self._frame.begin(kept, model, session), session)

        async def reopen(session: Session) -> AsyncIterator[Any]:
            if not session.browser:  # forgotten since; what is done next has it loaded again
                yield [gr.skip() for _ in _SHELF]
                return
            async for contents in self._shelving.reopen(session):
                yield self._filled(_SHELF, contents, session)

        loaded = page.load(load, self._session, self._outputs(_PAGE), **_AT_ONCE)
        loaded.then(reopen, self._session, self._outputs(_SHELF), **_QUIET, **_line(_SHELF))
        top, frame = self._parts.top, self._frame
        self._on(top.language, lambda said, s: frame.language(said.get("to", ""), s), *_PAGE)
        self._on(top.new, lambda _, session: self._keeping.begin(session), *_TALK)
        choose = self._parts.model.model
        self._on(choose, lambda said, s: frame.choose(said.get("value", ""), s), "model")

    def _wire_conversation(self) -> None:
        parts, asking, keeping = self._parts, self._asking, self._keeping

        async def take(entered: str, session: Session) -> Any:
            return self._filled(_TAKEN, asking.take(entered, session), session)

        async def take_example(session: Session, event: gr.EventData) -> Any:
            question = _said(event).get("question", "")
            return self._filled(_SHOWN, asking.take(question, session), session)

        async def answer(session: Session) -> AsyncIterator[Any]:
            async for contents in asking.answer(session):
                yield self._filled(_TALK, contents, session)
            drawer = await asyncio.to_thread(keeping.drawer, session) if session.browser else {}
            yield self._filled(_TALK, drawer, session)

        def open_quote(said: Said, session: Session) -> Contents:
            number = said.get("number", "")
            place = int(number) if number.isdecimal() else 0
            return asking.open_quote(said.get("turn", ""), said.get("kind", ""), place, session)

        def stop(session: Session) -> Any:
            return self._filled(_SHOWN, asking.stop(session), session)

        # Two steps: Gradio does nothing more at an event before all that is done first has ended,
        # so that the box would keep the question, and what is typed meanwhile would be lost.
        sent, talk = [parts.send.click, parts.question.submit], parts.conversation
        entered, shown = [parts.question, self._session], self._outputs(_SHOWN)
        for taken in (
            gr.on(sent, take, entered, self._outputs(_TAKEN), queue=False, **_EACH),
            talk.example(take_example, self._session, shown, queue=False, **_EACH),
        ):
            taken.then(answer, self._session, self._outputs(_TALK), **_EACH, **_line(_TALK))
        parts.stop.click(stop, self._session, shown, **_AT_ONCE)
        for part in (talk, parts.article):
            self._on(part.open, open_quote, "article")
        for part in (parts.article, parts.folder):
            self._on(part.read, lambda said, s: asking.read(said.get("source", ""), s), "article")

        def copy(said: Said, session: Session) -> Contents:
            return keeping.copy(said.get("turn", ""), said.get("as", ""), session)

        def rate(said: Said, session: Session) -> Contents:
            return keeping.rate(said.get("turn", ""), said.get("up") == "yes", session)

        def right_words(said: Said, session: Session) -> Contents:
            return keeping.right_words(said.get("turn", ""), said.get("words", ""), session)

        self._on(talk.copy, copy, "outbox", "status")
        self._on(talk.rate, rate, "conversation")
        self._on(talk.words, right_words, "conversation", "status")

    def _wire_past(self) -> None:
        past, keeping = self._parts.past, self._keeping
        self._on(past.resume, lambda said, s: keeping.resume(said.get("id", ""), s), *_TALK)
        self._on(past.delete, lambda said, s: keeping.delete(said.get("id", ""), s), *_TALK)
        self._on(past.delete_all, lambda _, session: keeping.delete_all(session), *_TALK)
        self._on(past.export, lambda said, s: keeping.export(said.get("as", ""), s), "outbox")

    def _wire_folder(self) -> None:
        parts, shelving, folder = self._parts, self._shelving, self._parts.folder

        def tick(said: Said, session: Session) -> Contents:
            return shelving.tick(said.get("source", ""), said.get("checked") == "yes", session)

        def tick_all(said: Said, session: Session) -> Contents:
            return shelving.tick_all(said.get("to") == "yes", session)

        self._on(folder.find, lambda said, s: shelving.find(said.get("value", ""), s), "folder")
        self._on(parts.conversation.relist, lambda _, s: shelving.relist(s), *_LIST)
        self._on(folder.tick, tick, "top", "folder_state")
        self._on(folder.tick_all, tick_all, *_LIST)
        self._during(folder.remove, lambda said, s: shelving.remove(said["source"], s), *_SHELF)
        self._during(folder.restore, lambda said, s: shelving.restore(said["source"], s), *_SHELF)
        self._entered([parts.upload.upload], parts.upload, shelving.upload, *_SHELF)
        named = [parts.add_folder.click, parts.folder_path.submit]
        self._entered(named, parts.folder_path, shelving.add_folder, *_SHELF, "folder_path")


def _line(names: tuple[str, ...]) -> dict[str, Any]:
    """In which line an event waits: questions, or changes of the articles."""
    line = "answers" if names == _TALK else "articles"
    return {"concurrency_limit": AT_ONCE, "concurrency_id": line}


def _said(event: gr.EventData) -> Said:
    return {str(name): str(value) for name, value in dict(event._data or {}).items()}
