"""The trained numbers of the reader's small models, and their files.

``glance.npz`` is made by `assistant.training.reader`, ``judgement.npz`` by
`assistant.training.judging`; numpy runs them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reader.similarity import Array

GLANCE = Path(__file__).parent / "glance.npz"
JUDGEMENT = Path(__file__).parent / "judgement.npz"
_REGRESSIONS = ("confidence", "first_right")  # of a judgement


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

    def odds(self, inputs: Array) -> Array:
        """Log odds: (rows, inputs) -> (rows,)."""
        x = np.clip((inputs - self.mean) / self.scale, -5, 5)
        return np.asarray(x @ self.weights + self.bias, dtype=np.float32)

    def __call__(self, inputs: Array) -> Array:
        """Probabilities: (rows, inputs) -> (rows,)."""
        return np.asarray(1 / (1 + np.exp(-self.odds(inputs))), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class GlanceModel:
    """What judges sentences at a glance, over `assistant.reader.features`."""

    names: tuple[str, ...]  # the features that it was trained on
    order: Network
    answers: Logistic  # over `assistant.reader.glancing.glance_features`

    @classmethod
    def load(cls, path: Path = GLANCE) -> GlanceModel:
        """Read what ``save`` wrote."""
        with np.load(path) as file:
            order = Network(*(file[f"order_{field.name}"] for field in fields(Network)))
            answers = Logistic(*(file[f"answers_{field.name}"] for field in fields(Logistic)))
            return cls(tuple(file["names"].tolist()), order, answers)

    def save(self, path: Path = GLANCE) -> None:
        """Write all weights in one file."""
        order = {f"order_{f.name}": getattr(self.order, f.name) for f in fields(Network)}
        answers = {f"answers_{f.name}": getattr(self.answers, f.name) for f in fields(Logistic)}
        np.savez(path, names=np.array(self.names), **order, **answers)


@dataclass(frozen=True, slots=True)
class Sum:
    """How what speaks for a sentence is added: to a log likelihood, up to a constant."""

    close: float  # weight of the cross-encoders' score
    glance: float  # weight of the network's
    unread: float  # in the cross-encoders' place, for a sentence that neither has read
    absent: float  # weight of the share of the question's names that its article lacks

    def __call__(self, close: Array, glance: Array, absent: Array) -> Array:
        """(candidates,) each -> (candidates,); ``close`` is NaN where it has not read."""
        read = np.where(np.isnan(close), self.unread, self.close * close)
        return np.asarray(read + self.glance * glance + self.absent * absent, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What each score is worth, and when nothing is said."""

    sum: Sum
    confidence: Logistic  # that the articles answer: `assistant.reader.reading.close_features`
    first_right: Logistic  # that the best sentence does, over the same
    threshold: float  # confidence from which on the evidence is shown
    layers: str  # fingerprint of the cross-encoders that all this was fitted on

    def doubts(self, inputs: Array) -> NDArray[np.bool_]:
        """Whether the best sentence more likely does not answer: (rows, inputs) -> (rows,)."""
        return np.asarray(self.first_right.odds(inputs) < 0)

    @classmethod
    def load(cls, path: Path = JUDGEMENT) -> Judgement:
        """Read what ``save`` wrote."""
        with np.load(path) as file:
            added = Sum(*(float(file[f"sum_{field.name}"]) for field in fields(Sum)))
            confidence, first_right = (
                Logistic(*(file[f"{name}_{field.name}"] for field in fields(Logistic)))
                for name in _REGRESSIONS
            )
            threshold, layers = float(file["threshold"]), str(file["layers"])
            return cls(added, confidence, first_right, threshold, layers)

    def save(self, path: Path = JUDGEMENT) -> None:
        """Write all weights in one file."""
        added = {f"sum_{f.name}": getattr(self.sum, f.name) for f in fields(Sum)}
        likely = {
            f"{name}_{field.name}": getattr(getattr(self, name), field.name)
            for name in _REGRESSIONS
            for field in fields(Logistic)
        }
        np.savez(path, threshold=self.threshold, layers=np.array(self.layers), **added, **likely)


@lru_cache(maxsize=1)
def glance_model() -> GlanceModel:
    """The shipped one, read once."""
    return GlanceModel.load()


@lru_cache(maxsize=1)
def judgement() -> Judgement:
    """The shipped one, read once."""
    return Judgement.load()
