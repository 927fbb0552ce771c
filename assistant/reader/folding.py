"""The form that words are compared in: lower case, without accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = 40  # characters: what is longer is a text, and not kept


def fold(text: str) -> str:
    """Lower case without accents: the form words are compared in."""
    return _kept(text) if len(text) <= _WORD else _folded(text)


@lru_cache(maxsize=100_000)
def _kept(word: str) -> str:
    return _folded(word)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def plain_too(pattern: str) -> str:
    """The same pattern, its accented letters also found without their accents."""
    return re.sub("[àâèéêîôùû]", lambda letter: f"[{letter[0]}{fold(letter[0])}]", pattern)
