"""Train one of the embedded cross-encoders.

    python -m assistant.training.cross_encoder first --data FOLDER
    python -m assistant.training.cross_encoder second --data FOLDER

The first begins as the sentence encoder, the second as a pretrained model. Of each question some
windows are read at once: those that the reader would give it, or one that answers with others near
to the question. What is learnt is which sentence of them all answers, that none does being one more
choice (C. Clark and M. Gardner, "Simple and Effective Multi-Paragraph Reading Comprehension",
2018); in a window that answers, where the answer begins and ends; and of sentences that cite
others, whether these carry them. What is said of the sentences at a glance is added to their
scores, so that what it leaves open is learnt (L. Gao et al., "Complement Lexical Retrieval Model
with Semantic Residual Embeddings", 2021).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from assistant.reader.cross_encoder import (
    BEGINS,
    CARRIED,
    CLAIM_WEIGHT,
    ENDS,
    FIRST,
    LAYERS,
    SAYS,
    SECOND,
    WEIGHT,
    together,
)
from assistant.reader.vocabulary import Run, TextPieces, Vocabulary, WordPieces
from assistant.reader.windows import Window
from assistant.training.claims import Claim, claims, with_evidence
from assistant.training.lessons import Lesson, Page, Right, lessons
from assistant.training.transformer import (
    MOST,
    Transformer,
    as_encoder,
    as_pretrained,
    export,
    no_place,
)

STEPS = 5_000  # of the second about three and a half hours on one core
WARM_UP = 150  # steps
QUESTIONS = 8  # a step
SORTED = 64  # questions of which those of like length come into one step
CLAIMS = 10  # a step, of sentences that an answer's evidence carries or not
ROUNDS = {"news": 1, "piaf": 2, "squad": 1, "afriqa": 1}  # of each source's questions in one round
GLANCED = 0.8  # weight of what is said at a glance beside the sentence's own score
FEWER = 0.6  # share of questions for which not all of the best windows are read
HIDDEN = 0.12  # share of the answered questions whose answer is not among what is read
UNTITLED = 0.3  # share of windows that are read without their article's title
WINDOWS = (1, 2, 2, 3)  # of a question, one of these, if the same article gives no more
SAME_ARTICLE = (0, 1, 1, 2)  # windows of the same article beside the right one, at most
NEARER = 0.4  # how much rather the nearest of other articles' windows is taken
SPANS = 0.25  # weight of where the answer stands beside which sentence answers
MULTIPLE = 8  # tokens: few lengths are read, as each new one costs more than the padding
_NEVER = -1e4


class Recipe(NamedTuple):
    """What tells the training of one cross-encoder from that of the other."""

    begun: Callable[[], Transformer]
    vocabulary: Callable[[], Vocabulary]
    folder: Path
    rate: float  # at most
    head_rate: float
    most: int  # of the integers that weights are rounded to


RECIPES = {
    "first": Recipe(as_encoder, WordPieces, FIRST, 2e-4, 1e-3, MOST),
    # At twice the rate it hardly learns; coarser weights cost nothing beside the rounding of what
    # goes through them, and make a smaller file.
    "second": Recipe(as_pretrained, lambda: TextPieces(SECOND), SECOND, 1.3e-4, 6.5e-4, most=24),
}


class Chosen(NamedTuple):
    """A window that is read for a question."""

    page: Page
    right: Right
    glanced: tuple[float, ...] = ()  # of each sentence; empty if nothing was glanced at


class Read(NamedTuple):
    """What the model says of some windows."""

    numbers: list[torch.Tensor]  # of each window's tokens: (tokens, NUMBERS)
    scores: torch.Tensor  # (windows, most sentences); _NEVER where there is none to quote


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


def read(model: Transformer, vocabulary: Vocabulary, pairs: Sequence[tuple[Run, Page]]) -> Read:
    """Read windows with their questions; the shorter half and the longer one each by itself."""
    runs = [together(vocabulary, question, page.window) for question, page in pairs]
    order = np.argsort([len(ids) for ids, _ in runs], kind="stable").tolist()
    numbers: dict[int, torch.Tensor] = {}
    for half in (order[: len(order) // 2], order[len(order) // 2 :]):
        if half:
            said = _read(model, vocabulary, [runs[i] for i in half])
            for row, i in enumerate(half):
                end = len(runs[i][0]) - 1
                numbers[i] = said[row, end - len(pairs[i][1].window.tokens) : end]
    scores = [_scores(numbers[i], page) for i, (_, page) in enumerate(pairs)]
    return Read(
        [numbers[i] for i in range(len(pairs))],
        nn.utils.rnn.pad_sequence(scores, batch_first=True, padding_value=_NEVER),
    )


def _read(
    model: Transformer, vocabulary: Vocabulary, runs: Sequence[tuple[Run, Run]]
) -> torch.Tensor:
    longest = -(-max(len(ids) for ids, _ in runs) // MULTIPLE) * MULTIPLE
    tokens = torch.zeros(len(runs), longest, vocabulary.dimension)
    kinds = torch.ones(len(runs), longest, dtype=torch.long)
    present = torch.zeros(len(runs), longest)
    for row, (ids, of) in enumerate(runs):
        tokens[row, : len(ids)] = torch.from_numpy(vocabulary.vectors(ids))
        kinds[row, : len(ids)] = torch.tensor(of)
        present[row, : len(ids)] = 1
    working = model.head.weight.dtype
    said: torch.Tensor = model(tokens.to(working), kinds, no_place(present).to(working))
    return said.float()


def _scores(numbers: torch.Tensor, page: Page) -> torch.Tensor:
    """Of each sentence, as `assistant.reader.cross_encoder` computes them; headings never."""
    scores = []
    for (start, end), heading in zip(page.window.sentences, page.headings, strict=True):
        if start == end or heading:
            scores.append(numbers.new_tensor(_NEVER))
        else:
            weights = numbers[start:end, WEIGHT].softmax(0)
            scores.append(weights @ numbers[start:end, SAYS])
    return torch.stack(scores)


def loss_of_claims(
    model: Transformer, vocabulary: Vocabulary, batch: Sequence[Claim], draw: random.Random
) -> torch.Tensor:
    """What is minimised of claims: cross entropy of whether the sentences cited carry each."""
    asked = [one for claim in batch if (one := with_evidence(vocabulary, claim, draw))]
    runs = [together(vocabulary, claim, _untitled(window, draw)) for claim, window, _ in asked]
    said = _read(model, vocabulary, runs)
    own = [said[row, 1 : 1 + len(claim)] for row, (claim, _, _) in enumerate(asked)]
    scores = [numbers[:, CLAIM_WEIGHT].softmax(0) @ numbers[:, CARRIED] for numbers in own]
    truth = torch.tensor([float(honest) for _, _, honest in asked])
    return functional.binary_cross_entropy_with_logits(torch.stack(scores), truth)


def loss_of_questions(
    model: Transformer,
    vocabulary: Vocabulary,
    batch: Sequence[tuple[Lesson, list[Chosen]]],
    draw: random.Random,
) -> torch.Tensor:
    """What is minimised: of the right sentence or of none, and of the answer's two ends."""
    pairs = [(lesson.question, one.page) for lesson, chosen in batch for one in chosen]
    found = read(
        model,
        vocabulary,
        [(asked, replace(page, window=_untitled(page.window, draw))) for asked, page in pairs],
    )
    sentences, ends, first = [], [], 0
    for _, chosen in batch:
        scores = found.scores[first : first + len(chosen)]
        glanced = [scores.new_tensor(one.glanced or [0.0]) for one in chosen]
        scores = scores + GLANCED * _padded(glanced, scores.shape[1])
        none = scores.new_zeros(1)
        right = [scores[i, n] for i, one in enumerate(chosen) for n in one.right]
        every = torch.cat([scores.flatten(), none])
        sentences.append(
            every.logsumexp(0) - (torch.stack(right).logsumexp(0) if right else none[0])
        )
        for i, one in enumerate(chosen):
            if one.right:
                begin, end = one.right[draw.choice(list(one.right))]
                numbers = found.numbers[first + i]
                for column, token in ((BEGINS, begin), (ENDS, end)):
                    ends.append(-numbers[:, column].log_softmax(0)[token])
        first += len(chosen)
    spans = 2 * torch.stack(ends).mean() if ends else torch.zeros(())
    return torch.stack(sentences).mean() + SPANS * spans


