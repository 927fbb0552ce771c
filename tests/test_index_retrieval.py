"""Ranking functions, and search over real folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import EmptyFolderError
from index.ranking import SCORES, WEIGHTS, expand, fuse, shared_pairs, standardised
from index.retrieval import Index


def test_standardised_columns_have_mean_0_and_deviation_1() -> None:
    scores = np.array([[1, 5, 2], [2, 5, 4], [6, 5, 9]], dtype=np.float32)
    result = standardised(scores)
    assert result.mean(axis=0) == pytest.approx([0, 0, 0], abs=1e-6)
    assert result.std(axis=0) == pytest.approx([1, 0, 1], abs=1e-6)


def test_fuse_weighs_the_standardised_scores() -> None:
    scores = np.array([[0, 100], [1, 0]], dtype=np.float32)
    assert fuse(scores, (2.0, 1.0)).tolist() == pytest.approx([-1, 1])
    assert fuse(scores, (1.0, 2.0)).tolist() == pytest.approx([1, -1])


def test_weights_fit_the_scores_and_are_never_negative() -> None:
    for weights in WEIGHTS.values():
        assert len(weights) == len(SCORES)
        assert min(weights) >= 0
        assert max(weights) > 0


def test_shared_pairs() -> None:
    assert shared_pairs(["a", "b", "c"], ["x", "a", "b", "c"]) == 2
    assert shared_pairs(["a", "b"], ["b", "a"]) == 0
    assert shared_pairs(["a"], ["a"]) == 0


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    place = tmp_path_factory.mktemp("retrieval")
    folder = place / "articles"
    folder.mkdir()
    texts = {
        "prix": "Le prix du pain augmente à Lyon. Les boulangers accusent la farine.",
        "usine": "Une fabrique de trottinettes ouvrira à Nantes. Elle emploiera cent personnes.",
        "vote": "Le conseil municipal a voté le budget. La majorité était courte.",
        "film": "Le cinéaste présente son nouveau film à Cannes. La critique est partagée.",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    opened = Index.open(folder, place / "index")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Où ouvrira la fabrique de trottinettes ?", "usine.txt"),
        ("Where will the factory open?", "usine.txt"),
        ("How much is bread?", "prix.txt"),
        ("le cout du pain", "prix.txt"),
        ("Who voted on the budget?", "vote.txt"),
        ("Quel réalisateur montre un film ?", "film.txt"),
    ],
)
def test_search_in_both_languages(index: Index, question: str, source: str) -> None:
    hits = index.search(question)
    assert hits[0].passage.source == source
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert len(hit.sentence_cosines) == len(hit.passage.sentences)
        assert (
            hit.passage.text
            == index.article(hit.passage.source).text[hit.passage.start : hit.passage.end]
        )


def test_search_is_the_same_each_time(index: Index) -> None:
    first = [(hit.passage.id, hit.score) for hit in index.search("le budget du film")]
    assert first == [(hit.passage.id, hit.score) for hit in index.search("le budget du film")]


def test_limit(index: Index) -> None:
    assert len(index.search("le budget", limit=2)) == 2


@pytest.mark.parametrize("question", ["?", "zzzz qqqq", "le la les", "42"])
def test_a_question_that_matches_nothing_is_no_error(index: Index, question: str) -> None:
    index.search(question)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Many articles that answer better than the two of ``FEW``."""
    place = tmp_path_factory.mktemp("crowd")
    (place / "articles").mkdir()
    for number in range(200):
        text = f"La fabrique de trottinettes numéro {number} ouvrira à Nantes. Le pain coûte cher."
        (place / "articles" / f"{number}.txt").write_text(text, encoding="utf-8")
    for source, text in FEW.items():
        (place / "articles" / source).write_text(text, encoding="utf-8")
    opened = Index.open(place / "articles", place / "index")
    yield opened
    opened.close()


FEW = {
    "loin.txt": "À Brest, on parle de la mer. Une fabrique de voiles s’y installe. Il pleut.",
    "pain.txt": "Le blé manque. Chez le boulanger, la baguette se vend trop cher, dit-on à Lyon.",
}


