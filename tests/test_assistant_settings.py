from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from assistant import SettingsError, VerbatimError
from assistant.data import data_dir
from assistant.settings import load_settings


def test_defaults_are_the_shipped_articles_and_the_embedded_models() -> None:
    settings = load_settings()
    assert settings.sources == data_dir("seeds")
    assert settings.index_dir is None
    assert (settings.model, settings.embedder) == ("embedded", "embedded")


def test_environment_is_read_and_what_is_given_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_SOURCES", "~/articles")
    monkeypatch.setenv("ASSISTANT_EMBEDDER", "from-environment")
    settings = load_settings(embedder="given")
    assert settings.sources == Path.home() / "articles"
    assert settings.embedder == "given"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_SOURCES", " "),
        ("ASSISTANT_INDEX_DIR", " "),
        ("ASSISTANT_MODEL", " "),
        ("ASSISTANT_BASE_URL", " "),
        ("ASSISTANT_BASE_URL", "127.0.0.1:8080/v1"),
        ("ASSISTANT_BASE_URL", "ftp://127.0.0.1/v1"),
        ("ASSISTANT_BASE_URL", "http://127.0.0.1:port/v1"),
        ("ASSISTANT_BASE_URL", "http:///v1"),
        ("ASSISTANT_TIMEOUT", "0"),
        ("ASSISTANT_TIMEOUT", "nan"),
        ("ASSISTANT_TIMEOUT", "soon"),
        ("ASSISTANT_CONTEXT", "12"),
        ("ASSISTANT_CONTEXT", "4k"),
    ],
)
def test_wrong_value_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=f"^{variable}: "):
        load_settings()


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    unset = load_settings()
    for field in type(unset).model_fields:
        monkeypatch.setenv(f"ASSISTANT_{field.upper()}", "")
    assert load_settings() == unset


def test_wrong_option_is_named_as_it_was_given() -> None:
    with pytest.raises(SettingsError, match=r"^model: "):
        load_settings(model=" ")


def test_chat_models_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().base_url is None
    assert load_settings().api_key is None
    assert (load_settings().timeout, load_settings().context) == (120, None)
    monkeypatch.setenv("ASSISTANT_BASE_URL", " http://127.0.0.1:8080/v1 ")
    monkeypatch.setenv("ASSISTANT_API_KEY", "sk-proj-4f9a8b7c6d5e\n")
    monkeypatch.setenv("ASSISTANT_TIMEOUT", "7.5")
    monkeypatch.setenv("ASSISTANT_CONTEXT", "8192")
    settings = load_settings()
    assert settings.base_url == "http://127.0.0.1:8080/v1"
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-proj-4f9a8b7c6d5e"
    assert (settings.timeout, settings.context) == (7.5, 8192)
    assert "4f9a8b7c6d5e" not in repr(settings)
    assert load_settings(base_url="http://localhost:1").base_url == "http://localhost:1"


def test_empty_key_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_API_KEY", " ")
    assert load_settings().api_key is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_BASE_URL", "https://user:hunter2hunter2@host/v1"),
        ("ASSISTANT_BASE_URL", "https://host/v1?key=hunter2hunter2"),
        ("ASSISTANT_BASE_URL", "hunter2hunter2"),
        ("ASSISTANT_API_KEY", "hunter2hunter2 and more"),
        ("ASSISTANT_API_KEY", "hunter2hunter2\r\nx: y"),
    ],
)
def test_secret_in_a_wrong_value_is_not_told(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=f"^{variable}: ") as caught:
        load_settings()
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None


def test_data_that_is_not_installed_is_said() -> None:
    with pytest.raises(VerbatimError, match="no folder 'pictures'"):
        data_dir("pictures")
