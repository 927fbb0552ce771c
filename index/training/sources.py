"""Readers of the public files the embedded models are trained on, and their split by article.

Every file is named as its publisher's data is stored in the ``--data`` folder; what each is,
and its licence, stands in the model cards. Nothing of it is part of the repository.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Part = Literal["train", "dev", "report"]
# News articles of the training part, the first that questions were asked on, from which is learnt
# how search's scores and the glance's features are put together: no model that gives these is
# taught their questions.
PUT_TOGETHER = 228
FOLDER = Path(__file__).parent  # with the questions and claims that were written for the project


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a reading-comprehension set and the questions asked on it."""

    id: str
    article: str
    title: str
    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question; ``answers`` are strings of its paragraph, empty for an unanswerable one."""

    text: str
    answers: tuple[str, ...]
    starts: tuple[int, ...] = ()  # where in the paragraph each answer stands, if that is known


def read_lines(path: Path) -> Iterator[str]:
    """Lines of a gzip-compressed UTF-8 file, without their line ends."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def parallel(data: Path) -> dict[str, list[tuple[str, str]]]:
    """English-French sentence pairs, by source: everyday, law, news."""
    files = {
        "everyday": "tatoeba.en-fr.tsv.gz",
        "law": "justice-canada.en-fr.tsv.gz",
        "news": "news-wiki.en-fr.tsv.gz",
    }
    pairs: dict[str, list[tuple[str, str]]] = {}
    for name, file in files.items():
        rows = (line.split("\t") for line in read_lines(data / file))
        pairs[name] = [(row[0], row[1]) for row in rows if len(row) == 2 and row[0] and row[1]]
    return pairs


def news(data: Path) -> Iterator[dict[str, str]]:
    """French news articles: ``title``, ``date``, ``heading``, ``article``."""
    for line in read_lines(data / "orangesum-articles.jsonl.gz"):
        yield json.loads(line)


def news_text(row: dict[str, str]) -> str:
    """A news article as a file would hold it."""
    return "\n\n".join((row["title"], row["heading"], row["article"]))


@dataclass(frozen=True, slots=True)
class NewsQuestion:
    """A question written for this project on one of the news articles, in both languages."""

    article: int  # number of the article in the news file, from 0
    part: Part
    fr: str
    en: str
    answers: tuple[str, ...]  # strings of the article; empty when it does not say
    starts: tuple[int, ...]  # where each of them stands in `news_text`


def news_questions(*parts: Part) -> list[NewsQuestion]:
    """The questions on news articles that belong to ``parts``; split by article."""
    lines = (FOLDER / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return [
        NewsQuestion(**{**row, "answers": tuple(row["answers"]), "starts": tuple(row["starts"])})
        for row in rows
        if row["part"] in parts
    ]


def asked_on(part: Part) -> list[int]:
    """The numbers of the news articles that a part's questions are asked on, in their order."""
    return list(dict.fromkeys(question.article for question in news_questions(part)))


@dataclass(frozen=True, slots=True)
class PagesQuestion:
    """A question written for this project on two pages, in both languages."""

    fr: str
    en: str
    answers: tuple[str, ...]  # strings of the pages, of every sentence that answers; or empty


@dataclass(frozen=True, slots=True)
class Pages:
    """Two pages of the web on one subject, written for this project, and what is asked on them.

    What they tell is invented. Most are in the French of a machine that translates.
    """

    articles: tuple[str, ...]
    questions: tuple[PagesQuestion, ...]


def pages(part: Part) -> list[Pages]:
    """The pages that belong to a part."""
    return [pages for _, pages in numbered_pages(part)]


def numbered_pages(part: Part) -> list[tuple[int, Pages]]:
    """The pages that belong to a part, with their number among those of all parts, from 0."""
    lines = (FOLDER / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        (number, _pages(row))
        for number, row in enumerate(map(json.loads, lines))
        if row["part"] == part
    ]


def _pages(row: dict[str, Any]) -> Pages:
    asked = (PagesQuestion(q["fr"], q["en"], tuple(q["answers"])) for q in row["questions"])
    return Pages(tuple(row["articles"]), tuple(asked))


def piaf_part(article_number: int) -> Part:
    """The part an article of PIAF belongs to: half trains, a quarter each chooses and reports."""
    parts: tuple[Part, ...] = ("train", "dev", "train", "report")
    return parts[article_number % 4]


def piaf(data: Path, *parts: Part) -> list[Paragraph]:
    """Paragraphs of PIAF that belong to ``parts`` (all of them when none is named)."""
    with gzip.open(data / "piaf-v1.1-even.json.gz", "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    chosen = (
        (number, article)
        for number, article in enumerate(articles)
        if not parts or piaf_part(number) in parts
    )
    return [
        paragraph for number, article in chosen for paragraph in _squad(f"piaf-{number}", article)
    ]


def squad(data: Path) -> list[Paragraph]:
    """English paragraphs with answerable questions and unanswerable near misses."""
    with gzip.open(data / "squad2-dev-12-articles.json.gz", "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    return [p for n, article in enumerate(articles) for p in _squad(f"squad-{n}", article)]


def afriqa(data: Path) -> list[Paragraph]:
    """French questions with the encyclopedia passage that answers each."""
    found = []
    for line in read_lines(data / "afriqa-fon-fr.jsonl.gz"):
        row = json.loads(line)
        if not row["context"]:
            continue
        question = Question(row["question_translated"], tuple(row["answer_pivot"]["text"]))
        found.append(
            Paragraph(
                f"afriqa-{row['id']}", row["title"], row["title"], row["context"], (question,)
            )
        )
    return found


def covid_faq(data: Path) -> list[tuple[str, str]]:
    """Colloquial French questions, each with its answer's text."""
    with gzip.open(data / "covid-faq-fr.json.gz", "rt", encoding="utf-8") as file:
        entries = json.load(file)
    return [(question, entry["answer"]) for entry in entries for question in entry["questions"]]


def _squad(article_id: str, article: dict[str, Any]) -> Iterator[Paragraph]:
    for number, paragraph in enumerate(article["paragraphs"]):
        questions = tuple(
            Question(
                qa["question"],
                tuple(a["text"] for a in qa["answers"]),
                tuple(a["answer_start"] for a in qa["answers"]),
            )
            for qa in paragraph["qas"]
        )
        title = article["title"].replace("_", " ")
        yield Paragraph(
            f"{article_id}-{number}", article_id, title, paragraph["context"], questions
        )
