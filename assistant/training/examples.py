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

from assistant.reader.candidates import Candidate, candidates_of
from assistant.reader.features import Features, features
from assistant.reader.questions import Question, read_question
from assistant.reader.reading import PASSAGES
from index.chunking import chunk
from index.embedding import static_embedder
from index.loading import article_from_bytes
from index.retrieval import Index
from index.training import sources
from index.training.folders import indexed
from index.types import Hit, Language

EXCERPT = (3, 6)  # sentences of an excerpt, at least and at most
NEAR_QUESTIONS = 6  # on other articles, that are asked on an excerpt


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
    """A question on a folder; ``source`` is the file that answers it, left out if ``hidden``.

    Any file may answer it if ``source`` is empty.
    """

    text: str
    language: Language
    answers: tuple[str, ...]
    source: str
    context: str = ""  # the paragraph the answer is right in; anywhere in the file when empty
    starts: tuple[int, ...] = ()  # of the answers in the file, if it is known where they stand
    hidden: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the files that are searched answer."""
        return bool(self.answers) and not self.hidden

    def is_right(self, candidate: Candidate) -> bool:
        """Whether a sentence answers, by where it stands or by what it says."""
        passage, sentence = candidate.hit.passage, candidate.sentence
        if passage.source != (self.source or passage.source) or sentence.heading:
            return False
        if self.starts:
            return any(sentence.start <= start < sentence.end for start in self.starts)
        here = not self.context or candidate.text in self.context
        return here and any(answer in candidate.text for answer in self.answers)


def examples(origin: str, files: dict[str, str], asked: Sequence[Asked]) -> Iterator[Example]:
    """Index the files and search every question in them."""
    for one, question, hits, index in searched(files, asked):
        found = candidates_of(hits)
        if found:
            right = np.array([one.is_right(candidate) for candidate in found], dtype=bool)
            compared = features(question, found, index.word_vectors)
            yield Example(origin, question, compared, right, one.answerable)


def searched(
    files: dict[str, str], asked: Sequence[Asked]
) -> Iterator[tuple[Asked, Question, list[Hit], Index]]:
    """Index the files; each question, read, with the passages that are found for it."""
    with indexed(files) as index:
        for one in asked:
            hits = index.search(one.text, one.language, 2 * PASSAGES)
            kept = [h for h in hits if not one.hidden or h.passage.source != one.source]
            yield one, read_question(one.text, one.language), kept[:PASSAGES], index


def news_examples(data: Path, part: sources.Part, folder_size: int, seed: int) -> Iterator[Example]:
    """Questions on news, in one folder of the part's articles or in many of ``folder_size``."""
    articles = sources.asked_on(part)[: sources.PUT_TOGETHER]
    for files, asked in news_folders(data, part, folder_size, seed, articles):
        yield from examples(f"news-{'few' if folder_size else 'all'}", files, asked)


def news_folders(
    data: Path, part: sources.Part, folder_size: int, seed: int, articles: Sequence[int]
) -> Iterator[tuple[dict[str, str], list[Asked]]]:
    """Folders of news articles, by file name, with what is asked in each, in both languages.

    One folder of these articles of the part if ``folder_size`` is 0; else a folder for each of
    them, of so many. In the one folder, a third of the questions that are answered is asked again
    with the article hidden.
    """
    rows = list(sources.news(data))
    questions = sources.news_questions(part)
    if folder_size == 0:
        folders = [sorted(articles)]
    else:
        folders = [[a, *_related(rows, a, folder_size - 1, seed)] for a in articles]
    languages: tuple[Language, ...] = ("fr", "en")
    for numbers in folders:
        of_folder = set(numbers if folder_size == 0 else numbers[:1])
        asked = [
            Asked(
                row.fr if language == "fr" else row.en,
                language,
                row.answers,
                f"{row.article}.txt",
                starts=row.starts,
            )
            for row in questions
            if row.article in of_folder
            for language in languages
        ]
        if folder_size == 0:
            answered = [one for one in asked if one.answers]
            asked += [replace(one, hidden=True) for one in answered[::3]]
        yield {f"{n}.txt": sources.news_text(rows[n]) for n in numbers}, asked


def excerpt_folders(
    data: Path, part: sources.Part, seed: int, articles: Sequence[int]
) -> Iterator[tuple[dict[str, str], list[Asked]]]:
    """Folders of one text: a few sentences in a row of a news article of the part, and its title.

    All that is asked on the article is asked, and the questions on others that are nearest, in both
    languages: what the excerpt does not answer has no answer there. Left out is what it may answer
    elsewhere than the article does.
    """
    rows, draw = list(sources.news(data)), random.Random(seed)
    questions = [row for row in sources.news_questions(part) if row.article in set(articles)]
    vectors = static_embedder().encode([row.fr for row in questions])
    for number in articles:
        text = sources.news_text(rows[number])
        article = article_from_bytes(text.encode(), f"{number}.txt")
        found = [s for passage in chunk(article) for s in passage.sentences if not s.heading]
        size = draw.randint(*EXCERPT)
        first = draw.randrange(max(1, len(found) - size + 1))
        start, end = found[first].start, found[min(first + size, len(found)) - 1].end
        excerpt = text[start:end]
        (own,) = static_embedder().encode([excerpt])
        nearest = np.argsort(-(vectors @ own), kind="stable").tolist()
        others = [place for place in nearest if questions[place].article != number][:NEAR_QUESTIONS]
        asked = []
        for place, row in enumerate(questions):
            of_article = row.article == number
            answers = row.answers if of_article and _holds(row.starts, start, end) else ()
            elsewhere = not answers and any(answer in excerpt for answer in row.answers)
            if (of_article or place in others) and not elsewhere:
                asked += [Asked(row.fr, "fr", answers, ""), Asked(row.en, "en", answers, "")]
        yield {f"{number}.txt": f"{rows[number]['title']}\n\n{excerpt}"}, asked


def _holds(starts: Sequence[int], start: int, end: int) -> bool:
    return any(start <= place < end for place in starts)


def pages_folders(part: sources.Part) -> Iterator[tuple[dict[str, str], list[Asked]]]:
    """Folders of two pages on one subject, by file name, with what is asked, in both languages."""
    for pages in sources.pages(part):
        asked = [
            one
            for row in pages.questions
            for one in (Asked(row.fr, "fr", row.answers, ""), Asked(row.en, "en", row.answers, ""))
        ]
        yield {f"{n}.txt": text for n, text in enumerate(pages.articles)}, asked


def _related(rows: list[dict[str, str]], article: int, count: int, seed: int) -> list[int]:
    """Other articles on a near subject, so that a small folder is hard, too."""
    chosen = random.Random(seed + article).sample(range(len(rows)), 400)
    vectors = static_embedder().encode([rows[n]["heading"] for n in [article, *chosen]])
    nearest = np.argsort(-(vectors[1:] @ vectors[0]), kind="stable")
    return [chosen[i] for i in nearest[:count] if chosen[i] != article]


def piaf_examples(data: Path, part: sources.Part, limit: int, seed: int) -> Iterator[Example]:
    """Questions on an encyclopedia; a third also with the article hidden, so that none answers."""
    files, asked = piaf_folder(data, part, limit, seed)
    yield from examples("piaf", files, asked)


def piaf_folder(
    data: Path, part: sources.Part, limit: int, seed: int
) -> tuple[dict[str, str], list[Asked]]:
    """The part's articles, by file name, and at most ``limit`` questions, a third twice."""
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
    return files, [*chosen, *(replace(one, hidden=True) for one in chosen[::3])]
