"""Where the sentences of one paragraph end.

Every run of . ! ? … is a candidate, taken together with the quotation marks and brackets that close
after it. What follows decides (space, capital, lower case), then for a lone full stop the word
before it: title, initial, abbreviation, number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.abbreviations import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    DAYS,
    LETTERED,
    MAY_END,
    MONTHS,
    NEVER_LAST,
    PARTICLES,
    STARTERS,
    SUFFIXES,
)
from index.unseen import UNSEEN

_STOPS = ".!?…‽。！？"
_STOP = re.compile(rf"[{_STOPS}]+")
_SPACE = rf"[\s{UNSEEN}]"
_SPACED = re.compile(rf"[{UNSEEN}]*\s")
# What belongs to the sentence after its stop: a guillemet may stand off, brackets and notes not.
_CLOSING = re.compile(
    rf"(?:{_SPACE}?[»›]|[”’)\]}}]|\*+|_+|{_SPACE}?[{_STOPS}]+|\[(?:\d{{1,3}}|\^[\w-]{{1,30}})\]|[¹²³⁴-⁹])*"
)
_OPENING = re.compile(rf"(?:{_SPACE}|[«‹“„\"'‘’(\[{{*_–—•·+¿¡>♦►▶■●▪★→✓✔-])*")
_BEFORE_DOT = re.compile(r"[^\s«»“”\"()\[\]{},;:!?…/]*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")  # iPhone, eBay
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-)?[^\W\d_]")
_NUMBERED = re.compile(r"\d|[IVXLC]{2,}\b|[A-Z]\b(?!['’])")
_PARTED = ("h", "m", "fr")
_PART = re.compile(r"\d\d(?![.,\s]?\d|\s?%)")  # of an hour, a metre or a franc: "14 h. 30"
_DAY = re.compile(
    r"(?:1er|\d{1,2})(?: et \d{1,2})? (?:janv|févr?|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)"
)
_ERA = re.compile(r"\b(?:av|apr|avant|après)\.? *J\.-C\Z")
_ADDRESS = re.compile(r"://|www\.|\w@")
_LOWER = "a-zà-öø-ÿœ"
_UPPER = "A-ZÀ-ÖØ-ÞŒ"
# The first word after a missing space: "Cette", "L'AFP", "À ", "EDF", "M. Guyot", "Q:".
_FRESH_WORD = re.compile(
    rf"[{_UPPER}](?:[{_LOWER}]|['’][\"“«]?\w|\d)|[AÀYÔ]\s\w|[{_UPPER}]{{2}}(?!\.)"
    rf"|(?:MM?|Dr|Me|Mme|Mlle)\.\s?[{_UPPER}]|[QR]\s?:"
)
_FRESH_NUMBER = re.compile(r"\d[\d.,]*(?:[\s%]|h\d{0,2}\b|-\d|•)")
_ALNUM = re.compile(r"[^\W_]")
# Before an ellipsis: words that wait for a noun or a name.
_GOES_ON = re.compile(
    r"(?:^|[\s«\"(])(?:à|aux?|de|du|des|le|la|les|une?|en|par|pour|avec|sur|dans|chez|et|ou)\s?\Z"
    r"|\b[dl]['’]\s?\Z",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?<!\w)(?:\w\.)+\w\Z")  # of "S.p.A", before its last letter
_REACH = 200  # characters around a stop that are looked at
_MAX_QUOTE = 20_000  # characters in which quotation marks are counted
_FAR = 1_000  # characters before a stop in which a letter or digit is looked for
_MAX_ASIDE = 250  # characters in brackets within which no sentence ends


class _Candidate(NamedTuple):
    """A possible end in ``text[start:end]``, the paragraph."""

    text: str
    start: int
    end: int
    begin: int  # of the current sentence
    dot: int  # of the run of stops
    run: int  # after the run
    stop: int  # after the closing marks too: where the sentence would end
    after: int  # of the first character of what follows that is neither space nor opening mark


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where each sentence of ``text[start:end]`` ends, in order; the last is ``end``."""
    begin = position = start
    while match := _STOP.search(text, position, end):
        stop = _after_closing(text, start, match.end(), end)
        if stop >= end:
            break
        opening = _OPENING.match(text, stop, end)
        after = opening.end() if opening else stop
        if _ends(_Candidate(text, start, end, begin, match.start(), match.end(), stop, after)):
            yield stop
            begin = stop
        position = stop
    yield end


