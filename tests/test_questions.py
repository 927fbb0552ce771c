"""The fixed question sets on the shipped articles: what was reached must not be lost.

Floors leave a question or two of slack, as a better model may trade one question for others;
quotes that are not verbatim have none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.evaluation import Figures, Question, evaluate, figures, load_questions, normalize
from tests.support.scripted import Scripted, honest

if TYPE_CHECKING:
    from assistant import Assistant

QUESTIONS = Path(__file__).parent / "questions"
# The least of each set: right first quotes, one right among three, right silences. "seeds" avoids
# the articles' words, "seeds-plain" asks as most people do, "seeds-blind" and "seeds-fresh" were
# each written without a look at the others. The two first floors of "seeds-blind.en" were 20 and 22
# until the cross-encoder was taught longer: with one threshold for all, chosen on development
# articles, it keeps silent on four more of these questions, and rightly on more of most other sets.
# The first of "seeds-plain.en" was 20 until there was a second cross-encoder, which wins four
# questions of other sets. Until the sentence encoder was taught what answers, "seeds-blind.fr" was
# (13, 17, 23), and the last of "seeds.fr" 36, the second of "seeds-fresh.fr" 23, the last of
# "seeds-fresh.en" 20: it wins eight first quotes of the other sets, loses two of "seeds-blind.fr",
# and of 213 right silences five.
FLOORS = {
    "seeds.fr": (29, 32, 35),
    "seeds.en": (38, 41, 36),
    "seeds-plain.fr": (20, 20, 21),
    "seeds-plain.en": (19, 21, 22),
    "seeds-blind.fr": (13, 15, 22),
    "seeds-blind.en": (20, 21, 22),
    "seeds-fresh.fr": (21, 21, 21),
    "seeds-fresh.en": (23, 23, 19),
}
SETS = tuple(FLOORS)


@cache
def question_set(name: str) -> tuple[Question, ...]:
    return load_questions(QUESTIONS / f"{name}.jsonl")


@pytest.fixture(scope="module")
def measured(assistant: Assistant, read_once: None) -> Callable[[str], Figures]:
    """The figures of a set; every question is asked once, when its set is first looked at."""

    @cache
    def of_set(name: str) -> Figures:
        (found,) = figures(evaluate(assistant, question_set(name))).values()
        return found

    return of_set


@pytest.mark.parametrize("name", SETS)
def test_floor(measured: Callable[[str], Figures], name: str) -> None:
    reached = measured(name)
    got = (reached.first_right, reached.any_right, reached.silent_right)
    assert all(figure >= floor for figure, floor in zip(got, FLOORS[name], strict=True)), got


@pytest.mark.parametrize("name", SETS)
def test_every_quote_is_verbatim(measured: Callable[[str], Figures], name: str) -> None:
    assert measured(name).verbatim == len(question_set(name))


def test_an_answer_that_doubts_itself_is_wrong_more_often(
    measured: Callable[[str], Figures],
) -> None:
    """Of all sets' first quotes, four in five are right where there is no doubt (83 %)."""
    every = [measured(name) for name in SETS]
    sure, sure_right = sum(one.sure for one in every), sum(one.sure_right for one in every)
    right = sum(one.first_right for one in every)
    answered = sum(
        one.answerable - one.wrong_silence + one.unanswerable - one.silent_right for one in every
    )
    assert sure >= 0.6 * answered
    assert sure_right >= 0.8 * sure
    assert right - sure_right < 0.5 * (answered - sure)


@pytest.mark.parametrize("name", ["seeds.fr", "seeds.en", "seeds-plain.fr", "seeds-plain.en"])
def test_honest_model_makes_no_first_quote_worse(
    assistant: Assistant, measured: Callable[[str], Figures], name: str
) -> None:
    """With a model that cites what is right, at least as many first quotes are right."""
    right = 0
    for question in question_set(name):
        model = Scripted(honest(question.answers), piece=50)
        (outcome,) = evaluate(assistant.using(model), [question])
        assert outcome.verbatim
        right += outcome.first_right
    assert right >= measured(name).first_right


@pytest.mark.parametrize("language", ["fr", "en"])
def test_regression_set_is_large(language: str) -> None:
    questions = question_set(f"seeds.{language}")
    assert sum(question.answerable for question in questions) >= 40
    assert sum(not question.answerable for question in questions) >= 30


@pytest.mark.parametrize("name", SETS)
def test_set_can_be_met(name: str, seeds: Path) -> None:
    questions = question_set(name)
    assert {question.language for question in questions} == {name[-2:]}
    texts = {path.name: normalize(path.read_text(encoding="utf-8")) for path in seeds.iterdir()}
    for question in questions:
        for answer in question.answers:
            named = question.sources or texts
            assert any(normalize(answer) in texts[source] for source in named), question.id


@pytest.mark.parametrize("name", SETS)
def test_ids_and_questions_are_taken_once(name: str) -> None:
    questions = question_set(name)
    assert len({question.id for question in questions}) == len(questions)
    assert len({question.question for question in questions}) == len(questions)
