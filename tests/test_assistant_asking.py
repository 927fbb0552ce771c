"""Questions on their way from the page's box to an answer, without a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.records.local import new_id
from assistant.types import Answer, Quote
from assistant.ui.chrome import FORGOTTEN
from assistant.ui.conversation import Session, Turn
from assistant.ui.events import Asking, Contents
from assistant.ui.keeping import Keeping
from assistant.ui.services import Services
from assistant.ui.texts import words

QUESTION = "When does Xiaomi plan to start production?"
NEXT = "Où sera l'usine de Xiaomi ?"


@pytest.fixture
def asking(assistant: Assistant, seeds: Path, tmp_path: Path) -> Iterator[Asking]:
    services = Services.open(assistant, seeds, data=tmp_path)
    yield Asking(services)
    services.close()


@pytest.fixture
def session() -> Session:
    return Session(browser=new_id())


def take(asking: Asking, entered: str, session: Session) -> Contents:
    return asking.take(entered, session)


def answer(asking: Asking, session: Session) -> list[Contents]:
    async def to_the_end() -> list[Contents]:
        return [contents async for contents in asking.answer(session)]

    return asyncio.run(to_the_end())


def states(session: Session) -> list[tuple[str, str]]:
    return [(turn.question, turn.state) for turn in session.turns]


def test_a_taken_question_is_there_and_answered_once(asking: Asking, session: Session) -> None:
    contents = take(asking, f" {QUESTION}\n", session)
    assert contents["question"] == ""
    assert QUESTION in contents["conversation"]
    assert states(session) == [(QUESTION, "waiting")]
    assert answer(asking, session)
    assert states(session) == [(QUESTION, "done")]
    assert session.conversation
    assert not answer(asking, session)


def test_thanks_are_no_silence_of_the_articles(asking: Asking, session: Session) -> None:
    take(asking, "Merci !", session)
    contents = answer(asking, session)
    assert states(session) == [("Merci !", "done")]
    assert contents[-2]["status"].startswith("Posez une question")
    assert "Posez une question" in contents[-1]["conversation"]


def test_a_silence_with_nothing_close_is_one(asking: Asking, session: Session) -> None:
    asked = Turn(NEXT, state="done")
    asked.answer = Answer(NEXT, "Rien ne le dit.", False, (), (), "fr", "embedded")
    assert asking._status(asked, session) == words(session.language).say("silent")


@pytest.mark.parametrize(
    ("doubtful", "said"),
    [(False, "Answered with one quote"), (True, "One quote, which may not answer")],
)
def test_the_status_of_a_doubtful_answer_claims_none(
    asking: Asking, session: Session, doubtful: bool, said: str
) -> None:
    asked, quotes = Turn(NEXT, state="done"), (Quote("À Pékin.", "a.txt", "A", 0, 8),)
    asked.answer = Answer(NEXT, "…", True, quotes, (), "fr", "embedded", doubtful=doubtful)
    assert asking._status(asked, session) == said


def test_a_question_that_has_to_wait_stays_in_the_box(asking: Asking, session: Session) -> None:
    take(asking, QUESTION, session)
    assert take(asking, NEXT, session) == {"question": NEXT}
    assert take(asking, QUESTION, session) == {"question": ""}  # sent twice
    answer(asking, session)
    assert take(asking, NEXT, session)["question"] == ""
    assert states(session) == [(QUESTION, "done"), (NEXT, "waiting")]


def test_nothing_is_asked_without_words(asking: Asking, session: Session) -> None:
    assert take(asking, " \n", session) == {"question": ""}
    assert states(session) == []
    assert not answer(asking, session)


def test_what_is_stopped_in_line_is_not_answered(asking: Asking, session: Session) -> None:
    take(asking, QUESTION, session)
    assert "turn stopped" in asking.stop(session)["conversation"]
    assert states(session) == [(QUESTION, "stopped")]
    assert not answer(asking, session)
    assert session.conversation is None


def test_an_answer_that_comes_is_not_sought_again(asking: Asking, session: Session) -> None:
    async def twice() -> tuple[list[Contents], list[Contents]]:
        coming = asking.answer(session)
        first = [await anext(coming)]
        second = [contents async for contents in asking.answer(session)]
        first += [contents async for contents in coming]
        return first, second

    take(asking, QUESTION, session)
    first, second = asyncio.run(twice())
    assert len(first) > 2
    assert second == []
    assert states(session) == [(QUESTION, "done")]


def test_an_article_removed_in_between_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("bac", "pont", "phare"):
        text = f"Le {name} de Kerlouan\n\nLe {name} de Kerlouan a ouvert en juin 1953."
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    stream = assistant.astream

    def removed_first(*given: Any, **named: Any) -> Any:
        (folder / "phare.txt").unlink(missing_ok=True)
        assistant.refresh()
        return stream(*given, **named)

    monkeypatch.setattr(assistant, "astream", removed_first)
    session = Session(browser=new_id(), excluded=frozenset({"bac.txt"}))
    with closing(Services.open(assistant, folder, data=tmp_path / "data")) as services:
        asking = Asking(services)
        take(asking, "Quand le pont de Kerlouan a-t-il ouvert ?", session)
        answer(asking, session)
    assert [(turn.state, turn.error) for turn in session.turns] == [("done", "")]


def test_an_answer_that_nobody_waits_for_is_stopped(asking: Asking, session: Session) -> None:
    async def leave() -> None:
        coming = asking.answer(session)
        await anext(coming)
        await coming.aclose()  # type: ignore[attr-defined]

    take(asking, QUESTION, session)
    asyncio.run(leave())
    assert states(session) == [(QUESTION, "stopped")]


def test_what_goes_wrong_is_said_in_the_turn(asking: Asking) -> None:
    session = Session(browser="../whose")
    assert "turn running" in take(asking, QUESTION, session)["conversation"]
    assert "reload the page" in answer(asking, session)[-1]["conversation"]
    assert states(session) == [(QUESTION, "failed")]


def test_a_folder_that_is_emptied_is_said_in_the_page_s_language(
    session: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    article = folder / "pain.txt"
    article.write_text("Le pain de seigle se garde cinq jours dans un linge.", encoding="utf-8")
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    article.unlink()
    with closing(Services.open(assistant, folder, data=tmp_path / "kept")) as services:
        session.language = "fr"
        take(Asking(services), NEXT, session)
        answer(Asking(services), session)
    assert session.turns[0].error == words("fr").say("no_folder")


def test_a_session_that_is_forgotten_asks_to_be_loaded_again(asking: Asking) -> None:
    session = Session()  # as after the server was started anew: whose browser is it?
    shown = take(asking, QUESTION, session)
    assert shown == {"question": QUESTION, "conversation": FORGOTTEN}
    assert not states(session)


def test_a_left_conversation_does_not_come_back(
    asking: Asking, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = asking.services.history.add

    def left(*given: Any) -> str:
        Keeping(asking).begin(session)
        return add(*given)

    monkeypatch.setattr(asking.services.history, "add", left)
    take(asking, QUESTION, session)
    answer(asking, session)
    assert session.conversation is None
    assert len(asking.services.history.conversations(session.browser)) == 1


LEFT: dict[str, tuple[Callable[[Keeping, str, Session], object], list[int]]] = {
    "for a new one": (lambda keeping, _, s: keeping.begin(s), [2]),
    "by deleting it": (lambda keeping, kept, s: keeping.delete(kept, s), []),
    "and deleted then": (lambda keeping, kept, s: (keeping.begin(s), keeping.delete(kept, s)), []),
    "and all deleted": (lambda keeping, _, s: (keeping.begin(s), keeping.delete_all(s)), []),
}


@pytest.mark.parametrize(
    ("how", "first"),
    # What has no answer yet is not in the list from which one is deleted.
    [*((how, QUESTION) for how in LEFT), ("for a new one", ""), ("and all deleted", "")],
)
def test_a_question_whose_conversation_is_left_is_kept_there_unless_that_is_deleted(
    asking: Asking, session: Session, how: str, first: str
) -> None:
    leave, turns = LEFT[how]
    keeping, history = Keeping(asking), asking.services.history
    if first:
        take(asking, first, session)
        answer(asking, session)
    take(asking, NEXT, session)

    async def leave_when_found() -> None:
        async for _ in asking.answer(session):
            assert session.turns  # nothing is shown of what was left
            if session.turns[-1].evidence is not None:
                leave(keeping, session.conversation or "", session)

    asyncio.run(leave_when_found())
    assert session.conversation is None
    kept = [one.turns for one in history.conversations(session.browser)]
    assert kept == [count - (not first) for count in turns]


def test_a_new_conversation_drops_what_waits_in_line(asking: Asking, session: Session) -> None:
    take(asking, QUESTION, session)
    Keeping(asking).begin(session)
    assert not answer(asking, session)
    take(asking, NEXT, session)
    answer(asking, session)
    assert states(session) == [(NEXT, "done")]
