"""Windows: the stretches of a passage that a cross-encoder reads in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reader.vocabulary import Limits, Offsets, Run, Vocabulary


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences of a passage, as tokens; a sentence's are ``tokens[start:end]``."""

    places: tuple[int, ...]  # of its sentences in the passage
    title: Run
    tokens: Run
    sentences: tuple[tuple[int, int], ...]  # where each begins and ends, in tokens
    offsets: tuple[tuple[int, int], ...]  # of each token, in characters of its sentence


def question_tokens(vocabulary: Vocabulary, question: str) -> Run:
    """The tokens of a question that are read."""
    return vocabulary.tokens(question)[0][-vocabulary.limits.question :]


def windows(vocabulary: Vocabulary, title: str, sentences: Sequence[str]) -> list[Window]:
    """Cut a passage, given as its sentences, into windows of whole sentences, about one size."""
    read = [vocabulary.tokens(sentence) for sentence in sentences]
    heading = vocabulary.tokens(title)[0][: vocabulary.limits.title]
    found = []
    for places in _parts([len(ids) for ids, _ in read], vocabulary.limits):
        tokens: Run = []
        offsets: Offsets = []
        bounds = []
        for place in places:
            ids, where = read[place]
            start = len(tokens)
            tokens += ids[: vocabulary.limits.window]
            offsets += where[: vocabulary.limits.window]
            bounds.append((start, len(tokens)))
        found.append(Window(tuple(places), heading, tokens, tuple(bounds), tuple(offsets)))
    return found


def claim_tokens(vocabulary: Vocabulary, claim: str) -> Run:
    """The tokens of a sentence of an answer; none when it is too long to be read."""
    found = vocabulary.tokens(claim)[0]
    return found if len(found) <= vocabulary.limits.claim else []


def cited_window(vocabulary: Vocabulary, title: str, sentences: Sequence[str]) -> Window | None:
    """The sentences that a claim cites, wherever they stand, as one window; None if too long."""
    tokens: Run = []
    offsets: Offsets = []
    bounds = []
    for sentence in sentences:
        ids, where = vocabulary.tokens(sentence)
        bounds.append((len(tokens), len(tokens) + len(ids)))
        tokens += ids
        offsets += where
    if len(tokens) > vocabulary.limits.evidence:
        return None
    heading = vocabulary.tokens(title)[0][: vocabulary.limits.title]
    return Window(tuple(range(len(sentences))), heading, tokens, tuple(bounds), tuple(offsets))


def _parts(lengths: Sequence[int], limits: Limits) -> list[list[int]]:
    """Neighbouring sentences together, in parts of about one size, near ``limits.whole``."""
    whole = sum(lengths)
    size = whole / max(1, -(-whole // limits.whole))
    parts: list[list[int]] = []
    before = here = 0  # tokens up to this sentence, and of its part
    for place, length in enumerate(lengths):
        kept = min(length, limits.window)
        full = before + length / 2 > size * len(parts) or here + kept > limits.window
        if not parts or full:
            parts.append([])
            here = 0
        parts[-1].append(place)
        before += length
        here += kept
    return parts
