"""The tokens that the cross-encoders read, and their vectors.

The first reads those of the embedded embedder, in vectors of the sentence encoder. The second reads
a part of the vocabulary of XLM-RoBERTa (A. Conneau et al., "Unsupervised Cross-lingual
Representation Learning at Scale", 2020): the pieces that French and English texts are made of. They
keep case, accents and punctuation; `assistant.training.vocabulary` writes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.reader.similarity import Array
from index.embedding import static_embedder
from index.encoder import sentence_encoder
from index.errors import EmbedderError

TOKENIZER, VECTORS = "tokenizer.json", "tokens.npz"
BEGIN, END, UNKNOWN = range(3)  # the first pieces: of what is read, and for what no piece holds

Run = list[int]
Offsets = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many tokens are read."""

    question: int  # of a question, its last
    title: int  # of the article's title
    whole: int  # about: a longer passage is cut between sentences into windows of one size
    window: int  # of a window, at most: what is beyond in one sentence is not read
    claim: int  # of a sentence of an answer, at most
    evidence: int  # of the sentences that it cites, together, at most


class Vocabulary(Protocol):
    """Texts to tokens, tokens to vectors. May be used from several threads."""

    limits: Limits
    begin: int  # the token that begins what is read
    end: int  # the token that ends a part of it
    dimension: int

    def __hash__(self) -> int:
        """What is made of its tokens can be kept."""

    @property
    def fingerprint(self) -> str:
        """Changes when the tokens or their vectors would."""

    def tokens(self, text: str) -> tuple[Run, Offsets]:
        """The tokens of a text, and where each stands in it, in characters."""

    def vectors(self, run: Sequence[int]) -> Array:
        """The vectors of some tokens: (tokens, dimension)."""


class WordPieces:
    """The embedded embedder's tokens, without case and accents, in the sentence encoder's vectors.

    Raises EmbedderError when their files cannot be read.
    """

    limits = Limits(question=36, title=16, whole=112, window=150, claim=80, evidence=240)

    def __init__(self) -> None:
        encoder = sentence_encoder()
        self.begin, self.end, self.dimension = encoder.begin, encoder.end, encoder.dimension

    @property
    def fingerprint(self) -> str:
        """Changes when the tokens or their vectors would."""
        return sentence_encoder().fingerprint

    def tokens(self, text: str) -> tuple[Run, Offsets]:
        """The tokens of a text, unknown ones left out, and where each stands, in characters."""
        return static_embedder().tokens(text)

    def vectors(self, run: Sequence[int]) -> Array:
        """The vectors of some tokens: (tokens, dimension)."""
        return sentence_encoder().token_vectors(run)


class TextPieces:
    """Pieces of texts as they are written, their vectors in 4 bits.

    Raises EmbedderError when their files cannot be read.
    """

    limits = Limits(question=48, title=20, whole=126, window=170, claim=100, evidence=290)
    begin, end = BEGIN, END

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._folder = folder
        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            with np.load(folder / VECTORS) as file:
                self._halves: NDArray[np.uint8] = file["halves"]  # (tokens, blocks, half a block)
                self._scales: NDArray[np.float16] = file["scales"]  # (tokens, blocks)
            self.dimension = 2 * int(self._halves[0].size)
        except Exception as error:
            raise EmbedderError(
                f"The reader's vocabulary in {folder} cannot be read ({error}). "
                "Install Verbatim again."
            ) from error

    def tokens(self, text: str) -> tuple[Run, Offsets]:
        """The tokens of a text, and where each stands in it, with the space before it, if any."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return encoding.ids, encoding.offsets

    def vectors(self, run: Sequence[int]) -> Array:
        """The vectors of some tokens: (tokens, dimension).

        A byte holds two numbers of a block, one of either half, from -8 to 7; each block has a
        scale of its own.
        """
        ids = np.asarray(run, dtype=np.intp)
        halves = self._halves[ids]
        blocks = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
        scaled: Array = blocks * self._scales[ids].astype(np.float32)[:, :, None]
        return scaled.reshape(len(ids), self.dimension)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the tokens or their vectors would."""
        digest = hashlib.blake2b(digest_size=16)
        for file in (TOKENIZER, VECTORS):
            digest.update((self._folder / file).read_bytes())
        return digest.hexdigest()
