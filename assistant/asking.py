"""What a caller hands over: a question, and the messages before it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from assistant.types import Message
from index.errors import QuestionError
from index.unseen import as_read

MAX_QUESTION = 2_000  # characters; a question longer than a page is a pasted document

History = Sequence[Message | Mapping[str, str]] | None


def check_question(question: str) -> str:
    """The question without outer space and unseen characters, if it can be answered.

    Else QuestionError says why not.
    """
    if not isinstance(question, str):
        raise QuestionError(f"the question is no text but {type(question).__name__}")
    question = as_read(question).strip()
    if not question:
        raise QuestionError("the question is empty; ask something in French or in English")
    if len(question) > MAX_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters; ask it in {MAX_QUESTION:,} at most"
        )
    if any(unicodedata.category(character) == "Cs" for character in question):
        raise QuestionError("the question is not valid text; check the terminal's encoding")
    letters = [character for character in question if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    if not letters:
        raise QuestionError("the question holds no words; ask it in French or in English")
    if latin < len(letters) / 2:
        raise QuestionError("the question is neither French nor English; ask it in one of them")
    return question


def messages_of(history: History) -> list[Message]:
    """The messages as they are named and read here. Raises QuestionError for what is none."""
    messages = []
    for number, given in enumerate(history or ()):
        if isinstance(given, Mapping):
            role, content = given.get("role"), given.get("content")
        else:
            pair = isinstance(given, list | tuple) and len(given) == 2
            role, content = given if pair else (None, None)
        if role not in ("user", "assistant", "system") or not isinstance(content, str):
            raise QuestionError(
                f"message {number} of the history needs a role (user or assistant) and its content"
            )
        if role != "system":
            messages.append(Message("user" if role == "user" else "assistant", as_read(content)))
    return messages
