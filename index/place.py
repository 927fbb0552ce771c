"""Where an index lies, who may write it, and what in it may go."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.catalogue import CATALOGUE, in_use
from index.errors import IndexLockedError, StoreError
from index.manifest import current_generation, generations

LOCK_WAIT_S = 10.0  # how long a second process waits for the first to finish building


def default_index_dir(folder: Path) -> Path:
    """The place of a folder's index when none is named: in the user's cache."""
    import platformdirs

    folder = folder.resolve()
    path_hash = hashlib.blake2b(os.fsencode(folder), digest_size=8).hexdigest()
    name = re.sub(r"[^\w.-]+", "-", folder.name)[:60] or "root"
    cache = platformdirs.user_cache_path("verbatim-assistant", appauthor=False)
    return cache / f"{name}-{path_hash}"


def check_place(folder: Path, index_dir: Path) -> None:
    """Keep the index of a folder away from its articles. Raises StoreError."""
    if index_dir.exists() and not index_dir.is_dir():
        raise StoreError(f"The index cannot be in {index_dir}: that is not a folder.")
    place, articles = index_dir.resolve(), folder.resolve()
    if not place.is_relative_to(articles):
        return
    if not any(part.startswith(".") for part in place.relative_to(articles).parts):
        raise StoreError(
            f"The index cannot be in {index_dir}, among the articles: name a folder outside "
            f"{folder}, or a hidden one in it."
        )


def may_write(*places: Path) -> bool:
    """Whether this process may write to all of these files and folders."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in places)


@contextmanager
def writer_lock(index_dir: Path) -> Iterator[None]:
    """Be the only process that builds this index; makes its folder.

    Raises IndexLockedError after ``LOCK_WAIT_S``, and StoreError when the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        index_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # it will hold the articles' texts
        lock = FileLock(index_dir / "write.lock", timeout=LOCK_WAIT_S)
        lock.acquire()
    except Timeout as error:
        raise IndexLockedError(
            f"Another process is building the index in {index_dir}. Wait for it, or stop it."
        ) from error
    except OSError as error:
        raise unwritable(index_dir, error) from error
    try:
        yield
    finally:
        lock.release()


def remove_unused(index_dir: Path) -> None:
    """Remove all generations but the current one that no reader of any process has open.

    Only for the holder of the writer's lock. A reader that is just about to open one of them finds
    it gone, and looks again under the lock.
    """
    current = current_generation(index_dir)
    for generation in generations(index_dir):
        if generation != current and not in_use(generation / CATALOGUE):
            shutil.rmtree(generation, ignore_errors=True)


def unwritable(index_dir: Path, error: Exception) -> StoreError:
    """The error to raise when the index cannot be written."""
    reason = getattr(error, "strerror", None) or error
    return StoreError(f"The index in {index_dir} cannot be written: {reason}.")
