"""What something is: "l'IGPN, la police des polices", "un essai baptisé Discovery".

A definition says so whatever else its sentence is about, and in few forms, which rules find. They
say nothing of what stands in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from assistant.reader.folding import fold
from assistant.reader.identification.definition_forms import definitions
from assistant.reader.identification.role_phrases import NAMED
from index.questions import FUNCTION_WORDS
from index.types import Span

_SPACES = str.maketrans("\n\t\u00a0\u202f", "    ")  # sentences may go over lines
_LONGEST = 2_000  # characters; what is longer is no sentence
_REACH = 60  # characters before a term in which the name begins that it may be a part of
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[ '’.&/-]{1,3}")  # what stands between the words of a term
# What makes a term a part of a longer name.
_PARTICLE = r"(?:d(?:e(?: la| l['’])?|u|es|['’])|à|aux?|en|of|for|and|the)"
_NAME_BEFORE = re.compile(rf"(?<!\w)(?P<word>{NAMED})(?:[ -]| {_PARTICLE} ?| (?:l[ae]s?|The) )\Z")
# "Conseil des gardiens de la Constitution"
_LONG_NAME_BEFORE = re.compile(
    rf"(?<!\w)(?P<word>{NAMED})(?: [a-zà-öø-ÿœ]+)? {_PARTICLE} ?[a-zà-öø-ÿœ]+ {_PARTICLE} ?\Z"
)
_NAME_BEHIND = re.compile(
    rf"[-'’]\w|\.\w| [&+] | (?:{_PARTICLE} ?)?(?!(?:Ils?|Elles?|L[ae]s?|L)\b)[A-ZÀ-ÖØ-Þ\d]"
)
_OPENING, _CLOSING = re.compile(r"[\"«“‘] ?(?:L[ae]s? |L['’])?\Z"), re.compile(r" ?[\"»”’']")


@lru_cache(maxsize=10_000)
def definition(sentence: str, term: str) -> Span | None:
    """The words of a sentence that say what a term is or means; None where none do.

    ``term``: as it is written in the question. The span is in characters of the sentence.
    """
    if len(sentence) > _LONGEST:
        return None
    text = sentence.translate(_SPACES)
    found = (span for one in _places(text, term) for span in definitions(text, *one))
    return next(found, None)


def is_mentioned(text: str, term: str) -> bool:
    """Whether a text has any of the words of a term that are written with a capital."""
    names = {_key(word) for word in _WORD.findall(term) if word[0].isupper()}
    return not names.isdisjoint(_key(word) for word in _WORD.findall(text))


def _places(sentence: str, term: str) -> Iterator[Span]:
    """Where a term stands by itself, a name with a capital."""
    asked = _WORD.findall(term)
    keys = [_key(word) for word in asked]
    found = list(_WORD.finditer(sentence))
    said = [_key(word.group()) for word in found]
    capital = [place for place, word in enumerate(asked) if word[0].isupper()]
    for first in range(len(found) - len(keys) + 1):
        parts = found[first : first + len(keys)]
        if said[first : first + len(keys)] != keys:
            continue
        if not all(_JOINED.fullmatch(sentence[a.end() : b.start()]) for a, b in pairwise(parts)):
            continue
        if capital and not parts[capital[-1]].group()[0].isupper():
            continue
        place = Span(parts[0].start(), parts[-1].end())
        if not _is_part(sentence, place):
            yield place


def _key(word: str) -> str:
    return fold(word).replace("œ", "oe").replace("æ", "ae")


def _is_part(sentence: str, place: Span) -> bool:
    """Whether what stands at a place is a part of a longer name."""
    start, end = place
    earlier = sentence[max(0, start - _REACH) : start]
    if _NAME_BEHIND.match(sentence, end) or earlier.endswith("-"):
        return True
    before = _NAME_BEFORE.search(earlier) or _LONG_NAME_BEFORE.search(earlier)
    if before and fold(before["word"].rstrip("'’")) not in FUNCTION_WORDS:
        return True
    return bool(_OPENING.search(earlier) and not _CLOSING.match(sentence, end))
