"""The index of a folder of articles on disk, with its vectors in Chroma.

The only importer of chromadb, and only when vectors are written, or many of them searched.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.building import recipe
from index.errors import IndexDamagedError
from index.generation import Store, probed
from index.opening import Opening
from index.place import check_place, default_index_dir
from index.types import Progress, Skipped
from index.vectors import FormerVectors, VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embedding import Embedder

__all__ = ["IndexReport", "Progress", "Store", "default_index_dir", "open_store"]

_COLLECTION, _DATABASE = "passages", "chroma.sqlite3"
_BATCH = 512  # vectors written at once
_SAME = 1e-3  # cosine distance of a vector to itself, at most
_CLIENTS = Lock()  # Chroma counts a folder's clients, but not two threads' at once
_AT_ONCE, _NOW_AND_THEN = 2, 1000  # changes after which Chroma writes its graph to disk


@dataclass(frozen=True)
class IndexReport:
    """What opening an index found and did."""

    articles: int
    passages: int
    skipped: tuple[Skipped, ...]  # files that look like articles and are left out, each time
    others: Mapping[str, int]  # how many of other kinds: of each suffix, or of a name
    built: bool  # False: the index was up to date
    added: int  # articles; all of them when the index was made anew
    updated: int
    removed: int
    seconds: float


def open_store(
    folder: Path, index_dir: Path, embedder: Embedder, progress: Progress | None = None
) -> tuple[Store, IndexReport]:
    """Open the index of a folder of articles, after building or renewing it where needed.

    Writes nothing when no file has changed, and nothing before the folder is known to hold an
    article. ``progress`` is called with (done, total, what) many times in each step.

    Raises FolderNotFoundError; EmptyFolderError, which leaves a former index as it is;
    IndexLockedError when another process builds for longer than 10 seconds; StoreError when what
    has to be written cannot be; IndexDamagedError when a new index fails its self-test.
    """
    started = time.perf_counter()
    check_place(folder, index_dir)
    tell = progress or (lambda done, total, what: None)
    opening = Opening(folder, index_dir, embedder, recipe(embedder), Chroma, tell)
    store, seen, built = opening.run()
    return store, IndexReport(
        articles=store.manifest.counts.articles,
        passages=store.passage_count,
        skipped=seen.left_out(),
        others=seen.others,
        built=built,
        added=len(seen.changed) - seen.updated,
        updated=seen.updated,
        removed=seen.removed,
        seconds=time.perf_counter() - started,
    )


class Chroma(VectorStore):
    """Vectors in a local Chroma collection, by cosine."""

    def __init__(self, path: Path, create: bool = False) -> None:
        import chromadb

        settings = _settings().model_copy()  # in which its folder is noted
        # Its type hides that it is a Client, which can be closed.
        with _CLIENTS:
            self._client: Any = chromadb.PersistentClient(str(path.absolute()), settings)
        try:
            self._collection: Any = (
                self._client.create_collection(
                    _COLLECTION,
                    configuration={"hnsw": {"space": "cosine"}},
                    embedding_function=None,
                )
                if create
                else self._client.get_collection(_COLLECTION, embedding_function=None)
            )
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        with _CLIENTS:
            self._client.close()

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        found = self._collection.query(
            query_embeddings=[vector], n_results=limit, include=["distances"]
        )
        return [
            (passage_id, 1.0 - distance)
            for passage_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def check(self, count: int, probes: Sequence[str]) -> bool:
        held = self._collection.count()
        if held != count:
            raise IndexDamagedError(f"Chroma holds {held} of {count} vectors")
        if not probes:
            return True
        vectors = self._collection.get(ids=list(probes), include=["embeddings"])["embeddings"]
        # Of a passage without a word that the embedder knows, all numbers are 0.
        asked = [vector for vector in vectors if vector.any()]
        answers = [self.nearest(vector, min(count, 10)) for vector in asked]
        return all(len(found) == min(count, 10) and found[0][1] >= 1 - _SAME for found in answers)

    @classmethod
    def write(
        cls,
        path: Path,
        ids: Sequence[str],
        embed: Callable[[Sequence[str]], NDArray[np.float32]],
        former: FormerVectors | None,
        progress: Callable[[int, int], None],
    ) -> int:
        """As `VectorStore.write`. Starts from a copy of the former vectors if those are at least
        half of them, and if no more were deleted: a deleted vector stays in Chroma's graph."""
        known = set(former.ids) if former else set()
        new = [passage_id for passage_id in ids if passage_id not in known]
        gone = list(known.difference(ids))
        deleted = len(gone) + (former.deleted if former else 0)
        if former and 2 * max(deleted, len(new)) <= len(ids):
            _copy(former.path, path)
        else:
            new, gone, deleted = list(ids), [], 0
        with _errors(), closing(cls(path, create=not path.exists())) as vectors:
            for batch in _batches(gone):
                vectors._collection.delete(ids=batch)
            for done, batch in enumerate(_batches(new)):
                progress(done * _BATCH, len(new))
                vectors._collection.upsert(ids=batch, embeddings=embed(batch))
            vectors._write_graph_after(_AT_ONCE)
        with _errors(), closing(cls(path)) as vectors:
            # The first query is when Chroma writes its graph.
            vectors.check(len(ids), [ids[place] for place in probed(len(ids))])
            vectors._write_graph_after(_NOW_AND_THEN)
        progress(len(new), len(new))
        return deleted

    @classmethod
    def live_files(cls, path: Path) -> set[Path]:
        """Its database, and the graph as long as it is not on disk (that of a single vector)."""
        written = any(path.rglob("index_metadata.pickle"))
        return {path / _DATABASE} if written else set(path.rglob("*"))

    def _write_graph_after(self, changes: int) -> None:
        """Set how many changes Chroma keeps in its log; holds from the next opening."""
        self._collection.modify(
            configuration={"hnsw": {"sync_threshold": changes, "batch_size": changes}}
        )


@cache
def _settings() -> Any:
    """Chroma's; read once, as it looks for each of them in the environment."""
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


@contextmanager
def _errors() -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        raise IndexDamagedError(f"Chroma cannot write the vectors: {error}") from error


def _copy(source: Path, target: Path) -> None:
    # A reader that opens Chroma writes a row in its database: copy that as of one moment.
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    try:
        with (
            closing(sqlite3.connect(source / _DATABASE)) as former,
            closing(sqlite3.connect(target / _DATABASE)) as copy,
        ):
            former.backup(copy)
    except sqlite3.Error as error:
        raise IndexDamagedError(f"The former vectors cannot be copied: {error}") from error


def _batches(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
