"""What speaks for a sentence as evidence: numbers that compare it with the question.

Words meet words: each word of the question looks for its nearest word in the sentence and in
the passage around it, in either language, by the static vectors; soft counts of near words at
several distances are those of kernel pooling (C. Xiong et al., "End-to-End Neural Ad-hoc Ranking
with Kernel Pooling", 2017). Added to these: whether the sentence holds an expression of the kind
asked for, close to the words that match; what search says of its passage; and its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.reader.candidates import Candidate
from assistant.reader.entities import gives_reason, spans
from assistant.reader.folding import fold
from assistant.reader.questions import KINDS, Question
from assistant.reader.similarity import WORD, Array, Words, WordVectors, similarities
from index.embedding import static_embedder
from index.types import Span

KERNELS = np.array([1.0, 0.9, 0.75, 0.6, 0.45, 0.3, 0.15, 0.0], dtype=np.float32)  # cosines
_KERNEL_WIDTH = np.array([0.02] + [0.08] * 7, dtype=np.float32)
_RARE = 16.0  # nats: a word as rare as this, or rarer, has the full weight
_NEAR = 6.0  # words: how far an answer stands from the words it belongs to
_ANY_NAME = re.compile(r"(?<=[\w,;:)] )[A-ZÀ-ÖØ-Þ]\w+")
_ANY_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a question's candidates: (candidates, len(names))."""

    names: tuple[str, ...]
    values: Array

    def rows(self, places: Sequence[int]) -> Features:
        """Those of some of the candidates."""
        return Features(self.names, self.values[places])


def features(question: Question, found: Sequence[Candidate], vectors: WordVectors) -> Features:
    """Compare every candidate with the question."""
    words = Words([candidate.text for candidate in found])
    matrix = similarities(question.words, words.distinct, vectors)
    padded = np.concatenate([matrix, np.zeros((len(matrix), 1), np.float32)], axis=1)
    near = padded[:, words.ids]  # (question words, candidates, longest); id -1 is the added 0
    best = near.max(axis=2)  # each question word's nearest word in each sentence
    passages = _groups([candidate.hit.passage.id for candidate in found])
    around = _over(best, passages, np.maximum)
    titles = _title_matches(question, found, vectors)
    rarity = rarity_of(question)
    local = _local_weights(best)
    columns: dict[str, Array] = {}
    for name, weights in (("rare", rarity), ("local", local)):
        share = weights / weights.sum()
        columns[f"sentence {name}"] = share @ best
        columns[f"sentence exact {name}"] = share @ (best > 0.99)
        columns[f"passage {name}"] = share @ around
        columns[f"passage exact {name}"] = share @ (around > 0.99)
        columns[f"passage or title {name}"] = share @ np.maximum(around, titles)
        columns[f"title {name}"] = share @ titles
        columns[f"missing {name}"] = (weights[:, None] * (1 - best)).max(axis=0)
        columns[f"missing around {name}"] = (
            weights[:, None] * (1 - np.maximum(around, titles))
        ).max(axis=0)
        columns[f"kernels {name}"] = share @ (best > 0.55)
    columns["focus"] = best[question.focus]
    columns["focus around"] = np.maximum(around, titles)[question.focus]
    columns["focus elsewhere"] = np.full(len(found), best[question.focus].max(), np.float32)
    columns["stands out"] = rarity @ _standing_out(best) / rarity.sum()
    columns["least"] = best.min(axis=0)
    columns["least around"] = np.maximum(around, titles).min(axis=0)
    columns |= _kernel_columns(near, words.present, passages, rarity)
    columns |= _search_columns(found)
    columns |= _reading_columns(found, passages)
    columns |= _kind_columns(question, found, words, near, rarity)
    columns |= _form_columns(found, words, best, matrix)
    return Features(tuple(columns), np.column_stack(list(columns.values())).astype(np.float32))


def rarity_of(question: Question) -> Array:
    """Weights of the question's words, from 0 for a common one to 1: (question words,)."""
    surprise = static_embedder().rarity(question.words)
    return np.clip(surprise, 1.0, _RARE) / _RARE


def _groups(ids: Sequence[str]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(i, len(numbers)) for i in ids])


def _over(values: Array, groups: NDArray[np.int64], join: np.ufunc) -> Array:
    """Each candidate's passage's joined value: (..., candidates) -> the same shape."""
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    joined: Array = join.reduceat(values, starts, axis=-1)
    return joined[..., groups]


def _title_matches(question: Question, found: Sequence[Candidate], vectors: WordVectors) -> Array:
    """Each question word's nearest word in each candidate's title: (question words, candidates)."""
    titles = list(dict.fromkeys(candidate.hit.passage.title for candidate in found))
    words = Words(titles)
    matrix = similarities(question.words, words.distinct, vectors)
    padded = np.concatenate([matrix, np.zeros((len(matrix), 1), np.float32)], axis=1)
    best: Array = padded[:, words.ids].max(axis=2)
    return best[:, [titles.index(candidate.hit.passage.title) for candidate in found]]


def _standing_out(best: Array) -> Array:
    """How much nearer each candidate comes to each word than the others do, in deviations."""
    centred = best - best.mean(axis=1, keepdims=True)
    return np.asarray(centred / (best.std(axis=1, keepdims=True) + 0.05), dtype=np.float32)


