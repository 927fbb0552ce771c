"""Ollama through langchain-ollama and a real server: what it is told, and its failures."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from assistant import ModelError
from assistant.models import langchain_models, open_model
from assistant.models.errors import ChatModelError
from assistant.types import Message
from tests.support import chat_server as acts
from tests.support.chat_server import Act, ChatServer, chat_server

KEY = "a-key-of-ones-own"
MESSAGES = (Message("user", "Bonjour ?"),)

pytestmark = pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(langchain_models, "RETRY_PAUSES", (0.01, 0.02))


@pytest.fixture
def ollama() -> Iterator[ChatServer]:
    with chat_server(acts.says_as_ollama("Bon", "jour")) as server:
        yield server


def test_ollama_is_told_the_window_and_not_to_think(ollama: ChatServer) -> None:
    address = f"http://{ollama.host}"
    model = open_model("ollama:scripted", base_url=address, api_key=KEY, window=6000)
    assert list(model.stream(MESSAGES)) == ["Bon", "jour"]
    assert model.window == 6000
    request = ollama.requests[0]
    assert request["path"] == "/api/chat"
    assert request["body"]["options"] == {"num_ctx": 6000, "temperature": 0.0}
    assert request["body"]["think"] is False
    assert request["headers"]["authorization"] == f"Bearer {KEY}"


def test_ollama_window_is_told_when_none_is_set(ollama: ChatServer) -> None:
    model = open_model("ollama:scripted", base_url=f"http://{ollama.host}")
    model.complete(MESSAGES)
    assert ollama.requests[0]["body"]["options"]["num_ctx"] == model.window == 4096


def test_ollama_is_found_where_its_own_variable_says(
    ollama: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", ollama.host)
    assert open_model("ollama:scripted").complete(MESSAGES) == "Bonjour"


@pytest.mark.parametrize(
    ("script", "kind", "advice"),
    [
        ([acts.fails(404, "model 'scripted' not found")], "unknown_model", "ollama pull scripted"),
        ([acts.fails(500, "llama runner process has terminated")], "server", "llama runner"),
        ([acts.breaks_off()], "down", "start it"),
    ],
)
def test_ollamas_failures(script: list[Act], kind: str, advice: str) -> None:
    with chat_server(*script) as server:
        model = open_model("ollama:scripted", base_url=f"http://{server.host}", timeout=10)
        with pytest.raises(ModelError, match=re.escape(advice)) as caught:
            model.complete(MESSAGES)
    assert isinstance(caught.value, ChatModelError)
    assert caught.value.kind == kind
    assert str(caught.value).startswith(f"ollama:scripted at {server.host}: ")
