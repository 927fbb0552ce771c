"""The embedded cross-encoders: they read a question and sentences together, each in its context.

Two small transformers that began differently: the first as the sentence encoder (`index.encoder`),
the second as the lower half of one that was taught on texts in a hundred languages (L. Wang et al.,
"Multilingual E5 Text Embeddings: A Technical Report", 2024); what both say, averaged, is right more
often than either. Each reads the question, the article's title and a window of the article in one
run, so that every word of the one can attend to every word of the other (R. Nogueira and K. Cho,
"Passage Re-ranking with BERT", 2019), and gives some numbers a token: whether an answer begins
there, whether one ends there, how much the token says of its sentence, and what it says. Given a
sentence of an answer and the sentences that it cites, it says of each token of the first how much
it says of whether they carry it (entailment), and what; for that it also has low-rank additions to
its products, which were taught of claims alone. Trained by `assistant.training.cross_encoder` and
`assistant.training.adapting`; onnxruntime runs their layers in 8-bit integers.
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
from assistant.reader.vocabulary import Run, TextPieces, Vocabulary, WordPieces
from assistant.reader.windows import Window, cited_window, claim_tokens, question_tokens
from index.encoder import session
from index.types import Span

LAYERS = "layers.onnx"
CLAIMS = "claims.onnx"  # the same with additions: it reads the weights in the file of the layers
FIRST, SECOND = Path(__file__).parent, Path(__file__).parent / "second"
LONGEST_ANSWER = 24  # tokens
NUMBERS = 6  # of a token
BEGINS, ENDS, WEIGHT, SAYS = range(4)  # of the article's tokens, where a question is asked
CLAIM_WEIGHT, CARRIED = 4, 5  # of a claim's own tokens


@dataclass(frozen=True, slots=True)
class WindowReading:
    """What a cross-encoder says of a window."""

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

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self._layers, self._claims = folder / LAYERS, folder / CLAIMS
        self.vocabulary = vocabulary

    @cached_property
    def _session(self) -> Any:
        return session(self._layers)

    @cached_property
    def _session_of_claims(self) -> Any:
        return session(self._claims)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when what it says of a token would, where a question is asked."""
        made_of = self.vocabulary.fingerprint.encode() + self._layers.read_bytes()
        return hashlib.blake2b(made_of, digest_size=16).hexdigest()

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowReading]:
        """Read each window with the question, by itself: what one says depends on no other.

        The windows are of its own vocabulary. Raises EmbedderError when the model cannot be read.
        """
        _ = self._session  # made here, before threads ask for it
        asked = question_tokens(self.vocabulary, question)

        def read(window: Window) -> WindowReading:
            numbers = self._numbers(self._session, asked, window)
            end = len(numbers) - 1
            return WindowReading(window, numbers[end - len(window.tokens) : end])

        if len(windows) < 2:
            return [read(window) for window in windows]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(read, windows))

    def carried(
        self, claim: str, title: str, sentences: Sequence[str], added: bool = False
    ) -> float | None:
        """How likely sentences of an article carry a claim, in log odds.

        ``added``: with the additions that were taught of claims alone. None when one of both is too
        long to be read whole, or without a token. Raises EmbedderError when the model cannot be
        read.
        """
        tokens = claim_tokens(self.vocabulary, claim)
        evidence = cited_window(self.vocabulary, title, sentences)
        if not tokens or evidence is None:
            return None
        layers = self._session_of_claims if added else self._session
        numbers = self._numbers(layers, tokens, evidence)[1 : 1 + len(tokens)]
        return _pooled(numbers[:, CLAIM_WEIGHT], numbers[:, CARRIED])

    def _numbers(self, layers: Any, first: Run, window: Window) -> Array:
        """The numbers of all tokens of a run: (tokens, NUMBERS)."""
        ids, kinds = together(self.vocabulary, first, window)
        tokens = self.vocabulary.vectors(ids)[None]
        (numbers,) = layers.run(None, {"tokens": tokens, "kinds": np.array(kinds)[None]})
        of_tokens: Array = numbers[0]
        return of_tokens


def _pooled(weights: Array, says: Array) -> float:
    """What some tokens say, each weighing as much as it says it does."""
    weights = np.exp(weights - weights.max())
    return float(weights @ says / weights.sum())


def together(vocabulary: Vocabulary, question: Run, window: Window) -> tuple[Run, Run]:
    """What is read in one run, as tokens, and of each token whether it is of the article (1)."""
    asked = [vocabulary.begin, *question, vocabulary.end]
    title = [*window.title, vocabulary.end] if window.title else []
    read = [*title, *window.tokens, vocabulary.end]
    return asked + read, [0] * len(asked) + [1] * len(read)


@lru_cache(maxsize=1)
def first_cross_encoder() -> CrossEncoder:
    """The one that reads all that seems good at a glance; loaded once."""
    return CrossEncoder(FIRST, WordPieces())


@lru_cache(maxsize=1)
def second_cross_encoder() -> CrossEncoder:
    """The one that reads the best of it again; loaded once."""
    return CrossEncoder(SECOND, TextPieces(SECOND))


def fingerprint() -> str:
    """Changes when what either says of a token would."""
    made_of = first_cross_encoder().fingerprint + second_cross_encoder().fingerprint
    return hashlib.blake2b(made_of.encode(), digest_size=16).hexdigest()
