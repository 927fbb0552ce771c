"""Whether two figures of one value are meant alike: a span of time, an hour, what could be."""

from __future__ import annotations

import re

from assistant.grounding.bounds import bound, is_implied
from assistant.grounding.claims import Claim
from assistant.grounding.polarity import holds_by_now
from assistant.grounding.units import CLOCK, Figure

_VAGUELY = (
    r"(?:deja|seulement|only|just|a peine|barely|environ|about|around|presque|nearly|almost"
    r"|pres d[e']|plus d[e']|over|more than)"
)
_SPAN = tuple(
    (when, re.compile(rf"\b(?:{pattern}) ?(?:{_VAGUELY} ?){{0,2}}(?:une? |a |the )?\Z"))
    for when, pattern in (
        ("ago", r"il y a|voici|voila|for the (?:past|last)|over the (?:past|last)"),
        ("since", r"depuis|since"),
        ("for", r"for"),
        ("within", r"d'ici(?: a)?|within(?: the next)?|in less than|en moins d[e']|under(?! an? )"),
        (
            "over",
            r"over(?: the)?(?: next| coming)?|au cours des|pendant(?: les)?|sur(?: les)?"
            r"|during(?: the)?(?: next)?"
            r"|for the next|lors des|durant(?: les)?|across|dans les",
        ),
        ("in", r"in|dans|en"),
    )
)
_AGO = re.compile(r" (?:(?:ago|plus tot|earlier|auparavant)\b|before(?=[.,;]|\Z))")
_PAST = re.compile(
    r"\b(?:past|previous|(?<!to )(?<!will )(?<!would )(?<!could )(?<!can )(?<!must )(?<!not )last"
    r"|derniere?s?|ecoulee?s?|precedente?s?)\b"
)
_NEXT = re.compile(r"\b(?:next|coming|prochaine?s?|a venir|upcoming|suivante?s?)\b")
DURATIONS = frozenset("year month week day hour minute second".split())
_CAPACITY_OF = re.compile(r"\bcapacit\w+ (?:[\w']+ ){0,4}?(?:de|d') ?\Z")
_CAN = re.compile(
    r"\b(?:capacit\w+|can|could|able|capable|up to|pou[rv]\w+|peu[tx]|peuvent|jusqu)\b"
)
# Around hours: a time of day, "à 10 heures", or how long, "10 heures par jour", "à 10 h de route".
_AT = re.compile(
    r"(?:(?<!\b\d )(?<!\b\d\d )\bà|\b(?:vers|dès|avant|après|il est|autour de|(?:sur le coup"
    r"|alentours) de|(?:de|entre) \d\d? ?(?:h|heures?)? ?(?:\d\d )?(?:à|et))|\A|[,(:]|di"
    r"|dimanche) ?\Z"
)
_RANGE = re.compile(r"\b(?:de|entre) \Z")
_RANGE_ON = re.compile(r" (?:à|et) (?:\d\d? ?h|minuit|midi)")
_FOR = re.compile(r"\b(?:pendant|durant|dans|en|(?:durée|moins|plus) d[e']) ?\Z")
_LONG = re.compile(
    r" (?:par (?:jour|nuit|semaine|mois|an)|d'"
    r"|(?:de(?! l'après-midi)|plus tard|après|consécutives|durant)\b)"
)


def tells_time(claim: Claim, figure: Figure) -> bool:
    """Whether an hour is one of the day: "à 10 heures", not how long."""
    if claim.language == "en":
        return figure.word == CLOCK
    before = claim.shown[max(0, figure.start - 25) : figure.start].lower()
    after = claim.shown[figure.end : figure.end + 20].lower()
    if _LONG.match(after):
        return False
    if figure.word == CLOCK:
        return not _FOR.search(before)
    return bool(_AT.search(before) or (_RANGE.search(before) and _RANGE_ON.match(after)))


