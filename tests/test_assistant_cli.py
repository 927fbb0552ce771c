"""The command: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

from assistant.cli import run
from assistant.interrupts import ctrl_c

if TYPE_CHECKING:
    from assistant import Assistant

PRODUCTION = "When does Xiaomi plan to start production?"
UNKNOWN = "Qui a peint la Joconde ?"


@pytest.fixture
def ask(assistant: Assistant, index_dir: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """Run ``assistant ask`` on the indexed seeds: (exit code, output, error output)."""

    def ask_(*arguments: str) -> tuple[int, str, str]:
        code = run(["ask", "--index-dir", str(index_dir), *arguments])
        return code, *capfd.readouterr()

    return ask_


def articles(folder: Path, **texts: str) -> str:
    """A folder with these articles, as an argument."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return str(folder)


def loaded_by(*arguments: str) -> tuple[int, set[str]]:
    """Exit code and top-level modules of a fresh process that runs the command."""
    code = (
        "import sys; from assistant.cli import run; code = run(sys.argv[1:]);"
        "print('\\n'.join(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
    return done.returncode, {name.partition(".")[0] for name in done.stderr.split()}


def test_help_loads_nothing_heavy() -> None:
    code, modules = loaded_by("--help")
    heavy = "torch chromadb gradio langchain_core numpy pydantic rich tantivy tokenizers tiktoken"
    assert code == 0
    assert not modules & set(heavy.split())


def test_question_of_an_index_loads_neither_torch_nor_chroma(
    assistant: Assistant, index_dir: Path
) -> None:
    code, modules = loaded_by("ask", "--index-dir", str(index_dir), PRODUCTION)
    assert code == 0
    assert "onnxruntime" in modules
    assert not modules & {"torch", "transformers", "sentence_transformers", "gradio", "chromadb"}


def test_installed_command_answers(assistant: Assistant, index_dir: Path, tmp_path: Path) -> None:
    command = str(Path(sys.executable).with_name("assistant"))
    arguments = ["ask", "--index-dir", str(index_dir), PRODUCTION]
    done = subprocess.run([command, *arguments], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0
    assert "2024" in done.stdout
    assert done.stderr == ""


def test_answer_shows_quotes_word_for_word_with_their_place(ask: Any, assistant: Assistant) -> None:
    code, output, errors = ask(PRODUCTION)
    assert (code, errors) == (0, "")
    for quote in assistant.ask(PRODUCTION).quotes:
        assert quote.text in output
        assert quote.title in output
        assert f"{quote.source}, characters {quote.start} to {quote.end}" in output


def test_a_question_without_quotation_marks_is_one(ask: Any) -> None:
    assert ask(*PRODUCTION.split()) == ask(PRODUCTION)


def test_unknown_is_exit_code_3(ask: Any) -> None:
    code, output, errors = ask(UNKNOWN)
    assert (code, errors) == (3, "")
    assert output.startswith("Les articles ne le disent pas.")


def test_json_is_one_object_with_the_public_fields(ask: Any) -> None:
    code, output, _ = ask(PRODUCTION, "--json")
    answer = json.loads(output)
    assert code == 0
    assert set(answer) == {
        "question", "text", "answered", "quotes", "closest", "language", "model", "confidence",
        "standalone", "unsupported", "notice", "doubtful",
    }  # fmt: skip
    assert answer["question"] == PRODUCTION
    assert (answer["language"], answer["model"]) == ("en", "embedded")
    for quote in answer["quotes"]:
        assert set(quote) == {"text", "source", "title", "start", "end", "answer"}
    code, output, _ = ask(UNKNOWN, "--json")
    assert code == 3
    assert not json.loads(output)["quotes"]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "is empty"),
        (" \t\n", "is empty"),
        ("pourquoi " * 12_000, "has 107,999 characters"),
        ("小米什么时候开始生产?", "neither French nor English"),
        ("2024 ?", "holds no words"),
        ("\udcff\udcfe pourquoi", "not valid text"),
    ],
)
def test_question_that_cannot_be_asked_is_bad_use(ask: Any, question: str, reason: str) -> None:
    code, output, errors = ask(question)
    assert (code, output) == (2, "")
    assert errors.startswith("assistant: ")
    assert errors.count("\n") == 1
    assert reason in errors


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["ask", PRODUCTION, "--sources", "/no/such/folder"], "/no/such/folder"),
        (["ask", PRODUCTION, "--sources", __file__], "test_assistant_cli.py"),
        (["ask", PRODUCTION, "--model", "gpt"], "no model 'gpt'"),
        (["ask", PRODUCTION, "--sources", ""], "sources: is empty"),
        (["ask"], "Missing argument"),
        (["ask", PRODUCTION, "--sauce", "x"], "--sauce"),
        (["frob"], "frob"),
        (["chat", "--port", "high"], "--port"),
        (["eval", "/no/such/set.jsonl"], "/no/such/set.jsonl"),
    ],
)
def test_bad_use_is_one_line(
    capfd: pytest.CaptureFixture[str], arguments: list[str], reason: str
) -> None:
    code = run(arguments)
    output, errors = capfd.readouterr()
    assert (code, output) == (2, "")
    assert errors.startswith("assistant: ")
    assert errors.count("\n") == 1
    assert reason in errors


def test_no_command_shows_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Usage: assistant" in capfd.readouterr().err


