"""Whose words and whose figures: what someone says or pays, the same one says or pays."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from assistant.grounding.claims import Claim
from assistant.grounding.matching import Near, share
from assistant.grounding.polarity import finite
from assistant.grounding.units import Figure
from assistant.grounding.words import Word

TELLING = frozenset(["announce", "judge"])
_TELLS = frozenset(
    """
    ecrit detaille ajoute precise raconte lance confie rapporte previent previennent rappelle
    rappellent assure assurent repond repondent
    """.split()
)
_SAYS = frozenset("say says said dit disent affirme affirment declare declarent claims".split())
_AFTER = frozenset("selon apres".split())
_HOLDERS = re.compile(r"\b(?:d'apres|selon|according to|par|by)\b")


def attributed(claim: Claim, other: Claim) -> str | None:
    """Whether what is said according to someone is so according to the same one."""
    meant = frozenset(name for run in _authorities(other, 6) for name in run) | _telling(other)
    unnamed = not meant and _company_tells(other)
    for run in _authorities(claim, 4):
        if run[-1:] and run[-1] not in meant and not (unnamed and run[-1] not in other.names):
            return f"attribution: {', '.join(run)}"
    authorities = frozenset(name for run in _authorities(other, 6) for name in run)
    if authorities:
        clauses = {w.clause for w in other.words if w.concepts & TELLING and w.text not in _AFTER}
        tell = authorities.union(*(other.clauses[number].names for number in clauses))
        for names in _tellers(claim):
            if not names & tell:
                return f"attribution: {', '.join(sorted(names))}"
    return None


def _tellers(claim: Claim) -> Iterator[frozenset[str]]:
    """The names that say something: "Lotis says …"."""
    for word in claim.words:
        names = claim.clauses[word.clause].free_names
        if word.text in _SAYS and names:
            yield names


def _authorities(claim: Claim, within: int) -> Iterator[list[str]]:
    """The names after each "selon" and "according to", ``within`` so many words."""
    for place, word in enumerate(claim.words):
        if word.text in ("selon", "according") or (
            word.text == "apres" and place and claim.words[place - 1].text == "d"
        ):
            following = claim.words[place + 1 : place + 1 + within]
            following = list(takewhile(lambda w: not finite(w.text), following))
            yield [w.name for w in following if w.name and w.clause == word.clause]


def _company_tells(claim: Claim) -> bool:
    """Whether a company tells that the sentence names by no name: "explique le groupe"."""
    return any(
        "company" in word.concepts
        and any(w.concepts & TELLING or w.text in _TELLS for w in claim.clauses[word.clause].words)
        for word in claim.words
    )


def _telling(claim: Claim) -> frozenset[str]:
    """The names beside a word for telling: "La mairie de Nantes a annoncé …"."""
    clauses = {w.clause for w in claim.words if w.concepts & TELLING or w.text in _TELLS}
    return frozenset(w.name for w in claim.words if w.name and w.clause in clauses)


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
