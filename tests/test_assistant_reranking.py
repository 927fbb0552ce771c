"""A hub reranker: the evidence is in its order, and all else stays as it was without one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from assistant import Answer, Assistant, Evidence, RerankerError
from assistant.cli import run
from assistant.embedded import FURTHER, MOST_QUOTES, Found, evidence, look
from assistant.prompting import build
from assistant.reader.candidates import Candidate
from assistant.reader.reranking import RERANKED, Reranker, named_reranker, reordered
from assistant.settings import load_settings
from index.errors import SettingsError
from tests.support.scripted import Scripted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentence_transformers import CrossEncoder

QUESTIONS = (
    "When does Xiaomi plan to start production?",
    "Combien Xiaomi va-t-il investir dans les voitures ?",
    "Combien de voitures l’usine produira-t-elle par an ?",
    "Où sera l’usine de Xiaomi ?",
)
UNKNOWN = "Qui a peint la Joconde ?"
LETTERS = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùû0123456789’«»%.,?-"


def made(folder: Path, *, head: bool = True, labels: int = 1) -> Path:
    """A BERT of two small layers and random weights that reads letters, saved with its tokenizer.

    Without a ``head``, it is an encoder as embedders are.
    """
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizer

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{c}" for c in LETTERS)]
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.1,  # scores apart, by less than would leave one quote alone
    )
    config.num_labels = labels
    with torch.random.fork_rng():
        torch.manual_seed(5)
        model = BertForSequenceClassification(config) if head else BertModel(config)
    model.save_pretrained(folder)
    BertTokenizer(vocab={word: number for number, word in enumerate(words)}).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("models") / "cross-encoder")


@pytest.fixture(scope="module")
def cross_encoder(folder: Path) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    model: CrossEncoder = CrossEncoder(str(folder), local_files_only=True, device="cpu")
    return model


@pytest.fixture(scope="module")
def reranked(
    assistant: Assistant, seeds: Path, index_dir: Path, folder: Path
) -> Iterator[Assistant]:
    """The assistant over the shipped articles, with the reranker."""
    opened = Assistant.open(seeds, index_dir=index_dir, reranker=str(folder))
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
    monkeypatch: pytest.MonkeyPatch, assistant: Assistant, folder: Path
) -> None:
    import sentence_transformers

    loads = []

    class Counted(sentence_transformers.CrossEncoder):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            loads.append(arguments)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(sentence_transformers, "CrossEncoder", Counted)
    shared = Assistant(assistant._index, reranker=Reranker(str(folder)))
    assert loads == []
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(shared.ask, QUESTIONS * 4))
    assert len(loads) == 1
    for first, second in zip(answers[:4], answers[4:8], strict=True):
        assert first == second
    assert named_reranker("a/b") is named_reranker("a/b")


@pytest.fixture(scope="module")
def own_process(
    assistant: Assistant,
    index_dir: Path,
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> subprocess.CompletedProcess[str]:
    """What a new process says that asks without a reranker, with one, and with an embedder."""
    embedder = made(tmp_path_factory.mktemp("models") / "embedder", head=False)
    code = """if True:
        import sys
        from assistant import Assistant
        from assistant.cli import run
        place, folder, embedder, question = sys.argv[1:]
        plain = Assistant.open(index_dir=place)
        print("torch" in sys.modules)
        plain.ask(question)
        named = Assistant.open(index_dir=place, reranker=folder)
        print("torch" in sys.modules)
        named.ask(question)
        print("torch" in sys.modules)
        print(run(["ask", "--index-dir", place, "--reranker", embedder, question]))
    """
    given = [str(index_dir), str(folder), str(embedder), QUESTIONS[0]]
    return subprocess.run([sys.executable, "-c", code, *given], capture_output=True, text=True)


def test_torch_is_loaded_at_the_first_question_with_one(
    own_process: subprocess.CompletedProcess[str],
) -> None:
    assert own_process.returncode == 0
    assert own_process.stdout.split()[:3] == ["False", "False", "True"]


def test_embedder_is_no_reranker_and_that_is_one_line(
    own_process: subprocess.CompletedProcess[str],
) -> None:
    """It could be loaded, with a head of random weights and a warning."""
    assert own_process.stdout.split()[3:] == ["1"]
    assert re.match("assistant: The reranker '.*/embedder' is no cross-encoder", own_process.stderr)
    assert own_process.stderr.count("\n") == 1


def test_cached_model_is_loaded_without_the_hub(
    assistant: Assistant, folder: Path, cross_encoder: CrossEncoder
) -> None:
    cached = Path(os.environ["HF_HOME"]) / "hub" / "models--tests--small-reranker"
    commit = "0" * 40
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text(commit)
    snapshot = cached / "snapshots" / commit
    shutil.copytree(folder, snapshot)
    pairs = [("Où sera l’usine ?", "À Pékin."), ("Où sera l’usine ?", "En 2024.")]
    scores = Reranker("tests/small-reranker").scores(pairs[0][0], [text for _, text in pairs])
    odds = np.exp(scores)  # they are logits; by default the model gives their sigmoid
    assert odds / (1 + odds) == pytest.approx(cross_encoder.predict(pairs), abs=1e-6)
    (snapshot / "model.safetensors").unlink()  # as a download leaves it that was ended
    with pytest.raises(RerankerError, match="nor on this machine"):
        Reranker("tests/small-reranker").scores(*pairs[0][:1], ["À Pékin."])


def test_model_whose_scores_are_no_numbers_is_refused(tmp_path: Path, folder: Path) -> None:
    from safetensors.numpy import load_file, save_file

    broken = shutil.copytree(folder, tmp_path / "broken")
    weights = load_file(broken / "model.safetensors")
    weights["classifier.bias"] = np.full_like(weights["classifier.bias"], np.nan)
    save_file(weights, broken / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(RerankerError, match="no numbers"):
        Reranker(str(broken)).scores("Où ?", ["Ici.", "Là."])


def test_model_that_fails_on_a_text_is_one_line(tmp_path: Path, folder: Path) -> None:
    """Its tokenizer numbers pieces that the weights know nothing of, as of another model's."""
    mixed = shutil.copytree(folder, tmp_path / "mixed")
    tokenizer = (mixed / "tokenizer.json").read_text(encoding="utf-8")
    raised = re.sub(r'("\[?[^"]{1,6}\]?": )(\d+)(?=,?\n)', r"\g<1>9\g<2>9", tokenizer)
    assert raised != tokenizer
    (mixed / "tokenizer.json").write_text(raised, encoding="utf-8")
    with pytest.raises(RerankerError, match="cannot be used") as caught:
        Reranker(str(mixed)).scores("Où ?", ["Ici.", "Là."])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("labels", "reason"), [(None, "nor on this machine"), (0, "cannot be loaded"), (3, "one score")]
)
def test_what_cannot_rerank_is_one_line(
    assistant: Assistant,
    index_dir: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    labels: int | None,
    reason: str,
) -> None:
    name = "no-such/reranker" if labels is None else str(tmp_path)
    if labels:
        made(tmp_path, labels=labels)
        capfd.readouterr()  # how far its saving is
    code = run(["ask", "--index-dir", str(index_dir), "--reranker", name, QUESTIONS[0]])
    output, errors = capfd.readouterr()
    assert (code, output) == (1, "")
    assert errors.startswith(f"assistant: The reranker {name!r} ")
    assert reason in errors
    assert "Name a" in errors or "name its folder" in errors
    assert errors.count("\n") == 1


