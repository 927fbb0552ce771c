"""What a folder holds: the files that may be articles, and what is left out for its name."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.errors import FolderNotFoundError
from index.loading import FORMATS
from index.types import Skipped

# Files that, at the top of a folder, describe the folder itself.
_ABOUT_THE_FOLDER = frozenset(
    {"readme", "sources", "license", "licence", "copying", "notice", "changelog", "contributing"}
)
# What holds a text for people, in a format that is not read: someone may miss it.
_DOCUMENTS = frozenset(
    """
    .text .markdown .mdown .mkd .rst .tex .rtf .htm .html .xhtml .mht .mhtml .xml .pdf .doc .docx
    .odt .pages .wpd .wps .epub .mobi .djvu .ps .eml .msg
    """.split()
)
NO_SUFFIX = "without a suffix"


class FileState(NamedTuple):
    """What tells, without reading it, that a file is as it was."""

    size: int  # bytes
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder and of those in it, but for hidden ones.

    Paths are inside the folder, with forward slashes. A folder inside that may not be listed
    stands among ``files`` under its own path, for ``read_article`` to say so.
    """

    files: Mapping[str, FileState]  # that may be articles, sorted
    named: tuple[Skipped, ...]  # links that lead out, and documents of other formats
    others: Mapping[str, int]  # how many there are of each suffix, most first, or of a name


def scan(folder: Path) -> dict[str, FileState]:
    """The files under a folder that may be articles, sorted. Raises ``FolderNotFoundError``."""
    return dict(listing(folder).files)


def listing(folder: Path) -> Listing:
    """Look at the names of a folder's files. Raises ``FolderNotFoundError``."""
    if not folder.exists():
        raise FolderNotFoundError(f"no such folder: {folder}")
    if not folder.is_dir():
        raise FolderNotFoundError(f"not a folder: {folder}")
    found = _Found(folder.resolve(), {}, [], Counter())
    try:
        _scan("", found)
    except PermissionError:
        reason = "the folder may not be listed (permission denied)"
        raise FolderNotFoundError(f"{reason}: {found.root}") from None
    others = dict(sorted(found.others.items(), key=lambda kind: (-kind[1], kind[0])))
    return Listing(dict(sorted(found.files.items())), tuple(found.named), others)


class _Found(NamedTuple):
    root: Path
    files: dict[str, FileState]
    named: list[Skipped]
    others: Counter[str]


def _scan(inside: str, found: _Found) -> None:
    """Add the files of one folder, ``inside`` being its path in the root with a slash at its end.

    A question looks at every file's state first, so this asks the system for little else.
    """
    with os.scandir(found.root / inside) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_symlink():
                    _add_link(entry, inside, found)
                elif entry.is_dir():
                    _add_folder(entry, inside, found)
                else:
                    _add_file(entry, inside, found)
            except FileNotFoundError:
                continue  # removed meanwhile
            except OSError as error:
                if _suffix(entry.name) in (*FORMATS, *_DOCUMENTS):
                    reason = (error.strerror or str(error)).lower()
                    found.named.append(Skipped(_shown(inside + entry.name), reason))


def _add_folder(entry: os.DirEntry[str], inside: str, found: _Found) -> None:
    try:
        _scan(f"{inside}{entry.name}/", found)
    except PermissionError:
        found.files[_shown(inside + entry.name)] = _state(entry)


def _add_link(entry: os.DirEntry[str], inside: str, found: _Found) -> None:
    """A link to a file inside is as good as the file; one to a folder inside adds nothing."""
    there, is_folder = os.path.exists(entry.path), entry.is_dir()
    if there and Path(entry.path).resolve().is_relative_to(found.root):
        if not is_folder:
            _add_file(entry, inside, found)
    elif is_folder or _suffix(entry.name) in (*FORMATS, *_DOCUMENTS):
        reason = "outside the folder" if there else "a link that leads nowhere"
        found.named.append(Skipped(_shown(inside + entry.name), reason))
    else:
        found.others[_suffix(entry.name) or NO_SUFFIX] += 1


def _add_file(entry: os.DirEntry[str], inside: str, found: _Found) -> None:
    suffix, name = _suffix(entry.name), _shown(inside + entry.name)
    stem = entry.name[: len(entry.name) - len(suffix)]
    if not inside and stem.lower() in _ABOUT_THE_FOLDER:
        found.others[f"{name} (about the folder)"] += 1
    elif suffix in FORMATS:
        found.files[name] = _state(entry)
    elif suffix in _DOCUMENTS:
        found.named.append(Skipped(name, f"not a format that can be read: {suffix}"))
    else:
        found.others[suffix or NO_SUFFIX] += 1


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _state(entry: os.DirEntry[str]) -> FileState:
    state = entry.stat()
    return FileState(state.st_size, state.st_mtime_ns)


def _shown(name: str) -> str:
    """A path as text: bytes that are no characters are written out."""
    return name if name.isascii() else name.encode(errors="backslashreplace").decode()
