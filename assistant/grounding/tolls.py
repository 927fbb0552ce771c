"""What befell those whom a figure counts: "80 malades" are no eighty dead."""

from __future__ import annotations

import re

from assistant.grounding.claims import Claim
from assistant.grounding.units import Figure
from assistant.patterns import words

_FATES = {
    fate: re.compile(rf"\b{words(pattern)}\b")
    for fate, pattern in {
        "dead": r"morts? mortes? deced\w+ deces tuee?s? died dead deaths? killed vies? lives",
        "hurt": r"bless\w+ injur\w+ wounded hurt",
        "missing": r"disparue?s? missing",
        "ill": r"infect\w+ contamin\w+ malades? sick ill positifs? positives? positive",
        "in hospital": r"hospitalis\w+ reanimation",
        "cured": r"gueri\w* recovered cured",
        "held": r"interpell\w+ arrete\w* arrest\w* detain\w+",
    }.items()
}
_APART = re.compile(r"[,;:.()]| (?:et|and|dont|including|while|mais|but) ")
_NO_AMOUNT = ("date", "weekday")


def same_fate(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether what befell them is told alike, or is not told by one of the two."""
    said, meant = _fates(claim, figure), _fates(other, its)
    return len(said) != 1 or not meant or bool(said & meant)


def _fates(claim: Claim, figure: Figure) -> set[str]:
    """What befell those whom a figure counts, told behind it or else before it."""
    amounts = [f for f in claim.figures if f.kind not in _NO_AMOUNT]
    last = max((f.end for f in amounts if f.end <= figure.start), default=0)
    following = min((f.start for f in amounts if f.start >= figure.end), default=len(claim.text))
    behind = _APART.split(claim.text[figure.end : following])[0]
    before = _APART.split(claim.text[last : figure.start])[-1]
    return _told(behind) or _told(before)


def _told(text: str) -> set[str]:
    return {fate for fate, pattern in _FATES.items() if pattern.search(text)}
