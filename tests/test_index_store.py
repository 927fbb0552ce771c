"""The index on disk: what it holds, and that it follows its folder without needless work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import index.cleaning
import index.dates
import index.generation
from index.embedding import Embedder, load_embedder, static_embedder
from index.errors import EmptyFolderError, FolderNotFoundError, StoreError
from index.lexical import stems, words
from index.manifest import MANIFEST
from index.store import IndexReport, Store, default_index_dir, open_store
from index.types import ArticleInfo, Skipped
from index.unseen import sentence_texts
from tests.support.rights import as_nobody

ARTICLES = {
    "auto.txt": "L’auto électrique\n\nXiaomi produira 300 000 voitures à Pékin. La production "
    "commence en 2024.\n\nLe prix n’est pas connu. La batterie dure dix ans.\n\n## La suite\n\n"
    "Une usine ouvrira à Wuhan. Elle emploiera mille ouvriers.\n",
    "sous/vin.md": "# Le vin\r\n\r\nPublié le 27 novembre 2021\r\n\r\n"
    "La récolte de raisin a été faible à Bordeaux. 🍷\r\n",
    "ecole.txt": "L’école rouvre lundi. Les élèves porteront un uniforme bleu.",
}
Opened = tuple[Store, IndexReport]

pytestmark = pytest.mark.usefixtures("as_if_large")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for source, text in ARTICLES.items():
        write(tmp_path / "articles" / source, text)
    return tmp_path / "articles"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for tests that only read."""
    root = tmp_path_factory.mktemp("shared")
    for source, text in ARTICLES.items():
        write(root / "articles" / source, text)
    store, _ = open_store(root / "articles", root / "index", load_embedder())
    yield store
    store.close()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def reopened(folder: Path, place: Path, embedder: Embedder | None = None) -> IndexReport:
    """Open, look whether what is found is what is in the folder, close."""
    store, report = open_store(folder, place, embedder or load_embedder())
    try:
        check(store, folder, embedder or load_embedder())
    finally:
        store.close()
    return report


def check(store: Store, folder: Path, embedder: Embedder) -> None:
    """Every passage is in every part of the index, and nothing else is."""
    passages = [store.passage(ordinal) for ordinal in range(store.passage_count)]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    left_out = set(store.manifest.skipped)
    assert {p.source for p in passages} == {s.source for s in store.sources()} == files - left_out
    vectors = embedder.encode([passage.text for passage in passages])
    for ordinal, passage in enumerate(passages):
        read = (folder / passage.source).read_bytes().decode()
        assert passage.text == read[passage.start : passage.end]
        clauses = [{stem: 1.0} for stem in stems(passage.text)]
        assert store.lexical_passages.search(clauses, len(passages))[0][0] == ordinal
    found = {o for vector in vectors for o, cosine in store.nearest(vector, 3) if cosine > 0.999}
    assert found == set(range(len(passages)))
    assert len(store.nearest(vectors[0], 1000)) == len(passages)


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def settle(folder: Path) -> None:
    """Make all files an hour old: files written a moment ago are read again to be sure."""
    for path in folder.rglob("*.*"):
        hour_ago = path.stat().st_mtime_ns - 3600 * 10**9
        os.utime(path, ns=(hour_ago, hour_ago))


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
    ordinals = [2, 0, 2, 1]
    assert shared.passages(ordinals) == [shared.passage(ordinal) for ordinal in ordinals]
    with pytest.raises(KeyError):
        shared.passage(shared.passage_count)


def test_the_cosines_of_a_passage_s_sentences(shared: Store) -> None:
    vector = static_embedder().encode(["Les élèves porteront un uniforme bleu."])[0]
    everything = list(range(shared.passage_count))
    expected = [
        static_embedder().encode(sentence_texts(shared.passage(ordinal))) @ vector
        for ordinal in everything
    ]
    for ordinals in (everything, [2, 1, 2], [shared.passage_count - 1]):
        given = shared.sentence_cosines(vector, ordinals)
        for ordinal, cosines in zip(ordinals, given, strict=True):
            assert cosines == pytest.approx(expected[ordinal], abs=2e-3)
    assert max(max(cosines) for cosines in expected) == pytest.approx(1)
    assert shared.sentence_cosines(vector, []) == []


@pytest.mark.usefixtures("as_if_large")
def test_many_passages_that_are_the_same_hide_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write(folder / "a.txt", "Le viaduc de Morlaix sera repeint en bleu au mois de juin.")
    for number in range(130):
        write(folder / f"b{number}.txt", "Connectez-vous à votre espace client pour lire la suite.")
    store, report = open_store(folder, tmp_path / "index", load_embedder())
    assert report.passages == 131
    question = load_embedder().encode_question("De quelle couleur sera le viaduc ?")
    (ordinal, _), *_ = store.nearest(question, 5)
    assert store.passage(ordinal).source == "a.txt"
    store.close()


