"""An answer laid out for reading: each quote with its place, the words that answer set apart.

The quotes stay what they are: styles are only put around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant import phrases
from assistant.types import Answer, Quote
from index.types import Language

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
# What moves a terminal's cursor or changes its state; a line's end and a tab may stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its text in pieces, each with whether it answers, and where its quotes stand."""

    pieces: tuple[tuple[str, bool], ...]
    places: tuple[str, ...] = ()


def blocks(answer: Answer) -> Iterator[Block]:
    """The answer's paragraphs; then the quotes, or closest passages, that they do not hold."""
    left = list(answer.quotes)
    for paragraph in answer.text.split("\n\n"):
        held = [quote for quote in left if quote.text in paragraph]
        left = [quote for quote in left if quote not in held]
        yield _block(paragraph, held, answer.language)
    if answer.closest:
        yield Block(((phrases.load("answer", answer.language).say("closest"), False),))
    for quote in (*left, *answer.closest):
        yield _block(f"« {quote.text} »", [quote], answer.language)


def _block(paragraph: str, quotes: Iterable[Quote], language: Language) -> Block:
    pieces: list[tuple[str, bool]] = []
    done = 0
    for quote in sorted(quotes, key=lambda quote: paragraph.index(quote.text)):
        inside = quote.text.find(quote.answer) if quote.answer else -1
        start = paragraph.index(quote.text) + inside
        if quote.answer and inside >= 0 and start >= done:
            pieces += [(paragraph[done:start], False), (quote.answer, True)]
            done = start + len(quote.answer)
    pieces.append((paragraph[done:], False))
    return Block(tuple(pieces), tuple(_place(quote, language) for quote in quotes))


def _place(quote: Quote, language: Language) -> str:
    return phrases.load("answer", language).say(
        "place", title=quote.title, source=quote.source, start=quote.start, end=quote.end
    )


def as_text(answer: Answer, *, terminal: bool = False, color: bool = False) -> str:
    """The answer as plain text.

    ``terminal`` drops control characters, which an article could use to take the screen over;
    ``color`` sets the words that answer in bold.
    """

    def shown(text: str, style: str) -> str:
        text = _CONTROLS.sub("", text) if terminal else text
        return f"{style}{text}{_PLAIN}" if color and style else text

    return "\n\n".join(
        "".join(shown(text, _BOLD if answers else "") for text, answers in block.pieces)
        + "".join("\n  " + shown(place, _DIM) for place in block.places)
        for block in blocks(answer)
    )
