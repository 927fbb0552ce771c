"""How long people wait for the chat page: in Chromium, and twenty of them at once.

python -m tests.benchmarks.page
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from assistant import Assistant
from assistant.data import data_dir
from tests.browser.pages import ARGUMENTS, Tab, served
from tests.support.visitors import QUESTIONS, ask_at_once

PEOPLE = 20
_WATCH = """number => {
  window.sent = performance.now();
  window.waited = 0;
  const look = () => {
    const turn = document.querySelectorAll('.turn')[number];
    if (turn?.querySelector('q, .card')) window.waited = performance.now() - window.sent;
    else requestAnimationFrame(look);
  };
  look();
}"""


def main() -> None:
    """Serve the shipped articles, and measure."""
    with tempfile.TemporaryDirectory() as scratch:
        Assistant.open(data_dir("seeds"), index_dir=f"{scratch}/index").close()
        began = time.perf_counter()
        assistant = Assistant.open(data_dir("seeds"), index_dir=f"{scratch}/index")
        with served(assistant, data_dir("seeds"), Path(scratch) / "kept") as address:
            print(f"page served after {time.perf_counter() - began:.2f} s, index up to date")
            if shutil.which("chromium"):
                in_chromium(address)
            waits = ask_at_once(address, PEOPLE)
            failed = sum(wait == 0 for wait in waits)
            print(
                f"{PEOPLE} people at once: whole answer p50 {waits[PEOPLE // 2]:.2f} s, "
                f"p95 {waits[PEOPLE * 95 // 100 - 1]:.2f} s, {failed} failed"
            )


def in_chromium(address: str) -> None:
    """How long the page takes to be there, and the first quote after a question is sent."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        page = browser.new_page()
        began = time.perf_counter()
        tab = Tab(page, address)
        print(f"page ready after {time.perf_counter() - began:.2f} s in Chromium")
        waits = []
        for number in range(8):
            page.fill("#question textarea", QUESTIONS[number % len(QUESTIONS)])
            page.evaluate(_WATCH, number)
            page.press("#question textarea", "Enter")
            page.wait_for_function("window.waited > 0")
            waits.append(page.evaluate("window.waited"))
            tab.answered(number)
        print(f"first quote after {statistics.median(waits):.0f} ms, at most {max(waits):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
