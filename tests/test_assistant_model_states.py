"""What `assistant models` shows: only local servers are asked, no key is shown, no wait is long."""

from __future__ import annotations

import io
import json

import pytest
from pydantic import SecretStr
from rich.console import Console

from assistant.models import providers
from assistant.models import servers as model_servers
from assistant.models.states import ModelState, as_json, as_line, as_table, states, try_model
from tests.support import chat_server as acts
from tests.support.chat_server import chat_server

KEY = "sk-proj-4f9a8b7c6d5e4f3a2b1c"
OPENAI_LIST = {"object": "list", "data": [{"id": "qwen3-4b"}, {"id": "gemma"}, {"id": 5}, None]}


@pytest.fixture(autouse=True)
def _no_ollama(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    for provider in providers.PROVIDERS.values():
        for variable in provider.keys:
            monkeypatch.delenv(variable, raising=False)


def state_of(provider: str, *found: ModelState) -> ModelState:
    return next(state for state in found or states() if state.provider == provider)


def test_embedded_default_is_always_there() -> None:
    first = states()[0]
    assert (first.provider, first.installed, first.reachable) == ("embedded", True, True)


def test_hosted_services_are_told_by_their_keys_and_asked_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert state_of("openai").keyed is False
    assert state_of("openai").hint == "set OPENAI_API_KEY"
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    openai = state_of("openai")
    assert (openai.keyed, openai.reachable, openai.where) == (True, None, "api.openai.com")
    assert KEY not in json.dumps(as_json(states()))


def test_package_that_is_missing_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "find_spec", lambda _name: None)
    assert state_of("ollama").hint == "pip install langchain langchain-ollama"
    assert state_of("ollama").installed is False


def test_models_of_a_local_ollama_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = {"models": [{"name": "qwen3:8b"}, {"name": "gemma3:4b"}]}
    with chat_server(acts.gives(listed)) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.host)
        ollama = state_of("ollama")
    assert server.requests[0]["path"] == "/api/tags"
    assert ollama.reachable is True
    assert ollama.models == ("ollama:gemma3:4b", "ollama:qwen3:8b")
    assert ollama.hint == "--model ollama:gemma3:4b, ollama:qwen3:8b"


def test_ollama_that_is_down_and_ollama_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert state_of("ollama").reachable is False
    assert state_of("ollama").hint == "start it with `ollama serve`"
    with chat_server(acts.gives({"models": []})) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.host)
        assert state_of("ollama").hint.startswith("`ollama pull qwen3:8b`")


def test_ollama_elsewhere_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "gpu.example.com")  # the network guard would tell
    ollama = state_of("ollama")
    assert (ollama.reachable, ollama.where) == (None, "gpu.example.com")


@pytest.mark.parametrize("address", ["http://[", "host:port", "é", "http://127.0.0.1:99999999"])
def test_address_that_is_none_stops_nothing(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("OLLAMA_HOST", address)
    assert state_of("ollama").reachable is not True


def test_own_server_is_asked_with_its_key_for_its_models() -> None:
    with chat_server(acts.gives(OPENAI_LIST)) as server:
        found = states(server.base_url, SecretStr(KEY))
    own = found[1]
    assert (own.provider, own.where, own.reachable) == ("openai", server.host, True)
    assert own.models == ("openai:gemma", "openai:qwen3-4b")
    assert server.requests[0]["path"] == "/v1/models"
    assert server.requests[0]["headers"]["authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(as_json(found))


@pytest.mark.parametrize(
    ("act", "reachable", "hint"),
    [
        (acts.fails(401, "no"), True, "ASSISTANT_API_KEY"),
        (acts.fails(404, "no"), True, "/v1"),
        (acts.gives(["odd"]), True, "--model openai:NAME"),
        (acts.gives({"data": "odd"}), True, "--model openai:NAME"),
        (acts.sleeps(), False, "start it"),
        (acts.breaks_off(), False, "start it"),
    ],
)
def test_own_server_that_does_not_list(
    monkeypatch: pytest.MonkeyPatch, act: acts.Act, reachable: bool, hint: str
) -> None:
    monkeypatch.setattr(model_servers, "PATIENCE", 0.3)
    with chat_server(act) as server:
        own = states(server.base_url)[1]
    assert own.reachable is reachable
    assert hint in own.hint


def test_a_key_follows_no_redirect() -> None:
    with chat_server(acts.gives(OPENAI_LIST)) as other:

        def redirect(exchange: acts.Exchange) -> None:
            target = f"http://localhost:{other.port}/v1/models"
            exchange.send_json({}, 302, [("location", target)])

        with chat_server(redirect) as server:
            assert states(server.base_url, KEY)[1].models == ()
    assert other.requests == []


def test_a_try_tells_how_long_it_took() -> None:
    with chat_server(acts.says("y", "es")) as server:
        trial = try_model("openai:scripted", server.base_url)
    assert (trial.works, trial.text, trial.model) == (True, "yes", "openai:scripted")
    assert trial.first is not None
    assert 0 < trial.first <= trial.seconds
    assert as_line(trial).startswith("openai:scripted answers: ")


def test_a_try_that_fails_tells_why() -> None:
    with chat_server(acts.fails(401, "no")) as server:
        trial = try_model("openai:scripted", server.base_url, KEY)
    assert not trial.works
    assert as_line(trial) == trial.text
    assert "the key was refused" in trial.text
    assert "did you mean ollama" in try_model("olama:x").text
    assert try_model("embedded").works


def test_table_fits_a_terminal_and_json_holds_all() -> None:
    with chat_server(acts.gives(OPENAI_LIST)) as server:
        found = states(server.base_url)
    console = Console(width=80, file=io.StringIO())
    console.print(as_table(found))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "ollama" in shown
    assert f"openai at {server.host}" in shown
    assert max(map(len, shown.splitlines())) <= 80
    told = as_json(found)["models"]
    assert [state["provider"] for state in told] == [state.provider for state in found]
    assert told[1]["models"] == ("openai:gemma", "openai:qwen3-4b")
