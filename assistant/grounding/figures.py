"""The figures of a French or English text, in one form: numbers, amounts, durations, dates.

300 000 = 300,000 = 300 mille = three hundred thousand; 10 milliards de dollars = $10bn;
1er mars 2024 = March 1, 2024 = 01/03/2024; a decade is ten years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.grounding.dates import dates
from assistant.grounding.numerals import SCALES, number_at
from assistant.grounding.shares import loose_shares, shares
from assistant.grounding.units import (
    CLOCK,
    CURRENCIES,
    CURRENCY_AFTER,
    UNITS_OF_TIME,
    Figure,
    with_unit,
)
from assistant.patterns import words
from index.types import Language

_DECADES = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "soixante-dix": 70, "septante": 70, "quatre-vingt": 80, "quatre-vingts": 80,
    "quatre-vingt-dix": 90, "nonante": 90,
}  # fmt: skip
_DECADE = re.compile(
    rf"(?:\bannees (?P<fr>(?:1[5-9]|20)?\d0|{words(' '.join(sorted(_DECADES, key=len)[::-1]))})\b|"
    r"(?<![\w.,])(?P<en>(?:1[5-9]|20)\d0)'?s\b)"
)
# "25 euros, contre 35."
_INSTEAD = re.compile(
    r",? (?:contre|against|compared (?:with|to)|au lieu d(?:es?|u|')|instead of) ?"
)
_ALONE = re.compile(r" ?(?:[.;:)]|\Z)")  # no noun behind: "contre 14 pays"
_SHARING = re.compile(
    r" (?:a|to|et|and|ou|or) (?:de |d'|l')?| (?:des|of(?: the)?|out of(?: the)?|sur l(?:es|a|e)) "
)
_SCALE = re.compile(rf"\d ?({words(' '.join(SCALES))})\b")
_SMALL = 1000  # a number from which it is not in millions with another
_CENTURY = re.compile(r"\b([xvi]{1,6})e (?=siecle|arrondissement)")
_ROMAN = {"x": 10, "v": 5, "i": 1}
_CLOCK = re.compile(  # also the first of "between 7 and 8 p.m."
    r"(?<![\w.,:])(?:(?P<fr>\d{1,2}) ?(?:h|heures) ?(?P<past>[0-5]\d)(?!\w| min)"
    r"|(?P<en>\d{1,2})(?:[:.](?P<to>[0-5]\d))?(?:(?= ?(?:(?:and|to|-) ?\d{1,2}(?:[:.]\d\d)? ?)?"
    r"(?P<half>[ap])\.?m\b)(?: ?[ap]\.?m\b\.?)?|(?<=:\d\d)(?![\w:]|\.\d)))"
)
_PARTS_OF_TIME = (
    ("minute", 15, re.compile(r"\b(?:un|a) quart(?:er)? (?:d'|of an )(?:heure|hour)\b")),
    ("minute", 30, re.compile(r"\bdemi-heure\b|\bhalf (?:an )?hour\b|\bhalf-hour\b")),
    ("month", 6, re.compile(r"\bdemi[ -]an(?:nee)?\b|\bhalf(?: a |-)year\b")),
    ("year", 50, re.compile(r"\b(?:un )?demi[ -]siecle\b|\bhalf(?: a |-)century\b")),
)
# What is said with a number and tells none.
_SAYING = re.compile(
    r"\b(?:second[ -]?hand|third[ -]part(?:y|ies)|(?:deux|trois)-roues|deux pas d[e']"
    r"|double[ -]decker|half[ -]board)\b"
)
_CODE = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*\b")
_VAGUE = re.compile(
    r"\b(?:des|several|plusieurs|many|quelques|a few)? ?(?:(?P<d>dizaines|dozens|tens)"
    r"|(?P<c>centaines|hundreds)|(?P<k>milliers|thousands)|(?P<m>millions)|(?P<g>milliards|billions))"
    r"(?: de| of| d')"
)
_SPAN = re.compile(
    r"(?<=[a-z] )(?:prochaine |next |coming |derniere |last |past )?"
    r"(decennie|decade|siecle|century)\b"
)

_ONE_SPAN = re.compile(
    rf"(?<!et )\bune? (?:seule )?({words(' '.join(UNITS_OF_TIME))}|journee|trimestre|semestre)\b"
    r"(?! et demie?\b)"
)
_ONE_AMOUNT = re.compile(rf"(?<!et )\bune?(?={CURRENCY_AFTER.pattern})")
# "La barre du million de livres".
_THE_MILLION = re.compile(r"\b(?:du|le|au|the) (million|milliard|billion)\b")
_LENGTHS = {"journee": ("day", 1), "trimestre": ("month", 3), "semestre": ("month", 6)}


def figures_of(text: str, language: Language) -> list[Figure]:
    """The figures of a plain text, in order."""
    found: list[Figure] = []
    taken = bytearray(len(text))

    def take(figure: Figure) -> None:
        if not any(taken[figure.start : figure.end]):
            taken[figure.start : figure.end] = b"\x01" * (figure.end - figure.start)
            found.append(figure)

    for saying in _SAYING.finditer(text):
        taken[saying.start() : saying.end()] = b"\x01" * len(saying.group())
    for finder in (_decades, _clocks, dates, _centuries, shares, _codes):
        for figure in finder(text):
            take(figure)
    for figure in _numbers(text, taken, language):
        take(figure)
    for figure in (*_vague(text), *_the_million(text)):
        take(figure)
    found.sort(key=lambda figure: figure.start)
    return _with_shared_units(text, found)


def _with_shared_units(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures, bare ones with the unit behind "to" and "and", or before "contre".

    "De 112 à 97 millions", "25 euros, contre 35".
    """
    for place in range(1, len(figures)):
        one, other = figures[place - 1], figures[place]
        if (
            other.kind == "count"
            and one.kind in (*CURRENCIES, "percent")
            and _INSTEAD.fullmatch(text, one.end, other.start)
            and _ALONE.match(text, other.end)
        ):
            figures[place] = replace(other, kind=one.kind)
    for place in range(len(figures) - 2, -1, -1):
        one, other = figures[place], figures[place + 1]
        if one.kind != "count" or not _SHARING.fullmatch(text, one.end, other.start):
            continue
        scale = _SCALE.search(text, other.start, other.end)
        factor = SCALES.get(scale[1], 1) if scale and one.value < _SMALL else 1
        if other.kind not in ("count", "date", "code", "ordinal") or factor > 1:
            figures[place] = replace(one, kind=other.kind, value=one.value * factor)
    return figures


