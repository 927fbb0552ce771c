"""What each of several figures is told of: the name or the month that stands beside it.

"55,8 % en mai" is not what "en avril (-55,8 %), en mai (-15,6 %)" tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.grounding.claims import Claim
from assistant.grounding.units import Figure

_NO_AMOUNT = frozenset("date weekday ordinal code".split())
_NAME = "name:"
_JOINS = (" ", "-", "'")  # between the words of one name
_SPAN = re.compile(r" ?(?:a|au|et|to|and|-) ?")  # between the days of "du 10 au 14 avril"
_BESIDE = 60  # characters from a label to its figure, or from a figure to its label
_Label = frozenset[str]  # the words of a name, or a month


def labelled_otherwise(claim: Claim, other: Claim) -> str | None:
    """A figure whose label the evidence has beside another one: "figure: 55,8 %"; else None."""
    meant = _labelled(other)
    for figure, label in _told(claim):
        alike = [(its.value, beside) for its, beside in meant if its.kind == figure.kind]
        own = [beside for value, beside in alike if value == figure.value]
        others = [beside for value, beside in alike if value != figure.value]
        if own and not _share(label, own) and _share(label, others):
            return f"figure: {claim.shown[figure.start : figure.end].strip()}"
    return None


def _share(label: _Label, others: Iterable[_Label]) -> bool:
    return any(label & other for other in others)


def _told(claim: Claim) -> Iterator[tuple[Figure, _Label]]:
    """The figures of a claim, each with its label; with all labels if none is like it."""
    amounts = _amounts(claim)
    for figure in amounts:
        if sum(other.kind == figure.kind for other in amounts) == 1:
            yield figure, frozenset().union(*(label for _, label in _labels(claim)))
    yield from _labelled(claim)


def _labelled(claim: Claim) -> list[tuple[Figure, _Label]]:
    """Figures of one kind, each with the label before it, or behind it, whichever more have."""
    found: list[tuple[Figure, _Label]] = []
    labels = _labels(claim)
    amounts = _amounts(claim)
    for kind in sorted({figure.kind for figure in amounts}):
        places: list[tuple[int, Figure | _Label]] = [*labels]
        places += [(figure.start, figure) for figure in amounts if figure.kind == kind]
        places.sort(key=lambda place: place[0])
        beside = [(a, b) for (start, a), (end, b) in pairwise(places) if end - start <= _BESIDE]
        before = [(b, a) for a, b in beside if isinstance(b, Figure) and not isinstance(a, Figure)]
        behind = [(a, b) for a, b in beside if isinstance(a, Figure) and not isinstance(b, Figure)]
        if len(before) != len(behind) and max(len(before), len(behind)) > 1:
            found += before if len(before) > len(behind) else behind
    return found


def _amounts(claim: Claim) -> list[Figure]:
    """The figures that count or measure; not the first day of a span."""
    dates = [figure.start for figure in claim.figures if figure.kind == "date"]
    return [
        figure
        for figure in claim.figures
        if figure.kind not in _NO_AMOUNT
        and not any(_SPAN.fullmatch(claim.text, figure.end, start) for start in dates)
    ]


def _labels(claim: Claim) -> list[tuple[int, _Label]]:
    """Where the names and months stand; the words of one name are one label."""
    dates = [figure for figure in claim.figures if figure.kind == "date"]
    found: list[tuple[int, _Label]] = []
    end = -1
    for word in claim.words:
        small = (concept for concept in word.concepts if concept.startswith(_NAME))
        names = frozenset(
            name.removeprefix(_NAME) for name in ([word.name] if word.name else small)
        )
        dated = any(date.start <= word.start < date.end for date in dates)
        if not names or word.expression or dated:
            continue
        if found and claim.text[end : word.start] in _JOINS:
            start, first = found.pop()
            found.append((start, first | names))
        else:
            found.append((word.start, names))
        end = word.start + len(word.text)
    months = [(d.start, frozenset([f"month {d.date[1]}"])) for d in dates if d.date[1]]
    return sorted(found + months)