@pytest.mark.parametrize("compared", [-1, 1_000_000])
def test_nearest_is_exact_on_a_small_index(
    shared: Store, compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.generation, "COMPARED", compared)
    texts = [shared.passage(ordinal).text for ordinal in range(shared.passage_count)]
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
        kept = [hit for hit in everything if shared.passage(hit[0]).source in sources]
        found = shared.nearest(question, 100, selection)
        assert [ordinal for ordinal, _ in found] == [ordinal for ordinal, _ in kept]
        assert dict(found) == pytest.approx(dict(kept), abs=1e-4)
        assert shared.nearest(question, 1, selection) == found[:1]
    assert shared.select(ARTICLES) is None


def test_the_vocabulary_is_of_the_passages(shared: Store) -> None:
    known, texts = shared.vocabulary, [shared.passage(i).text for i in range(shared.passage_count)]
    counts = {word: sum(word in words(t) for t in texts) for t in texts for word in words(t)}
    assert dict(zip(known.words, known.frequencies, strict=True)) == counts
    assert sorted(known.frequencies, reverse=True) == list(known.frequencies)
    assert known.stems[known.words.index("electrique")] == stems("électrique")[0]
    assert np.allclose(known.vectors, static_embedder().encode(known.words), atol=1e-3)
    asked = ["tracteur", "uniforme", "voitures", "tracteur"]
    vectors = known.vectors_of(asked, static_embedder().encode)
    assert np.allclose(vectors, static_embedder().encode(asked), atol=1e-3)


def test_a_second_call_does_no_work(folder: Path, place: Path) -> None:
    settle(folder)
    report = reopened(folder, place)
    assert (report.built, report.articles, report.added) == (True, 3, 3)
    before = snapshot(place)
    report = reopened(folder, place)
    assert (report.built, report.articles, report.added, report.updated) == (False, 3, 0, 0)
    assert {n: s for n, s in snapshot(place).items() if "chroma.sqlite3" not in n} == {
        n: s for n, s in before.items() if "chroma.sqlite3" not in n
    }


