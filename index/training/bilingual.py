"""Train the encoder that the embedded one begins as: a MiniLM that reads French as English.

    python -m index.training.bilingual --data FOLDER

The layers are those of all-MiniLM-L6-v2, which knows English only. Its word pieces are replaced by
the pieces of the embedded embedder, each of which begins as the mean of the English words nearest
to it in the bilingual space. Then sentences of both languages are taught the vector that the
English MiniLM gives the English one (N. Reimers and I. Gurevych, "Making Monolingual Sentence
Embeddings Multilingual using Knowledge Distillation", 2020).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from index.embedding import MODEL_FOLDER, static_embedder
from index.encoder import LAYERS, LONGEST
from index.training import sources
from index.training.beginnings import beginning_vectors
from index.training.export import export
from index.training.graph import Arrays
from index.training.teacher import teacher_folder, teacher_vectors

BILINGUAL = Path(".cache") / "bilingual-encoder"  # where it is written
_LACKING = "{} is not there: `python -m index.training.bilingual` makes it"
HELD = 600  # pairs that are not trained on
PAIRS = {"news": 20_000, "everyday": 200_000, "law": 40_000}  # of each source, at most
LENGTHS = {"news": (15, 320), "everyday": (12, 400), "law": (40, 220)}  # characters
ALIKE = 0.4  # cosine of the static vectors below which two sentences are hardly translations
ENGLISH = 1 / 3  # share of the English sentences that are taught in a round, too
BUCKETS = (8, 12, 16, 24, 32, 40, LONGEST + 2)  # tokens to which texts are padded
TOKENS = 3_072  # of a batch
VECTORS_RATE, LAYERS_RATE = 1.5e-3, 1.2e-4
WARM_UP = 200  # steps
CONTRAST = 0.1  # weight of telling the batch's sentences apart, as the teacher does
SCALE = 20.0
MINUTES = 40.0

Run = list[int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence's tokens, and the number of the vector that it is taught."""

    tokens: Run
    vector: int


def layers_of(folder: Path) -> Arrays:
    """The numbers of the encoder in that folder. Raises FileNotFoundError that says what to do."""
    if not (folder / LAYERS).exists():
        raise FileNotFoundError(_LACKING.format(folder / LAYERS))
    return Arrays(folder / LAYERS)


def translations(data: Path) -> dict[str, list[tuple[str, str]]]:
    """Pairs of an English and a French sentence that are translations, by source."""
    found = {}
    for source, pairs in sources.parallel(data).items():
        least, most = LENGTHS[source]
        fit = [pair for pair in pairs if least <= len(pair[0]) <= most]
        random.Random(0).shuffle(fit)
        found[source] = [pair for pair in fit[: PAIRS[source]] if _cosine(*pair) >= ALIKE]
    return found


def _cosine(english: str, french: str) -> float:
    one, other = static_embedder().encode([english, french])
    return float(one @ other)


class Student:
    """The teacher with the bilingual vocabulary."""

    def __init__(self) -> None:
        from transformers import AutoModel, AutoTokenizer

        folder = teacher_folder()
        self.bert: Any = AutoModel.from_pretrained(folder, local_files_only=True)
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        theirs = self.bert.embeddings.word_embeddings.weight.detach().numpy()
        odds = np.load(MODEL_FOLDER / "statistics.npy")[:, 0].astype(np.float32)
        begun = beginning_vectors(static_embedder().pieces(), tokenizer, theirs, odds)
        ends = theirs[[tokenizer.cls_token_id, tokenizer.sep_token_id]]
        vectors = torch.from_numpy(np.concatenate([begun, ends]))
        self.bert.embeddings.word_embeddings = torch.nn.Embedding(
            len(vectors), vectors.shape[1], _weight=vectors
        )
        self.begin, self.end = len(vectors) - 2, len(vectors) - 1
        for module in self.bert.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0

    def runs(self, texts: Sequence[str]) -> list[Run]:
        """The tokens of each text, its begin and its end among them."""
        ids = static_embedder().token_ids(texts)
        return [[self.begin, *run[:LONGEST], self.end] for run in ids]

    def __call__(self, runs: Sequence[Run]) -> torch.Tensor:
        """Vectors of length 1: (runs, dimension)."""
        width = _bucket(max(map(len, runs)))
        ids = torch.tensor([run + [0] * (width - len(run)) for run in runs])
        mask = torch.tensor([[1] * len(run) + [0] * (width - len(run)) for run in runs])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            read = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        return functional.normalize((read * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))


