"""A folder of files -> articles. A file that cannot be read never stops the others."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.cleaning import boilerplate, front_matter, title_line
from index.dates import article_date
from index.errors import FolderNotFoundError, UnreadableFileError
from index.types import Article, Skipped, Span
from index.unseen import as_read, as_written

MAX_BYTES = 10_000_000

# Files that describe the folder itself; like hidden ones, they are no articles.
_ABOUT_THE_FOLDER = frozenset(
    {"readme", "sources", "license", "licence", "copying", "notice", "changelog", "contributing"}
)
_MAGIC: Mapping[bytes, str] = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a compressed file",
}
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKDOWN_TITLE = re.compile(r"^# +(.+?)[ #]*$", re.MULTILINE)
_FRONT_MATTER_TITLE = re.compile(r"^title:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_HASHES = re.compile(r"\A#{1,6}\s+|\s+#+\Z")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`)(\S|\S.*?\S)\1(?!\w)")


class FileState(NamedTuple):
    """What tells, without reading it, that a file is as it was."""

    size: int  # bytes
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The articles of a folder, and the files left out with the reason for each."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def decode_text(data: bytes) -> str:
    """Decode a text file's bytes, line ends unchanged: UTF-8, UTF-16 or Windows-1252.

    Raises ``UnreadableFileError`` for bytes that are no text.
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableFileError(f"not text: {kind}")
    text = _decode(data)
    if "\x00" in text:
        raise UnreadableFileError("not text: holds NUL bytes")
    if len(_CONTROL.findall(text)) > max(4, len(text) / 200):
        raise UnreadableFileError("not text: holds control characters")
    return text


def _decode(data: bytes) -> str:
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    utf16 = _utf16_by_zeros(data[:4096])
    if utf16:
        return data.decode(utf16, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_not_quite_utf8(data)


def _utf16_by_zeros(head: bytes) -> str | None:
    """Name the UTF-16 whose high bytes are mostly zero, as in any European language."""
    half = len(head) // 2
    if half == 0:
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    if even > 0.7 and odd < 0.1:
        return "utf-16-be"
    return None


def _decode_not_quite_utf8(data: bytes) -> str:
    """Decode as UTF-8 with a few damaged characters if it mostly is that, else as one byte each."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    intact = sum(character > "\x7f" for character in text) - damaged
    if intact > 4 * damaged:
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


FORMATS: Mapping[str, Callable[[bytes], str]] = {".txt": decode_text, ".md": decode_text}


def scan(folder: Path) -> dict[str, FileState]:
    """Return the supported files under a folder: path with forward slashes -> state, sorted.

    Left out are hidden files and folders, links that lead outside, and files that describe the
    folder (README, SOURCES, LICENSE and the like). A folder inside that may not be listed stands
    under its own path, for ``read_article`` to say so.
    Raises ``FolderNotFoundError``.
    """
    if not folder.exists():
        raise FolderNotFoundError(f"no such folder: {folder}")
    if not folder.is_dir():
        raise FolderNotFoundError(f"not a folder: {folder}")
    root = folder.resolve()
    found: dict[str, FileState] = {}
    try:
        _scan(root, "", found)
    except PermissionError:
        reason = "the folder may not be listed (permission denied)"
        raise FolderNotFoundError(f"{reason}: {root}") from None
    return dict(sorted(found.items()))


def _scan(root: Path, inside: str, found: dict[str, FileState]) -> None:
    """Add the files of one folder, ``inside`` being its path in the root with a slash at its end.

    A question looks at every file's state first, so this asks the system for little else.
    """
    with os.scandir(root / inside) as entries:
        for entry in entries:
            name = inside + entry.name
            if entry.name.startswith("."):
                continue
            try:
                if _is_candidate(entry.name) and not entry.is_dir(follow_symlinks=False):
                    if not _leads_outside(entry, root):
                        found[_shown(name)] = _state(entry)
                elif entry.is_dir(follow_symlinks=False):
                    try:
                        _scan(root, name + "/", found)
                    except PermissionError:
                        found[_shown(name)] = _state(entry)
            except OSError:
                continue  # a broken link, or removed meanwhile


def _state(entry: os.DirEntry[str]) -> FileState:
    state = entry.stat()
    return FileState(state.st_size, state.st_mtime_ns)


def _shown(name: str) -> str:
    """A path as text: bytes that are no characters are written out."""
    return name if name.isascii() else name.encode(errors="backslashreplace").decode()


def _leads_outside(entry: os.DirEntry[str], root: Path) -> bool:
    return entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root)


def _is_candidate(name: str) -> bool:
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix.lower() in FORMATS and stem.lower() not in _ABOUT_THE_FOLDER


def read_article(folder: Path, source: str) -> Article:
    """Read one file of a folder, ``source`` being its key in ``scan``.

    Raises ``UnreadableFileError`` with the reason, which does not name the file.
    """
    path = folder / source
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise UnreadableFileError("outside the folder")
        if path.is_dir():
            os.listdir(path)  # says if it is a folder that scan could not list
            raise UnreadableFileError("a folder, not a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            raise UnreadableFileError(f"larger than {limit} MB ({size / 1e6:.0f} MB)")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError("no such file (or its name is not UTF-8)") from None
    except PermissionError:
        raise UnreadableFileError("permission denied") from None
    except OSError as error:
        raise UnreadableFileError(error.strerror or str(error)) from error
    return article_from_bytes(data, source)


def article_from_bytes(data: bytes, source: str) -> Article:
    """Make an article of a file's bytes; ``source`` tells its format and, failing all, its title.

    Raises ``UnreadableFileError``.
    """
    if not data:
        raise UnreadableFileError("empty file")
    suffix = Path(source).suffix.lower()
    if suffix not in FORMATS:
        raise UnreadableFileError(f"not a format that can be read: {suffix or 'no suffix'}")
    text = FORMATS[suffix](data)
    if not any(character.isalnum() for character in text):
        raise UnreadableFileError("holds no words")
    read = as_read(text)
    return Article(
        source=source,
        title=_title(read, source),
        text=text,
        digest=hashlib.blake2b(data, digest_size=16).hexdigest(),
        boilerplate=tuple(as_written(text, boilerplate(read))),
        date=article_date(read, source),
    )


def _title(text: str, source: str) -> str:
    """Return the front matter's title, the first level-1 heading, the first line, or the stem."""
    path = Path(source)
    if path.suffix.lower() == ".md":
        front = front_matter(text) or Span(0, 0)
        stated = _FRONT_MATTER_TITLE.search("\n".join(text[: front.end].splitlines()))
        if stated:
            return stated[1].strip("\"'")
        heading = _MARKDOWN_TITLE.search(text, front.end)
        if heading:
            return _EMPHASIS.sub(r"\2", heading[1].strip())
    line = title_line(text)
    if line:
        return _EMPHASIS.sub(r"\2", _HASHES.sub("", text[line.start : line.end]))
    stem = re.sub(r"[-_\s]+", " ", path.stem).strip() or path.name
    return stem[:1].upper() + stem[1:]


def load_folder(folder: Path) -> LoadReport:
    """Read every supported file of a folder. Raises ``FolderNotFoundError``."""
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for source in scan(folder):
        try:
            articles.append(read_article(folder, source))
        except UnreadableFileError as error:
            skipped.append(Skipped(source, str(error)))
    return LoadReport(tuple(articles), tuple(skipped))