def test_empty_folder_is_bad_use(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = articles(tmp_path / "empty")
    assert run(["ask", PRODUCTION, "--sources", folder, "--index-dir", str(tmp_path / "i")]) == 2
    assert capfd.readouterr().err.count("\n") == 1


def test_index_that_cannot_be_written_is_a_failure(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = articles(tmp_path / "articles", a="La tour Eiffel mesure 330 mètres.")
    (tmp_path / "file").touch()
    assert run(["index", folder, "--index-dir", str(tmp_path / "file" / "index")]) == 1
    output, errors = capfd.readouterr()
    assert output == ""
    assert errors.count("\n") == 1


def test_index_says_what_it_did_and_left_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = articles(tmp_path / "articles", a="La tour Eiffel mesure 330 mètres.", empty="")
    (tmp_path / "articles" / "binary.txt").write_bytes(bytes(range(256)) * 4)
    for name in ("page.html", "1.jpg", "2.jpg", "README.md"):
        (tmp_path / "articles" / name).write_bytes(b"")
    command = ["index", folder, "--index-dir", str(tmp_path / "index")]
    assert run(command) == 0
    output, errors = capfd.readouterr()
    assert errors == ""
    assert output.startswith("1 article, 1 passage, indexed in ")
    assert "left out: binary.txt: not text" in output
    assert "left out: empty.txt: " in output
    assert "left out: page.html: not a format that can be read: .html" in output
    assert output.endswith("left out: 3 other files: 2 .jpg, README.md (about the folder)\n")
    assert run(command) == 0
    assert capfd.readouterr().out.startswith("1 article, 1 passage, up to date\n")


def test_files_left_out_are_mentioned_where_a_question_indexes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = articles(tmp_path / "articles", a="La tour Eiffel mesure 330 mètres.", empty="")
    options = ["--sources", folder, "--index-dir", str(tmp_path / "index")]
    run(["ask", "Combien mesure la tour Eiffel ?", *options])
    assert capfd.readouterr().err.startswith("assistant: 1 file left out")
    run(["ask", "Combien mesure la tour Eiffel ?", *options])
    assert capfd.readouterr().err == ""


def test_settings_come_from_the_environment(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = articles(tmp_path / "articles", a="La tour Eiffel mesure 330 mètres.")
    monkeypatch.setenv("ASSISTANT_SOURCES", folder)
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(tmp_path / "index"))
    assert run(["index"]) == 0
    assert capfd.readouterr().out.startswith("1 article, ")
    monkeypatch.setenv("ASSISTANT_MODEL", " ")
    assert run(["index"]) == 2
    assert "ASSISTANT_MODEL" in capfd.readouterr().err


def test_eval_prints_figures_and_compares(
    tmp_path: Path, assistant: Assistant, index_dir: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "questions.jsonl"
    rows: list[dict[str, object]] = [
        {"id": "p", "question": PRODUCTION, "language": "en", "answers": ["2024"]},
        {"id": "u", "question": UNKNOWN, "language": "fr", "answers": []},
    ]
    questions.write_text(
        "\n".join(json.dumps({**row, "answerable": bool(row["answers"])}) for row in rows)
    )
    command = ["eval", str(questions), "--index-dir", str(index_dir)]
    assert run(command) == 0
    output = capfd.readouterr().out
    assert "first quote right" in output
    assert "1 of 1 (100%)" in output
    assert run([*command, "--json"]) == 0
    report = json.loads(capfd.readouterr().out)
    assert report["languages"]["en"]["first_right"] == 1
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps(report))
    assert run([*command, "--baseline", str(baseline)]) == 0
    rows[0]["answers"] = ["1789"]
    questions.write_text(json.dumps({**rows[0], "answerable": True}))
    capfd.readouterr()
    assert run([*command, "--baseline", str(baseline)]) == 1
    assert "lost: p" in capfd.readouterr().err


@pytest.fixture
def heeds_ctrl_c() -> Iterator[None]:
    """As in a terminal; what a script starts in the background may not."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


def _interrupted_import(*_: object, **__: object) -> None:
    """As an extension module that Ctrl-C reaches while it is loaded."""
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        raise ImportError("import numpy failed") from None


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_while_a_module_is_loaded_is_no_traceback(
    ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.chain.Assistant.ask", _interrupted_import)
    assert ask(PRODUCTION) == (130, "", "")


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_the_page_closes_at_ctrl_c_while_a_module_is_loaded(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.ui.page import wait

    monkeypatch.setattr("assistant.chain.Assistant.ask", _interrupted_import)
    page = Mock()
    wait(page, assistant, "http://127.0.0.1")
    page.close.assert_called_once_with()


def test_closed_output_is_no_traceback(assistant: Assistant, index_dir: Path) -> None:
    command = f"'{sys.executable}' -m assistant ask --index-dir '{index_dir}' '{PRODUCTION}' | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=os.environ)  # noqa: S602
    assert done.stderr == ""


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_while_a_module_is_made_comes_when_it_is() -> None:
    made: list[str] = []

    def in_a_hook() -> None:
        signal.raise_signal(signal.SIGINT)
        made.append("all of it")

    importing = "def create_module(hook):\n    hook()"
    scope: dict[str, Any] = {}
    exec(compile(importing, "<frozen importlib._bootstrap_external>", "exec"), scope)  # noqa: S102
    with pytest.raises(KeyboardInterrupt), ctrl_c():
        scope["create_module"](in_a_hook)
    assert made


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_what_fails_without_ctrl_c_is_said_as_it_is() -> None:
    former = signal.getsignal(signal.SIGINT)
    with pytest.raises(ImportError, match="no such module"), ctrl_c():
        raise ImportError("no such module")
    assert signal.getsignal(signal.SIGINT) is former
