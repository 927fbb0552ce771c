"""What the page does with the articles: choose, find, add and remove them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence, Set
from contextlib import suppress
from pathlib import Path

from assistant.ui import chrome, drawers
from assistant.ui.conversation import Session
from assistant.ui.events import Asking, Contents
from assistant.ui.texts import words
from assistant.ui.workspaces.workspace import Outcome
from index.errors import VerbatimError
from index.types import ArticleInfo

LOOK = 0.25  # seconds between two looks at how far the indexing is


class Shelving:
    """Each user's articles; methods take the page's session."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self._services = asking, asking.services

    def header(self, session: Session) -> str:
        """The bar at the top, with how many of the articles are used."""
        articles = self._services.workspace(session).articles()
        texts = words(session.language)
        return chrome.header(session.language, _used(articles, session), len(articles), texts)

    def drawer(self, session: Session) -> Contents:
        """The list of articles, and what is to be said of it."""
        workspace = self._services.workspace(session)
        session.listed = workspace.articles()
        shown = drawers.Shown(
            session.listed,
            session.excluded,
            session.find,
            workspace.folders(),
            workspace.removed(),
        )
        texts = words(session.language)
        head = drawers.head(texts.say("articles"), texts)
        return {
            "folder_head": f'<div class="drawer">{head}</div>',
            "folder": drawers.folder(shown, texts),
            **self.state(session),
        }

    def state(self, session: Session) -> Contents:
        """How many articles are used, and how far a change of them is."""
        workspace = self._services.workspace(session)
        articles = workspace.articles()
        return {
            "folder_state": drawers.folder_state(
                _used(articles, session),
                len(articles),
                workspace.step,
                session.report,
                workspace.skipped(),
                session.problem,
                session.language,
                words(session.language),
            )
        }

    async def reopen(self, session: Session) -> AsyncIterator[Contents]:
        """The articles as they are when the page is loaded, with those that the user added before
        the program was started anew."""
        yield {}  # a part that is given nothing at all would be emptied
        workspace = self._services.workspace(session)
        if workspace.pending:
            async for contents in self._refresh(session):
                yield contents
            return
        with suppress(VerbatimError):
            await asyncio.to_thread(workspace.assistant.follow)
        if workspace.articles() != session.listed:
            yield self._all(session)

    def relist(self, session: Session) -> Contents:
        """The header and the drawer with the articles as they are now."""
        return {"top": self.header(session), **self.drawer(session)}

    def find(self, wanted: str, session: Session) -> Contents:
        """Narrow the list to what is looked for."""
        session.find = wanted[:200]
        return self.drawer(session)

    def tick(self, source: str, used: bool, session: Session) -> Contents:
        """Use an article for answers, or not."""
        self._use({source}, used, session)
        return {"top": self.header(session), **self.state(session)}

    def tick_all(self, used: bool, session: Session) -> Contents:
        """Use all articles that the list is narrowed to, or none of them."""
        articles = self._services.workspace(session).articles()
        listed = {info.source for info in drawers.found(articles, session.find)}
        self._use(listed, used, session)
        return self.relist(session)

    def _use(self, sources: Set[str], used: bool, session: Session) -> None:
        """Use these articles or not, here and on a page that is opened later."""
        session.excluded = session.excluded - sources if used else session.excluded | sources
        with suppress(OSError):  # then on this page alone
            self._services.workspace(session).keep_unused(session.excluded)

    def _report(self, outcomes: Sequence[Outcome], session: Session) -> None:
        """Tell what became of what was added, and use it, whatever stood at its place before."""
        session.report = tuple(outcomes)
        added = tuple(one.source for one in outcomes if one.source)
        anew = {
            source
            for source in session.excluded
            if any(source == one or source.startswith(one + "/") for one in added)
        }
        if anew:
            self._use(anew, True, session)

    async def upload(self, files: Sequence[str], session: Session) -> AsyncIterator[Contents]:
        """Take files in, by the paths that Gradio put them under."""
        paths = [Path(file) for file in files]
        workspace = self._services.workspace(session)
        outcomes = await asyncio.to_thread(
            workspace.add_files, [(path.name, path) for path in paths]
        )
        for path in paths:
            path.unlink(missing_ok=True)  # Gradio's copy
        self._report(outcomes, session)
        async for contents in self._refresh(session):
            yield contents

    async def add_folder(self, path: str, session: Session) -> AsyncIterator[Contents]:
        """Add a folder of this machine."""
        workspace = self._services.workspace(session)
        outcome = await asyncio.to_thread(workspace.add_folder, path)
        self._report([outcome], session)
        async for contents in self._refresh(session):
            yield {"folder_path": "" if outcome.accepted else path, **contents}

    async def remove(self, source: str, session: Session) -> AsyncIterator[Contents]:
        """Take an article, or an added folder, out."""
        outcome = await asyncio.to_thread(self._services.workspace(session).remove, source)
        session.report = () if outcome.accepted else (outcome,)
        async for contents in self._refresh(session):
            yield contents

    async def restore(self, source: str, session: Session) -> AsyncIterator[Contents]:
        """Put an article back that was removed."""
        await asyncio.to_thread(self._services.workspace(session).restore, source)
        session.report = ()
        async for contents in self._refresh(session):
            yield contents

    async def _refresh(self, session: Session) -> AsyncIterator[Contents]:
        """Bring the user's index up to date, telling how far it is."""
        workspace, session.problem = self._services.workspace(session), ""
        yield self.drawer(session)
        if not workspace.pending:
            return
        work = asyncio.ensure_future(asyncio.to_thread(workspace.refresh))
        while not work.done():
            await asyncio.wait({work}, timeout=LOOK)
            if workspace.step:
                yield self.state(session)
        try:
            await work
        except (VerbatimError, OSError) as error:
            session.problem = str(error)
        yield self._all(session)

    def _all(self, session: Session) -> Contents:
        return {
            **self.relist(session),
            "conversation": self._asking.conversation(session),
            **({"article": self._asking.article(session)} if session.reading is None else {}),
        }


def _used(articles: Sequence[ArticleInfo], session: Session) -> int:
    """How many of the articles answers may come from."""
    return sum(info.source not in session.excluded for info in articles)
