"""An answer laid out for reading: each quote with its place, the words that answer set apart.

The quotes stay what they are: styles are only put around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant import phrases
from assistant.types import Answer, Quote, mark

_BOLD, _DIM, _STRUCK, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[9m", "\x1b[0m"
# What moves a terminal's cursor or changes its state; a line's end and a tab may stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its text in pieces, each with whether it answers, and where its quotes stand."""

    pieces: tuple[tuple[str, bool], ...]
    places: tuple[str, ...] = ()


def as_shown(answer: Answer) -> Answer:
    """The answer as it is shown to people: in doubt, no words are set apart in its quotes.

    Where the first quote is more likely wrong than right, the words that would answer mostly are.
    """
    if not answer.doubtful:
        return answer
    return replace(answer, quotes=tuple(replace(quote, answer=None) for quote in answer.quotes))


def blocks(answer: Answer) -> Iterator[Block]:
    """The answer's paragraphs; then the quotes, or closest passages, that they do not hold."""
    answer = as_shown(answer)
    texts = phrases.load("answer", answer.language)
    left = {mark(number): quote for number, quote in enumerate(answer.quotes, start=1)}
    for paragraph in answer.text.split("\n\n"):
        held = {m: quote for m, quote in left.items() if quote.text in paragraph}
        left = {m: quote for m, quote in left.items() if m not in held}
        places = [f"{m} {_place(quote, texts)}" for m, quote in held.items()]
        yield _block(paragraph, held.values(), places)
    for m, quote in left.items():
        cited = texts.say("cited", mark=m, quote=quote.text)
        yield _block(cited, [quote], [_place(quote, texts)])
    if answer.closest:
        yield Block(((texts.say("closest"), False),))
    for quote in answer.closest:
        yield Block(((f"« {quote.text} »", False),), (_place(quote, texts),))


def _block(paragraph: str, quotes: Iterable[Quote], places: Iterable[str]) -> Block:
    pieces: list[tuple[str, bool]] = []
    done = 0
    for quote in sorted(quotes, key=lambda quote: paragraph.index(quote.text)):
        inside = quote.text.find(quote.answer) if quote.answer else -1
        start = paragraph.index(quote.text) + inside
        if quote.answer and inside >= 0 and start >= done:
            pieces += [(paragraph[done:start], False), (quote.answer, True)]
            done = start + len(quote.answer)
    pieces.append((paragraph[done:], False))
    return Block(tuple(pieces), tuple(places))


def _place(quote: Quote, texts: phrases.Phrases) -> str:
    return texts.say(
        "place", title=quote.title, source=quote.source, start=quote.start, end=quote.end
    )


def as_text(
    answer: Answer, *, terminal: bool = False, color: bool = False, unsupported: bool = False
) -> str:
    """The answer as plain text.

    ``terminal`` drops control characters, which an article could use to take the screen over;
    ``color`` sets the words that answer in bold; ``unsupported`` adds what a chat model wrote and
    no quote carries, struck through.
    """

    def shown(text: str, style: str) -> str:
        text = _CONTROLS.sub("", text) if terminal else text
        return f"{style}{text}{_PLAIN}" if color and style else text

    parts = [
        "".join(shown(text, _BOLD if answers else "") for text, answers in block.pieces)
        + "".join("\n  " + shown(place, _DIM) for place in block.places)
        for block in blocks(answer)
    ]
    if unsupported and answer.unsupported:
        texts = phrases.load("answer", answer.language)
        struck = [
            "  " + shown(one.text if color else f"~~{one.text}~~", _STRUCK) + f" ({one.reason})"
            for one in answer.unsupported
        ]
        parts.append("\n".join([texts.say("unsupported"), *struck]))
    return "\n\n".join(parts)
