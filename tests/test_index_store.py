"""The index on disk: what it holds, and with what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import index.generation
from index.embedding import load_embedder, static_embedder
from index.lexical import stems, words
from index.manifest import MANIFEST
from index.store import Store, open_store
from index.types import ArticleInfo
from index.unseen import sentence_texts
from tests.support.indexed import ARTICLES, Reversed, reopened, write, write_articles

pytestmark = pytest.mark.usefixtures("as_if_large")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for tests that only read."""
    root = tmp_path_factory.mktemp("shared")
    store, _ = open_store(write_articles(root / "articles"), root / "index", load_embedder())
    yield store
    store.close()


def test_articles_are_given_back_as_they_are(shared: Store) -> None:
    assert [s.source for s in shared.sources()] == ["auto.txt", "ecole.txt", "sous/vin.md"]
    for info in shared.sources():
        article = shared.article(info.source)
        assert article.text == ARTICLES[info.source]
        assert info == ArticleInfo(info.source, article.title, article.date, len(article.text))
    assert [s.date for s in shared.sources()] == [None, None, "2021-11-27"]
    with pytest.raises(KeyError, match=r"no article 'vin\.md' in the index"):
        shared.article("vin.md")


def test_passages_come_in_the_order_asked(shared: Store) -> None:
    first, second, third = shared.passages([0, 1, 2])
    assert shared.passages([2, 0, 2, 1]) == [third, first, third, second]
    with pytest.raises(KeyError):
        shared.passages([shared.passage_count])


def test_the_cosines_of_a_passage_s_sentences(shared: Store) -> None:
    vector = static_embedder().encode(["Les élèves porteront un uniforme bleu."])[0]
    everything = list(range(shared.passage_count))
    expected = [
        static_embedder().encode(sentence_texts(passage)) @ vector
        for passage in shared.passages(everything)
    ]
    for ordinals in (everything, [2, 1, 2], [shared.passage_count - 1]):
        given = shared.sentence_cosines(vector, ordinals)
        for ordinal, cosines in zip(ordinals, given, strict=True):
            assert cosines == pytest.approx(expected[ordinal], abs=2e-3)
    assert max(max(cosines) for cosines in expected) == pytest.approx(1)
    assert shared.sentence_cosines(vector, []) == []


def test_many_passages_that_are_the_same_hide_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write(folder / "a.txt", "Le viaduc de Morlaix sera repeint en bleu au mois de juin.")
    for number in range(130):
        write(folder / f"b{number}.txt", "Connectez-vous à votre espace client pour lire la suite.")
    store, report = open_store(folder, tmp_path / "index", load_embedder())
    assert report.passages == 131
    question = load_embedder().encode_question("De quelle couleur sera le viaduc ?")
    (ordinal, _), *_ = store.nearest(question, 5)
    assert store.passages([ordinal])[0].source == "a.txt"
    store.close()


@pytest.mark.parametrize("compared", [-1, 1_000_000])
def test_nearest_is_exact_on_a_small_index(
    shared: Store, compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.generation, "COMPARED", compared)
    texts = [passage.text for passage in shared.passages(range(shared.passage_count))]
    question = load_embedder().encode_question("Quand commence la production de voitures ?")
    cosines = load_embedder().encode(texts) @ question
    hits = shared.nearest(question, len(texts))
    assert [ordinal for ordinal, _ in hits] == list(np.argsort(-cosines, kind="stable"))
    assert [cosine for _, cosine in hits] == pytest.approx(sorted(cosines, reverse=True), abs=1e-4)
    assert shared.nearest(np.zeros_like(question), 5) == []
    assert shared.nearest(question, 0) == []


def test_nearest_of_a_selection_is_exact(shared: Store) -> None:
    question = load_embedder().encode_question("Quand commence la production de voitures ?")
    everything = shared.nearest(question, shared.passage_count)
    for sources in (["ecole.txt"], ["sous/vin.md", "auto.txt"], ["auto.txt", "gone.txt"], []):
        selection = shared.select(sources)
        kept = [hit for hit in everything if shared.passages([hit[0]])[0].source in sources]
        found = shared.nearest(question, 100, selection)
        assert [ordinal for ordinal, _ in found] == [ordinal for ordinal, _ in kept]
        assert dict(found) == pytest.approx(dict(kept), abs=1e-4)
        assert shared.nearest(question, 1, selection) == found[:1]
    assert shared.select(ARTICLES) is None


def test_the_vocabulary_is_of_the_passages(shared: Store) -> None:
    known, texts = shared.vocabulary, [p.text for p in shared.passages(range(shared.passage_count))]
    counts = {word: sum(word in words(t) for t in texts) for t in texts for word in words(t)}
    assert dict(zip(known.words, known.frequencies, strict=True)) == counts
    assert sorted(known.frequencies, reverse=True) == list(known.frequencies)
    assert known.stems[known.words.index("electrique")] == stems("électrique")[0]
    assert np.allclose(known.vectors, static_embedder().encode(known.words), atol=1e-3)
    asked = ["tracteur", "uniforme", "voitures", "tracteur"]
    vectors = known.vectors_of(asked, static_embedder().encode)
    assert np.allclose(vectors, static_embedder().encode(asked), atol=1e-3)


@pytest.mark.parametrize("texts", [["Une phrase."], ["Une phrase.", "Une phrase."], ["Le. Oui. 9"]])
def test_the_smallest_indexes(tmp_path: Path, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        write(tmp_path / "articles" / f"{number}.txt", text)
    for built in (True, False, False):
        store, report = open_store(tmp_path / "articles", tmp_path / "index", load_embedder())
        hits = store.nearest(load_embedder().encode(texts)[0], 10)
        assert (report.built, len(hits), round(hits[0][1], 3)) == (built, len(texts), 1)
        store.close()


def test_the_manifest_holds_neither_paths_nor_texts(tmp_path: Path) -> None:
    reopened(write_articles(tmp_path / "articles"), tmp_path / "index", Reversed())
    (manifest,) = (tmp_path / "index").glob(f"*/{MANIFEST}")
    text = manifest.read_text(encoding="utf-8")
    for secret in (str(tmp_path), "someone", "uniforme", "Bordeaux", "Le vin"):
        assert secret not in text


def test_an_article_of_nothing_but_buttons(tmp_path: Path) -> None:
    write(tmp_path / "articles" / "boutons.txt", "Retour en haut\n")
    for built in (True, False):
        store, report = open_store(tmp_path / "articles", tmp_path / "index", load_embedder())
        assert (report.built, report.articles, report.passages) == (built, 1, 0)
        assert store.nearest(load_embedder().encode(["haut"])[0], 5) == []
        assert store.lexical_passages.search([{"haut": 1.0}], 5) == []
        assert store.vocabulary.words == []
        assert store.vocabulary.vectors_of(["haut"], static_embedder().encode).any()
        store.close()


def test_progress_is_told_to_the_end_of_each_step(tmp_path: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    store, _ = open_store(
        write_articles(tmp_path / "articles"),
        tmp_path / "index",
        load_embedder(),
        lambda done, total, what: told.setdefault(what, []).append((done, total)),
    )
    store.close()
    assert set(told) == {
        "reading articles",
        "cutting articles into passages",
        "indexing words",
        "embedding passages",
        "reading sentences",
    }
    for steps in told.values():
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1] > 0
