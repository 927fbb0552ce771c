from __future__ import annotations

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
    [("ASSISTANT_SOURCES", ""), ("ASSISTANT_INDEX_DIR", " "), ("ASSISTANT_MODEL", "")],
)
def test_wrong_value_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=f"^{variable}: "):
        load_settings()


def test_wrong_option_is_named_as_it_was_given() -> None:
    with pytest.raises(SettingsError, match=r"^model: "):
        load_settings(model=" ")


def test_data_that_is_not_installed_is_said() -> None:
    with pytest.raises(VerbatimError, match="no folder 'pictures'"):
        data_dir("pictures")
