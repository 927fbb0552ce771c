"""How the page stands in Chromium: dark, on a phone, enlarged, on paper, behind a drawer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import IN_VIEW, PHONE, Tab

if TYPE_CHECKING:
    from tests.browser.fixtures import Open

pytest_plugins = ["tests.browser.fixtures"]
pytestmark = pytest.mark.usefixtures("read_once")

FRENCH = "Quand Xiaomi compte-t-il lancer la production de ses voitures ?"
UNANSWERED = "Qui a peint la Joconde ?"


def test_a_drawer_does_not_cover_what_the_keyboard_reaches_behind_it(
    open_tab: Open, seeds_page: str
) -> None:
    tab = open_tab(seeds_page)
    tab.page.locator("#top [data-drawer=folder]").focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator("#folder .rows [data-event=remove]").last.focus()
    assert tab.page.locator("html[data-drawer=folder]").count() == 1
    tab.page.keyboard.press("Tab")
    assert tab.page.locator("html[data-drawer]").count() == 0
    assert tab.page.locator("#conversation :focus").count() == 1


def _background(tab: Tab) -> Sequence[int]:
    color = tab.page.locator("#reader").evaluate(
        "element => getComputedStyle(element).backgroundColor"
    )
    return [int(part) for part in re.findall(r"\d+", color)[:3]]


def test_the_keyboard_stays_where_it_steps_to_the_last_quote(
    open_tab: Open, seeds_page: str
) -> None:
    tab = open_tab(seeds_page)
    tab.ask(FRENCH)
    after = tab.page.locator("#article .steps button.icon").last
    after.focus()
    for number in range(2, 9):
        if after.get_attribute("aria-disabled"):
            break
        tab.page.keyboard.press("Enter")
        tab.opened(number)
    assert after.get_attribute("aria-disabled")
    assert after.evaluate("element => element === document.activeElement")
    tab.page.keyboard.press("Enter")
    assert after.evaluate("element => element === document.activeElement")


def test_dark_follows_the_system_until_one_chooses(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page, color_scheme="dark")
    assert max(_background(tab)) < 60
    tab.ask(FRENCH)
    tab.shoot("dark")
    tab.page.click("#top [data-do=theme]")
    assert min(_background(tab)) > 200
    tab.open()
    assert min(_background(tab)) > 200


def test_on_a_phone_the_article_is_below_the_chat(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page, viewport=PHONE, has_touch=True, is_mobile=True)
    turn = tab.ask(FRENCH)
    tab.shoot("phone")
    wide = tab.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    talk, reader = (tab.page.locator(part).bounding_box() for part in ("#talk", "#reader"))
    assert talk
    assert reader
    assert reader["y"] >= talk["y"] + talk["height"]
    assert turn.locator(".question").evaluate(IN_VIEW)  # the answer has not scrolled it away
    last = turn.locator(".cite").last
    last.tap()
    tab.opened(int(last.get_attribute("data-number") or ""))
    tab.in_view(tab.page.locator("#article mark.current").first)
    tab.shoot("phone-article")
    tab.page.click("[data-do=back]")
    tab.in_view(last)
    tab.page.click("#top [data-drawer=folder]")
    tab.shoot("phone-folder")


def test_the_page_fits_where_it_is_read_at_four_times_its_size(
    open_tab: Open, seeds_page: str
) -> None:
    tab = open_tab(seeds_page, viewport={"width": 320, "height": 256})
    tab.ask(FRENCH)
    assert tab.page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_answer_to_a_page_of_text_is_seen_with_it(open_tab: Open, seeds_page: str) -> None:
    pasted = "Xiaomi veut produire des voitures à Pékin, et beaucoup s’en étonnent. " * 25
    tab = open_tab(seeds_page, viewport=PHONE)
    turn = tab.ask(pasted)
    tab.in_view(turn.locator(".answer p").first)
    question = turn.locator(".question")
    tab.shoot("long-question")
    assert question.evaluate("element => element.scrollHeight > element.clientHeight")
    tab.page.locator("#past .rows .title").wait_for(state="attached")
    tab.page.click("#top [data-drawer=past]")
    tab.in_view(tab.page.locator("#past [data-event=delete_all]"))
    tab.page.emulate_media(media="print")
    assert question.evaluate("element => element.scrollHeight <= element.clientHeight")


def test_on_paper_stands_all_of_the_conversation_and_nothing_to_click(
    open_tab: Open, seeds_page: str
) -> None:
    tab = open_tab(seeds_page, color_scheme="dark")
    for question in (FRENCH, UNANSWERED):
        tab.ask(question)
    tab.page.emulate_media(media="print")
    tab.page.wait_for_function("!document.documentElement.classList.contains('dark')")
    assert min(_background(tab)) > 200
    for part in (".bar", "#composer", ".actions", ".steps"):
        assert not tab.page.locator(part).first.is_visible()
    scroller = tab.page.locator("#conversation .scroll")
    assert scroller.evaluate("element => element.scrollHeight <= element.clientHeight")
    tab.shoot("paper")
    tab.page.emulate_media(media="screen")
    tab.page.wait_for_function("document.documentElement.classList.contains('dark')")
