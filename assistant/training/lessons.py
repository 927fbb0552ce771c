"""What the cross-encoder learns from: questions, windows of articles, and the right sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.reader.windows import Run, Window, question_tokens, windows
from index.chunking import chunk
from index.embedding import static_embedder
from index.loading import article_from_bytes
from index.training import sources
from index.types import Passage, sentence_texts

OTHERS = 12  # windows from elsewhere that are near a question, and do not hold its answer
_NEAREST = 40  # windows among which they are looked for
_BATCH = 1_000  # questions


@dataclass(frozen=True, slots=True)
class Page:
    """A window, as its passage has it."""

    window: Window
    headings: tuple[bool, ...]  # of each sentence: is it one
    starts: tuple[int, ...]  # where each sentence begins in the article, in characters
    texts: tuple[str, ...]


# Of some sentences of a page, by number: the first and the last token of the answer in it.
Right = dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question with the pages of the article it is asked on."""

    source: str  # "news", "piaf", "squad", "afriqa"
    question: Run
    pages: tuple[Page, ...]
    right: tuple[Right, ...]  # of each page; all empty when the article does not answer
    answers: tuple[str, ...]
    others: tuple[Page, ...] = ()  # pages from elsewhere, nearest to the question first


def lessons(data: Path) -> list[Lesson]:
    """All lessons of the training articles."""
    found = [*_news(data), *_read(sources.piaf(data, "train"), "piaf")]
    found += [*_read(sources.squad(data), "squad"), *_read(sources.afriqa(data), "afriqa")]
    rivals = {"news": "news", "squad": "squad", "piaf": "encyclopedia", "afriqa": "encyclopedia"}
    return [
        lesson
        for pool in dict.fromkeys(rivals.values())
        for lesson in _with_others([one for one in found if rivals[one.source] == pool])
    ]


def _news(data: Path) -> Iterator[Lesson]:
    rows = list(sources.news(data))
    pages: dict[int, tuple[Page, ...]] = {}
    for asked in sources.news_questions("train"):
        if asked.article not in pages:
            pages[asked.article] = _pages(sources.news_text(rows[asked.article]))
        right = _right(pages[asked.article], asked.answers, asked.starts)
        if asked.answers and not any(right):
            continue
        for text in (asked.fr, asked.en):
            asking = question_tokens(text)
            yield Lesson("news", asking, pages[asked.article], right, asked.answers)


def _read(paragraphs: Sequence[sources.Paragraph], source: str) -> Iterator[Lesson]:
    for paragraph in paragraphs:
        pages = _pages(paragraph.text, paragraph.title)
        for asked in paragraph.questions:
            right = _right(pages, asked.answers, asked.starts)
            if any(right) or not asked.answers:
                yield Lesson(source, question_tokens(asked.text), pages, right, asked.answers)


def _pages(text: str, title: str | None = None) -> tuple[Page, ...]:
    """The windows of a text, but those of headings alone, as the reader would cut them.

    ``title``: of the article, where the text does not begin with it.
    """
    article = article_from_bytes(text.encode(), "article.txt")
    found = []
    for passage in chunk(article):
        texts = sentence_texts(passage)
        for window in windows(passage.title if title is None else title, texts):
            page = _page(passage, texts, window)
            if not all(page.headings):
                found.append(page)
    return tuple(found)


def _page(passage: Passage, texts: Sequence[str], window: Window) -> Page:
    sentences = [passage.sentences[place] for place in window.places]
    return Page(
        window,
        tuple(sentence.heading for sentence in sentences),
        tuple(sentence.start for sentence in sentences),
        tuple(texts[place] for place in window.places),
    )


def _right(
    pages: Sequence[Page], answers: Sequence[str], starts: Sequence[int]
) -> tuple[Right, ...]:
    """Where the answers stand: at ``starts`` of the article, or wherever their words do."""
    found: tuple[Right, ...] = tuple({} for _ in pages)
    for number, answer in enumerate(answers):
        for page, right in zip(pages, found, strict=True):
            for sentence, text in enumerate(page.texts):
                at = starts[number] - page.starts[sentence] if starts else _word_at(text, answer)
                if 0 <= at < len(text) and not page.headings[sentence]:
                    span = _tokens_at(page.window, sentence, at, at + len(answer))
                    if span:
                        right.setdefault(sentence, span)
    return found


def _word_at(text: str, answer: str) -> int:
    """Where the answer stands in whole words; -1 if it does not."""
    found = re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", text)
    return found.start() if found else -1


def _tokens_at(window: Window, sentence: int, start: int, end: int) -> tuple[int, int] | None:
    """The first and the last token that some characters of a sentence are in."""
    inside = [
        token
        for token in range(*window.sentences[sentence])
        if window.offsets[token][1] > start and window.offsets[token][0] < end
    ]
    return (inside[0], inside[-1]) if inside else None


def _with_others(found: Sequence[Lesson]) -> Iterator[Lesson]:
    """Each lesson with the pages from elsewhere that are nearest to its question."""
    pool = list({page.texts: page for lesson in found for page in lesson.pages}.values())
    vectors = static_embedder().encode([" ".join(page.texts) for page in pool])
    for first in range(0, len(found), _BATCH):
        batch = found[first : first + _BATCH]
        asked = static_embedder().pooled([lesson.question for lesson in batch])
        nearest = np.argsort(-(asked @ vectors.T), axis=1, kind="stable")[:, :_NEAREST]
        for lesson, places in zip(batch, nearest.tolist(), strict=True):
            near = (pool[place] for place in places)
            others = [page for page in near if _is_other(page, lesson)]
            yield replace(lesson, others=tuple(others[:OTHERS]))


def _is_other(page: Page, lesson: Lesson) -> bool:
    own = any(page.texts == of_lesson.texts for of_lesson in lesson.pages)
    return not own and not any(a in text for a in lesson.answers for text in page.texts)
