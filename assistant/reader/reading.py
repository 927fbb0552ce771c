"""Reads: which sentences answer a question, and whether any does.

First at a glance: a network over `assistant.reader.features` orders all sentences that search
found, and a logistic regression says how likely the best of them answers. Then closely: a
cross-encoder (`assistant.reader.cross_encoder`) reads the best of them, each in its window of the
article, together with the question, and a second one the best of these again. A sentence's score is
a weighted sum of what is said at a glance and closely, less where its article lacks the names that
are asked about (`assistant.reader.names`). Two regressions over all of this say how likely the
articles answer, which is the confidence, and how likely the best sentence does. The weights are in
`assistant.reader.weights`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from assistant.reader.candidates import Candidate, candidates_of
from assistant.reader.cross_encoder import (
    CrossEncoder,
    WindowReading,
    first_cross_encoder,
    second_cross_encoder,
)
from assistant.reader.entities import spans
from assistant.reader.features import Features, features, is_new
from assistant.reader.injections import instructs
from assistant.reader.names import absent_names, asked_names, is_named
from assistant.reader.questions import Question
from assistant.reader.similarity import Array, WordVectors
from assistant.reader.vocabulary import Vocabulary
from assistant.reader.weights import Sum, glance_model, judgement
from assistant.reader.windows import Window, windows
from index.questions import FUNCTION_WORDS
from index.types import Hit, Passage
from index.unseen import sentence_texts

PASSAGES = 12  # the best of the search whose sentences are candidates
MOST_SENTENCES = 64  # of these, the best that are kept
READ, AGAIN = 4, 2  # windows that the first and the second cross-encoder read, at most
# How far a window's best sentence may stay behind the best at a glance. On the development articles
# that leaves out one window in three, and costs no more than a tenth of a point of evidence@1.
HOPELESS = 3.0
# The same for the second, behind the best by both: it reads one window, or two in one of three
# questions; on the development articles two always gave nothing.
DECIDED = 2.0
_GLANCED = 0.6  # weight of a glance beside the first cross-encoder, where the second chooses
_EMPHASIS = " *_"  # of Markdown, around a sentence
FEW = 30  # sentences, about those of two articles
# Of sentences in which `identity` finds who somebody is, at least so many do say it.
_APPOSITION = 0.95
_NO_APPOSITION = 2.0  # log odds by which the other sentences stay behind these, at least
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


@dataclass(frozen=True, slots=True)
class Glance:
    """The candidates that assert something, best first by the network."""

    candidates: tuple[Candidate, ...]
    scores: Array  # (candidates,)
    absent: Array  # (candidates,): share of the question's names that their article lacks
    odds: float  # log odds that the best one answers


@dataclass(frozen=True, slots=True)
class Close:
    """The same candidates as the cross-encoders have read them."""

    candidates: tuple[Candidate, ...]  # with their likeliest answers
    scores: Array  # (candidates,): log odds against that none answers; NaN if not read


def read(question: Question, hits: Sequence[Hit], vectors: WordVectors) -> Reading:
    """Order the sentences of the passages found, and judge whether the best one answers."""
    seen = glance(question, hits, vectors)
    if seen is None:
        return Reading((), np.zeros(0, np.float32), 0.0, doubtful=True)
    close = attend(question, seen)
    close, scores = weigh(question, seen, close, judgement().sum)
    order = np.argsort(-scores, kind="stable")
    found = close_features(question, seen, close, scores)[None]
    (confidence,), (doubtful,) = judgement().confidence(found), judgement().doubts(found)
    candidates = tuple(close.candidates[i] for i in order)
    reading = Reading(candidates, scores[order], float(confidence), bool(doubtful))
    return _identified(question, reading) if question.identity else reading


def _identified(question: Question, reading: Reading) -> Reading:
    """The reading with the sentences first that say who the person is who is asked about.

    Where none of the passages names that person nothing answers; where they give a last name to
    several, whoever is meant is in doubt.
    """
    from assistant.reader.identities import full_names, identity  # 0.1 s, for few questions

    name = question.identity
    passages = {one.hit.passage.id: one.hit.passage for one in reading.candidates}
    if not any(is_named(passage, name) for passage in passages.values()):
        return replace(reading, confidence=0.0) if asked_names(question) else reading
    if len({full for one in reading.candidates for full in full_names(one.text, name)}) > 1:
        return replace(reading, doubtful=True)
    says = [identity(one.text, name) is not None for one in reading.candidates]
    if not any(says):
        return reading
    order = sorted(range(len(says)), key=lambda place: not says[place])
    scores, told = reading.scores[order], sum(says)
    scores[told:] = np.minimum(scores[told:], min(scores[told - 1], scores[0] - _NO_APPOSITION))
    candidates = tuple(reading.candidates[place] for place in order)
    return Reading(candidates, scores, max(reading.confidence, _APPOSITION), doubtful=False)


def glance(question: Question, hits: Sequence[Hit], vectors: WordVectors) -> Glance | None:
    """The best sentences of the passages found; None when there are none.

    Titles, headings, and sentences that speak to a machine assert nothing: they are left out. A
    question without a word to look for finds nothing.
    """
    found = candidates_of(hits)
    if not found or not any(len(w) > 1 and w not in FUNCTION_WORDS for w in question.words):
        return None
    with np.errstate(all="ignore"):  # some processors' matrix products raise flags for nothing
        compared = features(question, found, vectors)
    asserts = [place for place, candidate in enumerate(found) if not candidate.sentence.heading]
    if not asserts:
        return None
    found, compared = [found[place] for place in asserts], compared.rows(asserts)
    scores = glance_model().order(compared.values)
    best = np.argsort(-scores, kind="stable")[:MOST_SENTENCES].tolist()
    if orders := [place for place in best if instructs(found[place].text)]:
        scores[orders] = scores.min() - 1
        best = [place for place in best if place not in orders]
    if not best:
        return None
    (odds,) = glance_model().answers.odds(glance_features(question, compared, scores)[None])
    kept = tuple(found[i] for i in best)
    return Glance(kept, scores[best], absent_names(question, kept), float(odds))


def glance_features(question: Question, compared: Features, scores: Array) -> Array:
    """What tells at a glance whether the best candidate answers: (inputs,).

    Its own features, how far it stands out, and the best that any candidate reaches in each.
    """
    order = np.sort(scores)[::-1]
    best = compared.values[int(np.argmax(scores))]
    second = order[1] if len(order) > 1 else order[0] - 1
    spread = [order[0], order[0] - second, order[0] - order[:10].mean(), np.log(len(order))]
    english = float(question.language == "en")
    top = compared.values.max(axis=0)
    return np.concatenate([best, top, spread, [english]]).astype(np.float32)


def attend(question: Question, seen: Glance) -> Close:
    """Read the best windows of the articles with the question, and the very best of them again.

    Where both cross-encoders have read a sentence its score is the mean of theirs.
    """
    first, second = first_cross_encoder(), second_cross_encoder()
    chosen = best_windows(seen.candidates, seen.scores, first.vocabulary)
    said = _said(first, question, chosen)
    candidates = list(seen.candidates)
    scores = np.full(len(candidates), np.nan, dtype=np.float32)
    for i, candidate in enumerate(candidates):
        if found := said.get(_place(candidate)):
            scores[i] = found.score
            candidates[i] = replace(candidate, answer=found.reading.answer(found.number))
    read = np.flatnonzero(~np.isnan(scores))
    if not read.size:
        return Close(tuple(candidates), scores)
    both = scores[read] + _GLANCED * seen.scores[read]
    order = np.argsort(-both, kind="stable")
    likely = [seen.candidates[i] for i in read[order]]
    chosen = best_windows(likely, both[order], second.vocabulary, AGAIN, DECIDED)
    said = _said(second, question, chosen)
    for i in read.tolist():
        if found := said.get(_place(candidates[i])):
            scores[i] = (scores[i] + np.float32(found.score)) / 2
    return Close(tuple(candidates), scores)


def weigh(question: Question, seen: Glance, close: Close, added: Sum) -> tuple[Close, Array]:
    """The candidates, and what speaks for each, added: (candidates,).

    What an article asks itself answers nothing: it comes last, unread. The sentence behind it,
    which answers it, is as likely as it would be.
    """
    scores = added(close.scores, seen.scores, seen.absent)
    candidates, read, likely = list(close.candidates), close.scores.copy(), scores.copy()
    places = {_place(candidate): place for place, candidate in enumerate(candidates)}
    asking = [i for i, candidate in enumerate(candidates) if _only_asks(question, candidate)]
    for i in asking:
        if (reply := places.get(_place_behind(candidates[i]), i)) not in asking:
            read[reply] = np.fmax(read[reply], read[i])
            likely[reply] = max(likely[reply], likely[i])
        candidates[i] = replace(candidates[i], answer=None)
    read[asking], likely[asking] = np.nan, likely.min() - 1
    return Close(tuple(candidates), read), likely


def _only_asks(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence is a question that does not tell by the way what is asked for.

    "Le pont, ouvert en 1912, est-il sûr ?" tells when.
    """
    text, asked = candidate.text, set(question.words)
    if not text.rstrip(_EMPHASIS).endswith("?"):
        return False
    kind = "number" if question.kind == "other" else question.kind  # "Quelle est la surface ?"
    return not any(is_new(text, span, asked) for span in spans(text, kind))


