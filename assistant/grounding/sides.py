"""Names and things that a sentence sets against each other: what is said of one, not of both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.claims import OTHER, Claim, Clause
from assistant.grounding.matching import STRONG, Near
from assistant.grounding.words import Word

_AND = frozenset("et and".split())
_BOTH = re.compile(
    r"\b(?:(?:et|and)(?! (?:demie?|a half)\b)|while|whereas|with|avec|tandis|entre|between|autre"
    r"|(?:an)?other)\b"
)


def of_both(clause: Clause, other: Claim, near: Near) -> Word | None:
    """A word that is said of one alone, in a clause that says of it what is said of another.

    "D'un côté BAIC, qui appartient à l'État, de l'autre un groupe d'électronique": no state group
    is one of electronics.
    """
    if clause.names == OTHER or _BOTH.search(clause.text):
        return None
    sides: tuple[list[Word], list[Word]] = ([], [])
    for its in other.clauses:
        sides[its.names == OTHER].extend(its.content)
    found = []
    for word in clause.content:
        here = [any(near(word, its) >= STRONG for its in side) for side in sides]
        found += [(here[0], word)] if here[0] != here[1] else []
    return found[-1][1] if len({side for side, _ in found}) > 1 else None


def joined_to(clause: Clause, other: Claim, anchor: Clause) -> str | None:
    """A name that is joined by "and" to one of the anchor, but does something else itself."""
    here = all_names(anchor)
    elsewhere = {n for c in other.clauses if c.verbal for n in c.own_names}
    elsewhere -= {n for c in other.clauses if not c.verbal for n in c.own_names}
    elsewhere |= {n for c in other.clauses if _turns_between(other, c, anchor) for n in c.own_names}
    elsewhere -= here
    joined = _joined(other.words)
    for pair in _joined(clause.words):
        if pair & here and pair & elsewhere and pair not in joined:
            return next(iter(pair & elsewhere))
    return None


def _joined(words: Sequence[Word]) -> list[set[str]]:
    """The names on both sides of each "and"."""
    return [
        {former.name, latter.name}
        for former, word, latter in zip(words, words[1:], words[2:], strict=False)
        if word.text in _AND
    ]


def _turns_between(claim: Claim, clause: Clause, anchor: Clause) -> bool:
    """Whether what an anchor tells is set against what a clause before it does: "tandis que"."""
    between = claim.clauses[clause.number + 1 : anchor.number + 1]
    return any(c.text.split()[:1] in (["tandis"], ["mais"]) for c in between)


def all_names(anchor: Clause) -> frozenset[str]:
    """Names of the clause, with those it goes on from."""
    small = {c[5:] for w in anchor.words for c in w.concepts if c[:5] == "name:"}
    return anchor.names | small
