"""Chromium, and pages served to it. A module of tests names this one in ``pytest_plugins``.

Needs Debian's chromium and PyPI's playwright, and axe-core from npm (tests/browser/package.json).
Tests are skipped where one is missing, unless VERBATIM_BROWSER=required, as in .ci/run.
VERBATIM_SCREENSHOTS names a folder for pictures of the page.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages import ARGUMENTS, AXE, DESK, Tab, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from assistant import Assistant

Open = Callable[..., Tab]
Serve = Callable[..., str]
REQUIRED = os.environ.get("VERBATIM_BROWSER") == "required"


def missing(what: str) -> None:
    """Skip the test, or fail it where the browser is required."""
    if REQUIRED:
        pytest.fail(f"{what}, and VERBATIM_BROWSER=required")
    pytest.skip(what)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser; one for a module, as an event loop runs as long as it does."""
    program = shutil.which("chromium")
    if program is None:
        missing("chromium is not installed (apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed (pip install -e '.[dev]')")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a page, as ``served`` does, to the end of the test."""
    with ExitStack() as pages:
        yield lambda *given, **options: pages.enter_context(served(*given, **options))


@pytest.fixture
def open_tab(chromium: Browser, serve: Serve) -> Iterator[Open]:
    """Opens a page in a new context, in French unless a locale is given.

    When the test ends, none may have asked for anything outside, nor had an error.
    """
    tabs: list[Tab] = []
    contexts: list[BrowserContext] = []

    def open_tab(address: str, **options: Any) -> Tab:
        context = chromium.new_context(
            **{"viewport": DESK, "locale": "fr-FR", "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        tabs.append(Tab(context.new_page(), address))
        return tabs[-1]

    yield open_tab
    errors = [error for tab in tabs for error in tab.heard()]
    for context in contexts:
        context.close()
    assert [url for tab in tabs for url in tab.outside] == []
    assert errors == []


@pytest.fixture(scope="module")
def seeds_page(
    chromium: Browser, assistant: Assistant, seeds: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a page over the shipped articles."""
    with served(assistant, seeds, tmp_path_factory.mktemp("kept")) as address:
        yield address


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script that looks for what keeps people from using a page."""
    if not AXE.is_file():
        missing("axe-core is not installed (npm install --prefix tests/browser)")
    return AXE
