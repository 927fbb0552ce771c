"""Sentences to be read, without an index."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reader.candidates import Candidate
from index.types import Hit, Passage, Sentence


def candidate(title: str, text: str, source: str = "a.txt") -> Candidate:
    """A sentence that is a whole passage of an article."""
    return candidates_of(title, [text], source)[0]


def candidates_of(
    title: str, sentences: Sequence[str], source: str = "a.txt"
) -> tuple[Candidate, ...]:
    """The sentences of one passage, a space between them."""
    text = " ".join(sentences)
    spans: list[Sentence] = []
    for sentence in sentences:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Sentence(start, start + len(sentence)))
    passage = Passage(
        id=f"{source}-{len(text)}",
        source=source,
        title=title,
        text=text,
        start=0,
        end=len(text),
        tokens=9,
        sentences=tuple(spans),
    )
    cosines = (0.5,) * len(sentences)
    hit = Hit(passage, 1.0, 0.5, 0.5, cosines, cosines)
    return tuple(
        Candidate(hit, span, sentence, 0.5, 0.5)
        for span, sentence in zip(spans, sentences, strict=True)
    )
