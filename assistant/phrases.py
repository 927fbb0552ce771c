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
            "unasked": frozenset(),
            "closest": frozenset(),
            "doubtful": frozenset(),
            "short_answer": frozenset({"answer"}),
            "one_article": frozenset({"title", "quote", "marks"}),
            "several_articles": frozenset({"count", "titles", "quote", "marks"}),
            "further": frozenset({"title", "quote", "marks"}),
            "further_there": frozenset({"quote", "marks"}),
            "title_in_list": frozenset({"title"}),
            "between_titles": frozenset(),
            "place": frozenset({"title", "source", "start", "end"}),
            "cited": frozenset({"mark", "quote"}),
            "not_written": frozenset({"model", "reason"}),
            "cut_short": frozenset({"model", "reason"}),
            "asked_to_stop": frozenset(),
            "not_carried": frozenset({"model"}),
            "unsupported": frozenset(),
            "no_room": frozenset({"window"}),
        },
        "failure": {
            "at": frozenset({"model", "what"}),
            "here": frozenset({"model"}),
            "object": frozenset({"model"}),
            "down": frozenset({"start"}),
            "no_key": frozenset({"key"}),
            "key_refused": frozenset({"key"}),
            "unknown_model": frozenset({"fetch"}),
            **dict.fromkeys(("slow", "server", "refused", "failed"), frozenset({"detail"})),
            **dict.fromkeys("quota busy too_long cut unreadable empty".split(), frozenset[str]()),
            **dict.fromkeys(
                "start_network start_ollama fetch_name fetch_address key_of_provider or".split(),
                frozenset[str](),
            ),
            **dict.fromkeys(("start_address", "fetch_ollama", "fetch_folder"), frozenset({"what"})),
        },
        "write": {
            "system": frozenset({"refusal"}),
            "article": frozenset({"title"}),
            "dated_article": frozenset({"title", "date"}),
            "sentence": frozenset({"number", "text"}),
            "user": frozenset({"evidence", "question"}),
        },
        "condense": {
            "system": frozenset(),
            "asked": frozenset({"text"}),
            "replied": frozenset({"text"}),
            "user": frozenset({"conversation", "question"}),
        },
        "export": {
            "conversation": frozenset({"date"}),
            "articles": frozenset(),
            "digests": frozenset(),
            "range": frozenset({"start", "end"}),
        },
        "page": {
            **dict.fromkeys(
                (
                    "articles conversations other_language other_language_label theme model "
                    "embedded_model skip question placeholder send stop conversation welcome "
                    "promise try_these you_asked unforeseen stopped closest left_out_one "
                    "reason_no_citation reason_unknown_citation reason_figure reason_date "
                    "reason_name reason_negation reason_certainty reason_direction reason_roles "
                    "reason_attribution reason_words reason_scope reason_sequence reason_cause "
                    "reason_meaning reason_nothing_said reason_quotation "
                    "searching_one answered_one doubtful_one "
                    "silent failed halted article previous_quote next_quote answer back "
                    "long_article article_gone nothing_open thousands new close find all none "
                    "restore removed_articles added_folders no_article skipped_one "
                    "step_reading_articles step_cutting_articles_into_passages "
                    "step_indexing_words step_embedding_passages step_reading_sentences upload "
                    "folder_path add_folder no_conversations questions_one delete_all sure export "
                    "colon copy copy_markdown copied good bad right_words keep_words thanks "
                    "changed_article none_found unreadable no_question no_folder"
                ).split(),
                frozenset[str](),
            ),
            "model_not_installed": frozenset({"model"}),
            "model_without_key": frozenset({"key"}),
            "model_unreachable": frozenset({"model", "where"}),
            "model_unknown": frozenset({"model", "where"}),
            "about": frozenset({"title"}),
            "understood": frozenset({"question"}),
            "left_out_many": frozenset({"count"}),
            "reason_with": frozenset({"reason", "what"}),
            "open_quote": frozenset({"number", "title"}),
            "searching_many": frozenset({"count"}),
            "writing_one": frozenset({"model"}),
            "writing_many": frozenset({"count", "model"}),
            "answered_many": frozenset({"count"}),
            "doubtful_many": frozenset({"count"}),
            "characters": frozenset({"end", "start"}),
            "quote_of": frozenset({"count", "number"}),
            "nearby_of": frozenset({"count", "number"}),
            "marked_quote": frozenset({"number"}),
            "size": frozenset({"count"}),
            "use": frozenset({"title"}),
            "remove": frozenset({"title"}),
            "too_long": frozenset({"count", "most"}),
            "more_articles": frozenset({"count"}),
            "first_rows": frozenset({"count", "shown"}),
            "used_one": frozenset({"total"}),
            "used_many": frozenset({"count", "total"}),
            "skipped_many": frozenset({"count"}),
            "progress": frozenset({"done", "total", "what"}),
            "seconds_left": frozenset({"seconds"}),
            "questions_many": frozenset({"count"}),
            "delete": frozenset({"question"}),
            "export_note": frozenset({"sources"}),
        },
        "workspace": {
            **dict.fromkeys(
                (
                    "added",
                    "removed",
                    "restored",
                    "name_path",
                    "name_invisible",
                    "name_hidden",
                    "name_reserved",
                    "name_long",
                    "empty",
                    "binary",
                    "about",
                    "unreadable",
                    "no_words",
                    "outside",
                    "folders_forbidden",
                    "folder_missing",
                    "folder_overlaps",
                    "unknown",
                    "last",
                ),
                frozenset(),
            ),
            "type": frozenset({"formats"}),
            "folder_empty": frozenset({"formats"}),
            "size": frozenset({"megabytes"}),
            "total": frozenset({"megabytes"}),
            "number": frozenset({"count"}),
            "folder_large": frozenset({"count"}),
            "same": frozenset({"source"}),
        },
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
