"""Questions with the features of their candidates: what the embedded reader learns from.

Folders of articles are written and indexed as a user's would be, and every question is searched
in them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reader.features import Features, candidates_of, features
from assistant.reader.questions import Question, read_question
from assistant.reader.reading import PASSAGES
from index.embedding import static_embedder
from index.retrieval import Index
from index.training import sources
from index.training.folders import indexed
from index.types import Language


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the features of its candidates; ``right`` marks those that answer."""

    origin: str
    question: Question
    compared: Features
    right: NDArray[np.bool_]  # (candidates,)
    answerable: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a folder; ``source`` is the file that answers it, left out if ``hidden``."""

    text: str
    language: Language
    answers: tuple[str, ...]
    source: str
    context: str = ""  # the paragraph the answer is right in; anywhere in the file when empty
    hidden: bool = False


def examples(origin: str, files: dict[str, str], asked: Sequence[Asked]) -> Iterator[Example]:
    """Index the files and search every question in them."""
    with indexed(files) as index:
        for one in asked:
            example = _example(origin, index, one)
            if example:
                yield example


def _example(origin: str, index: Index, asked: Asked) -> Example | None:
    question = read_question(asked.text, asked.language)
    hits = index.search(asked.text, asked.language, 2 * PASSAGES)
    kept = [h for h in hits if not asked.hidden or h.passage.source != asked.source][:PASSAGES]
    found = candidates_of(kept)
    if not found:
        return None
    right = np.array(
        [
            candidate.hit.passage.source == asked.source
            and any(answer in candidate.text for answer in asked.answers)
            and (not asked.context or candidate.text in asked.context)
            and not candidate.sentence.heading
            for candidate in found
        ],
        dtype=bool,
    )
    answerable = bool(asked.answers) and not asked.hidden
    return Example(
        origin, question, features(question, found, index.word_vectors), right, answerable
    )


def news_examples(data: Path, part: sources.Part, folder_size: int, seed: int) -> Iterator[Example]:
    """Questions on news, in one folder of the part's articles or in many of ``folder_size``.

    In the one folder, a third of those that are answered is asked again with the article hidden.
    """
    rows = list(sources.news(data))
    questions = sources.news_questions(part)
    articles = sorted({row.article for row in questions})
    if folder_size == 0:
        folders = [articles]
    else:
        folders = [[a, *_related(rows, a, folder_size - 1, seed)] for a in articles]
    for numbers in folders:
        files = {
            f"{n}.txt": "\n\n".join((rows[n]["title"], rows[n]["heading"], rows[n]["article"]))
            for n in numbers
        }
        of_folder = numbers if folder_size == 0 else numbers[:1]
        languages: tuple[Language, ...] = ("fr", "en")
        asked = [
            Asked(
                row.fr if language == "fr" else row.en, language, row.answers, f"{row.article}.txt"
            )
            for row in questions
            if row.article in of_folder
            for language in languages
        ]
        if folder_size == 0:
            answered = [one for one in asked if one.answers]
            asked += [replace(one, hidden=True) for one in answered[::3]]
        yield from examples(f"news-{'all' if folder_size == 0 else 'few'}", files, asked)


def _related(rows: list[dict[str, str]], article: int, count: int, seed: int) -> list[int]:
    """Other articles on a near subject, so that a small folder is hard, too."""
    chosen = random.Random(seed + article).sample(range(len(rows)), 400)
    vectors = static_embedder().encode([rows[n]["heading"] for n in [article, *chosen]])
    nearest = np.argsort(-(vectors[1:] @ vectors[0]), kind="stable")
    return [chosen[i] for i in nearest[:count] if chosen[i] != article]


def piaf_examples(data: Path, part: sources.Part, limit: int, seed: int) -> Iterator[Example]:
    """Questions on an encyclopedia; each also with its article hidden, so that none answers."""
    paragraphs = sources.piaf(data, part)
    files: dict[str, str] = {}
    for paragraph in paragraphs:
        name = f"{paragraph.article}.txt"
        files[name] = files[name] + "\n\n" + paragraph.text if name in files else paragraph.text
    asked = [
        Asked(q.text, "fr", q.answers, f"{p.article}.txt", p.text)
        for p in paragraphs
        for q in p.questions
    ]
    chosen = random.Random(seed).sample(asked, min(limit, len(asked)))
    hidden = [
        Asked(a.text, a.language, a.answers, a.source, a.context, hidden=True) for a in chosen[::3]
    ]
    yield from examples("piaf", files, [*chosen, *hidden])
