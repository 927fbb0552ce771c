"""Choose the weights of the retrieval scores, and report what they reach on other articles.

    python -m index.training.fusion --data FOLDER

Every paragraph of the encyclopedia set is a file of one folder, every news article with questions
a file of another beside others without. The weights are learnt listwise (Z. Cao et al., "Learning
to Rank: From Pairwise Approach to Listwise Approach", 2007) on the questions of the training and
development articles, and never negative; what is printed last is of articles not looked at.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.retrieval import SCORES, WEIGHTS, Index, Scores, standardised
from index.training import sources
from index.training.folders import indexed
from index.types import Language, Passage

ASKED = 284  # news articles whose questions are asked, those that were written first
OTHERS = 700  # news articles without questions in the folder
REPORTED = (1, 5)


@dataclass(frozen=True, slots=True)
class Searched:
    """A question's candidates: standardised scores, and which of them hold the answer."""

    scores: Scores  # (candidates, SCORES)
    right: NDArray[np.bool_]  # (candidates,)
    files: list[str]  # (candidates,): where each is from


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and whether a passage holds its answer."""

    text: str
    holds: Callable[[Passage], bool]


def search_all(
    files: dict[str, str], questions: dict[str, list[Asked]]
) -> dict[str, list[Searched]]:
    """Index the files and search each group of questions in them."""
    with indexed(files) as index:
        return {
            group: [_searched(index, asked) for asked in group_questions]
            for group, group_questions in questions.items()
        }


def _searched(index: Index, asked: Asked) -> Searched:
    ordinals, scores = index.candidates(asked.text)
    passages = index.passages(ordinals)
    right = np.array([asked.holds(passage) for passage in passages], dtype=bool)
    return Searched(standardised(scores), right, [passage.source for passage in passages])


def encyclopedia(data: Path) -> dict[str, list[Searched]]:
    """All paragraphs of PIAF as one corpus; questions by part."""
    paragraphs = sources.piaf(data)
    files = {f"{p.id}.txt": p.text for p in paragraphs}
    parts: tuple[sources.Part, ...] = ("train", "dev", "report")
    questions = {
        f"encyclopedia fr {part}": [
            Asked(question.text, lambda passage, p=p: passage.source == f"{p.id}.txt")  # type: ignore[misc]
            for p in sources.piaf(data, part)
            for question in p.questions
        ]
        for part in parts
    }
    return search_all(files, questions)


def news(data: Path) -> dict[str, list[Searched]]:
    """News articles as one corpus; questions by language and part."""
    rows = list(sources.news(data))
    parts: tuple[sources.Part, ...] = ("train", "dev", "report")
    every = sources.news_questions(*parts)
    numbers = set(list(dict.fromkeys(row.article for row in every))[:ASKED])
    asked = [row for row in every if row.article in numbers]
    others = [n for n in range(len(rows)) if n not in numbers]
    chosen = sorted(numbers) + random.Random(0).sample(others, OTHERS)
    files = {f"{n}.txt": sources.news_text(rows[n]) for n in chosen}
    languages: tuple[Language, ...] = ("fr", "en")
    questions = {
        f"news {language} {part}": [
            Asked(row.fr if language == "fr" else row.en, _holds(row))
            for row in asked
            if row.part == part and row.answers
        ]
        for language in languages
        for part in parts
    }
    return search_all(files, questions)


def _holds(row: sources.NewsQuestion) -> Callable[[Passage], bool]:
    return lambda passage: (
        passage.source == f"{row.article}.txt"
        and any(answer in passage.text for answer in row.answers)
    )


def fit(searched: Iterable[Searched], penalty: float = 1e-3) -> tuple[float, ...]:
    """Weights, none negative, under which right passages come first."""
    usable = [one for one in searched if one.right.any()]
    longest = max(len(one.right) for one in usable)
    scores = torch.zeros(len(usable), longest, len(SCORES))
    absent = torch.full((len(usable), longest), -1e9)
    wrong = torch.full((len(usable), longest), -1e9)
    for row, one in enumerate(usable):
        scores[row, : len(one.right)] = torch.from_numpy(one.scores)
        absent[row, : len(one.right)] = 0
        wrong[row, np.flatnonzero(one.right)] = 0
    raw = torch.full((len(SCORES),), -1.0, requires_grad=True)
    optimizer = torch.optim.LBFGS([raw], max_iter=200)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        weights = torch.nn.functional.softplus(raw)
        fused = scores @ weights
        value = (torch.logsumexp(fused + absent, 1) - torch.logsumexp(fused + wrong, 1)).mean()
        value = value + penalty * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    learnt = torch.nn.functional.softplus(raw).detach().tolist()
    return tuple(round(weight, 2) for weight in learnt)


def hits(searched: Sequence[Searched], weights: Sequence[float]) -> list[float]:
    """hit@k for each reported k, in per cent; a file counts once, at its best passage."""
    found = np.zeros(len(REPORTED))
    for one in searched:
        order = np.argsort(-(one.scores @ np.asarray(weights, np.float32)), kind="stable")
        files = list(dict.fromkeys(one.files[i] for i in order))
        right = {one.files[i] for i in np.flatnonzero(one.right)}
        found += [bool(right & set(files[:k])) for k in REPORTED]
    return [round(100 * float(count) / len(searched), 1) for count in found]


def main() -> None:
    """Fit, and print weights and figures."""
    parser = argparse.ArgumentParser(description="Choose the weights of the retrieval scores.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    arguments = parser.parse_args()
    searched = encyclopedia(arguments.data) | news(arguments.data)
    chosen: dict[Language, tuple[float, ...]] = {
        "fr": fit(
            one
            for group in ("encyclopedia fr train", "encyclopedia fr dev", "news fr train")
            for one in searched[group]
        ),
        "en": fit(searched["news en train"]),
    }
    print(SCORES)
    for fitted, weights in chosen.items():
        print(fitted, weights)
    alone = [float(name == "stems") for name in SCORES]
    print(f"{'hit@1, hit@5':24} {'BM25':>14} {'chosen now':>14} {'in the code':>14}")
    for group, questions in searched.items():
        language: Language = "en" if " en " in group else "fr"
        figures = (hits(questions, w) for w in (alone, chosen[language], WEIGHTS[language]))
        columns = " ".join(f"{f'{first} / {fifth}':>14}" for first, fifth in figures)
        print(f"{group:24} {columns}  n={len(questions)}")


if __name__ == "__main__":
    main()
