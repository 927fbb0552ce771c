"""Reading one generation of an index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.building import (
    PASSAGE_VECTORS,
    PASSAGE_WORDS,
    READ_VECTORS,
    SENTENCE_VECTORS,
    VECTORS,
)
from index.catalogue import CATALOGUE, Catalogue
from index.errors import IndexDamagedError
from index.lexical import LexicalIndex
from index.manifest import MANIFEST, Manifest, check_parts
from index.place import may_write
from index.types import Article, ArticleInfo, Passage
from index.vectors import VectorStore
from index.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


PROBES = 8  # vectors at least, if there are, that are looked up to test that they are found
# Bytes of passages' vectors up to which a question is compared with every one of them: that takes
# no longer than the graph (2.5 ms; of 3 MB 0.2 ms, through the graph 3), is exact, and spares a
# fresh process the import of chromadb.
COMPARED = 16_000_000


@dataclass(frozen=True)
class Selection:
    """Some articles of a generation, to search only these."""

    articles: Sequence[int]  # their numbers, ascending
    passages: NDArray[np.int64]  # ordinals of all their passages, ascending


def probed(count: int) -> range:
    """Which of so many vectors are looked up: a few, spread evenly."""
    return range(0, count, max(1, count // PROBES))


class Store:
    """Reads one generation of an index. Safe to use from several threads.

    It goes on reading its own generation after another process has made a new one.
    """

    def __init__(
        self, generation: Path, manifest: Manifest, open_vectors: Callable[[Path], VectorStore]
    ) -> None:
        """Open the generation in that folder. Raises IndexDamagedError when its self-test fails.

        The vector store is opened and tested in full by the first `nearest` that needs it.
        """
        self.generation, self.manifest = generation, manifest
        self._open_vectors = open_vectors
        self._vectors_lock = Lock()
        self._vectors: VectorStore | None = None
        self._vectors_found = True  # until they are tested
        self.catalogue = Catalogue(generation / CATALOGUE)  # from now on it will not be removed
        try:
            check_parts(generation, manifest.parts, {CATALOGUE: self.catalogue.content})
            self.lexical_passages = LexicalIndex.open(generation / PASSAGE_WORDS)
            self._check_counts()
        except BaseException:
            self.close()
            raise

    def _check_counts(self) -> None:
        articles, passages, *_ = self.manifest.counts
        held = (*self.catalogue.counts(), self.lexical_passages.count)
        if held != (articles, passages, passages):
            raise IndexDamagedError("The parts of the index do not hold the same passages")

    @property
    def passage_count(self) -> int:
        """Number of passages; their ordinals count from 0."""
        return self.manifest.counts.passages

    def close(self) -> None:
        """Let the generation go. The store cannot be used any more."""
        with self._vectors_lock:
            if self._vectors:
                self._vectors.close()
                self._vectors = None
        self.catalogue.close()

    def sources(self) -> list[ArticleInfo]:
        """All articles, in the order of their sources."""
        return self.catalogue.sources()

    def article(self, source: str) -> Article:
        """One article. Raises KeyError."""
        return self.catalogue.article(source)

    def select(self, sources: Collection[str]) -> Selection | None:
        """These articles, those of them that there are; None when these are all."""
        import numpy as np

        places = self.catalogue.places
        chosen = sorted(places[source] for source in set(sources) if source in places)
        if len(chosen) == len(places):
            return None
        runs = [np.arange(place.first, place.after) for place in chosen]
        ordinals = np.concatenate([np.zeros(0, dtype=np.int64), *runs])
        return Selection([place.number for place in chosen], ordinals)

    def passages(self, ordinals: Sequence[int]) -> list[Passage]:
        """The passages with these ordinals, in the order given. Raises KeyError."""
        return self.catalogue.passages(ordinals)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages with their vectors; read when first asked for."""
        return Vocabulary.open(self.generation)

    @cached_property
    def vectors_of_sentences(self) -> dict[str, NDArray[np.float16]]:
        """All sentences' vectors, by the embedded embedder and by the sentence encoder, by the
        names of their files: (sentences, dimension), of length 1."""
        return {name: self._array(name) for name in (SENTENCE_VECTORS, READ_VECTORS)}

    @cached_property
    def passage_vectors(self) -> NDArray[np.float32]:
        """All passages' vectors by the index's embedder: (passages, dimension), of length 1."""
        return self._array(PASSAGE_VECTORS)

    def _array(self, name: str) -> NDArray[Any]:
        import numpy as np

        try:
            array: NDArray[Any] = np.load(self.generation / name, mmap_mode="r")
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{name} of the index cannot be read: {error}") from error
        return array

    def sentence_cosines(
        self,
        vector: NDArray[np.float32],
        ordinals: Sequence[int],
        of: str = SENTENCE_VECTORS,
    ) -> list[NDArray[np.float32]]:
        """For each of these passages, the cosines of its sentences with a vector of length 1.

        The vector is of the embedded embedder, whatever embedder made the passages' vectors; or
        of the sentence encoder, with ``READ_VECTORS``.
        """
        import numpy as np

        if not ordinals:
            return []
        firsts = self._sentence_starts
        rows = [np.arange(firsts[ordinal], firsts[ordinal + 1]) for ordinal in ordinals]
        ends = np.cumsum([len(run) for run in rows])[:-1]
        cosines = self.vectors_of_sentences[of][np.concatenate(rows)].astype(np.float32) @ vector
        return np.split(cosines, ends)

    @cached_property
    def _sentence_starts(self) -> NDArray[np.int64]:
        import numpy as np

        starts = [*self.catalogue.first_sentences, self.manifest.counts.sentences]
        return np.array(starts, dtype=np.int64)

    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: Selection | None = None
    ) -> list[tuple[int, float]]:
        """The passages nearest to a vector of length 1, as (ordinal, cosine), best first.

        All of a selection, of a small index or of one that Chroma may not write to, as it does to
        read, are compared; else its graph leads to the nearest, if it finds its own vectors. Raises
        IndexDamagedError when the vectors are damaged; the next `open_store` makes them anew.
        """
        limit = min(limit, self.passage_count)
        if limit < 1 or not vector.any():
            return []
        if among is not None:
            return self._nearest_of(vector, limit, among.passages)
        large = self.passage_vectors.nbytes > COMPARED and self._chroma_may_write
        found = self._by_graph(vector, limit) if large else None
        return self._nearest_of(vector, limit) if found is None else found

    def _by_graph(self, vector: NDArray[np.float32], limit: int) -> list[tuple[int, float]] | None:
        """As `nearest`, by Chroma's graph; None where that does not lead to its vectors."""
        try:
            vectors = self._opened_vectors()
            if vectors is None:
                return None
            found = vectors.nearest(vector, limit)
            ordinals = self.catalogue.ordinals([passage_id for passage_id, _ in found])
            hits = [(ordinals[passage_id], cosine) for passage_id, cosine in found]
        except Exception as error:
            raise self._damaged(error) from error
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    @cached_property
    def _chroma_may_write(self) -> bool:
        folder = self.generation / VECTORS
        return may_write(folder, *folder.rglob("*"))

    def _nearest_of(
        self, vector: NDArray[np.float32], limit: int, ordinals: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The nearest of the passages with these ordinals, ascending, or of all."""
        import numpy as np

        vectors = self.passage_vectors
        cosines = (vectors if ordinals is None else vectors[ordinals]) @ vector
        best = np.argsort(-cosines, kind="stable")[:limit]
        found = best if ordinals is None else ordinals[best]
        return list(zip(found.tolist(), cosines[best].tolist(), strict=True))

    def _opened_vectors(self) -> VectorStore | None:
        """The vector store, opened and tested; None where it does not find its vectors."""
        with self._vectors_lock:
            if self._vectors is None and self._vectors_found:
                vectors = self._open_vectors(self.generation / VECTORS)
                try:
                    probes = self.passages(probed(self.passage_count))
                    ids = [passage.id for passage in probes]
                    self._vectors_found = vectors.check(self.passage_count, ids)
                except BaseException:
                    vectors.close()
                    raise
                if not self._vectors_found:
                    vectors.close()
                    return None
                self._vectors = vectors
            return self._vectors

    def _damaged(self, error: Exception) -> IndexDamagedError:
        folder = self.generation.parent
        with suppress(OSError):
            (self.generation / MANIFEST).unlink()
        return IndexDamagedError(
            f"The vectors of the index {folder} are damaged ({error}); open it again to make it "
            "anew."
        )
