"""Whether two figures of one value are meant alike: bound, period, point in time."""

from __future__ import annotations

import re

from assistant.grounding.claims import Claim
from assistant.grounding.numerals import ABOUT
from assistant.grounding.polarity import holds_by_now
from assistant.grounding.units import CLOCK, Figure
from assistant.months import MONTHS
from assistant.patterns import words

_BOUNDS = tuple(
    (bound, re.compile(rf"(?:{pattern})[ ']*(?:deja )?(?:a |the |les |des |de |d'|of |by )?\Z"))
    for bound, pattern in (
        ("<", r"\b(?:no |pas |not )(?:more|plus) (?:than|de|d'|que)|au plus|at most"),
        ("=>", r"\b(?:no less than|pas moins d[e']|not less than|no fewer than)"),
        ("from", r"\b(?:a partir d[e']|start(?:s|ing)? (?:at|from))"),
        (">=", r"\b(?:au moins|at least|minimum(?: d[e'])?|au minimum|a minimum of)"),
        (">", r"\b(?:plus d[e']|au[ -]dela d[e']|(?:more|greater|faster|higher|longer|older) than"
              r"|over|above|beyond"
              r"|exceed\w*|upwards of|in excess of|depass\w*|superieure?s? a|surpass\w*)"),
        ("<", r"\b(?:moins d[e']|less than|fewer than|under|below|inferieure?s? a|sous)"),
        ("<=", r"\b(?:jusqu'a|until|up to|as many as|as much as|maximum(?: d[e'])?|a maximum of"
               r"|plafond d[e'])"),
        ("~<", r"\b(?:nearly|almost|presque|quasiment|pres d[e']|close to|just under"
               r"|avoisin\w*|quelque chose comme)"),
        ("~", r"\b(?:environ|about|around|approximately|roughly|some|quelques?|autour d[e']|a peu"
              r" pres|circa|de l'ordre d[e'])"),
    )
)  # fmt: skip
_BOUND_AFTER = (
    (">=", re.compile(r" (?:or more|ou plus|et plus|and more|au moins|at least|minimum)\b|\+")),
    ("<", re.compile(r" (?:or less|or fewer|ou moins|au plus(?! \w+ d[e'u])|at most|maximum)\b")),
    ("~", re.compile(r" (?:environ|or so|approximately|roughly)\b")),
)
_ARTICLE = r" (?:the year|l'annee)| the| les?| la| des?| l'| (?:du )?mois d[e']"
_WEEKDAY = r"(?:\w+di|dimanche|\w+day)"
_WHEN = tuple(
    (when, re.compile(rf"\b(?:{pattern})(?:{_ARTICLE})? ?(?:{_WEEKDAY},? )?\Z"))
    for when, pattern in (
        ("from", r"as early as|des|from|starting(?: in)?|starting from|a partir d[e']|as of"
                 r"|as soon as"
                 r"|a compter d[e']|beginning in"),
        ("by", r"au plus tard(?: le| en)?|no later than|d'ici le"),
        ("late", r"late|(?:the )?end of|(?:la )?fin(?: d[e'])?|later in"),
        ("early", r"early|(?:the )?(?:beginning|start) of|(?:le |au )?debut(?: d[e'])?"),
        ("mid", r"mid-?|middle of|(?:la )?mi-|milieu d[e']"),
        ("first half", r"first half of|premier semestre(?: d[e'])?"),
        ("before", r"(?:d')?avant(?: la fin d[e'])?|before|prior to|ahead of|pre-"),
        ("after", r"apres|after|beyond|au-dela d[e']|later than"),
        ("by", r"(?:d'ici(?: a)?|a) l'horizon|d'ici(?: a| la fin d[e'])?|by(?: the end of)?"),
        ("end", rf"(?:\d+(?:er)?|{words(' '.join(MONTHS))}) (?:au?|to)"),
        ("until", r"jusqu'(?:en|au|a|a la)|until|till|up to|to"),
        ("since", r"depuis|since"),
        ("in", r"en|in|for|pour|courant|during|on|le|au"),
    )
)  # fmt: skip
_SAME_WHEN = ({"in", "from", "end", ""}, {"until", "end"}, {"from", "since"}, {"before", "by"})
_STRICT_WHEN = frozenset(
    ["late", "early", "mid", "first half", "before", "after", "by", "until", "since"]
)
_VAGUELY = r"(?:environ|about|around|presque|nearly|almost|pres d[e']|plus d[e']|over|more than)"
_SPAN = tuple(
    (when, re.compile(rf"\b(?:{pattern}) ?(?:{_VAGUELY} ?)?\Z"))
    for when, pattern in (
        ("ago", r"il y a|for the (?:past|last)|over the (?:past|last)"),
        ("since", r"depuis|since"),
        ("for", r"for"),
        ("within", r"d'ici(?: a)?|within(?: the next)?|in less than|en moins d[e']|under"),
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
_PAST = re.compile(r"\b(?:past|(?<!to )last|previous|derniere?s?|ecoulee?s?|precedente?s?)\b")
_NEXT = re.compile(r"\b(?:next|coming|prochaine?s?|a venir|upcoming|suivante?s?)\b")
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
        ("day", r"(?:par|per|a|each|every|chaque|tous les) (?:jours?|day)|quotidien\w*|daily"),
        ("hour", r"km/h|mph|(?:par|per|an|each|every|de l'|chaque) ?(?:heure|hour)|hourly"),
    )
)
DURATIONS = frozenset("year month week day hour minute second".split())
_SINCE = re.compile(r"\b(?:depuis|since)(?: [\w']+){0,6} (?:en|in|du|de|le|of|on) ?\Z")
_CAPACITY = re.compile(
    r"\b" + words(r"capacit\w+ maxim\w+ attei\w+ niveau level reach\w* peak plafond")
)


