"""The embedded sentence encoder reads both languages, and words in their order."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.encoder import LONGEST, SentenceEncoder, sentence_encoder
from index.errors import EmbedderError

TEXTS = [
    "Xiaomi veut démarrer la production en 2024.",
    "L’usine produira 300 000 véhicules par an, à Pékin.",
    "When does production start?",
    "mot " * 500,
    "…",
    "",
]


def test_vectors_are_of_length_one_and_do_not_depend_on_their_neighbours() -> None:
    together = sentence_encoder().encode(TEXTS)
    alone = np.stack([sentence_encoder().encode([text])[0] for text in TEXTS])
    assert together.shape == (len(TEXTS), sentence_encoder().dimension)
    assert np.linalg.norm(together[:4], axis=1) == pytest.approx(1, abs=1e-5)
    assert not together[4:].any()  # no word
    assert np.array_equal(together, alone)


def test_a_long_text_is_read_from_its_beginning() -> None:
    short, long = sentence_encoder().encode(["mot " * LONGEST, "mot " * LONGEST + "Joconde " * 50])
    assert short @ long > 0.99


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        (
            "When does Xiaomi plan to start production?",
            "Xiaomi entend commencer à fabriquer en 2024.",
            "Xiaomi vend des téléphones.",
        ),
        (
            "Combien d’emplois seront créés ?",
            "Quelque 400 postes doivent voir le jour sur le site.",
            "Le site est desservi par deux lignes de tramway.",
        ),
    ],
)
def test_what_answers_is_nearer_than_what_is_about_the_same(
    question: str, answer: str, other: str
) -> None:
    asked, right, wrong = sentence_encoder().encode([question, answer, other])
    assert asked @ right > asked @ wrong + 0.05


def test_word_order_matters() -> None:
    one, other = sentence_encoder().encode(
        ["Le chien a mordu le facteur.", "Le facteur a mordu le chien."]
    )
    assert one @ other < 0.999


def test_several_threads_may_read_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda _: sentence_encoder().encode(TEXTS[:3]), range(8)))
    assert all(np.allclose(vectors, read[0], atol=1e-5) for vectors in read)


def test_needs_no_torch() -> None:
    program = (
        "import sys; from index.encoder import sentence_encoder; "
        "sentence_encoder().encode(['mot']); assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_files_that_are_missing_are_said(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="Install Verbatim again"):
        SentenceEncoder(tmp_path)
