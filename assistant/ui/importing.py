"""Gradio, imported without rewriting its own files.

For each of its components Gradio renders a stub for editors (``.pyi``) and compares it with the one
beside its source, at every import: two fifths of the time that the import takes, and in an
installed package there is nothing to write. A component whose source cannot be found gets no stub.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def import_gradio() -> None:
    """Import Gradio, set up to report to no one; at once if it is imported already."""
    if "gradio" in sys.modules:
        return
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported
    with _components_without_source():
        import gradio  # noqa: F401


@contextmanager
def _components_without_source() -> Iterator[None]:
    source_file = inspect.getfile

    def getfile(thing: Any) -> str:
        if type(thing).__name__ == "ComponentMeta":
            raise OSError("no stub wanted")
        return source_file(thing)

    inspect.getfile = getfile  # type: ignore[assignment]  # positional, as it is called
    try:
        yield
    finally:
        inspect.getfile = source_file
