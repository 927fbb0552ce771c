"""The model that training begins with is read from its file, and its vocabulary cut down."""

from __future__ import annotations

import struct
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from assistant.reader.vocabulary import BEGIN, END, UNKNOWN, TextPieces
from assistant.training.pretrained import BLOCK, pretrained
from assistant.training.vocabulary import write

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "é", "▁ab", "▁ba", "<mask>"]
WIDTH = 2 * BLOCK


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    """A model without layers, in the format of the package that carries the real one."""
    draw = np.random.default_rng(0)
    scales = draw.uniform(0.01, 0.1, (len(PIECES), 2)).astype("<f2")
    halves = draw.integers(0, 256, (len(PIECES), 2, BLOCK // 2), dtype="u1")
    vectors = b"".join(
        scales[row, block].tobytes() + halves[row, block].tobytes()
        for row in range(len(PIECES))
        for block in range(2)
    )
    places = draw.normal(size=(5, WIDTH)).astype("<f4").tobytes()
    texts = [piece.encode() for piece in PIECES]
    bounds = np.cumsum([0, *map(len, texts)])
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", WIDTH, 0, 2, 128, len(PIECES), 5, 2) + struct.pack("<fi", 1e-12, 32)
    head += struct.pack("<5i", len(PIECES), 0, 2, 1, 3) + struct.pack("<Q", int(bounds[-1]))
    head += struct.pack(f"<{len(bounds)}I", *bounds.tolist())
    head += struct.pack(f"<{len(PIECES)}f", *(-float(n) for n in range(len(PIECES))))
    head += b"".join(texts) + struct.pack("<iI", 0, 0) + struct.pack("<i", 2)
    tensors = {"emb.word": (1, vectors), "emb.pos": (0, places)}
    start = len(head) + sum(len(name) + 23 for name in tensors)
    for name, (kind, kept) in tensors.items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", kind, 0, start, len(kept))
        start += len(kept)
    path = tmp_path / "model.bin"
    path.write_bytes(head + vectors + places)
    return path


def test_a_model_is_read_from_its_file(model_file: Path) -> None:
    model = pretrained(model_file)
    assert model.pieces == PIECES
    assert (model.begin, model.end, model.unknown) == (0, 2, 3)
    assert (model.width, model.layers, model.places) == (WIDTH, 0, 5)
    assert model.array("emb.pos", -1, WIDTH).shape == (5, WIDTH)
    halves, scales = model.blocks("emb.word")
    whole = model.array("emb.word", -1, BLOCK)
    assert whole[3, 5] == ((halves[3, 5] & 15) - 8.0) * np.float32(scales[3])
    assert whole[3, BLOCK // 2 + 5] == ((halves[3, 5] >> 4) - 8.0) * np.float32(scales[3])


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"something else")
    with pytest.raises(ValueError, match=r"model\.bin is not a model"):
        pretrained(tmp_path / "model.bin")


def test_the_most_frequent_pieces_and_all_letters_are_kept(
    model_file: Path, tmp_path: Path
) -> None:
    model = pretrained(model_file)
    write(model, Counter({9: 3, 4: 2, 8: 1}), tmp_path, count=8)
    kept = TextPieces(tmp_path)
    tokens, offsets = kept.tokens("ba  ab é")
    assert tokens == [7, 3, 4, 5, 3, 6]  # "▁ba", then the letters of "▁ab", which is left out
    assert offsets[0] == (0, 2)
    assert kept.tokens("中")[0] == [3, UNKNOWN]
    whole = model.array("emb.word", len(PIECES), WIDTH)
    assert np.array_equal(kept.vectors([BEGIN, END, 7]), whole[[0, 2, 9]])
