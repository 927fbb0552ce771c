"""Texts as a user would have them: files of a folder, indexed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from index.retrieval import Index


@contextmanager
def indexed(files: Mapping[str, str]) -> Iterator[Index]:
    """The index of a folder with these files, by name; both are gone afterwards."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        index = Index.open(folder, Path(place) / "index")
        try:
            yield index
        finally:
            index.close()
