"""Fit how the reader's glance and its close reading are put together, and when it keeps silent.

    python -m assistant.training.judging --data FOLDER

What each one's score of a sentence is worth, how likely the articles answer, and how likely the
best sentence does: from articles that no model was trained on, and reported on others.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reader.attending import Close, attend
from assistant.reader.cross_encoder import fingerprint
from assistant.reader.glancing import MOST_SENTENCES, Glance, glance
from assistant.reader.questions import Question
from assistant.reader.reading import close_features, weigh
from assistant.reader.similarity import Array
from assistant.reader.weights import Judgement, Logistic, Sum
from assistant.training.examples import (
    Asked,
    excerpt_folders,
    news_folders,
    pages_folders,
    piaf_folder,
    searched,
)
from assistant.training.figures import balanced_f1, moments, percent, ranked_above
from index.training import sources

ARTICLES = 60  # of news, of a part, whose questions are asked
PIAF_QUESTIONS = 800  # of a part, at most
# Of hundredths, where Youden's index is highest on the development articles, all sources weighing
# the same.
THRESHOLD = 0.46
STRENGTH = 0.3  # of the regression's regularisation, its inverse
BEGINNING = (0.5, 0.5, -6.0, -1.0)  # of the sum's search


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what both models say of its candidates."""

    origin: str
    question: Question
    seen: Glance
    close: Close
    right: NDArray[np.bool_]  # (candidates,)
    answerable: bool

    def scores(self, added: Sum) -> Array:
        """The candidates' scores: (candidates,)."""
        return weigh(self.question, self.seen, self.close, added)[1]

    def features(self, added: Sum) -> Array:
        """The inputs of the confidence."""
        close, scores = weigh(self.question, self.seen, self.close, added)
        return close_features(self.question, self.seen, close, scores)

    def right_at(self, count: int, added: Sum) -> bool:
        """Whether one of the first ``count`` sentences answers."""
        order = np.argsort(-self.scores(added), kind="stable")[:count]
        return self.answerable and bool(self.right[order].any())


def judged(origin: str, files: dict[str, str], asked: Sequence[Asked]) -> Iterator[Judged]:
    """Index the files, search every question in them, and read what is found."""
    for one, question, hits, index in searched(files, asked):
        seen = glance(question, hits, index.word_vectors)
        if seen:
            close = attend(question, seen)
            right = np.array([one.is_right(candidate) for candidate in close.candidates])
            yield Judged(origin, question, seen, close, right, one.answerable)


def of_part(data: Path, part: sources.Part) -> dict[str, list[Judged]]:
    """The questions of a part, by the kind of folder they are asked in."""
    found = {"piaf": list(judged("piaf", *piaf_folder(data, part, PIAF_QUESTIONS, 0)))}
    for name, size in (("news, one folder", 0), ("news, two articles a folder", 2)):
        folders = news_folders(data, part, size, 0, sources.asked_on(part)[:ARTICLES])
        found[name] = [one for folder in folders for one in judged(name, *folder)]
    articles = sources.asked_on(part)[:ARTICLES]
    for name, folders in (
        ("news, an excerpt", excerpt_folders(data, part, 0, articles)),
        ("pages", pages_folders(part)),
    ):
        found[name] = [one for folder in folders for one in judged(name, *folder)]
    return found


def fit_sum(found: Sequence[Judged]) -> Sum:
    """The sum under which the sentences that answer are likeliest (a conditional logit)."""
    from scipy.optimize import minimize
    from scipy.special import logsumexp

    usable = [one for one in found if one.answerable and one.right.any()]
    close = np.zeros((len(usable), MOST_SENTENCES), np.float32)
    glance, lacking = np.zeros_like(close), np.zeros_like(close)
    right = np.zeros(close.shape, dtype=bool)
    for row, one in enumerate(usable):
        count = len(one.right)
        close[row, :count], glance[row, :count] = one.close.scores, one.seen.scores
        lacking[row, :count], right[row, :count] = one.seen.absent, one.right
    sizes = np.array([len(one.right) for one in usable])
    padding = np.arange(MOST_SENTENCES) >= sizes[:, None]

    def loss(values: NDArray[np.float64]) -> float:
        scores = np.where(padding, -np.inf, Sum(*values.tolist())(close, glance, lacking))
        of_right = np.where(right, scores, -np.inf)
        return float(np.mean(logsumexp(scores, axis=1) - logsumexp(of_right, axis=1)))

    best = minimize(loss, BEGINNING, method="Nelder-Mead", options={"xatol": 0.01, "fatol": 1e-5})
    return Sum(*best.x.tolist())


