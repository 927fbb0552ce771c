"""Train the embedded reader.

    python -m assistant.training.reader --data FOLDER --out assistant/reader

Folders of articles are written and indexed as a user's would be; every question is searched in
them; the features of its candidate sentences are what the networks learn from. Ordering is learnt
listwise (Z. Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach", 2007),
answerability by logistic regression on questions that an article answers and near misses.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.reader.reading import WEIGHTS, Logistic, Network, Reader, answer_features
from assistant.reader.similarity import Array
from assistant.training.examples import Example, news_examples, piaf_examples
from index.training import sources

# The scores of some rows, and their numbers, to what is minimised.
Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

UNITS = 24
MEMBERS = 4
EPOCHS = 30
DROPOUT = 0.2
PARTS: tuple[sources.Part, ...] = ("train", "dev", "report")
PIAF_QUESTIONS = 1_500  # of a part, at most
THRESHOLDS = np.arange(0.2, 0.8, 0.01)


def fit_order(train: Sequence[Example], seed: int) -> Network:
    """The network that orders candidates, fitted listwise."""
    usable = [e for e in train if e.right.any()]
    mean, scale = _moments(np.concatenate([e.compared.values for e in usable]))
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


def fit_answerable(train: Sequence[Example], order: Network) -> Logistic:
    """The regression that tells whether the best candidate answers.

    Questions whose article is hidden are many and easy, near misses few and hard: all kinds weigh
    the same. Linear on purpose: networks and trees learnt the training articles' ways, and were
    worse on other kinds of text.
    """
    from sklearn.linear_model import LogisticRegression

    inputs, targets = answer_inputs(train, order)
    mean, scale = _moments(inputs)
    x = np.clip((inputs - mean) / scale, -5, 5)
    kinds = list(zip((e.origin for e in train), targets.tolist(), strict=True))
    sizes = Counter(kinds)
    shares = [len(kinds) / len(sizes) / sizes[kind] for kind in kinds]
    fitted = LogisticRegression(C=0.01, max_iter=500).fit(x, targets, sample_weight=shares)
    weights, bias = fitted.coef_[0], fitted.intercept_[0]
    return Logistic(mean, scale, weights.astype(np.float32), np.array(bias, np.float32))


def answer_inputs(found: Sequence[Example], order: Network) -> tuple[Array, NDArray[np.bool_]]:
    """Inputs of the answerability network, and whether the articles do answer."""
    inputs = [answer_features(e.question, e.compared, order(e.compared.values)) for e in found]
    return np.array(inputs), np.array([e.answerable for e in found])


def _moments(rows: Array) -> tuple[Array, Array]:
    return rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)


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


def threshold(
    probabilities: Array, answerable: NDArray[np.bool_], kinds: NDArray[np.str_]
) -> float:
    """The probability that best parts answerable questions from others.

    By the share of the ones that are answered and of the others that are not, each kind of
    questions weighing the same (W. J. Youden, "Index for rating diagnostic tests", 1950).
    """

    def parted(limit: float) -> float:
        right = (probabilities >= limit) == answerable
        groups = [(kinds == kind) & (answerable == side) for kind in set(kinds) for side in (0, 1)]
        return float(np.mean([right[group].mean() for group in groups if group.any()]))

    return float(max(THRESHOLDS, key=parted))


def report(name: str, found: Sequence[Example], reader: Reader) -> None:
    """Print how often the first and the first three sentences are right, and silence."""
    for language in ("fr", "en"):
        asked = [e for e in found if e.question.language == language]
        if not asked:
            continue
        right = np.array([_right_at(e, reader, 1) for e in asked])
        right3 = np.array([_right_at(e, reader, 3) for e in asked])
        inputs, answerable = answer_inputs(asked, reader.order)
        answered = reader.answerable(inputs) >= reader.threshold
        print(
            f"{name} {language}: evidence@1 {_percent(right[answerable])}, "
            f"@3 {_percent(right3[answerable])}, "
            f"answered and right {_percent((right & answered)[answerable])}, "
            f"silent when nothing answers {_percent(~answered[~answerable])}, "
            f"AUC {_auc(reader.answerable(inputs), answerable):.3f}, "
            f"F1 {_balanced_f1(answered, answerable):.2f}, n={len(asked)}"
        )


def _balanced_f1(answered: NDArray[np.bool_], answerable: NDArray[np.bool_]) -> float:
    """F1 of answering, as if as many questions had an answer as had none."""
    told, wrongly = answered[answerable].mean(), answered[~answerable].mean()
    return float(2 * told / (1 + told + wrongly))


def _right_at(example: Example, reader: Reader, count: int) -> bool:
    scores = reader.order(example.compared.values)
    return bool(example.right[np.argsort(-scores, kind="stable")[:count]].any())


def _percent(values: NDArray[np.bool_]) -> str:
    return f"{100 * float(values.mean()):.0f} %" if len(values) else "-"


def _auc(scores: Array, positive: NDArray[np.bool_]) -> float:
    """Share of pairs of an answerable and an unanswerable question that are in order."""
    above = scores[positive][:, None] > scores[~positive][None, :]
    return float(above.mean()) if above.size else float("nan")


def main() -> None:
    """Train on the training articles, choose the threshold on others, report on the last."""
    parser = argparse.ArgumentParser(description="Train the embedded reader.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent)
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
    answerable = fit_answerable(learnt, order)
    chosen = [example for found in dev.values() for example in found]
    inputs, truth = answer_inputs(chosen, order)
    kinds = np.array([f"{e.origin} {e.question.language}" for e in chosen])
    limit = threshold(answerable(inputs), truth, kinds)
    reader = Reader(learnt[0].compared.names, order, answerable, limit)
    for name, found in (train | dev | held).items():
        report(name, found, reader)
    arguments.out.mkdir(parents=True, exist_ok=True)
    reader.save(arguments.out / WEIGHTS.name)
    print(f"threshold {limit:.3f}; written to {arguments.out}")


if __name__ == "__main__":
    main()
