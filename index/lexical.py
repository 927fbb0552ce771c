"""Search by words: BM25 over French stems, in a tantivy index.

The same analyzer makes the terms of the index and, through `stems`, those of a question, so a
question's word finds the article's whatever its form, accents or Unicode composition.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, NamedTuple

from index.errors import IndexDamagedError, StoreError
from index.place import may_write
from index.unseen import as_read

if TYPE_CHECKING:
    import tantivy

TITLE_BOOST = 0.3
PREFIX_LENGTH = 5  # characters of a word that its family shares: produire, production
LONGEST_TOKEN = 80  # bytes; what is longer is no word (a data URL, a line of base64)

_STEMMED, _FOLDED = "french", "folded"
LOCKS = ".tantivy-*"  # files by which tantivy keeps other processes out; hold nothing
_HEAP_BYTES = 50_000_000  # of the one indexing thread: a million sentences take a few segments


class Document(NamedTuple):
    """What is indexed: known by its ordinal, chosen or not by the number of its article."""

    ordinal: int
    article: int
    title: str
    text: str


class LexicalIndex:
    """Documents, searched by the stems of their titles and texts.

    Neither text is stored: a hit is an ordinal. Safe to search from several threads.
    """

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def build(cls, path: Path, documents: Iterable[Document]) -> LexicalIndex:
        """Write a new index of these documents into the empty folder ``path``.

        Raises StoreError.
        """
        import tantivy

        try:
            index = tantivy.Index(_schema(), path=str(path), reuse=False)
            index.register_tokenizer(_STEMMED, analyzer("french"))
            index.register_tokenizer(_FOLDED, analyzer(None))
            writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)  # one: the same each time
            for ordinal, article, title, text in documents:
                document = tantivy.Document()
                document.add_unsigned("ordinal", ordinal)
                document.add_unsigned("article", article)
                document.add_text("title", _normalised(title))
                document.add_text("text", _normalised(text))
                document.add_text("prefixes", " ".join(w[:PREFIX_LENGTH] for w in words(text)))
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            index.reload()
        except (ValueError, OSError) as error:
            raise StoreError(f"The word index {path} cannot be written: {error}") from error
        return cls(index)

    @classmethod
    def open(cls, path: Path) -> LexicalIndex:
        """Open the index in ``path``.

        Raises IndexDamagedError when there is none to be read, and StoreError when neither it nor
        any temporary folder may be written to.
        """
        import tantivy

        try:
            with _lockable(path) as place:
                index = tantivy.Index.open(str(place))
                index.config_reader(reload_policy="manual")  # an index never changes once built
                return cls(index)
        except (ValueError, OSError) as error:
            raise IndexDamagedError(
                f"The word index {path.name} cannot be read: {error}"
            ) from error

    @property
    def count(self) -> int:
        """Number of documents."""
        return self._searcher.num_docs

    def search(
        self,
        clauses: Sequence[Mapping[str, float]],
        limit: int,
        title_boost: float = TITLE_BOOST,
        among: Sequence[int] | None = None,
    ) -> list[tuple[int, float]]:
        """The ``limit`` best documents for a question, as (ordinal, BM25), best first.

        Each clause is one word of the question: the terms that may stand for it, as `stems` gives
        them, with their weights. The best of a clause's terms counts, its score times its weight,
        in the text and, times ``title_boost``, in the title; the clauses' scores add up. A document
        in which no term occurs is not returned; equal scores are in order of their ordinals.
        ``among`` are the numbers of the only articles whose documents are looked for.
        """
        return self._search(
            [
                self._clause(field, clause, boost)
                for clause in clauses
                for field, boost in (("text", 1.0), ("title", title_boost))
                if boost > 0 and any(weight > 0 for weight in clause.values())
            ],
            limit,
            among,
        )

    def search_prefixes(
        self, prefixes: Sequence[str], limit: int, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The same for words that begin with one of these, each `PREFIX_LENGTH` letters of a word
        as `words` gives it, or a whole shorter word: (ordinal, BM25), best first."""
        queries = [self._clause("prefixes", {p: 1.0}, 1.0) for p in prefixes]
        return self._search(queries, limit, among)

    def _search(
        self, queries: list[tantivy.Query], limit: int, among: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        from tantivy import Occur, Query

        if not queries or limit < 1:
            return []
        query = Query.boolean_query([(Occur.Should, query) for query in queries])
        if among is not None:
            chosen = Query.term_set_query(self._schema, "article", among)
            unscored = Query.const_score_query(chosen, 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, unscored)])
        hits = self._searcher.search(query, limit=limit, count=False).hits
        ordinals = self._searcher.fast_field_values("ordinal", [address for _, address in hits])
        found = [(int(o or 0), float(score)) for o, (score, _) in zip(ordinals, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _clause(self, field: str, terms: Mapping[str, float], boost: float) -> tantivy.Query:
        from tantivy import Query

        weighted = [
            Query.boost_query(
                Query.term_query(self._schema, field, term, index_option="freq"), weight * boost
            )
            for term, weight in terms.items()
            if weight > 0
        ]
        return weighted[0] if len(weighted) == 1 else Query.disjunction_max_query(weighted)


@contextmanager
def _lockable(path: Path) -> Iterator[Path]:
    """A folder with the index's files where tantivy may write the lock that it opens them under.

    That is their own, or one of links to them where nothing may be written. Once open, an index
    needs no name of a file. Raises StoreError where there is no place for the links.
    """
    if may_write(path, *path.glob(LOCKS)):
        yield path
        return
    files = [file for file in path.absolute().iterdir() if not file.match(LOCKS)]
    try:
        links = TemporaryDirectory(prefix="verbatim-")
    except OSError as error:  # the index is none the worse for it
        raise StoreError(
            f"The index in {path.parent} may not be written to, and can only be opened with a "
            "temporary folder, but none can be written either: let TMPDIR name one that can."
        ) from error
    with links as name:
        for file in files:
            (Path(name) / file.name).symlink_to(file)
        yield Path(name)


def stems(text: str) -> list[str]:
    """The index terms of ``text``, in order: stemmed, lower-cased, without accents."""
    return analyzer("french").analyze(_normalised(text))


def words(text: str) -> list[str]:
    """The words of ``text``, in order: lower-cased, without accents; one for each of `stems`."""
    return analyzer(None).analyze(_normalised(text))


def _normalised(text: str) -> str:
    # The tokenizer splits at a combining accent: "cafe" + U+0301 must become one "é" first.
    return unicodedata.normalize("NFKC", as_read(text))


@lru_cache(maxsize=3)
def analyzer(stemmer: Literal["french", "english"] | None) -> tantivy.TextAnalyzer:
    """Cuts a text into lower-cased words without accents, and down to their stems."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple())
    builder = builder.filter(Filter.remove_long(LONGEST_TOKEN)).filter(Filter.lowercase())
    if stemmer:
        builder = builder.filter(Filter.stemmer(stemmer))
    return builder.filter(Filter.ascii_fold()).build()


def _schema() -> tantivy.Schema:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_unsigned_field("ordinal", fast=True)
    builder.add_unsigned_field("article", indexed=True)
    for field, analyzer in (("title", _STEMMED), ("text", _STEMMED), ("prefixes", _FOLDED)):
        builder.add_text_field(field, tokenizer_name=analyzer, index_option="freq")
    return builder.build()
