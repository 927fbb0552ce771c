"""The page in Chromium when an answer that is under way is stopped, or its conversation left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.records.verify import verify
from tests.browser.models import Slow

if TYPE_CHECKING:
    from assistant import Assistant
    from tests.browser.fixtures import Open, Serve

pytest_plugins = ["tests.browser.fixtures"]

ENGLISH = "When does Xiaomi plan to start production?"
UNANSWERED = "Qui a peint la Joconde ?"


def test_stop_stops(
    open_tab: Open, serve: Serve, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    slow = Slow()
    address = serve(assistant.using(slow), seeds, tmp_path)
    tab = open_tab(address)
    tab.page.fill("#question textarea", ENGLISH)
    for button in ("#send", "#stop"):
        tab.page.keyboard.press("Tab")
        tab.page.wait_for_function("id => document.activeElement.matches(id)", arg=button)
        tab.page.keyboard.press("Enter")
        tab.page.wait_for_selector(".turn .card")
        tab.page.wait_for_function("document.activeElement.matches('textarea')")
    turn = tab.answered(0)
    assert "asked to stop" in (turn.locator(".note").text_content() or "")
    assert "embedded reader" in (turn.locator(".note").text_content() or "")
    tab.shoot("stopped")
    assert tab.page.locator("#status").inner_text() == "Arrêté"
    assert tab.page.locator("#send").is_visible()
    slow.go.set()
    slow.end.set()
    assert slow.left.wait(10)
    tab.ask(UNANSWERED)


def test_what_was_written_before_a_stop_is_kept_and_told_as_such(
    open_tab: Open, serve: Serve, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    slow = Slow()
    tab = open_tab(serve(assistant.using(slow), seeds, tmp_path), locale="en-GB")
    slow.go.set()
    tab.send(ENGLISH)
    tab.page.wait_for_selector(".turn .answer > p:not(.waiting)")
    tab.page.click("#stop")
    turn = tab.answered(0)
    assert "before the end of its answer" in (turn.locator(".note").text_content() or "")
    assert "Production is planned from 2024." in (turn.locator(".prose").text_content() or "")
    assert turn.locator(".unsupported").count() == 0
    tab.page.wait_for_url(re.compile("conversation="))
    seen = turn.inner_text()
    tab.reload()
    assert tab.page.locator(".turn").inner_text() == seen
    assert tab.page.input_value("#question textarea") == ""
    tab.page.click("#top [data-drawer=past]")
    with tab.page.expect_download() as download:
        tab.page.click('#past [data-event=export][data-as="markdown"]')
    exported = tmp_path / "exported.md"
    download.value.save_as(exported)
    assert "before the end of its answer" in exported.read_text("utf-8")
    assert not verify(exported, assistant).failures
    slow.end.set()


def test_the_line_below_says_what_is_done_for_the_conversation_that_is_shown(
    open_tab: Open, serve: Serve, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    slow = Slow()
    tab = open_tab(serve(assistant.using(slow), seeds, tmp_path))
    status = tab.page.locator("#status")
    tab.send(ENGLISH)
    tab.page.wait_for_selector(".turn.running .card")
    tab.page.click("#top [data-event=language]")
    tab.page.wait_for_selector("html[lang=en]")
    assert "test:slow is writing" in status.inner_text()
    tab.page.click("#top [data-event=new]")
    tab.page.wait_for_selector(".welcome")
    tab.page.wait_for_timeout(500)  # time to hear that the answer was stopped
    assert status.inner_text() == ""
    slow.go.set()
    slow.end.set()


@pytest.mark.parametrize("sent", ["from the box", "an example"])
def test_a_question_in_line_can_be_stopped(
    open_tab: Open,
    serve: Serve,
    assistant: Assistant,
    seeds: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sent: str,
) -> None:
    monkeypatch.setattr("assistant.ui.wiring.AT_ONCE", 1)
    slow = Slow()
    address = serve(assistant.using(slow), seeds, tmp_path)
    first, second = open_tab(address), open_tab(address)
    first.send(ENGLISH)
    first.page.wait_for_selector(".turn.running .card")
    if sent == "an example":
        second.page.locator(".example").first.click()
    else:
        second.send(ENGLISH)
    second.page.wait_for_selector(".turn.running")
    second.page.click("#stop")
    assert "stopped" in (second.answered(0).get_attribute("class") or "")
    assert first.page.locator(".turn.running").count() == 1
    slow.go.set()
    slow.end.set()
    first.answered(0)
    second.ask(UNANSWERED)
