"""Teach the embedded sentence encoder which sentence answers a question.

    python -m index.training.encoder --data FOLDER

It begins as three of the layers of the bilingual encoder (`index.training.bilingual`), whose
tokens' vectors stay as they are: the first cross-encoder reads them, too. A question is brought
near to the sentences that answer it and away from the others of a step: those of the same article,
which are hard, and those of other articles (V. Karpukhin et al., "Dense Passage Retrieval for
Open-Domain Question Answering", 2020). Questions and sentences also stay near to what the deeper
encoder makes of them, at first above all (G. Hinton et al., "Distilling the Knowledge in a Neural
Network", 2015).
"""

from __future__ import annotations

import argparse
import math
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from index.chunking import chunk
from index.embedding import static_embedder
from index.encoder import ENCODER_FOLDER, LAYERS, LONGEST, TOKENS, SentenceEncoder
from index.loading import article_from_bytes
from index.training import sources
from index.training.bilingual import BILINGUAL, layers_of
from index.training.blocks import Block, layer_of, no_place, norm_of
from index.training.export import write
from index.training.graph import EPSILON
from index.unseen import sentence_texts

KEPT = (0, 2, 5)  # layers of the bilingual encoder's six that it begins as
ARTICLES, QUESTIONS, SENTENCES = 14, 4, 9  # articles of a step; of each, questions and sentences
ENGLISH = 0.45  # share of the questions that are asked in English
RUNS = 48  # texts that are read at once, of like length
SCALE = 20.0
RATE = 2e-4
WARM_UP = 60  # steps
STEPS = 1_372  # 41 minutes on two cores


class Question(NamedTuple):
    """A question in both languages, and the sentences that answer it."""

    fr: str
    en: str
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article's sentences, headings among them, and what is asked on it."""

    sentences: tuple[str, ...]
    headings: frozenset[int]
    questions: tuple[Question, ...]


def lessons(data: Path, part: sources.Part, skipped: int = 0) -> list[Lesson]:
    """A part's news articles but the first ``skipped``, with the questions that they answer."""
    rows, asked = list(sources.news(data)), defaultdict(list)
    for row in sources.news_questions(part):
        asked[row.article].append(row)
    found = (
        _lesson(sources.news_text(rows[number]), asked[number])
        for number in sources.asked_on(part)[skipped:]
    )
    return [lesson for lesson in found if lesson.questions]


def _lesson(text: str, asked: Sequence[sources.NewsQuestion]) -> Lesson:
    article = article_from_bytes(text.encode(), "article.txt")
    cut = [
        (sentence, words)
        for passage in chunk(article)
        for sentence, words in zip(passage.sentences, sentence_texts(passage), strict=True)
    ]
    headings = frozenset(n for n, (sentence, _) in enumerate(cut) if sentence.heading)

    def right(starts: Sequence[int]) -> frozenset[int]:
        holding = (
            n for n, (s, _) in enumerate(cut) if any(s.start <= start < s.end for start in starts)
        )
        return frozenset(holding) - headings

    questions = (Question(row.fr, row.en, right(row.starts)) for row in asked)
    return Lesson(
        tuple(words for _, words in cut), headings, tuple(q for q in questions if q.right)
    )


class Student(nn.Module):
    """The encoder in torch: texts to vectors of length 1."""

    def __init__(self, folder: Path, kept: Sequence[int] = KEPT) -> None:
        """Begin as these layers of the encoder in that folder, which becomes its teacher."""
        super().__init__()
        graph = layers_of(folder)
        self.teacher = SentenceEncoder(folder)
        places = graph["places"][: LONGEST + 2]
        width, wide = places.shape[1], len(graph["layers.0.up.bias"])
        self.places = nn.Parameter(torch.empty(places.shape))
        self.norm = nn.LayerNorm(width, eps=EPSILON)
        self.layers = nn.ModuleList(Block(width, wide) for _ in kept)
        state = {name: torch.from_numpy(graph[name]) for name in ("norm.weight", "norm.bias")}
        state["places"] = torch.from_numpy(places.copy())
        for mine, theirs in enumerate(kept):
            for name in self.layers[mine].state_dict():
                values = torch.from_numpy(graph[f"layers.{theirs}.{name}"])
                state[f"layers.{mine}.{name}"] = values
        self.load_state_dict(state)

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """(texts, width). Those of like length are read together."""
        begin, end = self.teacher.begin, self.teacher.end
        ids = static_embedder().token_ids(list(texts))
        runs = [[begin, *run[:LONGEST], end] for run in ids]
        order = sorted(range(len(runs)), key=lambda number: len(runs[number]))
        read = [
            self._read([runs[number] for number in order[first : first + RUNS]])
            for first in range(0, len(order), RUNS)
        ]
        return torch.cat(read)[torch.tensor(order).argsort()]

    def _read(self, runs: Sequence[Sequence[int]]) -> torch.Tensor:
        longest, width = max(map(len, runs)), self.places.shape[1]
        vectors = torch.zeros(len(runs), longest, width)
        present = torch.zeros(len(runs), longest)
        for row, run in enumerate(runs):
            vectors[row, : len(run)] = torch.from_numpy(self.teacher.token_vectors(run))
            present[row, : len(run)] = 1
        x = self.norm(vectors + self.places[:longest])
        for layer in self.layers:
            x = layer(x, no_place(present))
        return functional.normalize((x * present[..., None]).sum(1) / present.sum(1, keepdim=True))


