"""A folder that holds the files of others: as hard links where it can be, else as copies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from assistant.records.local import new_id
from index.loading import MAX_BYTES
from index.types import Skipped


def mirror(wanted: Mapping[str, Path], target: Path) -> tuple[Skipped, ...]:
    """Make ``target`` hold exactly these files, each at its path inside it; say which it cannot.

    The files mirrored are only read. What is up to date already is left as it is.
    """
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_others(wanted, target)
    skipped = []
    for source, path in wanted.items():
        try:
            _bring(path, target / source)
        except OSError as error:
            skipped.append(Skipped(source, (error.strerror or str(error)).lower()))
    return tuple(skipped)


def _remove_others(wanted: Mapping[str, Path], target: Path) -> None:
    for folder, folders, files in os.walk(target, topdown=False):
        for name in files:
            path = Path(folder, name)
            if path.relative_to(target).as_posix() not in wanted:
                path.unlink()
        for name in folders:
            if not os.listdir(Path(folder, name)):
                Path(folder, name).rmdir()


def _bring(path: Path, place: Path) -> None:
    state = path.stat()
    if place.exists():
        former = place.stat()
        same_file = (former.st_dev, former.st_ino) == (state.st_dev, state.st_ino)
        if same_file or (former.st_size, former.st_mtime_ns) == (state.st_size, state.st_mtime_ns):
            return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = place.parent / f".{new_id()}"  # hidden: no article
    try:
        _link_or_copy(path.resolve(), new, state)
        new.replace(place)
    finally:
        new.unlink(missing_ok=True)


def _link_or_copy(path: Path, new: Path, state: os.stat_result) -> None:
    try:
        new.hardlink_to(path)
    except OSError:  # another file system, or someone else's file
        if state.st_size > MAX_BYTES:
            raise OSError(0, f"larger than {MAX_BYTES // 1_000_000} MB") from None
        shutil.copyfile(path, new)
        os.utime(new, ns=(state.st_atime_ns, state.st_mtime_ns))
