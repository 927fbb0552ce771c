"""What may answer a question: the passages that some score speaks for, with all their scores.

Brings `index.ranking` the numbers, from one generation of the index.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.building import READ_VECTORS
from index.embedding import Embedder, static_embedder
from index.encoder import sentence_encoder
from index.generation import Selection, Store
from index.lexical import PREFIX_LENGTH, stems
from index.questions import content_words
from index.ranking import (
    SCORES,
    WEIGHTS,
    Clause,
    Scores,
    expand,
    fuse,
    shared_pairs,
    standardised,
)
from index.types import Hit, Language

LEXICAL_CANDIDATES = 60
DENSE_CANDIDATES = 50
PAIR_CANDIDATES = 20  # passages, the best so far, whose word pairs are compared


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that any score speaks for."""

    ordinals: list[int]
    scores: Scores  # (passages, SCORES)
    cosines: list[Scores]  # of each passage's sentences with the question, by the static embedder
    read: list[Scores]  # the same by the sentence encoder


def best_hits(
    store: Store,
    embedder: Embedder,
    question: str,
    language: Language,
    limit: int,
    among: Selection | None,
) -> list[Hit]:
    """The passages that may answer, best first, at most ``limit``; only those ``among``."""
    found = candidates(store, embedder, question, among)
    if not found.ordinals:
        return []
    fused = fuse(found.scores, WEIGHTS[language])
    best = np.argsort(-fused, kind="stable")[:limit].tolist()
    expanded, dense = SCORES.index("expanded"), SCORES.index("dense")
    return [
        Hit(
            passage,
            float(fused[i]),
            float(found.scores[i, expanded]),
            float(found.scores[i, dense]),
            tuple(found.cosines[i].tolist()),
            tuple(found.read[i].tolist()),
        )
        for i, passage in zip(best, store.passages([found.ordinals[i] for i in best]), strict=True)
    ]


def candidates(
    store: Store, embedder: Embedder, question: str, among: Selection | None
) -> Candidates:
    """The passages that any score speaks for, with all their scores."""
    words, asked = content_words(question), stems(question)
    meanings = static_embedder().encode([question, *words])
    clauses = expand(words, meanings[1:], store.vocabulary)
    own: list[Clause] = [{stem: 1.0} for stem in dict.fromkeys(asked)]
    beginnings = list(dict.fromkeys(word[:PREFIX_LENGTH] for word in words))
    passages, chosen = store.lexical_passages, among.articles if among else None
    by_expanded = dict(passages.search(clauses, LEXICAL_CANDIDATES, among=chosen))
    by_stems = dict(passages.search(own, LEXICAL_CANDIDATES, among=chosen))
    by_prefixes = dict(passages.search_prefixes(beginnings, LEXICAL_CANDIDATES, chosen))
    vector = embedder.encode_question(question)
    by_vector = dict(store.nearest(vector, DENSE_CANDIDATES, among))
    found = sorted({*by_expanded, *by_stems, *by_prefixes, *by_vector})
    floor = min(by_vector.values(), default=0.0)
    cosines = store.sentence_cosines(meanings[0], found)
    as_read = sentence_encoder().encode([question])[0]
    read = store.sentence_cosines(as_read, found, READ_VECTORS)
    columns = [
        *([scores.get(p, 0.0) for p in found] for scores in (by_expanded, by_stems, by_prefixes)),
        [by_vector.get(ordinal, floor) for ordinal in found],
        *([float(of_passage.max()) for of_passage in by] for by in (cosines, read)),
    ]
    scores = np.array(columns, dtype=np.float32).T
    pairs = _pairs(store, asked, found, scores)
    return Candidates(found, np.column_stack([scores, pairs]), cosines, read)


def _pairs(store: Store, asked: list[str], found: list[int], scores: Scores) -> Scores:
    """Shared pairs of the best passages so far: (n,), 0 for the others."""
    pairs = np.zeros(len(found), dtype=np.float32)
    so_far = standardised(scores).sum(axis=1) if len(found) else pairs
    best = np.argsort(-so_far, kind="stable")[:PAIR_CANDIDATES]
    for i, passage in zip(best, store.passages([found[i] for i in best]), strict=True):
        pairs[i] = shared_pairs(asked, stems(passage.text))
    return pairs
