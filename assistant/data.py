"""Folders of data that travel with the package: prompts and seeds."""

from __future__ import annotations

from pathlib import Path

from index.errors import VerbatimError


def data_dir(name: str) -> Path:
    """The folder ``name`` as it was installed, else the one of the checkout.

    Raises VerbatimError when neither exists: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise VerbatimError(f"the installation has no folder {name!r}; install verbatim-assistant anew")