def _local_weights(best: Array) -> Array:
    """Weights of the question's words: those that few candidates hold tell them apart."""
    share = (best > 0.6).mean(axis=1)
    return np.asarray(np.log1p(1 / (share + 0.02)), dtype=np.float32)


def _kernel_columns(
    near: Array, present: NDArray[np.bool_], passages: NDArray[np.int64], rarity: Array
) -> dict[str, Array]:
    """Soft counts of the words at each distance, in the sentence and in its passage."""
    share = rarity / rarity.sum()
    columns = {}
    for mean, width in zip(KERNELS, _KERNEL_WIDTH, strict=True):
        soft = np.exp(-((near - mean) ** 2) / (2 * width**2)) * present
        counts = soft.sum(axis=2)  # (question words, candidates)
        columns[f"kernel {mean:.2f}"] = share @ np.log1p(counts)
        columns[f"kernel around {mean:.2f}"] = share @ np.log1p(_over(counts, passages, np.add))
    return columns


def _search_columns(found: Sequence[Candidate]) -> dict[str, Array]:
    cosine = np.array([candidate.cosine for candidate in found], dtype=np.float32)
    fused = np.array([candidate.hit.score for candidate in found], dtype=np.float32)
    dense = np.array([candidate.hit.dense for candidate in found], dtype=np.float32)
    return {
        "cosine": cosine,
        "cosine rank": cosine - cosine.max(),
        "passage score": fused,
        "passage rank": fused - fused.max(),
        "passage cosine": dense,
    }


def _reading_columns(found: Sequence[Candidate], passages: NDArray[np.int64]) -> dict[str, Array]:
    """How near the question the sentence encoder finds each sentence, and the nearest beside it.

    Headings count as neighbours only: they are near to every question on their subject.
    """
    read = np.array([candidate.read for candidate in found], dtype=np.float32)
    asserts = np.array([not candidate.sentence.heading for candidate in found])
    among = read[asserts] if asserts.any() else read
    beside = read.copy()
    same = passages[1:] == passages[:-1]
    beside[1:] = np.where(same, np.maximum(beside[1:], read[:-1]), beside[1:])
    beside[:-1] = np.where(same, np.maximum(beside[:-1], read[1:]), beside[:-1])
    return {
        "read": read,
        "read rank": read - among.max(),
        "read beside": beside,
        "read stands out": (read - among.mean()) / (among.std() + np.float32(0.05)),
    }


def _kind_columns(
    question: Question, found: Sequence[Candidate], words: Words, near: Array, rarity: Array
) -> dict[str, Array]:
    """Whether an expression of the kind asked for is there, new, and close to what matches."""
    asked = set(question.words)
    count = len(found)
    has, close = np.zeros(count, np.float32), np.zeros(count, np.float32)
    share = rarity / rarity.sum()
    for place, candidate in enumerate(found):
        if question.kind == "reason":
            has[place] = gives_reason(candidate.text)
            continue
        answers = [
            s for s in spans(candidate.text, question.kind) if is_new(candidate.text, s, asked)
        ]
        if answers:
            has[place] = 1
            starts = words.starts[place]
            close[place] = max(closeness(span, starts, near[:, place], share) for span in answers)
    names = np.array([_new_names(c.text, asked) for c in found], dtype=np.float32)
    figures = np.array([bool(_ANY_NUMBER.search(c.text)) for c in found], dtype=np.float32)
    columns = {"answer close": close, "names": names, "figures": figures}
    for kind in KINDS:
        mine = float(question.kind == kind)
        columns[f"is {kind}"] = np.full(count, mine, np.float32)
        columns[f"has {kind}"] = has * mine
    return columns


def is_new(text: str, span: Span, asked: set[str]) -> bool:
    """Whether the words of a span say something that the question does not."""
    return not set(WORD.findall(fold(text[span.start : span.end]))) <= asked


def _new_names(text: str, asked: set[str]) -> bool:
    return any(fold(name) not in asked for name in _ANY_NAME.findall(text))


def closeness(span: Span, starts: Sequence[int], near: Array, share: Array) -> float:
    """The sum, over the question's words, of how near they match and stand to the span."""
    begins = np.array(starts)
    inside = np.flatnonzero((begins >= span.start) & (begins < span.end))
    if not inside.size:
        return 0.0
    places = np.arange(len(begins))
    away = np.maximum(np.maximum(inside[0] - places, places - inside[-1]), 0)
    weight = np.where(away > 0, np.exp(-away / _NEAR), 0)
    return float(share @ (near[:, : len(begins)] * weight).max(axis=1))


def _form_columns(
    found: Sequence[Candidate], words: Words, best: Array, matrix: Array
) -> dict[str, Array]:
    nearest = np.concatenate([matrix.max(axis=0), [0.0]])
    length = words.present.sum(axis=1)
    novel = ((nearest[words.ids] < 0.6) & words.present).sum(axis=1)
    return {
        "heading": np.array([c.sentence.heading for c in found], dtype=np.float32),
        "length": np.log1p(length).astype(np.float32),
        "new words": np.log1p(novel).astype(np.float32),
        "first": np.array([c.sentence.start < 20 for c in found], dtype=np.float32),
        "asks": np.array([c.text.rstrip(' »"').endswith("?") for c in found], dtype=np.float32),
        "question words": np.full(len(found), np.log(best.shape[0]), np.float32),
    }
