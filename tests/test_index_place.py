"""Where an index may lie: not among the articles, and also where nothing can be written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import index.generation
from index.embedding import load_embedder
from index.errors import StoreError
from index.manifest import POINTER, generations
from index.store import default_index_dir, open_store
from tests.support.indexed import reopened, snapshot, write_articles
from tests.support.rights import as_nobody

pytestmark = pytest.mark.usefixtures("as_if_large")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


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


def test_a_pointer_that_cannot_be_replaced_leaves_no_generation(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "index"
    (place / POINTER).mkdir(parents=True)
    for _ in range(2):
        with pytest.raises(StoreError, match=r"cannot be written: Is a directory\."):
            open_store(folder, place, load_embedder())
        assert generations(place) == []
    (place / POINTER).rmdir()
    assert reopened(folder, place).built


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
    write_articles(folder)
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
    write_articles(folder)
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
