"""When an article appeared, as far as its file says so: ``2021``, ``2021-11`` or ``2021-11-27``.

Looked at are the front matter, date lines near the top and the foot of the text, and the file's
name. A line that is a bare date counts when the text has no other, for several are a chronology.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from index.date_lines import Found, Kind, dates_in, iso_date, plain, stated_date
from index.front_matter import entries, front_matter
from index.types import Span

RULES_VERSION = 3

_TOP, _FOOT = 12, 12  # lines that are not blank, in which "publié le" is looked for
_BARE_TOP, _BARE_FOOT = 6, 3  # the same for a date alone
_KEYS: dict[str, Kind] = {
    **dict.fromkeys(("date", "publie", "publiele", "pubdate", "created", "createdat"), "published"),
    **dict.fromkeys(("envoye", "envoyele", "sent"), "published"),
    **dict.fromkeys(("published", "publishedat", "publishdate", "datepublished"), "published"),
    **dict.fromkeys(("datepublication", "publication", "publicationdate"), "published"),
    **dict.fromkeys(("updated", "updatedat", "modified", "lastmod", "lastmodified"), "updated"),
    **dict.fromkeys(("datemodified", "maj", "misajour", "miseajour"), "updated"),
}
_IN_STEM = re.compile(r"(?<![^-_ .])(\d{4})(-?)(\d\d)\2(\d\d)(?![^-_ .t])", re.IGNORECASE)
_FOLDERS = re.compile(r"(?:\A|/)(\d{4})/(\d\d)(?:/(\d\d))?\Z")


def article_date(text: str, source: str) -> str | None:
    """Return when an article appeared, in ISO 8601 as far as it is known; None when nothing tells.

    ``source`` is its path inside the folder. A date of publication goes before the one in the
    file's name, and that before the date of an update.
    """
    front = front_matter(text) or Span(0, 0)
    said = _in_front_matter(text)
    lines = [dates_in(line) for line in text[front.end :].splitlines() if line.strip()]
    return (
        said.get("published")
        or _in_lines("published", lines)
        or _bare(lines)
        or _in_name(source)
        or said.get("updated")
        or _in_lines("updated", lines)
    )


def _in_front_matter(text: str) -> dict[Kind, str]:
    said: dict[Kind, str] = {}
    for key, value in entries(text):
        kind = _KEYS.get(re.sub(r"[\W_]", "", plain(key)))
        date = stated_date(value)
        if kind and date:
            said.setdefault(kind, date)
    return said


def _in_lines(kind: Kind, lines: Sequence[Sequence[Found]]) -> str | None:
    """Return the first such date at the top, or the only one at the foot.

    Several at the foot are those of comments or of other articles.
    """
    for line in lines[:_TOP]:
        for found in line:
            if found.kind == kind:
                return found.date
    foot = {found.date for line in lines[_TOP:][-_FOOT:] for found in line if found.kind == kind}
    return foot.pop() if len(foot) == 1 else None


def _bare(lines: Sequence[Sequence[Found]]) -> str | None:
    dates = {
        found.date: number
        for number, line in enumerate(lines)
        for found in line
        if found.kind == "bare"
    }
    if len(dates) != 1:
        return None
    ((date, number),) = dates.items()
    return date if number < _BARE_TOP or number >= len(lines) - _BARE_FOOT else None


def _in_name(source: str) -> str | None:
    """Return the date in a file's name, or of folders such as ``2021/11/27``."""
    path = PurePosixPath(source)
    for year, _, month, day in _IN_STEM.findall(path.stem):
        date = iso_date(int(year), int(month), int(day))
        if date:
            return date
    folders = _FOLDERS.search(path.parent.as_posix())
    return iso_date(*(int(part) for part in folders.groups() if part)) if folders else None
