"""Follow-ups rewritten by a chat model: taken only when they are the same question, never waited
for in vain, and the model is stopped with whoever asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator, Sequence

import pytest

from assistant import Assistant, Evidence
from assistant.asking import messages_of
from assistant.conversation import astandalone, condensing, standalone, trim
from assistant.conversation.condensing import drift
from assistant.models import ChatModel
from assistant.types import Message
from tests.support.scripted import Scripted

ASKED = "Quand Xiaomi va-t-il démarrer la production ?"
HISTORY = [Message("user", ASKED), Message("assistant", "Au premier semestre 2024.")]
FOLLOW_UP = "Et combien va-t-il investir ?"
BY_RULE = standalone(FOLLOW_UP, HISTORY, "fr", None)
REWRITTEN = "Combien Xiaomi va-t-il investir dans la production ?"


class Silent(ChatModel):
    """Accepts a question and says nothing."""

    name = "test:silent"
    window = 4096

    def __init__(self) -> None:
        self.begun = self.stopped = False

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        raise AssertionError("asked where it blocks")
        yield ""

    async def astream(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        self.begun = True
        try:
            await asyncio.sleep(7200)  # longer than a test may take
            yield ""
        finally:
            self.stopped = True


def test_a_rewriting_is_taken() -> None:
    model = Scripted(f"« {REWRITTEN} »\n")
    assert standalone(FOLLOW_UP, HISTORY, "fr", model) == REWRITTEN
    assert asyncio.run(astandalone(FOLLOW_UP, HISTORY, "fr", model)) == REWRITTEN
    (system, user), _ = model.asked
    assert (system.role, user.role) == ("system", "user")
    assert all(said.content in user.content for said in HISTORY)


def test_halves_of_characters_in_a_rewriting_are_left_out() -> None:
    model = Scripted(REWRITTEN.replace("Xiaomi", "Xiaomi\ud83d"))
    assert ascii(standalone(FOLLOW_UP, HISTORY, "fr", model)) == ascii(REWRITTEN)


def test_halves_of_characters_in_a_history_are_replaced(assistant: Assistant) -> None:
    history = [Message(said.role, f"\ud83d {said.content}") for said in HISTORY]
    contents = [message.content for message in messages_of(history)]
    assert ascii(contents) == ascii([f"? {said.content}" for said in HISTORY])
    assert assistant.ask(FOLLOW_UP, history).answered


@pytest.mark.parametrize(
    ("rewriting", "why"),
    [
        ("", "empty"),
        ("Combien Xiaomi va-t-il investir ?\nPeut-être beaucoup.", "lines"),
        ("Combien Xiaomi va-t-il investir " + "encore " * 50 + "?", "length"),
        ("Xiaomi va investir dix milliards.", "no question"),
        ("How much is Xiaomi going to invest in the production?", "language"),
        ("Combien Xiaomi va-t-il investir en 2027 ?", "figure"),
        ("Combien Tesla va-t-il investir ?", "name"),
        ("Combien Xiaomi ne va-t-il pas investir ?", "negation"),
        ("Quand Xiaomi va-t-il démarrer la production ?", "lost"),
    ],
)
def test_another_question_is_not_taken(rewriting: str, why: str) -> None:
    assert drift(rewriting, FOLLOW_UP, HISTORY, "fr") == why
    assert standalone(FOLLOW_UP, HISTORY, "fr", Scripted(rewriting)) == BY_RULE


def test_a_model_that_fails_leaves_it_to_the_rule() -> None:
    assert standalone(FOLLOW_UP, HISTORY, "fr", Scripted(REWRITTEN, fails_after=2)) == BY_RULE


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("Combien Xiaomi va-t-il investir ?", HISTORY),  # stands alone
        (FOLLOW_UP, []),
        (FOLLOW_UP, [Message("user", FOLLOW_UP)]),
        ("Et combien ?", [Message("user", "usine " * 5_000)]),  # fits into no window
    ],
)
def test_a_model_that_cannot_help_is_not_asked(question: str, history: list[Message]) -> None:
    model = Scripted(REWRITTEN)
    standalone(question, history, "fr", model)
    assert not model.asked


def test_a_model_that_talks_on_is_stopped() -> None:
    model = Scripted("Combien ?\n" + "Voici pourquoi : " * 1_000)
    assert standalone(FOLLOW_UP, HISTORY, "fr", model) == BY_RULE
    assert model.closed
    assert model.given < 10


def test_a_slow_model_does_not_keep_the_evidence_waiting(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(condensing, "PATIENCE", 0.1)
    model = Silent()
    events = assistant.using(model).stream(FOLLOW_UP, HISTORY)
    assert isinstance(next(events), Evidence)
    assert model.stopped
    events.close()


def test_cancelling_stops_the_model_while_it_rewrites(assistant: Assistant) -> None:
    model = Silent()

    async def cancelled() -> None:
        asking = asyncio.ensure_future(assistant.using(model).aask(FOLLOW_UP, HISTORY))
        while not model.begun:
            await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

    asyncio.run(cancelled())
    assert model.stopped


def test_the_question_is_answered_as_it_was_understood(assistant: Assistant) -> None:
    answer = assistant.using(Scripted(REWRITTEN)).ask(f" {FOLLOW_UP} ", HISTORY)
    assert (answer.question, answer.standalone) == (FOLLOW_UP, REWRITTEN)


def test_history_is_trimmed_to_whole_messages_from_a_question_on() -> None:
    history = [
        Message("user", "Une question."),
        Message("assistant", "mot " * 200),
        Message("user", "Une autre question."),
        Message("assistant", "Une réponse."),
    ]
    assert trim(history, 1_000) == history
    assert trim(history, 100) == [history[0], *history[2:]]  # one is too long by itself
    assert trim(history, 6) == []  # not an answer without its question
    assert trim([], 100) == []
