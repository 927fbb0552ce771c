"""Windows: the stretches of a passage that the cross-encoder reads in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.embedding import static_embedder

QUESTION_TOKENS = 36  # of a question that are read, its last
TITLE_TOKENS = 16  # of the article's title
WHOLE_TOKENS = 112  # about: a longer passage is cut between sentences into windows of one size
WINDOW_TOKENS = 150  # of a window, at most: what is beyond in one sentence is not read
CLAIM_TOKENS = 80  # of a sentence of an answer, at most
EVIDENCE_TOKENS = 240  # of the sentences that it cites, together, at most

Run = list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences of a passage, as tokens; a sentence's are ``tokens[start:end]``."""

    places: tuple[int, ...]  # of its sentences in the passage
    title: Run
    tokens: Run
    sentences: tuple[tuple[int, int], ...]  # where each begins and ends, in tokens
    offsets: tuple[tuple[int, int], ...]  # of each token, in characters of its sentence


def question_tokens(question: str) -> Run:
    """The tokens of a question that are read."""
    return static_embedder().tokens(question)[0][-QUESTION_TOKENS:]


def windows(title: str, sentences: Sequence[str]) -> list[Window]:
    """Cut a passage, given as its sentences, into windows of whole sentences, about one size."""
    read = [static_embedder().tokens(sentence) for sentence in sentences]
    heading = static_embedder().tokens(title)[0][:TITLE_TOKENS]
    found = []
    for places in _parts([len(ids) for ids, _ in read]):
        tokens: Run = []
        offsets: list[tuple[int, int]] = []
        bounds = []
        for place in places:
            ids, where = read[place]
            start = len(tokens)
            tokens += ids[:WINDOW_TOKENS]
            offsets += where[:WINDOW_TOKENS]
            bounds.append((start, len(tokens)))
        found.append(Window(tuple(places), heading, tokens, tuple(bounds), tuple(offsets)))
    return found


def claim_tokens(claim: str) -> Run:
    """The tokens of a sentence of an answer; none when it is too long to be read."""
    found = static_embedder().tokens(claim)[0]
    return found if len(found) <= CLAIM_TOKENS else []


def cited_window(title: str, sentences: Sequence[str]) -> Window | None:
    """The sentences that a claim cites, wherever they stand, as one window; None if too long."""
    tokens: Run = []
    offsets: list[tuple[int, int]] = []
    bounds = []
    for sentence in sentences:
        ids, where = static_embedder().tokens(sentence)
        bounds.append((len(tokens), len(tokens) + len(ids)))
        tokens += ids
        offsets += where
    if len(tokens) > EVIDENCE_TOKENS:
        return None
    heading = static_embedder().tokens(title)[0][:TITLE_TOKENS]
    return Window(tuple(range(len(sentences))), heading, tokens, tuple(bounds), tuple(offsets))


def _parts(lengths: Sequence[int]) -> list[list[int]]:
    """Neighbouring sentences together, about WHOLE_TOKENS of them, in parts of about one size."""
    whole = sum(lengths)
    size = whole / max(1, -(-whole // WHOLE_TOKENS))
    parts: list[list[int]] = []
    before = here = 0  # tokens up to this sentence, and of its part
    for place, length in enumerate(lengths):
        kept = min(length, WINDOW_TOKENS)
        full = before + length / 2 > size * len(parts) or here + kept > WINDOW_TOKENS
        if not parts or full:
            parts.append([])
            here = 0
        parts[-1].append(place)
        before += length
        here += kept
    return parts
