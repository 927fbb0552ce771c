"""`assistant verify`: every alteration of an exported quote is found, and nothing else is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.records.codec import Turn, turn_of
from assistant.records.export import (
    answer_as_markdown,
    conversation_as_json,
    conversation_as_markdown,
)
from assistant.records.verify import Report, verify
from assistant.types import Answer, Quote
from index.errors import ConversationError
from index.listing import scan
from index.loading import read_article
from index.types import Article

if TYPE_CHECKING:
    from assistant import Assistant

USINE = "xiaomi-usine-300-000-voitures-par-an.txt"
BAIC = "xiaomi-baic-production-voitures-electriques.txt"


class Shelf:
    """The articles of a folder as they are now."""

    def __init__(self, folder: Path) -> None:
        self.articles = {source: read_article(folder, source) for source in scan(folder)}

    def article(self, source: str) -> Article:
        return self.articles[source]

    def quote(self, source: str, words: str, answer: str | None = None) -> Quote:
        """The passage of an article around ``words``."""
        article = self.articles[source]
        start = article.text.index(words)
        return Quote(words, source, article.title, start, start + len(words), answer)


@pytest.fixture
def folder(tmp_path: Path, seeds: Path) -> Path:
    return shutil.copytree(seeds, tmp_path / "articles")


@pytest.fixture
def turns(folder: Path) -> list[Turn]:
    """An answer with two quotes, and a silence with a passage."""
    shelf = Shelf(folder)
    first = shelf.quote(USINE, "300 000 voitures seront préparées par an", "300 000")
    second = shelf.quote(BAIC, "la production en 2024")
    closest = shelf.quote(BAIC, "scooter électrique C30")
    text = f"300 000.\n\nDans « {first.title} » : « {first.text} » [1]\n\n« {second.text} » [2]"
    said = Answer("Combien ?", text, True, (first, second), (), "fr", "embedded")
    silent = Answer("Qui ?", "The articles do not say.", False, (), (closest,), "en", "embedded")
    return [turn_of(said, shelf.article), turn_of(silent, shelf.article)]


def export(path: Path, turns: Sequence[Turn], form: str) -> Path:
    text = conversation_as_json(turns) if form == "json" else conversation_as_markdown(turns, "fr")
    path.write_text(text, encoding="utf-8")
    return path


def check(tmp_path: Path, text: str, folder: Path) -> Report:
    path = tmp_path / "export"
    path.write_text(text, encoding="utf-8")
    return verify(path, Shelf(folder))


FORMS = pytest.mark.parametrize("form", ["json", "md"])


@FORMS
def test_untouched_exports_pass(tmp_path: Path, folder: Path, turns: list[Turn], form: str) -> None:
    report = verify(export(tmp_path / "x", turns, form), Shelf(folder))
    assert report == Report(answers=2, quotes=3, failures=())


@FORMS
@pytest.mark.parametrize(
    ("old", "new", "what", "reason"),
    [
        ("300 000 voitures seront", "300 001 voitures seront", "quote 1", "the quote was altered"),
        ("300 000 voitures seront", "300\u00a0000 voitures seront", "quote 1", "quote was altered"),
        ("seront préparées", "ne seront pas préparées", "quote 1", "the quote was altered"),
        ("électrique C30", "électrique C31", "closest passage 1", "the quote was altered"),
        ("électrique C30", "electrique C30", "closest passage 1", "the quote was altered"),
    ],
)
def test_altered_quotes_are_found(
    tmp_path: Path,
    folder: Path,
    turns: list[Turn],
    form: str,
    old: str,
    new: str,
    what: str,
    reason: str,
) -> None:
    text = export(tmp_path / "x", turns, form).read_text(encoding="utf-8")
    assert old in text
    report = check(tmp_path, text.replace(old, new), folder)
    assert [(failure.what, reason in failure.reason) for failure in report.failures][:1] == [
        (what, True)
    ]
    assert "\n" not in str(report.failures[0])


@FORMS
def test_altered_places_are_found(
    tmp_path: Path, folder: Path, turns: list[Turn], form: str
) -> None:
    start = turns[0].answer.quotes[1].start
    text = export(tmp_path / "x", turns, form).read_text(encoding="utf-8")
    report = check(tmp_path, re.sub(rf"\b{start}\b", str(start + 1), text), folder)
    assert [failure.what for failure in report.failures] == ["quote 2"]
    assert f"stand at characters {start} to" in report.failures[0].reason
    assert "the place was altered" in report.failures[0].reason


@FORMS
def test_altered_titles_and_files_are_found(
    tmp_path: Path, folder: Path, turns: list[Turn], form: str
) -> None:
    altered = replace(turns[0].answer.quotes[0], title="Une autre usine")
    answer = replace(turns[0].answer, quotes=(altered, turns[0].answer.quotes[1]))
    report = verify(export(tmp_path / "x", [replace(turns[0], answer=answer)], form), Shelf(folder))
    assert ["the title was altered" in failure.reason for failure in report.failures] == [True]
    text = export(tmp_path / "y", turns[1:], form).read_text(encoding="utf-8")
    report = check(tmp_path, text.replace(BAIC, USINE), folder)
    assert [failure.what for failure in report.failures] == ["closest passage 1"]


@FORMS
def test_a_changed_article_is_told_from_an_altered_quote(
    tmp_path: Path, folder: Path, turns: list[Turn], form: str
) -> None:
    path = export(tmp_path / "x", turns, form)
    article = folder / BAIC
    former = article.read_text(encoding="utf-8")
    article.write_text("Mise à jour.\n\n" + former.replace("C30", "C40"), encoding="utf-8")
    second, closest = verify(path, Shelf(folder)).failures
    assert (second.turn, second.what) == (1, "quote 2")
    assert "has changed since; these words now stand at" in second.reason
    assert "has changed since and does not hold these words" in closest.reason
    article.write_text(former + "\n\nMise à jour.", encoding="utf-8")
    assert verify(path, Shelf(folder)).failures == ()  # what is quoted still stands there
    article.unlink()
    assert {f.reason for f in verify(path, Shelf(folder)).failures} == {"the article is missing"}


@FORMS
def test_an_altered_text_is_found(
    tmp_path: Path, folder: Path, turns: list[Turn], form: str
) -> None:
    answer = turns[0].answer
    for old, new, reason in [
        ("production en 2024 »", "production en 2025 »", "does not say: «  la production en 2025"),
        ("[2]", "[3]", "[3] cites no quote"),
        ("2024 » [2]", "2024 » [1]", "what [1] does not say"),
    ]:
        assert old in answer.text
        altered = replace(turns[0], answer=replace(answer, text=answer.text.replace(old, new)))
        report = verify(export(tmp_path / "x", [altered], form), Shelf(folder))
        assert any(reason in failure.reason for failure in report.failures), (reason, report)
        assert {failure.what for failure in report.failures} == {"text"}


def test_numbers_in_brackets_and_quotation_marks_of_articles_are_no_citations(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    words = "Il a dit « oui [7] » et « non » hier [8]."
    (folder / "a.txt").write_text(f"Titre\n\n{words}\n", encoding="utf-8")
    shelf = Shelf(folder)
    quote = shelf.quote("a.txt", words)
    cut = shelf.quote("a.txt", "« oui [7] » et « non")
    text = f"« {quote.text} » [1]\n\n« {cut.text} » [1][2]\n\nIl a dit « oui [7] » [1]."
    answer = Answer("Qui ?", text, True, (quote, cut), (), "fr", "m")
    for form in ("json", "md"):
        assert (
            verify(export(tmp_path / form, [turn_of(answer, shelf.article)], form), shelf).failures
            == ()
        )


@pytest.mark.parametrize(("number", "reason"), [(0, "yet quotes answer"), (1, "no quote")])
def test_an_answer_that_is_said_to_be_silence_is_found(
    tmp_path: Path, folder: Path, turns: list[Turn], number: int, reason: str
) -> None:
    turn = turns[number]
    other = replace(turn.answer, answered=not turn.answer.answered)
    printed = json.dumps(asdict(other))
    exported = conversation_as_json([replace(turn, answer=other)])
    for text in (printed, exported):
        (failure,) = check(tmp_path, text, folder).failures
        assert f'"answered": {str(other.answered).lower()}: {reason}' in str(failure)


def test_damaged_place_is_a_failure(tmp_path: Path, folder: Path, turns: list[Turn]) -> None:
    markdown = conversation_as_markdown(turns, "fr")
    lines = [line for line in markdown.split("\n") if not line.startswith("> — ")]
    report = check(tmp_path, "\n".join(lines), folder)
    assert [failure.what for failure in report.failures if "cannot be read" in failure.reason] == [
        "a quote"
    ] * 3


def test_a_copied_answer_and_printed_json_are_checked_without_digests(
    tmp_path: Path, folder: Path, turns: list[Turn]
) -> None:
    answer = turns[0].answer
    for text in (answer_as_markdown(answer), json.dumps(asdict(answer))):
        assert check(tmp_path, text, folder) == Report(1, 2, ())
        wrong = check(tmp_path, text.replace("voitures seront", "camions seront"), folder)
        assert "was altered, or the article has changed since" in wrong.failures[0].reason


def test_an_answer_to_articles_that_changed_meanwhile_gets_no_digest(folder: Path) -> None:
    shelf = Shelf(folder)
    quote = replace(shelf.quote(BAIC, "la production en 2024"), text="la production en 2023")
    answer = Answer("Quand ?", "", True, (quote,), (), "fr", "embedded")
    assert turn_of(answer, shelf.article).digests == {}
    gone = replace(quote, source="gone.txt")
    assert turn_of(replace(answer, quotes=(gone,)), shelf.article).digests == {}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"# A README\n\nwith text", "no exported conversation"),
        (b"", "no exported conversation"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "must be a JSON object"),
        (b'{"format": "verbatim conversation", "version": 9}', "version 9"),
        (b'{"format": "verbatim conversation", "version": 1, "turns": 1}', "must be a list"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, folder: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    with pytest.raises(ConversationError, match=reason):
        verify(path, Shelf(folder))
    with pytest.raises(ConversationError, match="cannot be read"):
        verify(tmp_path / "none", Shelf(folder))


def test_real_answers_pass(tmp_path: Path, assistant: Assistant) -> None:
    questions = (
        "Quand la production démarre-t-elle ?",
        "How many cars a year?",
        "Qui a peint la Joconde ?",
    )
    turns = [turn_of(assistant.ask(question), assistant.article) for question in questions]
    assert all(turn.digests for turn in turns)
    assert turns[0].asked <= datetime.now(UTC)
    for form in ("json", "md"):
        report = verify(export(tmp_path / form, turns, form), assistant)
        assert report.failures == ()
        assert report.quotes >= 3
