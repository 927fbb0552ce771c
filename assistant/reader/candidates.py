"""The sentences that may be evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.types import Hit, Sentence, Span
from index.unseen import sentence_texts

Place = tuple[str, int]  # of a sentence: its passage's id, and where it starts in the article


class LikelyAnswer(NamedTuple):
    """Words of a sentence that may answer, and how likely they are the ones among its words."""

    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be evidence."""

    hit: Hit
    sentence: Sentence
    text: str  # as it is read, without characters that are not seen
    cosine: float  # of its static vector and the question's
    read: float  # cosine of its vector and the question's by the sentence encoder
    answer: LikelyAnswer | None = None  # inside it, if it was read closely

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.hit.passage.id, self.sentence.start

    @property
    def written(self) -> str:
        """The sentence as it stands in the article."""
        passage = self.hit.passage
        start = self.sentence.start - passage.start
        return passage.text[start : self.sentence.end - passage.start]


def candidates_of(hits: Sequence[Hit]) -> list[Candidate]:
    """Every sentence of the passages found."""
    return [
        Candidate(hit, *sentence)
        for hit in hits
        for sentence in zip(
            hit.passage.sentences,
            sentence_texts(hit.passage),
            hit.sentence_cosines,
            hit.read_cosines,
            strict=True,
        )
    ]
