"""What has changed in a folder of articles since an index of it was made."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.errors import EmptyFolderError, UnreadableFileError
from index.listing import FileState, listing
from index.loading import read_article
from index.manifest import FileEntry, Manifest, SkippedEntry
from index.types import Article, Skipped

# A file written twice within a file system's tick shows one time: what was looked at so soon after
# it was written is read again the next time.
_TICK_NS = 2_000_000_000


@dataclass(frozen=True)
class Survey:
    """The state of a folder, compared with a former one."""

    folder: str  # hash of its absolute path
    taken_ns: int
    files: dict[str, FileEntry]  # that gave an article, sorted by path
    skipped: dict[str, SkippedEntry]
    named: tuple[Skipped, ...]  # left out for what they are, unread
    others: Mapping[str, int]  # of other kinds, as in ``Listing``
    changed: dict[str, Article]  # new, or with other bytes
    updated: int  # how many of ``changed`` are not new
    removed: int  # articles that are no more
    rested: bool  # the next survey need not read a file if nothing is touched till then

    @property
    def same_articles(self) -> bool:
        """Whether the articles are those of the former survey, byte for byte."""
        return not self.changed and not self.removed

    def left_out(self) -> tuple[Skipped, ...]:
        """The files that gave no article, for a report."""
        return _left_out(self.skipped, self.named)


class _Seen(NamedTuple):
    files: dict[str, FileEntry]
    skipped: dict[str, SkippedEntry]
    changed: dict[str, Article]


def survey(folder: Path, former: Manifest | None, progress: Callable[[int, int], None]) -> Survey:
    """Look at a folder; read only the files that are new or may have changed.

    ``progress`` is told, for each file read, how many are done, of how many.
    Raises FolderNotFoundError, and EmptyFolderError when no file gives an article.
    """
    taken = time.time_ns()
    listed = listing(folder)
    place = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=16).hexdigest()
    trusted = former if former and former.folder == place else None
    seen = _Seen({}, {}, {})
    for done, (source, state) in enumerate(listed.files.items(), start=1):
        if not (trusted and _as_it_was(folder, source, state, trusted, seen)):
            _read(folder, source, state, former, seen)
            progress(done, len(listed.files))
    if not seen.files:
        raise EmptyFolderError(_nothing(folder, _left_out(seen.skipped, listed.named)))
    known = former.files if former else {}
    return Survey(
        folder=place,
        taken_ns=taken,
        files=seen.files,
        skipped=seen.skipped,
        named=listed.named,
        others=listed.others,
        changed=seen.changed,
        updated=sum(source in known for source in seen.changed),
        removed=sum(source not in seen.files for source in known),
        rested=trusted is not None
        and seen.files == trusted.files
        and seen.skipped == trusted.skipped
        and not any(_unsettled(entry, trusted.surveyed_ns) for entry in seen.files.values())
        and not any(_unsettled(entry, trusted.surveyed_ns) for entry in seen.skipped.values()),
    )


def _as_it_was(folder: Path, source: str, state: FileState, former: Manifest, seen: _Seen) -> bool:
    """Take over what the former survey says of a file, if it surely still holds."""
    entry = former.files.get(source)
    if (
        entry
        and (entry.size, entry.mtime_ns) == state
        and not _unsettled(entry, former.surveyed_ns)
    ):
        seen.files[source] = entry
        return True
    gap = former.skipped.get(source)
    if (
        gap
        and (gap.size, gap.mtime_ns) == state
        and not _unsettled(gap, former.surveyed_ns)
        and gap.readable == os.access(folder / source, os.R_OK)
    ):
        seen.skipped[source] = gap
        return True
    return False


def _read(
    folder: Path, source: str, state: FileState, former: Manifest | None, seen: _Seen
) -> None:
    known = former.files.get(source) if former else None
    if known and _same_bytes(folder / source, state, known):
        seen.files[source] = FileEntry(state.size, state.mtime_ns, known.digest)
        return
    try:
        article = read_article(folder, source)
    except UnreadableFileError as error:
        readable = os.access(folder / source, os.R_OK)
        seen.skipped[source] = SkippedEntry(state.size, state.mtime_ns, str(error), readable)
        return
    seen.files[source] = FileEntry(state.size, state.mtime_ns, article.digest)
    seen.changed[source] = article


def _same_bytes(path: Path, state: FileState, known: FileEntry) -> bool:
    if state.size != known.size:
        return False
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() == known.digest
    except OSError:
        return False


def _unsettled(entry: FileEntry | SkippedEntry, surveyed_ns: int) -> bool:
    return entry.mtime_ns > surveyed_ns - _TICK_NS


def _left_out(skipped: Mapping[str, SkippedEntry], named: Sequence[Skipped]) -> tuple[Skipped, ...]:
    read = [Skipped(source, entry.reason) for source, entry in skipped.items()]
    return tuple(sorted([*read, *named], key=lambda one: one.source))


def _nothing(folder: Path, skipped: Sequence[Skipped]) -> str:
    if not skipped:
        return f"No article in {folder}: put text (.txt) or Markdown (.md) files there."
    some = [f"{one.source} ({one.reason})" for one in skipped[:5]]
    more = f" and {len(skipped) - 5} more" if len(skipped) > 5 else ""
    return f"No article in {folder} can be read: {', '.join(some)}{more}."
