"""The embedded cross-encoders: windows of whole sentences, read with the question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reader.cross_encoder import (
    CrossEncoder,
    WindowReading,
    fingerprint,
    first_cross_encoder,
    second_cross_encoder,
    together,
)
from assistant.reader.vocabulary import TextPieces
from assistant.reader.weights import judgement
from assistant.reader.windows import question_tokens, windows
from index.errors import EmbedderError

TITLE = "Le musée de Nantes rouvre"
SENTENCES = [
    "Fermé pour travaux, le musée de Nantes rouvrira ses portes le 23 juin.",
    "Les travaux ont coûté 48 millions d'euros, payés pour moitié par la ville.",
    "« C'est un nouveau départ », se réjouit la directrice, Sophie Lévy.",
    "L'entrée sera gratuite le premier dimanche de chaque mois.",
]


@pytest.fixture(scope="module", params=[first_cross_encoder, second_cross_encoder])
def reader(request: pytest.FixtureRequest) -> CrossEncoder:
    """Each of both."""
    found: CrossEncoder = request.param()
    return found


def _read(reader: CrossEncoder, question: str) -> WindowReading:
    (window,) = windows(reader.vocabulary, TITLE, SENTENCES)
    return reader.read(question, [window])[0]


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Quand le musée de Nantes rouvre-t-il ?", 0, "23 juin"),
        ("How much did the work on the museum cost?", 1, "48 millions"),
        ("Qui dirige le musée de Nantes ?", 2, "Sophie Lévy"),
        ("When can one visit the museum for free?", 3, "dimanche"),
    ],
)
def test_the_sentence_and_its_words_that_answer(
    reader: CrossEncoder, question: str, sentence: int, answer: str
) -> None:
    reading = _read(reader, question)
    assert int(reading.scores.argmax()) == sentence
    likely = reading.answer(sentence)
    assert likely is not None
    assert answer in SENTENCES[sentence][likely.span.start : likely.span.end]
    assert 0 < likely.probability <= 1


def test_what_is_not_said_is_less_likely_than_what_is(reader: CrossEncoder) -> None:
    said = _read(reader, "Combien les travaux du musée ont-ils coûté ?").scores.max()
    unsaid = _read(reader, "Combien de tableaux le musée de Nantes possède-t-il ?").scores.max()
    assert said > unsaid


def test_a_window_is_read_by_itself(reader: CrossEncoder) -> None:
    question = "Quand le musée rouvre-t-il ?"
    found = [windows(reader.vocabulary, TITLE, SENTENCES[:n])[0] for n in (4, 1, 3, 2)]
    together_read = reader.read(question, found)
    for window, reading in zip(found, together_read, strict=True):
        alone = reader.read(question, [window])[0]
        assert np.array_equal(alone.numbers, reading.numbers)


def test_nothing_to_read(reader: CrossEncoder) -> None:
    assert reader.read("Quand ?", []) == []
    assert windows(reader.vocabulary, "", []) == []
    (window,) = windows(reader.vocabulary, "", ["", " \u200b"])
    reading = reader.read("", [window])[0]
    assert reading.scores.shape == (2,)
    assert reading.answer(0) is None


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    vocabulary = first_cross_encoder().vocabulary
    with pytest.raises(EmbedderError, match=r"layers\.onnx.*Install Verbatim again"):
        CrossEncoder(tmp_path, vocabulary).read("Quand ?", windows(vocabulary, TITLE, SENTENCES))
    with pytest.raises(EmbedderError, match=r"vocabulary.*Install Verbatim again"):
        TextPieces(tmp_path)


def test_the_question_and_the_article_are_told_apart(reader: CrossEncoder) -> None:
    vocabulary = reader.vocabulary
    (window,) = windows(vocabulary, TITLE, SENTENCES)
    question = question_tokens(vocabulary, "Quand ?")
    ids, kinds = together(vocabulary, question, window)
    assert len(ids) == len(kinds) == len(question) + len(window.title) + len(window.tokens) + 4
    assert kinds == sorted(kinds)
    assert kinds.count(0) == len(question) + 2
    assert ids[0] == vocabulary.begin
    without, _ = together(vocabulary, question, replace(window, title=[]))
    assert len(without) == len(ids) - len(window.title) - 1


@given(
    st.lists(st.text("abé ïœ42.,’ 🙂\u0301\n", max_size=700), max_size=12), st.text(max_size=300)
)
@settings(max_examples=60, deadline=None)
def test_windows_hold_every_sentence_once_in_order(
    reader: CrossEncoder, sentences: list[str], title: str
) -> None:
    vocabulary = reader.vocabulary
    found = windows(vocabulary, title, sentences)
    assert [place for window in found for place in window.places] == list(range(len(sentences)))
    for window in found:
        assert len(window.title) <= vocabulary.limits.title
        assert len(window.tokens) == len(window.offsets) <= vocabulary.limits.window
        edges = [edge for bounds in window.sentences for edge in bounds]
        assert edges == sorted(edges)
        assert not edges or (edges[0], edges[-1]) == (0, len(window.tokens))
        for place, (start, end) in zip(window.places, window.sentences, strict=True):
            assert (end > start) == bool(question_tokens(vocabulary, sentences[place]))
            inside = window.offsets[start:end]
            assert all(0 <= a <= b <= len(sentences[place]) for a, b in inside)


def test_a_long_passage_is_cut_into_windows_of_about_one_size(reader: CrossEncoder) -> None:
    vocabulary = reader.vocabulary
    whole = vocabulary.limits.whole
    found = windows(vocabulary, TITLE, SENTENCES * 4)
    sizes = [len(window.tokens) for window in found]
    assert len(sizes) > 1
    assert max(sizes) <= whole + 30
    assert min(sizes) >= whole / 3
    assert len(question_tokens(vocabulary, "mot " * 500)) == vocabulary.limits.question


def test_the_confidence_was_fitted_on_the_layers_that_are_shipped() -> None:
    assert judgement().layers == fingerprint()


def test_the_second_reads_case_accents_and_punctuation() -> None:
    vocabulary = second_cross_encoder().vocabulary
    text = "L’Élysée a-t-il payé 3,5 M€ ?"
    tokens, offsets = vocabulary.tokens(text)
    read = "".join(text[start:end] for start, end in offsets)
    assert read.replace(" ", "") == text.replace(" ", "")
    assert tokens != vocabulary.tokens("l'elysee a t il paye 35 me")[0]
    assert vocabulary.vectors(tokens).shape == (len(tokens), vocabulary.dimension)
