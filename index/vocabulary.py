"""The words of the articles with their vectors: what a question's words are expanded with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexDamagedError
from index.lexical import stems, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embedding import Embedder

MOST_WORDS = 60_000  # 61 MB of vectors of 256 dimensions

_WORDS, _STEMS = "vocabulary.words", "vocabulary.stems"  # one a line
_FREQUENCIES, _VECTORS = "vocabulary.frequencies.npy", "vocabulary.vectors.npy"


@dataclass(frozen=True)
class Vocabulary:
    """Distinct words of all passages, the most frequent first."""

    words: list[str]  # lower-cased, without accents: as `index.lexical.words` gives them
    stems: list[str]  # the term each one most often is in the word indexes
    frequencies: NDArray[np.int32]  # (words,): passages that hold it
    vectors: NDArray[np.float32]  # (words, dimension), memory-mapped; rows of length 1, or 0

    @classmethod
    def open(cls, folder: Path) -> Vocabulary:
        """Read the vocabulary of a generation. Raises IndexDamagedError."""
        import numpy as np

        try:
            return cls(
                (folder / _WORDS).read_text(encoding="utf-8").splitlines(),
                (folder / _STEMS).read_text(encoding="utf-8").splitlines(),
                np.load(folder / _FREQUENCIES),
                np.load(folder / _VECTORS, mmap_mode="r"),
            )
        except (OSError, ValueError) as error:
            raise IndexDamagedError(
                f"The vocabulary of the index cannot be read: {error}"
            ) from error

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each word."""
        return {word: row for row, word in enumerate(self.words)}

    def vectors_of(
        self,
        words: Sequence[str],
        encode: Callable[[Sequence[str]], NDArray[np.float32]],
    ) -> NDArray[np.float32]:
        """Vectors of words, those that no article holds from ``encode``: (words, dimension)."""
        import numpy as np

        vectors = np.zeros((len(words), self.vectors.shape[1]), dtype=np.float32)
        known = [place for place, word in enumerate(words) if word in self.rows]
        unknown = [place for place, word in enumerate(words) if word not in self.rows]
        vectors[known] = self.vectors[[self.rows[words[place]] for place in known]]
        if unknown:
            vectors[unknown] = encode([words[place] for place in unknown])
        return vectors


def build_vocabulary(folder: Path, texts: Iterable[str], embedder: Embedder) -> int:
    """Write the vocabulary of these texts into ``folder`` and return its number of words."""
    import numpy as np

    frequencies, forms = _counted(texts)
    chosen = sorted(frequencies, key=lambda word: (-frequencies[word], word))[:MOST_WORDS]
    np.save(folder / _VECTORS, embedder.encode(chosen).astype(np.float32, copy=False))
    np.save(folder / _FREQUENCIES, np.array([frequencies[w] for w in chosen], dtype=np.int32))
    for name, lines in ((_WORDS, chosen), (_STEMS, [forms[word] for word in chosen])):
        (folder / name).write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return len(chosen)


def _counted(texts: Iterable[str]) -> tuple[Counter[str], dict[str, str]]:
    """Each word's number of texts, and its most frequent stem (of equals the alphabet's first)."""
    frequencies: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found = words(text)
        frequencies.update(set(found))
        pairs.update(set(zip(found, stems(text), strict=True)))
    best: dict[str, tuple[int, str]] = {}
    for (word, stem), count in pairs.items():
        best[word] = min(best.get(word, (0, stem)), (-count, stem))
    return frequencies, {word: stem for word, (_, stem) in best.items()}
