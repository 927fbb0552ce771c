"""Conversations kept per browser: restored, apart from one another, and gone when deleted."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.records.codec import Turn
from assistant.records.history import History
from assistant.records.local import data_folder, new_id, owner_of
from assistant.types import Answer, Quote, Unsupported
from index.errors import ConversationError

QUOTE = Quote("Dès 2024.", "a.txt", "Usine", 3, 12, "2024")
ANSWER = Answer(
    question="Quand, exactement ?",
    text="2024. « Dès 2024. » [1]",
    answered=True,
    quotes=(QUOTE,),
    closest=(),
    language="fr",
    model="embedded",
    confidence=0.75,
    unsupported=(Unsupported("En 2025.", "date"),),
)
ASKED = datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
TURN = Turn(ANSWER, ASKED, {"a.txt": "ab12"})


def turn(question: str, minutes: int = 0) -> Turn:
    asked = ASKED + timedelta(minutes=minutes)
    return replace(TURN, answer=replace(ANSWER, question=question), asked=asked)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite"


@pytest.fixture
def history(tmp_path: Path, path: Path) -> Iterator[History]:
    with closing(History(tmp_path, path)) as opened:
        yield opened


def test_turns_come_back_as_they_were(tmp_path: Path, path: Path, history: History) -> None:
    browser = new_id()
    conversation = history.add(browser, None, TURN)
    follow_up = turn("Et o\u00f9 ? 👩‍🚀 \ud800", 1)
    assert history.add(browser, conversation, follow_up) == conversation
    with closing(History(tmp_path, path)) as again:
        assert again.turns(browser, conversation) == [TURN, follow_up]
        assert again.notice is None


def test_conversations_are_listed_latest_first(history: History) -> None:
    browser = new_id()
    first = history.add(browser, None, turn("Première ?"))
    second = history.add(browser, None, turn("Deuxième ?", 5))
    history.add(browser, first, turn("Suite ?", 9))
    listed = history.conversations(browser)
    assert [(c.id, c.question, c.turns) for c in listed] == [
        (second, "Deuxième ?", 1),
        (first, "Première ?", 2),
    ]
    assert listed[1].started == ASKED


def test_a_browser_sees_and_touches_only_its_own(
    tmp_path: Path, path: Path, history: History
) -> None:
    mine, other = new_id(), new_id()
    conversation = history.add(mine, None, TURN)
    assert history.conversations(other) == []
    assert history.turns(other, conversation) == []
    history.delete(other, conversation)
    history.delete_all(other)
    assert history.add(other, conversation, turn("Autre ?")) != conversation
    assert history.turns(mine, conversation) == [TURN]
    with closing(History(tmp_path / "elsewhere", path)) as of_another_folder:
        assert of_another_folder.conversations(mine) == []


@pytest.mark.parametrize(
    "browser", ["", "a", "A" * 40, "0" * 39 + "\n", "../" + "0" * 37, "%" * 40]
)
def test_made_up_ids_are_refused(history: History, browser: str) -> None:
    with pytest.raises(ConversationError, match="id is not valid"):
        history.conversations(browser)
    with pytest.raises(ConversationError):
        history.add(browser, None, TURN)


def test_ids_are_long_and_nowhere_in_the_file(path: Path, history: History) -> None:
    browser = new_id()
    assert len({new_id() for _ in range(100)} | {browser}) == 101
    assert int(browser, 16).bit_length() <= 160
    history.add(browser, None, TURN)
    assert browser.encode() not in path.read_bytes()
    assert owner_of(browser, Path("/a")) != owner_of(browser, Path("/b"))


@pytest.mark.parametrize("all_of_them", [False, True])
def test_deleted_is_gone_from_the_disk(path: Path, history: History, all_of_them: bool) -> None:
    browser, other = new_id(), new_id()
    history.add(other, None, turn("Reste ?"))
    conversation = history.add(browser, None, turn("Un secret absolu ?"))
    for minute in range(60):
        history.add(browser, conversation, turn(f"Un secret absolu, {minute} ?", minute))
    assert b"secret absolu" in path.read_bytes()
    if all_of_them:
        history.delete_all(browser)
    else:
        history.delete(browser, conversation)
    assert history.conversations(browser) == []
    assert history.turns(browser, conversation) == []
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"secret" not in left
    assert b"Reste ?" in left


def test_file_is_this_users_alone(path: Path, history: History) -> None:
    history.add(new_id(), None, TURN)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_it_lies_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "verbatim-assistant"
    with closing(History(tmp_path)):
        assert (tmp_path / "verbatim-assistant" / "history.sqlite").exists()


def test_several_users_threads_and_processes_at_once(
    tmp_path: Path, path: Path, history: History
) -> None:
    browsers = [new_id() for _ in range(8)]
    with closing(History(tmp_path, path)) as second, ThreadPoolExecutor(8) as pool:

        def use(browser: str) -> str:
            conversation = history.add(browser, None, turn(browser[:8]))
            for minute in range(5):
                (second if minute % 2 else history).add(browser, conversation, turn("x", minute))
            return conversation

        conversations = list(pool.map(use, browsers))
    for browser, conversation in zip(browsers, conversations, strict=True):
        assert len(history.turns(browser, conversation)) == 6
        assert [c.question for c in history.conversations(browser)] == [browser[:8]]


@pytest.mark.parametrize("damage", ["no database", "cut", "overwritten"])
def test_damaged_file_is_put_aside_and_a_new_one_begun(
    tmp_path: Path, path: Path, damage: str
) -> None:
    browser = new_id()
    with closing(History(tmp_path, path)) as history:
        for _ in range(50):
            history.add(browser, None, TURN)
    data = path.read_bytes()
    if damage == "no database":
        data = b"x" * 5000
    elif damage == "cut":
        data = data[: len(data) // 2]
    else:
        data = data[:4096] + b"\x55" * (len(data) - 4096)
    path.write_bytes(data)
    with closing(History(tmp_path, path)) as history:
        assert history.notice is not None
        assert "was damaged" in history.notice
        assert history.conversations(browser) == []
        conversation = history.add(browser, None, TURN)
        assert history.turns(browser, conversation) == [TURN]
    (aside,) = path.parent.glob("history.damaged-*.sqlite")
    assert aside.read_bytes() == data


def test_file_damaged_while_open_is_put_aside(path: Path, history: History) -> None:
    browser = new_id()
    for _ in range(50):
        history.add(browser, None, TURN)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(b"\x55" * size)
    with pytest.raises(ConversationError, match=r"was damaged.*try again"):
        history.conversations(browser)
    assert history.conversations(browser) == []
    history.add(browser, None, TURN)
    (aside,) = path.parent.glob("history.damaged-*.sqlite")
    assert aside.stat().st_size == size


def test_closed_or_unusable_files_are_an_error_and_stay(tmp_path: Path, path: Path) -> None:
    history = History(tmp_path, path)
    history.add(new_id(), None, TURN)
    history.close()
    with pytest.raises(ConversationError, match="cannot be used"):
        history.conversations(new_id())
    (tmp_path / "file").touch()
    with pytest.raises(ConversationError, match="cannot be used"):
        History(tmp_path, tmp_path / "file" / "history.sqlite")
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(ConversationError, match="another version"):
        History(tmp_path, path)
    assert [file.name for file in path.parent.iterdir()] == ["history.sqlite"]


def test_turns_of_another_version_are_an_error(path: Path, history: History) -> None:
    browser = new_id()
    conversation = history.add(browser, None, TURN)
    with closing(sqlite3.connect(path)) as other:
        other.execute("""UPDATE turns SET turn = replace(turn, '"version": 1', '"version": 2')""")
        other.commit()
    with pytest.raises(ConversationError, match="version 2"):
        history.turns(browser, conversation)
