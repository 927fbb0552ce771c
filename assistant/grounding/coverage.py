"""Whether every word of a claim has one in the evidence that it may stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.grounding.bindings import movements
from assistant.grounding.claims import Claim
from assistant.grounding.concepts import is_weak
from assistant.grounding.matching import COVERS, STRONG, Nearness
from assistant.grounding.negation import restricts, says_no_longer
from assistant.grounding.polarity import TO_COME
from assistant.grounding.words import Word

ALMOST = 0.25  # nearness below which a word has nothing to do with the evidence
NEUTRAL = frozenset(
    "company brand announce place source become_ as_of someone form earlier linking".split()
)
MANY = 9  # words of content from which one may be without a near word in the evidence
COVERED = 2  # words, names and figures that must be carried for a weak one not to be
_ONLY = frozenset("seulement uniquement only merely".split())
_AGAINST = frozenset("contre against versus".split())
# Words that order two events, and those of the evidence that may have told so.
_ORDERS = {
    frozenset("apres after".split()): frozenset(
        """
        apres depuis puis ensuite suite foulee lendemain issue suivant suivante suivi suivie suivra
        suivront ayant tard
        """.split()
    ),
    frozenset("avant before".split()): frozenset(
        """
        avant jusque jusqu ici deja prealable precedent precedente auparavant premier
        tot abord veille
        """.split()
    ),
}
# "Looking after", "after dark", "after-effects", "before a crowd".
_NO_ORDER = re.compile(
    r"(?:look(?:s|ed|ing)?|named?|take[ns]?|run(?:s|ning)?|sought) after\b"
    r"|\S+ (?:after (?:dark|all)\b|after-|before (?:an? |the )?(?:\w+ )?(?:crowd|court|judge"
    r"|audience|committee|parliament|assembl|cameras?|thousands|hundreds))"
    r"|\S+ (?:avant|apres) tout\b"
)
# "Is due to start" names none.
_BECAUSE = re.compile(
    r"\b(?:(?:en raison|a cause|du fait|faute de|because of|owing to|thanks to|grace a)\b|faute d'"
    r"|due to\b(?! (?:be|have|start|begin|end|open|close|reopen|launch|arrive|leave|run|rule|decide"
    r"|vote|hear|take|come|go|enter|join|meet|sign|publish|appear|resume|move|expire|finish|last"
    r"|cease|become|receive|deliver|replace|expand|rise|fall|grow|reach|stand|see)\b))"
)
_YEAR = re.compile(r"apres \d")  # "d'après 2020"
_NEXT = 12  # characters from such a word to the figure that it is about


class Coverage:
    """Looks for the words of claims in their evidence."""

    def __init__(self, nearness: Nearness) -> None:
        self._nearness = nearness

    def lacking(
        self, claim: Claim, evidence: Sequence[Claim], titles: Sequence[Claim]
    ) -> str | None:
        """The words that nothing in the evidence is near to: "words: auction".

        Last, as it may be overruled (`assistant.grounding.entailment`): an order of events that is
        not told, or a cause, comes before it.
        """
        others = [w for c in evidence for w in c.words if len(w.text) > 1]
        aside = [w for c in titles for w in c.words if len(w.text) > 1]
        content = [word for word in claim.words if word.content]
        missing = [
            word for word in content if not self._covered(claim, word, evidence, others, aside)
        ]
        told = {form for w in others for form in (w.text, w.name)}
        for cause in _causes(claim, [w for w in claim.words if w.content or w.name]):
            if cause in missing or (cause.name and told.isdisjoint((cause.text, cause.name))):
                return f"cause: {claim.as_written(cause)}"
        if order := _sequence(claim, evidence, self._stands_for):
            return order
        if missing and not self._forgiven(claim, content, missing, others):
            return "words: " + ", ".join(claim.as_written(word) for word in missing)
        if not content and not claim.figures:
            return "nothing said"
        return None

    def _forgiven(
        self, claim: Claim, content: list[Word], missing: list[Word], others: list[Word]
    ) -> bool:
        """Whether the words without a counterpart say too little to matter."""
        if any(word.capital for word in missing) or any(
            self._nearness.reverses(word.text, other.text) for word in missing for other in others
        ):
            return False
        carried = len(content) - len(missing) + len(claim.names) + len(claim.figures)
        telling = [word for word in missing if not is_weak(word.text, claim.language)]
        if not telling:
            return carried >= COVERED * len(missing)
        if len(missing) > 1 or len(content) < MANY:
            return False
        return any(self._stands_for(other, telling[0], ALMOST) for other in others)

    def _covered(
        self,
        claim: Claim,
        word: Word,
        evidence: Sequence[Claim],
        others: list[Word],
        aside: list[Word],
    ) -> bool:
        if word.concepts & NEUTRAL or any(self._stands_for(other, word) for other in others):
            return True
        if word.text in TO_COME and any(c.certainty for e in evidence for c in e.clauses):
            return True  # one way or another it is to come
        if word.text in _ONLY and any(
            restricts(c.text.split()) for e in evidence for c in e.clauses
        ):
            return True  # "n'est tombé que"
        if word.text in _AGAINST and any(0 < f.start - word.start < _NEXT for f in claim.figures):
            return True  # "contre 12 auparavant": which is which, `bindings` tells
        if any(word.concepts & movements(other) for other in evidence):
            return True  # "rises" for "passe de 9 à 11"
        if "end" in word.concepts and any(
            says_no_longer(c.text.split()) for e in evidence for c in e.clauses
        ):
            return True
        if any(self._stands_for(other, word, STRONG) for other in aside):
            return True
        parts = _parts(claim, word) if word.expression else []
        return bool(parts) and all(
            part.function or any(self._stands_for(other, part) for other in (*others, *aside))
            for part in parts
        )

    def _stands_for(self, other: Word, word: Word, least: float = COVERS) -> bool:
        """Whether a word of the evidence covers one of the claim; function words by concept."""
        if other.function or other.name:
            return bool(word.concepts & other.concepts) or word.text == other.text
        return self._nearness.near(word, other) >= (1 if word.capital else least)


def _causes(claim: Claim, content: Sequence[Word]) -> list[Word]:
    """The first word of content behind each expression that names a cause."""
    ends = [found.end() for found in _BECAUSE.finditer(claim.text)]
    behind = [[word for word in content if word.start >= end] for end in ends]
    return [words[0] for words in behind if words]


def _sequence(
    claim: Claim, evidence: Sequence[Claim], covers: Callable[[Word, Word], bool]
) -> str | None:
    """An order of events that the evidence does not tell, or tells of others: "sequence: après"."""
    told = [ordering for other in evidence for ordering in _orderings(other)]
    for word, event in _orderings(claim):
        for said, may_tell in _ORDERS.items():
            if word.text not in said:
                continue
            telling = [(w, theirs) for w, theirs in told if w.text in may_tell]
            same = [theirs for w, theirs in telling if w.text in said]
            if not telling or (
                event
                and all(same)
                and len(same) == len(telling)
                and not any(covers(its, e) for theirs in same for its in theirs for e in event[:2])
            ):
                return f"sequence: {claim.as_written(word)}"
    return None


def _orderings(claim: Claim) -> list[tuple[Word, list[Word]]]:
    """The words that may order events, each with the words of content of its clause behind it.

    Left out are those of "d'après" and "en avant".
    """
    found = []
    before = ""
    for word in claim.words:
        idiom = (
            before == "en"
            or ((before, word.text) == ("d", "apres") and not _YEAR.match(claim.text, word.start))
            or (before, word.text) == ("comme", "avant")
            or _NO_ORDER.match(claim.text, word.start - len(before) - 1)
        )
        if not word.expression and not idiom:
            clause = [w for w in claim.words if w.start > word.start and w.clause == word.clause]
            found.append((word, [w for w in clause if w.content]))
        if not word.expression:
            before = word.text
    return found


def _parts(claim: Claim, word: Word) -> list[Word]:
    """The words of an expression."""
    end = word.start + len(word.text)
    return [w for w in claim.words if w.inside and word.start <= w.start < end]
