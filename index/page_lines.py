"""The lines of a page, folded, and the rules of ``index.cleaning`` that recognise them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from index.boilerplate_rules import INVITATIONS
from index.page_rules import PAGE
from index.types import Span

RULES = (*INVITATIONS, *PAGE)
WEAK = frozenset(rule.name for rule in RULES if rule.weak)
MAX_LINE = 400  # characters; longer lines and paragraphs are no boilerplate

_SENTENCE_END = re.compile(r"(?<=[.!?…]) +(?=\w)")
# Quotation, emphasis and links; a rule knows a line without them: "**Lire aussi :** [Le pont](…)".
_MARKDOWN = re.compile(r"\A>[ >]*|\*\*|__|(?<!!)\[([^]!][^]]{0,300})\]\([^)\s]{0,500}\)")
# Who wrote it, of a line as it is: "Par amour du risque" and "Le 7 octobre" may be titles.
_BYLINE = re.compile(
    r"[\W_]*(?:(?i:par|by) (?:la rédaction\b|notre\b|\W*[A-ZÀ-ÖØ-Þ])"
    r"|(?i:propos recueillis|publié|mis à jour|posted?|published)\b)"
)
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u2011": "-", "“": '"', "”": '"'})


class Line(NamedTuple):
    """A line that is not blank, and where in its page it stands."""

    start: int  # of the first character that is not space
    end: int  # after the last one
    text: str  # folded; empty when the line is too long to be boilerplate
    block: int  # lines of one block have no blank line between them
    lower: bool  # begins with a lower-case letter
    byline: bool  # says who wrote the article

    @property
    def span(self) -> Span:
        """Its place in the page, without the space around it."""
        return Span(self.start, self.end)


def fold(text: str) -> str:
    """Return a text as rules see it: lower case, one kind of space, apostrophe and quote mark."""
    return unicodedata.normalize("NFC", " ".join(text.split())).translate(_FOLD).lower()


def lines_of(text: str, position: int) -> Iterator[Line]:
    """Yield the lines that are not blank, from ``position`` on."""
    block = 0
    for raw in text[position:].splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped)
            bare = _MARKDOWN.sub(r"\1", stripped)
            folded = fold(bare or stripped) if len(bare) <= MAX_LINE else ""
            end, lower = start + len(stripped), stripped[0].islower()
            yield Line(start, end, folded, block, lower, bool(_BYLINE.match(stripped)))
        else:
            block += 1
        position += len(raw)


def rule_of(folded: str) -> str | None:
    """Return the rule that recognises a line, or the first of those for its sentences."""
    if not folded:
        return None
    whole = _pattern().fullmatch(folded)
    if whole:
        return whole.lastgroup
    parts = _SENTENCE_END.split(folded)
    if len(parts) == 1:
        return None
    matches = [_pattern().fullmatch(part) for part in parts]
    strong = [match.lastgroup for match in matches if match and match.lastgroup not in WEAK]
    return strong[0] if strong and all(matches) else None


@cache
def _pattern() -> re.Pattern[str]:
    """All rules; compiled when an article is read, as that takes long."""
    return re.compile("|".join(f"(?P<{rule.name}>{rule.pattern})" for rule in RULES))
