"""One file of a folder -> an article."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from pathlib import Path

from index.cleaning import cleaned
from index.dates import article_date
from index.errors import UnreadableFileError
from index.front_matter import entries, front_matter
from index.page_rules import TAG
from index.types import Article, Span
from index.unseen import as_read, as_written

MAX_BYTES = 10_000_000

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
_MARKDOWN_TITLE = re.compile(
    r"^(?P<fence>```|~~~)[^`\r\n]*$(?s:.*?)(?:^(?P=fence)|\Z)"
    r"|^# +(?P<hashes>\S.*)$|^(?P<underlined>\S.*)\r?\n=+[ \t]*\r?$",
    re.MULTILINE,
)
_TAG = re.compile(TAG)
_HASHES = re.compile(r"\A#{1,6}\s+|\s+#+\Z")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`)(\S|\S.*?\S)\1(?!\w)")


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


def read_article(folder: Path, source: str) -> Article:
    """Read one file of a folder, ``source`` being its path in the folder.

    Raises ``UnreadableFileError`` with the reason, which does not name the file.
    """
    path = folder / source
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise UnreadableFileError("outside the folder")
        if path.is_dir():
            os.listdir(path)  # says if it is a folder that scan could not list
            raise UnreadableFileError("a folder, not a file")
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe would be waited for
            raise UnreadableFileError("a pipe or a device, not a file")
        size = state.st_size
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
    page = cleaned(read)
    return Article(
        source=source,
        title=" ".join(unescape(_TAG.sub("", _title(read, page.title, source))).split()),
        text=text,
        digest=hashlib.blake2b(data, digest_size=16).hexdigest(),
        boilerplate=tuple(as_written(text, page.boilerplate)),
        date=_date(read, source, page.boilerplate),
    )


def _date(text: str, source: str, furniture: Sequence[Span]) -> str | None:
    """Return when an article appeared; if nothing tells, as if it began below a page's menu."""
    date = article_date(unescape(_TAG.sub("", text)), source)
    below = furniture[0].end if furniture and not text[: furniture[0].start].strip() else 0
    return _date(text[below:], source, ()) if below and not date else date


def _title(text: str, line: Span | None, source: str) -> str:
    """Return the front matter's title, the first level-1 heading, the title's line, or the stem."""
    path = Path(source)
    for key, value in entries(text):
        if key.lower() in ("title", "titre") and value:
            return value
    if path.suffix.lower() == ".md":
        heading = _markdown_title(text)
        if heading:
            return _EMPHASIS.sub(r"\2", heading)
    if line:
        return _EMPHASIS.sub(r"\2", _HASHES.sub("", text[line.start : line.end]))
    stem = re.sub(r"[-_\s]+", " ", path.stem).strip() or path.name
    return stem[:1].upper() + stem[1:]


def _markdown_title(text: str) -> str | None:
    """Return the first level-1 heading, of either kind, that stands in no block of code."""
    front = front_matter(text) or Span(0, 0)
    for match in _MARKDOWN_TITLE.finditer(text, front.end):
        if heading := match["hashes"] or match["underlined"]:
            return heading.strip(" \t\r#")
    return None
