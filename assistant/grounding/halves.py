"""Two pairs of a sentence whose halves have changed places.

"6 euros pour un zip, 9 euros pour un ourlet" is not "9 euros pour un zip, 6 euros pour un ourlet".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.grounding.claims import Claim
from assistant.grounding.matching import Near, alike
from assistant.grounding.units import UNITS_OF_TIME, Figure
from assistant.grounding.words import Word
from assistant.patterns import words

# Between two pairs, never inside of one.
_APART = re.compile(
    r"[,;:]|\b"
    + words("et and ou or puis then mais but tandis while whereas contre against versus")
    + r"\b"
)
_ORDER = (
    ("first", re.compile(r"\b(?:d'abord|(?:dans )?un premier temps|first)\b")),
    ("then", re.compile(r"\b(?:puis|ensuite|then|afterwards)\b")),
)
_FAR = 3  # items from one half of a pair to the other, and from one pair to the next
_Pair = tuple[int, int]  # by the places of their items
_Beside = frozenset[int]
_ABOUT = frozenset(["count", "about"])


@dataclass(frozen=True, slots=True)
class _Item:
    """A word that carries meaning, a name, a figure, or "first" and "then"."""

    start: int
    end: int
    what: Word | Figure | str


def halves_exchanged(claim: Claim, evidence: Sequence[Claim], near: Near) -> str | None:
    """What a claim tells of one thing, where the evidence tells it of the other: "roles: …"."""
    said = _items(claim)
    ours = list(_two_pairs(claim, said))
    meant: list[_Item] = []
    beside: set[_Beside] = set()
    for other in evidence if ours else ():
        first, items = len(meant), _items(other)
        meant += items
        beside.update(frozenset((first + a, first + x)) for a, x in _pairs(other, items))
    same = [{n for n, its in enumerate(meant) if _alike(item, its, near)} for item in said]

    def together(one: int, two: int) -> bool:
        return any(a != b and frozenset((a, b)) in beside for a in same[one] for b in same[two])

    counted = {
        place
        for pair in _pairs(claim, said)
        for place in pair
        if any(isinstance(said[n].what, Figure) for n in pair) and together(*pair)
    }
    for (a, x), (b, y) in ours:
        four = [same[n] for n in (a, x, b, y)]
        alone = all(len(places) == 1 for places in four) and len(set[int]().union(*four)) == 4
        # "28 vols annulés et 340 retardés": each with what it counts
        if not alone or {a, b} <= counted or {x, y} <= counted:
            continue
        if _of_one_kind(said[a], said[y]) or _of_one_kind(said[b], said[x]):
            continue  # "Bruni and Sarkozy": the evidence joins them as well
        if together(a, y) and together(b, x) and not (together(a, x) or together(b, y)):
            item = next((said[n] for n in (a, x) if isinstance(said[n].what, Figure)), said[x])
            kind = "figure" if isinstance(item.what, Figure) else "roles"
            return f"{kind}: {claim.shown[item.start : item.end].strip()}"
    return None


def _of_one_kind(item: _Item, other: _Item) -> bool:
    """Whether both are figures, or names: no pair is made of two."""
    kinds = [
        "figure" if isinstance(what, Figure) else isinstance(what, Word) and bool(what.name)
        for what in (item.what, other.what)
    ]
    return bool(kinds[0]) and kinds[0] == kinds[1]


def _items(claim: Claim) -> list[_Item]:
    """The items in order, but for "this week", which may stand anywhere."""
    figures = [f for f in claim.figures if f.kind != "code"]
    found = [_Item(figure.start, figure.end, figure) for figure in figures]
    for name, pattern in _ORDER:
        found += [_Item(*match.span(), name) for match in pattern.finditer(claim.text)]
    taken = {place for item in found for place in range(item.start, item.end)}
    found += [
        _Item(word.start, word.start + len(word.text), word)
        for word in claim.words
        if (word.content or word.name)
        and not (word.expression or word.text in UNITS_OF_TIME or word.start in taken)
    ]
    return sorted(found, key=lambda item: item.start)


def _pairs(claim: Claim, items: Sequence[_Item]) -> Iterator[_Pair]:
    """Items that stand near each other, with nothing between that sets things apart."""
    for place in range(len(items)):
        for following in range(place + 1, min(place + _FAR + 1, len(items))):
            if _APART.search(claim.text, items[place].end, items[following].start):
                break
            yield place, following


def _two_pairs(claim: Claim, items: Sequence[_Item]) -> Iterator[tuple[_Pair, _Pair]]:
    """Pairs of which one follows the other, set apart."""
    pairs = list(_pairs(claim, items))
    for one in pairs:
        for two in pairs:
            near = 0 < two[0] - one[1] <= _FAR
            if near and _APART.search(claim.text, items[one[1]].end, items[two[0]].start):
                yield one, two


def _alike(item: _Item, other: _Item, near: Near) -> bool:
    said, meant = item.what, other.what
    if isinstance(said, Word) and isinstance(meant, Word):
        return alike(said, meant, near)
    if isinstance(said, Figure) and isinstance(meant, Figure):
        kinds = {said.kind, meant.kind}
        return (len(kinds) == 1 or kinds == _ABOUT) and (said.value, said.date) == (
            meant.value,
            meant.date,
        )
    return said == meant
