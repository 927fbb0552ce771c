"""The page in Chromium while something is on its way: an answer, its keeping, a late reply."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.records.history import History
from tests.browser.models import Slow
from tests.browser.pages import DESK, Tab, launched

if TYPE_CHECKING:
    from gradio import Blocks
    from playwright.sync_api import APIResponse, Route

    from assistant import Assistant
    from tests.browser.fixtures import Open, Serve

pytest_plugins = ["tests.browser.fixtures"]

FRENCH = "Quand Xiaomi compte-t-il lancer la production de ses voitures ?"
ENGLISH = "When does Xiaomi plan to start production?"
UNANSWERED = "Qui a peint la Joconde ?"


def _first_reply_late(tab: Tab, clicked: str, then: str, until: str) -> Callable[[], None]:
    """Click twice, wait until the second click is answered, and return what lets the first be."""
    held: list[tuple[Route, APIResponse]] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    def release() -> None:
        [(route, response)] = held
        with tab.page.expect_response("**/run/predict*"):
            route.fulfill(response=response)
        tab.page.wait_for_timeout(300)  # time to draw it

    tab.page.wait_for_url(re.compile("conversation="))
    tab.page.route("**/run/predict*", hold_the_first)
    tab.page.click(clicked)
    for _ in range(400):
        if not held:
            tab.page.wait_for_timeout(50)
    tab.page.click(then)
    tab.page.wait_for_selector(until)
    return release


def test_an_older_picture_of_a_part_does_not_come_back(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page)
    tab.ask(FRENCH)
    up = '[data-event=rate][data-up="yes"]'
    shown = f'{up}[aria-pressed="true"]'
    release = _first_reply_late(tab, '[data-event=rate][data-up="no"]', up, shown)
    release()
    assert tab.page.locator(shown).count() == 1
    assert tab.page.locator(".turn form").count() == 0


def test_an_older_article_does_not_move_the_one_that_is_read(
    open_tab: Open, seeds_page: str
) -> None:
    tab = open_tab(seeds_page)
    tab.ask(FRENCH)
    first, second = (f'.prose .cite[data-number="{number}"]' for number in (1, 2))
    release = _first_reply_late(tab, second, first, f'{first}[aria-current="true"]')
    tab.opened(1)
    tab.in_view(tab.page.locator("#article mark.current").first)
    scroller = tab.page.locator("#article .scroll")
    scroller.evaluate("element => { element.scrollTop = 1e6; }")
    end = scroller.evaluate("element => element.scrollTop")
    release()
    assert tab.page.locator('#article .reading[data-number="1"]').count() == 1
    assert scroller.evaluate("element => element.scrollTop") == end


def test_nothing_jumps_while_an_answer_comes(
    open_tab: Open, serve: Serve, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    slow = Slow()
    address = serve(assistant.using(slow), seeds, tmp_path)
    tab = open_tab(address, viewport=DESK)
    tab.send(ENGLISH)
    tab.page.wait_for_selector(".turn.running .card")
    assert tab.page.locator(".turn .answer > p:not(.waiting)").count() == 0
    assert "test:slow" in (tab.page.locator("#status").text_content() or "")
    tab.shoot("evidence-first")
    card = tab.page.locator(".turn .card").first.bounding_box()
    slow.go.set()
    tab.page.wait_for_selector(".turn .answer > p:not(.waiting)")
    assert tab.page.locator(".turn .card").first.bounding_box() == card
    assert tab.page.locator(".turn.running").count() == 1
    tab.shoot("streaming")
    size = "element => getComputedStyle(element).fontSize"
    written = tab.page.locator(".turn .answer > p").last.evaluate(size)
    slow.end.set()
    turn = tab.answered(0)
    assert turn.locator(".prose p").first.evaluate(size) == written
    assert turn.locator(".cite").count() >= 1
    turn.locator("summary").click()
    tab.shoot("written")
    assert "Tesla" in (turn.locator(".unsupported s").text_content() or "")
    assert "Tesla" not in (turn.locator(".prose").text_content() or "")


def test_a_quote_that_is_looked_at_stays_the_one_when_the_answer_numbers_it(
    open_tab: Open, serve: Serve, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    slow = Slow()
    tab = open_tab(serve(assistant.using(slow), seeds, tmp_path))
    tab.send(ENGLISH)
    tab.page.locator(".turn.running .card").nth(1).click()
    tab.opened(2, "found")
    looked_at = tab.marked()
    slow.go.set()
    slow.end.set()
    turn = tab.answered(0)
    assert tab.marked() == looked_at
    for card in turn.locator('.card[aria-current="true"] .words').all_text_contents():
        assert looked_at in card


def test_a_question_is_answered_while_the_last_answer_is_being_kept(
    open_tab: Open, seeds_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, asked = History.add, threading.Event()

    def add_late(*given: Any) -> str:
        asked.wait(20)
        return keep(*given)

    monkeypatch.setattr(History, "add", add_late)
    tab = open_tab(seeds_page)
    tab.ask(FRENCH)
    tab.send(UNANSWERED)
    tab.page.wait_for_function("document.querySelectorAll('.turn').length === 2")
    asked.set()
    tab.answered(1)


def test_what_is_typed_while_an_answer_comes_stays_in_the_box(
    open_tab: Open, serve: Serve, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    slow = Slow()
    tab = open_tab(serve(assistant.using(slow), seeds, tmp_path), locale="en-GB")
    box = tab.page.locator("#question textarea")
    box.fill(ENGLISH)
    box.press("Enter")
    tab.page.wait_for_selector(".turn.running .card")
    tab.page.wait_for_function("() => !document.querySelector('#question textarea').value")
    box.fill(UNANSWERED)
    box.press("Enter")  # has to wait
    tab.page.wait_for_timeout(300)
    assert tab.page.locator(".turn").count() == 1
    slow.go.set()
    slow.end.set()
    tab.answered(0)
    tab.page.wait_for_selector("#past .open, #past [data-id]", state="attached")
    assert box.input_value() == UNANSWERED
    box.press("Enter")
    assert UNANSWERED in (tab.answered(1).locator(".question").text_content() or "")
    tab.page.wait_for_function("() => !document.querySelector('#question textarea').value")


def test_a_question_without_its_answer_is_in_the_box_when_the_page_is_loaded_again(
    open_tab: Open, serve: Serve, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    slow = Slow()
    tab = open_tab(serve(assistant.using(slow), seeds, tmp_path), locale="en-GB")
    box = tab.page.locator("#question textarea")
    tab.send(ENGLISH)
    tab.page.wait_for_selector(".turn.running .card")
    tab.reload()
    assert tab.page.locator(".turn").count() == 0
    assert box.input_value() == ENGLISH
    slow.go.set()
    slow.end.set()
    box.press("Enter")
    tab.answered(0)
    tab.page.wait_for_url(re.compile("conversation="))
    tab.reload()
    tab.page.wait_for_selector(".turn.done")
    assert box.input_value() == ""
    box.type("And wh")
    tab.reload()
    assert box.input_value() == "And wh"


@pytest.fixture
def served_page(assistant: Assistant, seeds: Path, tmp_path: Path) -> Iterator[Blocks]:
    """A page as Gradio has it; named before ``open_tab``, it ends after what is open of it."""
    with launched(assistant, seeds, tmp_path) as page:
        yield page


def test_a_page_that_the_server_has_forgotten_comes_back_with_all_that_it_showed(
    served_page: Blocks, open_tab: Open
) -> None:
    tab = open_tab(served_page.local_url)
    tab.ask(FRENCH)
    tab.page.wait_for_url(re.compile("conversation="))
    served_page.state_holder.session_data.clear()
    box = tab.page.locator("#question textarea")
    with tab.leaving():
        tab.send(UNANSWERED)
        tab.page.wait_for_function(
            "performance.getEntriesByType('navigation')[0].type === 'reload'"
        )
    tab.ready()
    tab.page.wait_for_selector(".turn.done")
    assert box.input_value() == UNANSWERED
    box.press("Enter")
    tab.answered(1)
    tab.page.wait_for_function("new URL(location.href).searchParams.has('conversation')")
    for clicked in ("[data-event=rate]", "[data-event=copy]", ".cite", "#folder .book"):
        served_page.state_holder.session_data.clear()
        tab.page.evaluate("window.before = true")
        with tab.leaving():
            tab.page.locator(clicked).first.dispatch_event("click")
            tab.page.wait_for_function("!window.before")
        tab.ready()
        tab.page.wait_for_selector(".turn.done")


def test_a_page_that_is_forgotten_before_its_articles_are_looked_at_again_keeps_them(
    served_page: Blocks, open_tab: Open
) -> None:
    tab = open_tab(served_page.local_url)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    tab.page.route("**/queue/join*", hold_the_first)
    tab.reload()
    for _ in range(400):
        if not held:
            tab.page.wait_for_timeout(50)
    served_page.state_holder.session_data.clear()
    with tab.page.expect_response("**/queue/join*"):
        held[0].continue_()
    tab.page.wait_for_timeout(500)  # the reply comes by another request
    assert tab.page.locator("#folder .book").count() == 2
    assert "Erreur" not in tab.page.inner_text("body")
