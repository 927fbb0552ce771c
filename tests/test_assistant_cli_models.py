"""The command line with a chat model behind a real server: notices, recordings, tries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.cli import run
from tests.support.chat_server import Exchange, chat_server, fails, says

QUESTION = "How many cars will the factory make each year?"
KEY = "sk-of-nobody-0123456789"
Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def told(
    assistant: Assistant,
    index_dir: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Told:
    """Runs a command over the shipped articles: exit code, output, errors."""
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(index_dir))
    monkeypatch.setenv("ASSISTANT_API_KEY", KEY)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        said = capfd.readouterr()
        assert KEY not in said.out + said.err
        return code, said.out, said.err

    return command


def honest(exchange: Exchange) -> None:
    """Cites the sentence about the cars, and adds what no sentence says."""
    lines = exchange.body["messages"][-1]["content"].splitlines()
    number = next(
        (line.split("]")[0][1:] for line in lines if "300 000 voitures seront" in line), "1"
    )
    says(f"The factory will make 300,000 cars a year [{number}]. It has 9 gates [{number}].")(
        exchange
    )


def test_what_no_quote_carries_is_shown_on_request(told: Told) -> None:
    with chat_server(honest) as server:
        asked = ("ask", QUESTION, "--model", "openai:x", "--base-url", server.base_url)
        code, out, err = told(*asked)
        assert (code, err) == (0, "")
        assert out.startswith("The factory will make 300,000 cars a year. [1]\n")
        assert "gates" not in out
        assert "~~It has 9 gates.~~ (figure: 9)" in told(*asked, "--unsupported")[1]
        answer = json.loads(told(*asked, "--json")[1])
    assert answer["model"] == "openai:x"
    assert answer["unsupported"] == [{"text": "It has 9 gates.", "reason": "figure: 9"}]


def test_model_that_fails_is_a_notice_and_no_failure(told: Told) -> None:
    with chat_server(fails(401, f"wrong key {KEY}")) as server:
        code, out, err = told("ask", QUESTION, "--model", "openai:x", "--base-url", server.base_url)
        place = server.host
    assert code == 0
    assert "300 000 voitures" in out
    assert err == (
        f"assistant: openai:x at {place} did not answer: the key was refused; check "
        "ASSISTANT_API_KEY. This is the answer of the embedded reader.\n"
    )


def test_evaluation_is_recorded_and_replayed(told: Told, tmp_path: Path) -> None:
    questions, replies = tmp_path / "questions.jsonl", tmp_path / "replies"
    row = {"id": "1", "question": QUESTION, "language": "en", "answerable": True}
    questions.write_text(json.dumps({**row, "answers": ["300 000"]}), encoding="utf-8")
    evaluated = ("eval", str(questions), "--json")
    with chat_server(honest) as server:
        asked = ("--model", "openai:x", "--base-url", server.base_url)
        code, out, err = told(*evaluated, *asked, "--record", str(replies))
        assert (code, err, len(server.requests)) == (0, "", 1)
    kept = "".join(path.read_text(encoding="utf-8") for path in replies.iterdir())
    assert KEY not in kept
    assert server.host not in kept
    replayed = told(*evaluated, "--model", " OpenAI:x", "--replay", str(replies))
    assert (replayed[0], replayed[2]) == (0, "")
    assert json.loads(replayed[1])["questions"] == json.loads(out)["questions"]
    row["question"] = "Where will the factory be?"
    questions.write_text(json.dumps({**row, "answers": ["Pékin"]}), encoding="utf-8")
    code, _, err = told(*evaluated, "--replay", str(replies))
    assert code == 1
    assert "replies not recorded as they are asked now: 1" in err


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--record", "a", "--replay", "b"), "not both"),
        (("--record", "a"), "name one with --model"),
        (("--replay", "nowhere"), "holds no recorded replies"),
    ],
)
def test_recordings_that_cannot_be_are_bad_use(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    row = {"id": "1", "question": QUESTION, "language": "en", "answerable": False}
    Path("questions.jsonl").write_text(json.dumps(row), encoding="utf-8")
    code, _, err = told("eval", "questions.jsonl", *options)
    assert code == 2
    assert reason in err
    assert err.count("\n") == 1


def test_a_model_is_tried(told: Told) -> None:
    with chat_server(says("yes")) as server:
        tried = ("models", "--try", "openai:x", "--base-url", server.base_url)
        code, out, _ = told(*tried)
        assert code == 0
        assert out.startswith("openai:x answers: ")
        assert len(server.requests) == 1  # its models are not listed for that
        assert json.loads(told(*tried, "--json")[1])["trial"]["works"]
    with chat_server(fails(404, "model not found")) as server:
        code, out, _ = told("models", "--try", "openai:x", "--base-url", server.base_url)
    assert code == 1
    assert "no such model was found" in out
