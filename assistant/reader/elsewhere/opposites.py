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
from assistant.reader.elsewhere.ordinals import french_stems
from assistant.reader.folding import fold
from assistant.reader.questions import Question
from index.lexicon import stem
from index.questions import FUNCTION_WORDS


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
        close[sd]?(?!\sto\b) closing ends? ended ending finish(?:es|ed)? stop(?:s|ped)?
        """,
        r"""
        r?ouvr\w+ r?ouvert\w* (?:re)?ouverture debut(?:e|ent|er|era|eront|ait)
        debut\sd(?:es?|u)\s(?!mois\b|trimestre|semestre|siecle|annee|l.annee|l.ete|l.hiver|la\ssemaine)
        commenc\w+ demarr\w+
        lance(?:e|es|ment|ra|r)?
        (?:a\scompter|a\spartir)\sd\w+ repri(?:se?|t) reprend\w*
        open(?:s|ed|ing)? start(?:s|ed|ing)? begin(?:s|ning)? began launch(?:es|ed)? reopen(?:s|ed)?
        """,
        r"\bjusqu|\bdu \d+ (?:\w+ )?au \d|\bfins?\b|\bau \d|\bdernier|\bdure|\bpendant\b"
        r"|\bn(?:e |['’]).*\bplus\b|\badieu|\bretir",
        "date duration",
    ),
    _sides(
        r"""
        baiss\w+(?!\sla\sgarde) recul(?:e|er|ent|era|ait)? diminu\w+ chut\w+ regress\w+
        (?<!the\s)fall(?:s|en|ing)? fell drop(?:s|ped|ping)? decreas\w+ declin\w+ shr[aiu]nk
        """,
        r"""
        augment\w+ progress\w+ hausse\w* grimp\w+ croi(?:tre|ssance)
        gr[eo]w\w* ris(?:e|es|en|ing) rose\s(?:by|from|in|to) increas\w+ soar\w*
        """,
        r"\b(?:repli|contract|recession|negati|perd|ralenti|dispar|invers|renvers|sauf)",
    ),
    _sides(
        r"""
        l[ea]s?\smoins moins\scher\w*
        plus\s(?:bas|petit|faible|court|lent|mauvais)\w*
        lowest least smallest cheapest shortest slowest youngest
        """,
        r"""
        l[ea]s?\splus\s(?!bas|petit|faible|court|lent|mauvais|jeune|recent|proche|tot)\w+
        plus\s(?:haut|grand|fort|eleve|long|rapide|vieux|vieil|age|cher)\w*
        meilleur\w*
        highest most\b(?!\sof\b) biggest largest best top longest fastest oldest
        """,
        r"\b(?:pires?|moins|accessible|abordable|modeste|epargne)",
    ),
    _sides("femmes filles fillettes women girls", "hommes garcons men boys"),
    _sides(
        r"supprim\w+ licenci\w+ layoffs? fired",
        r"cree?(?:s|es|ra|r)? creation embauch\w+ recrut\w+ created? hir(?:e|es|ed|ing)",
        r"\bmis\w* en place\b|\binstaur",
    ),
    _sides(
        r"interdi\w+ forbid\w* ban(?:s|ned)? prohibit\w*",
        r"autoris\w+ permis(?:e|es)?(?!\sde\b) allow\w* permit(?:s|ted)?",
        r"\b(?:leve\w*|sauf|malgre|toler\w+|plus|pas|refus\w*|retir\w*|suspen\w+|prohib\w+)\b",
    ),
    _sides(
        r"perd(?:s|u|us|ra|ant|ants|re|ent)? defaites? lost loses? losers?",
        r"""
        (?<!manque\sa\s)gagn\w+(?!\sdu\stemps) remport\w+ vainqueurs? victoires? l.emport\w+
        w[io]n(?:s|ner)?
        """,
    ),
)
# Asks when, and says nothing of a start.
_WHEN = re.compile(r"\b(?:a (?:compter|partir) de|depuis|since) (?:quand|when|quel\w*|combien)\b")
# Asks whether it is so: the opposite answers.
_WHETHER = re.compile(
    r"\A(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b"
    r"(?!.* (?:when|how) )"
    r"|\A(?!ou |.*(?:\bqu|quel|combien|comment|pourquoi|\boù\b)).*-(?:ils?|elles?|on)\b"
    r"|\Aest-ce qu"
)
# "Combien n'ont pas été vendus ?": what says that some were, and nothing of a lack, does not tell.
_NEGATED = re.compile(
    r"\bn(?:e\s|['’])(?P<verb>\S+(?: \S+){0,3}?) (?:pas|plus|jamais)\b(?P<behind>(?: \w+){0,3})"
    r"|(?:\bnot|n['’]t|\bnever|\bno longer|\bcannot)\b(?P<after>(?: \w+){0,3})"
)
_LACKS = re.compile(
    r"\bn(?:e\s|['’])|\b(?:sans|aucun|non|ni|pas|jamais|seul|sauf|trop|moins|faute|hors|autre|refus"
    r"|i[mnr]|except|limit|empech|ignor|man(?:qu|c)|priv|pann|perd"
    r"|annul|retir|ferm)"
)
_OF_THINGS = frozenset(("number", "amount", "percentage", "person", "organisation", "place"))


def tells_opposite(question: Question, found: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Of each candidate, whether it tells the opposite of what is asked: (candidates,)."""
    asked = _WHEN.sub("", fold(question.text))
    negated = _NEGATED.search(asked)
    if negated:
        return np.array(_affirmed(question, negated, found), dtype=bool)
    pairs = []
    for pair in () if _WHETHER.search(question.text.lower()) else _PAIRS:
        one, other = bool(pair.one.search(asked)), bool(pair.other.search(asked))
        if one != other and (not pair.kinds or question.kind in pair.kinds):
            pairs.append(pair if one else pair._replace(one=pair.other, other=pair.one))
    texts = [fold(candidate.text) for candidate in found] if pairs else []
    told = [any(_is_opposite(pair, text) for pair in pairs) for text in texts]
    return np.array(told or [False] * len(found), dtype=bool)


def _affirmed(question: Question, negated: re.Match[str], found: Sequence[Candidate]) -> list[bool]:
    """Of each candidate, whether it affirms what is asked of those that do not."""
    behind = f"{negated['verb'] or ''} {negated['behind'] or negated['after'] or ''}"
    said = [word for word in re.findall(r"\w+", behind) if word not in FUNCTION_WORDS][:1]
    if question.kind not in _OF_THINGS or not said:
        return [False] * len(found)
    stems = french_stems(said[0], question.language)
    return [
        _LACKS.search(text) is None
        and any(stem(word, "fr") in stems for word in re.findall(r"[^\W\d_]+", text))
        for text in (fold(candidate.text) for candidate in found)
    ]


def _is_opposite(pair: _Sides, text: str) -> bool:
    if pair.one.search(text) or (pair.unless and pair.unless.search(text)):
        return False
    return pair.other.search(text) is not None
