"""Close reading: what both cross-encoders say of the sentences that seem good at a glance.

The first (`assistant.reader.cross_encoder`) reads the best of them, each in its window of the
article, together with the question, and the second the best of these again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.reader.candidates import Candidate, Place
from assistant.reader.cross_encoder import CrossEncoder, first_cross_encoder, second_cross_encoder
from assistant.reader.glancing import Glance
from assistant.reader.questions import Question
from assistant.reader.similarity import Array
from assistant.reader.vocabulary import Vocabulary
from assistant.reader.windows import Window, windows
from index.types import Passage
from index.unseen import sentence_texts

READ, AGAIN = 4, 2  # windows that the first and the second cross-encoder read, at most
# How far a window's best sentence may stay behind the best at a glance. On the development articles
# that leaves out one window in three, and costs no more than a tenth of a point of evidence@1.
HOPELESS = 3.0
# The same for the second, behind the best by both: it reads one window, or two in one of three
# questions; on the development articles two always gave nothing.
DECIDED = 2.0
KEPT = 512  # passages whose windows are kept, each once for either cross-encoder
_GLANCED = 0.6  # weight of a glance beside the first cross-encoder, where the second chooses
FIRST, SECOND = range(2)  # of the cross-encoders, in what they said


@dataclass(frozen=True, slots=True)
class Close:
    """The same candidates as the cross-encoders have read them."""

    candidates: tuple[Candidate, ...]  # with their likeliest answers
    said: Array  # (2, candidates), by each: log odds against that none answers; NaN if not read

    @property
    def scores(self) -> Array:
        """What both say on average, or the first alone; NaN if neither has read: (candidates,)."""
        first, second = self.said
        mean: Array = np.where(np.isnan(second), first, (first + second) / 2)
        return mean


def attend(question: Question, seen: Glance) -> Close:
    """Read the best windows of the articles with the question, and the very best of them again.

    The likeliest answer in a sentence is that of the second cross-encoder, where it has read it.
    """
    first, second = first_cross_encoder(), second_cross_encoder()
    chosen = best_windows(seen.candidates, seen.scores, first.vocabulary)
    close = Close(seen.candidates, np.full((2, len(seen.candidates)), np.nan, np.float32))
    close = _read_by(first, FIRST, question, close, chosen)
    read = np.flatnonzero(~np.isnan(close.scores))
    if not read.size:
        return close
    both = close.scores[read] + _GLANCED * seen.scores[read]
    order = np.argsort(-both, kind="stable")
    likely = [seen.candidates[i] for i in read[order]]
    chosen = best_windows(likely, both[order], second.vocabulary, AGAIN, DECIDED)
    return _read_by(second, SECOND, question, close, chosen)


def _read_by(
    reader: CrossEncoder,
    number: int,
    question: Question,
    close: Close,
    chosen: Sequence[tuple[Passage, Window]],
) -> Close:
    """What there was, with what a cross-encoder says of the sentences of these windows.

    Of those alone that the first has read.
    """
    said, candidates = close.said.copy(), list(close.candidates)
    places = {one.place: i for i, one in enumerate(candidates)}
    unread = np.isnan(said[FIRST]) & (number > FIRST)
    readings = reader.read(question.text, [window for _, window in chosen])
    for (passage, window), reading in zip(chosen, readings, strict=True):
        for place, score in enumerate(reading.scores.tolist()):
            i = places.get((passage.id, passage.sentences[window.places[place]].start))
            if i is not None and score > -np.inf and not unread[i]:
                said[number, i] = score
                candidates[i] = replace(candidates[i], answer=reading.answer(place))
    return Close(tuple(candidates), said)


def best_windows(
    candidates: Sequence[Candidate],
    scores: Array,
    vocabulary: Vocabulary,
    most: int = READ,
    behind: float = HOPELESS,
) -> list[tuple[Passage, Window]]:
    """The windows that hold the best candidates, in that order, to be read as these tokens.

    At most ``most`` of them, and none whose best candidate stays further than ``behind`` behind.
    """
    best: dict[Place, float] = {}
    passages: dict[str, Passage] = {}
    for candidate, score in zip(candidates, scores.tolist(), strict=True):
        passage = candidate.hit.passage
        best[candidate.place] = score
        if len(passages) < most:  # no window beyond theirs can be among the best
            passages.setdefault(passage.id, passage)
    found = []
    for passage in passages.values():
        for window in _windows_of(passage, vocabulary):
            starts = (passage.sentences[place].start for place in window.places)
            score = max(best.get((passage.id, start), -np.inf) for start in starts)
            found.append((score, passage, window))
    found.sort(key=lambda one: -one[0])
    hopeless = found[0][0] - behind
    return [(passage, window) for score, passage, window in found[:most] if score >= hopeless]


@lru_cache(maxsize=KEPT)
def _windows_of(passage: Passage, vocabulary: Vocabulary) -> tuple[Window, ...]:
    """A passage's windows, kept for the next question that finds it."""
    return tuple(windows(vocabulary, passage.title, sentence_texts(passage)))
