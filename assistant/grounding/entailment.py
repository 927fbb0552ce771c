"""What the rules cannot follow: claims in other words than their evidence.

The cross-encoders, which were taught on honest and false claims, say how likely sentences carry a
claim. What both deny is not carried, though the rules of `assistant.grounding.checks` find nothing
amiss; what both affirm is, where the rules have found no more than words that nothing in the
evidence is near to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from assistant.reader.cross_encoder import first_cross_encoder, second_cross_encoder
from assistant.types import NumberedSentence
from index.unseen import as_read

# How likely sentences carry a claim, in log odds by one cross-encoder after the other, with their
# additions or without; nothing where the claim cannot be read with them whole.
Readings = Callable[[str, Sequence[NumberedSentence], bool], Iterator[float]]
READERS = 2
# A claim is affirmed where both, with their additions, say on average at least so much, and neither
# less than UNLIKELY; up to DENIED by both, without them, it is denied: with them, too many of the
# tests' honest answers on articles in clumsy French are. What either lets pass of the claims on the
# development articles and pages is printed by `assistant.training.grounding`.
AFFIRMED, UNLIKELY, DENIED = 1.7, 0.5, -1.5
_PRONOUN = re.compile(r"(?:ils?|elles?|cela|ceci|celles?|celui|ceux)\b", re.IGNORECASE)
MEANING = "meaning"  # the finding that both deny the claim


def may_be_overruled(finding: str) -> bool:
    """Whether the rules found nothing but words without a counterpart: "words: auction, bidder".

    What is said of all or of one alone is no such thing, nor anything else that they are sure of.
    """
    return finding.startswith("words:")


def may_be_denied(cited: Sequence[NumberedSentence]) -> bool:
    """Whether the sentences say of what they speak.

    "Il devrait être situé à Pékin" does not: those before it, which are not read with it, do.
    """
    return not any(_PRONOUN.match(sentence.text) for sentence in cited)


def settled(
    finding: str | None, claim: str, cited: Sequence[NumberedSentence], readings: Readings
) -> str | None:
    """What the rules found of a claim, or what reading it finds instead; None if it is carried.

    "Il devrait être situé à Pékin": of what, the sentences before tell, which are not read with it.
    A claim on such a sentence is not denied.
    Raises EmbedderError when a cross-encoder cannot be read.
    """
    if finding is None:
        denied = may_be_denied(cited) and _read_by_both(
            readings(claim, cited, False), lambda odds: odds < DENIED
        )
        return MEANING if denied else None
    if may_be_overruled(finding):
        odds = _read_by_both(readings(claim, cited, True), lambda odds: odds >= UNLIKELY)
        return None if is_affirmed(odds) else finding
    return finding


def is_affirmed(odds: Sequence[float], from_: float = AFFIRMED) -> bool:
    """Whether a claim is carried by what both say of it, in log odds; not if it was not read."""
    read = len(odds) == READERS
    return read and min(odds) >= UNLIKELY and sum(odds) / READERS >= from_


def _read_by_both(odds: Iterator[float], said: Callable[[float], bool]) -> tuple[float, ...]:
    """What both say where they say so, else nothing: the second reads what the first says so of."""
    found = tuple(takewhile(said, odds))
    return found if len(found) == READERS else ()


def readings(claim: str, cited: Sequence[NumberedSentence], added: bool) -> Iterator[float]:
    """How likely the sentences carry the claim, in log odds, by one cross-encoder, then the other.

    ``added``: with what each was taught of claims alone. Nothing when the sentences are of several
    articles: the cross-encoders are told one title.
    """
    if len({sentence.source for sentence in cited}) != 1:
        return
    title, texts = cited[0].title, [as_read(sentence.text) for sentence in cited]
    for reader in (first_cross_encoder, second_cross_encoder):
        odds = reader().carried(claim, title, texts, added)
        if odds is None:
            return
        yield odds
