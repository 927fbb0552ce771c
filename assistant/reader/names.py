"""Whether an article has the names that a question asks about.

What is asked of someone whom an article never names is hardly answered there, however alike the
rest of it sounds: whether one union signed, by what it says of another. In doubt a name stands
there: misspelt, shortened, as an acronym, as those who live in a place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from assistant.reader.candidates import Candidate
from assistant.reader.folding import fold
from assistant.reader.questions import Question
from assistant.reader.similarity import Array
from index.lexicon import stem, synonyms, translations
from index.questions import FUNCTION_WORDS
from index.types import Passage
from index.unseen import as_read

_WORD = re.compile(r"[^\W_]+")
_BEFORE = " \u00a0\u202f'’-"  # between a word and what stands before it
_OPENS = '.!?:«»“”"(['  # behind these any word may be capitalised
_LONG, _MANY = 4, 5  # so many words of so many letters tell a title: "When Does It Start?"
_ACRONYM = 5  # letters at most
_BEGINNING = 4  # letters that the forms of a name share: Lyon, lyonnais; Russie, russes
_HANGING = 2  # letters at most of what a name's last word may have behind it
_SPELT_ALIKE = 85  # of 100; two names of six letters that differ in one are 83
# Titles and forms of address, folded: an article may have the name without them.
_TITLES = frozenset(
    """
    monsieur messieurs mm madame mesdames mme mmes mademoiselle mlle mlles docteur docteure dr
    professeur professeure prof pr me maitre saint sainte st ste president presidente premier
    premiere ministre ministere depute deputee senateur senatrice maire monseigneur mgr etat
    gouvernement mister mr mrs ms miss sir lady lord doctor professor prime minister ministry
    senator mayor state government
    """.split()
)


class _Said(NamedTuple):
    """What may name something in an article, folded."""

    words: frozenset[str]
    beginnings: frozenset[str]
    stems: frozenset[str]
    initials: str  # of its words in order, small ones left out


def asked_names(question: Question) -> list[str]:
    """Words written with a capital, as they are; none of a question where all words are.

    Its first word is one only where the lexicon does not have it. Titles and words with figures,
    "Mme", "CO2", are none.
    """
    text = unicodedata.normalize("NFC", question.text)
    long = [word for word in _WORD.findall(text) if len(word) >= _LONG]
    if text.isupper() or (len(long) >= _MANY and all(word[0].isupper() for word in long)):
        return []
    names = []
    for word in _WORD.finditer(text):
        name, before = fold(word.group()), text[: word.start()].rstrip(_BEFORE)
        if not word.group()[0].isupper() or not name.isalpha() or len(name) < 2:
            continue
        opens = not before or before[-1] in _OPENS
        common = name in FUNCTION_WORDS or name in _TITLES
        if not common and not (opens and translations(name, question.language)):
            names.append(word.group())
    return names


def absent_names(question: Question, found: Sequence[Candidate]) -> Array:
    """Of each candidate, the share of the question's names that its article lacks: (candidates,).

    An article is its title and the passages that the candidates are of. 0 for a question without
    names.
    """
    names = asked_names(question)
    if not names:
        return np.zeros(len(found), dtype=np.float32)
    texts: dict[str, dict[str, str]] = {}
    for candidate in found:
        passage = candidate.hit.passage
        texts.setdefault(passage.source, {"": passage.title})[passage.id] = as_read(passage.text)
    shares = {}
    for source, parts in texts.items():
        said = _said_in(tuple(parts.values()))
        lacking = [name for name in names if not _stands(name, question, said)]
        shares[source] = len(lacking) / len(names)
    return np.array([shares[c.hit.passage.source] for c in found], dtype=np.float32)


def is_named(passage: Passage, name: Sequence[str]) -> bool:
    """Whether a passage or its title has the last word of a name, or one that is spelt alike.

    Of "Moon Jae-in" that is "Jae": what hangs on it has no capital.
    """
    from rapidfuzz import fuzz, process

    words = _WORD.findall(f"{passage.title} {as_read(passage.text)}")
    capital = {fold(word) for word in words if word[0].isupper()}
    last = next((word for word in reversed(name) if len(word) > _HANGING), name[-1])
    close = process.extractOne(last, capital, scorer=fuzz.ratio, score_cutoff=_SPELT_ALIKE)
    return close is not None


def _stands(written: str, question: Question, said: _Said) -> bool:
    """Whether a name stands in an article, in some form."""
    from rapidfuzz import fuzz, process

    name = fold(written)
    if name in said.words or (len(name) >= _BEGINNING and name[:_BEGINNING] in said.beginnings):
        return True
    if written.isupper() and len(name) <= _ACRONYM and name in said.initials:
        return True
    known = translations if question.language == "en" else synonyms
    if not said.stems.isdisjoint(known(name, question.language)):
        return True
    close = process.extractOne(name, said.words, scorer=fuzz.ratio, score_cutoff=_SPELT_ALIKE)
    return close is not None


@lru_cache(maxsize=32)
def _said_in(texts: tuple[str, ...]) -> _Said:
    composed = (unicodedata.normalize("NFC", text) for text in texts)
    words = [fold(word) for text in composed for word in _WORD.findall(text)]
    return _Said(
        frozenset(words),
        frozenset(word[:_BEGINNING] for word in words),
        frozenset(stem(word, "fr") for word in words),
        "".join(word[0] for word in words if word not in FUNCTION_WORDS),
    )
