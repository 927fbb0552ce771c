"""Train the embedded bilingual embedder: one vector a token, mean-pooled.

    python -m index.training.embedder --data FOLDER --out index/models/embedder

A Unigram tokenizer (T. Kudo, "Subword Regularization", 2018) is fitted on French and English
text, then its vectors are learnt by contrasting each text with the other texts of its batch
(InfoNCE: A. van den Oord et al., "Representation Learning with Contrastive Predictive Coding",
2018), as static embeddings are in sentence-transformers. The batches come from one source each:
a sentence against what surrounds it in its article, a title against its article, a sentence
against its translation, a question against its paragraph.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch.nn import functional

from index.training import sources
from index.training.pairs import corpus, pairs_by_source
from index.training.teacher import Lessons, lessons

PIECES = 40_000
DIMENSION = 256
BATCH = 1024
STEPS = 4_000
TEMPERATURE = 0.05
LEARNING_RATE = 0.03
DROPPED = 0.1  # share of the tokens left out of each text at each step
SURROUNDING = 3  # sentences on each side
TAUGHT = "taught"
SHARES = {
    TAUGHT: 0.30,
    "surroundings": 0.25,
    "title": 0.10,
    "everyday": 0.10,
    "law": 0.06,
    "news": 0.04,
    "question": 0.05,
    "synonyms": 0.10,
}


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as one flat run of token ids; text ``i`` is ``ids[starts[i]:starts[i + 1]]``."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1


def train_tokenizer(texts: Iterator[str]) -> Tokenizer:
    """A Unigram tokenizer over lower-cased words without accents; punctuation says nothing."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[^\p{L}\p{N}%$€£]+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=PIECES, special_tokens=["[UNK]"], unk_token="[UNK]", show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> Texts:
    """Token ids of every text, unknown tokens left out."""
    runs: list[list[int]] = []
    for first in range(0, len(texts), 20_000):
        batch = tokenizer.encode_batch_fast(list(texts[first : first + 20_000]))
        runs += [[i for i in encoding.ids if i] for encoding in batch]
    starts = np.cumsum([0, *map(len, runs)])
    return Texts(np.array([i for run in runs for i in run], dtype=np.int32), starts)


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids of texts and of the texts that belong to them, row by row."""

    left: list[NDArray[np.int32]]
    right: list[NDArray[np.int32]]
    groups: NDArray[np.int64]


class Sampler:
    """Batches of pairs, one source each, drawn by the shares."""

    def __init__(self, tokenizer: Tokenizer, data: Path, taught: Lessons, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        pairs, articles = pairs_by_source(data)
        self.pairs = {
            name: (
                encode(tokenizer, [a for a, _, _ in rows]),
                encode(tokenizer, [b for _, b, _ in rows]),
                np.array([group for _, _, group in rows]),
            )
            for name, rows in pairs.items()
        }
        self.lessons = encode(tokenizer, taught.english), encode(tokenizer, taught.french)
        self.taught = torch.from_numpy(taught.vectors)
        self.sentences = encode(tokenizer, [s for article in articles for s in article])
        ends = np.cumsum([len(article) for article in articles])
        self.article_of = np.repeat(np.arange(len(articles)), [len(a) for a in articles])
        self.first_of, self.end_of = ends - [len(a) for a in articles], ends
        lengths = np.diff(self.sentences.starts)
        self.usable = np.flatnonzero((lengths >= 6) & (lengths < 120))

    def batch(self, source: str) -> Batch:
        """``BATCH`` texts of a source with the texts that belong to them."""
        if source == "surroundings":
            return self._surroundings()
        left, right, groups = self.pairs[source]
        chosen = self.random.choice(len(left), BATCH, replace=len(left) < BATCH)
        return Batch(
            [self._keep(left, i, i + 1) for i in chosen],
            [self._keep(right, i, i + 1) for i in chosen],
            groups[chosen],
        )

    def lesson(self) -> tuple[list[NDArray[np.int32]], torch.Tensor]:
        """Token ids of ``BATCH`` sentences of either language, and the vectors to learn."""
        chosen = self.random.choice(len(self.taught), BATCH, replace=False)
        sides = self.random.integers(0, 2, BATCH)
        runs = [
            self._keep(self.lessons[side], i, i + 1) for side, i in zip(sides, chosen, strict=True)
        ]
        return runs, self.taught[chosen]

    def _surroundings(self) -> Batch:
        queries, contexts = [], []
        chosen = self.random.choice(self.usable, BATCH, replace=False)
        for i in chosen:
            article = self.article_of[i]
            first = max(i - SURROUNDING, self.first_of[article])
            end = min(i + 1 + SURROUNDING, self.end_of[article])
            before = self._keep(self.sentences, first, i)
            after = self._keep(self.sentences, i + 1, end)
            queries.append(self._keep(self.sentences, i, i + 1))
            contexts.append(np.concatenate([before, after]))
        return Batch(queries, contexts, self.article_of[chosen])

    def _keep(self, texts: Texts, first: int, end: int) -> NDArray[np.int32]:
        run = texts.ids[texts.starts[first] : texts.starts[end]]
        return run[self.random.random(len(run)) >= DROPPED]


def pooled(weights: torch.nn.EmbeddingBag, runs: list[NDArray[np.int32]]) -> torch.Tensor:
    """Mean-pooled, L2-normalised vectors of the token runs: (runs, dimension)."""
    offsets = torch.from_numpy(np.cumsum([0, *map(len, runs)])[:-1])
    return functional.normalize(weights(torch.from_numpy(np.concatenate(runs)), offsets))


def train(sampler: Sampler, pieces: int, steps: int, seed: int) -> NDArray[np.float32]:
    """The learnt vectors: (pieces, dimension)."""
    torch.manual_seed(seed)
    weights = torch.nn.EmbeddingBag(pieces, DIMENSION, mode="mean")
    torch.nn.init.normal_(weights.weight, std=0.1)
    optimizer = torch.optim.Adam(weights.parameters(), lr=LEARNING_RATE, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, steps, pct_start=0.1)
    chooser, began, mean_loss = random.Random(seed), time.monotonic(), 0.0
    for step in range(steps):
        (source,) = chooser.choices(list(SHARES), list(SHARES.values()))
        scores = _scores(weights, sampler, source)
        target = torch.arange(len(scores))
        loss = (
            functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)
        ) / 2
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        mean_loss += 0.02 * (loss.item() - mean_loss)
        if step % 100 == 99:
            print(
                f"step {step + 1}/{steps} loss {mean_loss:.3f} {time.monotonic() - began:.0f} s",
                flush=True,
            )
    return weights.weight.detach().numpy()


def _scores(weights: torch.nn.EmbeddingBag, sampler: Sampler, source: str) -> torch.Tensor:
    """How near each text of a batch is to each text, or vector, that may belong to it."""
    if source == TAUGHT:
        runs, vectors = sampler.lesson()
        return pooled(weights, runs) @ vectors.T / TEMPERATURE
    batch = sampler.batch(source)
    scores = pooled(weights, batch.left) @ pooled(weights, batch.right).T / TEMPERATURE
    alike = torch.from_numpy(batch.groups[:, None] == batch.groups[None, :])
    return scores.masked_fill(alike.fill_diagonal_(False), -torch.inf)


def statistics(tokenizer: Tokenizer, data: Path) -> NDArray[np.float16]:
    """What single tokens tell: (pieces, 2).

    How much each speaks for French against English, in log odds, counted on sentence pairs so
    that the subject says nothing about the language; and how rare it is in French news, as minus
    the log of its probability.
    """
    pieces = tokenizer.get_vocab_size()
    counts = np.zeros((2, pieces))
    for name, rows in sources.parallel(data).items():
        for language in (0, 1) if name != "law" else ():
            ids = encode(tokenizer, [row[language] for row in rows]).ids
            counts[language] += np.bincount(ids, minlength=pieces)
    english, french = counts * counts.sum() / counts.sum(axis=1, keepdims=True) / 2
    news = encode(tokenizer, [row["article"] for row in sources.news(data)])
    common = np.bincount(news.ids, minlength=pieces) + 0.5
    odds = np.log((french + 1) / (english + 1))
    for piece, number in tokenizer.get_vocab().items():
        if not piece.startswith("▁") or piece == "▁":
            odds[number] = 0  # the inside of a word, mostly of a name
    return np.column_stack([odds, -np.log(common / common.sum())]).astype(np.float16)


def save(
    tokenizer: Tokenizer, vectors: NDArray[np.float32], tokens: NDArray[np.float16], out: Path
) -> None:
    """Write a sentence-transformers folder whose weights are float16, and tokens' statistics."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    vectors[0] = 0  # the unknown token says nothing
    static = StaticEmbedding(tokenizer, embedding_weights=vectors)
    model = SentenceTransformer(modules=[static, Normalize()])
    model.half().save_pretrained(str(out), create_model_card=False)
    np.save(out / "statistics.npy", tokens)


def main() -> None:
    """Train and write the model folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--out", type=Path, default=Path("index/models/embedder"))
    parser.add_argument(
        "--cache", type=Path, default=Path(".cache"), help="for the teacher's vectors"
    )
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    tokenizer = train_tokenizer(corpus(arguments.data))
    print(f"tokenizer: {tokenizer.get_vocab_size()} pieces", flush=True)
    taught = lessons(arguments.data, DIMENSION, arguments.cache)
    sampler = Sampler(tokenizer, arguments.data, taught, arguments.seed)
    print({name: len(left) for name, (left, *_) in sampler.pairs.items()}, len(sampler.sentences))
    vectors = train(sampler, tokenizer.get_vocab_size(), arguments.steps, arguments.seed)
    save(tokenizer, vectors, statistics(tokenizer, arguments.data), arguments.out)


if __name__ == "__main__":
    main()
