"""Fixed question sets: how often the quotes are right, and silence is kept, by language."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assistant.asking import check_question
from assistant.politeness import plain
from index.errors import QuestionError, QuestionSetError
from index.types import Language
from index.unseen import as_read

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from assistant.types import Answer, Quote

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ＇", "'"))
_SPACE = re.compile(r"\s+")  # no-break spaces too
_QUOTES_READ = 3  # what a reader looks at


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose right answers are known."""

    id: str
    question: str
    language: Language
    answers: tuple[str, ...]  # a right quote contains one of them
    answerable: bool
    sources: tuple[str, ...] = ()  # when named, a right quote comes from one of these files


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question got."""

    question: Question
    answered: bool
    first_right: bool
    any_right: bool  # one of the first three quotes
    verbatim: bool  # every quote, and every passage offered, is a slice of its article
    milliseconds: float
    doubtful: bool = False  # the answer says itself that its first quote may be wrong
    notice: str | None = None  # why a chat model did not answer it

    @property
    def passed(self) -> bool:
        """The first quote is right, or silence was."""
        return self.first_right if self.question.answerable else not self.answered


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over one language's questions; milliseconds are wall-clock time a question."""

    answerable: int
    first_right: int
    any_right: int
    sure: int  # answered without doubt, of all questions
    sure_right: int  # of these, the first quote is right
    wrong_silence: int  # answerable, yet not answered
    unanswerable: int
    silent_right: int
    verbatim: int  # of all questions
    ms_p50: float
    ms_p95: float


def normalize(text: str) -> str:
    """Text as answers are compared: as read, any space as one space, one apostrophe, no case."""
    text = unicodedata.normalize("NFC", as_read(text)).translate(_APOSTROPHES)
    return _SPACE.sub(" ", text).strip().casefold()


def load_questions(path: Path) -> tuple[Question, ...]:
    """The question set in a JSONL file. Raises QuestionSetError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise QuestionSetError(f"question set {path} cannot be read: {reason}") from error
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = _question(json.loads(line))
            if not plain(check_question(question.question)):
                raise ValueError("the question asks nothing")
            if question.id in questions:
                raise ValueError(f"the id {question.id!r} is taken already")
        except (ValueError, QuestionError) as error:
            raise QuestionSetError(f"question set {path}, line {number}: {error}") from error
        questions[question.id] = question
    if not questions:
        raise QuestionSetError(f"question set {path} holds no question")
    return tuple(questions.values())


def _question(record: object) -> Question:
    """A line's record as a question; ValueError says what is wrong with it."""
    if not isinstance(record, dict):
        raise ValueError("it is not a JSON object")
    for field in ("id", "question"):
        if not isinstance(record.get(field), str) or not record[field].strip():
            raise ValueError(f'"{field}" must be a text that is not empty')
    if record.get("language") not in get_args(Language):
        raise ValueError('"language" must be "fr" or "en"')
    if not isinstance(record.get("answerable"), bool):
        raise ValueError('"answerable" must be true or false')
    for field in ("answers", "sources"):
        values = record.get(field) or []
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise ValueError(f'"{field}" must be a list of texts')
    if record["answerable"] and not record.get("answers"):
        raise ValueError('"answers" must name at least one, as the question is answerable')
    return Question(
        id=record["id"],
        question=record["question"],
        language=record["language"],
        answers=tuple(record.get("answers") or ()),
        answerable=record["answerable"],
        sources=tuple(record.get("sources") or ()),
    )


def unknown_sources(assistant: Assistant, questions: Iterable[Question]) -> list[str]:
    """The sources that right quotes should come from and that are no articles, sorted."""
    known = {info.source for info in assistant.articles()}
    return sorted({source for question in questions for source in question.sources} - known)


def evaluate(
    assistant: Assistant,
    questions: Iterable[Question],
    progress: Callable[[], None] = lambda: None,
) -> tuple[Outcome, ...]:
    """Ask every question, in their order; ``progress`` is called after each."""
    outcomes = []
    for question in questions:
        began = time.perf_counter()
        answer = assistant.ask(question.question)
        milliseconds = 1000 * (time.perf_counter() - began)
        right = [is_right(quote, question) for quote in answer.quotes[:_QUOTES_READ]]
        outcomes.append(
            Outcome(
                question=question,
                answered=answer.answered,
                first_right=right[:1] == [True],
                any_right=any(right),
                verbatim=_is_verbatim(assistant, answer),
                milliseconds=milliseconds,
                doubtful=answer.doubtful,
                notice=answer.notice,
            )
        )
        progress()
    return tuple(outcomes)


def is_right(quote: Quote, question: Question) -> bool:
    """Whether the quote holds a right answer, and comes from where it should."""
    if question.sources and quote.source not in question.sources:
        return False
    text = normalize(quote.text)
    return any(normalize(answer) in text for answer in question.answers)


def _is_verbatim(assistant: Assistant, answer: Answer) -> bool:
    return all(
        quote.text == assistant.article(quote.source).text[quote.start : quote.end]
        for quote in (*answer.quotes, *answer.closest)
    )


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    """Figures by language, in the languages' order."""
    by_language: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_language.setdefault(outcome.question.language, []).append(outcome)
    return {language: _figures(by_language[language]) for language in sorted(by_language)}


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.question.answerable]
    sure = [outcome for outcome in outcomes if outcome.answered and not outcome.doubtful]
    times = sorted(outcome.milliseconds for outcome in outcomes)
    return Figures(
        answerable=len(answerable),
        first_right=sum(outcome.first_right for outcome in answerable),
        any_right=sum(outcome.any_right for outcome in answerable),
        sure=len(sure),
        sure_right=sum(outcome.first_right for outcome in sure),
        wrong_silence=sum(not outcome.answered for outcome in answerable),
        unanswerable=len(unanswerable),
        silent_right=sum(not outcome.answered for outcome in unanswerable),
        verbatim=sum(outcome.verbatim for outcome in outcomes),
        ms_p50=round(percentile(times, 50), 1),
        ms_p95=round(percentile(times, 95), 1),
    )


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The smallest value that ``percent`` of the ordered values do not exceed."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
