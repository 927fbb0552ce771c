"""What the cross-encoders learn grounding from: sentences of answers and the evidence they cite.

``index/training/claims.jsonl`` holds sentences as a chat model writes them on news articles, half
of them in English, half of them false though as likely at first sight. A line has the article's
number in the news file ("a"), its part ("p"), the numbers of the sentences cited ("s"), the
sentence ("c"), its language ("l"), whether it is honest or what is wrong with it ("k"), and whether
it was written as a near copy of what it cites ("near"): the false ones differ in a word or two.

``index/training/page_claims.jsonl.xz`` holds as many again on the pages of `sources.pages`: the
false ones are as near to the truth as their writers could make them. There "a" is the pair's
number and "n" the page's in it; the part is the pair's.

The sentences are numbered as `sentences` does. Whoever changes where text is cut, or what of a page
is left out, numbers those of the articles anew that are cut otherwise then.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.reader.vocabulary import Run, Vocabulary
from assistant.reader.windows import Window, cited_window, claim_tokens
from assistant.types import NumberedSentence
from index.loading import article_from_bytes
from index.sentences import split_article
from index.training import sources
from index.types import Language

CLAIMS = sources.FOLDER / "claims.jsonl"
PAGE_CLAIMS = sources.FOLDER / "page_claims.jsonl.xz"
HONEST = "honest"
ELSEWHERE = 0.1  # share of honest claims that are read with other sentences than those they cite


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an answer with all sentences of the article it is about."""

    text: str
    language: Language
    kind: str  # HONEST, or what is wrong with it
    cited: tuple[int, ...]
    given: tuple[NumberedSentence, ...]
    near: bool  # a near copy of what it cites

    @property
    def honest(self) -> bool:
        """Whether the sentences cited carry it."""
        return self.kind == HONEST


def claims(data: Path, part: sources.Part) -> list[Claim]:
    """The claims on the articles of a part."""
    rows = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    asked = {row["a"] for row in rows if row["p"] == part}
    news = enumerate(sources.news(data))
    given = {number: sentences(sources.news_text(row)) for number, row in news if number in asked}
    return [_claim(row, given[row["a"]]) for row in rows if row["p"] == part]


def page_claims(part: sources.Part) -> list[Claim]:
    """The claims on the pages of a part."""
    given = {
        (number, page): sentences(text)
        for number, pages in sources.numbered_pages(part)
        for page, text in enumerate(pages.articles)
    }
    with lzma.open(PAGE_CLAIMS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [_claim(row, given[row["a"], row["n"]]) for row in rows if (row["a"], row["n"]) in given]


def _claim(row: dict[str, Any], given: tuple[NumberedSentence, ...]) -> Claim:
    near = row.get("near", False)
    return Claim(row["c"], row["l"], row["k"], tuple(row["s"]), given, near)


def sentences(text: str) -> tuple[NumberedSentence, ...]:
    """The sentences of an article, numbered as they are cited: from 1, headings left out."""
    article = article_from_bytes(text.encode(), "article.txt")
    found = (s for s in split_article(article.text, article.boilerplate) if not s.heading)
    return tuple(
        NumberedSentence(
            number, text[s.start : s.end], article.source, article.title, s.start, s.end
        )
        for number, s in enumerate(found, 1)
    )


def with_evidence(
    vocabulary: Vocabulary, claim: Claim, draw: random.Random
) -> tuple[Run, Window, bool] | None:
    """A claim as it is read, with its evidence, and whether that carries it; None if too long."""
    cited, honest = claim.cited, claim.honest
    others = [s.number for s in claim.given if s.number not in cited]
    if honest and others and draw.random() < ELSEWHERE:
        cited, honest = (draw.choice(others),), False
    texts = [sentence.text for sentence in sentences_at(claim.given, cited)]
    tokens = claim_tokens(vocabulary, claim.text)
    window = cited_window(vocabulary, claim.given[0].title, texts)
    return (tokens, window, honest) if tokens and window else None


def sentences_at(
    given: Sequence[NumberedSentence], numbers: Sequence[int]
) -> list[NumberedSentence]:
    """The sentences of these numbers, in their order."""
    by_number = {sentence.number: sentence for sentence in given}
    return [by_number[number] for number in numbers]
