"""Small things that carry a meaning: the letter after a name, the minus before a share, "mal".

"RER A" is not "RER B", and "-48 %" is no rise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.grounding.attribution import TELLING
from assistant.grounding.claims import Claim, figures_in
from assistant.grounding.matching import Near, alike
from assistant.grounding.units import Figure
from assistant.grounding.words import Word

# As written, apostrophes and dashes straight; "A" before "t" is French for "has": "A-t-il".
_LETTERED = re.compile(r"\b([^\W\d_]{2,}) ([B-Z]|A(?![-'\w]))\b(?![.'])")
_SIGNED = re.compile(r"(?:(?<=[\s(])|^)([-+]) ?\Z")
_UP, _DOWN = "rise", "fall"
_JUST_AFTER = re.compile(r" (?:\w+ )?(more|fewer|less|de plus|de moins)\b")
_MORE = frozenset(["up", "more", "de plus"])
_WELL = frozenset("bien well".split())
_BADLY = frozenset("mal badly poorly ill".split())
_OUT_OF = re.compile(
    r"\b(?:out of|outside|hors d[eu']|en dehors d[eu'])(?: of)? ?"
    r"(?:the |its |their |la |le |l'|sa )?(?P<place>\w+)"
)
_OUT = re.compile(r"\b(?:hors|dehors|exterieur\w*|loin|quitt\w+|sort\w*|parti\w*|ailleurs)\b")
_IN = frozenset("dans à au aux en".split())
_TELLS = re.compile(
    r"(?:annonc|declar|indiqu|affirm|revel|expliqu|soulign|assur|confi)(?:e|es|ent|ait|aient|ant)?\Z"
    r"|rapporte(?:nt)?\Z|precise(?:nt)?\Z|dit\Z|disent\Z"
)
_TALK = frozenset("interview entretien appel interviewed".split())
_WHEN = ("date", "weekday")
_CLAUSE = frozenset("que qu qui dont".split())
_JUST_BEFORE = re.compile(r"\b(up|down)(?: by| nearly| almost| about| more than)* \Z")


def changed_details(claim: Claim, evidence: Sequence[Claim], near: Near) -> str | None:
    """What a sign of the evidence tells otherwise: "name: RER D", "direction: up"; else None."""
    return (
        _time_of_telling(claim, evidence)
        or _other_letter(claim, evidence)
        or _against_its_sign(claim, evidence)
        or _other_manner(claim, evidence, near)
        or _out_of(claim, evidence, near)
    )


def _time_of_telling(claim: Claim, evidence: Sequence[Claim]) -> str | None:
    """A date of which the evidence has nothing but that something was said then.

    "Le pont ferme en mai, a annoncé lundi la mairie" is no "The bridge closes on Monday".
    """
    if any(word.concepts & TELLING or word.text in _TALK for word in claim.words):
        return None
    for figure in claim.figures:
        if figure.kind not in _WHEN:
            continue
        same = [
            (other, its)
            for other in evidence
            for its in other.figures
            if (its.kind, its.value, its.date) == (figure.kind, figure.value, figure.date)
        ]
        if same and all(_is_of_telling(other, its) for other, its in same):
            return f"date: {claim.shown[figure.start : figure.end].strip()}"
    return None


def _is_of_telling(claim: Claim, date: Figure) -> bool:
    """Whether only names stand between a verb for telling and a date: "a dit l'AIEA lundi"."""
    amounts = {figure.start for figure in claim.figures if figure.kind not in _WHEN}
    before = [w for w in claim.words if w.start < date.start and not w.expression]
    for word in reversed(before):
        if _TELLS.match(word.text):
            return True
        if word.content or word.text in _CLAUSE or word.start in amounts:
            return False
    return False


def _other_manner(claim: Claim, evidence: Sequence[Claim], near: Near) -> str | None:
    """What is done well, where the evidence has it done badly, or the other way round."""
    theirs = [pair for other in evidence for pair in _in_manner(other)]
    for well, word in _in_manner(claim):
        told = {its_well for its_well, its in theirs if alike(word, its, near)}
        if told and well not in told:
            return f"direction: {claim.as_written(word)}"
    return None


def _in_manner(claim: Claim) -> Iterable[tuple[bool, Word]]:
    words = [word for word in claim.words if not word.expression]
    return (
        (manner.text in _WELL, word)
        for manner, word in pairwise(words)
        if manner.text in _WELL | _BADLY and word.content
    )


def _out_of(claim: Claim, evidence: Sequence[Claim], near: Near) -> str | None:
    """A place that something is out of, where the evidence only has it in there."""
    if any(_OUT.search(other.text) for other in evidence):
        return None
    for found in _OUT_OF.finditer(claim.text):
        word = next((w for w in claim.words if w.start == found.start("place")), None)
        same = [(o, its) for o in evidence for its in o.words if word and alike(word, its, near)]
        if same and all(_is_inside(other, its) for other, its in same):
            return f"direction: {found.group()}"
    return None


def _is_inside(claim: Claim, word: Word) -> bool:
    before = [w for w in claim.words if w.start < word.start and not w.expression]
    return any(w.text in _IN for w in before[-3:])


def _other_letter(claim: Claim, evidence: Sequence[Claim]) -> str | None:
    """A name with a letter, where the evidence has it with other letters alone."""
    theirs = {pair for other in evidence for pair in _lettered(other)}
    for name, letter in _lettered(claim):
        letters = {its for of, its in theirs if of == name}
        if letters and letter not in letters:
            return f"name: {name} {letter}"
    return None


def _lettered(claim: Claim) -> Iterable[tuple[str, str]]:
    return ((name, letter) for name, letter in _LETTERED.findall(claim.shown) if name[0].isupper())


def _against_its_sign(claim: Claim, evidence: Sequence[Claim]) -> str | None:
    """A figure that is said to go up where its sign says down, or down where it says up."""
    for clause in claim.clauses:
        moves = {c for word in clause.words for c in word.concepts & {_UP, _DOWN}}
        for figure in figures_in(claim, clause):
            told = _JUST_BEFORE.search(claim.text, 0, figure.start) or _JUST_AFTER.match(
                claim.text, figure.end
            )
            said = {_UP if told[1] in _MORE else _DOWN} if told else moves
            if len(said) != 1:
                continue
            signs = {
                _sign(other, its.start)
                for other in evidence
                for its in other.figures
                if figure.kind == its.kind in ("percent", "count") and figure.value == its.value
            }
            if figure.kind == "count" and _DOWN in signs:
                continue  # may be a dash
            if len(signs) == 1 and "" not in signs and signs != said:
                return f"direction: {claim.shown[figure.start : figure.end].strip()}"
    return None


def _sign(claim: Claim, start: int) -> str:
    """Which way the sign before a figure points; empty without one."""
    found = _SIGNED.search(claim.text, max(0, start - 3), start)
    return "" if found is None else _DOWN if found[1] == "-" else _UP
