"""Teach a cross-encoder more of claims, by additions that it has for them alone.

    python -m assistant.training.adapting first --data FOLDER
    python -m assistant.training.adapting second --data FOLDER

What it says where a question is asked stays as it was. A little more than half of the claims are on
pages in clumsy French, the others on news. Its products are held, in the weights as shipped.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import nn

from assistant.reader.cross_encoder import CLAIMS, LAYERS
from assistant.reader.vocabulary import Vocabulary
from assistant.training.additions import add_to, write
from assistant.training.claims import Claim, claims, page_claims
from assistant.training.cross_encoder import RECIPES, parsed
from assistant.training.losses import loss_of_claims
from assistant.training.transformer import Transformer, as_written

RANK = 4
STEPS = 2_000
WARM_UP = 50  # steps
RATE, HEAD_RATE = 1.5e-3, 3e-4  # at most
BATCH = 32  # claims a step
SORTED = 16  # steps' claims of which those of like length come into one
ON_PAGES = 0.55  # share of them


def train(
    model: Transformer,
    vocabulary: Vocabulary,
    on_pages: Sequence[Claim],
    on_news: Sequence[Claim],
    steps_wanted: int,
    seed: int,
) -> None:
    """Teach the additions for so many steps; the rates fall to nothing over them."""
    draw = random.Random(seed)
    taught = {name: p for name, p in model.named_parameters() if p.requires_grad}
    head = [p for name, p in taught.items() if name.startswith("head.")]
    added = [p for name, p in taught.items() if not name.startswith("head.")]
    optimizer = torch.optim.AdamW([{"params": added}, {"params": head}], betas=(0.9, 0.98))
    batches, recent, began = _steps(on_pages, on_news, draw), list[float](), time.monotonic()
    for step in range(steps_wanted):
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of_claims(model, vocabulary, next(batches), draw)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(taught.values(), 1.0)
        for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * min(1.0, step / WARM_UP) * (1 - step / steps_wanted)
        optimizer.step()
        recent.append(loss.item())
        if step % 50 == 49:
            seconds = time.monotonic() - began
            print(f"step {step + 1} loss {np.mean(recent[-50:]):.3f} {seconds:.0f} s", flush=True)


def _steps(
    on_pages: Sequence[Claim], on_news: Sequence[Claim], draw: random.Random
) -> Iterator[list[Claim]]:
    """Steps without end: claims of like length, with their evidence, together."""
    share = round(ON_PAGES * BATCH * SORTED)
    while True:
        pool = draw.sample(on_pages, share) + draw.sample(on_news, BATCH * SORTED - share)
        pool.sort(key=_length)
        batches = [pool[first : first + BATCH] for first in range(0, len(pool), BATCH)]
        draw.shuffle(batches)
        yield from batches


def _length(claim: Claim) -> int:
    """Of a claim with the sentences it cites, in characters."""
    return len(claim.text) + sum(len(s.text) for s in claim.given if s.number in claim.cited)


def main() -> None:
    """Teach and write."""
    arguments = parsed("Teach a cross-encoder more of claims.", STEPS)
    recipe = RECIPES[arguments.which]
    torch.manual_seed(arguments.seed)
    layers = recipe.folder / LAYERS
    model = as_written(layers)
    add_to(model, RANK)
    on_pages, on_news = page_claims("train"), claims(arguments.data, "train")
    train(model, recipe.vocabulary(), on_pages, on_news, arguments.steps, arguments.seed)
    out = arguments.out or recipe.folder / CLAIMS
    write(model, layers, out)
    print(f"written to {out}")


if __name__ == "__main__":
    main()