def test_opening_an_index_does_not_import_chroma(folder: Path, place: Path) -> None:
    reopened(folder, place)
    code = (
        "import sys; from pathlib import Path; from index.embedding import load_embedder\n"
        "from index.store import open_store\n"
        f"open_store(Path({str(folder)!r}), Path({str(place)!r}), load_embedder())\n"
        "print([m for m in ('chromadb', 'torch', 'filelock') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_index_follows_the_folder(folder: Path, place: Path) -> None:
    reopened(folder, place)
    write(folder / "neuf.txt", "Le tramway de Nice arrive en mars. Il coûte cher.")
    write(folder / "ecole.txt", "L’école ferme vendredi. Il n’y aura pas d’uniforme.")
    (folder / "sous/vin.md").unlink()
    report = reopened(folder, place)
    assert (report.built, report.added, report.updated, report.removed) == (True, 1, 1, 1)
    assert report.articles == 3
    assert not reopened(folder, place).built


def test_many_renewals_leave_what_a_new_index_has(tmp_path: Path, place: Path) -> None:
    folder, random = tmp_path / "articles", np.random.default_rng(5)
    topics = ("tramway", "récolte", "usine", "théâtre", "hôpital", "rivière", "banque", "vaccin")
    for step in range(5):
        for number in range(30) if step == 0 else random.integers(0, 36, 4):
            path = folder / f"{number}.txt"
            if path.exists() and random.random() < 0.4:
                path.unlink()
            else:
                told = " ".join(random.choice(topics, 6))
                write(path, f"Article {number}, version {step} : {told}. Fin de {number} {told}.")
        report = reopened(folder, place)
        assert report.built
    fresh, _ = open_store(folder, tmp_path / "fresh", load_embedder())
    store, _ = open_store(folder, place, load_embedder())
    assert store.passages(range(store.passage_count)) == fresh.passages(range(fresh.passage_count))
    assert store.vocabulary.words == fresh.vocabulary.words
    assert store.manifest.counts._replace(deleted=0) == fresh.manifest.counts
    for name, vectors in store.vectors_of_sentences.items():
        assert np.allclose(vectors, fresh.vectors_of_sentences[name], atol=1e-3)
    assert np.allclose(store.passage_vectors, fresh.passage_vectors, atol=1e-5)
    assert 0 < store.manifest.counts.deleted <= store.passage_count / 2
    fresh.close()
    store.close()


def test_a_touched_file_is_not_indexed_again(folder: Path, place: Path) -> None:
    reopened(folder, place)
    settle(folder)
    assert not reopened(folder, place).built
    assert not reopened(folder, place).built


def test_a_change_that_leaves_size_and_time_is_seen_when_it_is_recent(
    folder: Path, place: Path
) -> None:
    reopened(folder, place)
    path = folder / "ecole.txt"
    time = path.stat().st_mtime_ns
    write(path, ARTICLES["ecole.txt"].replace("bleu", "noir"))
    os.utime(path, ns=(time, time))
    assert reopened(folder, place).updated == 1


def test_a_moved_folder_keeps_its_index(folder: Path, place: Path) -> None:
    settle(folder)
    reopened(folder, place)
    moved = folder.rename(folder.with_name("ailleurs"))
    assert not reopened(moved, place).built


def test_another_folder_with_files_of_the_same_names_and_times(folder: Path, place: Path) -> None:
    settle(folder)
    reopened(folder, place)
    other = folder.with_name("autre")
    shutil.copytree(folder, other)
    time = (other / "ecole.txt").stat().st_mtime_ns
    write(other / "ecole.txt", ARTICLES["ecole.txt"].replace("bleu", "noir"))
    os.utime(other / "ecole.txt", ns=(time, time))
    assert reopened(other, place).updated == 1


def test_files_left_out_are_reported_each_time(folder: Path, place: Path) -> None:
    write(folder / "vide.txt", "")
    write(folder / "binaire.txt", "%PDF-1.7 \x00\x01")
    expected = {"binaire.txt": "not text: a PDF file", "vide.txt": "empty file"}
    for built in (True, False):
        report = reopened(folder, place)
        assert report.built == built
        assert report.skipped == tuple(Skipped(*entry) for entry in expected.items())
    write(folder / "zero.txt", "")
    report = reopened(folder, place)  # nothing to index: no new generation
    assert (report.built, len(report.skipped)) == (False, 3)
    write(folder / "vide.txt", "Plus vide du tout, mais une phrase.")
    report = reopened(folder, place)
    assert (report.added, [s.source for s in report.skipped]) == (1, ["binaire.txt", "zero.txt"])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read every file")
def test_a_file_that_may_be_read_again_is_indexed(folder: Path, place: Path) -> None:
    settle(folder)
    (folder / "ecole.txt").chmod(0)
    report = open_store(folder, place, load_embedder())[1]
    assert report.skipped == (Skipped("ecole.txt", "permission denied"),)
    (folder / "ecole.txt").chmod(0o600)
    assert reopened(folder, place).added == 1


def test_an_emptied_folder_keeps_its_index(folder: Path, place: Path) -> None:
    settle(folder)
    reopened(folder, place)
    for source in ARTICLES:
        (folder / source).rename(folder / f"{source}.away")
    with pytest.raises(EmptyFolderError, match="put text"):
        open_store(folder, place, load_embedder())
    write(folder / "vide.txt", "")
    with pytest.raises(EmptyFolderError, match=r"can be read: vide\.txt \(empty file\)\."):
        open_store(folder, place, load_embedder())
    (folder / "vide.txt").unlink()
    for source in ARTICLES:
        (folder / f"{source}.away").rename(folder / source)
    assert not reopened(folder, place).built


def test_nothing_is_written_for_a_folder_without_articles(tmp_path: Path, place: Path) -> None:
    with pytest.raises(FolderNotFoundError):
        open_store(tmp_path / "missing", place, load_embedder())
    (tmp_path / "empty").mkdir()
    with pytest.raises(EmptyFolderError):
        open_store(tmp_path / "empty", place, load_embedder())
    assert not place.exists()


@pytest.mark.parametrize("texts", [["Une phrase."], ["Une phrase.", "Une phrase."], ["Le. Oui. 9"]])
def test_the_smallest_indexes(tmp_path: Path, place: Path, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        write(tmp_path / "articles" / f"{number}.txt", text)
    for built in (True, False, False):
        store, report = open_store(tmp_path / "articles", place, load_embedder())
        hits = store.nearest(load_embedder().encode(texts)[0], 10)
        assert (report.built, len(hits), round(hits[0][1], 3)) == (built, len(texts), 1)
        store.close()


class Reversed(Embedder):
    """The embedded embedder with its dimensions the other way round."""

    name = "/home/someone/models/reversed"
    fingerprint = "reversed"
    dimension = static_embedder().dimension

    def encode(self, texts: list[str]) -> NDArray[np.float32]:  # type: ignore[override]
        return np.ascontiguousarray(static_embedder().encode(texts)[:, ::-1])


def test_another_embedder_or_other_rules_make_the_index_anew(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reopened(folder, place)
    report = reopened(folder, place, Reversed())
    assert (report.built, report.added) == (True, 3)
    for rules in (index.cleaning, index.dates):
        monkeypatch.setattr(rules, "RULES_VERSION", -1)
        assert reopened(folder, place, Reversed()).built
        assert not reopened(folder, place, Reversed()).built


def test_the_manifest_holds_neither_paths_nor_texts(folder: Path, place: Path) -> None:
    reopened(folder, place, Reversed())
    (manifest,) = place.glob(f"*/{MANIFEST}")
    text = manifest.read_text(encoding="utf-8")
    for secret in (str(folder.parent), "someone", "uniforme", "Bordeaux", "Le vin"):
        assert secret not in text


def test_an_article_of_nothing_but_buttons(tmp_path: Path, place: Path) -> None:
    write(tmp_path / "articles" / "boutons.txt", "Retour en haut\n")
    for built in (True, False):
        store, report = open_store(tmp_path / "articles", place, load_embedder())
        assert (report.built, report.articles, report.passages) == (built, 1, 0)
        assert store.nearest(load_embedder().encode(["haut"])[0], 5) == []
        assert store.lexical_passages.search([{"haut": 1.0}], 5) == []
        assert store.vocabulary.words == []
        assert store.vocabulary.vectors_of(["haut"], static_embedder().encode).any()
        store.close()


def test_progress_is_told_to_the_end_of_each_step(folder: Path, place: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    store, _ = open_store(
        folder,
        place,
        load_embedder(),
        lambda done, total, what: told.setdefault(what, []).append((done, total)),
    )
    store.close()
    assert len(told) == 6
    for steps in told.values():
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1] > 0


def test_the_index_does_not_lie_among_the_articles(folder: Path) -> None:
    for inside in (folder, folder / "index", folder / "sous" / "index"):
        with pytest.raises(StoreError, match="among the articles"):
            open_store(folder, inside, load_embedder())
    assert not (folder / "index").exists()
    assert reopened_hidden(folder) == (True, 3)
    assert reopened_hidden(folder) == (False, 3)


def reopened_hidden(folder: Path) -> tuple[bool, int]:
    store, report = open_store(folder, folder / ".verbatim" / "index", load_embedder())
    store.close()
    return report.built, report.articles


def test_a_place_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="not a folder"):
        open_store(folder, tmp_path / "file", load_embedder())
    with pytest.raises(StoreError, match=r"cannot be written: Not a directory\."):
        open_store(folder, tmp_path / "file" / "index", load_embedder())


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """Nothing of a folder may be written to meanwhile."""
    parts = [place, *place.rglob("*")]
    for part in parts:
        part.chmod(0o555 if part.is_dir() else 0o444)
    try:
        with as_nobody():
            yield
    finally:
        for part in parts:
            part.chmod(0o755)


@pytest.mark.parametrize("compared", [-1, 1_000_000])  # as a large index is searched, or a small
def test_an_index_that_may_not_be_written_is_read(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch, compared: int
) -> None:
    monkeypatch.setattr(index.generation, "COMPARED", compared)
    folder, place = open_folder / "articles", open_folder / "index"
    for source, text in ARTICLES.items():
        write(folder / source, text)
    reopened(folder, place)
    before = snapshot(place)
    with read_only(place):
        report = reopened(folder, place)
    assert not report.built
    assert snapshot(place) == before


def test_an_index_is_not_damaged_for_want_of_a_temporary_folder(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, place = open_folder / "articles", open_folder / "index"
    for source, text in ARTICLES.items():
        write(folder / source, text)
    reopened(folder, place)
    monkeypatch.setattr(tempfile, "tempdir", str(open_folder / "missing"))
    with read_only(place), pytest.raises(StoreError, match="let TMPDIR name one"):
        reopened(folder, place)
    assert not reopened(folder, place).built


def test_the_default_place_is_the_user_cache_and_the_folder_s_own(tmp_path: Path) -> None:
    here, there = (default_index_dir(tmp_path / name / "Mes articles") for name in ("a", "b"))
    assert here != there
    assert here == default_index_dir(tmp_path / "a" / "." / "Mes articles")
    assert here.parent.name == "verbatim-assistant"
    assert here.name.startswith("Mes-articles-")
