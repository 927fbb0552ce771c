"""Ctrl-C while the program loads what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ctrl_c() -> Iterator[None]:
    """Ctrl-C is a KeyboardInterrupt in this block, whatever is being imported.

    An extension module that it reaches while it is made, as onnxruntime is, raises an ImportError
    of it.
    """
    try:
        yield
    except ImportError as error:
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise error.__cause__ from None
        raise
