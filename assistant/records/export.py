"""An answer to copy, and a conversation to keep elsewhere, with all that their quotes need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from assistant import phrases
from assistant.records import markdown
from assistant.records.codec import VERSION, Turn, as_json, turn_as_dict
from assistant.types import Answer
from index.types import Language

FORMAT = "verbatim conversation"
_SPACE = re.compile(r"\s+")


def answer_as_markdown(answer: Answer) -> str:
    """The question, the answer and its quotes with their places; all else is escaped."""
    return f"**{markdown.escape(answer.question)}**\n\n{markdown.write_answer(answer)}\n"


def answer_as_text(answer: Answer) -> str:
    """The same for a letter or a table: nothing escaped, each quote on its own."""
    say = phrases.load("answer", answer.language).say
    blocks = [answer.question, *([answer.notice] if answer.notice else []), answer.text]
    if answer.closest:
        blocks.append(say("closest"))
    numbers = [f"[{number}] " for number in range(1, len(answer.quotes) + 1)]
    marks = numbers + [""] * len(answer.closest)
    for mark, quote in zip(marks, (*answer.quotes, *answer.closest), strict=True):
        title = _SPACE.sub(" ", quote.title)
        place = say("place", title=title, source=quote.source, start=quote.start, end=quote.end)
        blocks.append(f"{mark}« {quote.text} »\n    {place}")
    return "\n\n".join(blocks) + "\n"


def conversation_as_markdown(turns: Sequence[Turn], language: Language) -> str:
    """The conversation for people, with a title and headings in the page's language."""
    return markdown.write_conversation(turns, language)


def conversation_as_json(turns: Sequence[Turn]) -> str:
    """The conversation for programs: every field of every answer, and the articles' digests."""
    return as_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "exported": datetime.now(UTC).replace(microsecond=0).isoformat(),
            "turns": [turn_as_dict(turn) for turn in turns],
        },
        indent=2,
    )
