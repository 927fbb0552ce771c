"""Whether a sentence tells of another one of a series: of the EXP 2 where the EXP 3 is asked about.

Of "iPhone 14", "A320", "m400R", "Louis XIV" only what stands behind the same word is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.months import WHOLE
from assistant.patterns import words
from assistant.reader.candidates import Candidate
from assistant.reader.folding import fold
from assistant.reader.questions import Question
from index.questions import FUNCTION_WORDS
from index.unseen import sentence_texts

_YEAR = r"(?:1[5-9]|20)\d\d(?!\w)"
# Behind a figure that counts or measures, and so names nothing.
_COUNTS = (
    rf"(?![\w-]|[.,]\d| ?\d| ?[%€$£°]| (?:{words('euros? dollars? ans? km kg ch heures?')}"
    rf"|{words('millions? milliards? personnes mille points buts to and people years')}"
    r"|[a-zà-ÿ]+s)\b)"
)
_SERIES = re.compile(
    r"(?<![\w.-])(?<!\d )(?P<head>[^\W\d_]+(?:-[^\W\d_]+)*)"
    rf"(?: (?!{_YEAR})(?P<apart>\d{{1,4}}[A-Z]{{0,2}}(?:-[IVX]+)?|[IVX]{{2,5}})"
    rf"|-?(?P<close>\d{{1,4}}[A-Za-z]{{0,2}}))" + _COUNTS
)
_PLURAL = re.compile(r"(?<=[A-Z])s\Z")  # "XJ220Cs"
_ALONE = 3  # characters of a mark that tells which without its word: "la 914"
_BEFORE = 2  # sentences before one that names none, in which the last one named is looked for


def of_another(question: Question, found: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Of each candidate, whether it tells of another of a series than is asked: (candidates,)."""
    told = np.zeros(len(found), dtype=bool)
    asked = _asked(question)
    for number, one in enumerate(found if asked else ()):
        told[number] = any(_is_another(head, marks, one) for head, marks in asked.items())
    return told


def beside_another(question: Question, text: str, place: int) -> bool:
    """Whether the one named last before a place in a sentence is another than is asked about."""
    for head, marks in _asked(question).items():
        said = [one.mark for one in _series(text) if one.head == head and one.start <= place]
        if said and not any(_may_be(said[-1], mark) for mark in marks):
            return True
    return False


def _asked(question: Question) -> dict[str, set[str]]:
    asked: dict[str, set[str]] = {}
    for one in _series(question.text):
        asked.setdefault(one.head, set()).add(one.mark)
    return asked


def _is_another(head: str, asked: set[str], one: Candidate) -> bool:
    passage = one.hit.passage
    number = next(i for i, said in enumerate(passage.sentences) if said.start == one.sentence.start)
    for text in reversed(sentence_texts(passage)[max(0, number - _BEFORE) : number + 1]):
        plain = fold(text)
        if any(re.search(rf"\b{_behind(head, mark)}{mark}(?![\w-])", plain) for mark in asked):
            return False
        marks = {said.mark for said in _series(text) if said.head == head}
        if marks:
            return not all(_may_be(said, mark) for said in marks for mark in asked)
    return False


def _behind(head: str, mark: str) -> str:
    """The pattern of what stands before a mark: nothing need before a long one, "la 914"."""
    return rf"{head}[ -]?" if len(mark) < _ALONE else rf"(?:{head}[ -]?)?"


def _may_be(one: str, other: str) -> bool:
    """Whether both may be the same: "C 111" is said of a "C 111-IV", too."""
    short, long = sorted((one, other), key=len)
    behind = long.removeprefix(short)[:1]
    apart = behind == "-" or (short[-1].isdigit() and behind.isalpha())
    return one == other or (long.startswith(short) and apart)


class _Named(NamedTuple):
    head: str  # the word, folded
    mark: str  # what tells which, in lower case
    start: int


def _series(text: str) -> Iterator[_Named]:
    """What names one of a series."""
    for found in _SERIES.finditer(text):
        head = fold(found["head"])
        word = len(head) > 1 and (head in FUNCTION_WORDS or head in WHOLE)  # "En 12 jours"
        if not word and (found["close"] or any(map(str.isupper, found["head"]))):
            mark = _PLURAL.sub("", found["close"] or found["apart"])
            yield _Named(head, mark.lower(), found.start())
