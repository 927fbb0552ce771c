"""The texts that answers are composed of: one TOML file a set and language, in ``prompts/``.

Each text's variables are checked when its file is loaded, so that a wrong one is found then and
not in the middle of an answer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from assistant.data import data_dir
from index.errors import PromptError
from index.types import Language

VARIABLES: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "answer": {
            "silent": frozenset(),
            "closest": frozenset(),
            "short_answer": frozenset({"answer"}),
            "one_article": frozenset({"title", "quote"}),
            "several_articles": frozenset({"count", "titles", "quote"}),
            "further": frozenset({"title", "quote"}),
            "title_in_list": frozenset({"title"}),
            "between_titles": frozenset(),
            "place": frozenset({"title", "source", "start", "end"}),
        }
    }
)
"""Set -> text -> the variables it must name, each of them and no other."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The texts of one set in one language."""

    texts: Mapping[str, str]

    def say(self, text: str, /, **variables: object) -> str:
        """The text with its variables filled in; values are never read as templates."""
        return self.texts[text].format_map(variables)


@lru_cache(maxsize=16)
def load(name: str, language: Language, folder: Path | None = None) -> Phrases:
    """The set ``name`` in ``language``, from ``prompts/`` or another folder.

    Raises PromptError when the file is missing or is no TOML, when a text is missing or unknown,
    and when a text's variables are not exactly those of ``VARIABLES``.
    """
    path = (folder or data_dir("prompts")) / f"{name}.{language}.toml"
    try:
        texts = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PromptError(f"prompt file {path} is missing") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PromptError(f"prompt file {path} cannot be read: {error}") from error
    expected = VARIABLES[name]
    if missing := sorted(expected.keys() - texts.keys()):
        raise PromptError(f"prompt file {path} has no text {missing[0]!r}")
    if unknown := sorted(texts.keys() - expected.keys()):
        raise PromptError(f"prompt file {path} has an unknown text {unknown[0]!r}")
    for key, text in texts.items():
        _check(path, key, text, expected[key])
    return Phrases(MappingProxyType(texts))


def _check(path: Path, key: str, text: object, expected: frozenset[str]) -> None:
    """Raise PromptError unless ``text`` is a string with exactly the expected variables."""
    if not isinstance(text, str) or not text:
        raise PromptError(f"prompt file {path}: {key!r} must be a text that is not empty")
    try:
        fields = list(Formatter().parse(text))
    except ValueError as error:
        raise PromptError(f"prompt file {path}: {key!r} has a stray brace: {error}") from error
    found = {name for _, name, _, _ in fields if name is not None}
    if any(spec or conversion for _, _, spec, conversion in fields) or found != expected:
        wanted = ", ".join(f"{{{name}}}" for name in sorted(expected)) or "no variable"
        raise PromptError(f"prompt file {path}: {key!r} must use {wanted}, each as it is")
