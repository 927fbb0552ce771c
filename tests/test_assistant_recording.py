"""Recorded replies: the same text again, offline; never for another prompt; never with a key."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import ModelError
from assistant.models import ChatModel, open_model
from assistant.models.recording import Recorder, Replayer, key_of
from assistant.models.stopping import Stoppable
from assistant.types import Message
from tests.support import chat_server as acts
from tests.support.chat_server import chat_server

SYSTEM = Message("system", "Cite les phrases par leur numéro.")
QUESTION = (SYSTEM, Message("user", "[1] Une phrase.\n\nQuestion : Quand ?\n"))


class Scripted(ChatModel):
    """Says its pieces; the error, if there is one, comes after them."""

    window = 4096

    def __init__(self, *pieces: str, name: str = "test:one", error: Exception | None = None):
        self.name = name
        self.pieces = pieces
        self.error = error

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        yield from self.pieces
        if self.error:
            raise self.error


async def read(model: ChatModel, messages: Sequence[Message] = QUESTION) -> str:
    return "".join([piece async for piece in model.astream(messages)])


def test_a_recorded_reply_is_given_again(tmp_path: Path) -> None:
    recorder = Recorder(Scripted("« Bon", "jour » [1]"), tmp_path / "new" / "folder")
    assert list(recorder.stream(QUESTION)) == ["« Bon", "jour » [1]"]
    replayer = Replayer(tmp_path / "new" / "folder")
    assert (replayer.name, replayer.window) == (recorder.name, recorder.window)
    assert replayer.complete(QUESTION) == "« Bonjour » [1]"
    assert asyncio.run(read(replayer)) == "« Bonjour » [1]"


def test_async_replies_are_recorded_too(tmp_path: Path) -> None:
    assert asyncio.run(read(Recorder(Scripted("a", "b"), tmp_path))) == "ab"
    assert Replayer(tmp_path).complete(QUESTION) == "ab"


def test_a_file_reads_well_and_holds_nothing_else(tmp_path: Path) -> None:
    Recorder(Scripted("Été [1]"), tmp_path).complete(QUESTION)
    (file,) = tmp_path.iterdir()
    text = file.read_text(encoding="utf-8")
    assert "Été [1]" in text
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "model": "test:one",
        "window": 4096,
        "messages": [message._asdict() for message in QUESTION],
        "reply": "Été [1]",
    }


def test_halves_of_characters_that_a_server_sends_are_recorded(tmp_path: Path) -> None:
    with chat_server(acts.says("oui \ud83d", "\ude00 [1]")) as server:
        model = open_model("openai:scripted", base_url=server.base_url, api_key="sk-none")
        reply = Recorder(model, tmp_path).complete(QUESTION)
    assert ascii(reply) == ascii("oui \ufffd\ufffd [1]")
    assert Replayer(tmp_path).complete(QUESTION) == reply


def test_no_key_and_no_address_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hosted-0a1b2c3d4e5f")
    key = "sk-proj-4f9a8b7c6d5e"
    with chat_server(acts.says("oui")) as server:
        model = open_model("openai:scripted", base_url=server.base_url, api_key=key)
        assert Recorder(model, tmp_path).complete(QUESTION) == "oui"
    written = "".join(path.name + path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    for secret in (key, "sk-hosted", server.host, "127.0.0.1", "authorization", "Bearer"):
        assert secret not in written


def test_a_key_that_a_server_repeats_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hosted-0a1b2c3d4e5f")
    key = "no word of a key"
    said = (f"You sent {key[:6]}", f"{key[6:]}, not sk-hosted-0a1b2c3d4e5f.")
    with chat_server(acts.says(*said)) as server:
        model = open_model("openai:scripted", base_url=server.base_url, api_key=key)
        Recorder(Stoppable(model, threading.Event()), tmp_path).complete(QUESTION)
    assert Replayer(tmp_path).complete(QUESTION) == "You sent …, not …."


@pytest.mark.parametrize(
    "messages",
    [
        (Message("system", "Cite les phrases par leurs numéros."), QUESTION[1]),
        (QUESTION[1], SYSTEM),
        (Message("user", SYSTEM.content), QUESTION[1]),
        (*QUESTION, Message("assistant", "oui")),
        QUESTION[1:],
    ],
)
def test_another_prompt_is_never_answered(tmp_path: Path, messages: Sequence[Message]) -> None:
    Recorder(Scripted("oui"), tmp_path).complete(QUESTION)
    with pytest.raises(ModelError, match=r"--record "):
        Replayer(tmp_path).complete(messages)


def test_a_missing_reply_says_to_which_question_and_how_to_record_it(tmp_path: Path) -> None:
    Recorder(Scripted("oui"), tmp_path).complete((SYSTEM,))
    with pytest.raises(ModelError) as caught:
        asyncio.run(read(Replayer(tmp_path)))
    assert "“Question : Quand ?”" in str(caught.value)
    assert f"`--record {tmp_path}`" in str(caught.value)


@given(
    st.lists(st.tuples(st.sampled_from(["system", "user"]), st.text()), max_size=3),
    st.lists(st.tuples(st.sampled_from(["system", "user"]), st.text()), max_size=3),
)
def test_two_conversations_have_two_keys(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    keys = [key_of("m", [Message(*message) for message in said]) for said in (one, other)]  # type: ignore[arg-type]
    assert (keys[0] == keys[1]) == (one == other)
    assert keys[0] != key_of("n", [Message(*message) for message in one])  # type: ignore[arg-type]


def test_errors_are_not_recorded(tmp_path: Path) -> None:
    recorder = Recorder(Scripted("a", error=ModelError("down")), tmp_path)
    with pytest.raises(ModelError, match="down"):
        recorder.complete(QUESTION)
    with pytest.raises(ModelError, match="down"):
        asyncio.run(read(recorder))
    assert list(tmp_path.iterdir()) == []


def test_a_reply_that_was_stopped_is_not_recorded(tmp_path: Path) -> None:
    pieces = Recorder(Scripted("a", "b"), tmp_path).stream(QUESTION)
    assert next(pieces) == "a"
    pieces.close()
    assert list(tmp_path.iterdir()) == []


def test_a_new_reply_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    for reply in ("old", "new"):
        Recorder(Scripted(reply), tmp_path).complete(QUESTION)
    assert len(list(tmp_path.iterdir())) == 1
    assert Replayer(tmp_path).complete(QUESTION) == "new"


def test_several_models_in_one_folder_are_told_apart(tmp_path: Path) -> None:
    for name in ("test:one", "test:two"):
        Recorder(Scripted(name, name=name), tmp_path).complete(QUESTION)
    assert Replayer(tmp_path, "test:two").complete(QUESTION) == "test:two"
    with pytest.raises(ModelError, match="test:one, test:two; name one"):
        Replayer(tmp_path)
    with pytest.raises(ModelError, match="no replies of test:three"):
        Replayer(tmp_path, "test:three")


def test_empty_or_missing_folder_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="`--record "):
        Replayer(tmp_path / "none")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Quand", "Où"),
        lambda text: text.replace('"reply"', '"answer"'),
        lambda text: text[:-5],
        lambda text: "[]",
    ],
)
def test_a_file_that_was_changed_is_not_used(tmp_path: Path, change: object) -> None:
    assert callable(change)
    Recorder(Scripted("oui"), tmp_path).complete(QUESTION)
    (file,) = tmp_path.iterdir()
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ModelError, match="is not a recorded reply, or was changed"):
        Replayer(tmp_path)


def test_windows_that_differ_are_not_mixed(tmp_path: Path) -> None:
    wide = Scripted("b")
    wide.window = 8192
    Recorder(Scripted("a"), tmp_path).complete(QUESTION)
    Recorder(wide, tmp_path).complete((SYSTEM,))
    with pytest.raises(ModelError, match="4096 and 8192"):
        Replayer(tmp_path)


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="replies cannot be kept in"):
        Recorder(Scripted("a"), tmp_path / "file")


def test_replay_needs_no_providers_package(tmp_path: Path) -> None:
    Recorder(Scripted("oui"), tmp_path).complete(QUESTION)
    code = (
        "import sys\n"
        "from assistant.models.recording import Replayer\n"
        "Replayer(sys.argv[1])\n"
        "assert not [n for n in sys.modules if n.startswith(('langchain', 'openai', 'httpx'))]"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