class Step(NamedTuple):
    """What is read in a step, and which sentences answer which question."""

    sentences: list[str]
    questions: list[str]
    right: torch.Tensor  # (questions, sentences), bool


def steps(found: Sequence[Lesson], draw: random.Random) -> Iterator[Step]:
    """Steps without end; in a round every article comes once. Raises ValueError for too few."""
    if len(found) < ARTICLES:
        raise ValueError(f"{len(found)} articles with questions; a step has {ARTICLES}")
    while True:
        every = draw.sample(list(found), len(found))
        for first in range(0, len(every) - ARTICLES + 1, ARTICLES):
            yield _step(every[first : first + ARTICLES], draw)


def _step(articles: Sequence[Lesson], draw: random.Random) -> Step:
    sentences, questions, right = list[str](), list[str](), list[list[int]]()
    for article in articles:
        asked = draw.sample(article.questions, min(QUESTIONS, len(article.questions)))
        used = sorted(frozenset[int]().union(*(question.right for question in asked)))
        others = set(range(len(article.sentences))) - article.headings - set(used)
        wanted = min(len(others), max(0, SENTENCES - len(used)))
        used += draw.sample(sorted(others), wanted)
        for question in asked:
            questions.append(question.en if draw.random() < ENGLISH else question.fr)
            right.append([len(sentences) + used.index(number) for number in question.right])
        sentences += [article.sentences[number] for number in used]
    marked = torch.zeros(len(questions), len(sentences), dtype=torch.bool)
    for row, places in enumerate(right):
        marked[row, places] = True
    return Step(sentences, questions, marked)


def train(student: Student, batches: Iterator[Step], steps_wanted: int) -> None:
    """Teach for so many steps; the rate falls to nothing over them."""
    optimizer = torch.optim.AdamW(student.parameters(), weight_decay=0.01)
    began = time.monotonic()
    for step in range(steps_wanted):
        done = step / steps_wanted
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, step / WARM_UP) * (1 - done)
        near, apart = losses(student, next(batches))
        loss = max(0.3, 2 - 6 * done) * near + min(1.0, 0.1 + 4 * done) * apart
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 49:
            said = f"near {near.item():.3f} apart {apart.item():.3f}"
            print(f"step {step + 1} {said} {time.monotonic() - began:.0f} s", flush=True)


def losses(student: Student, batch: Step) -> tuple[torch.Tensor, torch.Tensor]:
    """How far the vectors are from the teacher's, and the right sentences' unlikeliness."""
    near = torch.zeros(())
    read = []
    for texts in (batch.questions, batch.sentences):
        taught = torch.from_numpy(student.teacher.encode(texts))
        read.append(student(texts))
        near = near + (1 - (read[-1] * taught).sum(1)).mean()
    cosines = SCALE * read[0] @ read[1].T
    of_right = cosines.masked_fill(~batch.right, -math.inf)
    return near, (cosines.logsumexp(1) - of_right.logsumexp(1)).mean()


@torch.inference_mode()
def report(student: Student, held: Sequence[Lesson]) -> None:
    """Print how often an answering sentence comes first in its article, and among all of them."""
    places = [(a, n) for a, one in enumerate(held) for n in range(len(one.sentences))]
    asserts = np.array([n not in held[a].headings for a, n in places])
    vectors = student([held[a].sentences[n] for a, n in places]).numpy()
    asked = [(a, question) for a, one in enumerate(held) for question in one.questions]
    for side, language in ((0, "French"), (1, "English")):
        cosines = student([question[side] for _, question in asked]).numpy() @ vectors.T
        cosines[:, ~asserts] = -1
        first, everywhere = [], []
        for row, (article, question) in zip(cosines, asked, strict=True):
            own = np.array([a == article for a, _ in places])
            best = [places[np.where(mask, row, -1).argmax()] for mask in (own, np.ones_like(own))]
            right = [a == article and n in question.right for a, n in best]
            first.append(right[0])
            everywhere.append(right[1])
        print(
            f"{language}: first of its article {100 * np.mean(first):.1f} %, of all "
            f"{len(places)} sentences {100 * np.mean(everywhere):.1f} %, n={len(asked)}"
        )


def export(student: Student, folder: Path) -> None:
    """Write the layers for onnxruntime, their weights in integers."""
    state = {name: values.detach().numpy() for name, values in student.state_dict().items()}
    layers = [layer_of(state, f"layers.{number}") for number in range(len(student.layers))]
    write(folder / LAYERS, state["places"], norm_of(state, "norm"), layers)


def main() -> None:
    """Train, report on the development articles, and write the model folder."""
    parser = argparse.ArgumentParser(description="Teach the sentence encoder what answers.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--begin", type=Path, default=BILINGUAL, help="the bilingual encoder")
    parser.add_argument("--out", type=Path, default=ENCODER_FOLDER)
    parser.add_argument("--steps", type=int, default=STEPS)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    student = Student(arguments.begin)
    found = lessons(arguments.data, "train", sources.PUT_TOGETHER)
    train(student, steps(found, random.Random(0)), arguments.steps)
    report(student, lessons(arguments.data, "dev"))
    arguments.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(arguments.begin / TOKENS, arguments.out / TOKENS)
    export(student, arguments.out)


if __name__ == "__main__":
    main()
