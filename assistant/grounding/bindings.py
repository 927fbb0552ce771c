"""What belongs to what in a sentence with two of a kind: then and now, this more than that.

Where the claim and its evidence hold the same two things, they must not have changed places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.grounding.attribution import holders_changed
from assistant.grounding.claims import Claim
from assistant.grounding.exchanges import exchanged
from assistant.grounding.halves import halves_exchanged
from assistant.grounding.labels import labelled_otherwise
from assistant.grounding.matching import Near, share
from assistant.grounding.units import Figure, measure
from assistant.grounding.words import Word

_FROM, _TO = re.compile(r"\b(?:de|d'|from) ?\Z"), re.compile(r" (?:a|to) ")
_AGAINST = re.compile(
    r"(?: [\w'.]+){0,7},? (?:\()?(?:contre|against|(?:as )?compared (?:with|to)|versus"
    r"|au lieu d(?:es?|u|')|instead of|(?:down|up) from|rather than|plutot que)"
    r" ?(?:only |seulement |just )?"
)
_COMPARES = frozenset(
    "plus davantage moins mieux plutot more less fewer better worse rather instead lieu".split()
)
_RANKS = frozenset(
    """
    plus davantage moins more less fewer better mieux devant ahead largest biggest premier first
    bigger higher lower cheaper faster respectivement respectively
    """.split()
)
_LESSER = frozenset("moins less fewer worse".split())
_THAN = frozenset("que qu than".split())
_INSTEAD = {"instead": frozenset(["of"]), "lieu": frozenset("de d du des".split())}
_OF_THEM = re.compile(r"(?: [\w']+){0,2} (?:des|sur l[ea]s|sur|parmi l[ea]s|d'entre les)(?: \w+)? ")
_ALL_OF = re.compile(r"\b(?:all|tous les|toutes les|les|the)(?: \w+)? \Z")
_OF_ITS = re.compile(r" (?:\w+ )?(?:of|de) (?:its|their|the|ses|leurs|son|sa)\b| des\b")
_CLEARLY = 2  # words more that a figure shares with what is said of another
_Sides = tuple[list[Word], list[Word]]
_SIDE = 3  # words of content on each side of a comparison


def changed_places(claim: Claim, evidence: Sequence[Claim], near: Near) -> str | None:
    """Why two things of the claim have changed places; None when they have not."""
    for other in evidence:
        reason = (
            _then_and_now(claim, other)
            or holders_changed(claim, other, near)
            or _ranked(claim, other)
            or _comparison_turned(claim, other, near)
            or _of_another(claim, other, near)
            or _whole_for_part(claim, other)
            or labelled_otherwise(claim, other)
            or exchanged(claim, other, near)
        )
        if reason:
            return reason
    return halves_exchanged(claim, evidence, near)


def before_and_after(claim: Claim) -> Iterator[tuple[Figure, Figure]]:
    """Figures of which one was, or is elsewhere, and one is now: "9, contre 52" is (52, 9)."""
    amounts = [f for f in claim.figures if f.kind not in ("date", "weekday")]
    for former, latter in pairwise(amounts):
        between = claim.text[former.end : latter.start]
        if _TO.fullmatch(between) and _FROM.search(claim.text, 0, former.start):
            yield former, latter
        elif _AGAINST.fullmatch(between):
            yield latter, former


def movements(claim: Claim) -> frozenset[str]:
    """Whether figures are said to go up or down: "passe de 9 à 11", "17 400, contre 19 000"."""
    return frozenset(
        "rise" if after.value > before.value else "fall"
        for before, after in before_and_after(claim)
        if before.kind in (after.kind, "count") and before.value != after.value
    )


def _then_and_now(claim: Claim, other: Claim) -> str | None:
    theirs = [(before.value, after.value) for before, after in before_and_after(other)]
    for before, after in before_and_after(claim):
        if before.value != after.value and (after.value, before.value) in theirs:
            return f"figure: {claim.shown[after.start : after.end].strip()}"
    return None


def _compared(claim: Claim) -> tuple[str, list[Word], list[Word]] | None:
    """The comparing word and what stands on both sides of "than"."""
    texts = [word.text for word in claim.words]
    first = next((n for n, text in enumerate(texts) if text in _COMPARES), None)
    if first is None:
        return None
    joins = _INSTEAD.get(texts[first], _THAN)
    than = next((n for n in range(first + 1, len(texts)) if texts[n] in joins), None)
    if than is None:
        return None
    told = [w for w in claim.words[:than] if w.content or w.name]
    behind = [w for w in claim.words[than + 1 :] if w.content or w.name]
    return texts[first], told[-2 * _SIDE :], behind[:_SIDE]


def _comparison_turned(claim: Claim, other: Claim, near: Near) -> str | None:
    """Whether what is compared with what stands the other way round."""
    said, meant = _compared(claim), _compared(other)
    if not said or not meant or (said[0] in _LESSER) != (meant[0] in _LESSER):
        return None
    for word in said[2]:
        if share([word], meant[2], near) or not share([word], meant[1], near):
            continue
        if any(
            share([left], meant[2], near) and not share([left], meant[1], near) for left in said[1]
        ):
            return f"roles: {word.text}"
    return None


def _of_another(claim: Claim, other: Claim, near: Near) -> str | None:
    """A figure of the claim that stands by the words of another figure of the evidence.

    "2,5 % pour la cuisson" of "0,6 % pour la cuisson et 2,5 % pour le chauffage".
    """
    meant = [*_sides(other, _amounts(other)), *_sides(other, _years(other))]
    for figure, told in (*_sides(claim, _amounts(claim)), *_sides(claim, _years(claim))):
        unit = measure(claim.text, figure)[0]
        alike = [
            (its, sides)
            for its, sides in meant
            if its.kind == figure.kind and measure(other.text, its)[0] == unit
        ]
        own = [sides for its, sides in alike if _same_value(figure, its)]
        # What stands before the first and behind the last may be said of all.
        others = [
            (before if its is not alike[0][0] else [], behind if its is not alike[-1][0] else [])
            for its, (before, behind) in alike
            if not _same_value(figure, its)
        ]
        if own and others:
            here, there = (max(_shared(told, s, near) for s in sides) for sides in (own, others))
            if there - here >= _CLEARLY:
                return f"figure: {claim.shown[figure.start : figure.end].strip()}"
    return None


def _whole_for_part(claim: Claim, other: Claim) -> str | None:
    """A figure told of as many, where the evidence has fewer of them: "12 000 des 18 000"."""
    for part, whole in pairwise(other.figures):
        if not (part.kind == whole.kind == "count" and part.value < whole.value):
            continue
        if not _OF_THEM.fullmatch(other.text, part.end, whole.start):
            continue
        if any(figure.value == part.value for figure in claim.figures):
            continue
        for figure in claim.figures:
            told = _ALL_OF.search(claim.text, 0, figure.start) or _OF_ITS.match(
                claim.text, figure.end
            )
            if told and (figure.kind, figure.value) == (whole.kind, whole.value):
                return f"figure: {claim.shown[figure.start : figure.end].strip()}"
    return None


def _same_value(figure: Figure, its: Figure) -> bool:
    dates = zip(figure.date, its.date, strict=True)
    return figure.value == its.value and all(not said or said == meant for said, meant in dates)


def _amounts(claim: Claim) -> list[Figure]:
    return [f for f in claim.figures if f.kind not in ("date", "weekday", "ordinal", "code")]


def _years(claim: Claim) -> list[Figure]:
    return [f for f in claim.figures if f.kind == "date" and f.date[0]]


def _sides(claim: Claim, figures: Sequence[Figure]) -> list[tuple[Figure, _Sides]]:
    """Figures with the words before each, and behind, up to the next.

    The words of a sentence with one figure of its kind are all on both sides of it.
    """
    found: list[tuple[Figure, _Sides]] = []
    words = [w for w in claim.words if w.content or w.name]
    for figure in figures:
        same = [f for f in figures if f.kind == figure.kind]
        if len(same) == 1:
            found.append((figure, (words, words)))
            continue
        last = max((f.end for f in same if f.end <= figure.start), default=0)
        following = min((f.start for f in same if f.start >= figure.end), default=len(claim.text))
        before = [w for w in words if last <= w.start < figure.start]
        behind = [w for w in words if figure.end <= w.start < following]
        found.append((figure, (before, behind)))
    return found


def _shared(told: _Sides, meant: _Sides, near: Near) -> int:
    """How many words have a counterpart on the same side, on the side with more of them."""
    return max(
        sum(share([word], others, near) for word in words)
        for words, others in zip(told, meant, strict=True)
    )


def _ranked(claim: Claim, other: Claim) -> str | None:
    """Whether two names that are compared stand the other way round."""
    if not (_RANKS.intersection(claim.text.split()) and _RANKS & set(other.text.split())):
        return None
    said, meant = _in_order(claim), _in_order(other)
    both = [name for name in said if said.count(name) == meant.count(name) == 1]
    if both != [name for name in meant if name in both]:
        return f"roles: {', '.join(both)}"
    return None


def _in_order(claim: Claim) -> list[str]:
    """All names of a sentence, also those written small: "espagnols"."""
    found = []
    for word in claim.words:
        small = next((c[5:] for c in word.concepts if c.startswith("name:")), "")
        if word.name or small:
            found.append(word.name or small)
    return found
