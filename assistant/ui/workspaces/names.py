"""Names of uploaded files: what they may be, so that none leaves its folder or hides another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

MAX_NAME = 200  # bytes of UTF-8; file systems take 255, and " (2)" may be added

_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class RefusedError(Exception):
    """Something may not be added or removed: ``reason`` is a text of ``prompts/workspace``."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


def checked_name(name: str) -> str:
    """The name that a file uploaded under ``name`` can be written under, in NFC.

    Raises RefusedError. Nothing is repaired: a name with a folder in it may mean anything.
    """
    name = unicodedata.normalize("NFC", name)
    alike = unicodedata.normalize("NFKC", name)  # with plain slashes and full stops
    if any(mark in text for text in (name, alike) for mark in "/\\\0") or _DRIVE.match(alike):
        raise RefusedError("name_path")
    if any(unicodedata.category(character) in _UNSEEN for character in name):
        raise RefusedError("name_invisible")
    if alike.lstrip().startswith(".") or not alike.strip():
        raise RefusedError("name_hidden")
    if _RESERVED.fullmatch(alike.split(".")[0].strip()):
        raise RefusedError("name_reserved")
    if len(name.encode()) > MAX_NAME:
        raise RefusedError("name_long")
    return name


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or ``stem (2).suffix`` and so on when it is taken, in whatever case."""
    used = {other.casefold() for other in taken}
    path, number, free = PurePosixPath(name), 1, name
    while free.casefold() in used:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free
