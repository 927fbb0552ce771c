"""Measures that the trainings of the reader print."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.reader.similarity import Array


def moments(rows: Array) -> tuple[Array, Array]:
    """Means and deviations of the columns; a constant column gets a small deviation."""
    return rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)


def balanced_f1(answered: NDArray[np.bool_], answerable: NDArray[np.bool_]) -> float:
    """F1 of answering, as if as many questions had an answer as had none."""
    told, wrongly = answered[answerable].mean(), answered[~answerable].mean()
    return float(2 * told / (1 + told + wrongly))


def percent(values: NDArray[np.bool_]) -> str:
    """The share of what holds."""
    return f"{100 * float(values.mean()):.0f} %" if len(values) else "-"


def ranked_above(scores: Array, positive: NDArray[np.bool_]) -> float:
    """AUC: the share of pairs of a positive and another one that are in order."""
    above = scores[positive][:, None] > scores[~positive][None, :]
    return float(above.mean()) if above.size else float("nan")
