"""How near the words of a question are to the words of texts, by their vectors and stems."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assistant.reader.folding import fold
from index.lexical import stems

Array = NDArray[np.float32]

WORD = re.compile(r"[^\W_]{1,60}")
_LONGEST = 60  # words of a text that are compared

# Single words, folded, to unit vectors: (words,) -> (words, dimension).
WordVectors = Callable[[Sequence[str]], Array]


class Words:
    """The words of several texts, numbered: padded ids (texts, longest), -1 where none."""

    def __init__(self, texts: Sequence[str]) -> None:
        tokens = [_tokens(text) for text in texts]
        self.starts = [starts for _, starts in tokens]
        numbers: dict[str, int] = {}
        rows = [[numbers.setdefault(word, len(numbers)) for word in row] for row, _ in tokens]
        self.distinct = list(numbers)
        self.ids = np.full((len(texts), max([1, *map(len, rows)])), -1)
        for place, row in enumerate(rows):
            self.ids[place, : len(row)] = row
        self.present = self.ids >= 0


@lru_cache(maxsize=20_000)
def _tokens(text: str) -> tuple[list[str], list[int]]:
    """The first words of a text, folded, and where they start."""
    found = list(islice(WORD.finditer(text), _LONGEST))
    return [fold(token.group()) for token in found], [token.start() for token in found]


def similarities(question: Sequence[str], words: Sequence[str], vectors: WordVectors) -> Array:
    """How near each question word is to each word: (question, words); 1 for one stem.

    Figures are only near to themselves.
    """
    if not words:
        return np.zeros((len(question), 0), np.float32)
    together = vectors([*question, *words])
    matrix: Array = np.clip(together[: len(question)] @ together[len(question) :].T, -1, 1)
    figures = np.array([_is_figure(word) for word in words])
    stems_found = np.array([_stem(word) for word in words])
    for row, word in enumerate(question):
        matrix[row, figures] = 0
        if _is_figure(word):
            matrix[row] = 0
        matrix[row, stems_found == _stem(word)] = 1
    return matrix


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return next(iter(stems(word)), word)


@lru_cache(maxsize=100_000)
def _is_figure(word: str) -> bool:
    return any(character.isdigit() for character in word)
