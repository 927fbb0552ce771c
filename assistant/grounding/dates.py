"""Dates and weekdays of a plain text, French or English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.grounding.units import Figure
from assistant.months import MONTHS, WHOLE
from assistant.patterns import words

_OTHER = ("may", "march", "mars", "august")
_MONTH = words(" ".join(sorted(MONTHS, key=len, reverse=True))) + r"\b\.?"
# Months that are no other words.
_SURE_MONTH = words(" ".join(m for m in sorted(WHOLE, key=len)[::-1] if m not in _OTHER)) + r"\b"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
_DAY = r"(?:\d{1,2})(?:er|st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<y>{_YEAR})-(?P<m>\d{{2}})-(?P<d>\d{{2}})\b",
        rf"\b(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>{_YEAR})\b",
        rf"\b(?P<d>{_DAY})(?: of)? (?!may (?:not|be|have|also|only)\b)(?P<mn>{_MONTH})"
        rf"(?:,?(?: d[eu])? (?P<y>{_YEAR}))?",
        rf"\b(?P<mn>{_MONTH}) (?P<d>{_DAY})\b(?!,?\d)(?:,? (?P<y>{_YEAR}))?",
        rf"\b(?P<mn>{_MONTH}),?(?: of| d[eu])? (?P<y>{_YEAR})",
        rf"(?:(?<=\ben )|(?<=\bin )|(?<=\bde )|(?<=\bdes )|(?<=\bd')|(?<=\bdepuis )|(?<=\bsince )"
        rf"|(?<=\bfin )|(?<=\bdebut )|(?<=\bmi-)|(?<=\bmid-)|(?<=\blate )|(?<=\bearly )|(?<=\bby )"
        rf"|(?<=\bavant )|(?<=\bapres )|(?<=\bbefore )|(?<=\bafter )|(?<=\bof )|(?<=\bfrom ))"
        rf"(?!sept\b|mar\b|jan\b)(?P<mn>{_MONTH})(?! \d)",
        rf"(?:(?<=\ba )|(?<=\bau )|(?<=\bdans )|(?<=\bpour )|(?<=\battendre )|(?<=\battendra )"
        rf"|(?<=\battendront )|(?<=\bentre )|(?<=\bet )|(?<=\bd'ici )|(?<=\bjusque )"
        rf"|(?<=\buntil )|(?<=\btill )|(?<=\bbetween )|(?<=\band )|(?<=\bthrough )"
        rf"|(?<=\bto )|(?<=\bfor )|(?<=\bmois ))(?P<mn>{_SURE_MONTH})(?! \d)",
        rf"(?<![\w.,])(?P<y>{_YEAR})(?![\w%])",
    )
)
_NOT_A_YEAR = re.compile(rf" ?(?:{words('[€$£%] millions? milliards? billions? euros? dollars?')})")
_JOINED = re.compile(r" ?(?:au|to|et|and|-|–|until|through|a) (?:le |the )?\Z|-\Z|–\Z")
# Days that share the month of the date behind them, "8, 9 et 10 mai", or before: "May 8 to 10".
_DAY_BEFORE = re.compile(
    r"(?:(?:\b(?:du|les?|entre|des|ces|\w+di|dimanche|from|between|the|on|\w+day)|,|\bet|\band) "
    r"|\()"
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?(?:,| ?-| (?:au|et|to|and))"
    r"(?: le| the| \w+di| dimanche)? ?\Z"
)
_DAY_BEHIND = re.compile(
    r" ?(?:to|and|-|through) ?(?:the )?(?P<day>\d{1,2})(?:(?:st|nd|rd|th)\b"
    r"|(?=[,;:)]|\.?\Z|\. | (?:at|in|with|on|among|by|online)\b))"
)
_WORD = re.compile(r"[a-z]+")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "lundi lundis monday mondays", "mardi mardis tuesday tuesdays",
            "mercredi mercredis wednesday wednesdays", "jeudi jeudis thursday thursdays",
            "vendredi vendredis friday fridays", "samedi samedis saturday saturdays",
            "dimanche dimanches sunday sundays",
        )
    )
    for name in names.split()
}  # fmt: skip


def dates(text: str) -> Iterator[Figure]:
    found: list[Figure] = []
    taken: set[int] = set()
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if taken.intersection(range(*match.span())):
                continue
            parts = match.groupdict()
            year, day = int(parts.get("y") or 0), re.match(r"\d+", parts.get("d") or "0")
            month = MONTHS[parts["mn"].rstrip(".")] if parts.get("mn") else int(parts.get("m") or 0)
            date = (year, month, int(day.group()) if day else 0)
            if month > 12 or date[2] > 31 or (date[1:] == (0, 0) and not _is_year(text, match)):
                continue
            taken.update(range(*match.span()))
            found.append(Figure("date", 0, match.start(), match.end(), date))
    found.sort(key=lambda figure: figure.start)
    for number, figure in enumerate(found):  # "du 4 mars au 15 juin 2025"
        if figure.date[0] == 0 and number + 1 < len(found) and found[number + 1].date[0]:
            after = found[number + 1]
            if _JOINED.match(text[figure.end : after.start]):
                figure = replace(figure, date=(after.date[0], *figure.date[1:]))
        yield figure
        yield from _days_beside(text, figure)
    for match in _WORD.finditer(text):
        if match.group() in _WEEKDAYS:
            yield Figure("weekday", _WEEKDAYS[match.group()], match.start(), match.end())


def _days_beside(text: str, date: Figure) -> Iterator[Figure]:
    """The other days of the month of a date: 27 June of "les 27 et 28 juin"."""
    year, month, day = date.date
    if not (month and day):
        return
    behind = _DAY_BEHIND.match(text, date.end)
    if behind and not text[date.start].isdigit():
        yield _day(year, month, behind)
    start = date.start if text[date.start].isdigit() else 0
    while before := _DAY_BEFORE.search(text, max(0, start - 30), start):
        yield _day(year, month, before)
        start = before.start("day")


def _day(year: int, month: int, found: re.Match[str]) -> Figure:
    return Figure("date", 0, found.start("day"), found.end("day"), (year, month, int(found["day"])))


def _is_year(text: str, match: re.Match[str]) -> bool:
    return not _NOT_A_YEAR.match(text, match.end())
