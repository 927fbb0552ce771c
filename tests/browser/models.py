"""Chat models for the tests in a browser."""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence

from assistant.models import ChatModel
from assistant.types import Message
from tests.support.scripted import numbered


class Slow(ChatModel):
    """Waits for ``go``, writes a sentence that its quote carries, waits for ``end``, and writes
    one more of them and one that no article holds."""

    name = "test:slow"
    window = 4096

    def __init__(self) -> None:
        self.go, self.end = threading.Event(), threading.Event()
        self.left = threading.Event()  # it was closed, or came to its end

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        try:
            self.go.wait(30)
            one, other = [n for n, text in numbered(messages).items() if "2024" in text][:2]
            yield f"Production is planned from 2024. [{one}] "
            yield "It will begin "
            self.end.wait(30)
            yield f"in 2024. [{other}]\n\nTesla builds the cars in Berlin from 2031. [{one}]"
        finally:
            self.left.set()
