"""Whether two dates are meant alike: in, before, since, "not before", "late 2021"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.grounding.claims import Claim
from assistant.grounding.units import Figure
from assistant.months import MONTHS
from assistant.patterns import words

_ARTICLE = r" (?:the year|l'annee|at least|au moins)| the| les?| la| des?| l'| (?:du )?mois d[e']"
_WEEKDAY = r"(?:\w+di|dimanche|\w+day)"
_WHEN = tuple(
    (when, re.compile(rf"\b(?:{pattern})(?:{_ARTICLE})? ?(?:{_WEEKDAY},? )?\Z"))
    for when, pattern in (
        ("from", r"as early as|(?<!fin )(?<!debut )(?<!milieu )des|from|starting(?: in)?"
                 r"|starting from|a partir d[e']|as of|as soon as"
                 r"|a compter d[e']|beginning in"),
        ("by", r"au plus tard(?: le| en)?|no later than|d'ici le"),
        ("late", r"late|(?:the )?end of|(?:la )?fin(?: d[e'])?|later in"),
        ("early", r"early|(?:the )?(?:beginning|start) of|(?:le |au )?debut(?: d[e'])?"),
        ("mid", r"mid-?|middle of|(?:la )?mi-|milieu d[e']"),
        ("first half", r"first half of|premier semestre(?: d[e'])?"),
        ("before", r"(?:d')?avant(?: la fin d[e'])?|anterieure?s? a|plus tot qu[e'](?: en)?"
                   r"|before|prior to|ahead of|pre-"),
        ("after", r"apres|after|beyond|au-dela d[e']|later than"),
        ("by", r"(?:d'ici(?: a)?|a) l'horizon|d'ici(?: a| la fin d[e'])?|by(?: the end of)?"),
        ("end", rf"(?:\d+(?:er)?|{words(' '.join(MONTHS))}) (?:au?|to)"),
        ("until", r"jusqu(?:'(?:en|au|a|a la)|e)|as late as|until|till|up to|to"),
        ("since", r"depuis|since"),
        ("in", r"en|in|for|pour|courant|during|on|le|au"),
    )
)  # fmt: skip
_SAME_WHEN = ({"in", "from", "end", ""}, {"until", "end"}, {"from", "since"}, {"before", "by"})
_STRICT_WHEN = frozenset(
    ["late", "early", "mid", "first half", "before", "after", "by", "until", "since"]
)
_SINCE = re.compile(r"\b(?:depuis|since)(?: [\w']+){0,6} (?:en|in|du|de|le|of|on) ?\Z")
# Parts of a year and of a month: which months and which days they may be.
_PART_OF = {"early": ((1, 3), (1, 10)), "mid": ((5, 8), (11, 20)), "late": ((11, 12), (21, 31))}
_PART_BEFORE = re.compile(
    r"(?:late|mid-?|early|(?:the )?(?:end|start|beginning|middle) of"
    r"|(?:a la |la |le |au )?(?:fin|mi-|debut|milieu))(?: d[eu']| the)? ?\Z"
)
_EARLIEST = re.compile(
    r"\b(?:au plus tot|at the earliest|dans le meilleur cas|at least|au moins)\b"
)
_LATEST = re.compile(r"\b(?:au plus tard|at the latest)\b")
_NOT = re.compile(r"\b(?:ne|n'|pas|aucune?|jamais|not|no|never|nothing|non|cannot|keeps?)\b")
_BEGINS = re.compile(
    r"\b(?:open\w*|start\w*|began|begin|begun|launched|founded|became|become|joined|adopted"
    r"|ouvert\w*|lancee?s?|devenue?s?|adopt\w+|commenc\w+|entree?s? (?:en|au)|reprise?s?"
    r"|mise?s? en (?:place|service|vente))\b"
)
# What was opened, founded or entered then may be so no more; a rule stays until it is revoked.
_IN_FORCE = re.compile(r"\ben vigueur\b")
_REVOKED = re.compile(
    r"\b(?:annul|abrog|supprim|retir|suspend|rempla|abandon|lev|pendant|jusqu|modifi|repouss)\w*"
)
_ENDS = frozenset(["end", "close"])
_PUT_OFF = re.compile(
    r"\b(?:slip\w*|postpone\w*|delay\w*|put off|push\w*|repouss\w*|report(?:ee?s?|er)|gliss\w*"
    r"|decal\w*|deferred)\b"
)
_CLOSE = 40  # characters between a date and the verb of what began then
_NOUN_BETWEEN = re.compile(r"\b(?P<when>apres|avant|depuis) (?:l'|le |la |les )?\w+ d(?:e |u |')\Z")


def same_date(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    if any(said and said != meant for said, meant in zip(figure.date, its.date, strict=True)):
        return False
    if _alike(claim, figure, other, its):
        return True
    part = _part_of(claim, figure, its)
    said = _when(claim, figure) if part is None else part
    meant = _when(other, its)
    if said == meant == "before" and _not_before(claim, figure) != _not_before(other, its):
        return False  # "before 2029" is not "not before 2029"
    if {said, meant} == {"before", "by"} and _not_before(*_first(said, claim, figure, other, its)):
        return False  # "not before 2041" is no "by 2041"
    if (said == "end") != (meant == "end") and _has_end(claim) and _has_end(other):
        return False  # "from April to October" is not "from October to April"
    if said == "since" and _SINCE.search(other.text, 0, its.start):
        return True  # "depuis son ouverture en avril"
    if said == meant or any({said, meant} <= same for same in _SAME_WHEN):
        return True
    if said in _STRICT_WHEN:
        return False
    return meant not in ("before", "after", "by", "until", "since")


def _alike(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether the time that a claim tells of a date follows from the evidence's."""
    said, meant = _when(claim, figure), _when(other, its)
    between = _NOUN_BETWEEN.search(other.text, 0, its.start)
    if (
        between
        and said == {"apres": "after", "avant": "before", "depuis": "since"}[between["when"]]
    ):
        return True
    if (said, meant) == ("in", "since"):
        return bool(_BEGINS.search(claim.text))
    if said == "since" and meant in ("in", ""):  # "entrée en vigueur en 2025": in force since then
        around = other.text[max(0, its.start - _CLOSE) : its.end + _CLOSE]
        ended = any(word.concepts & _ENDS for word in (*claim.words, *other.words))
        return bool(_IN_FORCE.search(around)) and not (ended or _REVOKED.search(other.text))
    if {said, meant} <= {"in", "until", ""} and (said, meant) != ("in", "until"):
        texts = [(claim.text, figure, said), (other.text, its, meant)]
        if all(_PUT_OFF.search(t, 0, f.start) for t, f, w in texts if w == "until"):
            return True
    return _not_before(claim, figure) and _not_before(other, its)


