"""The periods of figures: "300,000 cars a year", "39 euros le mois"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.claims import Claim
from assistant.grounding.figure_senses import DURATIONS, span
from assistant.grounding.units import Figure

RATES = tuple(
    (unit, re.compile(rf"\b(?:{pattern})\b(?! of\b)"))
    for unit, pattern in (
        (
            "year",
            r"(?:par|per|a|each|every|chaque|toutes les|tous les) (?:an|ans|annees?|year)"
            r"(?! (?:earlier|ago|before|later|on|plus tot))|annuel\w*|annual\w*|yearly",
        ),
        ("month", r"(?:par|per|a|each|every|chaque|tous les) (?:mois|month)|mensuel\w*|monthly"),
        ("week", r"(?:par|per|a|each|every|chaque) (?:semaine|week)|hebdo\w*|weekly"),
        (
            "day",
            r"(?:par|per|each|every|chaque|tous les) jours?|(?:a|per|each|every) day|quotidien\w*"
            r"|daily",
        ),
        (
            "hour",
            r"km/h|mph|hourly"
            r"|(?:par|per|(?<!half )(?<!of )an|each|every|de l'|chaque) ?(?:heure|hour)",
        ),
    )
)
# How an article may say so as well: "12 livres le mois", "52 heures à l'année".
_LATER = r"(?! (?:derni|prochain|suivant|pass|d[e'u]|ou\b|qui\b|en cours|actuel|meme))"
_THINGS = r"(?: (?!dans |en |a |au |d[eu] |des |pour |fin )\w+){0,2} "  # between a figure and that
_RATES_OF_ARTICLES = tuple(
    (unit, re.compile(rf"\b(?:{pattern})\b{_LATER}"))
    for unit, pattern in (
        ("year", r"(?:a )?l'an(?:nee)?|pour an"),
        ("month", r"(?:a[ux]?|le|dans le|pour) mois"),
        ("week", r"(?:a )?la semaine|pour semaine|par semaine"),
        ("day", r"(?:au|le) jour|jour pour jour|journali\w+|sept jours sur sept|7 jours sur 7"),
        ("hour", r"(?:a )?l'heure|pour heure"),
    )
)
# "Within a year", "a year and a half": a length of time, which the article may tell as "un an".
_LENGTH_BEFORE = re.compile(
    r"\b(?:in|within|inside|over|for|after|than|under|just|stay|stays|lasts?|last|takes?|d'ici|about"
    r"|almost|nearly|half)(?: the space of| only| just)? \Z"
)
_LENGTH_AFTER = re.compile(r" (?:and a half|long|old|after|from now|into|ahead)\b")
# What is so of one, and what is so of all of them together.
_EACH = re.compile(
    r"\b(?:l'unite|chacune?s?|each|apiece|(?:la|par|per|a) (?:piece|unite|tete|head))\b"
)
_IN_ALL = re.compile(
    r"\b(?:au total|en tout|ensemble|in total|in all|altogether|together|combined|total)\b"
)
_REACHED = frozenset(["within", "in", "over"])


def same_rate(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    said = _rate(claim, figure)
    if not said:
        return not (_rate(other, its) and _in_time(claim, figure))
    if figure.kind == "ratio":
        return True
    amounts = sum(f.kind not in ("date", "weekday", "ordinal", "code") for f in other.figures)
    of_one = amounts == 1 and any(unit == said and p.search(other.text) for unit, p in RATES)
    return of_one or said in _rates_of(other, its)


def tells_rate(other: Claim, unit: str) -> bool:
    """Whether an article's sentence speaks of a period."""
    return any(
        unit == its and pattern.search(other.text) for its, pattern in (*RATES, *_RATES_OF_ARTICLES)
    )


def each_for_all(claim: Claim, evidence: Sequence[Claim]) -> str | None:
    """A sum that is told of all together, where the evidence tells it of each; or the reverse."""
    if not claim.figures:
        return None
    for here, there in ((_EACH, _IN_ALL), (_IN_ALL, _EACH)):
        found = here.search(claim.text)
        if (
            found
            and not there.search(claim.text)
            and any(there.search(other.text) for other in evidence)
            and not any(here.search(other.text) for other in evidence)
        ):
            return f"figure: {claim.shown[found.start() : found.end()]}"
    return None


def _is_length(claim: Claim, found: re.Match[str]) -> bool:
    """Whether "a year" is no rate but a length of time."""
    return claim.language == "en" and bool(
        re.match(r"an? ", found.group())
        and (
            _LENGTH_BEFORE.search(claim.text, max(0, found.start() - 30), found.start())
            or _LENGTH_AFTER.match(claim.text, found.end())
        )
    )


def _rate(claim: Claim, figure: Figure) -> str:
    """The period that directly follows a figure and its noun: "300,000 cars a year" -> year."""
    after = claim.text[: figure.end + 60]
    stop = re.search(r"[,;.:]|\d", claim.text[figure.end : figure.end + 60])
    if stop:
        after = after[: figure.end + stop.start()]
        if stop.group().isdigit():  # "180 million and expects an annual return of 7 %"
            joined = re.search(r" (?:and|et) ", after[figure.end :])
            after = after[: figure.end + joined.start()] if joined else after
    return next(
        (
            unit
            for unit, pattern in RATES
            for found in pattern.finditer(after, figure.end)
            if not _is_length(claim, found)
        ),
        "",
    )


def _rates_of(other: Claim, figure: Figure) -> set[str]:
    """The periods that an article may mean: also "par an un million", "39 euros le mois"."""
    before = other.text[max(0, figure.start - 60) : figure.start]
    before = re.split(r"[,;.:] ", before)[-1]
    stop = re.search(r"[,;.:]|\d", other.text[figure.end : figure.end + 40])
    after = other.text[figure.end : figure.end + (stop.start() if stop else 40)]
    spoken = [f for f in other.figures if figure.start - len(before) <= f.start < figure.start]
    directly = {u for u, p in _RATES_OF_ARTICLES if re.match(_THINGS + p.pattern, after)}
    return (
        {_rate(other, figure)}
        | directly
        | {
            unit
            for unit, pattern in RATES
            if pattern.search(after)
            or (not spoken and pattern.search(before))
            or re.search(rf"(?:{pattern.pattern}) (?:(?!et|ou|mais)\w+ )?\Z", before)
        }
    )


def _in_time(claim: Claim, figure: Figure) -> bool:
    """Whether a time follows in which a figure is reached: "300 cars within two years"."""
    return any(
        f.kind in DURATIONS
        and f.start > figure.end
        and span(claim, f) in _REACHED
        and not re.search(r"[,;.:]| (?:and|et|when|once|quand) ", claim.text[figure.end : f.start])
        for f in claim.figures
    )
