"""Front matter: the block of entries that opens many Markdown files, in YAML or in TOML.

So do Pandoc's lines of title, authors and date, and the head of a message that was kept as text:
from whom, to whom, when, on what. Read are simple entries, as publishing tools write them; what is
nested is only passed over.
"""

from __future__ import annotations

import re

from index.types import Span

_END = r"[ \t]*\r?\n"
_REST = r"[^\r\n]*\r?\n"
# A key has no space before its colon, unlike the first word of a French "Prix : 8 €".
_YAML = r"\w[\w.-]*(?: [\w.'’-]+){0,3}:"
_TOML = r"\w[\w.-]*[ \t]*="
# Each kind of line begins otherwise, so that none is tried twice.
_OTHER = rf"[ \t]+\S{_REST}|#{_REST}|{_END}"
_BLOCK = re.compile(
    rf"\s*(?:---{_END}(?:#{_REST})*(?={_YAML})(?:{_YAML}{_REST}|- {_REST}|{_OTHER})+(?:---|\.\.\.)"
    rf"|\+\+\+{_END}(?:{_TOML}{_REST}|[\[\]]{_REST}|{_OTHER})+\+\+\+)[ \t]*(?=\r?\n|\Z)"
)
# One of these an interview's "Le Monde: …", between rulings, does not have.
_USUAL = re.compile(
    r"^[\"']?(?:title|titre|date|authors?|auteurs?|tags?|layout|description|slug|categor(?:y|ies)"
    r"|catégories?|keywords|mots-clés|lang|language|langue|source|url|link|permalink|draft|summary"
    r"|published|updated|id)[\"']?[ \t]*[:=]",
    re.IGNORECASE | re.MULTILINE,
)
# "% Title", "% Authors", "% Date": the authors may be empty and have no figure, the date has one.
_PANDOC = re.compile(
    rf"% (?P<title>(?![a-zà-öø-ÿœ])\S{_REST})%(?P<authors>[ \t][^\d\r\n]*\r?\n|{_END})"
    rf"(?:%(?P<date>[ \t][^\d\r\n]*\d{_REST}))?(?={_END})"
)
_SENDER, _SUBJECT = "de|from|expéditeur", "objet|sujet|subject"
_HEAD = (
    rf"(?:{_SENDER}|{_SUBJECT}|à|a|to|destinataires?|cci?|bcc|date|envoyé(?: le)?|sent|reply-to"
    r"|répondre à|pièces? jointes?|attachments?|importance)[ \u00a0\u202f]?:"
)
_MESSAGE = re.compile(
    rf"\s*(?P<head>{_HEAD}{_REST}(?:{_HEAD}{_REST}|[ \t]+\S{_REST})+)(?={_END})", re.IGNORECASE
)
_NEEDED = [re.compile(rf"^(?:{keys})\W", re.I | re.M) for keys in (_SENDER, _SUBJECT)]
_REPLY = re.compile(r"(?:(?:re|tr|fwd?)[ \u00a0\u202f]?: *)+", re.IGNORECASE)
_ENTRY = re.compile(r"(\w[\w.'’ -]*?)[ \t\u00a0\u202f]*[:=][ \t]*(.*)")
_FOLDED = re.compile(r"\A[>|][+-]?(?: |\Z)")  # the value stands in the lines below, indented


def front_matter(text: str) -> Span | None:
    """Return the block of entries between ``---`` or ``+++`` that opens a text.

    One of them at least is usual: a title, a date. Or Pandoc's title, authors and date, or the head
    of a message.
    """
    match = _BLOCK.match(text)
    if match and _USUAL.search(match[0]):
        return Span(0, match.end())
    pandoc = _PANDOC.match(text)
    return Span(0, len(pandoc[0].rstrip())) if pandoc else _head(text)


def _head(text: str) -> Span | None:
    """Return the head of a message, which says from whom it is and on what."""
    match = _MESSAGE.match(text)
    if match and all(needed.search(match["head"]) for needed in _NEEDED):
        return Span(0, match.start("head") + len(match["head"].rstrip()))
    return None


def entries(text: str) -> list[tuple[str, str]]:
    """Return the keys and values of a text's front matter, in order, without quotation marks.

    What a message is on is its title.
    """
    if pandoc := _PANDOC.match(text):
        return [(key, value.strip()) for key, value in pandoc.groupdict("").items()]
    front, message = front_matter(text), _head(text) is not None
    found: list[tuple[str, str]] = []
    for line in text[: front.end].splitlines() if front else ():
        entry = _ENTRY.match(line)
        if entry:
            subject = message and re.fullmatch(_SUBJECT, entry[1], re.IGNORECASE)
            value = _REPLY.sub("", entry[2], count=1) if subject else entry[2]
            found.append(("title" if subject else entry[1], value.strip()))
        elif found and line[:1].isspace() and line.strip():
            key, value = found[-1]
            found[-1] = (key, f"{value} {line.strip()}")
    return [(key, _unquoted(_FOLDED.sub("", value).strip())) for key, value in found]


def _unquoted(value: str) -> str:
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'":
        return value
    bare = value[1:-1].strip()
    return bare.replace("''", "'") if value[0] == "'" else bare.replace('\\"', '"')
