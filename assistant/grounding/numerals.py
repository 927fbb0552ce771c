"""Numbers of a plain text, in digits and in words, French or English."""

from __future__ import annotations

import re

from assistant.grounding.units import CURRENCY_AFTER, CURRENCY_BEFORE, DURATION
from assistant.patterns import words
from index.types import Language

UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "nonante": 90, "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_HUNDREDS = {"cent": "fr", "cents": "fr", "hundred": "en"}
SCALES = {
    "mille": 1e3, "millier": 1e3, "milliers": 1e3, "thousand": 1e3, "thousands": 1e3, "k": 1e3,
    "million": 1e6, "millions": 1e6, "mio": 1e6, "mln": 1e6, "m": 1e6, "milliard": 1e9,
    "milliards": 1e9, "mrd": 1e9, "mrds": 1e9, "md": 1e9, "mds": 1e9, "bn": 1e9,
    "billion": 1e9, "billions": 1e9, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
_ABOUT = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "dozen": 12,
}  # fmt: skip
ABOUT = re.compile(rf"(?:une? |a |\w+ )?{words(' '.join(_ABOUT))}\b")  # "une dizaine", "two dozen"
_DIGITS = re.compile(
    r"(?<![\w.,])(?:(?P<grouped>\d{1,3}(?:([ .,'])\d{3})(?:\2\d{3})*)(?P<rest>[.,]\d+)?(?!\d)"
    r"|(?P<plain>\d+)(?P<part>[.,]\d+)?)"
)
_ORDINAL = re.compile(r"(?:er|re|ere|e|eme|nd|nde|st|rd|th)\b")
_ORDINALS = {
    "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "third": 3, "quatrieme": 4,
    "fourth": 4, "cinquieme": 5, "fifth": 5, "sixieme": 6, "sixth": 6, "septieme": 7,
    "seventh": 7, "huitieme": 8, "eighth": 8, "neuvieme": 9, "ninth": 9, "dixieme": 10,
    "tenth": 10, "onzieme": 11, "eleventh": 11, "douzieme": 12, "twelfth": 12, "quinzieme": 15,
    "fifteenth": 15, "vingtieme": 20, "twentieth": 20, "trentieme": 30, "thirtieth": 30,
    "quarantieme": 40, "fortieth": 40, "cinquantieme": 50, "fiftieth": 50, "centieme": 100,
}  # fmt: skip
_MORE = re.compile(  # "quatre-vingt et un", "two hundred and ten"
    r"[ -](?:un|une|onze|\w+ty|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_WORD = re.compile(r"[a-z]+")
HALF = re.compile(r"(?: et demie?\b| and a half\b|-and-a-half\b)")


def number_at(text: str, start: int, language: Language) -> tuple[float, int, str] | None:
    """The number that begins at ``start``: its value, its end, its kind."""
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return None
    digits = _DIGITS.match(text, start)
    if digits:
        value, end = _value(text, digits)
        ordinal = _ORDINAL.match(text, end)
        if ordinal:
            return value, ordinal.end(), "ordinal"
        value, end = _scaled(text, value, end, language)
        return value, end, "count"
    return _in_words(text, start, language)


def _value(text: str, digits: re.Match[str]) -> tuple[float, int]:
    end = digits.end()
    if digits["plain"]:
        return float(digits["plain"] + (digits["part"] or "").replace(",", ".")), end
    grouped = digits["grouped"]
    rest = (digits["rest"] or "").replace(",", ".")
    separators = re.findall(r"[ .,']", grouped)
    scaled = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if len(separators) == 1 and separators[0] in ".," and scaled and scaled.group() in SCALES:
        return float(grouped.replace(",", ".")), end  # "2.125 million"
    return float(re.sub(r"\D", "", grouped) + rest), end


def _scaled(text: str, value: float, end: int, language: Language) -> tuple[float, int]:
    """The value times the words of scale behind it."""
    while True:
        word = re.compile(r"[ -]?([a-z]+)").match(text, end)
        if not word or word[1] not in SCALES:
            break
        attached = word.start(1) == end
        if word[1] in ("m", "k") and not (attached or CURRENCY_AFTER.match(text, word.end())):
            break
        if word[1] == "m" and not (
            CURRENCY_AFTER.match(text, word.end())
            or CURRENCY_BEFORE.search(text[:end].rstrip("0123456789., "))
        ):
            break  # metres
        scale = SCALES[word[1]]
        if language == "fr" and word[1] in ("billion", "billions"):
            scale = 1e12
        half = HALF.match(text, word.end())
        value = (value + (0.5 if half else 0)) * scale
        end = half.end() if half else word.end()
    return value, end


def _in_words(text: str, start: int, language: Language) -> tuple[float, int, str] | None:
    """The number written in words that begins at ``start``."""
    first = _WORD.match(text, start)
    if not first:
        return None
    word = first.group()
    if word in _ORDINALS:
        return _ORDINALS[word], first.end(), "ordinal"
    total, group, end, place, seen = 0.0, 0.0, start, start, 0
    single = word in ("un", "une", "a", "one")
    while True:
        found = _WORD.match(text, place)
        if not found:
            break
        word = found.group()
        if word in (("a", "one") if language == "fr" else ("un", "une")):
            break
        if word in ("un", "une") and seen and text[:place].endswith(("et ", "et-")):
            return total + group + 1, found.end(), "count"  # "vingt et un"
        if word in UNITS and seen and text[start:end] in ("a", "un", "une"):
            return None  # "a six-speed gearbox", "un quatre-cylindres"
        if word in UNITS and not (word in ("a", "un", "une") and seen):
            if word in ("vingt", "vingts") and group == 4:
                group = 80
            else:
                group += UNITS[word]
        elif _HUNDREDS.get(word) == language:
            group = (group or 1) * 100
        elif word in SCALES and len(word) > 3 and (seen or word == "mille"):
            half = HALF.match(text, found.end())
            scale = 1e12 if language == "fr" and word.startswith("billion") else SCALES[word]
            total += ((group or (0 if total else 1)) + (0.5 if half else 0)) * scale
            group = 0
            if half:
                return total, half.end(), "count"
        elif word in _ABOUT and seen <= 1:
            return (group or 1) * _ABOUT[word], found.end(), "about"
        elif word in ("et", "and") and seen and _MORE.match(text, found.end()):
            place = found.end() + 1
            continue
        else:
            break
        seen += 1
        end = found.end()
        half = HALF.match(text, end)
        if half and seen == 1:
            group += 0.5
            end = half.end()
            single = False
        place = end + 1
        if text[end : end + 1] not in (" ", "-"):
            break
    value = total + group
    if not seen or (single and seen == 1 and not _countable_one(text, start, end)):
        return None
    return value, end, "count"


def _countable_one(text: str, start: int, end: int) -> bool:
    """Whether "one" or "a" counts: before a unit of time or money, not "a day" after a number."""
    word = text[start:end]
    if word in ("un", "une"):
        return bool(re.match(r" (?:an|annee|mois|heure|jour|semaine) et demie?\b", text[end:]))
    if word == "one":
        return bool(DURATION.match(text, end) or CURRENCY_AFTER.match(text, end))
    return bool(re.match(r" (?:decade|decennie|siecle|century)\b", text[end:]))
