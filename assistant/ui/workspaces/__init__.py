"""Every user's workspace, by the id that the user's browser keeps."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.records.local import data_folder, owner_of
from assistant.ui.workspaces.selection import STATE
from assistant.ui.workspaces.workspace import Limits, Shared, Workspace

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from assistant.ui.workspaces.workspace import OpenAssistant

UNUSED_DAYS = 90


class Workspaces:
    """The workspaces over one served folder. May be used from several threads."""

    def __init__(
        self,
        assistant: Assistant,
        folder: Path,
        open_assistant: OpenAssistant | None = None,
        *,
        folders_allowed: bool = False,
        limits: Limits | None = None,
        root: Path | None = None,
    ) -> None:
        """``assistant`` is the shared one over ``folder``.

        ``open_assistant(folder, index_dir, progress)`` opens a private one; by default with the
        shared one's embedder and reranker. ``folders_allowed``: users may name folders of this
        machine, which is right only where nobody else can reach the page. ``root`` holds the
        private folders.
        """
        self._shared = Shared(
            assistant=assistant,
            folder=folder.expanduser().resolve(),
            open_assistant=open_assistant or _like(assistant),
            root=root or data_folder() / "workspaces",
            folders_allowed=folders_allowed,
            limits=limits or Limits(),
        )
        self._workspaces: dict[str, Workspace] = {}
        self._lock = threading.Lock()

    def of(self, browser: str) -> Workspace:
        """The workspace of a browser. Raises ConversationError for what cannot be its id."""
        owner = owner_of(browser, self._shared.folder)
        with self._lock:
            if owner not in self._workspaces:
                self._workspaces[owner] = Workspace(self._shared.root / owner, self._shared)
            return self._workspaces[owner]

    def remove_unused(self, days: float = UNUSED_DAYS) -> int:
        """Remove the private folders that no one has opened for so many days; say how many."""
        oldest = time.time() - days * 86_400
        removed = 0
        with self._lock:
            for state in self._shared.root.glob(f"*/{STATE}"):
                with suppress(OSError):
                    if state.parent.name not in self._workspaces and state.stat().st_mtime < oldest:
                        shutil.rmtree(state.parent)
                        removed += 1
        return removed

    def close(self) -> None:
        """Let all private indexes go."""
        with self._lock:
            for workspace in self._workspaces.values():
                workspace.close()


def _like(assistant: Assistant) -> OpenAssistant:
    """Opens private assistants with the shared one's embedder and reranker."""

    def open_assistant(
        folder: Path, index_dir: Path, progress: Callable[[int, int, str], None]
    ) -> Assistant:
        return type(assistant).open(
            folder,
            index_dir=index_dir,
            embedder=assistant.embedder,
            reranker=assistant.reranker,
            progress=progress,
        )

    return open_assistant
