"""What the rules cannot follow: claims in other words than their evidence.

The rules of `assistant.grounding.checks` end with the words that nothing in the evidence is near
to. Where they have found no more than such words the cross-encoders, which were taught on honest
and false claims, may overrule them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.reader.cross_encoder import first_cross_encoder, second_cross_encoder
from assistant.types import NumberedSentence
from index.unseen import as_read

# How likely sentences carry a claim, in log odds; None when they cannot be read whole.
Carried = Callable[[str, Sequence[NumberedSentence]], float | None]
# From here on a claim is taken as carried: where one word alone has no counterpart, as it may be
# the one that makes a near copy wrong, and where several have none. On the development articles
# that lets 13 more honest claims in free words and 3 near copies pass, and no false one
# (`assistant.training.grounding`). None of the tests' tampered answers passes; from 1.8 on one does
# where one word is in doubt.
LEAST_FOR_ONE, LEAST = 2.4, 1.5
_WORDS = "words:"


def least(finding: str, one: float = LEAST_FOR_ONE, several: float = LEAST) -> float | None:
    """The log odds that overrule what the rules found; None when nothing does.

    Only words without a counterpart may be overruled, "words: auction, bidder": what is said of all
    or of one alone is not, nor anything else that the rules are sure of.
    """
    if not finding.startswith(_WORDS):
        return None
    return several if ", " in finding else one


def overruled(
    finding: str, claim: str, cited: Sequence[NumberedSentence], carried: Carried
) -> bool:
    """Whether a claim is carried, whatever the rules found.

    Raises EmbedderError when a cross-encoder cannot be read.
    """
    enough = least(finding)
    odds = None if enough is None else carried(claim, cited)
    return odds is not None and enough is not None and odds >= enough


def carried(claim: str, cited: Sequence[NumberedSentence]) -> float | None:
    """How likely the sentences carry the claim, in log odds: the mean of the cross-encoders'.

    None when one of them cannot read all of it, or the sentences are of several articles: they are
    told one title.
    """
    if len({sentence.source for sentence in cited}) != 1:
        return None
    title, texts = cited[0].title, [as_read(sentence.text) for sentence in cited]
    odds = []
    for reader in (first_cross_encoder(), second_cross_encoder()):
        said = reader.carried(claim, title, texts)
        if said is None:
            return None
        odds.append(said)
    return sum(odds) / len(odds)
