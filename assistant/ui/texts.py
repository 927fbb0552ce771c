"""The page's words in the language that someone reads."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.phrases import Phrases, load
from index.types import Language

LANGUAGE_COOKIE = "verbatim_language"
_APART = re.compile(r"(?<=«) | (?=[»:;?!])")
_PREFERENCE = re.compile(r"\s*([a-z]{2})[\w-]*\s*(?:;\s*q=([\d.]+))?", re.IGNORECASE)


def words(language: Language) -> Phrases:
    """The page's words."""
    return _page_words(language)


@lru_cache(maxsize=2)
def _page_words(language: Language) -> Phrases:
    said = load("page", language).texts
    return Phrases({name: tied(text) for name, text in said.items()})


def tied(text: str) -> str:
    """The text with no line end inside guillemets or before the marks that French sets apart."""
    return _APART.sub("\N{NO-BREAK SPACE}", text)


def number_of(texts: Phrases, name: str, count: int, **variables: object) -> str:
    """The form of a text for this count: ``<name>_one`` or ``<name>_many``."""
    if count == 1:
        return texts.say(f"{name}_one", **variables)
    return texts.say(f"{name}_many", count=counted(count, texts), **variables)


def counted(number: int, texts: Phrases) -> str:
    """A large number as it is written in the language: 12 345 or 12,345."""
    return f"{number:,}".replace(",", texts.say("thousands"))


def language_of(chosen: str | None, accepted: str | None) -> Language:
    """The language chosen earlier, else the one of the two that the browser prefers.

    ``accepted`` is an Accept-Language header. English where it names neither.
    """
    if chosen in ("fr", "en"):
        return "fr" if chosen == "fr" else "en"
    best: dict[str, float] = {}
    for one in (accepted or "").split(","):
        match = _PREFERENCE.fullmatch(one)
        if match:
            quality = float(match[2]) if re.fullmatch(r"\d(\.\d+)?", match[2] or "") else 1.0
            best[match[1].lower()] = max(best.get(match[1].lower(), 0.0), quality)
    return "fr" if best.get("fr", 0.0) > best.get("en", 0.0) else "en"
