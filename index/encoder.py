"""The embedded sentence encoder: a small bilingual transformer that reads words in their context.

It is a MiniLM (W. Wang et al., "MiniLM: Deep Self-Attention Distillation for Task-Agnostic
Compression of Pre-Trained Transformers", 2020) that `index.training.encoder` gave the vocabulary of
the embedded embedder. onnxruntime runs its layers in 8-bit integers; the vectors of its tokens are
looked up here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding import static_embedder
from index.errors import EmbedderError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

ENCODER_FOLDER = Path(__file__).parent / "models" / "encoder"
LAYERS, TOKENS = "layers.onnx", "tokens.npz"
LONGEST = 50  # tokens of a text that are read
FEW = 4  # texts that are read sooner than threads are started for them


class SentenceEncoder:
    """Texts to unit vectors, French and English in one space. May be used from several threads.

    Raises EmbedderError when its files cannot be read.
    """

    def __init__(self, folder: Path = ENCODER_FOLDER) -> None:
        self._folder = folder
        with self._reading(), np.load(folder / TOKENS) as tokens:
            self._vectors: NDArray[np.int8] = tokens["vectors"]  # (pieces + 2, dimension)
            self._scales: NDArray[np.float32] = tokens["scales"]
        self.dimension = int(self._vectors.shape[1])

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise EmbedderError(
                f"The sentence encoder in {self._folder} cannot be read ({error}). "
                "Install Verbatim again."
            ) from error

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1  # texts are short: `encode` reads several side by side
        with self._reading():
            return InferenceSession(str(self._folder / LAYERS), options)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the vectors would."""
        made_of = f"{static_embedder().fingerprint} {LONGEST}"
        digest = hashlib.blake2b(made_of.encode(), digest_size=16)
        for file in (TOKENS, LAYERS):
            digest.update((self._folder / file).read_bytes())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length 1, of 0 for a text of no known word: (texts, dimension).

        Each text is read by itself: 8-bit integers are scaled by the largest number of what is
        read at once, so that in a batch a vector would depend on the texts beside it.
        """
        runs = [run[:LONGEST] for run in static_embedder().token_ids(texts)]
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)

        def read(place: int) -> None:
            if runs[place]:
                found[place] = self._read(runs[place])

        if len(texts) < FEW:
            for place in range(len(texts)):
                read(place)
        else:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(read, range(len(texts))))
        return found

    def _read(self, run: Sequence[int]) -> NDArray[np.float32]:
        """The vector of a text of these tokens: (dimension,)."""
        ids = np.array([len(self._scales) - 2, *run, len(self._scales) - 1])  # with begin and end
        tokens = (self._vectors[ids] * self._scales[ids, None])[None]
        given = {"tokens": tokens, "mask": np.ones((1, len(ids)), dtype=np.float32)}
        vector: NDArray[np.float32] = self._session.run(None, given)[0][0]
        return vector


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The embedded sentence encoder, read once."""
    return SentenceEncoder()
