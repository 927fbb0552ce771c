"""One user's articles: the folder that is served, with files added and articles left out.

Whoever changes nothing asks the shared assistant. The first change makes a private folder that
mirrors the served one, with an index of its own; the served folder is only read. Until an index
is up to date, questions go to the earlier one, less what was removed.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import phrases
from assistant.ui.workspaces.additions import BySize, by_size, check_file, check_folder, write_file
from assistant.ui.workspaces.estimate import Estimate, Step
from assistant.ui.workspaces.mirror import mirror
from assistant.ui.workspaces.names import RefusedError, free_name
from assistant.ui.workspaces.selection import FOLDERS, UPLOADS, Selection
from index.errors import SourceError
from index.types import ArticleInfo, Language, Skipped

if TYPE_CHECKING:
    from assistant.chain import Assistant

    OpenAssistant = Callable[[Path, Path, Callable[[int, int, str], None]], Assistant]

_PAUSE_S = 2.0  # for which a change of the served folder may go unnoticed


@dataclass(frozen=True, slots=True)
class Limits:
    """What one user may add."""

    files: int = 500
    total_bytes: int = 100_000_000  # of all uploaded files together
    folder_files: int = 20_000  # in a folder that is named


@dataclass(frozen=True)
class Shared:
    """What all workspaces have in common."""

    assistant: Assistant
    folder: Path  # served, never written to
    open_assistant: OpenAssistant
    root: Path  # of the private folders
    folders_allowed: bool
    limits: Limits


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, a folder or an article."""

    name: str  # as the user named it
    source: str | None  # as it is named among the articles; None: refused
    reason: str  # a text of prompts/workspace: "added", or why it was refused
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether it was done."""
        return self.source is not None

    def say(self, language: Language) -> str:
        """The reason in words; without the name."""
        return phrases.load("workspace", language).say(self.reason, **self.values)


class Workspace:
    """May be used from several threads. What writes raises OSError when it cannot."""

    def __init__(self, place: Path, shared: Shared) -> None:
        """``place`` is the private folder, which need not exist."""
        self._place, self._shared = place, shared
        self._selection = Selection.read(place)
        self._lock = threading.RLock()  # over the selection and the mirror
        self._building = threading.Lock()
        self._opened: Assistant | None = None
        self._version = int(self.private)  # of the selection
        self._built: int | None = 0  # the version that is searched
        self._gone = set(self._selection.removed)  # may still be in what is searched
        self._unlinked: tuple[Skipped, ...] = ()
        self._next_look = 0.0
        self.step: Step | None = None  # of the refresh that is going on

    @property
    def private(self) -> bool:
        """Whether anything is added or left out."""
        return self._selection.changes

    @property
    def pending(self) -> bool:
        """Whether ``refresh`` has something to do."""
        return self._built != self._version

    @property
    def folder(self) -> Path:
        """The folder that is asked; the shared one while nothing was changed."""
        return self._place / "articles" if self.private else self._shared.folder

    @property
    def local(self) -> bool:
        """Whether the user sits at this machine, and may name its folders."""
        return self._shared.folders_allowed

    @property
    def assistant(self) -> Assistant:
        """What to ask now, with ``sources=workspace.chosen(...)``."""
        self._follow()
        return self._opened or self._shared.assistant

    def chosen(self, sources: Collection[str] | None = None) -> Collection[str] | None:
        """The articles that may be used: those that the user ticks, less those removed."""
        if not self._gone:
            return sources
        known = [article.source for article in self.articles()] if sources is None else sources
        return [source for source in known if source not in self._gone]

    @property
    def unused(self) -> frozenset[str]:
        """The articles that the user did not tick when last heard of."""
        return frozenset(self._selection.unused)

    def keep_unused(self, sources: Collection[str]) -> None:
        """Keep which articles the user does not tick."""
        with self._lock:
            self._selection.unused = sorted(sources)
            self._write()

    def articles(self) -> list[ArticleInfo]:
        """The articles that are searched now."""
        return [a for a in self.assistant.articles() if a.source not in self._gone]

    def removed(self) -> list[str]:
        """The articles that are left out and can be restored."""
        return sorted(self._selection.removed)

    def folders(self) -> dict[str, str]:
        """The folders added: name among the articles -> path."""
        return {f"{FOLDERS}/{name}": path for name, path in self._selection.folders.items()}

    def skipped(self) -> tuple[Skipped, ...]:
        """The files that cannot be read, and why."""
        return (*self.assistant.skipped(), *self._unlinked)

    def add_files(self, files: Sequence[tuple[str, bytes | Path]]) -> list[Outcome]:
        """Add uploaded files by name and content; those accepted are searched after ``refresh``."""
        with self._lock:
            others: BySize = {}
            with suppress(SourceError):  # the served folder is away
                others = by_size(self._selection.wanted(self._shared.folder, self._place))
            return [self._add_file(name, content, others) for name, content in files]

    def add_folder(self, path: str) -> Outcome:
        """Add all articles of a folder of this machine, and follow its changes.

        Refused unless the page is open to this machine alone (``Shared.folders_allowed``).
        """
        shared, added = self._shared, self._selection.folders
        with self._lock:
            try:
                if not shared.folders_allowed:
                    raise RefusedError("folders_forbidden")
                apart = [shared.folder, shared.root, *map(Path, added.values())]
                folder = check_folder(path, apart, shared.limits.folder_files)
            except RefusedError as refused:
                return Outcome(path, None, refused.reason, refused.values)
            shown = folder.name.lstrip(".").encode(errors="replace").decode() or "folder"
            name = free_name(shown, added)
            added[name] = str(folder)
            self._keep()
        return Outcome(path, f"{FOLDERS}/{name}", "added")

    def remove(self, source: str) -> Outcome:
        """Take out an article, or a folder that was added; an uploaded file is deleted."""
        with self._lock:
            wanted = self._selection.wanted(self._shared.folder, self._place)
            gone = {one for one in wanted if one == source or one.startswith(source + "/")}
            if source not in wanted and source not in self.folders():
                return Outcome(source, None, "unknown")
            if gone == wanted.keys():
                return Outcome(source, None, "last")
            self._selection.remove(source, self._place)
            self._gone |= gone
            self._keep()
        return Outcome(source, source, "removed")

    def restore(self, source: str) -> Outcome:
        """Take an article that was removed back in."""
        with self._lock:
            if source not in self._selection.removed:
                return Outcome(source, None, "unknown")
            self._selection.removed.remove(source)
            self._gone.discard(source)
            self._keep()
        return Outcome(source, source, "restored")

    def refresh(self, progress: Callable[[Step], None] | None = None) -> None:
        """Bring what is searched up to date; the earlier articles stay searchable meanwhile.

        One thread at a time; a second one waits. ``progress`` is also seen as ``step``.
        Raises SourceError or StoreError, and what was searched before still is.
        """
        estimate = Estimate()

        def tell(done: int, total: int, what: str) -> None:
            self.step = estimate.step(done, total, what)
            if progress:
                progress(self.step)

        with self._building:
            try:
                self._build(tell)
            finally:
                self.step = None

    def close(self) -> None:
        """Let the private index go; ``refresh`` opens it again."""
        with self._lock:
            opened, self._opened, self._built = self._opened, None, None
            self._gone |= set(self._selection.removed)
        if opened:
            opened.close()

    def _build(self, tell: Callable[[int, int, str], None]) -> None:
        with self._lock:
            version, private = self._version, self.private
            if private:
                self._mirror()
            else:
                self.close()
                shutil.rmtree(self._place, ignore_errors=True)
                if self._selection.unused:
                    self._write()
        if private and self._opened:
            self._opened.refresh(tell)
        elif private:
            self._opened = self._shared.open_assistant(self.folder, self._place / "index", tell)
        with self._lock:
            self._built = version
            if not self.pending:
                self._gone.clear()

    def _follow(self) -> None:
        """Let the mirror follow the served folder; the assistant follows the mirror."""
        if not self._opened or self.pending or time.monotonic() < self._next_look:
            return
        if self._lock.acquire(blocking=False):
            try:
                with suppress(OSError):
                    self._mirror()
                self._next_look = time.monotonic() + _PAUSE_S
            finally:
                self._lock.release()

    def _mirror(self) -> None:
        with suppress(SourceError):  # the served folder is away: what it held stays
            wanted = self._selection.wanted(self._shared.folder, self._place)
            self._unlinked = mirror(wanted, self._place / "articles")

    def _add_file(self, name: str, content: bytes | Path, others: BySize) -> Outcome:
        taken, limits, folder = self._selection.uploads, self._shared.limits, self._place / UPLOADS
        try:
            if len(taken) >= limits.files:
                raise RefusedError("number", count=limits.files)
            used = sum(path.stat().st_size for path in folder.glob("*"))
            file = check_file(name, content, taken, others, used, limits.total_bytes)
            self._make(folder)
            write_file(file, folder)
        except RefusedError as refused:
            return Outcome(name, None, refused.reason, refused.values)
        taken[file.name] = file.digest
        self._keep()
        return Outcome(name, f"{UPLOADS}/{file.name}", "added")

    def _keep(self) -> None:
        self._version += 1
        self._write()

    def _write(self) -> None:
        self._make(self._place)
        self._selection.write(self._place)

    def _make(self, folder: Path) -> None:
        for path in (self._shared.root, self._place, folder):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