def _padded(rows: Sequence[torch.Tensor], width: int) -> torch.Tensor:
    """(rows, width), each row filled with 0."""
    return torch.stack([functional.pad(row, (0, width - len(row))) for row in rows])


def _untitled(window: Window, draw: random.Random) -> Window:
    """The window, at times without its article's title, so that it is not leant on."""
    return window if draw.random() >= UNTITLED else replace(window, title=[])


def train(
    recipe: Recipe,
    found: Sequence[Lesson],
    written: Sequence[Claim],
    steps_wanted: int,
    seed: int,
) -> Transformer:
    """Teach for so many steps; the rates fall to nothing over them.

    bfloat16 reads fast and falls short in sums of small steps, so that those are kept in float32.
    """
    torch.manual_seed(seed)
    draw = random.Random(seed)
    model, vocabulary = recipe.begun(), recipe.vocabulary()
    working = deepcopy(model).bfloat16()
    kept, used = list(model.parameters()), list(working.parameters())
    body = [p for name, p in model.named_parameters() if not name.startswith("head.")]
    groups: list[dict[str, Any]] = [{"params": body}, {"params": model.head.parameters()}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    batches, recent, began = steps(found, draw), list[list[float]](), time.monotonic()
    for step in range(steps_wanted):
        working.zero_grad()
        losses = [
            loss_of_questions(working, vocabulary, next(batches), draw),
            loss_of_claims(working, vocabulary, draw.sample(written, CLAIMS), draw),
        ]
        for loss in losses:
            loss.backward()  # type: ignore[no-untyped-call]
        for mine, theirs in zip(kept, used, strict=True):
            mine.grad = None if theirs.grad is None else theirs.grad.float()
        nn.utils.clip_grad_norm_(kept, 1.0)
        for group, rate in zip(
            optimizer.param_groups, (recipe.rate, recipe.head_rate), strict=True
        ):
            group["lr"] = rate * min(1.0, step / WARM_UP) * (1 - step / steps_wanted)
        optimizer.step()
        with torch.no_grad():
            for mine, theirs in zip(kept, used, strict=True):
                theirs.copy_(mine)
        recent.append([loss.item() for loss in losses])
        if step % 50 == 49:
            questions, claims_ = np.mean(recent[-50:], axis=0)
            seconds = time.monotonic() - began
            print(
                f"step {step + 1} questions {questions:.3f} claims {claims_:.3f} {seconds:.0f} s",
                flush=True,
            )
    return model


def main() -> None:
    """Train and write the layers."""
    parser = argparse.ArgumentParser(description="Train one of the embedded cross-encoders.")
    parser.add_argument("which", choices=RECIPES)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--out", type=Path, help="file to write, by default the shipped one")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    recipe = RECIPES[arguments.which]
    found = lessons(recipe.vocabulary(), arguments.data, arguments.seed)
    print(f"{len(found)} questions", flush=True)
    written = claims(arguments.data, "train")
    out = arguments.out or recipe.folder / LAYERS
    export(train(recipe, found, written, arguments.steps, arguments.seed), out, recipe.most)
    print(f"written to {out}")


if __name__ == "__main__":
    main()