@pytest.mark.parametrize(
    "question", ["Où ouvrira la fabrique de trottinettes ?", "How much is bread?", "zzzz", "?"]
)
def test_only_the_chosen_articles_are_searched(crowd: Index, tmp_path: Path, question: str) -> None:
    for source, text in FEW.items():
        (tmp_path / source).write_text(text, encoding="utf-8")
    alone = Index.open(tmp_path, tmp_path / ".index")
    expected = [hit.passage.source for hit in alone.search(question)]
    hits = crowd.search(question, sources=set(FEW))
    assert [hit.passage.source for hit in hits] == expected
    for hit, other in zip(hits, alone.search(question), strict=True):
        assert hit.passage == other.passage
        assert hit.dense == pytest.approx(other.dense, abs=1e-4)
        assert hit.sentence_cosines == pytest.approx(other.sentence_cosines, abs=1e-2)
    alone.close()


def test_what_a_choice_of_articles_may_be(crowd: Index) -> None:
    question = "Où ouvrira la fabrique de trottinettes ?"
    everything = crowd.search(question)
    assert not set(FEW) & {hit.passage.source for hit in everything}
    every_source = [info.source for info in crowd.sources()]
    assert crowd.search(question, sources=every_source) == everything
    assert crowd.search(question, sources=[]) == []
    assert crowd.search(question, sources=["gone.txt"]) == []
    found = crowd.search(question, sources=("loin.txt", "gone.txt", "loin.txt"))
    assert [hit.passage.source for hit in found] == ["loin.txt"]
    assert len(crowd.search(question, limit=3, sources=every_source[1:])) == 3


def test_expand_translates_by_the_articles_words(index: Index) -> None:
    with index._shared.use() as store:
        vocabulary = store.vocabulary
    (clause,) = expand(["factory"], index.word_vectors(["factory"]), vocabulary)
    assert clause["factory"] == 1
    assert 0 < clause["fabriqu"] < 1
    (figure,) = expand(["2024"], index.word_vectors(["2024"]), vocabulary)
    assert figure == {"2024": 1}


def test_refresh_follows_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Le prix du pain augmente à Lyon.", encoding="utf-8")
    index = Index.open(folder, tmp_path / "index")
    (folder / "b.txt").write_text("Une fabrique ouvrira à Nantes.", encoding="utf-8")
    index.refresh()
    assert index.search("fabrique")[0].passage.source == "b.txt"
    (folder / "b.txt").unlink()
    index.refresh()
    assert [info.source for info in index.sources()] == ["a.txt"]
    (folder / "a.txt").unlink()
    with pytest.raises(EmptyFolderError):
        index.refresh()
    assert index.search("pain")[0].passage.source == "a.txt"  # the former index is still there
    index.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read every file")
def test_refresh_sees_that_a_file_may_be_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text("Le prix du pain augmente.", encoding="utf-8")
    (folder / "b.txt").chmod(0)
    index = Index.open(folder, tmp_path / "index")
    assert [left_out.source for left_out in index.report.skipped] == ["b.txt"]
    assert not index.refresh()
    (folder / "b.txt").chmod(0o600)
    assert index.refresh()
    assert [info.source for info in index.sources()] == ["a.txt", "b.txt"]
    assert not index.refresh()
    index.close()


@pytest.mark.usefixtures("as_if_large")
def test_damaged_vectors_are_made_anew_by_the_search_that_finds_out(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Le prix du pain augmente à Lyon.", encoding="utf-8")
    Index.open(folder, tmp_path / "index").close()
    (database,) = (tmp_path / "index").rglob("chroma.sqlite3")
    database.write_bytes(bytes(database.stat().st_size))
    index = Index.open(folder, tmp_path / "index")
    assert not index.report.built  # of the same size, so that only its use can tell
    assert index.search("pain")[0].passage.source == "a.txt"
    index.close()
