"""The small networks of the reader: what they add up, and that they are read back as saved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.reader.weights import (
    GlanceModel,
    Judgement,
    Network,
    Sum,
    glance_model,
    judgement,
)


def test_network_averages_its_members() -> None:
    network = Network(
        mean=np.array([1.0, 0.0], np.float32),
        scale=np.array([2.0, 1.0], np.float32),
        hidden=np.array([[[1.0], [0.0]], [[0.0], [1.0]]], np.float32),
        hidden_bias=np.zeros((2, 1), np.float32),
        output=np.array([[1.0], [2.0]], np.float32),
        output_bias=np.array([0.0, 1.0], np.float32),
    )
    rows = np.array([[5.0, 3.0], [-9.0, -1.0]], np.float32)
    # (relu((5 - 1) / 2) + 2 * relu(3) + 1) / 2, and both units silent
    assert network(rows).tolist() == pytest.approx([4.5, 0.5])


def test_weights_are_saved_and_read_back(tmp_path: Path) -> None:
    glance_model().save(tmp_path / "glance.npz")
    again = GlanceModel.load(tmp_path / "glance.npz")
    assert again.names == glance_model().names
    rows = np.ones((3, len(again.names)), np.float32)
    assert again.order(rows).tolist() == glance_model().order(rows).tolist()
    assert again.answers.weights.tolist() == glance_model().answers.weights.tolist()
    judgement().save(tmp_path / "judgement.npz")
    judged = Judgement.load(tmp_path / "judgement.npz")
    assert (judged.sum, judged.threshold) == (judgement().sum, judgement().threshold)
    for name in ("confidence", "first_right"):
        saved, read = getattr(judgement(), name), getattr(judged, name)
        assert read.weights.tolist() == saved.weights.tolist()
    assert judged.confidence.weights.tolist() != judged.first_right.weights.tolist()


def test_a_sentence_that_was_not_read_has_a_score_all_the_same() -> None:
    close = np.array([2.0, np.nan, -9.0], np.float32)
    glance = np.array([0.0, 1.0, 1.0], np.float32)
    absent = np.array([0.5, 0.0, 0.0], np.float32)
    scores = Sum(close=1.0, glance=0.5, unread=-4.0, absent=-1.0)(close, glance, absent)
    assert scores.tolist() == [1.5, -3.5, -8.5]