def _after_closing(text: str, start: int, position: int, end: int) -> int:
    """Return the offset after the closing marks that stand at ``position``."""
    while True:
        match = _CLOSING.match(text, position, end)
        after = match.end() if match else position
        if after < end and text[after] in "\"'" and _closes(text, start, after, end):
            after += 1
        if after == position:
            return after
        position = after


def _closes(text: str, start: int, place: int, end: int) -> bool:
    """Tell whether the straight quotation mark at ``place``, just after a stop, closes."""
    following = text[place + 1] if place + 1 < end else " "
    if following.isspace() or following in ",;:.!?)»":
        return True
    if text[place] == "'":
        return not following.isalnum()
    start = max(start, place - _MAX_QUOTE)
    former = text.rfind('"', start, place)
    if former < 0:
        return False
    if former == start or text[former - 1].isspace() or text[former - 1] in "('’«":
        return True
    if text[former + 1].isspace() or text[former + 1] in ",;:.!?)":
        return False
    return text.count('"', start, place) % 2 == 1


def _ends(at: _Candidate) -> bool:
    """Tell whether the candidate ends a sentence."""
    text = at.text
    if at.after >= at.end or not _ALNUM.search(text, max(at.begin, at.dot - _FAR), at.dot):
        return False
    spaced = _SPACED.match(text, at.stop, at.end) is not None
    if text[at.dot - 1] in "([" and text[at.run] in ")]":  # […], (!)
        if not any(mark in text[at.run + 1 : at.stop] for mark in _STOPS):
            elided = spaced and at.text[at.dot : at.run] in ("…", "...")
            return elided and text[at.after].isupper() and _starts_sentence(at)
    elif _in_aside(at):
        return False
    return _ends_before_space(at) if spaced else _ends_without_space(at)


def _in_aside(at: _Candidate) -> bool:
    """Tell whether the stop is inside brackets that open and close within this paragraph."""
    for opening, closing in ("()", "[]"):
        opened = at.text.rfind(opening, max(at.begin, at.dot - _MAX_ASIDE), at.dot)
        if opened < 0 or at.text.rfind(closing, opened, at.dot) >= 0:
            continue
        if at.text.find(closing, at.dot, min(at.end, opened + _MAX_ASIDE)) >= at.stop:
            return True
    return False


def _ends_before_space(at: _Candidate) -> bool:
    following = at.text[at.after]
    if following in ",;:»)]}%#" or (following.islower() and not _BRAND.match(at.text, at.after)):
        return False
    run = at.text[at.dot : at.run]
    if at.stop > at.run:
        return True
    if run in ("...", "…") and _GOES_ON.search(at.text, at.begin, at.dot):
        return _starts_sentence(at)  # "à... Evreux !"
    if run != ".":
        return not (following.isdigit() and run[-1] in ".…" and "!" not in run and "?" not in run)
    return not _abbreviates(at)


