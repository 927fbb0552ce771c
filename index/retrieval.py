"""Search: which passages of the folder may answer a question, best first.

``Index`` is the door: `index.candidates` finds, `index.ranking` ranks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from threading import Event, RLock
from typing import TypeVar

from index.candidates import best_hits, candidates
from index.embedding import EMBEDDED, Embedder, load_embedder, static_embedder
from index.errors import IndexDamagedError, StoreError
from index.generation import Store
from index.listing import scan
from index.questions import question_language
from index.ranking import SCORES, WEIGHTS, Scores, standardised
from index.sharing import SharedStore
from index.store import Progress, default_index_dir, open_store
from index.types import Article, ArticleInfo, Hit, Language, Passage

__all__ = ["SCORES", "WEIGHTS", "Index", "Scores", "standardised"]

T = TypeVar("T")


class Index:
    """The articles of one folder, searchable. May be used from several threads.

    While one thread brings it up to date, the others go on searching what it held before.
    """

    def __init__(
        self, folder: Path, index_dir: Path, embedder: Embedder, progress: Progress | None = None
    ) -> None:
        self.folder, self._index_dir, self.embedder = folder, index_dir, embedder
        self._renewing, self._closed = RLock(), Event()
        self._seen = scan(folder)
        store, self.report = open_store(folder, index_dir, embedder, progress)
        self._shared = SharedStore(store)

    @classmethod
    def open(
        cls,
        folder: Path | str,
        index_dir: Path | str | None = None,
        embedder: str = EMBEDDED,
        progress: Progress | None = None,
    ) -> Index:
        """Index the folder, or open its index, brought up to date.

        Raises SourceError, EmbedderError or StoreError.
        """
        folder = Path(folder).expanduser()
        place = Path(index_dir).expanduser() if index_dir else default_index_dir(folder)
        return cls(folder, place, load_embedder(embedder), progress)

    def changed(self) -> bool:
        """Whether files of the folder have changed since the index was brought up to date.

        Only looks at their sizes and times. Raises FolderNotFoundError.
        """
        return scan(self.folder) != self._seen

    def refresh(self, progress: Progress | None = None) -> bool:
        """Bring the index up to date with the folder; True when a file had changed.

        Searches go on meanwhile, and use what is new once all of it is there. A second thread
        waits for the first, and then finds nothing to do. ``progress`` is called as by
        `open_store`, in this thread; what it raises ends the work. After any error, which is
        raised here, the index is as it was. Raises SourceError or StoreError.
        """
        with self._renewing:
            seen = scan(self.folder)
            if seen == self._seen and not self._readable_now():
                return False
            self._renew(progress)
            self._seen = seen
            return True

    def _readable_now(self) -> bool:
        """Whether a file that gave no article may be read now: no change of its content tells."""
        with self._shared.use() as store:
            left_out = store.manifest.skipped
        return any(
            gap.readable != os.access(self.folder / source, os.R_OK)
            for source, gap in left_out.items()
        )

    def _renew(self, progress: Progress | None = None) -> None:
        def told(done: int, total: int, what: str) -> None:
            if self._closed.is_set():
                raise StoreError("The index was closed while it was brought up to date.")
            if progress:
                progress(done, total, what)

        store, report = open_store(self.folder, self._index_dir, self.embedder, told)
        self._shared.replace(store)
        self.report = report

    def close(self) -> None:
        """Let the index go, after the searches that run; work to bring it up to date is given up.

        Whatever is asked of it later raises StoreError; a second ``close`` does nothing.
        """
        self._closed.set()
        self._shared.close()
        with self._renewing:
            pass

    def article(self, source: str) -> Article:
        """The article at that path inside the folder, as indexed. Raises KeyError."""
        with self._shared.use() as store:
            return store.article(source)

    def sources(self) -> list[ArticleInfo]:
        """All articles, in the order of their paths."""
        with self._shared.use() as store:
            return store.sources()

    def passages(self, ordinals: Sequence[int]) -> list[Passage]:
        """The passages with these ordinals, as ``candidates`` gave them if the index was not
        brought up to date since."""
        with self._shared.use() as store:
            return store.passages(ordinals)

    def word_vectors(self, words: Sequence[str]) -> Scores:
        """Unit vectors of single words, folded: (words, dimension)."""
        with self._shared.use() as store:
            return store.vocabulary.vectors_of(words, static_embedder().encode)

    def search(
        self,
        question: str,
        language: Language | None = None,
        limit: int = 10,
        sources: Collection[str] | None = None,
    ) -> list[Hit]:
        """The passages that may answer, best first, at most ``limit``.

        Only those of the articles ``sources``, if given: they compete with one another alone, as
        in a folder of their own (but how rare a word is, all articles say). Names of no article
        are passed over: the file may have been removed since it was chosen.
        """
        language = language or question_language(question)

        def read(store: Store) -> list[Hit]:
            among = None if sources is None else store.select(sources)
            return best_hits(store, self.embedder, question, language, limit, among)

        return self._with_store(read)

    def candidates(self, question: str) -> tuple[list[int], Scores]:
        """Ordinals of the passages that any score speaks for, and their scores: (n, SCORES)."""
        found = self._with_store(lambda store: candidates(store, self.embedder, question, None))
        return found.ordinals, found.scores

    def _with_store(self, read: Callable[[Store], T]) -> T:
        """What ``read`` gives; once again over a new index if it finds this one damaged."""
        with self._shared.use() as store:
            try:
                return read(store)
            except IndexDamagedError:
                damaged = store
        with self._renewing:
            if self._shared.is_current(damaged):  # no other thread was here before
                self._renew()
        with self._shared.use() as store:
            return read(store)
