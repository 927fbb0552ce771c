"""What a clause denies, of what and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from assistant.grounding.claims import Claim, Clause
from assistant.grounding.deeds import is_verb
from assistant.grounding.words import Word

_EXCLUDES = frozenset(["exclude", "lack", "leave"])
FRAGMENT = 3  # words of content up to which words between commas are no clause of their own
DENYING = frozenset("ne n not".split())
_NE = frozenset("ne n".split())
_DENIES = DENYING | frozenset("no never neither without sans aucun aucune".split())
_CONTRASTS = frozenset("mais but et and".split())
# Denies what the clause before says, for another.
_NOT_SO = re.compile(
    r"\b(?:cela|ca|ce|c) ne? (?!.*\bdepuis\b)(?:.* )?(?:produi\w+|cas|vrai\w*)\b|\bn en est rien\b"
)
_SO = re.compile(
    r"\b(?:cela|ca|ce|c) (?:s )?(?:est|a) (?:deja )?(?:produit|passe|arrive|fait|eu lieu|le cas)\b"
)
_SAVE = re.compile(
    r"\b(?:sauf|excepte|hormis|contrairement|except|unlike|save|plus que|more than|other than)\b"
)


class Place(NamedTuple):
    """A clause and the sentence that it is of."""

    clause: Clause
    sentence: Claim


def tells_as_unknown(said: Place, anchor: Place, theirs: list[Place]) -> bool:
    """Whether a claim calls unknown what its evidence denies: "n'a pas été précisé"."""

    def unknown(clauses: Iterable[Clause]) -> bool:
        return any("unknown" in word.concepts for clause in clauses for word in clause.content)

    known = not unknown(place.clause for place in theirs)
    return anchor.clause.negated and known and unknown([said.clause])


def excepted(said: Place, anchor: Place) -> bool:
    """Whether a claim says of a name what is told but for it: "à Lyon, cela n'est pas le cas"."""
    clause, claim = said
    before = [c for c in claim.clauses if c.number < clause.number and not c.verbal]
    spoken_of = clause.names.union(*(c.own_names for c in before)) - anchor.clause.names
    return not _SAVE.search(claim.text) and any(
        c.negated and _NOT_SO.search(c.text) and c.own_names & spoken_of
        for c in anchor.sentence.clauses[anchor.clause.number + 1 :]
    )


def happened_to(names: frozenset[str], other: Claim) -> bool:
    """Whether a sentence says of names that it is so already: "cela s'est produit à Lyon"."""
    return any(_SO.search(c.text) and c.own_names & names for c in other.clauses if not c.negated)


def without(clause: Clause, theirs: list[Place]) -> bool:
    """Whether names that nothing but a denial is said of, "without Lotis", are denied or absent."""
    places = [p for p in theirs if p.clause.own_names & clause.own_names]
    return not places or any(p.clause.negated or _EXCLUDES & _concepts(p.clause) for p in places)


def denied_to(clause: Clause, theirs: list[Place]) -> bool:
    """Whether of names, "Lotis aussi", nothing but a denial is said: "Lotis non"."""
    places = [p for p in theirs if p.clause.own_names & clause.own_names]
    return bool(places) and all(p.clause.negated and not p.clause.content for p in places)


def _concepts(clause: Clause) -> frozenset[str]:
    return frozenset(concept for word in clause.words for concept in word.concepts)


def denied(clause: Clause) -> list[Word]:
    """The words of content of which a clause says that something is not: those behind "ne"."""
    start = next((w.start for w in clause.words if w.text in _DENIES), 0)
    return [word for word in clause.content if clause.negated and word.start > start]


def denied_alone(clause: Clause) -> bool:
    """Whether words without a verb are denied by themselves: "Ce pont, jamais fermé, …"."""
    return clause.negated and not clause.verbal and _NE.isdisjoint(clause.text.split())


def hangs(clause: Clause, sentence: Claim) -> bool:
    """Whether few words without a verb are denied or not with another clause: "Ce pont, …"."""
    texts = clause.text.split()
    return (
        not (clause.verbal or clause.negated or texts[0] in _CONTRASTS)
        and not any(is_verb(sentence, word) for word in clause.content)
        and len(clause.content) <= FRAGMENT
        and any(other.negated for other in sentence.clauses)
    )
