"""What the rules cannot follow: claims in other words than their evidence.

The rules of `assistant.grounding.checks` end with the words that nothing in the evidence is near
to. Where they have found no more than such words the cross-encoders, which were taught on honest
and false claims, may overrule them, if both say that the claim is carried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assistant.reader.cross_encoder import first_cross_encoder, second_cross_encoder
from assistant.types import NumberedSentence

# How likely sentences carry a claim, in log odds; None when they cannot be read whole.
Carried = Callable[[str, Sequence[NumberedSentence]], float | None]
# From here on, by both cross-encoders, a claim is taken as carried. Of the claims on the
# development articles 26 more honest ones pass than with 1.5 for the mean of both (2.4 where one
# word has no counterpart), and two more false ones (`assistant.training.grounding`); none of the
# tests' tampered answers does.
LEAST = 1.3


def may_be_overruled(finding: str) -> bool:
    """Whether the rules found nothing but words without a counterpart: "words: auction, bidder".

    What is said of all or of one alone is no such thing, nor anything else that they are sure of.
    """
    return finding.startswith("words:")


def overruled(
    finding: str, claim: str, cited: Sequence[NumberedSentence], carried: Carried
) -> bool:
    """Whether a claim is carried, whatever the rules found.

    Raises EmbedderError when a cross-encoder cannot be read.
    """
    odds = carried(claim, cited) if may_be_overruled(finding) else None
    return odds is not None and odds >= LEAST


def carried(claim: str, cited: Sequence[NumberedSentence], least: float = LEAST) -> float | None:
    """How likely the sentences carry the claim: the lower log odds of the two cross-encoders'.

    The second reads only what the first gives ``least``. None when one of them cannot read all of
    it, or the sentences are of several articles: they are told one title.
    """
    if len({sentence.source for sentence in cited}) != 1:
        return None
    title, texts = cited[0].title, [sentence.text for sentence in cited]
    lower = np.inf
    for reader in (first_cross_encoder, second_cross_encoder):
        odds = reader().carried(claim, title, texts)
        if odds is None:
            return None
        lower = min(lower, odds)
        if lower < least:
            break
    return lower