class _Said(NamedTuple):
    """What a cross-encoder says of one sentence."""

    score: float
    reading: WindowReading
    number: int  # of the sentence in its window


def _said(
    reader: CrossEncoder, question: Question, chosen: Sequence[tuple[Passage, Window]]
) -> dict[tuple[str, int], _Said]:
    """Of each sentence in these windows that has a token, by its place."""
    said = {}
    readings = reader.read(question.text, [window for _, window in chosen])
    for (passage, window), reading in zip(chosen, readings, strict=True):
        for number, score in enumerate(reading.scores.tolist()):
            if score > -np.inf:
                start = passage.sentences[window.places[number]].start
                said[passage.id, start] = _Said(score, reading, number)
    return said


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.hit.passage.id, candidate.sentence.start


def _place_behind(candidate: Candidate) -> tuple[str, int]:
    """The place of the sentence behind a candidate in its passage; its own if it is the last."""
    passage, start = candidate.hit.passage, candidate.sentence.start
    later = [sentence.start for sentence in passage.sentences if sentence.start > start]
    return passage.id, min(later, default=start)


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
    best: dict[tuple[str, int], float] = {}
    passages: dict[str, Passage] = {}
    for candidate, score in zip(candidates, scores.tolist(), strict=True):
        passage = candidate.hit.passage
        best[passage.id, candidate.sentence.start] = score
        if len(passages) < most:  # no window beyond theirs can be among the best
            passages.setdefault(passage.id, passage)
    found = []
    for passage in passages.values():
        for window in windows(vocabulary, passage.title, sentence_texts(passage)):
            starts = (passage.sentences[place].start for place in window.places)
            score = max(best.get((passage.id, start), -np.inf) for start in starts)
            found.append((score, passage, window))
    found.sort(key=lambda one: -one[0])
    hopeless = found[0][0] - behind
    return [(passage, window) for score, passage, window in found[:most] if score >= hopeless]


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
        ],
        dtype=np.float32,
    )
