"""What a cross-encoder's training minimises, of questions and of claims."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from assistant.reader.cross_encoder import (
    BEGINS,
    CARRIED,
    CLAIM_WEIGHT,
    ENDS,
    SAYS,
    WEIGHT,
    together,
)
from assistant.reader.vocabulary import Run, Vocabulary
from assistant.reader.windows import Window
from assistant.training.batches import Chosen
from assistant.training.claims import Claim, with_evidence
from assistant.training.lessons import Lesson, Page
from assistant.training.transformer import Transformer
from index.training.blocks import no_place

GLANCED = 0.8  # weight of what is said at a glance beside the sentence's own score
UNTITLED = 0.3  # share of windows that are read without their article's title
SPANS = 0.25  # weight of where the answer stands beside which sentence answers
MULTIPLE = 8  # tokens: few lengths are read, as each new one costs more than the padding
_NEVER = -1e4


class Read(NamedTuple):
    """What the model says of some windows."""

    numbers: list[torch.Tensor]  # of each window's tokens: (tokens, NUMBERS)
    scores: torch.Tensor  # (windows, most sentences); _NEVER where there is none to quote


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
