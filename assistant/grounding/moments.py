"""Times that are told without a figure: "this year", "a few days ago", "the first round".

A claim may not tell another time of a kind than its evidence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.claims import PRENOMINAL, Claim
from assistant.grounding.figure_checks import same_length
from assistant.grounding.figure_senses import DURATIONS
from assistant.grounding.figures import loose_figures
from assistant.grounding.matching import Near, alike
from assistant.grounding.units import UNITS_OF_TIME, Figure
from assistant.grounding.words import Word
from assistant.months import WHOLE
from assistant.patterns import lines, words

_UNIT = words(" ".join(sorted(UNITS_OF_TIME, key=len, reverse=True))) + r"\b"
_NAMED = (
    rf"(?:{words(' '.join(WHOLE))}|\w+di|dimanche|\w+day|hiver|printemps|ete|automne|winter|spring"
    r"|summer|autumn|semaine|mois|annee|an|week|month|year|weekend|week-end)"
)
_A_FEW = rf"(?:quelques|plusieurs|a few|several|some) {_UNIT}"
# Each line of a kind is one time of it, by its name.
_KINDS = tuple(
    {name: re.compile(rf"\b{lines(pattern)}") for name, pattern in kind.items()}
    for kind in (
        {
            "this year": r"""
                cette annee\b
                this year\b
                """,
            "next year": r"""
                (?:an|annee) prochaine?\b
                (?:an|annee) suivante?\b
                (?:next|the following) year\b
                """,
            "last year": r"""
                (?:an|annee) (?:derniere?|passee?|precedente?)\b
                (?:last|the previous) year\b
                """,
        },
        {
            "next week": r"""
                semaine (?:prochaine|suivante)\b
                (?:next|the following) week\b
                """,
            "last week": r"""
                semaine (?:derniere|passee|precedente)\b
                (?:last|the previous) week\b
                """,
        },
        {
            "the day before": r"""
                la veille\b
                hier\b
                yesterday\b
                the (?:day|night) before\b
                """,
            "the day after": r"""
                lendemain\b
                demain\b
                tomorrow\b
                the (?:next|following) day\b
                """,
        },
        {
            "past": rf"""
                il y a {_A_FEW}
                {_A_FEW} ago\b
                {_NAMED} (?:derniere?|passee?)s?\b
                last {_NAMED}\b
                """,
            "to come": rf"""
                (?:dans|d'ici) {_A_FEW}
                in {_A_FEW}
                {_NAMED} prochaine?s?\b
                next {_NAMED}\b
                """,
        },
        {
            "early in the year": r"""
                debut (?:de l'|d')annee\b
                (?:start|beginning) of the year\b
                early (?:in the|next|this) year\b
                """,
            "late in the year": r"""
                fin (?:de l'|d')annee\b
                (?:the )?end of (?:the|next|this) year\b
                later this year\b
                late (?:in the|next|this) year\b
                year-end\b
                """,
            "late in the month": r"""
                fin (?:du|de ce) mois\b
                end of (?:the|this) month\b
                """,
            "late in the decade": r"""
                fin de la decennie\b
                end of the decade\b
                """,
        },
        {
            "morning": r"matin\w*|mornings?\b",
            "afternoon": r"apres-midi\b|afternoons?\b",
            "evening": r"soire?e?s?\b|evenings?\b",
        },
        {
            "winter": r"hivers?\b|winters?\b",
            "spring": r"printemps\b|spring\b",
            "summer": r"(?:l'|en |cet |d'|un )ete\b|summers?\b",
            "autumn": r"automnes?\b|autumn\b|(?<=in the )fall\b",
        },
    )
)
_ALSO = {"this year": "last year"}  # "up by a third on last year" tells of this one
# "A few days", "for months"; and what orders such a time, "the first day".
_VAGUELY = re.compile(
    r"(?:quelques|plusieurs|des|(?:de )?nombreu(?:x|ses)|a few|several|some|many|for|take[ns]?"
    rf"|took|within|couple of) (?P<unit>{_UNIT})"
)
_ORDERED = re.compile(
    rf"\b(?:premiere?s?|first|derniere?s?|last|deuxieme|seconde?)[ -](?P<unit>{_UNIT})"
)
# "A year" where it is how long something takes, not how often it is.
_HOW_LONG = re.compile(
    r"(?:\b(?:depuis|pendant|durant|il y a|dans|en|sous|apres|d'ici(?: a)?|pour|a|ont|aura|auront"
    r"|for|in|after|within|has|have|take[ns]?|took|last(?:s|ed)?)"
    r"|\b(?:delai|duree|bout|periode) d') ?(?:une?|an?|one) (?P<unit>"
    + _UNIT
    + r")(?! (?:et demie?|and a half)\b)"
)
_A_MONTH = frozenset(range(28, 32))  # days
_RANKS = {
    word: number
    for number, forms in enumerate(
        (
            "dernier derniere derniers dernieres last final finale",
            "premier premiere premiers premieres first",
            "deuxieme deuxiemes second seconde seconds secondes",
            "troisieme troisiemes third",
            "quatrieme quatriemes fourth",
            "cinquieme cinquiemes fifth",
        )
    )
    for word in forms.split()
}
_LAST = 0


def other_moment(claim: Claim, evidence: Sequence[Claim], near: Near) -> str | None:
    """A time of which the evidence only has another of its kind: "date: this year"; else None."""
    found = _of_a_kind(claim, evidence) or _in_other_units(claim, evidence)
    if found:
        return f"date: {claim.shown[found.start() : found.end()].strip()}"
    return _other_rank(claim, evidence, near)


def _of_a_kind(claim: Claim, evidence: Sequence[Claim]) -> re.Match[str] | None:
    for kind in _KINDS:
        told = {n for n, pattern in kind.items() if any(pattern.search(e.text) for e in evidence)}
        if not told:
            continue
        for name, pattern in kind.items():
            found = pattern.search(claim.text)
            if found and told.isdisjoint((name, _ALSO.get(name))):
                return found
    return None


def _in_other_units(claim: Claim, evidence: Sequence[Claim]) -> re.Match[str] | None:
    """ "A few weeks" for "quelques jours", "the first year" for "le premier jour", and "a year"."""
    units = {_kind(word.text) for other in evidence for word in other.words if not word.expression}
    for pattern in (_VAGUELY, _ORDERED):
        theirs = [found for other in evidence for found in _loose(other, pattern)]
        for found in _loose(claim, pattern):
            if theirs and _kind(found["unit"]) not in units:
                return found
    spans = [
        figure
        for other in evidence
        for figure in (*other.figures, *loose_figures(other.text))
        if figure.kind in DURATIONS
    ]
    for found in _loose(claim, _HOW_LONG):
        kind, length = UNITS_OF_TIME[found["unit"]]
        one = Figure(kind, length, *found.span())
        if spans and kind not in units and not any(_as_long(one, span) for span in spans):
            return found
    return None


def _loose(claim: Claim, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a pattern stands outside of the figures."""
    for found in pattern.finditer(claim.text):
        if not any(f.start < found.end() and found.start() < f.end for f in claim.figures):
            yield found


def _kind(word: str) -> str:
    return UNITS_OF_TIME.get(word, ("", 0))[0]


def _as_long(one: Figure, span: Figure) -> bool:
    month = one.kind == "month" and span.kind == "day" and span.value in _A_MONTH
    return month or (one.kind, one.value) == (span.kind, span.value) or same_length(one, span)


def _other_rank(claim: Claim, evidence: Sequence[Claim], near: Near) -> str | None:
    """What is told as the first of its kind, where the evidence has it as the second."""
    theirs = [pair for other in evidence for pair in _ranked(other)]
    for word, thing in _ranked(claim):
        rank = _RANKS[word.text]
        if rank == _LAST and thing.text in UNITS_OF_TIME:
            continue  # "last month"
        told = {_RANKS[its.text] for its, theirs_ in theirs if alike(thing, theirs_, near)}
        if len(told) == 1 and rank not in told:
            return f"figure: {claim.shown[word.start : thing.start + len(thing.text)]}"
    return None


def _ranked(claim: Claim) -> Iterator[tuple[Word, Word]]:
    """Each word that ranks, with the thing right behind it: "le premier grand tour"."""
    said = [word for word in claim.words if not word.expression]
    for place, word in enumerate(said):
        if word.text not in _RANKS:
            continue
        behind = next((w for w in said[place + 1 :] if w.text not in PRENOMINAL), None)
        if behind and (behind.content or behind.name):
            yield word, behind
