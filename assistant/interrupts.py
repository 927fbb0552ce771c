"""Ctrl-C while the program loads what it needs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def ctrl_c() -> Iterator[None]:
    """Ctrl-C is a KeyboardInterrupt in this block, whatever is being imported.

    An extension module that it reaches while it is made raises an error of its own instead, or
    ends the program: what onnxruntime raises may come from a KeyboardInterrupt, or from nothing
    that tells. Where Python sees such a module being made, it is one at the end of the block.
    """
    came, held, former = False, False, signal.getsignal(signal.SIGINT)
    if not callable(former) or threading.current_thread() is not threading.main_thread():
        yield
        return

    def noted(number: int, frame: FrameType | None) -> None:
        nonlocal came, held
        came = True
        if _makes_module(frame):
            held = True
        else:
            former(number, frame)

    signal.signal(signal.SIGINT, noted)
    try:
        yield
    except Exception:
        if came:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, former)
    if held:
        raise KeyboardInterrupt


def _makes_module(frame: FrameType | None) -> bool:
    """Whether an extension module is being made, in C, which an exception would abort."""
    while frame:
        code, frame = frame.f_code, frame.f_back
        if code.co_name == "create_module" and "importlib" in code.co_filename:
            return True
    return False