def loose_figures(text: str) -> Iterator[Figure]:
    """What may be figures in French: "un an", as "un jour" may be none; "trois maisons de dix"."""
    for match in _ONE_SPAN.finditer(text):
        unit, length = (UNITS_OF_TIME | _LENGTHS)[match[1]]
        yield Figure(unit, length, *match.span())
    for match in _ONE_AMOUNT.finditer(text):
        yield with_unit(text, Figure("count", 1, match.start(), match.end()))
    yield from loose_shares(text)


def _centuries(text: str) -> Iterator[Figure]:
    """ "XIXe siècle", "19th century"."""
    for match in _CENTURY.finditer(text):
        value = sum(
            -_ROMAN[a] if _ROMAN[a] < _ROMAN.get(b, 0) else _ROMAN[a]
            for a, b in zip(match[1], match[1][1:] + " ", strict=True)
        )
        yield Figure("ordinal", value, match.start(), match.end(1) + 1)


def _decades(text: str) -> Iterator[Figure]:
    """The 1980s: a date whose year is negative, which no year is."""
    for match in _DECADE.finditer(text):
        name = "fr" if match["fr"] else "en"
        year = _DECADES.get(match[name]) or int(match[name])
        year += 1900 if year < 100 else 0
        yield Figure("date", 0, match.start(), match.end(), (-year, 0, 0))


def _clocks(text: str) -> Iterator[Figure]:
    """Times of day in hours, "17h45" as "5:45 p.m.", and parts of an hour."""
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["en"] or match["fr"]), int(match["to"] or match["past"] or 0)
        if match["half"]:
            hour = hour % 12 + 12 * (match["half"] == "p")
        yield Figure("hour", hour + minute / 60, *match.span(), word=CLOCK)
    for unit, length, pattern in _PARTS_OF_TIME:
        for match in pattern.finditer(text):
            yield Figure(unit, length, *match.span())


def _codes(text: str) -> Iterator[Figure]:
    for match in _CODE.finditer(text):
        word = match.group()
        area = re.search(r"\d [ck]?m2\Z", text[: match.end()])
        network = re.fullmatch(r"[2-6]g", word)
        if network or (not area and not re.fullmatch(r"\d+(?:-?[a-z]+)+", word)):
            yield Figure("code", 0, match.start(), match.end(), word=word.replace("-", ""))


def _numbers(text: str, taken: bytearray, language: Language) -> Iterator[Figure]:
    position = 0
    while position < len(text):
        if taken[position]:
            position += 1
            continue
        number = number_at(text, position, language)
        if number is None:
            position += 1
            continue
        value, end, kind = number
        figure = with_unit(text, Figure(kind, value, position, end))
        yield figure
        position = max(figure.end, position + 1)


def _the_million(text: str) -> Iterator[Figure]:
    for match in _THE_MILLION.finditer(text):
        yield with_unit(text, Figure("count", SCALES[match[1]], *match.span(1)))


def _vague(text: str) -> Iterator[Figure]:
    for match in _VAGUE.finditer(text):
        name = next(key for key in "dckmg" if match[key])
        yield Figure("vague", "dckmg".index(name), match.start(), match.end())
    for match in _SPAN.finditer(text):
        unit, length = UNITS_OF_TIME[match[1]]
        yield Figure(unit, length, match.start(), match.end())