_REACHED = frozenset(["within", "in", "over"])
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


def bound(claim: Claim, figure: Figure) -> str:
    before = claim.text[max(0, figure.start - 40) : figure.start]
    for bound, pattern in _BOUNDS:
        if pattern.search(before):
            return bound
    for bound, pattern in _BOUND_AFTER:
        if pattern.match(claim.text, figure.end):
            return bound
    return "~" if ABOUT.match(claim.text, figure.start) else ""


# What may be said of a figure for what is meant: "at least 44" for "pas moins de 44".
_IMPLIED = frozenset(
    [("~", ""), ("~", "~<"), ("~", "=>"), (">=", "=>"), (">=", ">"), ("=>", ">="), (">=", "from")]
)
_STARTING = re.compile(r"\b(?:from|des)(?: the| les)? ?\Z")  # also of a span: "from 9 to 11"
_CAN_REACH = re.compile(
    r"\b(?:peu[tx]|peuvent|pou[rv]\w+|can|could|able to|capable (?:of|d[e'])) ?"
    r"(?:atteindre|grimper a|monter a|reach(?:ing)?|go up to)(?: \w+)? \Z"
)
_EXACT = 100  # from here on a whole number is one told to the last digit, if that is not 0 or 5


def same_bound(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether "more than", "at most" and the like agree; "about" may be added, not dropped.

    But from a number that is told to the last digit: "quelque 537 ch". "Can reach" says "up to".
    """
    said, meant = bound(claim, figure), bound(other, its)
    if said == meant or (said, meant) in _IMPLIED:
        return True
    if {said, meant} == {"from", ""}:
        bare, at = (other, its.start) if said else (claim, figure.start)
        return bool(_STARTING.search(bare.text, 0, at))
    if meant == "<=" and not said:
        return bool(_CAN_REACH.search(claim.text, 0, figure.start))
    if meant in ("~", "=>") and not said and figure.value >= _EXACT:
        return figure.value % 1 == 0 and figure.value % 5 > 0
    return said == "<=" and meant == "" and bool(_CAPACITY.search(other.text))


def _rate(claim: Claim, figure: Figure) -> str:
    """The period that directly follows a figure and its noun: "300,000 cars a year" -> year."""
    after = claim.text[figure.end : figure.end + 60]
    stop = re.search(r"[,;.:]|\d", after)
    after = after[: stop.start()] if stop else after
    return next((unit for unit, pattern in RATES if pattern.search(after)), "")


def _in_time(claim: Claim, figure: Figure) -> bool:
    """Whether a time follows in which a figure is reached: "300 cars within two years"."""
    return any(
        f.kind in DURATIONS
        and f.start > figure.end
        and _span(claim, f) in _REACHED
        and not re.search(r"[,;.:]| (?:and|et|when|once|quand) ", claim.text[figure.end : f.start])
        for f in claim.figures
    )


def only_could_be(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether a figure is told as made, where the evidence has it as what can be made."""
    if not _CAPACITY_OF.search(other.text, 0, its.start) or _CAN.search(claim.text):
        return False
    clause = next(c for c in claim.clauses if any(w.start == figure.start for w in c.words))
    made = any("produce" in word.concepts for word in clause.words)
    return made and holds_by_now(clause.text.split(), claim.language)


def same_rate(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    said = _rate(claim, figure)
    if not said:
        return not (_rate(other, its) and _in_time(claim, figure))
    amounts = sum(f.kind != "date" for f in other.figures)
    return said == _rate(other, its) or any(
        unit == said and pattern.search(other.text) and amounts == 1 for unit, pattern in RATES
    )


def _when(claim: Claim, figure: Figure) -> str:
    before = claim.text[max(0, figure.start - 40) : figure.start]
    return next((when for when, pattern in _WHEN if pattern.search(before)), "")


def same_date(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    if any(said and said != meant for said, meant in zip(figure.date, its.date, strict=True)):
        return False
    said, meant = _when(claim, figure), _when(other, its)
    if said == "since" and _SINCE.search(other.text, 0, its.start):
        return True  # "depuis son ouverture en avril"
    if said == meant or any({said, meant} <= same for same in _SAME_WHEN):
        return True
    if said in _STRICT_WHEN:
        return False
    return meant not in ("before", "after", "by", "until", "since")


def _span(claim: Claim, figure: Figure) -> str:
    if _AGO.match(claim.text, figure.end) or _PAST.search(claim.text, figure.start, figure.end):
        return "ago"
    before = claim.text[max(0, figure.start - 40) : figure.start]
    return next((when for when, pattern in _SPAN if pattern.search(before)), "")


_FIRST = re.compile(r"\b(?:first|premi(?:er|ere)s?)\b")
# How long it has been so: "for ten years" may be "depuis dix ans", "ten years ago" may not.
_ALIKE = ({"ago", "since"}, {"since", "for"})


def same_span(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    if not _same_bound_of_span(claim, figure, other, its):
        return False
    said, meant = _span(claim, figure), _span(other, its)
    if claim.text.startswith(" old", figure.end):
        said = meant
    if (said, meant) == ("in", "since") and _FIRST.search(claim.text) and _FIRST.search(other.text):
        said = meant  # "the first in twenty years"
    if said != meant and {said, meant} not in _ALIKE and {"ago", "since"} & {said, meant}:
        return False
    if said == "within" and meant != "within":
        return False
    if meant == "within" and said in ("over", "for"):
        return False
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
    return said == meant or (said, meant) in _IMPLIED or {said, meant} <= {"", "<"}
