"""What a corpus's questions get from a system, judged one by one, and the figures drawn of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track

from assistant.evaluation import percentile
from index.questions import question_language
from tests.benchmarks.quality_corpora import Corpus, Question
from tests.benchmarks.quality_metrics import (
    Estimate,
    answerability,
    auc,
    exact_match,
    share,
    token_f1,
)
from tests.benchmarks.quality_systems import Found, System, Verdict

Figures = dict[str, Estimate | None]  # None: the system has none, or there is nothing to count

FIRST = ("hit@1", "hit@5", "evidence@1", "evidence@3")


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked on a corpus; ``paired`` are questions by the id of one that means the same."""

    answerable: Sequence[Question]
    near_misses: Sequence[Question]
    paired: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the system took one question for answerable."""

    id: str
    article: str
    confidence: float
    answered: bool | None  # None: the system has no silence


@dataclass(frozen=True, slots=True)
class Outcome(Judgement):
    """What one answerable question got; None where the system points out no answer."""

    right: dict[str, bool]  # by measure of FIRST
    exact: float | None
    f1: float | None
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What all questions of a corpus got from one system."""

    asked: list[Outcome]
    hidden: list[Judgement]  # the same questions, without the articles that answer them
    near_misses: list[Judgement]
    paired: list[Outcome]


def ask_all(system: System, corpus: Corpus, questions: Questions) -> Outcomes:
    """Ask the system everything; progress is shown on standard error."""
    outcomes = Outcomes([], [], [], [])
    paired = questions.paired
    every = [*questions.answerable, *questions.near_misses]
    system.ask(every[0].text)  # what is loaded at the first question is not timed
    for question in track(every, f"{system.name}: asking", console=Console(stderr=True)):
        if not question.answers:
            outcomes.near_misses.append(_judgement(question, system.judge(question.text, ())))
            continue
        outcomes.asked.append(judged(corpus, question, system.ask(question.text)))
        if 0 < len(question.sources) < len(corpus.texts):  # something to hide, and to search
            verdict = system.judge(question.text, question.sources)
            outcomes.hidden.append(_judgement(question, verdict))
        if question.id in paired:
            found = system.ask(paired[question.id])
            outcomes.paired.append(judged(corpus, question, found))
    return outcomes


def judged(corpus: Corpus, question: Question, found: Found) -> Outcome:
    """Compare what was found with what is right."""
    passages = [corpus.passage_is_right(place, question) for place in found.passages]
    quotes = [corpus.quote_is_right(place, question) for place in found.quotes]
    firsts = (passages[:1], passages[:5], quotes[:1], quotes[:3])
    right = dict(zip(FIRST, map(any, firsts), strict=True))
    answer = found.answer
    return Outcome(
        question.id,
        question.article,
        found.verdict.confidence,
        found.verdict.answered,
        right,
        None if answer is None else exact_match(answer, question.answers),
        None if answer is None else token_f1(answer, question.answers),
        found.milliseconds,
    )


def _judgement(question: Question, verdict: Verdict) -> Judgement:
    return Judgement(question.id, question.article, verdict.confidence, verdict.answered)


def figures(outcomes: Outcomes) -> Figures:
    """All figures by measure, but those of the paired questions."""
    asked, near = outcomes.asked, outcomes.near_misses
    articles = [outcome.article for outcome in asked]
    times = sorted(outcome.milliseconds for outcome in asked)
    found: Figures = {name: share([o.right[name] for o in asked], articles) for name in FIRST}
    found["answered and right"] = _share(
        asked, [o.answered and o.right["evidence@1"] for o in asked]
    )
    found["exact match"] = _share(asked, [o.exact for o in asked])
    found["token F1"] = _share(asked, [o.f1 for o in asked])
    hidden = {outcome.id for outcome in outcomes.hidden}
    found |= _answerability([o for o in asked if o.id in hidden], outcomes.hidden)
    found["near misses: silent"] = _share(near, [_silent(o) for o in near])
    found["near misses: AUC"] = _auc(asked, near)
    found["milliseconds, p50"] = Estimate(percentile(times, 50), None, None, len(times))
    found["milliseconds, p95"] = Estimate(percentile(times, 95), None, None, len(times))
    return found


def paired_figures(outcomes: Outcomes, languages: tuple[str, str]) -> Figures:
    """Figures of the paired questions as they are given and in other words, and what that costs."""
    given = {outcome.id: outcome for outcome in outcomes.asked}
    articles = [outcome.article for outcome in outcomes.paired]
    first, second = languages
    found: Figures = {}
    for name in FIRST:
        before = [given[outcome.id].right[name] for outcome in outcomes.paired]
        after = [outcome.right[name] for outcome in outcomes.paired]
        found[f"{name}, {first}"] = share(before, articles)
        found[f"{name}, {second}"] = share(after, articles)
        differences = [int(b) - int(a) for a, b in zip(before, after, strict=True)]
        found[f"{name}, {second} less {first}"] = share(differences, articles)
    return found


def languages_of(questions: Questions) -> tuple[str, str]:
    """Names for the questions as given and as paired: their languages, where these differ."""
    paired = questions.paired
    both = [question for question in questions.answerable if question.id in paired]
    given = _language(question.text for question in both)
    other = _language(paired[question.id] for question in both)
    return (given, other) if given != other else ("given", "paired")


def _language(texts: Iterable[str]) -> str:
    return Counter(map(question_language, texts)).most_common(1)[0][0]


def _silent(outcome: Judgement) -> bool | None:
    return None if outcome.answered is None else not outcome.answered


def _share(outcomes: Sequence[Judgement], values: Sequence[float | None]) -> Estimate | None:
    """The mean of the values, if the system has any."""
    known = [value for value in values if value is not None]
    return share(known, [o.article for o in outcomes]) if known else None


def _answerability(asked: Sequence[Judgement], hidden: Sequence[Judgement]) -> Figures:
    names = ("precision", "recall", "F1")
    found: Figures = dict.fromkeys(f"answerability: {name}" for name in names)
    both = [*asked, *hidden]
    if both and both[0].answered is not None:
        answered = [bool(outcome.answered) for outcome in both]
        answerable = [True] * len(asked) + [False] * len(hidden)
        rows = answerability(answered, answerable, [o.article for o in both])
        found = dict(zip(found, rows, strict=True))
    found["answerability: AUC"] = _auc(asked, hidden)
    return found


def _auc(asked: Sequence[Judgement], others: Sequence[Judgement]) -> Estimate | None:
    if not asked or not others:
        return None
    both = [*asked, *others]
    positive = [True] * len(asked) + [False] * len(others)
    return auc([o.confidence for o in both], positive, [o.article for o in both])
