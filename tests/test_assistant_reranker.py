"""A hub reranker: how it is named, and which models are none."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant import Assistant, RerankerError
from assistant.cli import run
from assistant.reader.reranking import Reranker
from assistant.settings import load_settings
from index.errors import SettingsError
from tests.support.cross_encoder import small_cross_encoder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

pytest_plugins = ["tests.support.fixtures"]

QUESTION = "When does Xiaomi plan to start production?"
UNKNOWN = "Qui a peint la Joconde ?"


@pytest.fixture(scope="module")
def own_process(
    assistant: Assistant,
    index_dir: Path,
    reranker_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> subprocess.CompletedProcess[str]:
    """What a new process says that asks without a reranker, with one, and with an embedder."""
    embedder = small_cross_encoder(tmp_path_factory.mktemp("models") / "embedder", head=False)
    code = """if True:
        import sys
        from assistant import Assistant
        from assistant.cli import run
        place, reranker_folder, embedder, question = sys.argv[1:]
        plain = Assistant.open(index_dir=place)
        print("torch" in sys.modules)
        plain.ask(question)
        named = Assistant.open(index_dir=place, reranker=reranker_folder)
        print("torch" in sys.modules)
        named.ask(question)
        print("torch" in sys.modules)
        print(run(["ask", "--index-dir", place, "--reranker", embedder, question]))
    """
    given = [str(index_dir), str(reranker_folder), str(embedder), QUESTION]
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
    assistant: Assistant, reranker_folder: Path, cross_encoder: CrossEncoder
) -> None:
    cached = Path(os.environ["HF_HOME"]) / "hub" / "models--tests--small-reranker"
    commit = "0" * 40
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text(commit)
    snapshot = cached / "snapshots" / commit
    shutil.copytree(reranker_folder, snapshot)
    pairs = [("Où sera l’usine ?", "À Pékin."), ("Où sera l’usine ?", "En 2024.")]
    scores = Reranker("tests/small-reranker").scores(pairs[0][0], [text for _, text in pairs])
    odds = np.exp(scores)  # they are logits; by default the model gives their sigmoid
    assert odds / (1 + odds) == pytest.approx(cross_encoder.predict(pairs), abs=1e-6)
    (snapshot / "model.safetensors").unlink()  # as a download leaves it that was ended
    with pytest.raises(RerankerError, match="nor on this machine"):
        Reranker("tests/small-reranker").scores(*pairs[0][:1], ["À Pékin."])


def test_model_whose_scores_are_no_numbers_is_refused(
    tmp_path: Path, reranker_folder: Path
) -> None:
    from safetensors.numpy import load_file, save_file

    broken = shutil.copytree(reranker_folder, tmp_path / "broken")
    weights = load_file(broken / "model.safetensors")
    weights["classifier.bias"] = np.full_like(weights["classifier.bias"], np.nan)
    save_file(weights, broken / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(RerankerError, match="no numbers"):
        Reranker(str(broken)).scores("Où ?", ["Ici.", "Là."])


def test_model_that_fails_on_a_text_is_one_line(tmp_path: Path, reranker_folder: Path) -> None:
    """Its tokenizer numbers pieces that the weights know nothing of, as of another model's."""
    mixed = shutil.copytree(reranker_folder, tmp_path / "mixed")
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
        small_cross_encoder(tmp_path, labels=labels)
        capfd.readouterr()  # how far its saving is
    code = run(["ask", "--index-dir", str(index_dir), "--reranker", name, QUESTION])
    output, errors = capfd.readouterr()
    assert (code, output) == (1, "")
    assert errors.startswith(f"assistant: The reranker {name!r} ")
    assert reason in errors
    assert "Name a" in errors or "name its folder" in errors
    assert errors.count("\n") == 1


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
