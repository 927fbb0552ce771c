"""Why the index left a file out, in the language that someone reads."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant import phrases
from index.loading import FORMATS
from index.types import Language, Skipped

# How a reason of ``index.loading`` or ``index.listing`` begins -> a text of prompts/workspace.
_TEXTS: Mapping[str, str] = {
    "empty file": "empty",
    "not text": "binary",
    "larger than": "size",
    "not a format": "type",
    "no such file": "unreadable",
    "permission denied": "unreadable",
    "a pipe": "unreadable",
    "a link": "unreadable",
    "holds no words": "no_words",
    "outside the folder": "outside",
}


def said(skipped: Skipped, language: Language) -> str:
    """The reason in this language; as the index gives it in English, or where it is unknown."""
    text = next((text for start, text in _TEXTS.items() if skipped.reason.startswith(start)), None)
    if language == "en" or text is None:
        return skipped.reason
    size = re.search(r"\d+", skipped.reason)
    values: Mapping[str, Mapping[str, object]] = {
        "size": {"megabytes": size[0] if size else ""},
        "type": {"formats": ", ".join(sorted(FORMATS))},
    }
    return phrases.load("workspace", language).say(text, **values.get(text, {}))
