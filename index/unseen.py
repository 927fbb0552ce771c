"""Characters that nobody sees inside words: soft hyphens, zero-width characters, directions.

An article keeps them, and its quotes do; it is searched and read as if they were not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Passage, Span

_RANGES = ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF))
UNSEEN = "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1))
_UNSEEN = re.compile(f"[{UNSEEN}]+")


def as_read(text: str) -> str:
    """The text without the characters that are not seen."""
    return _UNSEEN.sub("", text)


def as_written(text: str, spans: Sequence[Span]) -> list[Span]:
    """Where in ``text`` these spans of ``as_read(text)`` stand; none of them is empty."""
    hidden = {place for match in _UNSEEN.finditer(text) for place in range(*match.span())}
    if not hidden:
        return list(spans)
    places = [place for place in range(len(text)) if place not in hidden]
    return [Span(places[span.start], places[span.end - 1] + 1) for span in spans]


def sentence_texts(passage: Passage) -> list[str]:
    """The texts of a passage's sentences, in order, as they are read."""
    start = passage.start
    return [as_read(passage.text[s.start - start : s.end - start]) for s in passage.sentences]
