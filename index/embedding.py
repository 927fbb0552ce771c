"""Embedders by name: the embedded static one, or any sentence-transformers model.

The only importer of sentence_transformers (through langchain-huggingface), and only when a model
other than the embedded one is named: a question to the default never loads torch.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderError
from index.hub import located
from index.types import Language

if TYPE_CHECKING:
    from tokenizers import Tokenizer

EMBEDDED = "embedded"
MODEL_FOLDER = Path(__file__).parent / "models" / "embedder"
TELLING_ODDS = 0.5  # log odds under which a text is said to be in either language
FEW = 16  # texts that are tokenized sooner than threads are started for them
BATCH = 256  # texts whose tokens are held at once


class Embedder(ABC):
    """Texts to unit vectors."""

    name: str
    dimension: int

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """Changes when the vectors would: an index made with another one is stale."""

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of documents: (texts, dimension), rows of length 1, or 0 if nothing is known."""

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Vector of a question: (dimension,). Models trained with a question prompt differ here."""
        vector: NDArray[np.float32] = self.encode([text])[0]
        return vector


class StaticEmbedder(Embedder):
    """The embedded bilingual embedder: the mean of one vector a token, without torch.

    Reads the same sentence-transformers folder that ``SentenceTransformer(folder)`` loads, and
    gives the same vectors.
    """

    name = EMBEDDED

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._folder = folder
        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._weights = load_file(folder / "model.safetensors")["embedding.weight"]
            self._statistics = np.load(folder / "statistics.npy").astype(np.float32)
        except Exception as error:
            raise EmbedderError(
                f"The embedded embedder in {folder} cannot be read ({error}). "
                "Install Verbatim again."
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.dimension = int(self._weights.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        digest = hashlib.blake2b(digest_size=16)
        for file in ("tokenizer.json", "model.safetensors"):
            digest.update((self._folder / file).read_bytes())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for first in range(0, len(texts), BATCH):
            batch = texts[first : first + BATCH]
            vectors[first : first + len(batch)] = self.pooled(self.token_ids(batch))
        return vectors

    def language(self, text: str) -> Language:
        """French or English: the naive Bayes choice over the text's tokens; a draw is French."""
        (ids,) = self.token_ids([text])
        return "en" if float(self._statistics[ids, 0].sum()) < -TELLING_ODDS else "fr"

    def rarity(self, words: Sequence[str]) -> NDArray[np.float32]:
        """How much each word surprises in French news: minus its log probability: (words,)."""
        runs = self.token_ids(words)
        return np.array([self._statistics[ids, 1].sum() for ids in runs], dtype=np.float32)

    def pieces(self) -> list[str]:
        """The vocabulary: the text of each token; "▁" marks the beginning of a word."""
        numbers = self._tokenizer.get_vocab()
        return sorted(numbers, key=lambda piece: numbers[piece])

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text, unknown ones left out."""
        if len(texts) <= FEW:
            encodings = [self._tokenizer.encode(t, add_special_tokens=False) for t in texts]
        else:
            encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [[i for i in encoding.ids if i] for encoding in encodings]

    def tokens(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The tokens of a text, unknown ones left out, and each one's place in its characters."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        known = [pair for pair in zip(encoding.ids, encoding.offsets, strict=True) if pair[0]]
        return [token for token, _ in known], [offsets for _, offsets in known]

    def pooled(self, runs: Sequence[list[int]]) -> NDArray[np.float32]:
        """Vectors of texts given as their tokens, like those of ``encode``."""
        vectors = np.zeros((len(runs), self.dimension), dtype=np.float32)
        for vector, run in zip(vectors, runs, strict=True):
            if run:
                self._weights[run].sum(axis=0, dtype=np.float32, out=vector)
                vector /= np.linalg.norm(vector)
        return vectors


class SentenceTransformerEmbedder(Embedder):
    """A sentence-transformers model, from a folder, the hub's cache or the hub."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._local = Path(name).expanduser().is_dir()
        path, offline = located(name, "embedder", EmbedderError)
        self._model = self._load(path, offline)
        self.dimension = len(self._model.embed_query("mot"))

    def _load(self, path: str, offline: bool) -> Any:
        try:
            from langchain_huggingface import HuggingFaceEmbeddings

            return HuggingFaceEmbeddings(
                model_name=path,
                model_kwargs={"local_files_only": offline, "device": "cpu"},
                encode_kwargs={"normalize_embeddings": True},
                show_progress=False,
            )
        except Exception as error:
            raise EmbedderError(
                f"The embedder {self.name!r} cannot be loaded: {error}. Name a "
                "sentence-transformers model or folder."
            ) from error

    @cached_property
    def fingerprint(self) -> str:
        digest = hashlib.blake2b(self.name.encode(), digest_size=16)
        if self._local:
            for file in sorted(Path(self.name).expanduser().rglob("*")):
                state = file.stat()
                digest.update(f"{file.name} {state.st_size} {state.st_mtime_ns}\n".encode())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array(self._model.embed_documents(list(texts)), dtype=np.float32)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        return np.array(self._model.embed_query(text), dtype=np.float32)


@lru_cache(maxsize=1)
def static_embedder() -> StaticEmbedder:
    """The embedded embedder, read once: it also knows words across languages."""
    return StaticEmbedder()


def load_embedder(name: str = EMBEDDED) -> Embedder:
    """The embedder of that name.

    Raises EmbedderError when it cannot be loaded; within about 5 seconds when it is not on this
    machine and the hub is out of reach.
    """
    return static_embedder() if name == EMBEDDED else SentenceTransformerEmbedder(name)
