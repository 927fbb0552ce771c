"""Tune a shipped cross-encoder to the pages that people keep of the web.

    python -m assistant.training.tuning first --data FOLDER
    python -m assistant.training.tuning second --data FOLDER

The rounded weights of its products stay as they are. What is learnt is a gain of each of their
outputs (H. Liu et al., "Few-Shot Parameter-Efficient Fine-Tuning is Better and Cheaper than
In-Context Learning", 2022), the biases and the normalisations (E. Ben Zaken et al., "BitFit: Simple
Parameter-efficient Fine-tuning for Transformer-based Masked Language-models", 2022), and the last
product: one number in two hundred, so that little of what it knew is lost. Questions on pages take
turns with older ones on news; what it says of claims is held where it was.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from assistant.reader.cross_encoder import LAYERS
from assistant.reader.vocabulary import Vocabulary
from assistant.training.batches import steps
from assistant.training.claims import Claim, claims, with_evidence
from assistant.training.cross_encoder import RECIPES
from assistant.training.lessons import Lesson, older_lessons, page_lessons
from assistant.training.losses import loss_of_questions, said_of_claims
from assistant.training.transformer import Transformer, as_shipped, export

STEPS = 900
WARM_UP = 30  # steps
RATE, HEAD_RATE = 2e-3, 4e-4  # at most
PAGES = 0.7  # share of steps whose questions are on pages
CLAIMS = 6  # a step
CLAIMS_WEIGHT = 0.3  # of their squared distance beside the questions' loss


class Gained(nn.Module):
    """A product whose weights stay; each output has a gain, and its bias learns."""

    def __init__(self, product: nn.Linear) -> None:
        super().__init__()
        self.weight = nn.Parameter(product.weight.detach(), requires_grad=False)
        self.bias = nn.Parameter(product.bias.detach().clone())
        self.gain = nn.Parameter(torch.ones(len(product.bias)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(..., inputs) -> (..., outputs)."""
        return functional.linear(x, self.weight) * self.gain + self.bias

    def product(self) -> nn.Linear:
        """The same as a product alone."""
        merged = nn.Linear(self.weight.shape[1], self.weight.shape[0])
        with torch.no_grad():
            merged.weight.copy_(self.weight * self.gain[:, None])
            merged.bias.copy_(self.bias)
        return merged


def gained(model: Transformer) -> Transformer:
    """A copy of which only gains, biases, normalisations, kinds and the head learn."""
    copy = deepcopy(model).requires_grad_(False)
    for layer in copy.layers:
        for name, part in list(layer.named_children()):
            if isinstance(part, nn.Linear):
                setattr(layer, name, Gained(part))
            else:
                part.requires_grad_()
    for part in (copy.norm, copy.kinds, copy.head):
        part.requires_grad_()
    return copy


def merged(model: Transformer) -> Transformer:
    """A copy with plain products again."""
    copy = deepcopy(model)
    for layer in copy.layers:
        for name, part in list(layer.named_children()):
            if isinstance(part, Gained):
                setattr(layer, name, part.product())
    return copy


def tune(
    model: Transformer,
    vocabulary: Vocabulary,
    pages: Sequence[Lesson],
    older_ones: Sequence[Lesson],
    written: Sequence[Claim],
    steps_wanted: int,
    seed: int,
) -> Transformer:
    """Teach for so many steps; the rates fall to nothing over them."""
    draw = random.Random(seed)
    learning = gained(model)
    head = list(learning.head.parameters())
    body = [
        values
        for name, values in learning.named_parameters()
        if values.requires_grad and not name.startswith("head.")
    ]
    optimizer = torch.optim.AdamW(
        [{"params": body}, {"params": head}], betas=(0.9, 0.98), weight_decay=0.0
    )
    new, older = steps(pages, draw), steps(older_ones, draw)
    for step in range(steps_wanted):
        optimizer.zero_grad()
        batch = next(new if draw.random() < PAGES else older)
        questions = loss_of_questions(learning, vocabulary, batch, draw)
        of_step = [
            one[:2]
            for claim in draw.sample(written, CLAIMS)
            if (one := with_evidence(vocabulary, claim, draw))
        ]
        with torch.no_grad():
            before = said_of_claims(model, vocabulary, of_step)
        after = said_of_claims(learning, vocabulary, of_step)
        loss = questions + CLAIMS_WEIGHT * functional.mse_loss(after, before)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*body, *head], 1.0)
        for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * min(1.0, (step + 1) / WARM_UP) * (1 - step / steps_wanted)
        optimizer.step()
        if step % 50 == 49:
            print(f"step {step + 1} questions {questions.item():.3f}", flush=True)
    return merged(learning)


def main() -> None:
    """Tune and write the layers."""
    parser = argparse.ArgumentParser(description="Tune a shipped cross-encoder to pages.")
    parser.add_argument("which", choices=RECIPES)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--out", type=Path, help="file to write, by default the shipped one")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    recipe = RECIPES[arguments.which]
    vocabulary, layers = recipe.vocabulary(), recipe.folder / LAYERS
    tuned = tune(
        as_shipped(layers),
        vocabulary,
        list(page_lessons(vocabulary)),
        older_lessons(vocabulary, arguments.data, arguments.seed),
        claims(arguments.data, "train"),
        arguments.steps,
        arguments.seed,
    )
    out = arguments.out or layers
    export(tuned, out, recipe.most)
    print(f"written to {out}")


if __name__ == "__main__":
    main()
