"""The form that words are compared in: lower case, without accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case without accents: the form words are compared in."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def plain_too(pattern: str) -> str:
    """The same pattern, its accented letters also found without their accents."""
    return re.sub("[àâèéêîôùû]", lambda letter: f"[{letter[0]}{fold(letter[0])}]", pattern)
