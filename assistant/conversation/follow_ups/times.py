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
    r"\b(?:(?:en|in) (?:1[5-9]|20)\d\d|aujourd['’]hui|maintenant|today|now)(?!\w)", re.IGNORECASE
)


def is_when(asked: Asked) -> bool:
    """Whether it is nothing but a time."""
    every = range(len(asked.tokens))
    alone = not asked.asks and all(asked.may_tell_when(number) for number in every)
    return (alone and any(map(asked.tells_when, every))) or bool(_AGO.search(asked.text))


def with_when(asked: Asked, last: Asked) -> str:
    """The question before, asked of another time: in the place of its own, else at the end."""
    year = YEAR.search(asked.text)
    if year and YEAR.search(last.text):
        return YEAR.sub(year.group(), last.text, count=1)
    day, said = day_of(asked), day_of(last)
    if day is not None and said is not None:
        return replaced(last, said, said + 1, asked.between(day, day + 1))
    time = asked.text if day == 0 else asked.text[:1].lower() + asked.text[1:]
    if year and time == year.group():
        time = f"{'en' if last.language == 'fr' else 'in'} {time}"
    if _WHEN.search(last.text):
        return _WHEN.sub(time, last.text, count=1)
    first = _final(last)
    return f"{last.text} {time}" if first is None else replaced(last, first, len(last.tokens), time)


def day_of(asked: Asked) -> int | None:
    """The number of the weekday or month that a question names."""
    days = asked.grammar.days
    return next((n for n, token in enumerate(asked.tokens) if token.lower in days), None)


def _final(last: Asked) -> int | None:
    """Where the time begins that a question ends with: "this year", "depuis trois mois"."""
    first = len(last.tokens)
    while first > last.asks + 1 and last.may_tell_when(first - 1):
        first -= 1
    tells = any(map(last.tells_when, range(first, len(last.tokens))))
    return first if tells and last.tokens[first].lower not in last.grammar.of else None
