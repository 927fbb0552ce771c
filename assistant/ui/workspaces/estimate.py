"""How far a piece of work is, and how long it will still take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

_PATIENCE_S = 1.0  # before a rate means anything


@dataclass(frozen=True, slots=True)
class Step:
    """One look at a piece of work."""

    done: int
    total: int
    what: str  # "reading articles" and so on, as the index names its steps
    seconds_left: float | None  # of this step, at its rate so far; None: too early to tell


class Estimate:
    """Turns (done, total, what), as the index reports them, into Steps."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._what, self._began = "", 0.0

    def step(self, done: int, total: int, what: str) -> Step:
        """The step now; each ``what`` is timed anew."""
        now = self._clock()
        if what != self._what:
            self._what, self._began = what, now
        took = now - self._began
        known = done > 0 and took >= _PATIENCE_S
        return Step(done, total, what, took / done * (total - done) if known else None)
