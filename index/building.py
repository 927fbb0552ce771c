"""How a generation of the index is made, but for its passages' vectors, which are the store's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index import cleaning, dates, encoding, sentences
from index.catalogue import CATALOGUE, Catalogue, CatalogueWriter
from index.chunking import DEFAULT_BUDGET, chunk
from index.embedding import Embedder, StaticEmbedder, static_embedder
from index.encoder import SentenceEncoder, sentence_encoder
from index.lexical import Document, LexicalIndex
from index.survey import Survey
from index.types import Passage, Progress
from index.unseen import sentence_texts
from index.vocabulary import build_vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# To be raised when what is stored changes, or how articles are loaded and cut into passages.
SCHEMA_VERSION = 4

PASSAGE_WORDS = "words-of-passages"
VECTORS, PASSAGE_VECTORS, SENTENCE_VECTORS = "vectors", "passages.npy", "sentences.npy"
READ_VECTORS = "sentences-read.npy"


def recipe(embedder: Embedder) -> dict[str, str | int]:
    """All that decides what an index of given articles holds; another recipe, another index."""
    return {
        "schema": SCHEMA_VERSION,
        "embedder": Path(embedder.name).name,  # a folder's path is in its fingerprint
        "embedder_fingerprint": embedder.fingerprint,
        "dimension": embedder.dimension,
        "words_fingerprint": static_embedder().fingerprint,
        "encoder_fingerprint": sentence_encoder().fingerprint,
        "encoding": encoding.fingerprint(),
        "budget": DEFAULT_BUDGET,
        "cleaning": cleaning.RULES_VERSION,
        "dates": dates.RULES_VERSION,
        "sentences": sentences.RULES_VERSION,
        "chromadb": version("chromadb"),
        "tantivy": version("tantivy"),
    }


def write_catalogue(
    generation: Path, seen: Survey, former: Catalogue | None, progress: Progress
) -> tuple[Catalogue, int]:
    """Write the catalogue of a generation; return it opened, and its number of sentences.

    Articles that have not changed are taken from the former catalogue, with their passages.
    """
    with CatalogueWriter(generation / CATALOGUE) as writer:
        for done, source in enumerate(seen.files):
            progress(done, len(seen.files), "cutting articles into passages")
            article = seen.changed.get(source)
            if article:
                writer.add(article, chunk(article))
            elif former:
                writer.add(former.article(source), former.passages_of(source))
        progress(len(seen.files), len(seen.files), "cutting articles into passages")
    return Catalogue(generation / CATALOGUE), writer.sentences


def write_words(generation: Path, catalogue: Catalogue, progress: Progress) -> int:
    """Write the word index and the vocabulary; return the number of distinct words.

    The vocabulary's vectors and the sentences' are the embedded embedder's, whatever embeds the
    passages: it knows words across languages, and takes a moment.
    """
    passages = catalogue.counts()[1]
    articles = {source: place.number for source, place in catalogue.places.items()}
    steps = 2 * passages

    def each_passage() -> Iterator[Document]:
        for ordinal, passage in enumerate(_passages(catalogue)):
            progress(ordinal, steps, "indexing words")
            yield Document(ordinal, articles[passage.source], passage.title, passage.text)

    def each_text() -> Iterator[str]:
        for ordinal, passage in enumerate(_passages(catalogue)):
            progress(passages + ordinal, steps, "indexing words")
            yield passage.text

    (generation / PASSAGE_WORDS).mkdir()
    LexicalIndex.build(generation / PASSAGE_WORDS, each_passage())
    words = build_vocabulary(generation, each_text(), static_embedder())
    progress(steps, steps, "indexing words")
    return words


def write_sentence_vectors(
    generation: Path,
    catalogue: Catalogue,
    former: tuple[Catalogue, Mapping[str, NDArray[np.float16]]] | None,
    progress: Progress,
) -> None:
    """Write two vectors for each sentence: the embedded embedder's, and the sentence encoder's.

    The vectors of passages that the former generation had are taken from it, by file.
    """
    import numpy as np

    models: dict[str, StaticEmbedder | SentenceEncoder]
    models = {SENTENCE_VECTORS: static_embedder(), READ_VECTORS: sentence_encoder()}
    passages, done = catalogue.counts()[1], 0
    known = former[0].ids() if former else {}
    vectors = {name: [np.zeros((0, m.dimension), np.float16)] for name, m in models.items()}
    for batch in catalogue.all_passages():
        progress(done, passages, "reading sentences")
        new = [text for p in batch if p.id not in known for text in sentence_texts(p)]
        runs = static_embedder().token_ids(new)
        for name, model in models.items():
            encoded, used = model.pooled(runs).astype(np.float16), 0
            for passage in batch:
                size = len(passage.sentences)
                if former and passage.id in known:
                    first = former[0].first_sentences[known[passage.id]]
                    vectors[name].append(former[1][name][first : first + size])
                else:
                    vectors[name].append(encoded[used : used + size])
                    used += size
        done += len(batch)
    for name, found in vectors.items():
        np.save(generation / name, np.concatenate(found))
    progress(passages, passages, "reading sentences")


def _passages(catalogue: Catalogue) -> Iterator[Passage]:
    return chain.from_iterable(catalogue.all_passages())
