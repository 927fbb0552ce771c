"""Date lines: what a line says of when an article appeared, if it says nothing else.

A line is read from left to right as parts of known kinds (a byline, "publié le", the date, a time,
a field between bars). It is a date line when nothing is left over, so that a date within a sentence
is none. French and English; compared in lower case and without accents.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from index.page_lines import fold

Kind = Literal["published", "updated", "bare"]

LONGEST = 160  # characters of a date line
_YEARS = range(1600, 2101)

_MONTHS = (
    r"jan(?:v(?:ier)?|uary)?|fev(?:r(?:ier)?)?|feb(?:ruary)?|mar(?:s|ch)?|avr(?:il)?|apr(?:il)?"
    r"|mai|may|juin|june?|juil(?:let)?|july?|aout|aug(?:ust)?|sept?(?:embre|ember)?"
    r"|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?"
)
_MONTH_BEGINNINGS = "jan fe mar a[pv]r ma[iy] jui?n jui?l a(?:out|ug) sep oct nov dec".split()
_DAYS = (
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)(?:\.|(?=,)))"
)
_MARKS = str.maketrans({"–": "-", "—": "-", "·": "|", "•": "|"})
_DATE = re.compile(
    rf"(?:(?:le|on) )?(?:(?P<weekday>{_DAYS}),? )?(?:(?:le|the|on) )?(?:"
    r"(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])(?:t\d\d:\d\d\S*)?"
    r"|(?P<numbers>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d\d))(?![\d/-])"
    rf"|(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?P<month>{_MONTHS})\.?,? (?P<year>\d{{4}})\b"
    rf"|(?P<month_us>{_MONTHS})\.? (?P<day_us>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year_us>\d{{4}})\b"
    rf"|(?P<month_only>{_MONTHS})\.? (?P<year_only>\d{{4}})\b"
    r")"
)
_MAY_BE = re.compile(r"\d{4}|\d[/.-]\d")  # soon tells most lines apart
_YEAR = re.compile(r"\d{4}\b")
_PUBLISHED = (
    r"(?:date de (?:publication|parution|mise en ligne)|publication date|(?:first )?published"
    r"|(?:re)?publiee?s?|publication|mise? en ligne|parue?|parution|postee?|posted|redigee?|ecrite?"
    r"|written)"
)
_UPDATED = (
    r"(?:(?:date de |derniere )?(?:mise a jour|modification)|mis a jour|maj|actualisee?|modifiee?"
    r"|(?:last )?(?:updated?|modified))"
)
_THEN = rf"(?: (?:le|on|en|in|du)\b)?(?: ?: ?| (?=\d|{_DAYS}|(?:{_MONTHS})\b))"
_NAME = r"(?:[^\d.!?:;|]|\.(?=\w)|(?<=\b\w)\.)"  # a character of one
_CLOCK = r"(?:\d{1,2} ?[h:] ?\d\d(?::\d\d)?(?: ?[ap]m)?|\d{1,2} ?(?:h|am|pm))\b"
_ZONE = r"(?: \(?(?:heure de paris|gmt|utc|cet|cest|est)\)?)?"
_PARTS = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "published": rf"{_PUBLISHED}{_THEN}",
        "updated": rf"{_UPDATED}{_THEN}",
        "byline": (
            rf"(?:(?:{_PUBLISHED}|propos recueillis) )?(?:par|by) {_NAME}{{2,60}}?"
            rf"(?=$| ?[|,(]| -| ?{_PUBLISHED}| ?{_UPDATED}| (?:le |on )?(?:\d|{_DAYS})"
            rf"| on (?:{_MONTHS})\b)"
        ),
        "stamp": rf" ?[|/-] ?{_CLOCK}{_ZONE}",
        "time": rf"(?:(?:a|at|vers) )?{_CLOCK}{_ZONE}",
        "reading time": r"(?:temps de )?lecture ?:? ?\d+ ?min(?:utes?)?\b"
        r"|\d+ ?min(?:utes?)?(?: de lecture| read)\b",
        "label": r"date ?: ?",
        "place": r"(?<!.)[^\d.!?:;,|]{2,30}, (?=le \d)",
        "field": rf"(?:(?<!.)|(?<=\|)|(?<=\| )){_NAME}{{2,40}}(?=\||$)",
        "gap": r" ?[,|/()-] ?| (?:et |and )?",
    }.items()
}


class Found(NamedTuple):
    """A date in a date line, in ISO 8601, and what it is by what stands before it."""

    kind: Kind
    date: str


class _Date(NamedTuple):
    text: str
    end: int
    weekday: bool


def dates_in(line: str) -> tuple[Found, ...]:
    """Return the dates of a date line; nothing for any other line."""
    if len(line) > LONGEST or not _MAY_BE.search(line):
        return ()
    parts = list(_read(plain(line).strip("*_#>~[](). ")))
    kinds = {part for part, _ in parts}
    found: list[Found] = []
    kind: Kind = "published" if "byline" in kinds else "bare"
    for part, date in parts:
        if part in ("published", "updated"):
            kind = "published" if part == "published" else "updated"
        elif date:
            found.append(Found(kind, date.text))
    event = "time" in kinds and any(date and date.weekday for _, date in parts)
    if "left over" in kinds or (event and kind == "bare"):
        return ()
    return tuple(found)


def _read(line: str) -> Iterator[tuple[str, _Date | None]]:
    """Yield the kind of each part of a line, with the date if it is one."""
    english = bool(re.search(r"\b(?:on|by|posted|published|updated|modified)\b", line))
    position, before = 0, ""
    while position < len(line):
        date = _date_at(line, position, english)
        if not date and before in ("published", "updated"):
            date = _year_at(line, position)
        if date:
            before, position = "date", date.end
            yield before, date
            continue
        matches = ((kind, part.match(line, position)) for kind, part in _PARTS.items())
        before, match = next((pair for pair in matches if pair[1]), ("left over", None))
        yield before, None
        position = match.end() if match else len(line)


def stated_date(value: str) -> str | None:
    """Return the date that begins a value of front matter."""
    value = plain(value).strip("\"' ")
    date = _date_at(value, 0, english=False)
    if date:
        return date.text
    numbers = re.fullmatch(r"(\d{4})(?:-(\d\d))?", value)
    return iso_date(*(int(number) for number in numbers.groups() if number)) if numbers else None


def _date_at(line: str, position: int, english: bool) -> _Date | None:
    match = _DATE.match(line, position)
    if not match:
        return None
    if match["iso"]:
        text = iso_date(*map(int, match["iso"].split("-")))
    elif match["numbers"]:
        text = _of_numbers(match["numbers"], match["mark"], english)
    elif match["month_only"]:
        text = iso_date(int(match["year_only"]), _month(match["month_only"]))
    else:
        day, year = match["day"] or match["day_us"], match["year"] or match["year_us"]
        text = iso_date(int(year), _month(match["month"] or match["month_us"]), int(day))
    return _Date(text, match.end(), bool(match["weekday"])) if text else None


def _year_at(line: str, position: int) -> _Date | None:
    match = _YEAR.match(line, position)
    text = iso_date(int(match[0])) if match else None
    return _Date(text, match.end(), False) if match and text else None


def _of_numbers(numbers: str, mark: str, english: bool) -> str | None:
    """Return the date of three numbers: the day first, but in English either may be."""
    first, second, year = map(int, numbers.split(mark))
    if year < 100:
        year += 2000 if year < 70 else 1900
    if not english or first > 12:
        return iso_date(year, second, first)
    if second > 12 or first == second:
        return iso_date(year, first, second)
    return iso_date(year)


def _month(name: str) -> int:
    return next(n for n, begin in enumerate(_MONTH_BEGINNINGS, 1) if re.match(begin, name))


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return a date as text if the calendar has it."""
    try:
        date = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if year not in _YEARS:
        return None
    return date.isoformat()[: 10 if day else 7 if month else 4]


def plain(text: str) -> str:
    """Return a text as these patterns see it: lower case, no accents, one kind of each mark."""
    decomposed = unicodedata.normalize("NFKD", fold(unicodedata.normalize("NFC", text)))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.translate(_MARKS).split())
