"""Whether a sentence tells the opposite of what is asked: when it opens, not when it closes.

Only of a question that has a word of the one side alone and a sentence that has one of the other
side alone. Both languages' words are folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.patterns import words
from assistant.reader.candidates import Candidate
from assistant.reader.folding import fold
from assistant.reader.questions import Question


class _Sides(NamedTuple):
    one: re.Pattern[str]
    other: re.Pattern[str]
    unless: re.Pattern[str] | None = None  # a sentence that says the one in other words
    kinds: frozenset[str] = frozenset()  # of the questions that it is about, if not of any


def _sides(one: str, other: str, unless: str | None = None, kinds: str = "") -> _Sides:
    first, second = (re.compile(rf"\b{words(side)}\b") for side in (one, other))
    return _Sides(first, second, re.compile(unless) if unless else None, frozenset(kinds.split()))


_PAIRS = (
    _sides(
        r"""
        ferme(?:nt|ra|ront|r|es?|ee?s?|raient|rait)? fermeture clos(?:e|es)? cloture
        fini(?:t|r|ra|ssent)?
        (?:acheve|termine)(?:nt|ra|ront|r|es?|ee?s?)? arret\w* cesse(?:r|ra|nt|s)?
        fin\sd(?:es?|u)\s(?!mois\b|trimestre|semestre|siecle|annee|l.annee|l.ete|l.hiver|la\ssemaine)
        close[sd]? closing ends? ended ending finish(?:es|ed)? stop(?:s|ped)?
        """,
        r"""
        r?ouvr\w+ r?ouvert\w* (?:re)?ouverture debut\w* commenc\w+ demarr\w+
        lance(?:e|es|ment|ra|r)?
        (?:a\scompter|a\spartir)\sd\w+ depuis repri(?:se?|t) reprend\w*
        open(?:s|ed|ing)? start(?:s|ed|ing)? begin(?:s|ning)? began launch(?:es|ed)? reopen(?:s|ed)?
        """,
        r"\bjusqu|\bdu \d+ (?:\w+ )?au \d|\bfins?\b|\bau \d|\bdernier|\bduree\b|\bpendant\b",
        "date duration",
    ),
    _sides(
        r"""
        baiss\w+ recul(?:e|er|ent|era|ait)? diminu\w+ chut\w+ regress\w+
        fall(?:s|en)? fell drop(?:s|ped)? decreas\w+ declin\w+ shr[aiu]nk
        """,
        r"""
        augment\w+ progress\w+ hausse\w* grimp\w+ croi(?:t|tre|ssance)
        gr[eo]w\w* ris(?:e|es|en|ing) rose increas\w+ soar\w*
        """,
    ),
    _sides(
        r"""
        l[ea]s?\smoins moins\scher\w* pires?
        plus\s(?:bas|petit|faible|court|lent|mauvais|jeune)\w*
        lowest least smallest cheapest worst shortest slowest youngest
        """,
        r"""
        l[ea]s?\splus\s(?!bas|petit|faible|court|lent|mauvais|jeune|recent|proche|tot)\w+
        plus\s(?:haut|grand|fort|eleve|long|rapide|vieux|vieil|age|cher)\w*
        meilleur\w* pointe
        highest most biggest largest best top longest fastest oldest
        """,
    ),
    _sides("femmes filles fillettes women girls", "hommes garcons men boys"),
    _sides(
        r"supprim\w+ licenci\w+ layoffs? fired?",
        r"cree?(?:s|es|ra|r)? creation embauch\w+ recrut\w+ created? hir(?:e|es|ed|ing)",
    ),
    _sides(
        r"interdi\w+ forbid\w* ban(?:s|ned)? prohibit\w*",
        r"autoris\w+ permis(?:e|es)? allow\w* permit(?:s|ted)?",
    ),
    _sides(
        r"perd(?:s|u|us|ra|ant|ants|re|ent)? defaites? lost loses? losers?",
        r"gagn\w+ remport\w+ vainqueurs? victoires? emport\w+ w[io]n(?:s|ner)?",
    ),
)
# Asks when, and says nothing of a start.
_WHEN = re.compile(r"\b(?:a (?:compter|partir) de|depuis|since) (?:quand|when|quel\w*|combien)\b")
# "Combien n'ont pas été vendus ?": what says nothing of a lack does not tell.
_NEGATED = re.compile(
    r"\bn(?:e\s|['’])\S+(?: \S+){0,3}? (?:pas|plus|jamais)\b|\bnot\b|n['’]t\b|\bnever\b"
)
_LACKS = re.compile(
    r"\bn(?:e\s|['’])|\b(?:sans|aucun|non|ni|pas|jamais|seul|sauf|trop|moins|faute|hors|autre|refus"
    r"|i[mnr]|except|limit|empech|ignor|man(?:qu|c))"
)
_OF_THINGS = frozenset(("number", "amount", "percentage", "person", "organisation", "place"))


def tells_opposite(question: Question, found: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Of each candidate, whether it tells the opposite of what is asked: (candidates,)."""
    asked = _WHEN.sub("", fold(question.text))
    pairs = []
    for pair in _PAIRS:
        one, other = bool(pair.one.search(asked)), bool(pair.other.search(asked))
        if one != other and (not pair.kinds or question.kind in pair.kinds):
            pairs.append(pair if one else pair._replace(one=pair.other, other=pair.one))
    texts = [fold(candidate.text) for candidate in found] if pairs else []
    told = [any(_is_opposite(pair, text) for pair in pairs) for text in texts]
    if question.kind in _OF_THINGS and _NEGATED.search(fold(question.text)):
        affirmed = [_LACKS.search(fold(candidate.text)) is None for candidate in found]
        told = [a or b for a, b in zip(told or affirmed, affirmed, strict=True)]
    return np.array(told or [False] * len(found), dtype=bool)


def _is_opposite(pair: _Sides, text: str) -> bool:
    if pair.one.search(text) or (pair.unless and pair.unless.search(text)):
        return False
    return pair.other.search(text) is not None
