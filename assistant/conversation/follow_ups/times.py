"""Follow-ups that say nothing but when: "Et en 2025 ?", "And last year?", "Il y a dix ans ?"."""

from __future__ import annotations

import re

from assistant.conversation.follow_ups.asked import YEAR, Asked
from assistant.conversation.follow_ups.replacing import replaced

_AGO = re.compile(
    r"^(?:\w+ ){2,3}ago$"
    r"|^il y a (?:\w+ ){1,2}(?:ans?|années|mois|semaines|jours|siècles?|décennies?)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"\b(?:(?:en|in) {YEAR.pattern}|aujourd['’]hui|maintenant|today|now"
    rf"|(?:entre|de|between|from) {YEAR.pattern} (?:et|à|and|to) {YEAR.pattern})(?!\w)",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(r"\d\d?(?:er|st|nd|rd|th)?")
_IN_DATE = re.compile(rf"{_OF_MONTH.pattern}|{YEAR.pattern}")


def is_when(asked: Asked) -> bool:
    """Whether it is nothing but a time."""
    every = range(len(asked.tokens))
    alone = not asked.asks and all(asked.may_tell_when(number) for number in every)
    return (alone and any(map(asked.tells_when, every))) or bool(_AGO.search(asked.text))


def with_when(asked: Asked, last: Asked) -> str:
    """The question before, asked of another time: in the place of its own, else at the end."""
    day, said = day_of(asked), day_of(last)
    if day is not None and said is not None and (text := _with_date(asked, day, last, said)):
        return text
    years = YEAR.findall(asked.text)
    if day is None and len(years) == len(YEAR.findall(last.text)) == 1:
        return YEAR.sub(years[0], last.text)
    time = asked.text if is_when(asked) else asked.between(_final(asked) or 0, len(asked.tokens))
    if day != 0:
        time = time[:1].lower() + time[1:]
    if [time] == years:
        time = f"{'en' if last.language == 'fr' else 'in'} {time}"
    if _WHEN.search(last.text):
        return _WHEN.sub(time, last.text, count=1)
    first = _final(last)
    return f"{last.text} {time}" if first is None else replaced(last, first, len(last.tokens), time)


def day_of(asked: Asked) -> int | None:
    """The number of the weekday or month that a question names."""
    days = asked.grammar.days
    return next((n for n, token in enumerate(asked.tokens) if token.lower in days), None)


def _with_date(asked: Asked, day: int, last: Asked, said: int) -> str | None:
    """A date in the place of another: "le 14 juillet" of "le 3 mai 2015", whose year stays.

    None where one has a day of the month and the other has none.
    """
    first, end = _date(asked, day)
    begins, ends = _date(last, said)
    if not YEAR.fullmatch(asked.tokens[end - 1].lower):
        ends -= bool(YEAR.fullmatch(last.tokens[ends - 1].lower))
    of_month = [
        any(_OF_MONTH.fullmatch(token.lower) for token in tokens)
        for tokens in (asked.tokens[first:end], last.tokens[begins:ends])
    ]
    if of_month[0] != of_month[1]:
        return None
    return replaced(last, begins, ends, asked.between(first, end))


def _date(asked: Asked, day: int) -> tuple[int, int]:
    """What belongs to a weekday or month: "lundi 3 mars 2024", "March 3, 2024"."""

    def belongs(number: int) -> bool:
        lower = asked.tokens[number].lower
        return lower in asked.grammar.days or bool(_IN_DATE.fullmatch(lower))

    first, end = day, day + 1
    while first and belongs(first - 1):
        first -= 1
    while end < len(asked.tokens) and belongs(end):
        end += 1
    return first, end


def _final(last: Asked) -> int | None:
    """Where the time begins that a question ends with: "this year", "depuis trois mois"."""
    first = len(last.tokens)
    while first > last.asks + 1 and last.may_tell_when(first - 1):
        first -= 1
    tells = any(map(last.tells_when, range(first, len(last.tokens))))
    while tells and last.tokens[first].lower in last.grammar.of_units:
        if last.tells_when(first + 1):
            break
        first += 1  # "came first this year"
    return first if tells and last.tokens[first].lower not in last.grammar.of else None
