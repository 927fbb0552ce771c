"""The articles, passages and sentences of one generation, in a SQLite file read on demand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple

from index.errors import IndexDamagedError
from index.types import Article, ArticleInfo, Passage, Sentence, Span

CATALOGUE = "catalogue.sqlite"

_SCHEMA = """
CREATE TABLE articles (
    source TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    date TEXT,                       -- ISO 8601, as far as it is known
    characters INTEGER NOT NULL,
    digest TEXT NOT NULL,
    boilerplate TEXT NOT NULL,       -- JSON: [[start, end], ...]
    text TEXT NOT NULL               -- a rowid: else each look at a title reads the text too
);
CREATE TABLE passages (
    ordinal INTEGER PRIMARY KEY,     -- 0, 1, 2, ... in the order of the sources and their texts
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL REFERENCES articles (source),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    first_sentence INTEGER NOT NULL, -- ordinal of its first sentence among all sentences
    sentences TEXT NOT NULL,         -- JSON: [[start, end, heading], ...]
    text TEXT NOT NULL
);
CREATE INDEX passages_of_source ON passages (source, ordinal);
"""
_PASSAGE = """
SELECT p.ordinal, p.id, p.source, a.title, p.start, p.end, p.text, p.tokens, p.sentences
FROM passages AS p JOIN articles AS a USING (source)
"""
_BATCH = 500  # values in one query: SQLite's smallest limit is 999; passages in memory at a time


class Place(NamedTuple):
    """Where an article's passages are: those with the ordinals ``first`` to ``after`` - 1."""

    number: int  # of the article: 0, 1, 2, ... in the order of the sources
    first: int
    after: int


class CatalogueWriter:
    """Writes a new catalogue; nothing is in it before the ``with`` block ends well."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_SCHEMA)
        self.articles = self.passages = self.sentences = 0

    def __enter__(self) -> CatalogueWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        if kind is None:
            self._connection.commit()
        self._connection.close()

    def add(self, article: Article, passages: Iterable[Passage]) -> None:
        """Add an article and its passages; they get the next ordinals."""
        self._connection.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                article.source,
                article.title,
                article.date,
                len(article.text),
                article.digest,
                json.dumps(article.boilerplate),
                article.text,
            ),
        )
        self.articles += 1
        for passage in passages:
            self._connection.execute(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    self.passages,
                    passage.id,
                    passage.source,
                    passage.start,
                    passage.end,
                    passage.tokens,
                    self.sentences,
                    json.dumps([(s.start, s.end, int(s.heading)) for s in passage.sentences]),
                    passage.text,
                ),
            )
            self.passages += 1
            self.sentences += len(passage.sentences)


class Catalogue:
    """Reads a catalogue. Safe to use from several threads.

    Its connection holds SQLite's shared lock as long as it is open, which is how a writer in any
    process sees that the generation is in use (`in_use`); the system drops it with the process.
    """

    def __init__(self, path: Path) -> None:
        """Open it. Raises IndexDamagedError when it cannot be read."""
        self._lock = Lock()
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro",
                uri=True,
                check_same_thread=False,
                isolation_level=None,
            )
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone()
        except sqlite3.Error as error:
            self.close()
            raise IndexDamagedError(
                f"The catalogue of the index cannot be read: {error}"
            ) from error

    def close(self) -> None:
        """Let the generation go."""
        if hasattr(self, "_connection"):
            self._connection.close()

    def content(self) -> bytes:
        """The bytes of the file, read without letting go its lock. Raises IndexDamagedError."""
        with self._lock:
            try:
                return self._connection.serialize()
            except sqlite3.Error as error:
                raise IndexDamagedError(
                    f"The catalogue of the index cannot be read: {error}"
                ) from error

    def counts(self) -> tuple[int, int]:
        """Number of articles and of passages."""
        articles = self._rows("SELECT count(*) FROM articles")[0][0]
        return articles, self._rows("SELECT count(*) FROM passages")[0][0]

    def article(self, source: str) -> Article:
        """One article. Raises KeyError."""
        rows = self._rows(
            "SELECT title, text, digest, boilerplate, date FROM articles WHERE source = ?",
            (source,),
        )
        if not rows:
            raise KeyError(f"no article {source!r} in the index")
        title, text, digest, boilerplate, date = rows[0]
        spans = tuple(Span(start, end) for start, end in json.loads(boilerplate))
        return Article(source, title, text, digest, spans, date)

    def sources(self) -> list[ArticleInfo]:
        """All articles, in the order of their paths."""
        rows = self._rows("SELECT source, title, date, characters FROM articles ORDER BY source")
        return [ArticleInfo(*row) for row in rows]

    def passages(self, ordinals: Sequence[int]) -> list[Passage]:
        """The passages with these ordinals, in the order given. Raises KeyError."""
        found = self._batched(_PASSAGE + "WHERE p.ordinal IN ", ordinals)
        by_ordinal = {row[0]: _passage(row) for row in found}
        return [by_ordinal[ordinal] for ordinal in ordinals]

    def passages_of(self, source: str) -> list[Passage]:
        """The passages of one article, in their order."""
        rows = self._rows(_PASSAGE + "WHERE p.source = ? ORDER BY p.ordinal", (source,))
        return [_passage(row) for row in rows]

    def all_passages(self) -> Iterator[list[Passage]]:
        """Every passage, in order of the ordinals, a few hundred at a time."""
        last = -1
        query = _PASSAGE + "WHERE p.ordinal > ? ORDER BY p.ordinal LIMIT ?"
        while rows := self._rows(query, (last, _BATCH)):
            yield [_passage(row) for row in rows]
            last = rows[-1][0]

    def ids(self) -> dict[str, int]:
        """Every passage's id and ordinal."""
        return dict(self._rows("SELECT id, ordinal FROM passages ORDER BY ordinal"))

    def ordinals(self, ids: Sequence[str]) -> dict[str, int]:
        """The ordinals of those of these passage ids that are in the catalogue."""
        return dict(self._batched("SELECT id, ordinal FROM passages WHERE id IN ", ids))

    @cached_property
    def first_sentences(self) -> list[int]:
        """The ordinal of each passage's first sentence; every passage has one at least."""
        rows = self._rows("SELECT first_sentence FROM passages ORDER BY ordinal")
        return [first for (first,) in rows]

    @cached_property
    def places(self) -> dict[str, Place]:
        """The place of each article that has a passage, by source."""
        rows = self._rows(
            "SELECT source, min(ordinal), max(ordinal) + 1 FROM passages GROUP BY source "
            "ORDER BY source"
        )
        return {row[0]: Place(number, *row[1:]) for number, row in enumerate(rows)}

    def _batched(self, query: str, values: Sequence[Any]) -> Iterator[Any]:
        for start in range(0, len(values), _BATCH):
            batch = values[start : start + _BATCH]
            yield from self._rows(f"{query} ({', '.join('?' * len(batch))})", batch)

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise IndexDamagedError(
                    f"The catalogue of the index cannot be read: {error}"
                ) from error


def _passage(row: Any) -> Passage:
    _, id_, source, title, start, end, text, tokens, sentences = row
    parsed = tuple(Sentence(s, e, bool(heading)) for s, e, heading in json.loads(sentences))
    return Passage(id_, source, title, start, end, text, tokens, parsed)


def in_use(path: Path) -> bool:
    """Whether a reader, of this process or another, has this catalogue open."""
    if not path.exists():
        return False
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return True  # locked
    except sqlite3.DatabaseError:
        return False  # no catalogue any more
    finally:
        connection.close()
    return False
