"""Whose words and whose figures: what someone says or pays, the same one says or pays."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.grounding.claims import Claim
from assistant.grounding.units import Figure
from assistant.grounding.words import Word

STRONG = 0.6  # nearness from which two words are taken to speak of the same thing
Near = Callable[[Word, Word], float]

_TELLING = frozenset(["announce", "judge"])
_HOLDERS = re.compile(r"\b(?:d'apres|selon|according to|par|by)\b")


def attributed(claim: Claim, other: Claim) -> str | None:
    """Whether what is said according to someone is so according to the same one."""
    said, meant = _authority(claim), _authority(other)
    if not meant and any(word.concepts & _TELLING for word in other.words):
        meant = other.names  # "La mairie de Nantes a annoncé …"
    if said and said - meant:
        return f"attribution: {', '.join(sorted(said))}"
    return None


def _authority(claim: Claim) -> frozenset[str]:
    """The names after "selon" and "according to"."""
    found: set[str] = set()
    for place, word in enumerate(claim.words):
        if word.text in ("selon", "according") or (
            word.text == "apres" and place and claim.words[place - 1].text == "d"
        ):
            for following in claim.words[place + 1 : place + 5]:
                if following.clause != word.clause:
                    break
                if following.name:
                    found.add(following.name)
                    break
    return frozenset(found)


def holders_changed(claim: Claim, other: Claim, near: Near) -> str | None:
    theirs = _held(other)
    if len(theirs) < 2:
        return None
    for figure, holders in _held(claim):
        its = [words for held, words in theirs if _equal(figure, held)]
        elsewhere = [words for held, words in theirs if not _equal(figure, held)]
        if not its or any(share(holders, words, near) for words in its):
            continue
        if any(share(holders, words, near) for words in elsewhere):
            return f"figure: {claim.shown[figure.start : figure.end].strip()}"
    return None


def _held(claim: Claim) -> list[tuple[Figure, list[Word]]]:
    """Figures with those who say or pay them: "700, d'après la police"."""
    found = []
    marks = list(_HOLDERS.finditer(claim.text))
    for mark, following in pairwise([*marks, None]):
        if mark is None:
            break
        before = [f for f in claim.figures if f.end <= mark.start()]
        after = [f for f in claim.figures if f.start >= mark.end()]
        figure = before[-1] if before else after[0] if after else None
        end = following.start() if following else len(claim.text)
        words = [
            word
            for word in claim.words
            if mark.end() <= word.start < end and (word.content or word.name)
        ][:3]
        if figure and words and figure.kind not in ("date", "weekday"):
            found.append((figure, words))
    return found


def _equal(figure: Figure, other: Figure) -> bool:
    return math.isclose(figure.value, other.value, rel_tol=1e-9)


def share(words: Sequence[Word], others: Sequence[Word], near: Near) -> bool:
    return any(alike(word, other, near) for word in words for other in others)


def alike(word: Word, other: Word, near: Near) -> bool:
    if word.name or other.name:
        return word.name == other.name or bool(word.concepts & other.concepts)
    return near(word, other) >= STRONG
