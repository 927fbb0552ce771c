"""Citation marks in what a chat model writes: [1], [1, 3], [1-3], 【1†source】, (source 1), [^1].

A number in round brackets is a citation only with a word that says so, "(phrase 2)", or alone at a
sentence's end, "… en 2024 (2)."; "^1" only right after a word or a stop. Without brackets it is one
where it is told as such: "selon la phrase 2".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LABEL = (
    r"(?:sources?|phrases?|sentences?|quotes?|cite|citations?|extraits?|passages?|réfs?|refs?"
    r"|références?|references?|evidence|preuves?|n°|nº|no|num|art|s|p|#|\^|†)"
)
_GAP = r"[ \t\u00a0\u202f]*"
_ONE = rf"(?:{_LABEL}\.?{_GAP}:?{_GAP})?\d{{1,6}}"
_AND = rf"{_GAP}(?:[,;&/]{_GAP}(?:et\b|and\b)?|[-–—‑]|\bet\b|\band\b|\bà\b|\bto\b){_GAP}"
_LIST = rf"{_ONE}(?:{_AND}{_ONE})*"
_LINK = r"\((?:#|https?://|\.{0,2}/)[^()\s]{0,200}\)"  # [1](#source-1)
_SQUARE = (
    rf"[\[［]{_GAP}{_LIST}{_GAP}[\]］](?:{_LINK})?|【{_GAP}{_LIST}{_GAP}(?:†[^】\n]{{0,60}})?】"
)
_ROUND = rf"\({_GAP}(?:cf\.?|voir|see)?{_GAP}{_LABEL}\.?{_GAP}:?{_GAP}{_LIST}{_GAP}\)"
_BARE = rf"\({_GAP}\d{{1,3}}(?:{_GAP},{_GAP}\d{{1,3}})*{_GAP}\)(?={_GAP}(?:[.!?…\n]|\Z))"
_CARET = r"(?<=[^\W\d_.!?»”)])\^\d{1,3}\^?(?!\d)|(?<=[.!?»”)])\^\d{1,3}\^?(?!\d)"
_MARK = rf"(?:{_SQUARE}|{_ROUND}|{_BARE}|{_CARET})"
_MARKS = rf"{_MARK}(?:{_GAP}(?:[,;]|\bet\b|\band\b)?{_GAP}{_MARK})*"
# What only leads to the mark goes with it: "Selon [1], …", "Source : [2]".
_LEADING = (
    r"(?:\b(?:selon|d[’']après|according to|as per|cf\.?|voir|see)\s(?:(?:la|les|le|the)\s)?"
    rf"(?:(?:phrases?|sources?|sentences?|articles?|extraits?|passages?)\s)?(?={_MARK})"
    rf"|\b(?:sources?|citations?|références?|references?|preuves?){_GAP}:{_GAP}(?:\*\*{_GAP})?(?={_MARK}))"
)
# "Selon la phrase 4, …"; a source with a number may be a newspaper.
_NAMED = (
    r"\b(?:selon|d[’']après|comme (?:l[’']indique|le (?:dit|montre|précise))(?:nt)?|according to"
    r"|as (?:per|stated in|shown in|said in))\s(?:la\s|les\s|the\s)?(?=(?:phrases?|sentences?)\s)"
)
MARKS = re.compile(
    rf"(?P<leading>{_LEADING})?(?P<marks>{_MARKS})|(?P<named>{_NAMED})(?P<numbers>{_LIST})\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,6})(?:\s*(?:[-–—‑]|\bà\b|\bto\b)\s*(?:[^\W\d_]*\.?\s*)(\d{1,6}))?")
# What stood around marks, and is empty without them.
_HUSK = re.compile(
    r"\s*(?:\((?:\s*(?:cf\.?|voir|see))?\s*\)|\[\s*\]|\*\*\s*\*\*|``)",
    re.IGNORECASE,
)
_LONGEST_RANGE = 200
# Opened and not closed at the end of what has come so far: it may become a mark.
_OPEN = re.compile(
    r"[\[［【(][^\]］】)\n]{0,60}\Z|\^\d*\Z"
    r"|\b(?:sources?|citations?|références?|references?|preuves?)\s*:?\s*(?:\*\*?\s*)?\Z",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """Marks that follow one another, ``text[start:end]``, and the numbers they name, in order."""

    start: int
    end: int
    numbers: tuple[int, ...]
    opens: bool  # opens what it is about: "Selon [1], …"


def marks_in(text: str) -> Iterator[Mark]:
    """The citation marks of a text, in order."""
    for found in MARKS.finditer(text):
        numbers = tuple(dict.fromkeys(_numbers(found["marks"] or found["numbers"])))
        leading = found["leading"] or found["named"] or ""
        yield Mark(*found.span(), numbers, bool(leading) and ":" not in leading)


def may_open_mark(text: str) -> bool:
    """Whether the text's end may be the beginning of a mark."""
    return bool(_OPEN.search(text, max(0, len(text) - 70)))


def without_marks(text: str) -> str:
    """The text as it reads without its marks."""
    kept = ""
    position = 0
    for mark in marks_in(text):
        kept = (kept + text[position : mark.start]).rstrip()
        position = mark.end
        following = text[position : position + 1]
        if not kept:
            position += len(text[position:]) - len(text[position:].lstrip(" \t,:;-–—\u00a0"))
        elif following.isalnum():
            kept += " "
        elif mark.opens and not following.strip(".!?…"):
            kept = kept.rstrip(" ,")  # "… en 2024, selon la phrase 4."
    rest = (kept + text[position:]).strip()
    return _HUSK.sub("", rest)


def _numbers(marks: str) -> Iterator[int]:
    text = re.sub(rf"†[^】]*|{_LINK}", "", marks)
    for found in _NUMBERS.finditer(text):
        first = int(found[1])
        last = int(found[2]) if found[2] else first
        yield from (
            range(first, min(last, first + _LONGEST_RANGE) + 1)
            if last >= first
            else (
                first,
                last,
            )
        )
