"""A user's own articles: added and left out without touching the served folder or anyone else's."""

from __future__ import annotations

import os
import shutil
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.records.local import new_id
from assistant.ui.workspaces.estimate import Estimate, Step
from assistant.ui.workspaces.workspace import Workspace
from index.errors import ConversationError, StoreError
from tests.support.workspaces import ARTICLE, BAIC, OTHER, USINE, Make, sources

if TYPE_CHECKING:
    from assistant import Assistant

pytest_plugins = ["tests.support.fixtures"]


def test_who_changes_nothing_shares(tmp_path: Path, make: Make, assistant: Assistant) -> None:
    workspaces = make()
    workspace = workspaces.of(new_id())
    assert workspace.assistant is assistant
    assert (workspace.private, workspace.pending) == (False, False)
    assert workspace.chosen() is None
    assert workspace.chosen([BAIC]) == [BAIC]
    assert sources(workspace) == [BAIC, USINE]
    workspace.refresh()
    assert not (tmp_path / "root").exists()


def test_an_uploaded_file_is_searched_by_its_user_alone(
    tmp_path: Path, make: Make, assistant: Assistant
) -> None:
    workspaces = make()
    mine, other = workspaces.of(new_id()), workspaces.of(new_id())
    (outcome,) = mine.add_files([("pont.txt", ARTICLE)])
    assert (outcome.accepted, outcome.source) == (True, "uploads/pont.txt")
    assert outcome.say("fr") == "ajouté"
    assert mine.pending
    assert mine.assistant is assistant  # the earlier articles, meanwhile
    steps: list[Step] = []
    mine.refresh(steps.append)
    assert not mine.pending
    assert steps
    assert {type(step.total) for step in steps} == {int}
    assert mine.step is None
    assert sources(mine) == ["uploads/pont.txt", BAIC, USINE]
    answer = mine.assistant.ask(
        "Quand le pont de Brest a-t-il été inauguré ?", sources=mine.chosen()
    )
    assert answer.quotes[0].source == "uploads/pont.txt"
    assert "1954" in answer.quotes[0].text
    assert sources(other) == [BAIC, USINE]
    assert other.assistant is assistant
    for folder in (tmp_path / "root", *(tmp_path / "root").iterdir()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not mine.skipped()


def test_a_removed_article_is_not_used_even_before_the_refresh(workspace: Workspace) -> None:
    assert workspace.remove(BAIC).accepted
    assert workspace.removed() == [BAIC]
    assert sources(workspace) == [USINE]
    assert workspace.chosen() == [USINE]
    assert workspace.chosen([BAIC]) == []
    workspace.refresh()
    assert sources(workspace) == [USINE]
    assert workspace.chosen() is None
    assert (workspace.folder / USINE).exists()
    assert not (workspace.folder / BAIC).exists()
    assert workspace.remove(USINE).reason == "last"
    assert workspace.remove("../x").reason == "unknown"
    assert workspace.restore(BAIC).accepted
    assert workspace.restore(BAIC).reason == "unknown"
    assert not workspace.private
    workspace.refresh()
    assert sources(workspace) == [BAIC, USINE]


def test_a_removed_upload_is_deleted(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add_files([("a.txt", ARTICLE), ("b.txt", OTHER)])
    workspace.refresh()
    workspace.remove("uploads/a.txt")
    assert workspace.chosen() == ["uploads/b.txt", BAIC, USINE]
    assert workspace.removed() == []
    workspace.refresh()
    left = b"".join(p.read_bytes() for p in (tmp_path / "root").rglob("*.txt"))
    assert b"pont" not in left
    assert b"gare" in left
    workspace.remove("uploads/b.txt")
    workspace.refresh()
    assert list((tmp_path / "root").iterdir()) == []


def test_it_is_there_after_a_restart(make: Make, assistant: Assistant) -> None:
    browser = new_id()
    first = make()
    first.of(browser).add_files([("pont.txt", ARTICLE)])
    first.of(browser).remove(BAIC)
    first.of(browser).refresh()
    first.close()
    again = make().of(browser)
    assert (again.private, again.pending) == (True, True)
    assert again.assistant is assistant
    assert sources(again) == [USINE]  # without what was removed
    again.refresh()
    assert sources(again) == ["uploads/pont.txt", USINE]


def test_which_articles_are_not_ticked_is_kept_and_changes_no_index(
    make: Make, assistant: Assistant
) -> None:
    browser = new_id()
    make().of(browser).keep_unused([USINE])
    again = make().of(browser)
    assert again.unused == {USINE}
    assert (again.private, again.pending, again.assistant) == (False, False, assistant)
    again.add_files([("pont.txt", ARTICLE)])
    again.refresh()
    again.remove("uploads/pont.txt")
    again.refresh()
    assert make().of(browser).unused == {USINE}
    assert not make().of(new_id()).unused


def test_it_follows_the_served_folder(
    make: Make, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.ui.workspaces.workspace._PAUSE_S", 0.0)
    (served / "changed").touch()
    workspace = make().of(new_id())
    workspace.add_files([("pont.txt", ARTICLE)])
    workspace.refresh()
    (served / BAIC).unlink()
    (served / "sub").mkdir()
    (served / "sub" / "gare.txt").write_bytes(OTHER)
    new = served / "new.txt"
    new.write_text("Autre titre\n\nTout autre chose est écrit ici.\n", encoding="utf-8")
    new.replace(served / USINE)
    answer = workspace.assistant.ask("Quand la gare de Lyon a-t-elle été rénovée ?")
    assert answer.quotes[0].source == "sub/gare.txt"
    assert sources(workspace) == ["sub/gare.txt", "uploads/pont.txt", USINE]
    assert "Tout autre chose" in workspace.assistant.article(USINE).text
    shutil.rmtree(served)
    assert workspace.assistant.ask("Quand le pont de Brest a-t-il été inauguré ?").quotes


def test_a_failed_refresh_keeps_what_was_searched(make: Make, assistant: Assistant) -> None:
    def refuse(*_: object) -> Assistant:
        raise StoreError("no room")

    workspace = make(open_assistant=refuse).of(new_id())
    workspace.add_files([("pont.txt", ARTICLE)])
    workspace.remove(BAIC)
    with pytest.raises(StoreError):
        workspace.refresh()
    assert workspace.pending
    assert workspace.assistant is assistant
    assert workspace.chosen() == [USINE]


def test_questions_are_answered_during_a_refresh(make: Make, assistant: Assistant) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(
        folder: Path, index_dir: Path, progress: Callable[[int, int, str], None]
    ) -> Assistant:
        from assistant import Assistant

        progress(0, 1, "waiting")
        begun.set()
        assert go_on.wait(30)
        return Assistant.open(folder, index_dir=index_dir)

    workspace = make(open_assistant=slowly).of(new_id())
    workspace.remove(BAIC)
    thread = threading.Thread(target=workspace.refresh)
    thread.start()
    assert begun.wait(30)
    assert workspace.step == Step(0, 1, "waiting", None)
    answer = workspace.assistant.ask("Combien de voitures par an ?", sources=workspace.chosen())
    assert {quote.source for quote in (*answer.quotes, *answer.closest)} == {USINE}
    workspace.add_files([("pont.txt", ARTICLE)])  # while the index is made: the next one has it
    go_on.set()
    thread.join(60)
    assert workspace.pending
    workspace.refresh()
    assert sources(workspace) == ["uploads/pont.txt", USINE]


def test_unused_private_folders_are_removed(tmp_path: Path, make: Make) -> None:
    old, used = new_id(), new_id()
    first = make()
    for browser in (old, used):
        first.of(browser).add_files([("pont.txt", ARTICLE)])
    for state in (tmp_path / "root").glob("*/state.json"):
        os.utime(state, (0, 0))
    again = make()
    again.of(used)
    assert again.remove_unused(30) == 1
    assert len(list((tmp_path / "root").iterdir())) == 1
    assert make().of(used).private
    assert not make().of(old).private


def test_no_one_reaches_anothers(tmp_path: Path, make: Make) -> None:
    workspaces = make()
    browser = new_id()
    workspaces.of(browser).add_files([("pont.txt", ARTICLE)])
    (place,) = (tmp_path / "root").iterdir()
    assert browser not in place.name
    for made_up in (f"../root/{place.name}", "", ".", browser.upper() + "A", browser[:-1]):
        with pytest.raises(ConversationError, match="id is not valid"):
            workspaces.of(made_up)
    assert not workspaces.of(place.name).private  # the folder's name is no way in


def test_damaged_state_is_put_aside(tmp_path: Path, make: Make) -> None:
    browser = new_id()
    make().of(browser).add_files([("pont.txt", ARTICLE)])
    (state,) = (tmp_path / "root").glob("*/state.json")
    for damage in ("{", "[]", '{"mood": 1}'):
        state.write_text(damage, encoding="utf-8")
        assert not make().of(browser).private
        assert state.with_suffix(".damaged").read_text(encoding="utf-8") == damage


def test_time_left_is_that_of_the_step() -> None:
    now = [0.0]
    estimate = Estimate(lambda: now[0])
    assert estimate.step(0, 10, "reading") == Step(0, 10, "reading", None)
    now[0] = 0.5
    assert estimate.step(1, 10, "reading").seconds_left is None
    now[0] = 4.0
    assert estimate.step(2, 10, "reading").seconds_left == pytest.approx(16.0)
    assert estimate.step(5, 10, "embedding").seconds_left is None
    now[0] = 9.0
    assert estimate.step(10, 10, "embedding").seconds_left == 0.0
