"""The index on disk follows its folder, without needless work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import index.cleaning
import index.dates
from index.embedding import load_embedder
from index.errors import EmptyFolderError, FolderNotFoundError
from index.store import open_store
from index.types import Skipped
from tests.support.indexed import ARTICLES, Reversed, reopened, snapshot, write, write_articles

pytestmark = pytest.mark.usefixtures("as_if_large")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


def settle(folder: Path) -> None:
    """Make all files an hour old: files written a moment ago are read again to be sure."""
    for path in folder.rglob("*.*"):
        hour_ago = path.stat().st_mtime_ns - 3600 * 10**9
        os.utime(path, ns=(hour_ago, hour_ago))


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
