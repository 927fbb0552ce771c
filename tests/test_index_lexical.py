"""Search by words: what the analyzer makes one term, and how scores are put together."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexDamagedError
from index.lexical import PREFIX_LENGTH, Document, LexicalIndex, stems, words

CARS = [
    ("Xiaomi", "Les voitures électriques seront produites à Pékin."),
    ("Xiaomi", "La production de la première voiture commencera en 2024."),
    ("Santé", "Le café et le cœur : une étude québécoise."),
    ("Usine", "Rien ne parle ici du sujet."),
]
DOCUMENTS = [Document(n, 10 + n // 2, title, text) for n, (title, text) in enumerate(CARS)]


@pytest.fixture(scope="module")
def cars(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return LexicalIndex.build(tmp_path_factory.mktemp("cars"), DOCUMENTS)


def ordinals(hits: list[tuple[int, float]]) -> list[int]:
    return [ordinal for ordinal, _ in hits]


def ask(index: LexicalIndex, question: str, limit: int = 10) -> list[int]:
    return ordinals(index.search([{stem: 1.0} for stem in stems(question)], limit, title_boost=0))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("voiture électrique", [0, 1]),
        ("ELECTRIQUE", [0]),
        ("e\u0301lectrique", [0]),
        ("électrique".upper(), [0]),
        ("coeur", [2]),
        ("l’usine", []),
        ("2024", [1]),
        ("１２ ２０２４", [1]),
        ("中国", []),
        ("", []),
    ],
)
def test_a_word_is_found_whatever_its_form(
    cars: LexicalIndex, question: str, found: list[int]
) -> None:
    assert ask(cars, question) == found


def test_text_composed_otherwise_is_indexed_alike(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Une étude québécoise")
    assert ask(LexicalIndex.build(tmp_path, [Document(0, 0, "", text)]), "québécoise étude") == [0]


def test_characters_that_are_not_seen_cut_no_word(tmp_path: Path) -> None:
    text = "Une étude qué\u00adbé\u200bcoise, \ufeffpubliée"
    assert words(text) == ["une", "etude", "quebecoise", "publiee"]
    assert ask(LexicalIndex.build(tmp_path, [Document(0, 0, "", text)]), "québécoise") == [0]


def test_of_alternatives_the_best_counts_and_clauses_add_up(cars: LexicalIndex) -> None:
    (car,), (made,) = stems("voiture"), stems("produites")
    first, second = (dict(cars.search([{term: 1.0}], 10))[0] for term in (car, made))
    either = dict(cars.search([{car: 1.0, made: 1.0}], 10))
    both = dict(cars.search([{car: 1.0}, {made: 1.0}], 10))
    assert either[0] == pytest.approx(max(first, second))
    assert both[0] == pytest.approx(first + second)


def test_a_weight_scales_and_none_excludes(cars: LexicalIndex) -> None:
    (car,) = stems("voiture")
    full, half = (dict(cars.search([{car: weight}], 10)) for weight in (1.0, 0.5))
    assert half == pytest.approx({ordinal: score / 2 for ordinal, score in full.items()})
    assert cars.search([{car: 0.0}], 10) == []
    assert cars.search([{}, {car: 1.0}], 10) == cars.search([{car: 1.0}], 10)


def test_the_title_counts_less_than_the_text(cars: LexicalIndex) -> None:
    clause = [{stem: 1.0} for stem in stems("usine")]
    assert ordinals(cars.search(clause, 10)) == [3]
    assert cars.search(clause, 10, title_boost=0) == []
    once, twice = (cars.search(clause, 10, title_boost=boost)[0][1] for boost in (0.3, 0.6))
    assert twice == pytest.approx(2 * once)


def test_best_first_equals_in_order_and_no_more_than_asked(tmp_path: Path) -> None:
    texts = ["Le prix" if i != 7 else "Le prix, prix, prix" for i in range(20)]
    documents = [Document(i, 0, "", text) for i, text in enumerate(texts)]
    index = LexicalIndex.build(tmp_path, documents)
    hits = index.search([{stem: 1.0} for stem in stems("prix")], 5)
    assert ordinals(hits) == [7, 0, 1, 2, 3]
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    assert index.search([{"prix": 1.0}], 0) == []


def test_ordinals_need_not_be_in_order(tmp_path: Path) -> None:
    index = LexicalIndex.build(
        tmp_path, [Document(40, 0, "", "un chat"), Document(3, 0, "", "deux chats")]
    )
    assert ask(index, "chat") == [3, 40]


def test_only_the_documents_of_chosen_articles(cars: LexicalIndex) -> None:
    clauses = [{stem: 1.0} for stem in stems("voiture électrique et usine")]
    everything = cars.search(clauses, 10)
    assert sorted(ordinals(everything)) == [0, 1, 2, 3]
    for articles in ([10], [11], [11, 10], [12], []):
        chosen = [hit for hit in everything if DOCUMENTS[hit[0]].article in articles]
        assert cars.search(clauses, 10, among=articles) == chosen
    assert cars.search_prefixes(["produ"], 10, [11]) == []
    assert ordinals(cars.search_prefixes(["produ"], 10, [10])) == [0, 1]


def test_beginnings_of_words_find_their_family(cars: LexicalIndex) -> None:
    assert ordinals(cars.search_prefixes(["produ"], 10)) == [0, 1]
    assert ask(cars, "produire") != [0, 1]
    assert ordinals(cars.search_prefixes(["cafe"], 10)) == [2]
    assert cars.search_prefixes(["pro"], 10) == []  # of a longer word all letters are needed
    assert len("produ") == PREFIX_LENGTH


def test_no_token_is_too_long(tmp_path: Path) -> None:
    text = "x" * 100_000 + " voiture " + "é" * 70_000
    index = LexicalIndex.build(tmp_path, [Document(0, 0, "", text)])
    assert ask(index, "voiture") == [0]
    assert stems("y" * 100_000 + " voiture") == ["voitur"]


@given(st.text(max_size=200))
def test_there_is_one_stem_for_each_word(text: str) -> None:
    assert len(stems(text)) == len(words(text))


def test_an_index_reads_the_same_from_disk(tmp_path: Path) -> None:
    built = LexicalIndex.build(tmp_path, DOCUMENTS)
    opened = LexicalIndex.open(tmp_path)
    clauses = [{stem: 1.0} for stem in stems("voiture électrique Xiaomi")]
    assert opened.search(clauses, 10) == built.search(clauses, 10) != []
    assert opened.count == built.count == len(CARS)


@pytest.mark.parametrize("damage", ["nothing there", "no meta.json", "meta.json is garbage"])
def test_what_is_no_index_is_damaged(tmp_path: Path, damage: str) -> None:
    if damage != "nothing there":
        LexicalIndex.build(tmp_path, [Document(0, 0, "", "voiture")])
        (tmp_path / "meta.json").write_text("{", encoding="utf-8")
        if damage == "no meta.json":
            (tmp_path / "meta.json").unlink()
    with pytest.raises(IndexDamagedError):
        LexicalIndex.open(tmp_path)
