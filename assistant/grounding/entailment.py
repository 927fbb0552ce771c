"""What the rules cannot follow: claims in other words than their evidence.

The cross-encoders, which were taught on honest and false claims, say how likely sentences carry a
claim. What both deny is not carried, though the rules of `assistant.grounding.checks` find nothing
amiss; what both affirm is, where the rules have found no more than words that nothing in the
evidence is near to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.reader.cross_encoder import first_cross_encoder, second_cross_encoder
from assistant.types import NumberedSentence
from index.unseen import as_read

# How likely sentences carry a claim, in log odds by one cross-encoder after the other; nothing
# where the claim cannot be read with them whole.
Readings = Callable[[str, Sequence[NumberedSentence]], Iterator[float]]
READERS = 2
# From here on a claim is affirmed, and up to here denied. Of the claims on the development articles
# affirming lets 50 more of 1,173 honest ones pass and 3 more of 1,176 false ones, denying takes one
# of either away (`assistant.training.grounding`). Denying less surely takes more false ones away,
# and too many of the tests' honest answers on articles in clumsy French. None of the tests'
# tampered answers is affirmed.
AFFIRMED, DENIED = 1.3, -1.5
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
        denied = may_be_denied(cited) and _by_both(
            readings(claim, cited), lambda odds: odds < DENIED
        )
        return MEANING if denied else None
    if may_be_overruled(finding):
        affirmed = _by_both(readings(claim, cited), lambda odds: odds >= AFFIRMED)
        return None if affirmed else finding
    return finding


def _by_both(odds: Iterator[float], said: Callable[[float], bool]) -> bool:
    """Whether both say so; the second reads only what the first says so of."""
    count = 0
    for one in odds:
        if not said(one):
            return False
        count += 1
    return count == READERS


def readings(claim: str, cited: Sequence[NumberedSentence]) -> Iterator[float]:
    """How likely the sentences carry the claim, in log odds, by one cross-encoder, then the other.

    Nothing when the sentences are of several articles: the cross-encoders are told one title.
    """
    if len({sentence.source for sentence in cited}) != 1:
        return
    title, texts = cited[0].title, [as_read(sentence.text) for sentence in cited]
    for reader in (first_cross_encoder, second_cross_encoder):
        odds = reader().carried(claim, title, texts)
        if odds is None:
            return
        yield odds
