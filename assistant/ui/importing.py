"""Gradio, without what it does in vain: rewrite its own files, and make a page's server thrice.

For each of its components Gradio renders a stub for editors (``.pyi``) and compares it with the one
beside its source, at every import: two fifths of the time that the import takes, and in an
installed package there is nothing to write. A component whose source cannot be found gets no stub.

The application that serves a page is made when the page is begun, when it is laid out and when it
is launched; the last one serves.
"""

from __future__ import annotations

import inspect
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LAYING_OUT = threading.Lock()


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


@contextmanager
def application_made_when_launched() -> Iterator[None]:
    """While a page is begun and laid out, no application is made for it.

    What other threads make or launch meanwhile is made as always.
    """
    from gradio.routes import App

    here = threading.get_ident()

    def create_app(*given: Any, **options: Any) -> Any:
        return None if threading.get_ident() == here else create(*given, **options)

    with _LAYING_OUT:
        create = App.create_app
        App.create_app = staticmethod(create_app)  # type: ignore[method-assign]
        try:
            yield
        finally:
            App.create_app = staticmethod(create)  # type: ignore[method-assign]
