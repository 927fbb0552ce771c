"""A first glance at all sentences that search found.

A network over `assistant.reader.features` orders them, and a logistic regression says how likely
the best of them answers. The weights are in `assistant.reader.weights`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.reader.candidates import Candidate, candidates_of
from assistant.reader.elsewhere.telling import tells_elsewhere
from assistant.reader.features import Features, features
from assistant.reader.injections import instructs
from assistant.reader.names import absent_names
from assistant.reader.questions import Question
from assistant.reader.similarity import Array, WordVectors
from assistant.reader.weights import glance_model
from index.questions import FUNCTION_WORDS
from index.types import Hit

MOST_SENTENCES = 64  # of the passages found, the best that are kept


@dataclass(frozen=True, slots=True)
class Glance:
    """The candidates that assert something, best first by the network."""

    candidates: tuple[Candidate, ...]
    scores: Array  # (candidates,)
    absent: Array  # (candidates,): share of the question's names that their article lacks
    elsewhere: NDArray[np.bool_]  # (candidates,): they tell of something else than is asked
    odds: float  # log odds that the best one answers


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
    absent, elsewhere = absent_names(question, kept), tells_elsewhere(question, kept)
    return Glance(kept, scores[best], absent, elsewhere, float(odds))


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
