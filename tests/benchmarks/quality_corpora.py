"""What quality is measured on: articles in a folder, and questions whose right answers are known.

Either a SQuAD-format file, all of whose articles become one folder, or a folder with a question
set in this project's format.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from assistant.evaluation import load_questions, normalize
from index.chunking import chunk
from index.errors import QuestionSetError
from tests.support.folders import load_folder

BETWEEN = "\n\n"  # the paragraphs of an article
GZIP = b"\x1f\x8b"
SQUAD = '{"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers"}]}]}]}'

_Asked = tuple[str, str, tuple[str, ...]]  # id, question, right answers
_Article = tuple[str, list[tuple[str, list[_Asked]]]]  # title; paragraphs, what is asked on each


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article; offsets count Python characters."""

    source: str  # the article's path inside the folder
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question; ``gold`` are the stretches that one of ``answers`` is right in."""

    id: str
    text: str
    answers: tuple[str, ...]
    article: str  # on which it was asked; a name of its own where that is not known
    gold: tuple[Place, ...]

    @property
    def sources(self) -> frozenset[str]:
        """The articles without which it has no answer."""
        return frozenset(place.source for place in self.gold)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder of articles and the questions asked on it."""

    name: str
    folder: Path
    texts: dict[str, str]  # by source
    paragraphs: tuple[Place, ...]  # what the systems that cut nothing themselves search
    answerable: tuple[Question, ...]
    near_misses: tuple[Question, ...]  # on what an article is about, yet it does not say

    def text(self, place: Place) -> str:
        """The words at that place."""
        return self.texts[place.source][place.start : place.end]

    def passage_is_right(self, passage: Place, question: Question) -> bool:
        """Whether what the passage shares with the right paragraph holds a right answer."""
        shared = (
            Place(gold.source, max(gold.start, passage.start), min(gold.end, passage.end))
            for gold in question.gold
            if gold.source == passage.source
        )
        return any(self._holds(place, question) for place in shared)

    def quote_is_right(self, quote: Place, question: Question) -> bool:
        """Whether the quote lies in the right paragraph and holds a right answer."""
        return self._holds(quote, question) and any(
            gold.source == quote.source and gold.start <= quote.start and quote.end <= gold.end
            for gold in question.gold
        )

    def _holds(self, place: Place, question: Question) -> bool:
        text = normalize(self.text(place))
        return any(normalize(answer) in text for answer in question.answers)


def squad_corpus(path: Path, folder: Path) -> Corpus:
    """The articles of a SQuAD-format file, plain or gzipped, written into the empty ``folder``.

    A file holds its article's title, if it has one, and then its paragraphs, between blank lines.
    Questions that are impossible, or have no answer, are near misses. Raises QuestionSetError.
    """
    texts: dict[str, str] = {}
    paragraphs: list[Place] = []
    questions: list[Question] = []
    for number, (title, contexts) in enumerate(_articles(path)):
        source = f"{number:05}.txt"
        text = title + BETWEEN if title else ""
        for context, asked in contexts:
            place = Place(source, len(text), len(text) + len(context))
            text += context + BETWEEN
            paragraphs.append(place)
            questions += [Question(*one, article=source, gold=(place,)) for one in asked]
        texts[source] = text.removesuffix(BETWEEN)
        (folder / source).write_text(texts[source], "utf-8", errors="replace", newline="")
    answerable, near_misses = _by_kind(questions, path)
    return Corpus(path.name, folder, texts, tuple(paragraphs), answerable, near_misses)


def folder_corpus(folder: Path, questions: Path) -> Corpus:
    """A folder of articles, with a question set as `assistant.evaluation` reads it.

    A question's right articles are the sources it names, else all that hold a right answer; its
    paragraphs are the passages of this project's own cutting. Raises QuestionSetError and
    FolderNotFoundError.
    """
    articles = load_folder(folder).articles
    texts = {article.source: article.text for article in articles}
    folded = {source: normalize(text) for source, text in texts.items()}
    asked = []
    for one in load_questions(questions):
        answers = one.answers if one.answerable else ()
        holding = (s for s, text in folded.items() if any(normalize(a) in text for a in answers))
        right = [s for s in one.sources if s in texts] if one.sources else list(holding)
        gold = tuple(Place(source, 0, len(texts[source])) for source in right)
        article = right[0] if right else one.id
        asked.append(Question(one.id, one.question, answers, article, gold))
    paragraphs = tuple(Place(p.source, p.start, p.end) for a in articles for p in chunk(a))
    return Corpus(questions.name, folder, texts, paragraphs, *_by_kind(asked, questions))


def paired_texts(path: Path) -> dict[str, str]:
    """Questions by id, of a SQuAD-format file or a question set. Raises QuestionSetError."""
    if path.suffix == ".jsonl":
        return {one.id: one.question for one in load_questions(path)}
    return {
        id_: question
        for _, contexts in _articles(path)
        for _, asked in contexts
        for id_, question, _ in asked
    }


def sample(questions: Sequence[Question], limit: int, seed: int) -> list[Question]:
    """At most ``limit`` questions, as many of each article as of any other, as far as they go."""
    chance = random.Random(seed)
    by_article: dict[str, list[Question]] = {}
    for question in chance.sample(questions, len(questions)):
        by_article.setdefault(question.article, []).append(question)
    turns = zip_longest(*by_article.values())
    return [question for turn in turns for question in turn if question][:limit]


def _by_kind(
    questions: Sequence[Question], path: Path
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Questions that have an answer, and those that have none. Raises QuestionSetError."""
    answerable = tuple(question for question in questions if question.answers)
    if not answerable:
        raise QuestionSetError(f"{path} holds no question that its articles answer")
    return answerable, tuple(question for question in questions if not question.answers)


def _articles(path: Path) -> list[_Article]:
    """The articles of a SQuAD-format file. Raises QuestionSetError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QuestionSetError(f"{path} cannot be read: {error.strerror}") from error
    try:
        content = json.loads(gzip.decompress(data) if data[:2] == GZIP else data)
        return [
            (
                str(article.get("title", "")).replace("_", " "),
                [
                    (str(p["context"]), [_asked(qa) for qa in p["qas"]])
                    for p in article["paragraphs"]
                ],
            )
            for article in content["data"]
        ]
    except (ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, zlib.error):
        raise QuestionSetError(f"{path} is not in SQuAD format, which is {SQUAD}") from None


def _asked(qa: dict[str, Any]) -> _Asked:
    """A question's id, its text and its right answers."""
    possible = not qa.get("is_impossible", False)
    answers = dict.fromkeys(str(a["text"]) for a in qa["answers"] if possible and a["text"].strip())
    return str(qa["id"]), str(qa["question"]), tuple(answers)
