"""Articles that users add to those of a page, and what then is in their workspaces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.ui.workspaces import Workspaces
from assistant.ui.workspaces.workspace import Workspace

ARTICLE = "Le pont de Brest\n\nLe pont de Brest a été inauguré en 1954 par le maire.\n".encode()
OTHER = "La gare de Lyon\n\nLa gare de Lyon a été rénovée en 1987 par la ville.\n".encode()
BAIC = "xiaomi-baic-production-voitures-electriques.txt"
USINE = "xiaomi-usine-300-000-voitures-par-an.txt"
Make = Callable[..., Workspaces]


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file under a folder: its bytes and the time of its last change."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def sources(workspace: Workspace) -> list[str]:
    return [article.source for article in workspace.articles()]