def _part_of(claim: Claim, figure: Figure, its: Figure) -> str | None:
    """When a claim has a date in whose part, "late 2021", the evidence's is: "décembre 2021"."""
    said = _when(claim, figure)
    place = 1 if figure.date[1] == 0 else 2
    if said not in _PART_OF or figure.date[2] or not its.date[place]:
        return None
    low, high = _PART_OF[said][place - 1]
    part = _PART_BEFORE.search(claim.text, max(0, figure.start - 20), figure.start)
    if not part or not low <= its.date[place] <= high:
        return None
    return _when(claim, replace(figure, start=part.start()))


def _not_before(claim: Claim, figure: Figure) -> bool:
    """Whether a date is the first that may be: "not before 2028", "2028 at the earliest"."""
    around = claim.text[max(0, figure.start - 20) : figure.end + 25]
    when = _when(claim, figure)
    if when in ("by", "late", "early", "mid", "since", "after") or _LATEST.search(around):
        return False
    if when == "before" or (when == "until" and not _EARLIEST.search(around)):
        return bool(_NOT.search(claim.text, 0, figure.start))
    return bool(_EARLIEST.search(around))


def _first(
    said: str, claim: Claim, figure: Figure, other: Claim, its: Figure
) -> tuple[Claim, Figure]:
    return (claim, figure) if said == "before" else (other, its)


def _has_end(claim: Claim) -> bool:
    return any(_when(claim, f) == "end" for f in claim.figures if f.kind == "date")


def _when(claim: Claim, figure: Figure) -> str:
    before = claim.text[max(0, figure.start - 40) : figure.start]
    return next((when for when, pattern in _WHEN if pattern.search(before)), "")
