"""A small folder of articles, and whether all parts of its index hold what is in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder, load_embedder, static_embedder
from index.lexical import stems
from index.store import IndexReport, Store, open_store

ARTICLES = {
    "auto.txt": "L’auto électrique\n\nXiaomi produira 300 000 voitures à Pékin. La production "
    "commence en 2024.\n\nLe prix n’est pas connu. La batterie dure dix ans.\n\n## La suite\n\n"
    "Une usine ouvrira à Wuhan. Elle emploiera mille ouvriers.\n",
    "sous/vin.md": "# Le vin\r\n\r\nPublié le 27 novembre 2021\r\n\r\n"
    "La récolte de raisin a été faible à Bordeaux. 🍷\r\n",
    "ecole.txt": "L’école rouvre lundi. Les élèves porteront un uniforme bleu.",
}


class Reversed(Embedder):
    """The embedded embedder with its dimensions the other way round."""

    name = "/home/someone/models/reversed"
    fingerprint = "reversed"
    dimension = static_embedder().dimension

    def encode(self, texts: list[str]) -> NDArray[np.float32]:  # type: ignore[override]
        return np.ascontiguousarray(static_embedder().encode(texts)[:, ::-1])


def write_articles(folder: Path) -> Path:
    for source, text in ARTICLES.items():
        write(folder / source, text)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def reopened(folder: Path, place: Path, embedder: Embedder | None = None) -> IndexReport:
    """Open, look whether what is found is what is in the folder, close."""
    store, report = open_store(folder, place, embedder or load_embedder())
    try:
        check(store, folder, embedder or load_embedder())
    finally:
        store.close()
    return report


def check(store: Store, folder: Path, embedder: Embedder) -> None:
    """Every passage is in every part of the index, and nothing else is."""
    passages = store.passages(range(store.passage_count))
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    left_out = set(store.manifest.skipped)
    assert {p.source for p in passages} == {s.source for s in store.sources()} == files - left_out
    vectors = embedder.encode([passage.text for passage in passages])
    for ordinal, passage in enumerate(passages):
        read = (folder / passage.source).read_bytes().decode()
        assert passage.text == read[passage.start : passage.end]
        clauses = [{stem: 1.0} for stem in stems(passage.text)]
        assert store.lexical_passages.search(clauses, len(passages))[0][0] == ordinal
    found = {o for vector in vectors for o, cosine in store.nearest(vector, 3) if cosine > 0.999}
    assert found == set(range(len(passages)))
    assert len(store.nearest(vectors[0], 1000)) == len(passages)


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }
