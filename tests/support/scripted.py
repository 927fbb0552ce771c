"""Chat models whose replies a test writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence

from assistant.evaluation import normalize
from assistant.grounding.refusals import REFUSAL
from assistant.models import ChatModel
from assistant.types import Message
from index.errors import ModelError

_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


def numbered(messages: Sequence[Message]) -> dict[int, str]:
    """The sentences that a prompt gives, by their numbers."""
    return {int(number): text for number, text in _NUMBERED.findall(messages[-1].content)}


class Scripted(ChatModel):
    """Replies what ``reply`` makes of the messages, in pieces of a few characters."""

    name = "test:scripted"

    def __init__(
        self,
        reply: Callable[[Sequence[Message]], str] | str,
        fails_after: int | None = None,
        window: int = 4096,
        piece: int = 5,
    ) -> None:
        self.reply = reply
        self.fails_after = fails_after  # pieces
        self.window = window
        self.piece = piece
        self.asked: list[Sequence[Message]] = []
        self.given = 0  # pieces
        self.closed = False

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        self.asked.append(messages)
        reply = self.reply if isinstance(self.reply, str) else self.reply(messages)
        try:
            for start in range(0, len(reply), self.piece):
                if self.given == self.fails_after:
                    raise ModelError("the server closed the connection")
                self.given += 1
                yield reply[start : start + self.piece]
            if not reply or self.given == self.fails_after:
                raise ModelError("it sent nothing")
        finally:
            self.closed = True


def honest(answers: Sequence[str]) -> Callable[[Sequence[Message]], str]:
    """A model that repeats and cites the first sentence that holds a right answer, or refuses."""

    def reply(messages: Sequence[Message]) -> str:
        for number, text in numbered(messages).items():
            if any(normalize(answer) in normalize(text) for answer in answers):
                return f"{text} [{number}]"
        return REFUSAL

    return reply
