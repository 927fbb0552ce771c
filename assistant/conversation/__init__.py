"""Follow-up questions made stand-alone, and the history that fits into a model's window."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.condensing import acondense, condense
from assistant.conversation.follow_ups.rule import MOST_TURNS, standalone_by_rule, stands_alone
from assistant.phrases import load
from assistant.politeness import plain
from assistant.types import Message
from index.encoding import count_tokens
from index.types import Language

if TYPE_CHECKING:
    from assistant.models import ChatModel

HISTORY_SHARE = 4  # a model is given as much history as fits into this part of its window
LANGUAGES: tuple[Language, ...] = ("fr", "en")
MOST_TOKENS = 1_500  # of history: what a follow-up means was said lately


class _Turn(NamedTuple):
    question: str
    reply: str  # "" when there was none, or it was silence


def standalone(
    question: str, history: Sequence[Message], language: Language, model: ChatModel | None
) -> str:
    """The question as it would be asked by itself; unchanged when it stands alone.

    ``history`` are the messages before it, oldest first; an answer that was silent carries
    nothing. With ``model`` the question is rewritten by it, when it is not plainly whole; the rule
    stands in where the model fails or its rewriting is another question. Never raises because of
    the model.
    """
    by_rule, recent = _by_rule(question, history, language, model)
    if model is None or not recent:
        return by_rule
    return condense(question, recent, language, model) or by_rule


async def astandalone(
    question: str, history: Sequence[Message], language: Language, model: ChatModel | None
) -> str:
    """As ``standalone``, without blocking the event loop; cancelling stops the model."""
    by_rule, recent = await asyncio.to_thread(_by_rule, question, history, language, model)
    if model is None or not recent:
        return by_rule
    return await acondense(question, recent, language, model) or by_rule


def _by_rule(
    question: str, history: Sequence[Message], language: Language, model: ChatModel | None
) -> tuple[str, list[Message]]:
    """The question by rule, and the messages that ``model`` may do better with: none when it
    need not be asked."""
    turns = _turns(question, history)
    if not turns:
        return question, []
    by_rule = standalone_by_rule(
        question, [turn.question for turn in turns], language, turns[-1].reply
    )
    if model is None or stands_alone(question, by_rule, language):
        return by_rule, []
    said = [message for turn in turns[-MOST_TURNS:] for message in _messages(turn)]
    return by_rule, trim(said, min(MOST_TOKENS, model.window // HISTORY_SHARE))


def trim(history: Sequence[Message], tokens: int) -> list[Message]:
    """The latest messages of at most ``tokens`` together, beginning with a user's.

    Messages are kept whole: one that is too long by itself is left out.
    """
    kept: list[Message] = []
    left = tokens
    for message in reversed(history):
        length = count_tokens(message.content)
        if length <= left:
            kept.append(message)
            left -= length
        elif length <= tokens:
            break
    return list(dropwhile(lambda message: message.role != "user", reversed(kept)))


def _turns(question: str, history: Sequence[Message]) -> list[_Turn]:
    """The questions before, without politeness, each with its answer; not the question itself."""
    turns: list[_Turn] = []
    asks = False  # whether what was last said to the assistant asks something
    for message in history:
        content = message.content.strip()
        if message.role == "user":
            asked = plain(content)
            asks = bool(asked)
            if asks:
                turns.append(_Turn(asked, ""))
        elif message.role == "assistant" and asks and not _is_silent(content):
            turns[-1] = _Turn(turns[-1].question, content)
    if turns and turns[-1] == _Turn(question.strip(), ""):
        turns.pop()  # a page that shows the question before it is answered
    return turns


def _is_silent(content: str) -> bool:
    return content.startswith(
        tuple(load("answer", language).say("silent") for language in LANGUAGES)
    )


def _messages(turn: _Turn) -> list[Message]:
    asked = Message("user", turn.question)
    return [asked, Message("assistant", turn.reply)] if turn.reply else [asked]
