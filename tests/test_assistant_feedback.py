"""Thumbs become a question set that says what its users found right, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.evaluation import evaluate, load_questions
from assistant.records.feedback import Feedback, Thumb, question_set
from assistant.records.local import new_id
from assistant.types import Answer, Quote
from index.types import Article
from tests.support.folders import load_folder

if TYPE_CHECKING:
    from assistant import Assistant

QUOTE = Quote("Dès 2024, l’usine produira.", "a.txt", "Usine", 0, 27, "2024")
SAID = Answer("Quand ?", "2024.", True, (QUOTE,), (), "fr", "embedded")
SILENT = Answer(
    "Who painted it?", "The articles do not say.", False, (), (QUOTE,), "en", "embedded"
)
ARTICLES = (
    Article("a.txt", "Usine", "Dès 2024, l’usine produira.\nElle ouvre à Pékin.", "0"),
    Article("b.txt", "Prix", "Un prix de 300\u202f000 yuans, dit Pékin.", "1"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feedback.sqlite"


@pytest.fixture
def feedback(tmp_path: Path, path: Path) -> Iterator[Feedback]:
    with closing(Feedback(tmp_path, path)) as opened:
        yield opened


def thumb(answer: Answer, up: bool, words: str = "") -> Thumb:
    return Thumb(answer, up, words, datetime(2026, 3, 1, tzinfo=UTC))


def test_thumbs_are_kept_and_replaced(tmp_path: Path, path: Path, feedback: Feedback) -> None:
    one, other = new_id(), new_id()
    assert feedback.given(one, SAID) is None
    feedback.give(one, SAID, True)
    feedback.give(one, SAID, False, "  à\nPékin ")
    feedback.give(other, SILENT, True)
    assert [feedback.given(one, SAID), feedback.given(other, SILENT)] == [False, True]
    assert feedback.given(other, SAID) is None
    with closing(Feedback(tmp_path, path)) as again:
        kept = again.thumbs()
    assert {(thumb.answer, thumb.up, thumb.words) for thumb in kept} == {
        (SAID, False, "à Pékin"),
        (SILENT, True, ""),
    }
    feedback.give(one, SILENT, True, folder=tmp_path / "private")
    assert len(feedback.thumbs()) == 2
    with closing(Feedback(tmp_path / "elsewhere", path)) as of_another_folder:
        assert of_another_folder.thumbs() == []


def test_withdrawn_thumbs_are_gone(path: Path, feedback: Feedback) -> None:
    one, other = new_id(), new_id()
    for browser in (one, other):
        feedback.give(browser, SILENT, True)
        feedback.give(browser, SAID, True, "un secret")
    assert b"un secret" in path.read_bytes()
    feedback.withdraw(one, SAID)
    assert feedback.given(one, SAID) is None
    feedback.withdraw_all(other)
    assert [thumb.answer for thumb in feedback.thumbs()] == [SILENT]
    assert b"un secret" not in path.read_bytes()


@pytest.mark.parametrize(
    ("given", "answers", "sources"),
    [
        (thumb(SAID, True), ("2024",), ("a.txt",)),
        (
            thumb(replace(SAID, quotes=(replace(QUOTE, answer=None),)), True),
            (QUOTE.text,),
            ("a.txt",),
        ),
        (
            thumb(replace(SAID, quotes=(replace(QUOTE, answer="20"),)), True),
            (QUOTE.text,),
            ("a.txt",),
        ),
        (thumb(replace(SAID, doubtful=True), True), (QUOTE.text,), ("a.txt",)),
        (thumb(SILENT, True), (), ()),
        (thumb(SILENT, False, "300 000 Yuans"), ("300 000 Yuans",), ("b.txt",)),
        (thumb(SAID, False, "Pékin"), ("Pékin",), ("a.txt", "b.txt")),
        (thumb(SAID, False, "l'usine"), ("l'usine",), ("a.txt",)),
    ],
)
def test_what_a_thumb_becomes(
    given: Thumb, answers: tuple[str, ...], sources: tuple[str, ...]
) -> None:
    export = question_set([given], ARTICLES)
    (question,) = export.questions
    assert export.left_out == ()
    assert (question.answers, question.sources) == (answers, sources)
    assert question.answerable == bool(answers)
    assert (question.question, question.language) == (given.answer.question, given.answer.language)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (thumb(SAID, False), "without the right words"),
        (thumb(SILENT, False), "without the right words"),
        (thumb(SILENT, False, "Léonard de Vinci"), "no article holds"),
        (thumb(SILENT, False, "rix"), "no article holds"),
        (thumb(SILENT, False, "à"), "no article holds"),
        (thumb(replace(SAID, quotes=(replace(QUOTE, source="c.txt"),)), True), "c.txt is missing"),
        (thumb(replace(SAID, quotes=(replace(QUOTE, text="Dès 2023"),)), True), "no longer holds"),
        (thumb(replace(SAID, quotes=()), True), "no quote"),
        (thumb(replace(SILENT, question="Merci beaucoup !", closest=()), True), "asks nothing"),
        (thumb(replace(SILENT, question="OK, thanks"), False, "Pékin"), "asks nothing"),
    ],
)
def test_what_becomes_no_question_is_listed(given: Thumb, reason: str) -> None:
    export = question_set([given], ARTICLES)
    assert export.questions == ()
    (left_out,) = export.left_out
    assert reason in left_out.reason
    assert (left_out.question, left_out.words) == (given.answer.question, given.words)


def test_thumbs_on_one_question_are_one_question() -> None:
    export = question_set(
        [thumb(SAID, True), thumb(replace(SAID, question="QUAND  ?"), False, "Pékin")], ARTICLES
    )
    (question,) = export.questions
    assert question.answers == ("2024", "Pékin")
    assert question.sources == ("a.txt", "b.txt")
    silent = replace(SILENT, question="Quand ?", language="fr")
    export = question_set([thumb(SAID, True), thumb(silent, True)], ARTICLES)
    assert export.questions == ()
    assert ["disagree" in left_out.reason for left_out in export.left_out] == [True]


def test_follow_ups_are_exported_as_they_were_understood() -> None:
    follow_up = replace(SAID, question="Et quand ?", standalone="Quand l’usine ouvre-t-elle ?")
    (question,) = question_set([thumb(follow_up, True)], ARTICLES).questions
    assert question.question == "Quand l’usine ouvre-t-elle ?"


def test_the_set_loads_and_passes(
    tmp_path: Path, seeds: Path, assistant: Assistant, feedback: Feedback
) -> None:
    asked = (
        "Quand la production démarre-t-elle ?",
        "When does production start?",
        "Qui a peint la Joconde ?",
    )
    for number, question in enumerate((*asked, asked[0])):
        feedback.give(new_id(), assistant.ask(question), number != 3)
    export = question_set(feedback.thumbs(), load_folder(seeds).articles)
    assert len(export.left_out) == 1
    path = tmp_path / "set.jsonl"
    path.write_text(export.as_jsonl(), encoding="utf-8")
    questions = load_questions(path)
    assert questions == export.questions
    assert len({question.id for question in questions}) == len(questions) == 3
    assert all(outcome.passed for outcome in evaluate(assistant, questions))
