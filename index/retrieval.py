"""Search: which passages of the folder may answer a question, best first.

Several scores speak for a passage: its words (BM25 of the stems, of the stems with their nearest
words in both languages, of the words' beginnings), its meaning (cosine of the vectors, of the
whole passage and of its closest sentence), and word pairs it shares with the question. Each is
standardised over the question's candidates and they are added with weights that depend on the
question's language. Ranking is pure functions over arrays; ``Index`` brings them the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding import EMBEDDED, Embedder, load_embedder, static_embedder
from index.errors import IndexDamagedError
from index.lexical import PREFIX_LENGTH, stems
from index.loading import scan
from index.questions import content_words, question_language
from index.store import Progress, default_index_dir, open_store
from index.types import Article, Hit, Language, Passage

if TYPE_CHECKING:
    from index.catalogue import SourceInfo
    from index.vocabulary import Vocabulary

Scores = NDArray[np.float32]
Clause = dict[str, float]

# A question's word stands for the articles' words at least this near to it, at most so many.
EXPANSION_COSINE = 0.55
EXPANSION_WORDS = 6
LEXICAL_CANDIDATES = 60
DENSE_CANDIDATES = 50
SENTENCE_CANDIDATES = 150
PAIR_CANDIDATES = 20  # passages, the best so far, whose word pairs are compared

# Weights of the standardised scores, as `index.training.fusion` fitted them with an earlier
# embedder; it prints what it would fit now, and what both reach on other articles.
SCORES = ("expanded", "stems", "prefixes", "sentence_stems", "dense", "sentence_dense", "pairs")
WEIGHTS: Mapping[Language, tuple[float, ...]] = {
    "fr": (0.38, 0.27, 0.36, 0.11, 0.13, 0.41, 0.18),
    "en": (0.58, 0.00, 0.00, 0.00, 0.25, 0.69, 0.06),
}


def standardised(scores: Scores) -> Scores:
    """Each column less its mean, over its standard deviation; 0 where all are the same: (n, m)."""
    deviation = scores.std(axis=0)
    centred = scores - scores.mean(axis=0)
    result: Scores = np.divide(
        centred, deviation, out=np.zeros_like(centred), where=deviation > 1e-6
    )
    return result


def fuse(scores: Scores, weights: Sequence[float]) -> Scores:
    """One score a candidate from standardised scores: (n, m), m weights -> (n,)."""
    fused: Scores = standardised(scores) @ np.asarray(weights, dtype=np.float32)
    return fused


def expand(words: Sequence[str], vectors: Scores, vocabulary: Vocabulary) -> list[Clause]:
    """One clause a word: its own stem, and the stems of the articles' words nearest to it.

    ``vectors`` are the words' unit vectors: (words, dimension). A neighbour weighs the square of
    its cosine; static vectors of translations are near each other, so this also translates.
    """
    if not words:
        return []
    similarity = (np.asarray(vocabulary.vectors) @ vectors.T).T  # this way round is faster
    clauses = []
    for word, row in zip(words, similarity, strict=True):
        clause = dict.fromkeys(stems(word)[:1], 1.0)
        near = np.flatnonzero(row >= EXPANSION_COSINE)
        for place in near[np.argsort(-row[near], kind="stable")][:EXPANSION_WORDS]:
            if not word.isdigit():
                stem = vocabulary.stems[place]
                clause[stem] = max(clause.get(stem, 0.0), float(row[place]) ** 2)
        clauses.append(clause)
    return clauses


def shared_pairs(question: Sequence[str], passage: Sequence[str]) -> int:
    """How many pairs of neighbouring stems of the question are neighbours in the passage."""
    return len(set(pairwise(question)) & set(pairwise(passage)))


class Index:
    """The articles of one folder, searchable. One thread at a time."""

    def __init__(
        self, folder: Path, index_dir: Path, embedder: Embedder, progress: Progress | None = None
    ) -> None:
        self.folder, self._index_dir, self.embedder = folder, index_dir, embedder
        self._seen = scan(folder)
        self._store, self.report = open_store(folder, index_dir, embedder, progress)

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

    def refresh(self) -> bool:
        """Bring the index up to date with the folder; True when a file had changed."""
        seen = scan(self.folder)
        if seen == self._seen:
            return False
        self._reopen()
        self._seen = seen
        return True

    def _reopen(self) -> None:
        former = self._store
        self._store, self.report = open_store(self.folder, self._index_dir, self.embedder)
        former.close()

    def article(self, source: str) -> Article:
        """The article at that path inside the folder, as indexed. Raises KeyError."""
        return self._store.article(source)

    def sources(self) -> list[SourceInfo]:
        """All articles, in the order of their paths."""
        return self._store.sources()

    def search(self, question: str, language: Language | None = None, limit: int = 10) -> list[Hit]:
        """The passages that may answer, best first, at most ``limit``."""
        language = language or question_language(question)
        try:
            candidates, scores = self.candidates(question)
        except IndexDamagedError:  # found out when first searched: made anew, once
            self._reopen()
            candidates, scores = self.candidates(question)
        if not candidates:
            return []
        fused = fuse(scores, WEIGHTS[language])
        best = np.argsort(-fused, kind="stable")[:limit]
        ordinals = [candidates[i] for i in best]
        cosines = self._store.sentence_cosines(static_embedder().encode([question])[0], ordinals)
        expanded, dense = SCORES.index("expanded"), SCORES.index("dense")
        return [
            Hit(
                passage,
                float(fused[i]),
                float(scores[i, expanded]),
                float(scores[i, dense]),
                tuple(of_sentences.tolist()),
            )
            for i, passage, of_sentences in zip(
                best, self._store.passages(ordinals), cosines, strict=True
            )
        ]

    def passages(self, ordinals: Sequence[int]) -> list[Passage]:
        """The passages with these ordinals, as ``candidates`` gives them."""
        return self._store.passages(ordinals)

    def word_vectors(self, words: Sequence[str]) -> Scores:
        """Unit vectors of single words, folded: (words, dimension)."""
        return self._store.vocabulary.vectors_of(words, static_embedder().encode)

    def candidates(self, question: str) -> tuple[list[int], Scores]:
        """Ordinals of the passages that any score speaks for, and their scores: (n, SCORES)."""
        store, words = self._store, content_words(question)
        asked = stems(question)
        meanings = static_embedder().encode([question, *words])
        clauses = expand(words, meanings[1:], store.vocabulary)
        own: list[Clause] = [{stem: 1.0} for stem in dict.fromkeys(asked)]
        beginnings = dict.fromkeys(word[:PREFIX_LENGTH] for word in words)
        by_expanded = dict(store.lexical_passages.search(clauses, LEXICAL_CANDIDATES))
        by_stems = dict(store.lexical_passages.search(own, LEXICAL_CANDIDATES))
        by_prefixes = dict(
            store.lexical_passages.search_prefixes(list(beginnings), LEXICAL_CANDIDATES)
        )
        vector = self.embedder.encode_question(question)
        by_vector = dict(store.nearest(vector, DENSE_CANDIDATES))
        by_sentence: dict[int, float] = {}
        for sentence, score in store.lexical_sentences.search(own, SENTENCE_CANDIDATES):
            by_sentence.setdefault(store.sentence_at(sentence)[0], score)
        found = sorted({*by_expanded, *by_stems, *by_prefixes, *by_vector})
        columns = [by_expanded, by_stems, by_prefixes, by_sentence]
        lexical = [[column.get(ordinal, 0.0) for column in columns] for ordinal in found]
        floor = min(by_vector.values(), default=0.0)
        dense = [by_vector.get(ordinal, floor) for ordinal in found]
        cosines = store.sentence_cosines(meanings[0], found)
        closest = [float(of_passage.max()) for of_passage in cosines]
        scores = np.column_stack(
            [np.array(lexical, dtype=np.float32).reshape(len(found), 4), dense, closest]
        ).astype(np.float32)
        return found, np.column_stack([scores, self._pairs(asked, found, scores)])

    def _pairs(self, asked: list[str], found: list[int], scores: Scores) -> Scores:
        """Shared pairs of the best passages so far: (n,), 0 for the others."""
        pairs = np.zeros(len(found), dtype=np.float32)
        so_far = standardised(scores).sum(axis=1) if len(found) else pairs
        best = np.argsort(-so_far, kind="stable")[:PAIR_CANDIDATES]
        passages = self._store.passages([found[i] for i in best])
        for i, passage in zip(best, passages, strict=True):
            pairs[i] = shared_pairs(asked, stems(passage.text))
        return pairs

    def close(self) -> None:
        """Let the index go."""
        self._store.close()
