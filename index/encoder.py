"""The embedded sentence encoder: a small bilingual transformer that reads words in their context.

Three layers of a MiniLM (W. Wang et al., "MiniLM: Deep Self-Attention Distillation for
Task-Agnostic Compression of Pre-Trained Transformers", 2020) that `index.training.bilingual` gave
the vocabulary of the embedded embedder and `index.training.encoder` taught which sentences answer a
question. onnxruntime runs them in 8-bit integers; the vectors of the tokens are looked up here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
        try:
            with np.load(folder / TOKENS) as tokens:
                self._vectors: NDArray[np.int8] = tokens["vectors"]  # (pieces + 2, dimension)
                self._scales: NDArray[np.float32] = tokens["scales"]
        except Exception as error:
            raise EmbedderError(
                f"The sentence encoder in {folder} cannot be read ({error}). "
                "Install Verbatim again."
            ) from error
        self.dimension = int(self._vectors.shape[1])
        self.begin, self.end = len(self._scales) - 2, len(self._scales) - 1  # of a text

    @cached_property
    def _session(self) -> InferenceSession:
        return session(self._folder / LAYERS)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the vectors would."""
        made_of = f"{static_embedder().fingerprint} {LONGEST}"
        digest = hashlib.blake2b(made_of.encode(), digest_size=16)
        for file in (TOKENS, LAYERS):
            digest.update((self._folder / file).read_bytes())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length 1, of 0 for a text of no known word: (texts, dimension)."""
        return self.pooled(static_embedder().token_ids(texts))

    def pooled(self, runs: Sequence[list[int]]) -> NDArray[np.float32]:
        """Vectors of texts given as the embedded embedder's tokens, like those of ``encode``.

        Each text is read by itself: 8-bit integers are scaled by the largest number of what is
        read at once, so that in a batch a vector would depend on the texts beside it.
        """
        found = np.zeros((len(runs), self.dimension), dtype=np.float32)
        layers = self._session  # made here, before threads ask for it

        def read(place: int) -> None:
            if runs[place]:
                found[place] = self._read(layers, runs[place][:LONGEST])

        if len(runs) < FEW:
            for place in range(len(runs)):
                read(place)
        else:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(read, range(len(runs))))
        return found

    def _read(self, layers: InferenceSession, run: Sequence[int]) -> NDArray[np.float32]:
        """The vector of a text of these tokens: (dimension,)."""
        tokens = self.token_vectors([self.begin, *run, self.end])[None]
        vector: NDArray[np.float32] = layers.run(None, {"tokens": tokens})[0][0]
        return vector

    def token_vectors(self, run: Sequence[int]) -> NDArray[np.float32]:
        """What the layers are given of each token, ``begin`` and ``end`` among them."""
        ids = np.asarray(run, dtype=np.intp)
        vectors: NDArray[np.float32] = self._vectors[ids] * self._scales[ids, None]
        return vectors


def session(graph: Path) -> InferenceSession:
    """A transformer's layers, ready to run on one thread: its callers run several side by side.

    Raises EmbedderError when the file cannot be read.
    """
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    # The graphs are written as they are to run (`index.training.graph`).
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    try:
        return InferenceSession(str(graph), options)
    except Exception as error:
        raise EmbedderError(
            f"The model {graph} cannot be read ({error}). Install Verbatim again."
        ) from error


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The embedded sentence encoder, read once."""
    return SentenceEncoder()
