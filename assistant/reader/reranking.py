"""A hub cross-encoder in the reader's place for the order of the evidence; off unless it is named.

Cross-encoders read question and text together (R. Nogueira and K. Cho, "Passage Re-ranking with
BERT", 2019). The embedded reader still finds the candidates and judges whether any answers; the
reranker orders the best of them.

Each candidate is scored as the sentence alone, which is what would be quoted: with its neighbours
around it, those of the sentence that answers would be scored on the same words as itself, and which
of them is quoted would be left to chance. What stands around it has been weighed before: the
embedded reader chose the candidates with it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from assistant.reader.reading import Reading
from assistant.reader.similarity import Array
from index.errors import RerankerError
from index.hub import located

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 20  # of the reader's candidates, the best, which are scored in one batch
_WHAT_TO_NAME = (
    "Name a sentence-transformers CrossEncoder, such as "
    "cross-encoder/mmarco-mMiniLMv2-L12-H384-v1, or its folder."
)


class Reranker:
    """A sentence-transformers CrossEncoder, from a folder, the hub's cache or the hub.

    Loaded at the first question, once. May be used from several threads: one batch at a time is
    scored, on the processor.
    """

    def __init__(self, name: str) -> None:
        """Loads nothing, and does not look whether there is such a model."""
        self.name = name
        self._model: CrossEncoder | None = None
        self._one_at_a_time = Lock()  # its tokenizer cannot be shared

    def scores(self, question: str, texts: Sequence[str]) -> Array:
        """The model's logits, one for each text: (texts,).

        Raises RerankerError when the model cannot be loaded or used; within about 5 seconds when
        it is not on this machine and the hub is out of reach.
        """
        with self._one_at_a_time:
            if self._model is None:
                self._model = _load(self.name)
            try:
                scores = self._model.predict(
                    [(question, text) for text in texts],
                    batch_size=max(1, len(texts)),
                    activation_fn=lambda logits: logits,  # a sigmoid would make ties of high scores
                    show_progress_bar=False,
                )
            except Exception as error:
                raise RerankerError(
                    f"The reranker {self.name!r} cannot be used: {_first_line(error)}. "
                    f"{_WHAT_TO_NAME}"
                ) from error
        if not np.isfinite(scores).all():
            raise RerankerError(f"The reranker {self.name!r} gives scores that are no numbers.")
        return np.asarray(scores, dtype=np.float32)


@cache
def named_reranker(name: str) -> Reranker:
    """The reranker of that name; one for all that use it in this process."""
    return Reranker(name)


def rerank(reading: Reading, question: str, reranker: Reranker) -> Reading:
    """The reading with its best candidates in the reranker's order. Raises RerankerError."""
    best = reading.candidates[:RERANKED]
    if not best:
        return reading
    return reordered(reading, reranker.scores(question, [candidate.text for candidate in best]))


def reordered(reading: Reading, scores: Array) -> Reading:
    """The candidates that have a score, the first ones, by it; then the others, as they were.

    Equal scores leave the reader's order. Those without a score get minus infinity: beside one
    that has been scored they are never likely enough to be quoted. How likely they
    answer stays the reader's judgement: it was calibrated, and a cross-encoder's logits tell texts
    apart, not whether the best of them answers.
    """
    order = np.argsort(-scores, kind="stable")
    first = tuple(reading.candidates[place] for place in order)
    others = reading.candidates[len(scores) :]
    unscored = np.full(len(others), -np.inf, dtype=np.float32)
    return replace(
        reading, candidates=first + others, scores=np.concatenate([scores[order], unscored])
    )


def _load(name: str) -> CrossEncoder:
    path, here = located(name, "reranker", RerankerError)
    try:
        from sentence_transformers import CrossEncoder

        with _quietly(bars=not here):
            model: CrossEncoder = CrossEncoder(path, device="cpu", local_files_only=here)
    except Exception as error:
        raise RerankerError(
            f"The reranker {name!r} cannot be loaded: {_first_line(error)}. {_WHAT_TO_NAME}"
        ) from error
    if not _scores_pairs(model):
        raise RerankerError(
            f"The reranker {name!r} is no cross-encoder that gives a pair one score. "
            f"{_WHAT_TO_NAME}"
        )
    return model


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def _scores_pairs(model: CrossEncoder) -> bool:
    """Whether it has a trained head of one output.

    Any other model's encoder would be loaded, too, with a head of random weights.
    """
    heads = getattr(model.config, "architectures", None) or [""]
    trained = len(model) > 1 or heads[0].endswith("ForSequenceClassification")
    return trained and model.num_labels == 1


@contextmanager
def _quietly(*, bars: bool) -> Iterator[None]:
    """Without the warnings that loading prints; ``bars``: show how far a download is."""
    from transformers.utils import logging as progress

    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "transformers")]
    levels = [logger.level for logger in loggers]
    hidden = not bars and progress.is_progress_bar_enabled()
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    if hidden:
        progress.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
        if hidden:
            progress.enable_progress_bar()  # type: ignore[no-untyped-call]
