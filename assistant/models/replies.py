"""A chat model's reply as it comes: its text, without what the model thinks aloud before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from index.unseen import HALVES

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

LONGEST_REPLY = 20_000  # characters; what goes on longer goes on for ever


class Reply:
    """One reply; ``take`` its chunks in order, then the ``rest``."""

    def __init__(self) -> None:
        self.length = 0  # characters so far
        self.finished = False  # whether the server said that this is all
        self._state: Literal["start", "thinking", "text"] = "start"
        self._held = ""

    def take(self, chunk: AIMessage) -> str:
        """The text to pass on; the blocks of a chunk that are no text are left aside."""
        said = chunk.response_metadata
        self.finished |= any(said.get(f"{what}_reason") for what in ("finish", "stop", "done"))
        return self._count(self._without_thoughts(HALVES.sub("\ufffd", str(chunk.text))))

    def rest(self) -> str:
        """What was held back, when the reply has ended."""
        held = self._held if self._state == "start" else ""
        self._held = ""
        return self._count(held)

    def _count(self, text: str) -> str:
        if not self.length and not text.strip():
            return ""
        self.length += len(text)
        return text

    def _without_thoughts(self, piece: str) -> str:
        if self._state == "text":
            return piece
        self._held += piece
        if self._state == "start":
            begun = self._held.lstrip()
            if begun.startswith("<think>"):
                self._state = "thinking"
            elif "<think>".startswith(begun):
                return ""
            else:
                self._state, piece, self._held = "text", self._held, ""
                return piece
        _, ended, text = self._held.partition("</think>")
        if not ended:
            return ""
        self._state, self._held = "text", ""
        return text.lstrip()
