"""Reads: which sentences answer a question, and whether any does.

First at a glance (`assistant.reader.glancing`), then closely (`assistant.reader.attending`). A
sentence's score is a weighted sum of what is said at a glance and closely, less where its article
lacks the names that are asked about (`assistant.reader.names`), or where it tells of something
else (`assistant.reader.elsewhere`). Two regressions over all of this say how likely the
articles answer, which is the confidence, and how likely the best sentence does. The weights are in
`assistant.reader.weights`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.reader.attending import SECOND, Close, attend
from assistant.reader.candidates import Candidate, Place
from assistant.reader.entities import spans
from assistant.reader.features import is_new
from assistant.reader.glancing import Glance, glance
from assistant.reader.names import absent_names, asked_names, is_named
from assistant.reader.questions import Question
from assistant.reader.similarity import Array, WordVectors
from assistant.reader.weights import Sum, judgement
from index.types import Hit
from index.unseen import as_read

PASSAGES = 12  # the best of the search whose sentences are candidates
_EMPHASIS = " *_"  # of Markdown, around a sentence
FEW = 30  # sentences, about those of two articles
# Of sentences in which a rule finds who somebody or what something is, at least so many say it.
_APPOSITION = 0.95
_NO_APPOSITION = 2.0  # log odds by which the other sentences stay behind these, at least
# Log odds that a sentence loses which tells of something else than is asked about (`elsewhere`):
# of another time or place do five times as many of those that do not answer as of those that do.
_ELSEWHERE = 2.0
_HARDLY = -6.0  # log odds, for the regressions, of a sentence that was not read


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading found: candidates best first, and how likely they answer."""

    candidates: tuple[Candidate, ...]
    scores: Array  # (candidates,), in the same order; differences are log ratios of likelihoods
    confidence: float  # 0 to 1: how likely the articles answer
    doubtful: bool  # the best candidate is more likely not what was asked for

    @property
    def answers(self) -> bool:
        """Whether the best candidate is taken as evidence."""
        return bool(self.candidates) and self.confidence >= judgement().threshold


def read(question: Question, hits: Sequence[Hit], vectors: WordVectors) -> Reading:
    """Order the sentences of the passages found, and judge whether the best one answers.

    One that tells of something else than is asked about does not.
    """
    seen = glance(question, hits, vectors)
    if seen is None:
        return Reading((), np.zeros(0, np.float32), 0.0, doubtful=True)
    close = attend(question, seen)
    close, scores = weigh(question, seen, close, judgement().sum)
    order = np.argsort(-scores, kind="stable")
    found = close_features(question, seen, close, scores)[None]
    (confidence,), (doubtful,) = judgement().confidence(found), judgement().doubts(found)
    confidence = 0.0 if seen.elsewhere[order[0]] else float(confidence)
    candidates = tuple(close.candidates[i] for i in order)
    reading = Reading(candidates, scores[order], confidence, bool(doubtful))
    if question.thing:
        return _defined(question, reading)
    return _identified(question, reading) if question.identity else reading


def _identified(question: Question, reading: Reading) -> Reading:
    """The reading with the sentences first that say who the person is who is asked about.

    Where none of the passages names that person nothing answers; where they give a last name to
    several, whoever is meant is in doubt.
    """
    from assistant.reader.identification.identities import (  # 0.1 s, for few questions
        full_names,
        identity,
    )

    name = question.identity
    passages = {one.hit.passage.id: one.hit.passage for one in reading.candidates}
    if not any(is_named(passage, name) for passage in passages.values()):
        return replace(reading, confidence=0.0) if asked_names(question) else reading
    if len({full for one in reading.candidates for full in full_names(one.text, name)}) > 1:
        return replace(reading, doubtful=True)
    says = [identity(one.text, name) is not None for one in reading.candidates]
    return _these_first(reading, says) if any(says) else reading


def _defined(question: Question, reading: Reading) -> Reading:
    """The reading with the sentences first that say what the thing is that is asked about.

    Where no article has its name nothing answers; a sentence that only mentions it is in doubt.
    """
    from assistant.reader.identification.definitions import (  # 0.1 s, for few questions
        definition,
        is_mentioned,
    )

    says = [definition(one.text, question.thing) is not None for one in reading.candidates]
    if any(says):
        return _these_first(reading, says)
    passages = {one.hit.passage.id: one.hit.passage for one in reading.candidates}
    mentioned = any(
        is_mentioned(f"{passage.title} {as_read(passage.text)}", question.thing)
        for passage in passages.values()
    )
    absent = absent_names(question, reading.candidates) if asked_names(question) else np.zeros(1)
    if not mentioned and bool((absent == 1).all()):
        return replace(reading, confidence=0.0)
    return replace(reading, doubtful=True)