def test_command_and_environment_name_it(
    reranked: Assistant,
    index_dir: Path,
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    expected = reranked.ask(QUESTIONS[0]).quotes
    ask = ["ask", "--index-dir", str(index_dir), "--json", QUESTIONS[0]]
    assert run([*ask, "--reranker", str(folder)]) == 0
    output, errors = capfd.readouterr()
    assert [quote["text"] for quote in json.loads(output)["quotes"]] == [q.text for q in expected]
    assert errors == ""
    monkeypatch.setenv("ASSISTANT_RERANKER", str(folder))
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


@pytest.mark.parametrize("command", [["ask", "Où ?"], ["chat"], ["eval", "set.jsonl"]])
def test_every_command_that_answers_takes_one(
    command: list[str],
    index_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    row = {"id": "u", "question": UNKNOWN, "language": "fr", "answerable": False}
    Path("set.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert run([*command, "--index-dir", str(index_dir), "--reranker", " "]) == 2
    output, errors = capfd.readouterr()
    assert output == ""
    assert errors.startswith("assistant: reranker: ")


def test_commands_that_answer_nothing_need_none(
    assistant: Assistant,
    index_dir: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSISTANT_RERANKER", "no-such/reranker")
    assert run(["index", "--index-dir", str(index_dir)]) == 0
    assert capfd.readouterr().err == ""


def test_off_unless_it_is_named(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    assert assistant.reranker is None
    assert load_settings().reranker is None
    assert load_settings(reranker="a/b").reranker == "a/b"
    monkeypatch.setenv("ASSISTANT_RERANKER", " ")
    with pytest.raises(SettingsError, match=r"^ASSISTANT_RERANKER: "):
        load_settings()


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
