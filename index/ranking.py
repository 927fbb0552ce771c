"""Ranking: scores of passages -> one score each. Pure functions over arrays.

Several scores speak for a passage: its words (BM25 of the stems, of the stems with their nearest
words in both languages, of the words' beginnings), its meaning (cosine of the static vectors, of
the whole passage and of its closest sentence, and of the closest one as the sentence encoder reads
it), and word pairs it shares with the question. Each is standardised over the question's candidates
and they are added with weights that depend on the question's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.lexical import stems
from index.types import Language

if TYPE_CHECKING:
    from index.vocabulary import Vocabulary

Scores = NDArray[np.float32]
Clause = dict[str, float]

# A question's word stands for the articles' words at least this near to it, at most so many.
EXPANSION_COSINE = 0.55
EXPANSION_WORDS = 6

# Weights of the standardised scores, as `index.training.fusion` fitted them.
SCORES = ("expanded", "stems", "prefixes", "dense", "sentence_dense", "read", "pairs")
WEIGHTS: Mapping[Language, tuple[float, ...]] = {
    "fr": (0.49, 0.21, 0.29, 0.12, 0.24, 0.89, 0.16),
    "en": (0.53, 0.00, 0.00, 0.28, 0.16, 1.53, 0.11),
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
