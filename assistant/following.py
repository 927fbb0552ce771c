"""An index that follows its folder while questions are asked."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from index.retrieval import Index

if TYPE_CHECKING:
    from index.store import Progress

LONGEST_PAUSE = 2.0  # seconds for which a change of the folder may go unnoticed
LOOK_PAUSE = 20  # times as long as a look at the folder took: 0.1 s for a thousand files


class Follower:
    """Keeps an index up to date with its folder, for all that answer from it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._at_work = threading.Lock()
        self._next_look = 0.0

    def look(self) -> None:
        """Follow the folder, but spend a small share of the time looking at it.

        While another thread is at it, the earlier index answers.
        """
        if time.monotonic() < self._next_look or not self._at_work.acquire(blocking=False):
            return
        try:
            began = time.monotonic()
            if not self._index.refresh():
                ended = time.monotonic()
                self._next_look = ended + min(LOOK_PAUSE * (ended - began), LONGEST_PAUSE)
        finally:
            self._at_work.release()

    def refresh(self, progress: Progress | None) -> None:
        """Bring the index up to date, whenever it was last looked at."""
        with self._at_work:
            self._index.refresh(progress)
