"""Chat models opened by name: what cannot be meant, is not installed or has no key is said."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant import ModelError
from assistant.models import open_model, providers
from assistant.models.errors import ChatModelError
from assistant.types import Message

MESSAGES = (Message("system", "Be brief."), Message("user", "Bonjour ?"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gpt-4o", "provider:model"),
        ("", "provider:model"),
        ("ollama:", "such as ollama:qwen3:8b"),
        ("olama:qwen3", "did you mean ollama:qwen3?"),
        ("embeded", "did you mean embedded?"),
        ("nowhere:x", "ollama, huggingface, openai, anthropic, mistralai, google_genai"),
        ("sk-proj-4f9a8b7c6d5e4f3a2b1c", "there is no model '…'"),
    ],
)
def test_name_that_cannot_be_meant_is_refused_at_once(name: str, said: str) -> None:
    with pytest.raises(ModelError) as caught:
        open_model(name)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(ModelError, match="not int"):
        open_model(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("ollama:x", "pip install langchain langchain-ollama"),
        ("openai:x", "pip install langchain langchain-openai"),
        ("anthropic:x", "pip install langchain langchain-anthropic"),
        ("mistral:x", "pip install langchain langchain-mistralai"),
        ("google:x", "pip install langchain langchain-google-genai"),
        ("huggingface:x", "pip install langchain langchain-huggingface"),
    ],
)
def test_package_that_is_not_installed_is_named_with_its_command(
    monkeypatch: pytest.MonkeyPatch, name: str, command: str
) -> None:
    monkeypatch.setattr(providers, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match=f"`{command}`$"):
        open_model(name)


def test_missing_key_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    model = open_model("openai:gpt-4o", api_key="of-another-server")
    with pytest.raises(
        ChatModelError, match="no key was found; put it in OPENAI_API_KEY"
    ) as caught:
        list(model.stream(MESSAGES))
    assert caught.value.kind == "no_key"


def test_address_of_a_server_is_not_silently_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "find_spec", lambda _name: True)
    with pytest.raises(ModelError, match="ASSISTANT_BASE_URL"):
        open_model("anthropic:x", base_url="http://127.0.0.1:9")


@pytest.mark.timeout(40)  # transformers may be imported first
def test_local_pipeline_that_is_not_there_is_not_looked_for_on_the_network() -> None:
    for name in ("huggingface:nobody/nothing", "huggingface:/nowhere at all"):
        with pytest.raises(ChatModelError, match="on this machine: no such model was found"):
            list(open_model(name).stream(MESSAGES))


def test_opening_imports_no_langchain() -> None:
    code = (
        "import sys\n"
        "from assistant.models import open_model\n"
        "from assistant.models.recording import Replayer\n"
        "from assistant.models.states import states\n"
        "states()\n"
        "open_model('openai:x')\n"
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('langchain', 'langchain_core', 'openai', 'transformers', 'torch', 'gradio')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
