"""Opening the index of a folder: as it is when it is up to date, else after making it so.

Readers need no lock: a generation is never changed once it is current, and not removed while a
reader of any process has it open. One process builds at a time.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.building import (
    PASSAGE_VECTORS,
    VECTORS,
    write_catalogue,
    write_sentence_vectors,
    write_words,
)
from index.catalogue import Catalogue
from index.embedding import Embedder
from index.errors import IndexDamagedError
from index.generation import Store
from index.manifest import (
    Counts,
    Manifest,
    current_generation,
    make_current,
    new_generation,
    parts_of,
    read_manifest,
    write_manifest,
)
from index.place import remove_unused, unwritable, writer_lock
from index.survey import Survey, survey
from index.types import Progress
from index.unseen import as_read
from index.vectors import FormerVectors, VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opening:
    """One opening of an index, with all that it needs."""

    folder: Path
    index_dir: Path
    embedder: Embedder
    recipe: dict[str, str | int]
    vectors: type[VectorStore]
    progress: Progress

    def run(self) -> tuple[Store, Survey, bool]:
        """The store, what the folder holds, and whether anything was built."""
        pointed = current_generation(self.index_dir)
        former, seen = self._look()
        try:
            if not (former and seen.same_articles):
                with writer_lock(self.index_dir):
                    if current_generation(self.index_dir) != pointed:  # by another process
                        _close(former)
                        former, seen = self._look()
                    if not (former and seen.same_articles):
                        store, seen = self._build(former, seen)
                        _close(former)
                        remove_unused(self.index_dir)
                        return store, seen, True
        except BaseException:
            _close(former)
            raise
        self._note_times(former, seen)
        return former, seen, False

    def _look(self) -> tuple[Store | None, Survey]:
        """The index as it is, if it is of any use, and what has changed in the folder since."""
        store = self._current()
        try:
            return store, self._survey(store.manifest if store else None)
        except BaseException:
            _close(store)
            raise

    def _survey(self, former: Manifest | None) -> Survey:
        return survey(
            self.folder, former, lambda done, total: self.progress(done, total, "reading articles")
        )

    def _current(self) -> Store | None:
        generation = current_generation(self.index_dir)
        if generation is None:
            return None
        try:
            manifest = read_manifest(generation)
            if manifest.recipe == self.recipe:
                return Store(generation, manifest, self.vectors)
            _log.info("%s is of other settings or versions and is made anew", self.index_dir)
        except IndexDamagedError as error:
            _log.warning("%s is made anew: %s", self.index_dir, error)
        return None

    def _note_times(self, store: Store, seen: Survey) -> None:
        """Let the manifest say what was seen, so that the next opening need not read the files."""
        if not seen.rested:
            store.manifest = replace(
                store.manifest,
                folder=seen.folder,
                surveyed_ns=seen.taken_ns,
                files=seen.files,
                skipped=seen.skipped,
            )
            with suppress(OSError):  # the files are read once more the next time
                write_manifest(store.generation, store.manifest)

    def _build(self, former: Store | None, seen: Survey) -> tuple[Store, Survey]:
        """Make the next generation the current one; from nothing if the former one is no good."""
        try:
            store = self._generation(former, seen)
        except IndexDamagedError as error:
            if former is None:
                raise
            _log.warning("%s is made anew: %s", self.index_dir, error)
            seen = self._survey(None)
            store = self._generation(None, seen)
        try:
            make_current(store.generation)
        except OSError as error:
            store.close()
            shutil.rmtree(store.generation, ignore_errors=True)
            raise unwritable(self.index_dir, error) from error
        return store, seen

    def _generation(self, former: Store | None, seen: Survey) -> Store:
        try:
            generation = new_generation(self.index_dir)
        except OSError as error:
            raise unwritable(self.index_dir, error) from error
        try:
            manifest = self._written(generation, former, seen)
            write_manifest(generation, manifest)
            return Store(generation, manifest, self.vectors)
        except BaseException as error:
            shutil.rmtree(generation, ignore_errors=True)
            if isinstance(error, OSError | sqlite3.Error):
                raise unwritable(self.index_dir, error) from error
            raise

    def _written(self, generation: Path, former: Store | None, seen: Survey) -> Manifest:
        catalogue, sentences = write_catalogue(
            generation, seen, former.catalogue if former else None, self.progress
        )
        with closing(catalogue):
            words = write_words(generation, catalogue, self.progress)
            known = (former.catalogue, former.vectors_of_sentences) if former else None
            write_sentence_vectors(generation, catalogue, known, self.progress)
            deleted = self._write_vectors(generation, catalogue, former)
            articles, passages = catalogue.counts()
        return Manifest(
            recipe=self.recipe,
            folder=seen.folder,
            surveyed_ns=seen.taken_ns,
            files=seen.files,
            skipped=seen.skipped,
            counts=Counts(articles, passages, sentences, words, deleted),
            parts=parts_of(generation, self.vectors.live_files(generation / VECTORS)),
        )

    def _write_vectors(self, generation: Path, catalogue: Catalogue, former: Store | None) -> int:
        """Write the passages' vectors into the vector store, and as an array for exact search.

        Passages that the former generation had are not embedded again.
        """
        import numpy as np

        ordinals = catalogue.ids()
        vectors = np.zeros((len(ordinals), self.embedder.dimension), dtype=np.float32)
        known: dict[str, int] = {}  # ids, and their ordinals in the former generation
        if former:
            known = {id_: row for id_, row in former.catalogue.ids().items() if id_ in ordinals}
            rows = [ordinals[id_] for id_ in known]
            vectors[rows] = former.passage_vectors[list(known.values())]

        def embed(ids: Sequence[str]) -> NDArray[np.float32]:
            new = [ordinals[id_] for id_ in ids if id_ not in known]
            if new:
                texts = [as_read(passage.text) for passage in catalogue.passages(new)]
                vectors[new] = self.embedder.encode(texts)
            return vectors[[ordinals[id_] for id_ in ids]]

        deleted = self.vectors.write(
            generation / VECTORS,
            list(ordinals),
            embed,
            _former_vectors(former) if former else None,
            lambda done, total: self.progress(done, total, "embedding passages"),
        )
        np.save(generation / PASSAGE_VECTORS, vectors)
        return deleted


def _former_vectors(store: Store) -> FormerVectors:
    ids = list(store.catalogue.ids())
    return FormerVectors(store.generation / VECTORS, ids, store.manifest.counts.deleted)


def _close(store: Store | None) -> None:
    if store:
        store.close()
