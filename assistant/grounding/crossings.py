"""Two things that a sentence sets beside each other, each with what is told of it.

"The motor costs 29 euros and the battery 45" is not what "La batterie coûte 29 euros, le moteur 45"
tells: all words are there, and what is told of the one is told of the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.grounding.claims import Claim
from assistant.grounding.matching import Near, alike
from assistant.grounding.units import Figure
from assistant.grounding.words import Word

_AGAINST = re.compile(r"\b(?:while|whereas|but|mais|(?:tandis|alors) qu\w*)\b")
_AND = re.compile(r"(?<!-)\b(?:et|and)\b(?!-)")  # not "Tarn-et-Garonne"
_PAUSE = re.compile(r"[;,.()]")
_BETWEEN = re.compile(r"\b(?:tandis|alors qu\w*|mais|et|contre|puis)\b|[;,.()]")
_BESIDE = (2, 3)  # words and figures on each side of "and" that are compared


class _Anchor(NamedTuple):
    """A word or a figure of a claim that stands once there, and once in its evidence."""

    start: int
    end: int
    there: int  # where it stands in the evidence, its sentences one behind the other


def crossed(claim: Claim, evidence: Sequence[Claim], near: Near) -> str | None:
    """A word that a claim has beside another than its evidence has; None where there is none."""
    text = " . ".join(other.text for other in evidence)
    anchors = _anchors(claim, evidence, near)
    against = [_around(anchors, found.start()) for found in _AGAINST.finditer(claim.text)]
    joined = _joined(claim, anchors)
    for middle in (found.start() for found in _BETWEEN.finditer(text)):
        for former, latter in against:
            if _both(former, middle) and _both(latter, middle):
                return _reason(claim, latter)
        for former, latter in joined:
            if _both(former, middle) and all(
                (a.there > middle) != (b.there > middle)
                for a, b in zip(former, latter, strict=True)
            ):
                return _reason(claim, latter)
    return None


def _reason(claim: Claim, latter: list[_Anchor]) -> str:
    return f"roles: {claim.shown[latter[0].start : latter[0].end].strip()}"


def _joined(claim: Claim, anchors: list[_Anchor]) -> list[tuple[list[_Anchor], list[_Anchor]]]:
    """What stands just before and just behind each "and".

    They are compared place by place: "a Swedish father and a Japanese mother" has before the break
    of the evidence what it should have behind it, and so on; "a summit between Athens and Nicosia"
    only turns what is told of both.
    """
    found = []
    for conjunction in _AND.finditer(claim.text):
        before, behind = _around(anchors, conjunction.start())
        for count in _BESIDE:
            former, latter = before[-count:], behind[:count]
            if len(former) == len(latter) == count and not any(
                _PAUSE.search(claim.text, side[0].start, side[-1].end) for side in (former, latter)
            ):
                found.append((former, latter))
    return found


def _around(anchors: list[_Anchor], start: int) -> tuple[list[_Anchor], list[_Anchor]]:
    return [a for a in anchors if a.start < start], [a for a in anchors if a.start > start]


def _both(side: list[_Anchor], middle: int) -> bool:
    """Whether a side of the claim has something of both sides of a break in the evidence."""
    return len({anchor.there > middle for anchor in side}) > 1


def _anchors(claim: Claim, evidence: Sequence[Claim], near: Near) -> list[_Anchor]:
    theirs: list[tuple[int, Word | Figure]] = []
    offset = 0
    for other in evidence:
        theirs += [(offset + thing.start, thing) for thing in _things(other)]
        offset += len(other.text) + len(" . ")
    own = _things(claim)
    same = [[n for n, (_, its) in enumerate(theirs) if _same(thing, its, near)] for thing in own]
    taken = [n for places in same for n in places]
    return [
        _Anchor(thing.start, _end(thing), theirs[places[0]][0])
        for thing, places in zip(own, same, strict=True)
        if len(places) == 1 and taken.count(places[0]) == 1
    ]


def _things(claim: Claim) -> list[Word | Figure]:
    """The words of content, names and figures of a sentence, in their order."""
    found: list[Word | Figure] = [word for word in claim.words if word.content or word.name]
    found += [figure for figure in claim.figures if figure.value]
    return sorted(found, key=lambda thing: thing.start)


def _end(thing: Word | Figure) -> int:
    return thing.end if isinstance(thing, Figure) else thing.start + len(thing.text)


def _same(thing: Word | Figure, other: Word | Figure, near: Near) -> bool:
    if isinstance(thing, Word) and isinstance(other, Word):
        return alike(thing, other, near)
    if isinstance(thing, Figure) and isinstance(other, Figure):
        return (thing.value, thing.date) == (other.value, other.date)
    return False
