"""Measures of answers, and how sure they are: pure functions over arrays.

Intervals are percentile bootstraps that draw whole articles (C. A. Field and A. H. Welsh,
"Bootstrapping clustered data", 2007): questions on one article are easy or hard together, so that
drawing question by question would promise more than the data holds.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 2_000
SEED = 0
COVERAGE = 95  # percent
FEWEST = 10  # articles: fewer do not show how much articles differ

_ELISION = re.compile(r"\b[ld]['’ʼ]", re.IGNORECASE)
_ARTICLES = frozenset("a an the le la les un une des du".split())

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval, which is None where fewer than FEWEST articles were asked."""

    value: float
    low: float | None
    high: float | None
    count: int  # of questions


def tokens(answer: str) -> list[str]:
    """An answer's words as they are compared: no case, no punctuation, no articles.

    SQuAD's normalisation (P. Rajpurkar et al., "SQuAD: 100,000+ Questions for Machine
    Comprehension of Text", 2016), with the French articles and their elisions left out, too.
    """
    text = _ELISION.sub(" ", unicodedata.normalize("NFC", answer)).casefold()
    kept = "".join(character for character in text if not _is_punctuation(character))
    return [word for word in kept.split() if word not in _ARTICLES]


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")


def exact_match(answer: str, right: Sequence[str]) -> float:
    """1 if the answer is one of the right ones, else 0."""
    return float(any(tokens(answer) == tokens(one) for one in right))


def token_f1(answer: str, right: Sequence[str]) -> float:
    """F1 of the words shared with the right answer that shares most: from 0 to 1."""
    return max((_f1(tokens(answer), tokens(one)) for one in right), default=0.0)


def _f1(given: list[str], wanted: list[str]) -> float:
    if not given or not wanted:
        return float(given == wanted)
    shared = (Counter(given) & Counter(wanted)).total()
    return 2 * shared / (len(given) + len(wanted))


def share(values: ArrayLike, articles: Sequence[str]) -> Estimate | None:
    """The mean of one value a question; ``articles`` says on which article each was asked."""
    values = np.asarray(values, dtype=np.float64)
    return ratio(values, np.ones_like(values), articles)


def ratio(above: ArrayLike, below: ArrayLike, articles: Sequence[str]) -> Estimate | None:
    """The sum of ``above`` over that of ``below``, one of each a question.

    None when the sum below is 0: there is nothing to have a share of.
    """
    groups, count = _groups(articles)
    sums = [np.bincount(groups, np.asarray(v, np.float64), count) for v in (above, below)]
    if not sums[1].sum():
        return None
    drawn = _draws(count)
    return _estimate(sums[0].sum() / sums[1].sum(), drawn @ sums[0], drawn @ sums[1], groups)


def answerability(
    answered: ArrayLike, answerable: ArrayLike, articles: Sequence[str]
) -> tuple[Estimate | None, Estimate | None, Estimate | None]:
    """Precision, recall and F1 of answering just where there is an answer: (questions,) each."""
    answered, answerable = np.asarray(answered, bool), np.asarray(answerable, bool)
    both = answered & answerable
    return (
        ratio(both, answered, articles),
        ratio(both, answerable, articles),
        ratio(2.0 * both, answered.astype(float) + answerable, articles),
    )


def auc(scores: ArrayLike, positive: ArrayLike, articles: Sequence[str]) -> Estimate | None:
    """Area under the ROC curve: how often a positive question scores above another, ties half.

    (J. A. Hanley and B. J. McNeil, "The Meaning and Use of the Area under a Receiver Operating
    Characteristic Curve", 1982.) None when all questions are of one kind.
    """
    scores, positive = np.asarray(scores, np.float64), np.asarray(positive, bool)
    groups, count = _groups(articles)
    if positive.all() or not positive.any():
        return None
    high, low = scores[positive][:, None], scores[~positive][None, :]
    won = (high > low) + 0.5 * (high == low)
    of_high, of_low = (np.eye(count)[groups[kind]] for kind in (positive, ~positive))
    wins = of_high.T @ won @ of_low  # (articles, articles)
    drawn = _draws(count)
    pairs = (drawn @ of_high.sum(axis=0)) * (drawn @ of_low.sum(axis=0))
    drawn_wins = ((drawn @ wins) * drawn).sum(axis=1)
    return _estimate(float(won.mean()), drawn_wins, pairs, groups)


def _groups(articles: Sequence[str]) -> tuple[NDArray[np.intp], int]:
    """The number of each question's article, and how many articles there are."""
    names, groups = np.unique(np.asarray(articles, dtype=str), return_inverse=True)
    return groups, len(names)


def _draws(count: int) -> Floats:
    """How often each article is drawn in each resample, always the same: (RESAMPLES, count)."""
    chance = np.random.default_rng(SEED)
    return chance.multinomial(count, np.full(count, 1 / count), RESAMPLES).astype(np.float64)


def _estimate(value: float, above: Floats, below: Floats, groups: NDArray[np.intp]) -> Estimate:
    """The figure with its interval, from the ratios in the resamples."""
    if len(np.unique(groups)) < FEWEST:
        return Estimate(float(value), None, None, len(groups))
    usable = below > 0
    edge = (100 - COVERAGE) / 2
    low, high = np.percentile(above[usable] / below[usable], (edge, 100 - edge))
    return Estimate(float(value), float(low), float(high), len(groups))
