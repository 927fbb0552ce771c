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
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn

from assistant.reader.cross_encoder import FIRST, LAYERS, SECOND
from assistant.reader.vocabulary import TextPieces, Vocabulary, WordPieces
from assistant.training.batches import steps
from assistant.training.claims import Claim, claims
from assistant.training.lessons import Lesson, lessons
from assistant.training.losses import loss_of_claims, loss_of_questions
from assistant.training.transformer import Transformer, as_encoder, as_pretrained, export
from index.training.graph import MOST

STEPS = 5_000  # of the second about three and a half hours on one core
WARM_UP = 150  # steps
CLAIMS = 10  # a step, of sentences that an answer's evidence carries or not


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


def train(
    recipe: Recipe,
    model: Transformer,
    found: Sequence[Lesson],
    written: Sequence[Claim],
    steps_wanted: int,
    seed: int,
) -> None:
    """Teach for so many steps; the rates fall to nothing over them.

    bfloat16 reads fast and falls short in sums of small steps, so that those are kept in float32.
    """
    draw = random.Random(seed)
    vocabulary = recipe.vocabulary()
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


def parsed(description: str, steps_wanted: int) -> argparse.Namespace:
    """The command's arguments: which of both, its data, where to write it, steps and seed."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("which", choices=RECIPES)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--out", type=Path, help="file to write, by default the shipped one")
    parser.add_argument("--steps", type=int, default=steps_wanted)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def main() -> None:
    """Train and write the layers."""
    arguments = parsed("Train one of the embedded cross-encoders.", STEPS)
    recipe = RECIPES[arguments.which]
    torch.manual_seed(arguments.seed)
    model = recipe.begun()
    found = lessons(recipe.vocabulary(), arguments.data, arguments.seed)
    print(f"{len(found)} questions", flush=True)
    written = claims(arguments.data, "train")
    out = arguments.out or recipe.folder / LAYERS
    train(recipe, model, found, written, arguments.steps, arguments.seed)
    export(model, out, recipe.most)
    print(f"written to {out}")


if __name__ == "__main__":
    main()
