"""Ctrl-C while the program loads what it needs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def ctrl_c() -> Iterator[None]:
    """Ctrl-C is a KeyboardInterrupt in this block, whatever is being imported.

    An extension module that it reaches while it is made raises an error of its own instead: what
    onnxruntime raises may come from a KeyboardInterrupt, or from nothing that tells.
    """
    came, former = False, signal.getsignal(signal.SIGINT)
    if not callable(former) or threading.current_thread() is not threading.main_thread():
        yield
        return

    def noted(*interrupt: Any) -> None:
        nonlocal came
        came = True
        former(*interrupt)

    signal.signal(signal.SIGINT, noted)
    try:
        yield
    except Exception:
        if came:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, former)
