from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant import QuestionSetError, Quote
from assistant.evaluation import (
    Outcome,
    Question,
    evaluate,
    figures,
    is_right,
    load_questions,
    normalize,
    percentile,
    unknown_sources,
)
from assistant.report import as_json, as_table, compare, load_baseline

if TYPE_CHECKING:
    from assistant import Assistant

RECORD: dict[str, Any] = {
    "id": "a",
    "question": "Combien ?",
    "language": "fr",
    "answers": ["300 000"],
    "answerable": True,
}


def quote(text: str, source: str = "a.txt") -> Quote:
    return Quote(text=text, source=source, title="", start=0, end=len(text))


def outcome(number: int, *, answerable: bool = True, passed: bool = True) -> Outcome:
    question = Question(str(number), "?", "fr", ("x",), answerable)
    answered, right = answerable == passed, answerable and passed
    return Outcome(question, answered, right, right, True, float(number))


@pytest.mark.parametrize(
    "text", ["300\u00a0000 voitures", "300\u202f000 voitures", "les 300\n000 VOITURES"]
)
def test_spaces_and_case_do_not_matter(text: str) -> None:
    assert is_right(quote(text), Question("a", "?", "fr", ("300 000 voitures",), True))


def test_characters_that_are_not_seen_do_not_matter() -> None:
    assert is_right(
        quote("300\u00a0000 voi\u00adtures"), Question("a", "?", "fr", ("voitures",), True)
    )


def test_apostrophes_and_composed_accents_do_not_matter() -> None:
    assert normalize("L’e\u0301te\u0301") == normalize("l'été")


def test_source_counts_when_it_is_named() -> None:
    question = Question("a", "?", "fr", ("x",), True, ("b.txt",))
    assert is_right(quote("x", "b.txt"), question)
    assert not is_right(quote("x", "a.txt"), question)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, '"id"'),
        ({"id": 3}, '"id"'),
        ({"question": None}, '"question"'),
        ({"language": "de"}, '"language"'),
        ({"answerable": "yes"}, '"answerable"'),
        ({"answers": "300"}, '"answers" must be a list'),
        ({"answers": []}, "must name at least one"),
        ({"sources": [1]}, '"sources"'),
        ({"question": "2027"}, "the question holds no words"),
        ({"question": "Merci, bonne journée !"}, "the question asks nothing"),
    ],
)
def test_wrong_record_names_its_line(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(RECORD) + "\n\n" + json.dumps({**RECORD, "id": "b", **change}))
    with pytest.raises(QuestionSetError, match=f"line 3: .*{reason}"):
        load_questions(path)


@pytest.mark.parametrize("text", ["", "\n \n", "{", "[1]", f"{json.dumps(RECORD)}\n" * 2])
def test_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(text)
    with pytest.raises(QuestionSetError, match=r"set\.jsonl"):
        load_questions(path)


def test_unreadable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    for path in (tmp_path, tmp_path / "none.jsonl", tmp_path / "latin.jsonl"):
        with pytest.raises(QuestionSetError, match="cannot be read"):
            load_questions(path)


def test_figures_count_answers_and_silence_apart() -> None:
    outcomes = [outcome(n, passed=n < 5) for n in range(1, 7)]
    outcomes += [outcome(n, answerable=False, passed=n < 9) for n in range(7, 11)]
    row = figures(outcomes)["fr"]
    assert (row.answerable, row.first_right, row.wrong_silence) == (6, 4, 2)
    assert (row.unanswerable, row.silent_right, row.verbatim) == (4, 2, 10)
    assert (row.ms_p50, row.ms_p95) == (5.0, 10.0)


def test_figures_tell_what_is_right_where_nothing_is_doubted() -> None:
    outcomes = [outcome(1), replace(outcome(2), doubtful=True), outcome(3, passed=False)]
    outcomes += [outcome(4, answerable=False, passed=False), outcome(5, answerable=False)]
    row = figures(outcomes)["fr"]
    assert (row.first_right, row.sure, row.sure_right) == (2, 2, 1)
    doubts = [one["doubtful"] for one in as_json(outcomes)["questions"]]
    assert doubts == [False, True, False, False, False]


def test_percentile_is_a_measured_value() -> None:
    assert percentile([1.0], 95) == 1.0
    assert percentile([float(n) for n in range(1, 101)], 95) == 95.0


def test_comparison_with_an_earlier_report(tmp_path: Path) -> None:
    path = tmp_path / "earlier.json"
    path.write_text(json.dumps(as_json([outcome(1), outcome(2, passed=False), outcome(9)])))
    earlier = load_baseline(path)
    same = compare([outcome(1, passed=False), outcome(2), outcome(3)], earlier)
    assert (same.lost, same.gained, same.worse) == (("1",), ("2",), False)
    assert compare([outcome(1, passed=False), outcome(2, passed=False)], earlier).worse
    assert not compare([outcome(4)], {}).worse


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"questions": [{}]}', '{"questions": 1}'])
def test_wrong_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "earlier.json"
    path.write_text(text)
    with pytest.raises(QuestionSetError, match="was not made by"):
        load_baseline(path)


def test_real_questions_on_the_seeds(assistant: Assistant) -> None:
    questions = [
        Question("right", "When does Xiaomi plan to start production?", "en", ("2024",), True),
        Question("wrong", "When does Xiaomi plan to start production?", "en", ("1789",), True),
        Question("silent", "Qui a peint la Joconde ?", "fr", (), False),
    ]
    right, wrong, silent = evaluate(assistant, questions)
    assert right.passed
    assert right.any_right
    assert wrong.answered
    assert not wrong.any_right
    assert silent.passed
    assert all(outcome.verbatim and outcome.milliseconds > 0 for outcome in (right, wrong, silent))
    table = as_table([right, wrong, silent])
    assert [column.header for column in table.columns] == ["", "en", "fr"]


def test_sources_of_a_set_that_are_no_articles_are_known(assistant: Assistant) -> None:
    known = assistant.articles()[0].source
    questions = [Question(n, "?", "fr", ("x",), True, (known, n)) for n in ("b.txt", "a.txt")]
    assert unknown_sources(assistant, questions) == ["a.txt", "b.txt"]