def _ends_without_space(at: _Candidate) -> bool:
    """Decide where the space after the stop is missing, as in press text: "dossier.Cette"."""
    text = at.text
    before = text[max(at.start, at.dot - 3) : at.dot]
    if text[at.after].isdigit():
        fresh = (
            before.isalpha() and before.islower() and _FRESH_NUMBER.match(text, at.after, at.end)
        )
        if not fresh and at.stop == at.run:
            return False
    elif not _FRESH_WORD.match(text, at.after, at.end):
        return False
    if text[at.dot - 1].isalnum() and at.after == at.dot + 1:
        first = max(text.rfind(" ", at.begin, at.dot) + 1, at.dot - _REACH, at.begin)
        last = min(at.after + _REACH, at.end)
        if _ADDRESS.search(text[first:last].split(maxsplit=1)[0]):
            return False
    word = _WORD.match(text, at.after, at.end)
    if word and at.after == at.stop and word.group().lower() in SUFFIXES:
        return False
    if word and len(word.group()) == 1 and _INSIDE.search(text, max(at.begin, at.dot - 5), at.dot):
        return False  # "S.p.A a annoncé"
    if at.stop > at.run or text[at.dot : at.run] != ".":
        return True
    acronym = before[-2:].isalpha() and before[-2:].isupper()
    if not (before[-1].islower() or before[-1].isdigit() or not before[-1].isalpha() or acronym):
        return False
    return not _abbreviates(at)


def _abbreviates(at: _Candidate) -> bool:
    """Tell whether the full stop belongs to the word before it and ends no sentence."""
    found = _BEFORE_DOT.search(at.text, max(at.begin, at.dot - 40), at.dot)
    whole = found.group().lstrip("'’‘*_-–—") if found else ""
    word = re.split("['’]", whole)[-1]
    folded = word.lower()
    if word in BEFORE_NAME or (folded in NEVER_LAST and not word.isupper()):
        return True
    first = not _ALNUM.search(at.text, max(at.begin, at.dot - _FAR), at.dot - len(whole))
    if first and (word.isdigit() or len(word) == 1 or re.fullmatch("[IVX]+", word)):
        return len(word) <= 4  # "1. First item"
    if at.text.endswith(("p. ex", "p.\u00a0ex"), at.begin, at.dot):
        return True
    if folded in BEFORE_NUMBER and (len(word) > 1 or word.islower()):
        numbered = _NUMBERED.match(at.text, at.after, at.end)
        return numbered is not None and (folded != "no" or numbered.group().isdigit())
    if folded in DAYS and _DAY.match(at.text, at.after, at.end):
        return True
    if folded in MONTHS:
        dated = at.text[max(at.begin, at.dot - len(word) - 4) : at.dot - len(word)]
        return at.text[at.after].isdigit() or (
            any(map(str.isdigit, dated)) and not _starts_sentence(at)
        )
    if folded in MAY_END:
        return not _starts_sentence(at)
    return _is_initial(at, word) and not _starts_sentence(at)


def _is_initial(at: _Candidate, word: str) -> bool:
    """Tell whether the word is a name's initials or a dotted acronym."""
    if _DOTTED.fullmatch(word):
        return not _ERA.search(at.text, max(at.begin, at.dot - 20), at.dot)
    before = at.text[max(at.begin, at.dot - 40) : at.dot - len(word)].split()
    former = before[-1] if before else ""
    if former[-1:].isdigit() and word in _PARTED:
        return _PART.match(at.text, at.after, at.end) is not None
    if not _INITIAL.fullmatch(word):
        return False
    if word.islower():  # a unit ("20 m.", "50 km/h.") or an unknown abbreviation
        if former[-1:].isdigit():
            return False
        return at.text[at.dot - len(word) - 1] != "/"
    return former.lower() not in LETTERED


def _starts_sentence(at: _Candidate) -> bool:
    """Tell whether what follows begins with a word that opens sentences, not with a name."""
    word = _WORD.match(at.text, at.after, at.end)
    if not word:
        return not at.text[at.after].isdigit()
    if len(word.group()) == 1 and at.text[word.end() : word.end() + 1] == ".":
        return False  # an initial
    head = re.split("['’-]", word.group().lower())[0]
    if head in PARTICLES and "'" not in word.group() and "’" not in word.group():
        return not at.text[word.end() : word.end() + 2].strip()[:1].isupper()
    return head in STARTERS
