"""Which windows are read for each question of a step: some of those that the lesson has."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.training.lessons import Lesson, Page, Right

QUESTIONS = 8  # a step
SORTED = 64  # questions of which those of like length come into one step
ROUNDS = {
    "news": 1,
    "piaf": 2,
    "pages": 1,
    "squad": 1,
    "afriqa": 1,
}  # of each source's questions in one round
FEWER = 0.6  # share of questions for which not all of the best windows are read
HIDDEN = 0.12  # share of the answered questions whose answer is not among what is read
WINDOWS = (1, 2, 2, 3)  # of a question, one of these, if the same article gives no more
SAME_ARTICLE = (0, 1, 1, 2)  # windows of the same article beside the right one, at most
NEARER = 0.4  # how much rather the nearest of other articles' windows is taken


class Chosen(NamedTuple):
    """A window that is read for a question."""

    page: Page
    right: Right
    glanced: tuple[float, ...] = ()  # of each sentence; empty if nothing was glanced at


def choose(lesson: Lesson, draw: random.Random) -> list[Chosen]:
    """The windows that are read for a question."""
    if lesson.glanced:
        return _some_of_the_best(lesson, draw)
    pages = [Chosen(*one) for one in zip(lesson.pages, lesson.right, strict=True)]
    answering = [page for page in pages if page.right]
    others = [page for page in pages if not page.right]
    draw.shuffle(others)
    if not answering:
        chosen = others[: draw.choice((2, 2, 3))]
    elif draw.random() < HIDDEN and (others or lesson.others):
        chosen = others[:3]
    else:
        chosen = [draw.choice(answering), *others[: draw.choice(SAME_ARTICLE)]]
    near, wanted = list(lesson.others), draw.choice(WINDOWS)
    while len(chosen) < wanted and near:
        place = min(int(draw.expovariate(NEARER)), len(near) - 1)
        chosen.append(Chosen(near.pop(place), {}))
    return chosen


def _some_of_the_best(lesson: Lesson, draw: random.Random) -> list[Chosen]:
    """All the windows that the reader would give, or one that answers and a few others."""
    best = [Chosen(*one) for one in zip(lesson.pages, lesson.right, lesson.glanced, strict=True)]
    if draw.random() >= FEWER:
        return best
    others = [page for page in best if not page.right]
    draw.shuffle(others)
    return [page for page in best if page.right][:1] + others[: draw.choice((1, 2))]


def steps(
    found: Sequence[Lesson], draw: random.Random
) -> Iterator[list[tuple[Lesson, list[Chosen]]]]:
    """Steps without end: questions of like length together."""
    while True:
        every = [lesson for lesson in found for _ in range(ROUNDS[lesson.source])]
        draw.shuffle(every)
        for first in range(0, len(every), SORTED):
            pool = [(lesson, choose(lesson, draw)) for lesson in every[first : first + SORTED]]
            pool = [one for one in pool if one[1]]
            pool.sort(key=lambda one: max(len(chosen.page.window.tokens) for chosen in one[1]))
            batches = [pool[i : i + QUESTIONS] for i in range(0, len(pool), QUESTIONS)]
            draw.shuffle(batches)
            yield from batches
