"""What the check of written sentences lets through, on news articles that no rule was made on.

    python -m tests.benchmarks.grounding --data FOLDER [--limit 1000]

``claims.jsonl`` holds sentences as a chat model writes them, half of them in English: of each
article six that the cited sentences carry and six that they do not, the false ones as much in
other words as the true ones. A line has the article's number in OrangeSum's file ("a"), the
numbers of the sentences cited ("s"), the sentence ("c"), its language ("l"), and whether it is
honest or what is wrong with it ("k"). The articles are not part of the repository.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.grounding.grounder import Grounder
from assistant.types import NumberedSentence
from index.embedding import static_embedder
from index.loading import article_from_bytes
from index.sentences import split_article
from index.training import sources

CLAIMS = Path(__file__).parent / "claims.jsonl"
HONEST = "honest"


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


def passes(claim: dict[str, Any], given: tuple[NumberedSentence, ...]) -> bool:
    """Whether the sentence would be shown."""
    grounder = Grounder(given, "", claim["l"], static_embedder().encode)
    marks = " " + "".join(f"[{number}]" for number in claim["s"])
    text = claim["c"].rstrip(".") + marks + "."
    judged = [*grounder.feed(text), *grounder.finish()]
    return bool(judged) and all(checked.supported for checked in judged)


def claims(data: Path, limit: int) -> Iterator[tuple[dict[str, Any], tuple[NumberedSentence, ...]]]:
    """The first ``limit`` claims, each with the sentences of its article."""
    lines = CLAIMS.read_text(encoding="utf-8").splitlines()[:limit]
    rows = [json.loads(line) for line in lines]
    asked = {row["a"] for row in rows}
    news = enumerate(sources.news(data))
    given = {number: sentences(sources.news_text(row)) for number, row in news if number in asked}
    for row in rows:
        yield row, given[row["a"]]


def main() -> None:
    """Print the share of honest sentences that pass, and of false ones, by what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--limit", type=int, default=1_000)
    arguments = parser.parse_args()
    all_of, passed = Counter[str](), Counter[str]()
    began = time.perf_counter()
    for claim, given in claims(arguments.data, arguments.limit):
        all_of[claim["k"]] += 1
        passed[claim["k"]] += passes(claim, given)
    milliseconds = 1000 * (time.perf_counter() - began) / max(1, all_of.total())
    false, let_through = all_of.total() - all_of[HONEST], passed.total() - passed[HONEST]
    print(f"honest sentences let through: {passed[HONEST]} of {all_of[HONEST]}")
    print(f"false ones: {let_through} of {false}; {milliseconds:.0f} ms a sentence")
    for kind, count in all_of.most_common():
        if kind != HONEST:
            print(f"  {kind}: {passed[kind]} of {count}")


if __name__ == "__main__":
    main()
