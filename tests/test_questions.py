"""The fixed question sets on the shipped articles: what was reached must not be lost.

Floors leave a question or two of slack, as a better model may trade one question for others;
quotes that are not verbatim have none.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.evaluation import Figures, Question, evaluate, figures, load_questions, normalize

if TYPE_CHECKING:
    from assistant import Assistant

QUESTIONS = Path(__file__).parent / "questions"
LANGUAGES = ("fr", "en")
# What each figure must at least be, of the answerable or unanswerable questions of the set.
FLOORS = {
    "fr": {"first_right": 1, "any_right": 1, "silent_right": 1},
    "en": {"first_right": 1, "any_right": 1, "silent_right": 1},
}
WARM_MS = 100  # p50; ten times what was measured, as the machine may be busy


@cache
def question_set(language: str) -> tuple[Question, ...]:
    return load_questions(QUESTIONS / f"seeds.{language}.jsonl")


@pytest.fixture(scope="module")
def measured(assistant: Assistant) -> dict[str, Figures]:
    """Figures by language; every question is asked once."""
    questions = [question for language in LANGUAGES for question in question_set(language)]
    return figures(evaluate(assistant, questions))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["first_right", "any_right", "silent_right"])
def test_floor(measured: dict[str, Figures], language: str, figure: str) -> None:
    assert getattr(measured[language], figure) >= FLOORS[language][figure]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_is_verbatim(measured: dict[str, Figures], language: str) -> None:
    assert measured[language].verbatim == len(question_set(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_warm_question_is_quick(measured: dict[str, Figures], language: str) -> None:
    assert measured[language].ms_p50 < WARM_MS


@pytest.mark.parametrize("language", LANGUAGES)
def test_set_is_large_and_can_be_met(language: str, seeds: Path) -> None:
    questions = question_set(language)
    assert sum(question.answerable for question in questions) >= 40
    assert sum(not question.answerable for question in questions) >= 30
    assert {question.language for question in questions} == {language}
    texts = {path.name: normalize(path.read_text(encoding="utf-8")) for path in seeds.iterdir()}
    for question in questions:
        for answer in question.answers:
            named = question.sources or texts
            assert any(normalize(answer) in texts[name] for name in named), question.id


def test_ids_are_taken_once() -> None:
    ids = [question.id for language in LANGUAGES for question in question_set(language)]
    assert len(ids) == len(set(ids))
