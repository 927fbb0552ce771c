"""A progress bar on standard error, for work that turns out to take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID

_PATIENCE = 0.5  # seconds before a bar is worth showing


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A function to call with (done, total, what).

    Shows nothing before half a second has passed, nor when standard error is no terminal.
    """
    began = time.monotonic()
    with ExitStack() as shown:
        bar = None
        tasks: dict[str, TaskID] = {}

        def show(done: int, total: int, what: str) -> None:
            nonlocal bar
            if not sys.stderr.isatty() or time.monotonic() - began < _PATIENCE:
                return
            if bar is None:
                from rich.console import Console
                from rich.progress import Progress

                bar = shown.enter_context(Progress(console=Console(stderr=True), transient=True))
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield show