def only_could_be(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether a figure is told as made, where the evidence has it as what can be made."""
    if not _CAPACITY_OF.search(other.text, 0, its.start) or _CAN.search(claim.text):
        return False
    clause = next(c for c in claim.clauses if any(w.start == figure.start for w in c.words))
    made = any("produce" in word.concepts for word in clause.words)
    return made and holds_by_now(clause.text.split(), claim.language)


def span(claim: Claim, figure: Figure) -> str:
    if _AGO.match(claim.text, figure.end) or _PAST.search(claim.text, figure.start, figure.end):
        return "ago"
    before = claim.text[max(0, figure.start - 40) : figure.start]
    return next((when for when, pattern in _SPAN if pattern.search(before)), "")


_FIRST = re.compile(r"\b(?:first|premi(?:er|ere)s?)\b")
# "In two years" that pass, not when two have passed: "dans les deux ans", "en deux ans".
_WITHIN = re.compile(rf"\b(?:dans les|en|sous)(?: {_VAGUELY})? \Z")
# Before so long has passed; not when it has.
_BY_THEN = re.compile(rf"\bd'ici(?: a)?(?: {_VAGUELY})? \Z")
_WHEN_PAST = re.compile(rf"\b(?:dans|in)(?: {_VAGUELY})? (?:a |une? )?\Z")
_EARLIER = re.compile(r" (?:plus tot|earlier|auparavant)\b")
_BEFORE_THAT = re.compile(r" (?:avant|d'avance)\b")
_HAS = re.compile(r"\b(?:has|have|had|was|were|been)\b")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|plan\w*|expect\w*|hop\w+|aim\w*|\w{2,}r(?:a|ont|ait|aient))\b"
)
# How long it has been so: "for ten years" may be "depuis dix ans", "ten years ago" may not.
_ALIKE = ({"ago", "since"}, {"since", "for"})


def _so_far(claim: Claim, figure: Figure) -> bool:
    """Whether the span that a claim tells is over by now: "has tripled in five years"."""
    if _TO_COME.search(claim.text):
        return False
    if claim.language == "fr":
        return claim.text[: figure.start].endswith(" en ")
    return bool(_HAS.search(claim.text))


def same_span(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    if not _same_bound_of_span(claim, figure, other, its):
        return False
    said, meant = span(claim, figure), span(other, its)
    if claim.text.startswith(" old", figure.end):
        said = meant
    if (said, meant) == ("in", "since") and _FIRST.search(claim.text) and _FIRST.search(other.text):
        said = meant  # "the first in twenty years"
    if (said, meant) == ("in", "since") and _so_far(claim, figure):
        said = meant  # "it has tripled in five years"
    if said == "ago" and not meant and _EARLIER.match(claim.text, figure.end):
        said = "" if _BEFORE_THAT.match(other.text, its.end) else said
    if said != meant and {said, meant} not in _ALIKE and {"ago", "since"} & {said, meant}:
        return False
    if said == "within" and meant != "within":
        before = other.text[max(0, its.start - 30) : its.start]
        spent = _WITHIN.search(before) or bound(other, its) in ("<", "=<")
        return bool(spent) and not _PAST.search(before)
    if meant == "within" and said in ("over", "for"):
        return bool(_WITHIN.search(claim.text[: figure.start]))
    if said == "in" and not bound(claim, figure) and _BY_THEN.search(other.text[: its.start]):
        return not _WHEN_PAST.search(claim.text[: figure.start])
    around = claim.text[max(0, figure.start - 12) : figure.end + 12]
    theirs = other.text[max(0, its.start - 12) : its.end + 12]
    if _PAST.search(around) and not _PAST.search(theirs):
        return False
    return not (_NEXT.search(around) and _PAST.search(theirs))


def _same_bound_of_span(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    said, meant = bound(claim, figure), bound(other, its)
    before = claim.text[max(0, figure.start - 12) : figure.start]
    if re.search(r"\bover (?:the )?\Z", before) and meant != ">":
        said = ""  # "over two years": during them, or more than them
    return said == meant or is_implied(said, meant) or {said, meant} <= {"", "<", "=<"}
