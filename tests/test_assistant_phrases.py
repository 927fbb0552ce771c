from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from assistant import PromptError, phrases
from assistant.data import data_dir
from index.types import Language


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", phrases.VARIABLES)
def test_every_set_loads_in_every_language(name: str, language: Language) -> None:
    assert phrases.load(name, language).texts.keys() == phrases.VARIABLES[name].keys()


def test_every_prompt_file_is_known() -> None:
    known = {f"{name}.{lang}.toml" for name in phrases.VARIABLES for lang in get_args(Language)}
    assert {path.name for path in data_dir("prompts").iterdir()} == known


def test_values_are_not_read_as_templates() -> None:
    said = phrases.load("answer", "fr").say("short_answer", answer="{title} {0.__class__}")
    assert "{title} {0.__class__}" in said


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('short_answer = "{answer}."', 'short_answer = "{anser}."', r"'short_answer' must use"),
        ('short_answer = "{answer}."', 'short_answer = "{answer!r}"', r"'short_answer' must use"),
        ('short_answer = "{answer}."', 'short_answer = "{answer"', r"stray brace"),
        ('short_answer = "{answer}."', 'short_answer = ""', r"not empty"),
        ('short_answer = "{answer}."', "", r"has no text 'short_answer'"),
        ('short_answer = "{answer}."', 'short_answer = "{answer}."\nx = "y"', r"unknown text 'x'"),
        ('short_answer = "{answer}."', "short_answer =", r"cannot be read"),
    ],
)
def test_wrong_file_is_found_at_load(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = (data_dir("prompts") / "answer.en.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "answer.en.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PromptError, match=reason):
        phrases.load("answer", "en", tmp_path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"answer\.fr\.toml is missing"):
        phrases.load("answer", "fr", tmp_path)
