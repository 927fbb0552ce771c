"""A chat model's replies on disk, so that fixed questions run again offline and the same.

One JSON file a reply, named by a hash of the model's name and of all messages: a recording of an
earlier prompt is never found. Model, messages and reply are all that is written, never an address
or a key: not even one that a server repeats in its reply.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import aclosing, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.models import ChatModel
from assistant.models.errors import without_secrets
from assistant.types import Message
from index.errors import ModelError

LONGEST_SHOWN = 80  # characters of a question in a message


@dataclass(frozen=True, slots=True)
class Recording:
    """One reply, with what it replied to."""

    model: str
    window: int  # tokens; the evidence was fitted to it
    messages: tuple[Message, ...]
    reply: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{key_of(self.model, self.messages)}.json"


def key_of(model: str, messages: Sequence[Message]) -> str:
    """What a reply is found by: 32 hexadecimal digits, of a model's name and its messages."""
    said = json.dumps([model, *messages], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Recorder(ChatModel):
    """Another model, whose whole replies are kept. A reply that failed or was stopped is not."""

    def __init__(self, inner: ChatModel, folder: Path | str) -> None:
        """Keeps them in ``folder``, made if need be. Raises ModelError if it cannot be."""
        self.name, self.secrets = inner.name, inner.secrets
        self._inner = inner
        self._folder = Path(folder)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(self._folder, error) from None

    @property
    def window(self) -> int:  # type: ignore[override]
        """The inner model's."""
        return self._inner.window

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        reply = []
        with closing(self._inner.stream(messages)) as pieces:
            for piece in pieces:
                reply.append(piece)
                yield piece
        self._keep(messages, "".join(reply))

    async def astream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        reply = []
        async with aclosing(self._inner.astream(messages)) as pieces:
            async for piece in pieces:
                reply.append(piece)
                yield piece
        self._keep(messages, "".join(reply))

    def _keep(self, messages: Sequence[Message], reply: str) -> None:
        """Write the reply down, whole or not at all."""
        reply = without_secrets(reply, self.secrets)
        recording = Recording(self.name, self.window, tuple(messages), reply)
        text = json.dumps(_as_json(recording), ensure_ascii=False, indent=2) + "\n"
        try:
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=self._folder, suffix=".part", delete=False
            ) as file:
                file.write(text)
            os.chmod(file.name, 0o644)
            os.replace(file.name, self._folder / recording.name)
        except OSError as error:
            raise _unusable(self._folder, error) from None


class Replayer(ChatModel):
    """Gives recorded replies back: no network, no provider's package, no key."""

    def __init__(self, folder: Path | str, name: str | None = None) -> None:
        """Of the model ``name``, or of the only one recorded in ``folder``.

        Raises ModelError when the folder holds no recordings of it, or one that cannot be read.
        """
        self._folder = Path(folder)
        recordings = [_read(path) for path in sorted(self._folder.glob("*.json"))]
        if not recordings:
            raise ModelError(f"{folder} holds no recorded replies; `--record {folder}` makes them")
        names = sorted({recording.model for recording in recordings})
        if name is None and len(names) > 1:
            raise ModelError(f"{folder} holds replies of {', '.join(names)}; name one of them")
        self.name = name or names[0]
        ours = [recording for recording in recordings if recording.model == self.name]
        if not ours:
            raise ModelError(
                f"{folder} holds no replies of {self.name}, but of {', '.join(names)}; "
                f"record them with `--record {folder}`"
            )
        windows = sorted({recording.window for recording in ours})
        if len(windows) > 1:
            raise ModelError(
                f"{folder} holds replies of {self.name} with windows of {windows[0]} and "
                f"{windows[-1]} tokens; record them anew in an empty folder"
            )
        self.window = windows[0]
        self.missing = 0  # replies asked for that are not recorded
        self._replies = {recording.name: recording.reply for recording in ours}

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        reply = self._replies.get(f"{key_of(self.name, messages)}.json")
        if reply is None:
            self.missing += 1
            raise ModelError(
                f"{self._folder} holds no reply of {self.name} to “{_question(messages)}” as it is "
                f"asked now; record it again with `--record {self._folder}`"
            )
        yield reply

    async def astream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        for piece in self.stream(messages):
            yield piece


def _as_json(recording: Recording) -> dict[str, Any]:
    return {
        "model": recording.model,
        "window": recording.window,
        "messages": [message._asdict() for message in recording.messages],
        "reply": recording.reply,
    }


def _read(path: Path) -> Recording:
    """The recording in a file. Raises ModelError when it is none, or was changed by hand."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        messages = tuple(Message(one["role"], one["content"]) for one in found["messages"])
        recording = Recording(found["model"], int(found["window"]), messages, found["reply"])
        whole = recording.name == path.name and isinstance(recording.reply, str)
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise ModelError(f"{path} is not a recorded reply, or was changed; delete it and record")
    return recording


def _question(messages: Sequence[Message]) -> str:
    """What was asked: the last line of what the user said last."""
    said = next((one.content for one in reversed(messages) if one.role == "user"), "")
    line = next((line for line in reversed(said.splitlines()) if line.strip()), "").strip()
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


def _unusable(folder: Path, error: OSError) -> ModelError:
    return ModelError(f"replies cannot be kept in {folder}: {error.strerror or error}")
