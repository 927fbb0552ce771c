"""The bounds of figures: "more than 40", "at most", "about"; which of them say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.claims import Claim
from assistant.grounding.numerals import ABOUT
from assistant.grounding.units import Figure
from assistant.patterns import lines, words

# "Ne … plus que 900" is what is left of it.
_LEFT = re.compile(r"\bn(?:e |')(?:(?!pas\b)[\w']+ ){0,6}plus qu(?:e |')\Z")
_BOUNDS = tuple(
    (bound, re.compile(rf"(?:{pattern})[ ']*(?:deja )?(?:a |the |les |des |de |d'|of |by )?\Z"))
    for bound, pattern in (
        ("=<", r"\b(?:no |pas |not )(?:more|plus) (?:than|de|d'|que)|au plus|at most"),
        ("=>", r"\b(?:no less than|pas moins d[e']|not less than|no fewer than)"),
        ("from", r"\b(?:a partir d[e']|start(?:s|ing)? (?:at|from))"),
        (">=", r"\b(?:au moins|at least|minimum(?: d[e'])?|au minimum|a minimum of)"),
        (">", r"\b(?:plus (?:d[e']|qu[e'])|au[ -]dela d[e']|(?:en |au[ -])dessus d[e']|plus"
              r" (?:longue?s?|lourde?s?|vieux|vieilles?|grande?s?|agee?s?|hauts?|hautes?) qu[e']"
              r"|(?:more|greater|faster|higher|longer|older|heavier|larger|bigger) than"
              r"|over|above|beyond"
              r"|(?<!not )exceed\w*|upwards of|in excess of|depass\w*(?! d[e'])|superieure?s? a"
              r"|surpass\w*)"),
        ("<", r"\b(?:moins (?:d[e']|qu[e'])|(?:less|fewer|shorter|lower|lighter|smaller) than"
              r"|plus (?:courte?s?|petite?s?|jeunes?|legere?s?|bas) qu[e']|under|below"
              r"|(?:en |au[ -])dessous d[e']|inferieure?s? a|sous|pas meme|meme pas|not even)"),
        ("<=", r"\b(?:jusqu(?:'(?:a|aux?)|e)|until|up to|as many as|as much as"
              r"|maximum(?: d[e'])?|a maximum of"
               r"|plafond d[e'])"),
        ("~<", r"\b(?:nearly|almost|presque|quasiment|pres d[e']|close to|just under"
               r"|avoisin\w*|quelque chose comme)"),
        ("~", r"\b(?:environ|about|around|approximately|roughly|some|quelques?|autour d[e']|a peu"
              r" pres|circa|de l'ordre d[e'])"),
    )
)  # fmt: skip
_BOUND_AFTER = (
    (
        ">=",
        re.compile(
            r"(?: \w+)? (?:or more|ou plus|et plus|and more|au moins|at least|au minimum|minimum)\b"
            r"|\+"
        ),
    ),
    (
        "=<",
        re.compile(
            r" (?:\w+ )?(?:or less|or fewer|ou moins|at most|au maximum"
            r"|au plus(?! (?:fort|haut|tot|tard|bas)\b| \w+ d[e'u])"
            r"|maximum)\b"
        ),
    ),
    ("~", re.compile(r" (?:\w+ )?(?:environ\b(?! \d)|or so|approximately|roughly)\b")),
)
_CAPACITY = re.compile(
    r"\b" + words(r"capacit\w+ maxim\w+ attei\w+ niveau level reach\w* peak plafond")
)
_EXCESS = re.compile(r"\bdepass\w* (?:de |d')(?:pres de |plus de |environ )?\Z")
_BEYOND = re.compile(
    r"\b(?:above|more|higher|over|exceed\w*|beyond|plus|depass\w*|superieure?s?|\w+er than)\b"
)
# What may be said of a figure for what is meant: "at least 44" for "pas moins de 44".
_IMPLIED = frozenset(
    """
    ~/ ~/~< ~/=> >=/=> >=/> =>/>= >=/from =</< =</<= <=/=<
    """.split()
)
# What also sets a bound, though it may be said without one: "limité à 350" is at most 350.
_ALSO_BOUNDS = tuple(
    (bound, re.compile(rf"\b{lines(pattern)}(?: les?| des?| the)? ?\Z"))
    for bound, pattern in (
        (
            "=<",
            r"""
            limit\w+ (?:a|to)
            limites?(?: \w+)? (?:de|d'|of)
            plafonn\w+ a
            plafond(?: \w+)? d[e']
            capped at
            cap of
            (?:ne |n')(?:depass|exced)\w+ (?:pas|jamais)
            (?:not|without) exceed(?:ing)?
            sans (?:jamais )?(?:depasser|exceder)
            a hauteur d[e']
            maximale?s? d[e']
            aucune? (?:[\w']+ ){1,3}(?:de )?plus d[e']
            mais seulement
            """,
        ),
        ("from", r"(?:part(?:ent|ira|iront|ait|aient)? d[e']|commenc\w+ a|mise a prix :|start at)"),
        (">", r"(?:franchi|depass)\w*(?: (?:le cap|la barre|le seuil) du| le)"),
        ("~", r"avoisin\w*"),
        ("~<", r"autour d[e']"),
    )
)
# Limits also of what is told without a figure: "at most once"; and what may say such a limit.
_LIMITS = tuple(
    tuple(re.compile(rf"\b{lines(pattern)}\b") for pattern in patterns)
    for patterns in (
        (
            r"""
            at most
            no more than
            (?:au|un) maximum
            au plus(?! (?:tot|tard|fort|haut|bas))
            """,
            r"""
            at most|no more than|maxim\w+|au plus|pas plus|plafon\w+|limit\w+|jusqu\w*|moins de
            exced\w+|depass\w+
            """,
        ),
        (
            r"""
            at least
            no (?:less|fewer) than
            (?:au|un) minimum
            au moins
            """,
            r"""
            at least|no (?:less|fewer) than|minim\w+|au moins|pas moins|plus d[e']|a partir d[e'] ?
            des|entre|depass\w+|(?:une? |d')\w+aines?
            """,
        ),
    )
)
_STARTING = re.compile(r"\b(?:from|des)(?: the| les)? ?\Z")  # also of a span: "from 9 to 11"
_CAN_REACH = re.compile(
    r"\b(?:peu[tx]|peuvent|pou[rv]\w+|can|could|able to|capable (?:of|d[e'])) ?"
    r"(?:atteindre|grimper a|monter a|reach(?:ing)?|go up to)(?: \w+)? \Z"
)
_EXACT = 100  # from here on a whole number is one told to the last digit, if that is not 0 or 5


def bound(claim: Claim, figure: Figure) -> str:
    before = claim.text[max(0, figure.start - 40) : figure.start]
    for bound, pattern in _BOUNDS:
        if pattern.search(before) and not _LEFT.search(before):
            return bound
    for bound, pattern in _BOUND_AFTER:
        if pattern.match(claim.text, figure.end):
            return bound
    return "~" if ABOUT.match(claim.text, figure.start) else ""


def other_limit(claim: Claim, evidence: Sequence[Claim]) -> str | None:
    """A least where the evidence only has a most, or the other way round: "figure: at most"."""
    most, least = _LIMITS
    for (limit, may_be), (contrary, _) in ((most, least), (least, most)):
        found = limit.search(claim.text)
        if (
            found
            and any(contrary.search(other.text) for other in evidence)
            and not any(may_be.search(other.text) for other in evidence)
        ):
            return f"figure: {claim.shown[found.start() : found.end()]}"
    return None


def is_implied(said: str, meant: str) -> bool:
    """Whether one bound follows from another: "at least" from "more than"."""
    return f"{said}/{meant}" in _IMPLIED


def same_bound(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether "more than", "at most" and the like agree; "about" may be added, not dropped.

    "About" and "no less than" may be dropped from a number that is told to the last digit:
    "quelque 537 ch". "Can reach" says "up to".
    """
    said, meant = bound(claim, figure), bound(other, its)
    if said == meant or is_implied(said, meant):
        return True
    bounds = [(said, also) for also in _also_bounds(other, its)]
    bounds += [(also, meant) for also in _also_bounds(claim, figure)]
    if any(one == two or is_implied(one, two) for one, two in bounds):
        return True
    if {said, meant} == {"from", ""}:
        bare, at = (other, its.start) if said else (claim, figure.start)
        return bool(_STARTING.search(bare.text, 0, at))
    if meant == "<=" and not said:
        return bool(_CAN_REACH.search(claim.text, 0, figure.start))
    if meant in ("~", "=>") and not said and figure.value >= _EXACT:
        return figure.value % 1 == 0 and figure.value % 5 > 0
    return said == "<=" and meant == "" and bool(_CAPACITY.search(other.text))


def same_excess(claim: Claim, other: Claim, its: Figure) -> bool:
    """Whether what is more by so much, "dépasse de 12 %", is so in the claim."""
    return not _EXCESS.search(other.text, 0, its.start) or bool(_BEYOND.search(claim.text))


def _also_bounds(claim: Claim, figure: Figure) -> list[str]:
    before = claim.text[max(0, figure.start - 60) : figure.start]
    return [also for also, pattern in _ALSO_BOUNDS if pattern.search(before)]
