"""What a bilingual vocabulary's vectors begin as in a transformer that knows English only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding import static_embedder

NEIGHBOURS = 4  # English words that a piece begins as the mean of
SHARPNESS = 12.0  # how much more the nearer of them weigh
TRUSTED = 0.35  # cosine from which an English word may stand for a piece
FRENCH = 0.3  # log odds from which a word of the English vocabulary is rather a French one
_BATCH = 2_000

Vectors = NDArray[np.float32]


def beginning_vectors(
    pieces: Sequence[str], tokenizer: Any, vectors: Vectors, odds: Vectors
) -> Vectors:
    """One vector a piece: (pieces, dimension).

    ``tokenizer`` and ``vectors`` are the English transformer's; ``odds``, of each piece, how much
    it speaks for French. A whole word begins as the English words nearest to it in the bilingual
    space, any other piece as the English pieces that spell it.
    """
    known: dict[str, int] = tokenizer.get_vocab()
    numbers = {piece: number for number, piece in enumerate(pieces)}
    english = [
        word
        for word in known
        if word.isalpha()
        and word.isascii()
        and f"▁{word}" in numbers
        and odds[numbers[f"▁{word}"]] < FRENCH
    ]
    theirs = vectors[[known[word] for word in english]]
    meanings = static_embedder().encode(english)
    length = np.linalg.norm(theirs, axis=1).mean()
    spelt = [_spelt(piece.replace("▁", ""), tokenizer, known) for piece in pieces]
    found = np.stack([vectors[ids].mean(axis=0) for ids in spelt])
    words = [n for n, piece in enumerate(pieces) if piece[:1] == "▁" and piece[2:].isalpha()]
    for first in range(0, len(words), _BATCH):
        batch = words[first : first + _BATCH]
        cosines = static_embedder().encode([pieces[n][1:] for n in batch]) @ meanings.T
        nearest = np.argpartition(-cosines, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
        near = np.take_along_axis(cosines, nearest, axis=1)
        weights = np.exp(SHARPNESS * (near - near.max(axis=1, keepdims=True)))
        means = np.einsum("pn,pnd->pd", weights, theirs[nearest])
        means *= length / np.linalg.norm(means, axis=1, keepdims=True)
        sure = near.max(axis=1) >= TRUSTED
        found[np.array(batch)[sure]] = means[sure]
    return found.astype(np.float32)


def _spelt(piece: str, tokenizer: Any, known: Mapping[str, int]) -> list[int]:
    """The English pieces that spell a piece."""
    for whole in (piece, f"##{piece}"):
        if whole in known:
            return [known[whole]]
    return tokenizer.convert_tokens_to_ids(tokenizer.tokenize(piece)) or [tokenizer.unk_token_id]
