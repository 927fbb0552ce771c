"""What a caller hands over: a question, and the messages before it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from os import PathLike
from pathlib import PurePath
from typing import NamedTuple

from assistant.politeness import plain
from assistant.types import Message
from index.errors import QuestionError, UnknownSourceError
from index.questions import question_language
from index.types import Language
from index.unseen import HALVES, as_read

MAX_QUESTION = 2_000  # characters; a question longer than a page is a pasted document

History = Sequence[Message | Mapping[str, str]] | None
Source = str | PathLike[str]  # of an article: its path inside the folder


class Request(NamedTuple):
    """What was asked, and after what."""

    text: str  # as it was written, but for outer space and unseen characters
    plain: str  # without politeness; "" when nothing is asked
    language: Language
    messages: list[Message]  # those before


def read_request(question: str, history: History) -> Request:
    """The question and the messages before it, as given. Raises QuestionError."""
    text, messages = check_question(question), messages_of(history)
    asked = plain(text)
    telling = text
    if not asked:  # "ok" is of both languages: the conversation tells
        said = [message.content for message in messages if message.role == "user"]
        telling = " ".join([*said[-2:], text])
    return Request(text, asked, question_language(telling), messages)


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


def named_source(given: Source) -> str:
    """The path as sources are written; what is no path becomes the name of no article."""
    return PurePath(given).as_posix() if isinstance(given, PathLike) else str(given)


def named_sources(given: Collection[Source] | Source) -> list[str]:
    """The paths of these articles, or of this one. Raises UnknownSourceError for no collection."""
    chosen = [given] if isinstance(given, str | PathLike) else given
    if not isinstance(chosen, Collection):
        raise UnknownSourceError(
            f"the sources are no list of the articles' paths but {type(given).__name__}"
        )
    return [named_source(one) for one in chosen]


def unknown_source(source: str, sources: Sequence[str]) -> UnknownSourceError:
    """The error for a source that is none of these, with the one that was likely meant."""
    by_name = {known.rpartition("/")[2]: known for known in sources}
    by_name |= {known: known for known in sources}
    close = get_close_matches(str(source), by_name, n=1)
    meant = f"; do you mean {by_name[close[0]]!r}?" if close else ""
    return UnknownSourceError(f"no article {source!r} in the folder{meant}")


def messages_of(history: History) -> list[Message]:
    """The messages as they are named and read here. Raises QuestionError for what is none."""
    messages: list[Message] = []
    if history is None:
        return messages
    if isinstance(history, str | bytes | Mapping) or not isinstance(history, Iterable):
        raise QuestionError(
            "the history is no list of the messages before, a role and a content each, but "
            f"{type(history).__name__}"
        )
    for number, given in enumerate(history):
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
            content = HALVES.sub("?", as_read(content))
            messages.append(Message("user" if role == "user" else "assistant", content))
    return messages
