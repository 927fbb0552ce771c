"""Regular expressions written as lists: what stands in a list is data, a word or a line each."""

from __future__ import annotations

import re


def words(text: str) -> str:
    """The pattern of any one of several words, separated by white space; tried in order."""
    return f"(?:{'|'.join(text.split())})"


def any_word(text: str) -> re.Pattern[str]:
    """The same compiled, where words begin and end: "a" is not found in "la"."""
    return re.compile(rf"\b{words(text)}\b")


def lines(text: str) -> str:
    """The pattern of any one of several expressions, one a line; tried in order.

    Spaces inside a line count, those around it don't; empty lines and those that begin with #
    are left out.
    """
    stripped = (line.strip() for line in text.splitlines())
    return f"(?:{'|'.join(line for line in stripped if line and not line.startswith('#'))})"
