"""The index on disk under damage, and with several processes at it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import index.place
from index.catalogue import CATALOGUE
from index.embedding import load_embedder, static_embedder
from index.errors import IndexDamagedError, IndexLockedError
from index.manifest import MANIFEST, POINTER, current_generation, generations
from index.place import writer_lock
from index.store import IndexReport, Store, open_store
from index.unseen import sentence_texts

QUESTION = "Quand commence la production ?"

pytestmark = pytest.mark.usefixtures("as_if_large")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 12 articles and its index, to be copied."""
    root = tmp_path_factory.mktemp("prepared")
    (root / "articles").mkdir()
    for number in range(12):
        text = f"Article {number}\n\nLa production numéro {number} commence en {2000 + number}.\n"
        (root / "articles" / f"{number}.txt").write_text(text, encoding="utf-8")
    opened(root / "articles", root / "index")[0].close()
    return root


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(prepared / "articles", tmp_path / "articles")


@pytest.fixture
def place(prepared: Path, tmp_path: Path) -> Path:
    """The folder's index, up to date."""
    return shutil.copytree(prepared / "index", tmp_path / "index")


def opened(folder: Path, place: Path) -> tuple[Store, IndexReport]:
    return open_store(folder, place, load_embedder())


def works(store: Store) -> bool:
    """Every part of the store can be used, and all parts hold the 12 articles."""
    vector = static_embedder().encode([QUESTION])[0]
    nearest = [ordinal for ordinal, _ in store.nearest(vector, 20)]
    found = [ordinal for ordinal, _ in store.lexical_passages.search([{"product": 1.0}], 20)]
    assert sorted(nearest) == sorted(found) == list(range(12))
    for passage, cosines in zip(
        store.passages(found), store.sentence_cosines(vector, found), strict=True
    ):
        assert cosines == pytest.approx(
            static_embedder().encode(sentence_texts(passage)) @ vector, abs=2e-3
        )
    assert "production" in store.vocabulary.words
    return len({store.article(passage.source).text for passage in store.passages(found)}) == 12


def reopened(folder: Path, place: Path) -> IndexReport:
    """Open, use every part, close."""
    store, report = opened(folder, place)
    assert works(store)
    store.close()
    return report


def rewrite(folder: Path) -> None:
    """Change an article, but not what ``works`` looks for."""
    (folder / "0.txt").write_text("La production numéro 0 commence demain.", encoding="utf-8")


def remove(path: Path) -> None:
    path.unlink()


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scramble(path: Path) -> None:
    path.write_bytes(bytes(byte ^ 0x5A for byte in path.read_bytes()))


def alter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('surveyed_ns\\": 1', 'surveyed_ns\\": 2'), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        (POINTER, scramble),
        (POINTER, remove),
        (f"*/{MANIFEST}", remove),
        (f"*/{MANIFEST}", halve),
        (f"*/{MANIFEST}", scramble),
        (f"*/{MANIFEST}", alter),
        (f"*/{CATALOGUE}", remove),
        (f"*/{CATALOGUE}", halve),
        (f"*/{CATALOGUE}", scramble),
        ("*/words-of-passages/meta.json", scramble),
        ("*/sentences-read.npy", halve),
        ("*/sentences-read.npy", scramble),
        ("*/vocabulary.vectors.npy", halve),
        ("*/vocabulary.words", remove),
        ("*/sentences.npy", scramble),
        ("*/passages.npy", halve),
        ("*/vectors/*/data_level0.bin", remove),
        ("*/vectors/*/data_level0.bin", scramble),
        ("*/vectors/*/index_metadata.pickle", halve),
    ],
)
def test_a_damaged_index_is_made_anew(
    folder: Path, place: Path, part: str, damage: Callable[[Path], None]
) -> None:
    (path,) = place.glob(part)
    damage(path)
    report = reopened(folder, place)
    assert (report.built, report.added) == (True, 12)
    assert len(generations(place)) == 1


@pytest.mark.parametrize("damage", [remove, halve, scramble])
def test_a_damaged_chroma_database_is_noticed(
    folder: Path, place: Path, damage: Callable[[Path], None]
) -> None:
    (path,) = place.glob("*/vectors/chroma.sqlite3")
    damage(path)
    if damage is scramble:  # Chroma writes in this file whenever it reads: only its use can tell
        is_found_damaged(folder, place, "open it again")
    assert reopened(folder, place).built


def test_lost_vectors_are_noticed(folder: Path, place: Path) -> None:
    import chromadb

    (vectors,) = place.glob("*/vectors")
    client = chromadb.PersistentClient(str(vectors))
    collection = client.get_collection("passages", embedding_function=None)
    collection.delete(ids=collection.get(limit=1)["ids"])
    client.close()  # type: ignore[attr-defined]
    is_found_damaged(folder, place, "11 of 12 vectors")
    assert reopened(folder, place).built