def _bucket(length: int) -> int:
    """Few shapes: each new one costs more than the padding."""
    return next(width for width in BUCKETS if length <= width)


def rounds(
    student: Student, pairs: dict[str, list[tuple[str, str]]], numbers: dict[str, int]
) -> Iterator[list[Lesson]]:
    """Batches without end: all French sentences, those of the news twice, and some English ones."""
    chosen = random.Random(1)
    both: dict[str, tuple[list[Lesson], list[Lesson]]] = {}
    for source, rows in pairs.items():
        taught = [numbers[english] for english, _ in rows]
        sides = (student.runs([row[side] for row in rows]) for side in (1, 0))
        french, english = (list(map(Lesson, side, taught)) for side in sides)
        both[source] = french, english
    waiting: dict[int, list[Lesson]] = {width: [] for width in BUCKETS}
    while True:
        lessons: list[Lesson] = []
        for source, (french, english) in both.items():
            lessons += french + chosen.sample(english, int(ENGLISH * len(english)))
            if source == "news":
                lessons += french + english
        chosen.shuffle(lessons)
        for lesson in lessons:
            width = _bucket(len(lesson.tokens))
            waiting[width].append(lesson)
            if len(waiting[width]) == TOKENS // width:
                yield waiting[width]
                waiting[width] = []


def train(
    student: Student,
    batches: Iterator[list[Lesson]],
    vectors: NDArray[np.float16],
    minutes: float,
) -> None:
    """Teach for so many minutes; the rates fall to nothing over them."""
    words = student.bert.embeddings.word_embeddings.weight
    layers = [p for p in student.bert.parameters() if p is not words]
    groups: list[dict[str, Any]] = [{"params": [words], "weight_decay": 0.0}, {"params": layers}]
    optimizer = torch.optim.AdamW(groups)
    began, step, left = time.monotonic(), 0, 1.0
    while left > 0:
        batch = next(batches)
        share = min(1.0, step / WARM_UP) * left
        for group, rate in zip(optimizer.param_groups, (VECTORS_RATE, LAYERS_RATE), strict=True):
            group["lr"] = rate * share
        loss = _loss(
            student([lesson.tokens for lesson in batch]),
            torch.from_numpy(vectors[[lesson.vector for lesson in batch]].astype(np.float32)),
        )
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        step += 1
        if step % 50 == 0:
            seconds = time.monotonic() - began
            print(f"step {step} loss {loss.item():.3f} {seconds:.0f} s", flush=True)
        left = 1 - (time.monotonic() - began) / (60 * minutes)


def _loss(read: torch.Tensor, taught: torch.Tensor) -> torch.Tensor:
    apart = functional.cross_entropy(
        SCALE * read @ taught.T, (SCALE * taught @ taught.T).softmax(1)
    )
    return (1 - (read * taught).sum(1)).mean() + CONTRAST * apart


def report(student: Student, held: Sequence[tuple[str, str]], taught: NDArray[np.float32]) -> None:
    """Print how near the vectors come to the teacher's on pairs that were not trained on."""
    for side, language in ((1, "French"), (0, "English")):
        runs = student.runs([pair[side] for pair in held])
        with torch.inference_mode():
            read = np.concatenate([student([run]).numpy() for run in runs])
        found = (read @ taught.T).argmax(axis=1) == np.arange(len(held))
        print(
            f"{language}: cosine with the teacher's vector {(read * taught).sum(1).mean():.3f}, "
            f"its own the nearest of {len(held)} {100 * found.mean():.1f} %"
        )


def main() -> None:
    """Train, report and write the model folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--out", type=Path, default=BILINGUAL)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument(
        "--cache", type=Path, default=Path(".cache"), help="for the teacher's vectors"
    )
    arguments = parser.parse_args()
    torch.manual_seed(0)
    pairs = translations(arguments.data)
    held, pairs["news"] = pairs["news"][:HELD], pairs["news"][HELD:]
    english = sorted(
        {row[0] for rows in (held, *pairs.values()) for row in rows}, key=lambda t: (len(t), t)
    )
    vectors = teacher_vectors(english, arguments.cache / "encoder-teacher.npy")
    numbers = {text: number for number, text in enumerate(english)}
    student = Student()
    train(student, rounds(student, pairs, numbers), vectors, arguments.minutes)
    report(student, held, vectors[[numbers[row[0]] for row in held]].astype(np.float32))
    export(student.bert, arguments.out)


if __name__ == "__main__":
    main()
