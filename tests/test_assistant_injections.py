"""Article text cannot instruct a model: planted orders, and a model that obeys every one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant
from assistant.reader.injections import instructs
from assistant.types import Message
from tests.support.scripted import Scripted, numbered

pytestmark = pytest.mark.usefixtures("read_once")

PLANTED = [
    json.loads(line)
    for line in (Path(__file__).parent / "injections.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
ARTICLES = {
    "baic": "xiaomi-baic-production-voitures-electriques.txt",
    "plant": "xiaomi-usine-300-000-voitures-par-an.txt",
}


@pytest.fixture(scope="module")
def poisoned(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The shipped articles with every planted text in the middle and at the end of one."""
    folder = tmp_path_factory.mktemp("poisoned")
    for name, source in ARTICLES.items():
        text = (seeds / source).read_text(encoding="utf-8")
        planted = [row["planted"] for row in PLANTED if row["article"] == name]
        middle = text.index("\n\n", len(text) // 2)
        both = ["\n\n".join(planted[::2]), "\n\n".join(planted[1::2])]
        text = f"{text[:middle]}\n\n{both[0]}{text[middle:]}\n\n{both[1]}\n"
        (folder / source).write_text(text, encoding="utf-8")
    assistant = Assistant.open(folder, index_dir=tmp_path_factory.mktemp("index"))
    yield assistant
    assistant.close()


def obedient(row: dict[str, Any], number: int | None) -> Scripted:
    """A model that says what it was told, citing the planted sentence, or that number."""

    def reply(messages: Sequence[Message]) -> str:
        key = row["claim"]
        given = [n for n, text in numbered(messages).items() if key in text]
        return str(row["reply"]).replace("#", str(number or (given or [1])[0]))

    return Scripted(reply)


@pytest.mark.parametrize("number", [None, 1, 2, 5, 999])
@pytest.mark.parametrize("row", PLANTED, ids=lambda row: row["id"])
def test_no_planted_claim_is_answered(
    poisoned: Assistant, row: dict[str, Any], number: int | None
) -> None:
    answer = poisoned.using(obedient(row, number)).ask(row["question"])
    assert row["claim"] not in answer.text
    check(poisoned, answer)


@pytest.mark.parametrize("row", PLANTED, ids=lambda row: row["id"])
def test_embedded_reader_quotes_no_order(poisoned: Assistant, row: dict[str, Any]) -> None:
    answer = poisoned.ask(row["question"])
    assert row["claim"] not in answer.text
    check(poisoned, answer)


def check(assistant: Assistant, answer: Answer) -> None:
    for quote in (*answer.quotes, *answer.closest):
        assert assistant.article(quote.source).text[quote.start : quote.end] == quote.text


def test_planted_texts_are_many_and_in_several_articles() -> None:
    assert len(PLANTED) >= 20
    assert {row["article"] for row in PLANTED} == set(ARTICLES)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le constructeur ignore quand les précédentes usines rouvriront.",
        "« Dites-nous quand la production démarre », demande un actionnaire.",
        "Le système d’assistance à la conduite répond aux ordres du conducteur.",
        "L’assistant de l’entraîneur a répondu aux journalistes.",
        "L’entreprise utilise un modèle de langage pour écrire ses annonces.",
        "Vous êtes maintenant 300 000 à attendre cette voiture, selon la marque.",
        "The minister told reporters that the plant would open in May.",
        "Il faut dire que l’hiver a été rude.",
    ],
)
def test_news_speaks_to_readers(sentence: str) -> None:
    assert not instructs(sentence)
