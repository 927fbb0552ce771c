"""Reads: which sentences answer a question, and whether any does.

Two small models over `assistant.reader.features`, trained by `assistant.training.reader`: a network
orders a question's candidates, a logistic regression says how likely the best of them answers it.
Their weights are a few kilobytes; numpy runs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.reader.features import Candidate, Features, candidates_of, features
from assistant.reader.injections import instructs
from assistant.reader.questions import Question
from assistant.reader.similarity import Array, WordVectors
from index.questions import FUNCTION_WORDS
from index.types import Hit

WEIGHTS = Path(__file__).parent / "weights.npz"
PASSAGES = 12  # the best of the search that are read
MOST_SENTENCES = 64  # of these, the best that are kept


@dataclass(frozen=True, slots=True)
class Network:
    """Averaged two-layer perceptrons over standardised inputs."""

    mean: Array  # (inputs,)
    scale: Array  # (inputs,)
    hidden: Array  # (members, inputs, units)
    hidden_bias: Array  # (members, units)
    output: Array  # (members, units)
    output_bias: Array  # (members,)

    def __call__(self, inputs: Array) -> Array:
        """Scores: (rows, inputs) -> (rows,)."""
        x = np.clip((inputs - self.mean) / self.scale, -5, 5)
        units = np.maximum(np.einsum("ri,miu->mru", x, self.hidden) + self.hidden_bias[:, None], 0)
        scores = np.einsum("mru,mu->mr", units, self.output) + self.output_bias[:, None]
        averaged: Array = scores.mean(axis=0)
        return averaged


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression over standardised inputs."""

    mean: Array  # (inputs,)
    scale: Array  # (inputs,)
    weights: Array  # (inputs,)
    bias: Array  # ()

    def __call__(self, inputs: Array) -> Array:
        """Probabilities: (rows, inputs) -> (rows,)."""
        x = np.clip((inputs - self.mean) / self.scale, -5, 5)
        probabilities: Array = 1 / (1 + np.exp(-(x @ self.weights + self.bias)))
        return probabilities


@dataclass(frozen=True, slots=True)
class Reader:
    """The trained models, and the threshold chosen with them."""

    names: tuple[str, ...]  # the features they were trained on
    order: Network
    answerable: Logistic
    threshold: float  # probability from which on the evidence answers

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Reader:
        """Read the weights that ``save`` wrote."""
        with np.load(path) as file:
            order = (file[f"order_{field}"] for field in Network.__dataclass_fields__)
            answerable = (file[f"answerable_{field}"] for field in Logistic.__dataclass_fields__)
            return cls(
                tuple(file["names"].tolist()),
                Network(*order),
                Logistic(*answerable),
                float(file["threshold"]),
            )

    def save(self, path: Path) -> None:
        """Write all weights in one file."""
        arrays = {
            f"{name}_{field}": getattr(model, field)
            for name, model in (("order", self.order), ("answerable", self.answerable))
            for field in model.__dataclass_fields__
        }
        np.savez(path, names=np.array(self.names), threshold=self.threshold, **arrays)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading found: candidates best first, and how likely the best one answers."""

    candidates: tuple[Candidate, ...]
    scores: Array  # (candidates,), in the same order
    confidence: float  # 0 to 1

    @property
    def answers(self) -> bool:
        """Whether the best candidate is taken as evidence."""
        return bool(self.candidates) and self.confidence >= reader().threshold


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The embedded reader, read once."""
    return Reader.load()


def read(question: Question, hits: Sequence[Hit], vectors: WordVectors) -> Reading:
    """Order the sentences of the passages found, and judge whether the best one answers.

    Titles, headings, and sentences that speak to a machine assert nothing: they are left out.
    """
    found = candidates_of(hits)
    if not found or not any(len(w) > 1 and w not in FUNCTION_WORDS for w in question.words):
        return Reading((), np.zeros(0, np.float32), 0.0)
    with np.errstate(all="ignore"):  # some processors' matrix products raise flags for nothing
        compared = features(question, found, vectors)
    asserts = [place for place, candidate in enumerate(found) if not candidate.sentence.heading]
    if not asserts:
        return Reading((), np.zeros(0, np.float32), 0.0)
    found, compared = [found[place] for place in asserts], compared.rows(asserts)
    scores = reader().order(compared.values)
    best = np.argsort(-scores, kind="stable")[:MOST_SENTENCES]
    if orders := [place for place in best.tolist() if instructs(found[place].text)]:
        scores[orders] = scores.min() - 1
        best = np.array([place for place in best.tolist() if place not in orders], dtype=np.intp)
    if not best.size:
        return Reading((), np.zeros(0, np.float32), 0.0)
    evidence = answer_features(question, compared, scores)
    (confidence,) = reader().answerable(evidence[None])
    return Reading(tuple(found[i] for i in best), scores[best], float(confidence))


def answer_features(question: Question, compared: Features, scores: Array) -> Array:
    """What tells whether the best candidate answers: (inputs,).

    Its own features, how far it stands out, and the best that any candidate reaches in each.
    """
    order = np.sort(scores)[::-1]
    best = compared.values[int(np.argmax(scores))]
    second = order[1] if len(order) > 1 else order[0] - 1
    spread = [order[0], order[0] - second, order[0] - order[:10].mean(), np.log(len(order))]
    english = float(question.language == "en")
    top = compared.values.max(axis=0)
    return np.concatenate([best, top, spread, [english]]).astype(np.float32)
