"""Nothing on the page keeps people out: axe finds nothing serious, in light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import PHONE

if TYPE_CHECKING:
    from tests.browser.fixtures import Open

pytest_plugins = ["tests.browser.fixtures"]
pytestmark = pytest.mark.usefixtures("read_once")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_tab: Open, seeds_page: str, axe: Path, scheme: str) -> None:
    tab = open_tab(seeds_page, color_scheme=scheme)
    assert tab.violations() == []
    tab.ask("Quand Xiaomi compte-t-il commencer à produire ?")
    turn = tab.ask("Qui a peint la Joconde ?")
    turn.locator(".card").first.click()
    tab.opened(1, "closest")
    turn.locator('[data-up="no"]').click()
    turn.locator("form").wait_for()
    assert tab.violations() == []
    tab.page.locator(".turn .cite").first.click()
    tab.page.wait_for_selector('#article .reading[data-kind="quotes"]')
    for drawer in ("folder", "past"):
        tab.page.click(f"#top [data-drawer={drawer}]")
        assert tab.violations() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_a_phone(
    open_tab: Open, seeds_page: str, axe: Path, scheme: str
) -> None:
    tab = open_tab(seeds_page, color_scheme=scheme, viewport=PHONE)
    tab.ask("Quand Xiaomi compte-t-il commencer à produire ?")
    assert tab.violations() == []
