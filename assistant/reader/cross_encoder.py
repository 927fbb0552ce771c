"""The embedded cross-encoder: reads a question and sentences together, each in its context.

A small transformer that began as the sentence encoder (`index.encoder`) and shares its tokens'
vectors. It reads the question, the article's title and a window of the article in one run, so that
every word of the one can attend to every word of the other (R. Nogueira and K. Cho, "Passage
Re-ranking with BERT", 2019), and gives some numbers a token: whether an answer begins there,
whether one ends there, how much the token says of its sentence, and what it says. Given a sentence
of an answer and the sentences that it cites, it says of each token of the first how much it says of
whether they carry it (entailment), and what. Trained by `assistant.training.cross_encoder`;
onnxruntime runs its layers in 8-bit integers.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.reader.candidates import LikelyAnswer
from assistant.reader.similarity import Array
from assistant.reader.windows import Run, Window
from index.encoder import sentence_encoder, session
from index.types import Span

LAYERS = Path(__file__).parent / "layers.onnx"
LONGEST_ANSWER = 24  # tokens
NUMBERS = 6  # of a token
BEGINS, ENDS, WEIGHT, SAYS = range(4)  # of the article's tokens, where a question is asked
CLAIM_WEIGHT, CARRIED = 4, 5  # of a claim's own tokens


@dataclass(frozen=True, slots=True)
class WindowReading:
    """What the cross-encoder says of a window."""

    window: Window
    numbers: Array  # (tokens of the window, NUMBERS)

    @property
    def scores(self) -> Array:
        """Of each sentence, how likely it answers: log odds against that none does.

        (sentences,); minus infinity for a sentence of which no token is read.
        """
        return np.array([self._score(*bounds) for bounds in self.window.sentences], np.float32)

    def _score(self, start: int, end: int) -> float:
        if start == end:
            return -np.inf
        return _pooled(self.numbers[start:end, WEIGHT], self.numbers[start:end, SAYS])

    def answer(self, number: int) -> LikelyAnswer | None:
        """The likeliest answer inside one of its sentences; None if no token of it is read."""
        start, end = self.window.sentences[number]
        count = end - start
        if not count:
            return None
        sums = self.numbers[start:end, BEGINS][:, None] + self.numbers[start:end, ENDS][None]
        lengths = np.arange(count)[None] - np.arange(count)[:, None]
        sums = np.where((lengths >= 0) & (lengths < LONGEST_ANSWER), sums, -np.inf)
        first, last = divmod(int(sums.argmax()), count)
        likely = float(1 / np.exp(sums - sums.max()).sum())
        offsets = self.window.offsets
        return LikelyAnswer(Span(offsets[start + first][0], offsets[start + last][1]), likely)


class CrossEncoder:
    """Questions and windows to numbers. May be used from several threads."""

    def __init__(self, layers: Path = LAYERS) -> None:
        self._layers = layers

    @cached_property
    def _session(self) -> Any:
        return session(self._layers)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when what it says of a token would."""
        made_of = sentence_encoder().fingerprint.encode() + self._layers.read_bytes()
        return hashlib.blake2b(made_of, digest_size=16).hexdigest()

    def read(self, question: Run, windows: Sequence[Window]) -> list[WindowReading]:
        """Read each window with the question, by itself: what one says depends on no other.

        Raises EmbedderError when the model cannot be read.
        """
        _ = self._session  # made here, before threads ask for it

        def read(window: Window) -> WindowReading:
            numbers = self._numbers(question, window)
            end = len(numbers) - 1
            return WindowReading(window, numbers[end - len(window.tokens) : end])

        if len(windows) < 2:
            return [read(window) for window in windows]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(read, windows))

    def carried(self, claim: Run, evidence: Window) -> float:
        """How likely the evidence carries a claim of one token at least, in log odds.

        Raises EmbedderError when the model cannot be read.
        """
        numbers = self._numbers(claim, evidence)[1 : 1 + len(claim)]
        return _pooled(numbers[:, CLAIM_WEIGHT], numbers[:, CARRIED])

    def _numbers(self, first: Run, window: Window) -> Array:
        """The numbers of all tokens of a run: (tokens, NUMBERS)."""
        ids, kinds = together(first, window)
        tokens = sentence_encoder().token_vectors(ids)[None]
        (numbers,) = self._session.run(None, {"tokens": tokens, "kinds": np.array(kinds)[None]})
        of_tokens: Array = numbers[0]
        return of_tokens


def _pooled(weights: Array, says: Array) -> float:
    """What some tokens say, each weighing as much as it says it does."""
    weights = np.exp(weights - weights.max())
    return float(weights @ says / weights.sum())


def together(question: Run, window: Window) -> tuple[Run, Run]:
    """What is read in one run, as tokens, and of each token whether it is of the article (1)."""
    begin, end = sentence_encoder().begin, sentence_encoder().end
    asked = [begin, *question, end]
    title = [*window.title, end] if window.title else []
    read = [*title, *window.tokens, end]
    return asked + read, [0] * len(asked) + [1] * len(read)


@lru_cache(maxsize=1)
def cross_encoder() -> CrossEncoder:
    """The embedded cross-encoder, read once."""
    return CrossEncoder()
