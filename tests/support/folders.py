"""All articles of a folder, without an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import UnreadableFileError
from index.listing import listing
from index.loading import read_article
from index.types import Article, Skipped


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The articles of a folder, and the files left out with the reason for each."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    others: Mapping[str, int]  # of other kinds, as in ``Listing``


def load_folder(folder: Path) -> LoadReport:
    """Read every file of a folder that may be an article. Raises ``FolderNotFoundError``."""
    articles: list[Article] = []
    skipped: list[Skipped] = []
    listed = listing(folder)
    for source in listed.files:
        try:
            articles.append(read_article(folder, source))
        except UnreadableFileError as error:
            skipped.append(Skipped(source, str(error)))
    return LoadReport(tuple(articles), (*skipped, *listed.named), listed.others)
