"""The recipe of the sentence encoder: what a step holds, and that what was taught is written."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch

from index.encoder import ENCODER_FOLDER, LAYERS, SentenceEncoder
from index.training import encoder, sources
from index.training.encoder import Lesson, Question, Student, export, steps

TEXTS = ["Xiaomi ouvrira une usine à Pékin.", "Elle produira 300 000 voitures par an.", "Un titre"]


def lesson(name: str) -> Lesson:
    sentences = tuple(f"{name} {number}" for number in range(20))
    asked = (Question(f"{name} ?", f"{name} en?", frozenset({3, 7})),)
    return Lesson(sentences, frozenset({0, 1}), asked)


def test_a_step_holds_the_right_sentences_and_others_of_each_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(encoder, "ARTICLES", 2)
    batches = steps([lesson(name) for name in "abc"], random.Random(0))
    for step in (next(batches) for _ in range(5)):
        assert len(step.sentences) == len(set(step.sentences)) == 2 * encoder.SENTENCES
        assert not {"0", "1"} & {sentence.split()[1] for sentence in step.sentences}
        for question, right in zip(step.questions, step.right, strict=True):
            name = question[0]
            answering = [s for s, is_right in zip(step.sentences, right, strict=True) if is_right]
            assert answering == [f"{name} 3", f"{name} 7"]


def test_what_is_written_gives_the_vectors_that_were_taught(tmp_path: Path) -> None:
    torch.manual_seed(0)
    student = Student(ENCODER_FOLDER, kept=(0, 2))
    export(student, tmp_path)
    (tmp_path / "tokens.npz").symlink_to(ENCODER_FOLDER / "tokens.npz")
    with torch.inference_mode():
        wanted = student(TEXTS).numpy()
    found = SentenceEncoder(tmp_path).encode(TEXTS)
    assert (found * wanted).sum(axis=1).min() > 0.98  # what the rounding leaves
    assert (tmp_path / LAYERS).stat().st_size < (ENCODER_FOLDER / LAYERS).stat().st_size


def test_a_student_learns_what_it_is_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    student = Student(ENCODER_FOLDER, kept=(0,))
    asked = Question("Combien de voitures ?", "How many cars?", frozenset({1}))
    monkeypatch.setattr(encoder, "ARTICLES", 1)
    batch = next(steps([Lesson(tuple(TEXTS), frozenset({2}), (asked,))], random.Random(0)))
    optimizer = torch.optim.AdamW(student.parameters(), lr=1e-3)
    unlikely = []
    for _ in range(5):
        _, apart = encoder.losses(student, batch)
        optimizer.zero_grad()
        apart.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        unlikely.append(apart.item())
    assert unlikely[-1] < unlikely[0]


def test_a_lesson_says_which_sentences_answer() -> None:
    text = "Un titre\n\nXiaomi ouvrira une usine. Elle sera à Pékin. Le titre est là.\n"
    asked = [
        sources.NewsQuestion(0, "train", "Où ?", "Where?", (word,), (text.index(word),))
        for word in ("Pékin", "usine", "titre")  # the last stands in the heading
    ]
    nothing = sources.NewsQuestion(0, "train", "Quand ?", "When?", (), ())
    found = encoder._lesson(text, [*asked, nothing])
    assert [found.sentences[n] for n in found.headings] == ["Un titre"]
    assert [[found.sentences[n] for n in q.right] for q in found.questions] == [
        ["Elle sera à Pékin."],
        ["Xiaomi ouvrira une usine."],
    ]
