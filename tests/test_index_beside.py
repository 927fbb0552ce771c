"""Two steps of a build at once."""

from __future__ import annotations

from threading import Event

import pytest

from index.beside import Beside
from index.types import Progress

SOON = 30  # seconds after which a test that hangs is given up


def test_the_step_tells_its_progress_when_the_block_is_done() -> None:
    told: list[tuple[int, int, str]] = []
    begun = Event()

    def step(progress: Progress) -> None:
        progress(1, 3, "step")
        begun.set()
        while not told:
            begun.wait(0)
        progress(2, 3, "step")
        progress(3, 3, "step")

    with Beside(step, lambda *said: told.append(said)):
        assert begun.wait(SOON)
        assert told == []
    assert told == [(done, 3, "step") for done in (1, 2, 3)]


def test_how_far_a_step_was_that_is_done_before_the_block() -> None:
    told: list[tuple[int, int, str]] = []
    ended = Event()

    def step(progress: Progress) -> None:
        progress(0, 1, "step")
        progress(1, 1, "step")
        ended.set()

    with Beside(step, lambda *said: told.append(said)):
        assert ended.wait(SOON)
    assert told == [(1, 1, "step")]


def test_an_error_of_the_step_is_raised_when_the_block_is_done() -> None:
    reached = False
    with pytest.raises(OSError, match="disk full"), Beside(_fail, lambda *said: None):
        reached = True
    assert reached


def test_the_step_is_given_up_when_the_block_fails() -> None:
    begun, ended = Event(), Event()

    def step(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress(0, 1, "step")
        finally:
            ended.set()

    with pytest.raises(KeyboardInterrupt), Beside(step, lambda *said: None):  # noqa: PT012
        assert begun.wait(SOON)
        raise KeyboardInterrupt
    assert ended.is_set()


def _fail(progress: Progress) -> None:
    raise OSError("disk full")
