"""What the rules cannot follow: claims in other words than their evidence.

The cross-encoders, which were taught on honest and false claims, say how likely sentences carry a
claim. What they deny is not carried, though the rules of `assistant.grounding.checks` find nothing
amiss; what both affirm is, where the rules have found no more than words that nothing in the
evidence is near to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from assistant.reader.cross_encoder import first_cross_encoder, second_cross_encoder
from assistant.types import NumberedSentence
from index.unseen import as_read

# Whether the first and the second cross-encoder read with what each was taught of claims alone.
Added = tuple[bool, bool]
AFFIRMING: Added = (True, True)
# Those taught differently err differently: of what they deny together less is honest than of what
# both deny with their additions, or both without.
DENYING: Added = (True, False)
# How likely sentences carry a claim, in log odds by one cross-encoder after the other; nothing
# where the claim cannot be read with them whole.
Readings = Callable[[str, Sequence[NumberedSentence], Added], Iterator[float]]
READERS = len(DENYING)
# A claim is affirmed where both say on average at least so much, and neither less than UNLIKELY;
# below DENIED on average it is denied, if the first says that it is likelier not carried. What
# either lets pass of the claims on the development articles and pages is printed by
# `assistant.training.grounding`.
AFFIRMED, UNLIKELY, DENIED = 1.7, 0.5, -1.0
_PRONOUN = re.compile(r"(?:ils?|elles?|cela|ceci|celles?|celui|ceux)\b", re.IGNORECASE)
MEANING = "meaning"  # the finding that the cross-encoders deny the claim


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
        if not may_be_denied(cited):
            return None
        return MEANING if is_denied(readings(claim, cited, DENYING)) else None
    if may_be_overruled(finding):
        return None if is_affirmed(readings(claim, cited, AFFIRMING)) else finding
    return finding


def is_affirmed(odds: Iterable[float], from_: float = AFFIRMED) -> bool:
    """Whether a claim is carried by what both say of it, in log odds; not if it was not read.

    The second reads only what the first does not find unlikely.
    """
    read = tuple(takewhile(lambda said: said >= UNLIKELY, odds))
    return len(read) == READERS and sum(read) / READERS >= from_


def is_denied(odds: Iterable[float], below: float = DENIED) -> bool:
    """Whether a claim is not carried by what both say of it, in log odds; not if it was not read.

    The second reads only what the first finds likelier not carried.
    """
    said = iter(odds)
    first = next(said, 0.0)
    second = next(said, None) if first < 0 else None
    return second is not None and (first + second) / READERS < below


def readings(claim: str, cited: Sequence[NumberedSentence], added: Added) -> Iterator[float]:
    """How likely the sentences carry the claim, in log odds, by one cross-encoder, then the other.

    Nothing when the sentences are of several articles: the cross-encoders are told one title.
    """
    if len({sentence.source for sentence in cited}) != 1:
        return
    title, texts = cited[0].title, [as_read(sentence.text) for sentence in cited]
    for reader, its in zip((first_cross_encoder, second_cross_encoder), added, strict=True):
        odds = reader().carried(as_read(claim), title, texts, its)
        if odds is None:
            return
        yield odds
