"""The embedded cross-encoder: windows of whole sentences, read with the question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reader.cross_encoder import CrossEncoder, WindowReading, cross_encoder, together
from assistant.reader.weights import judgement
from assistant.reader.windows import (
    QUESTION_TOKENS,
    TITLE_TOKENS,
    WHOLE_TOKENS,
    WINDOW_TOKENS,
    question_tokens,
    windows,
)
from index.encoder import sentence_encoder
from index.errors import EmbedderError

TITLE = "Le musée de Nantes rouvre"
SENTENCES = [
    "Fermé pour travaux, le musée de Nantes rouvrira ses portes le 23 juin.",
    "Les travaux ont coûté 48 millions d'euros, payés pour moitié par la ville.",
    "« C'est un nouveau départ », se réjouit la directrice, Sophie Lévy.",
    "L'entrée sera gratuite le premier dimanche de chaque mois.",
]


def _read(question: str, sentences: list[str] = SENTENCES) -> WindowReading:
    (window,) = windows(TITLE, sentences)
    return cross_encoder().read(question_tokens(question), [window])[0]


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Quand le musée de Nantes rouvre-t-il ?", 0, "23 juin"),
        ("How much did the work on the museum cost?", 1, "48 millions"),
        ("Qui dirige le musée de Nantes ?", 2, "Sophie Lévy"),
        ("When can one visit the museum for free?", 3, "dimanche"),
    ],
)
def test_the_sentence_and_its_words_that_answer(question: str, sentence: int, answer: str) -> None:
    reading = _read(question)
    assert int(reading.scores.argmax()) == sentence
    likely = reading.answer(sentence)
    assert likely is not None
    assert answer in SENTENCES[sentence][likely.span.start : likely.span.end]
    assert 0 < likely.probability <= 1


def test_what_is_not_said_is_less_likely_than_what_is() -> None:
    said = _read("Combien les travaux du musée ont-ils coûté ?").scores.max()
    assert said > _read("Combien de tableaux le musée de Nantes possède-t-il ?").scores.max()


def test_a_window_is_read_by_itself() -> None:
    question = question_tokens("Quand le musée rouvre-t-il ?")
    found = [windows(TITLE, SENTENCES[:n])[0] for n in (4, 1, 3, 2)]
    together_read = cross_encoder().read(question, found)
    for window, reading in zip(found, together_read, strict=True):
        alone = cross_encoder().read(question, [window])[0]
        assert np.array_equal(alone.numbers, reading.numbers)


def test_nothing_to_read() -> None:
    assert cross_encoder().read(question_tokens("Quand ?"), []) == []
    assert windows("", []) == []
    (window,) = windows("", ["", "☃"])
    reading = cross_encoder().read([], [window])[0]
    assert reading.scores.shape == (2,)
    assert reading.answer(0) is None


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "layers.onnx"
    (window,) = windows(TITLE, SENTENCES)
    with pytest.raises(EmbedderError, match=r"layers\.onnx.*Install Verbatim again"):
        CrossEncoder(missing).read([1], [window])


def test_the_question_and_the_article_are_told_apart() -> None:
    (window,) = windows(TITLE, SENTENCES)
    question = question_tokens("Quand ?")
    ids, kinds = together(question, window)
    assert len(ids) == len(kinds) == len(question) + len(window.title) + len(window.tokens) + 4
    assert kinds == sorted(kinds)
    assert kinds.count(0) == len(question) + 2
    assert ids[0] == sentence_encoder().begin
    without, _ = together(question, replace(window, title=[]))
    assert len(without) == len(ids) - len(window.title) - 1


@given(
    st.lists(st.text("abé ïœ42.,’ 🙂\u0301\n", max_size=700), max_size=12), st.text(max_size=300)
)
@settings(max_examples=60, deadline=None)
def test_windows_hold_every_sentence_once_in_order(sentences: list[str], title: str) -> None:
    found = windows(title, sentences)
    assert [place for window in found for place in window.places] == list(range(len(sentences)))
    for window in found:
        assert len(window.title) <= TITLE_TOKENS
        assert len(window.tokens) == len(window.offsets) <= WINDOW_TOKENS
        edges = [edge for bounds in window.sentences for edge in bounds]
        assert edges == sorted(edges)
        assert not edges or (edges[0], edges[-1]) == (0, len(window.tokens))
        for place, (start, end) in zip(window.places, window.sentences, strict=True):
            assert (end > start) == bool(question_tokens(sentences[place]))
            inside = window.offsets[start:end]
            assert all(0 <= a <= b <= len(sentences[place]) for a, b in inside)


def test_a_long_passage_is_cut_into_windows_of_about_one_size() -> None:
    found = windows(TITLE, SENTENCES * 4)
    sizes = [len(window.tokens) for window in found]
    assert len(sizes) > 1
    assert max(sizes) <= WHOLE_TOKENS + 30
    assert min(sizes) >= WHOLE_TOKENS / 3
    assert len(question_tokens("mot " * 500)) == QUESTION_TOKENS


def test_the_confidence_was_fitted_on_the_layers_that_are_shipped() -> None:
    assert judgement().layers == cross_encoder().fingerprint
