"""Twenty people who ask at the same moment all get their answer."""

from __future__ import annotations

from tests.support.visitors import ask_at_once

pytest_plugins = ["tests.browser.fixtures"]


def test_twenty_people_ask_at_once(seeds_page: str) -> None:
    waits = ask_at_once(seeds_page, 20)
    assert len(waits) == 20
    assert all(waits)
