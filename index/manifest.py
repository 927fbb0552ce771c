"""What an index was made of, and the files it consists of: the two ways it can be out of date.

An index folder holds generations and one pointer file::

    current                    the name of the generation in use; replaced by a rename, never edited
    write.lock                 held by the process that builds
    generation-000002-a1b2c3/  written once, then only read
        manifest.json          written last: a generation without one was never finished

A manifest holds no absolute path and no text of an article.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import IndexDamagedError

MANIFEST = "manifest.json"
POINTER = "current"
_GENERATION = re.compile(r"generation-(\d{6,})-[0-9a-f]{6}")
_UNLISTED = (MANIFEST, ".tantivy-")  # names, or their beginnings, of files that are no parts


class FileEntry(NamedTuple):
    """A file as it was: of the articles' folder, or of the generation itself."""

    size: int  # bytes
    mtime_ns: int
    digest: str  # hex; "" for a part that its library rewrites when it only reads


class SkippedEntry(NamedTuple):
    """A file that gave no article."""

    size: int
    mtime_ns: int
    reason: str
    readable: bool  # whether its permissions let this user read it


class Counts(NamedTuple):
    """How much is in the index."""

    articles: int
    passages: int
    sentences: int
    words: int
    deleted: int  # vectors deleted in Chroma since it was last built from nothing


@dataclass(frozen=True)
class Manifest:
    """Everything that an index depends on."""

    recipe: Mapping[str, str | int]  # embedder, encoding, rules, versions of libraries
    folder: str  # hash of the folder's absolute path
    surveyed_ns: int  # clock when the files were looked at
    files: Mapping[str, FileEntry]
    skipped: Mapping[str, SkippedEntry]
    counts: Counts
    parts: Mapping[str, FileEntry]  # files of the generation, by path inside it


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write the manifest of a generation in one step."""
    content = json.dumps(asdict(manifest), ensure_ascii=True)
    replace_file(
        generation / MANIFEST, json.dumps({"checksum": _hash(content), "content": content})
    )


def read_manifest(generation: Path) -> Manifest:
    """Read the manifest of a generation. Raises IndexDamagedError when it is missing or altered."""
    try:
        stored = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
        if stored["checksum"] != _hash(stored["content"]):
            raise ValueError("its checksum does not match")
        return _manifest(json.loads(stored["content"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamagedError(f"The manifest of the index cannot be read: {error}") from error


def _manifest(fields: dict[str, Any]) -> Manifest:
    fields["files"] = {name: FileEntry(*entry) for name, entry in fields["files"].items()}
    fields["skipped"] = {name: SkippedEntry(*entry) for name, entry in fields["skipped"].items()}
    fields["parts"] = {name: FileEntry(*entry) for name, entry in fields["parts"].items()}
    fields["counts"] = Counts(*fields["counts"])
    return Manifest(**fields)


def parts_of(generation: Path, live: Collection[Path]) -> dict[str, FileEntry]:
    """The files of a finished generation, brought to the disk for good.

    ``live`` names those whose content may change when they are only read.
    """
    parts = {}
    for path in _files(generation):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
            state = os.fstat(file.fileno())
        digest = "" if path in live else _digest(path, None)
        name = path.relative_to(generation).as_posix()
        parts[name] = FileEntry(state.st_size, state.st_mtime_ns, digest)
    return parts


def check_parts(
    generation: Path,
    parts: Mapping[str, FileEntry],
    locked: Mapping[str, Callable[[], bytes]],
) -> None:
    """Raise IndexDamagedError when a file of the generation is missing or not as it was.

    A file with the size and time it had is taken to be as it was; else its content is compared.
    The ``locked`` are read by these functions: a process that closes a file, however often it has
    it open, lets go all locks that it holds on it.
    """
    for name, part in parts.items():
        path = generation / name
        try:
            state = path.stat()
            whole = state.st_size == part.size if part.digest else state.st_size >= part.size
            if whole and part.digest and state.st_mtime_ns != part.mtime_ns:
                whole = _digest(path, locked.get(name)) == part.digest
        except OSError as error:
            raise IndexDamagedError(f"{name} of the index: {error.strerror}") from error
        if not whole:
            raise IndexDamagedError(f"{name} of the index is not as it was written")


def _digest(path: Path, read: Callable[[], bytes] | None) -> str:
    if read:
        return hashlib.blake2b(read(), digest_size=16).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, _blake2b).hexdigest()


def current_generation(index_dir: Path) -> Path | None:
    """The folder of the generation in use; None when there is none."""
    try:
        name = (index_dir / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return index_dir / name if _GENERATION.fullmatch(name) else None


def new_generation(index_dir: Path) -> Path:
    """Make the folder of the next generation. Only for the holder of the writer's lock."""
    numbers = [int(path.name.split("-")[1]) for path in generations(index_dir)]
    name = f"generation-{max(numbers, default=0) + 1:06d}-{secrets.token_hex(3)}"
    (index_dir / name).mkdir()
    return index_dir / name


def generations(index_dir: Path) -> list[Path]:
    """All generations' folders, unfinished ones too."""
    return [path for path in index_dir.iterdir() if _GENERATION.fullmatch(path.name)]


def make_current(generation: Path) -> None:
    """Let readers find this generation from now on."""
    replace_file(generation.parent / POINTER, generation.name + "\n")


def replace_file(path: Path, content: str) -> None:
    """Write a file so that a reader sees the former content or the new one, and nothing between."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with temporary.open("x", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _files(generation: Path) -> Iterator[Path]:
    for path in sorted(generation.rglob("*")):
        if path.is_file() and not path.name.startswith(_UNLISTED):
            yield path


def _hash(content: str) -> str:
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _blake2b() -> Any:
    return hashlib.blake2b(digest_size=16)
