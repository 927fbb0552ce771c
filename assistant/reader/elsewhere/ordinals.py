"""Whether a sentence tells of another one in order: of the first round where the second is asked.

"Premier tour", "44e édition", "deuxième trimestre": what is counted is compared in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.reader.candidates import Candidate
from assistant.reader.folding import fold
from assistant.reader.questions import Question
from index.lexicon import stem, translations
from index.questions import FUNCTION_WORDS
from index.types import Language

_WORDS = {
    1: "premiere? premiers premieres first",
    2: "deuxiemes? seconde? second",
    3: "troisiemes? third",
    4: "quatriemes? fourth",
    5: "cinquiemes? fifth",
    6: "sixiemes? sixth",
    7: "septiemes? seventh",
    8: "huitiemes? eighth",
    9: "neuviemes? ninth",
    10: "dixiemes? tenth",
}
_NUMBERS = [(number, re.compile("|".join(forms.split()))) for number, forms in _WORDS.items()]
_ORDINAL = re.compile(
    r"\b(?P<ordinal>premiere?s?|first|seconde?|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix)iemes?"
    r"|(?<!\d[.,\s])(?P<digits>[1-9]\d{0,2})(?:ere?|re|eme|nde?|e|st|nd|rd|th))(?![\w-])"
    r"(?: (?P<noun>[^\W\d_]{3,}))?"
)
# What dates, ranks or is a title, and is no one of several.
_NO_SERIES = frozenset(
    """
    ministre ministres minister ministers lieu plan rang choix vue abord degre main mains nom
    temps mai avril juin juillet aout mars janvier fevrier septembre octobre novembre decembre
    """.split()
)
# French stems of English nouns that the lexicon lacks.
_OTHERS = {"round": {"tour"}, "term": {"mandat"}, "half": {"semestr", "mi"}}
_LIKELY = 0.1  # of a translation


def out_of_order(question: Question, found: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Of each candidate, whether it tells of another in order than is asked: (candidates,)."""
    told = np.zeros(len(found), dtype=bool)
    asked = list(_ordered(question.text, question.language))
    for number, one in enumerate(found if asked else ()):
        said = list(_ordered(one.text, "fr"))
        for which, nouns in asked:  # "au premier tour, et au second": of both
            counted = any(nouns & named for _, named in said)
            told[number] |= counted and all(which != other for other, _ in said)
    return told


def _ordered(text: str, language: Language) -> Iterator[tuple[int, frozenset[str]]]:
    """The place of each that is counted, and the French stems of what it is, if that is said."""
    for one in _ORDINAL.finditer(fold(text)):
        noun = one["noun"]
        if noun not in _NO_SERIES:
            nouns = (
                french_stems(noun, language) if noun and noun not in FUNCTION_WORDS else frozenset()
            )
            yield int(one["digits"] or _number(one["ordinal"])), nouns


def _number(ordinal: str) -> int:
    return next(number for number, forms in _NUMBERS if forms.fullmatch(ordinal))


def french_stems(noun: str, language: Language) -> frozenset[str]:
    """The French stems of a folded word of either language."""
    if language == "fr":
        return frozenset((stem(noun, "fr"),))
    known = {other for other, share in translations(noun, "en").items() if share >= _LIKELY}
    return frozenset(known | _OTHERS.get(noun, set()) | {stem(noun, "fr")})
