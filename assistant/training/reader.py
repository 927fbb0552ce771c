"""Train what the embedded reader sees at a glance.

    python -m assistant.training.reader --data FOLDER

Folders of articles are written and indexed as a user's would be; every question is searched in
them; the features of its candidate sentences are what the networks learn from. Ordering is learnt
listwise (Z. Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach", 2007),
answerability by logistic regression on questions that an article answers and near misses. What is
made of both once the cross-encoder has read, too, `assistant.training.judging` fits afterwards.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.reader.glancing import glance_features
from assistant.reader.similarity import Array
from assistant.reader.weights import GlanceModel, Logistic, Network
from assistant.training.examples import Example, news_examples, piaf_examples
from assistant.training.figures import moments, percent, ranked_above
from index.training import sources

# The scores of some rows, and their numbers, to what is minimised.
Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

UNITS = 24
MEMBERS = 4
EPOCHS = 30
DROPOUT = 0.2
PARTS: tuple[sources.Part, ...] = ("train", "dev", "report")
PIAF_QUESTIONS = 1_500  # of a part, at most


def fit_order(train: Sequence[Example], seed: int) -> Network:
    """The network that orders candidates, fitted listwise."""
    usable = [e for e in train if e.right.any()]
    mean, scale = moments(np.concatenate([e.compared.values for e in usable]))
    longest = max(len(e.right) for e in usable)
    width = len(mean)
    x = torch.zeros(len(usable), longest, width)
    wrong = torch.ones(len(usable), longest, dtype=torch.bool)
    absent = torch.ones(len(usable), longest, dtype=torch.bool)
    for i, e in enumerate(usable):
        count = len(e.right)
        x[i, :count] = torch.from_numpy(np.clip((e.compared.values - mean) / scale, -5, 5))
        wrong[i, :count] = torch.from_numpy(~e.right)
        absent[i, :count] = False

    def loss(scores: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        scores = scores.masked_fill(absent[rows], -1e9)
        right = scores.masked_fill(wrong[rows], -1e9)
        return (torch.logsumexp(scores, 1) - torch.logsumexp(right, 1)).mean()

    return _network(mean, scale, _fit(x, loss, seed, weight_decay=1e-4))


def fit_glanced(train: Sequence[Example], order: Network) -> Logistic:
    """The regression that tells whether the best candidate answers.

    Questions whose article is hidden are many and easy, near misses few and hard: all kinds weigh
    the same. Linear on purpose: networks and trees learnt the training articles' ways, and were
    worse on other kinds of text.
    """
    from sklearn.linear_model import LogisticRegression

    inputs, targets = answer_inputs(train, order)
    mean, scale = moments(inputs)
    x = np.clip((inputs - mean) / scale, -5, 5)
    kinds = list(zip((e.origin for e in train), targets.tolist(), strict=True))
    sizes = Counter(kinds)
    shares = [len(kinds) / len(sizes) / sizes[kind] for kind in kinds]
    fitted = LogisticRegression(C=0.01, max_iter=500).fit(x, targets, sample_weight=shares)
    weights, bias = fitted.coef_[0], fitted.intercept_[0]
    return Logistic(mean, scale, weights.astype(np.float32), np.array(bias, np.float32))


def answer_inputs(found: Sequence[Example], order: Network) -> tuple[Array, NDArray[np.bool_]]:
    """Inputs of the regression, and whether the articles do answer."""
    inputs = [glance_features(e.question, e.compared, order(e.compared.values)) for e in found]
    return np.array(inputs), np.array([e.answerable for e in found])


def _fit(
    x: torch.Tensor, loss_of: Loss, seed: int, weight_decay: float
) -> list[torch.nn.Sequential]:
    """Members of an ensemble: hidden weights and bias, output weights and bias of each."""
    members = []
    for member in range(MEMBERS):
        torch.manual_seed(seed + member)
        network = torch.nn.Sequential(
            torch.nn.Linear(x.shape[-1], UNITS),
            torch.nn.ReLU(),
            torch.nn.Dropout(DROPOUT),
            torch.nn.Linear(UNITS, 1),
        )
        optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=weight_decay)
        batches = max(1, len(x) // 64)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS * batches)
        for _ in range(EPOCHS):
            for rows in torch.randperm(len(x)).tensor_split(batches):
                optimizer.zero_grad()
                loss = loss_of(network(x[rows]).squeeze(-1), rows)
                loss.backward()  # type: ignore[no-untyped-call]
                optimizer.step()
                schedule.step()
        members.append(network.eval())
    return members


def _network(mean: Array, scale: Array, members: list[torch.nn.Sequential]) -> Network:
    def stacked(layer: int, name: str) -> Array:
        arrays = [getattr(m[layer], name).detach().numpy() for m in members]
        return np.stack(arrays).astype(np.float32)

    return Network(
        mean.astype(np.float32),
        scale.astype(np.float32),
        stacked(0, "weight").transpose(0, 2, 1),
        stacked(0, "bias"),
        stacked(3, "weight")[:, 0],
        stacked(3, "bias")[:, 0],
    )


def report(name: str, found: Sequence[Example], order: Network, glanced: Logistic) -> None:
    """Print how often the first and the first three sentences are right, and answerability."""
    for language in ("fr", "en"):
        asked = [e for e in found if e.question.language == language]
        if not asked:
            continue
        right = np.array([_right_at(e, order, 1) for e in asked])
        right3 = np.array([_right_at(e, order, 3) for e in asked])
        inputs, answerable = answer_inputs(asked, order)
        print(
            f"{name} {language}: evidence@1 {percent(right[answerable])}, "
            f"@3 {percent(right3[answerable])}, "
            f"AUC {ranked_above(glanced(inputs), answerable):.3f}, n={len(asked)}"
        )


def _right_at(example: Example, order: Network, count: int) -> bool:
    scores = order(example.compared.values)
    return bool(example.right[np.argsort(-scores, kind="stable")[:count]].any())


def main() -> None:
    """Train on the training articles, and report on all."""
    parser = argparse.ArgumentParser(description="Train what the reader sees at a glance.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    train, dev, held = (
        {
            f"encyclopedia {part}": list(
                piaf_examples(arguments.data, part, PIAF_QUESTIONS, arguments.seed)
            ),
            f"news, one folder, {part}": list(news_examples(arguments.data, part, 0, 0)),
            f"news, two articles a folder, {part}": list(news_examples(arguments.data, part, 2, 0)),
        }
        for part in PARTS
    )
    learnt = [example for found in train.values() for example in found]
    order = fit_order(learnt, arguments.seed)
    glanced = fit_glanced(learnt, order)
    for name, found in (train | dev | held).items():
        report(name, found, order, glanced)
    GlanceModel(learnt[0].compared.names, order, glanced).save()


if __name__ == "__main__":
    main()
