"""What may answer a question: the passages that some score speaks for, with all their scores.

Brings `index.ranking` the numbers, from one generation of the index.
"""

from __future__ import annotations

import numpy as np

from index.embedding import Embedder, static_embedder
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
SENTENCE_CANDIDATES = 150
PAIR_CANDIDATES = 20  # passages, the best so far, whose word pairs are compared


def best_hits(
    store: Store,
    embedder: Embedder,
    question: str,
    language: Language,
    limit: int,
    among: Selection | None,
) -> list[Hit]:
    """The passages that may answer, best first, at most ``limit``; only those ``among``."""
    found, scores = candidates(store, embedder, question, among)
    if not found:
        return []
    fused = fuse(scores, WEIGHTS[language])
    best = np.argsort(-fused, kind="stable")[:limit]
    ordinals = [found[i] for i in best]
    cosines = store.sentence_cosines(static_embedder().encode([question])[0], ordinals)
    expanded, dense = SCORES.index("expanded"), SCORES.index("dense")
    return [
        Hit(
            passage,
            float(fused[i]),
            float(scores[i, expanded]),
            float(scores[i, dense]),
            tuple(of_sentences.tolist()),
        )
        for i, passage, of_sentences in zip(best, store.passages(ordinals), cosines, strict=True)
    ]


def candidates(
    store: Store, embedder: Embedder, question: str, among: Selection | None
) -> tuple[list[int], Scores]:
    """Ordinals of the passages that any score speaks for, and their scores: (n, SCORES)."""
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
    by_sentence: dict[int, float] = {}
    sentences = store.lexical_sentences.search(own, SENTENCE_CANDIDATES, among=chosen)
    for sentence, score in sentences:
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
    return found, np.column_stack([scores, _pairs(store, asked, found, scores)])


def _pairs(store: Store, asked: list[str], found: list[int], scores: Scores) -> Scores:
    """Shared pairs of the best passages so far: (n,), 0 for the others."""
    pairs = np.zeros(len(found), dtype=np.float32)
    so_far = standardised(scores).sum(axis=1) if len(found) else pairs
    best = np.argsort(-so_far, kind="stable")[:PAIR_CANDIDATES]
    for i, passage in zip(best, store.passages([found[i] for i in best]), strict=True):
        pairs[i] = shared_pairs(asked, stems(passage.text))
    return pairs
