"""Words that an answer puts in quotation marks, found in the articles: the same text or none.

The same means letter for letter, but for what typography changes: white space, apostrophes,
quotation marks, dashes, dots of an ellipsis, ligatures, Unicode composition, and characters that
nobody sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.types import NumberedSentence
from index.unseen import UNSEEN

SHORT = 3  # words up to which quotation marks may stand around a name, a title or a term

_QUOTED = re.compile(
    r"«\s*(?P<a>[^«»]*?)\s*»|“\s*(?P<b>[^“”]*?)\s*”|„\s*(?P<c>[^„“”]*?)\s*[“”]"
    r"|(?<![\w\"])\"\s*(?P<d>[^\"]*?)\s*\"(?!\w)|‹\s*(?P<e>[^‹›]*?)\s*›"
    r"|(?<!\w)[‘'](?P<f>[^‘’']{2,}(?:[’'](?=\w)[^‘’']*)*)[’'](?!\w)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us|you|your)\b")
_WORD = re.compile(r"[^\W_]+")
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "…": "...", "œ": "oe", "Œ": "OE",
         "æ": "ae", "Æ": "AE", "ﬁ": "fi", "ﬂ": "fl", "–": "-", "—": "-", "‑": "-", "‐": "-",
         "−": "-"}  # fmt: skip
_LEFT_OUT = frozenset(f'«»“”„"‹›{UNSEEN}')


class Quoted(NamedTuple):
    """Words in quotation marks: ``text[start:end]``; with the marks, ``text[opened:closed]``."""

    words: str
    start: int
    end: int
    opened: int
    closed: int


def quoted_in(text: str) -> Iterator[Quoted]:
    """What stands in quotation marks, in order."""
    for found in _QUOTED.finditer(text):
        group = found.lastgroup
        if group and found[group]:
            yield Quoted(found[group], *found.span(group), *found.span())


def is_partial(words: str) -> bool:
    """Whether quoted English words may stand in a sentence without their marks.

    They are a part of a sentence, and their speaker is not meant by them: no "I", no "we".
    """
    return not (words[:1].isupper() or words[-1:] in ".,!?" or _FIRST_PERSON.search(words))


def is_open(text: str) -> bool:
    """Whether a quotation is opened and not closed."""
    return text.count("«") != text.count("»") or text.count("“") != text.count("”")


def find(words: str, sentences: Sequence[NumberedSentence]) -> tuple[NumberedSentence, str] | None:
    """The sentence that holds these words, and the words as the article has them; None if none.

    A final stop or comma of the quotation may be its writer's own.
    """
    from rapidfuzz import fuzz

    wanted, _ = _same_text(words)
    bare = wanted.rstrip(" .,;:!?")
    if not bare:
        return None
    for sentence in sentences:
        text, places = _same_text(sentence.text)
        if fuzz.partial_ratio(bare, text, score_cutoff=99) == 0:
            continue
        for form in (wanted.strip(), bare):
            at = _whole_words(form, text)
            if at is not None:
                return sentence, sentence.text[places[at] : places[at + len(form) - 1] + 1]
    return None


def repeated(text: str, sentences: Sequence[NumberedSentence]) -> str | None:
    """The sentence that a text repeats whole, as the article has it; None if it repeats none.

    Marks at its end are its writer's own.
    """
    wanted = _without_end(text)
    return next((s.text for s in sentences if wanted and _without_end(s.text) == wanted), None)


def _without_end(text: str) -> str:
    return _same_text(text)[0].strip(" .,;:!?")


def _whole_words(words: str, text: str) -> int | None:
    """Where the words stand in the text, cutting none of its words."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (words[0].isalnum() and before.isalnum()) and not (
            words[-1].isalnum() and (after.isalnum() or _in_number(words, text, end))
        ):
            return at
        at = text.find(words, at + 1)
    return None


def _in_number(words: str, text: str, end: int) -> bool:
    """Whether a number goes on behind: 300|,000."""
    return words[-1].isdigit() and bool(re.match(r"[., ]\d", text[end:]))


@lru_cache(maxsize=2_000)
def _same_text(text: str) -> tuple[str, tuple[int, ...]]:
    """One form for all typographic variants, and where each of its characters comes from."""
    letters: list[str] = []
    places: list[int] = []
    place = 0
    while place < len(text):
        end = place + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for letter in _plain(text[place:end]):
            if not letter.isspace():
                letters.append(letter)
                places.append(end - 1 if letters and end - place > 1 else place)
            elif letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
        place = end
    return "".join(letters), tuple(places)


def _plain(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    if composed in _LEFT_OUT:
        return ""
    return _SAME.get(composed, composed)


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))
