"""What a cross-encoder learns from: questions, windows of articles, and the right sentences.

Questions on news, on PIAF and on pages of the web come with the windows that the reader itself
would have it read, out of a folder as a user's would be, and with what the network says of their
sentences at a glance.
Those of SQuAD and AfriQA come with their paragraph, and windows that are near to the question.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.reader.attending import best_windows
from assistant.reader.glancing import Glance, glance
from assistant.reader.vocabulary import Run, Vocabulary
from assistant.reader.windows import Window, question_tokens, windows
from assistant.training.examples import Asked, news_folders, pages_folders, piaf_folder, searched
from index.chunking import chunk
from index.embedding import static_embedder
from index.loading import article_from_bytes
from index.training import sources
from index.types import Passage
from index.unseen import sentence_texts

TOGETHER = 220  # news articles in a folder
IN_SMALL = 600  # news articles whose questions are asked in a folder of two as well
PIAF_QUESTIONS = 2_500  # at most
FAR = -8.0  # of a sentence at a glance, at least
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
    """A question with pages to read: of the article it is asked on, or those that are best.

    The best come with ``glanced``: of each sentence, how far behind the best one it stays at a
    glance (a log ratio).
    """

    source: str  # "news", "piaf", "pages", "squad", "afriqa"
    asked: str
    question: Run  # its tokens
    pages: tuple[Page, ...]
    right: tuple[Right, ...]  # of each page; all empty when nothing answers
    answers: tuple[str, ...]
    others: tuple[Page, ...] = ()  # pages from elsewhere, nearest to the question first
    glanced: tuple[tuple[float, ...], ...] = ()  # of each page; empty if nothing was glanced at


def lessons(vocabulary: Vocabulary, data: Path, seed: int) -> list[Lesson]:
    """All lessons of the training articles, as these tokens: about an hour's work on one core."""
    found = [*_news(vocabulary, data, seed)]
    found += _as_read(vocabulary, "piaf", *piaf_folder(data, "train", PIAF_QUESTIONS, seed))
    for folder in pages_folders("train"):
        found += _as_read(vocabulary, "pages", *folder)
    for source, paragraphs in (("squad", sources.squad(data)), ("afriqa", sources.afriqa(data))):
        found += _with_others(list(_read(vocabulary, paragraphs, source)))
    return found


def _news(vocabulary: Vocabulary, data: Path, seed: int) -> Iterator[Lesson]:
    """Half of what is asked on news, in either language: in large folders, and some in small."""
    draw = random.Random(seed)
    articles = sources.asked_on("train")
    draw.shuffle(articles)
    for first in range(0, len(articles), TOGETHER):
        of_folder = articles[first : first + TOGETHER]
        for files, asked in news_folders(data, "train", 0, seed, of_folder):
            yield from _as_read(vocabulary, "news", files, draw.sample(asked, len(asked) // 2))
    for files, asked in news_folders(data, "train", 2, seed, articles[:IN_SMALL]):
        yield from _as_read(vocabulary, "news", files, draw.sample(asked, len(asked) // 2))


def _as_read(
    vocabulary: Vocabulary, source: str, files: dict[str, str], asked: Sequence[Asked]
) -> Iterator[Lesson]:
    """Questions with the windows that a cross-encoder would read.

    Those whose right sentence is in none of these are left out.
    """
    for one, question, hits, index in searched(files, asked):
        if seen := glance(question, hits, index.word_vectors):
            lesson = _of_best_windows(vocabulary, source, one, seen)
            if any(lesson.right) or not one.answerable:
                yield lesson


def _of_best_windows(vocabulary: Vocabulary, source: str, asked: Asked, seen: Glance) -> Lesson:
    behind: dict[tuple[str, int], float] = {}
    answering = set()
    for candidate, score in zip(seen.candidates, seen.scores.tolist(), strict=True):
        place = candidate.hit.passage.id, candidate.sentence.start
        behind[place] = max(FAR, score - float(seen.scores[0]))
        if asked.is_right(candidate):
            answering.add(place)
    pages, right, glanced = [], [], []
    for passage, window in best_windows(seen.candidates, seen.scores, vocabulary):
        page = _page(passage, sentence_texts(passage), window)
        places = [(passage.id, start) for start in page.starts]
        (spans,) = _right([page], asked.answers, asked.starts)
        pages.append(page)
        right.append({n: span for n, span in spans.items() if places[n] in answering})
        glanced.append(tuple(behind.get(place, FAR) for place in places))
    asking = question_tokens(vocabulary, asked.text)
    return Lesson(
        source,
        asked.text,
        asking,
        tuple(pages),
        tuple(right),
        asked.answers,
        glanced=tuple(glanced),
    )


def _read(
    vocabulary: Vocabulary, paragraphs: Sequence[sources.Paragraph], source: str
) -> Iterator[Lesson]:
    for paragraph in paragraphs:
        pages = _pages(vocabulary, paragraph.text, paragraph.title)
        for asked in paragraph.questions:
            right = _right(pages, asked.answers, asked.starts)
            if any(right) or not asked.answers:
                asking = question_tokens(vocabulary, asked.text)
                yield Lesson(source, asked.text, asking, pages, right, asked.answers)


def _pages(vocabulary: Vocabulary, text: str, title: str | None) -> tuple[Page, ...]:
    """The windows of a text, but those of headings alone, as the reader would cut them.

    ``title``: of the article, where the text does not begin with it.
    """
    article = article_from_bytes(text.encode(), "article.txt")
    found = []
    for passage in chunk(article):
        texts = sentence_texts(passage)
        for window in windows(vocabulary, passage.title if title is None else title, texts):
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
        asked = static_embedder().encode([lesson.asked for lesson in batch])
        nearest = np.argsort(-(asked @ vectors.T), axis=1, kind="stable")[:, :_NEAREST]
        for lesson, places in zip(batch, nearest.tolist(), strict=True):
            near = (pool[place] for place in places)
            others = [page for page in near if _is_other(page, lesson)]
            yield replace(lesson, others=tuple(others[:OTHERS]))


def _is_other(page: Page, lesson: Lesson) -> bool:
    own = any(page.texts == of_lesson.texts for of_lesson in lesson.pages)
    return not own and not any(a in text for a in lesson.answers for text in page.texts)
