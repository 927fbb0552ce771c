"""A page that is served, and what a test does on it in Chromium."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradio import Blocks
    from playwright.sync_api import Locator, Page

    from assistant import Assistant

HOST = "127.0.0.1"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 20_000  # milliseconds
# For each window Chromium would load two pages of its own into the address bar that nobody sees,
# which takes as long as the page itself. It heeds the last of such lists alone, so that the one
# that Playwright gives is repeated.
_UNWANTED = """
    WebUIOmniboxPopup WebUIOmniboxAimPopup PreloadTopChromeWebUI
    AvoidUnnecessaryBeforeUnloadCheckSync DestroyProfileOnBrowserClose HttpsUpgrades
    HttpsFirstBalancedModeAutoEnable LensOverlay MediaRouter PaintHolding
    ThirdPartyStoragePartitioning AvoidCorsURLLoaderRestartOnRedirect OptimizationHints
    NetworkTimeServiceQuerying AimEnabled PreconnectToSearch
"""
ARGUMENTS = ["--no-sandbox", f"--disable-features={','.join(_UNWANTED.split())}"]
"""What Chromium is started with."""
IN_VIEW = """element => {
  const { top, bottom } = element.getBoundingClientRect();
  return element.isConnected && top >= 0 && bottom <= innerHeight;
}"""
"""For ``evaluate``: whether all of an element is on the screen."""


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.create_server((HOST, 0)) as server:
        port: int = server.getsockname()[1]
    return port


@contextmanager
def launched(assistant: Assistant, folder: Path, data: Path, **options: Any) -> Iterator[Blocks]:
    """A page over the folder, served while the block runs."""
    from assistant.ui.page import launch

    page = launch(assistant, free_port(), folder=folder, data=data, **options)
    try:
        yield page
    finally:
        try:
            page.close(verbose=False)
        except RuntimeError:  # Gradio sets an event of another thread's loop, which waits on it
            page.close(verbose=False)  # it is set now


@contextmanager
def served(*given: Any, **options: Any) -> Iterator[str]:
    """The address of a page that ``launched`` serves."""
    with launched(*given, **options) as page:
        assert page.local_url is not None
        yield page.local_url


class Tab:
    """A page in a context of its own, with what a test does on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.outside: list[str] = []  # requests that would have left this machine
        self.errors: list[str] = []
        self._leaves = False
        page.set_default_timeout(PATIENCE)
        page.on("request", self._look_at)
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        self.open()

    def open(self, address: str = "") -> None:
        """Open the page, or open it again."""
        with self.leaving():
            self.page.goto(address or self.address, wait_until="commit")
        self.ready()

    def reload(self) -> None:
        """Load the page again, at the address that it has now."""
        self.open(self.page.url)

    def heard(self) -> list[str]:
        """The errors until now."""
        self.page.evaluate("0")  # what was said before has come when this has
        return self.errors

    def ready(self) -> None:
        """Wait for the page's words."""
        self.page.wait_for_selector("html.ready")

    def ask(self, question: str) -> Locator:
        """Ask, wait for the whole answer, and return its turn."""
        number = self.page.locator(".turn").count()
        self.send(question)
        return self.answered(number)

    def send(self, question: str) -> None:
        """Ask, and do not wait."""
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")

    def answered(self, number: int) -> Locator:
        """The turn with this number, from 0, once it has ended."""
        turn = self.page.locator(".turn").nth(number)
        self.page.wait_for_function(
            "n => document.querySelectorAll('.turn')[n]?.matches('.done, .stopped, .failed')",
            arg=number,
        )
        return turn

    def marked(self) -> str:
        """The words that the article pane marks as the current quote."""
        marks = self.page.locator("#article mark.current")
        return "".join(marks.evaluate_all("marks => marks.map(mark => mark.textContent)"))

    def opened(self, number: int, kind: str = "quotes") -> None:
        """Wait until the article pane is open at this quote."""
        self.page.wait_for_selector(
            f'#article .reading[data-number="{number}"][data-kind="{kind}"]'
        )

    def in_view(self, part: Locator) -> None:
        """Wait until all of it is, from top to bottom."""
        self.page.wait_for_function(IN_VIEW, arg=part.element_handle())

    def shoot(self, name: str) -> None:
        """Take a picture for a person to look at."""
        folder = os.environ.get("VERBATIM_SCREENSHOTS")
        if folder:
            self.page.wait_for_timeout(700)  # scrolling has come to rest
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def violations(self) -> list[str]:
        """What axe finds, serious or worse."""
        self.page.add_script_tag(path=AXE)
        found = self.page.evaluate("async () => (await axe.run()).violations")
        return [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    def _look_at(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.outside.append(request.url)

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Until the next page is there; what the last one had on its way breaks off, rightly."""
        self.heard()
        self._leaves = True
        yield
        self._leaves = False

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not self._leaves:
            self.errors.append(text)