def fit_regression(found: Sequence[Judged], added: Sum, truth: NDArray[np.bool_]) -> Logistic:
    """The regression that says how likely this is true of a question: (questions,).

    Questions whose article is hidden are easy, near misses hard: all sources weigh the same, in
    each its kinds of folders, in these the languages, and the questions that have an answer and
    those that have none.
    """
    from sklearn.linear_model import LogisticRegression

    inputs = np.array([one.features(added) for one in found])
    mean, scale = moments(inputs)
    x = np.clip((inputs - mean) / scale, -5, 5)
    fitted = LogisticRegression(C=STRENGTH, max_iter=500)
    fitted.fit(x, truth, sample_weight=len(found) * shares(found))
    bias = np.array(fitted.intercept_[0], np.float32)
    return Logistic(mean, scale, fitted.coef_[0].astype(np.float32), bias)


def shares(found: Sequence[Judged]) -> Array:
    """What each question weighs, of 1: (questions,). See `fit_regression`."""
    kinds = [(one.origin, one.question.language, one.answerable) for one in found]
    sizes = Counter(kinds)
    of_origin = Counter(origin for origin, _, _ in sizes)
    of_source = Counter(_source(origin) for origin in of_origin)
    weights = np.array(
        [1 / sizes[kind] / of_origin[kind[0]] / of_source[_source(kind[0])] for kind in kinds]
    )
    return np.asarray(weights / weights.sum())


def _source(origin: str) -> str:
    """Where the articles of a kind of folder come from: "news" of "news, one folder"."""
    return origin.partition(",")[0]


def report(name: str, found: Sequence[Judged], fitted: Judgement) -> None:
    """Print how often the first and the first three sentences are right, and silence."""
    for language in ("fr", "en"):
        asked = [one for one in found if one.question.language == language]
        if not asked:
            continue
        truth = np.array([one.answerable for one in asked])
        right = np.array([one.right_at(1, fitted.sum) for one in asked])
        right3 = np.array([one.right_at(3, fitted.sum) for one in asked])
        inputs = np.array([one.features(fitted.sum) for one in asked])
        likely, answered = fitted.confidence(inputs), fitted.confidence(inputs) >= fitted.threshold
        doubtful = answered & fitted.doubts(inputs)
        print(
            f"{name} {language}: evidence@1 {percent(right[truth])}, @3 {percent(right3[truth])}, "
            f"answered and right {percent((right & answered)[truth])}, "
            f"answered {percent(answered[truth])}, silent {percent(~answered[~truth])}, "
            f"doubtful {percent(doubtful[answered])} (right {percent(right[doubtful])}, "
            f"others {percent(right[answered & ~doubtful])}), "
            f"AUC {ranked_above(likely, truth):.3f}, "
            f"F1 {balanced_f1(answered, truth):.2f}, n={len(asked)}"
        )


def main() -> None:
    """Fit on the development articles, report on others, and write the weights."""
    parser = argparse.ArgumentParser(description="Fit the reader's confidence and threshold.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    arguments = parser.parse_args()
    chosen_on = of_part(arguments.data, "dev")
    found = [one for of_kind in chosen_on.values() for one in of_kind]
    added = fit_sum(found)
    answerable = np.array([one.answerable for one in found])
    right = np.array([one.right_at(1, added) for one in found])
    confidence, first_right = (fit_regression(found, added, truth) for truth in (answerable, right))
    fitted = Judgement(added, confidence, first_right, THRESHOLD, fingerprint())
    for part, of_kinds in (("dev", chosen_on), ("report", of_part(arguments.data, "report"))):
        for name, of_kind in of_kinds.items():
            report(f"{part}, {name}", of_kind, fitted)
    fitted.save()
    print(fitted.sum)


if __name__ == "__main__":
    main()
