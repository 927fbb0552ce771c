"""Characters that nobody sees inside words: soft hyphens, zero-width characters, directions.

An article keeps them, and its quotes do; it is searched and read as if they were not there. So is
the hyphen at a line's end where a word is only broken: "régé-" and "nère" are read as "régénère".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Passage, Span

_RANGES = ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF))
UNSEEN = "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1))
EDGE = re.compile(rf"[\s{UNSEEN}]*")  # what may stand before the first character that is seen
HALVES = re.compile("[\ud800-\udfff]")  # of a character, as some servers cut them
_LOWER = "a-zà-öø-ÿœ"
_UNSEEN = re.compile(
    rf"[{UNSEEN}]+"
    rf"|(?<=[{_LOWER}]{{2}})-[ \t]{{0,8}}(?P<line>\r\n|\r|\n)[ \t]{{0,40}}(?=[{_LOWER}]{{2}})"
)
_MAYBE = re.compile(rf"[{UNSEEN}\r\n]")  # found in a sixth of the time
_LONGEST_PART = 30  # letters of a word before and after a line's end
_LAST_LETTERS, _FIRST_LETTERS = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")


def as_read(text: str) -> str:
    """The text without the characters that are not seen."""
    if not _MAYBE.search(text):
        return text
    return _UNSEEN.sub(lambda match: match[0] if _is_read(match) else "", text)


def _is_read(match: re.Match[str]) -> bool:
    """Whether it is a hyphen that belongs where it is: two words are likelier than one."""
    if not match["line"]:
        return False
    from index.embedding import static_embedder

    text, (start, end) = match.string, match.span()
    first = _LAST_LETTERS.findall(text[max(0, start - _LONGEST_PART) : start])[0]
    last = _FIRST_LETTERS.findall(text[end : end + _LONGEST_PART])[0]
    whole, parts = static_embedder().rarity([first + last, f"{first} {last}"])
    return bool(parts < whole)


def as_written(text: str, spans: Sequence[Span]) -> list[Span]:
    """Where in ``text`` these spans of ``as_read(text)`` stand; none of them is empty."""
    unread = (match for match in _UNSEEN.finditer(text) if not _is_read(match))
    hidden = {place for match in unread for place in range(*match.span())}
    if not hidden:
        return list(spans)
    places = [place for place in range(len(text)) if place not in hidden]
    return [Span(places[span.start], places[span.end - 1] + 1) for span in spans]


def sentence_texts(passage: Passage) -> list[str]:
    """The texts of a passage's sentences, in order, as they are read."""
    start = passage.start
    return [as_read(passage.text[s.start - start : s.end - start]) for s in passage.sentences]
