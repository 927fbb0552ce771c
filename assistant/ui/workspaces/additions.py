"""Files and folders that a user adds: looked at before they are taken."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from assistant.records.local import new_id
from assistant.ui.workspaces.names import RefusedError, checked_name, free_name
from assistant.ui.workspaces.selection import UPLOADS
from index.errors import SourceError, UnreadableFileError
from index.listing import scan
from index.loading import FORMATS, MAX_BYTES, article_from_bytes

BySize = dict[int, list[tuple[str, Path]]]


class NewFile(NamedTuple):
    """An uploaded file that can be taken."""

    name: str  # that no other has
    data: bytes
    digest: str


def check_file(
    name: str,
    content: bytes | Path,
    uploads: Mapping[str, str],
    others: BySize,
    used: int,
    most: int,
) -> NewFile:
    """The file as it can be taken; ``used`` bytes of ``most`` are taken by others.

    ``uploads`` are the names and digests of those taken, ``others`` the articles there are: what
    is one of them would be found twice, as if two said so. Raises RefusedError with the reason.
    """
    name = checked_name(name)
    if Path(name).suffix.lower() not in FORMATS:
        raise RefusedError("type", formats=_formats())
    data = _read(content)
    if len(data) > MAX_BYTES:
        raise RefusedError("size", megabytes=MAX_BYTES // 1_000_000)
    if not data.strip():
        raise RefusedError("empty")
    try:
        digest = article_from_bytes(data, name).digest
    except UnreadableFileError:
        raise RefusedError("binary") from None
    for other, known in uploads.items():
        if digest == known:
            raise RefusedError("same", source=f"{UPLOADS}/{other}")
    for source, path in others.get(len(data), ()):
        with suppress(OSError):
            if path.read_bytes() == data:
                raise RefusedError("same", source=source)
    if used + len(data) > most:
        raise RefusedError("total", megabytes=most // 1_000_000)
    return NewFile(free_name(name, uploads), data, digest)


def by_size(articles: Mapping[str, Path]) -> BySize:
    """The articles' sources and paths by the bytes that they have."""
    sizes: BySize = {}
    for source, path in articles.items():
        with suppress(OSError):
            sizes.setdefault(path.stat().st_size, []).append((source, path))
    return sizes


def _read(content: bytes | Path) -> bytes:
    if isinstance(content, bytes):
        return content
    try:
        with content.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        raise RefusedError("unreadable") from None


def write_file(file: NewFile, folder: Path) -> None:
    """Put a file into the folder of uploads. Raises RefusedError for what is no article."""
    new = folder / f".{new_id()}"
    new.write_bytes(file.data)
    new.replace(folder / file.name)
    if file.name not in scan(folder):
        (folder / file.name).unlink()
        raise RefusedError("about")


def check_folder(path: str, apart: Iterable[Path], most: int) -> Path:
    """The folder that a user names, if it can be added; it must not overlap with those ``apart``.

    Raises RefusedError.
    """
    if not path.strip() or "\0" in path:
        raise RefusedError("folder_missing")
    folder = Path(path.strip()).expanduser().resolve()
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.X_OK):
        raise RefusedError("folder_missing")
    for other in apart:
        if folder.is_relative_to(other.resolve()) or other.resolve().is_relative_to(folder):
            raise RefusedError("folder_overlaps")
    try:
        found = scan(folder)
    except SourceError:
        raise RefusedError("folder_missing") from None
    if not found:
        raise RefusedError("folder_empty", formats=_formats())
    if len(found) > most:
        raise RefusedError("folder_large", count=most)
    return folder


def _formats() -> str:
    return ", ".join(sorted(FORMATS))
