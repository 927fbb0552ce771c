"""Work that is done beside other work: two steps of a build at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock
from types import TracebackType

from index.types import Progress


class Beside:
    """While a ``with`` block runs, a thread does one more step of the same work.

    The block ends when both have. Its own progress is told first, then how far the step is. Where
    the block fails, the step is given up at its next word of progress; where the step fails, the
    block raises its error at the end.
    """

    def __init__(self, step: Callable[[Progress], None], progress: Progress) -> None:
        self._step, self._progress = step, progress
        self._given_up = Event()
        self._telling, self._alone = Lock(), False
        self._last: tuple[int, int, str] | None = None
        self._thread = ThreadPoolExecutor(1)
        self._done: Future[None] | None = None

    def __enter__(self) -> Beside:
        self._done = self._thread.submit(self._step, self._tell)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        try:
            if self._done and not kind:
                with self._telling:
                    self._alone = True
                    if self._last:
                        self._progress(*self._last)
                self._done.result()
        finally:
            self._given_up.set()
            self._thread.shutdown()

    def _tell(self, done: int, total: int, what: str) -> None:
        if self._given_up.is_set():
            raise _GivenUpError
        with self._telling:
            self._last = done, total, what
            if self._alone:
                self._progress(*self._last)


class _GivenUpError(Exception):
    """The work that a step was done for has failed."""