def is_found_damaged(folder: Path, place: Path, reason: str) -> None:
    """The index opens, and the first use of its vectors tells what is wrong."""
    store, report = opened(folder, place)
    assert not report.built
    with pytest.raises(IndexDamagedError, match=reason):
        works(store)
    store.close()


def test_a_former_part_that_fails_while_it_is_renewed(folder: Path, place: Path) -> None:
    (path,) = place.glob("*/vectors/chroma.sqlite3")
    scramble(path)
    rewrite(folder)
    report = reopened(folder, place)
    assert (report.built, report.articles) == (True, 12)


def test_files_copied_without_their_times_are_an_index_all_the_same(
    folder: Path, place: Path
) -> None:
    for path in place.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    store, report = opened(folder, place)
    assert not report.built
    # Another process sees that it is in use: to compare a file is not to let go its lock.
    script(folder, place, "(folder / '0.txt').unlink(); store, report = opened()")
    assert store.generation in generations(place)
    assert works(store)
    store.close()


def test_a_store_reads_on_when_the_index_is_renewed(folder: Path, place: Path) -> None:
    store, _ = opened(folder, place)
    script(folder, place, "(folder / '0.txt').unlink(); store, report = opened()")
    newer, report = opened(folder, place)
    assert (report.built, report.articles) == (False, 11)
    assert newer.generation != store.generation
    newer.close()
    assert works(store)  # its first use of Chroma, after the renewal
    assert len(generations(place)) == 2
    store.close()
    script(folder, place, "(folder / '1.txt').unlink(); store, report = opened()")
    assert len(generations(place)) == 1


def test_a_building_process_keeps_others_out(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.place, "LOCK_WAIT_S", 0.1)
    store, _ = opened(folder, place)
    with writer_lock(place):
        reader, report = opened(folder, place)
        assert not report.built
        reader.close()
        (folder / "0.txt").unlink()
        with pytest.raises(IndexLockedError, match=re.escape(f"building the index in {place}")):
            opened(folder, place)
    assert works(store)
    store.close()
    newer, report = opened(folder, place)
    assert report.removed == 1
    newer.close()


def test_of_two_processes_one_builds(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "new"
    code = "store, report = opened(); print(report.built, works(store))"
    both = [start(folder, place, code) for _ in range(2)]
    answers = sorted(process.communicate(timeout=60)[0].strip() for process in both)
    assert answers == ["False True", "True True"]
    assert len(generations(place)) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_build_leaves_the_former_index(folder: Path, place: Path) -> None:
    former = current_generation(place)
    (folder / "neuf.txt").write_text("La récolte est faible.", encoding="utf-8")
    process = start(
        folder,
        place,
        """
        import time
        def wait(done, total, what):
            if what == "embedding passages":
                print("embedding", flush=True)
                time.sleep(60)
        open_store(folder, place, load_embedder(), wait)
        """,
    )
    assert process.stdout
    assert process.stdout.readline() == "embedding\n"
    process.kill()
    process.communicate()
    assert current_generation(place) == former
    assert len(generations(place)) == 2
    (folder / "neuf.txt").unlink()
    assert not reopened(folder, place).built
    (folder / "neuf.txt").write_text("La récolte est faible.", encoding="utf-8")
    store, report = opened(folder, place)
    assert (report.built, report.added, len(generations(place))) == (True, 1, 1)
    store.close()


def test_an_interrupted_build_leaves_nothing_behind(folder: Path, place: Path) -> None:
    def interrupt(done: int, total: int, what: str) -> None:
        if what == "embedding passages":
            raise KeyboardInterrupt

    before = generations(place)
    rewrite(folder)
    with pytest.raises(KeyboardInterrupt):
        open_store(folder, place, load_embedder(), interrupt)
    assert generations(place) == before
    assert reopened(folder, place).built


def start(folder: Path, place: Path, code: str) -> subprocess.Popen[str]:
    """A process that runs ``code`` with the names of this module and ``opened()`` at hand."""
    head = f"""
    from pathlib import Path
    from tests import test_index_generations as here
    from tests.test_index_generations import load_embedder, open_store, works
    folder, place = Path({str(folder)!r}), Path({str(place)!r})
    def opened():
        return here.opened(folder, place)
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        text=True,
    )


def script(folder: Path, place: Path, code: str) -> None:
    process = start(folder, place, code)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_an_article_is_found_without_its_text_being_read(place: Path) -> None:
    """SQLite reads the whole row to find it in a table without rowids: once for each passage."""
    (path,) = place.glob(f"*/{CATALOGUE}")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(rowid) FROM articles").fetchone() == (12,)
