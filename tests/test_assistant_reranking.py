"""A hub reranker: the evidence is in its order, and all else stays as it was without one."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from assistant import Answer, Assistant, Evidence
from assistant.cli import run
from assistant.embedded import FURTHER, MOST_QUOTES, Found, evidence, look
from assistant.prompting import build
from assistant.reader.candidates import Candidate
from assistant.reader.reranking import RERANKED, Reranker, named_reranker, reordered
from tests.support.scripted import Scripted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentence_transformers import CrossEncoder

pytest_plugins = ["tests.support.fixtures"]

QUESTIONS = (
    "When does Xiaomi plan to start production?",
    "Combien Xiaomi va-t-il investir dans les voitures ?",
    "Combien de voitures l’usine produira-t-elle par an ?",
    "Où sera l’usine de Xiaomi ?",
)
UNKNOWN = "Qui a peint la Joconde ?"


@pytest.fixture(scope="module")
def reranked(
    assistant: Assistant, seeds: Path, index_dir: Path, reranker_folder: Path
) -> Iterator[Assistant]:
    """The assistant over the shipped articles, with the reranker."""
    opened = Assistant.open(seeds, index_dir=index_dir, reranker=str(reranker_folder))
    yield opened
    opened.close()


def place(candidate: Candidate) -> tuple[str, int]:
    return candidate.hit.passage.source, candidate.sentence.start


def places(answer: Answer) -> list[tuple[str, int]]:
    return [(quote.source, quote.start) for quote in answer.quotes]


def in_its_order(found: Found, model: CrossEncoder) -> list[Candidate]:
    """The candidates of a reading without reranker, by the scores that the model itself gives."""
    best, others = found.reading.candidates[:RERANKED], found.reading.candidates[RERANKED:]
    scores = model.predict([(found.text, candidate.text) for candidate in best])
    return [best[number] for number in np.argsort(-scores)] + list(others)


@pytest.mark.parametrize("question", QUESTIONS)
def test_order_is_that_of_the_models_own_scores(
    assistant: Assistant, reranked: Assistant, cross_encoder: CrossEncoder, question: str
) -> None:
    without = look(question, assistant._index)
    assert len(without.reading.candidates) > RERANKED
    expected = in_its_order(without, cross_encoder)
    assert expected != list(without.reading.candidates)
    found = look(question, reranked._index, reranker=reranked._reranker)
    assert list(found.reading.candidates) == expected

    answer = reranked.ask(question)
    wanted = list(dict.fromkeys(place(candidate) for candidate in expected))
    assert len(answer.quotes) == MOST_QUOTES
    assert places(answer) == wanted[:MOST_QUOTES]
    assert places(answer) != places(assistant.ask(question))


@pytest.mark.parametrize("question", [*QUESTIONS, UNKNOWN])
def test_quotes_are_exact_and_silence_stays_the_readers(
    assistant: Assistant, reranked: Assistant, question: str
) -> None:
    answer, without = reranked.ask(question), assistant.ask(question)
    for quote in (*answer.quotes, *answer.closest):
        assert quote.text == reranked.article(quote.source).text[quote.start : quote.end]
    assert (answer.answered, answer.confidence) == (without.answered, without.confidence)
    assert answer.doubtful == without.doubtful
    assert answer.model == "embedded"
    assert answer.answered is (question != UNKNOWN)


def test_chat_model_is_given_its_order(reranked: Assistant, cross_encoder: CrossEncoder) -> None:
    model = Scripted("Rien.")
    using = reranked.using(model)
    assert using.reranker == reranked.reranker
    first, *_ = using.stream(QUESTIONS[0])
    assert isinstance(first, Evidence)
    assert first.quotes == reranked.ask(QUESTIONS[0]).quotes
    without = look(QUESTIONS[0], reranked._index)
    given, otherwise = (
        build(QUESTIONS[0], "en", candidates, reranked._date_of, model.window).messages
        for candidates in (in_its_order(without, cross_encoder), without.reading.candidates)
    )
    assert tuple(model.asked[0]) == given != otherwise


def test_reordering_moves_what_has_a_score_and_nothing_else(assistant: Assistant) -> None:
    reading = look(QUESTIONS[0], assistant._index).reading
    one, two, three, four, five, *others = reading.candidates
    changed = reordered(reading, np.array([0, 3, -1, 3, 9], np.float32))
    assert list(changed.candidates) == [five, two, four, one, three, *others]
    assert changed.scores.tolist() == [9, 3, 3, 0, -1, *[-np.inf] * len(others)]
    assert changed.confidence == reading.confidence
    assert reordered(reading, np.zeros(0, np.float32)).candidates == reading.candidates


def test_further_quotes_are_those_with_nearly_its_odds(assistant: Assistant) -> None:
    found = look(QUESTIONS[0], assistant._index)
    first, *others = dict.fromkeys(found.reading.candidates)
    others = [other for other in others if "2024" not in other.text]  # none confirms the first
    reading = replace(found.reading, candidates=(*others[:3], first))
    likely, unlikely = np.log(FURTHER + 0.01), np.log(FURTHER - 0.01)
    for offset in (-7, 0, 7):  # where the logits lie says nothing
        scores = np.array([offset + unlikely, offset + likely, -99, offset], np.float32)
        quotes = evidence(found.question, reordered(reading, scores), found.vectors)
        assert [quote.text for quote in quotes] == [first.text, others[1].text]


def test_sentences_without_a_score_are_no_evidence_beside_one(assistant: Assistant) -> None:
    found = look(QUESTIONS[0], assistant._index)
    reading = reordered(found.reading, np.array([-50], np.float32))
    assert len(evidence(found.question, found.reading, found.vectors)) > 1
    assert len(evidence(found.question, reading, found.vectors)) == 1


def test_nothing_found_asks_no_reranker(reranked: Assistant, tmp_path: Path) -> None:
    found = look(QUESTIONS[0], reranked._index, sources=[], reranker=Reranker(str(tmp_path)))
    assert found.reading.candidates == ()


def test_loaded_once_whoever_asks(
    monkeypatch: pytest.MonkeyPatch, assistant: Assistant, reranker_folder: Path
) -> None:
    import sentence_transformers

    loads = []

    class Counted(sentence_transformers.CrossEncoder):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            loads.append(arguments)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(sentence_transformers, "CrossEncoder", Counted)
    shared = Assistant(assistant._index, reranker=Reranker(str(reranker_folder)))
    assert loads == []
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(shared.ask, QUESTIONS * 4))
    assert len(loads) == 1
    for first, second in zip(answers[:4], answers[4:8], strict=True):
        assert first == second
    assert named_reranker("a/b") is named_reranker("a/b")


def test_command_and_environment_name_it(
    reranked: Assistant,
    index_dir: Path,
    reranker_folder: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    expected = reranked.ask(QUESTIONS[0]).quotes
    ask = ["ask", "--index-dir", str(index_dir), "--json", QUESTIONS[0]]
    assert run([*ask, "--reranker", str(reranker_folder)]) == 0
    output, errors = capfd.readouterr()
    assert [quote["text"] for quote in json.loads(output)["quotes"]] == [q.text for q in expected]
    assert errors == ""
    monkeypatch.setenv("ASSISTANT_RERANKER", str(reranker_folder))
    assert run(ask) == 0
    assert json.loads(capfd.readouterr().out) == json.loads(output)

    questions = tmp_path / "questions.jsonl"
    row = {"id": "p", "question": QUESTIONS[0], "language": "en", "answers": [expected[0].text]}
    questions.write_text(json.dumps({**row, "answerable": True}), encoding="utf-8")
    evaluate = ["eval", str(questions), "--index-dir", str(index_dir), "--json"]
    assert run(evaluate) == 0
    assert json.loads(capfd.readouterr().out)["questions"][0]["first_right"]
    monkeypatch.delenv("ASSISTANT_RERANKER")
    assert run(evaluate) == 0
    assert not json.loads(capfd.readouterr().out)["questions"][0]["first_right"]


def test_private_articles_of_the_page_have_it_too(
    reranked: Assistant, seeds: Path, tmp_path: Path
) -> None:
    from assistant.records.local import new_id
    from assistant.ui.workspaces import Workspaces

    workspaces = Workspaces(reranked, seeds, root=tmp_path / "workspaces")
    workspace = workspaces.of(new_id())
    workspace.add_files([("pont.txt", "Le pont de Brest a été inauguré en 1954.\n".encode())])
    workspace.refresh()
    assert workspace.assistant is not reranked
    assert workspace.assistant._reranker is reranked._reranker
    workspaces.close()