def _these_first(reading: Reading, says: Sequence[bool]) -> Reading:
    """The reading with the sentences first in which a rule finds what is asked for."""
    order = sorted(range(len(says)), key=lambda place: not says[place])
    scores, told = reading.scores[order], sum(says)
    scores[told:] = np.minimum(scores[told:], min(scores[told - 1], scores[0] - _NO_APPOSITION))
    candidates = tuple(reading.candidates[place] for place in order)
    return Reading(candidates, scores, max(reading.confidence, _APPOSITION), doubtful=False)


def weigh(question: Question, seen: Glance, close: Close, added: Sum) -> tuple[Close, Array]:
    """The candidates, and what speaks for each, added: (candidates,).

    What an article asks itself answers nothing: it comes last, unread. The sentence behind it,
    which answers it, is as likely as it would be.
    """
    scores = added(close.scores, seen.scores, seen.absent)
    scores = np.where(seen.elsewhere, scores - _ELSEWHERE, scores)
    candidates, said, likely = list(close.candidates), close.said.copy(), scores.copy()
    places = {candidate.place: number for number, candidate in enumerate(candidates)}
    asking = [i for i, candidate in enumerate(candidates) if _only_asks(question, candidate)]
    for i in asking:
        if (reply := places.get(_place_behind(candidates[i]), i)) not in asking:
            said[:, reply] = np.fmax(said[:, reply], said[:, i])
            likely[reply] = max(likely[reply], likely[i])
        candidates[i] = replace(candidates[i], answer=None)
    said[:, asking], likely[asking] = np.nan, likely.min() - 1
    return Close(tuple(candidates), said), likely


def _only_asks(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence is a question that does not tell by the way what is asked for.

    "Le pont, ouvert en 1912, est-il sûr ?" tells when.
    """
    text, asked = candidate.text, set(question.words)
    if not text.rstrip(_EMPHASIS).endswith("?"):
        return False
    kind = "number" if question.kind == "other" else question.kind  # "Quelle est la surface ?"
    return not any(is_new(text, span, asked) for span in spans(text, kind))


def _place_behind(candidate: Candidate) -> Place:
    """The place of the sentence behind a candidate in its passage; its own if it is the last."""
    passage, start = candidate.hit.passage, candidate.sentence.start
    later = [sentence.start for sentence in passage.sentences if sentence.start > start]
    return passage.id, min(later, default=start)


def close_features(question: Question, seen: Glance, close: Close, scores: Array) -> Array:
    """What tells, after close reading, whether anything answers, and the best does: (inputs,).

    ``scores`` are the candidates' sums of both scores.
    """
    order = np.sort(scores)[::-1]
    best = int(np.argmax(scores))
    answer = close.candidates[best].answer
    read = close.scores[~np.isnan(close.scores)]
    # Among many a glance tells more than among few.
    many = max(0.0, np.log(len(close.candidates) / FEW))
    return np.array(
        [
            seen.odds,
            many,
            seen.odds * many,
            seen.scores[best] - seen.scores[0],
            close.scores[best] if answer else _HARDLY,
            np.logaddexp.reduce(read) if read.size else _HARDLY,
            order[0],
            order[0] - order[1] if len(order) > 1 else 1.0,
            np.log(answer.probability) if answer else 0.0,
            float(question.language == "en"),
            seen.absent[best],
            *_standing(close.said[SECOND], best),
        ],
        dtype=np.float32,
    )


def _standing(said: Array, best: int) -> tuple[float, float]:
    """What a cross-encoder says of the best candidate, and how far that stands before all others.

    ``said``: (candidates,), NaN where it has not read.
    """
    scores = np.where(np.isnan(said), _HARDLY, said)
    ahead = scores[best] - max(_HARDLY, np.delete(scores, best).max(initial=_HARDLY))
    return float(scores[best]), float(np.clip(ahead, _HARDLY, -_HARDLY))
