"""Whether an article has the names that a question asks about.

What is asked of someone whom an article never names is hardly answered there, however alike the
rest of it sounds: whether one union signed, by what it says of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.reader.candidates import Candidate
from assistant.reader.questions import Question, fold
from assistant.reader.similarity import Array
from index.lexicon import stem, translations
from index.questions import FUNCTION_WORDS
from index.unseen import as_read

_WORD = re.compile(r"[^\W_]+")
_BEFORE = " \u00a0\u202f'’-"  # between a word and what stands before it
_OPENS = '.!?:«»“”"(['  # behind these any word may be capitalised
_LONG, _MANY = 4, 5  # so many words of so many letters tell a title: "When Does It Start?"
_BEGINNING = 5  # letters that the forms of a name share: Libye, libyenne
# Titles and forms of address, folded: an article may have the name without them.
_TITLES = frozenset(
    """
    monsieur messieurs mm madame mesdames mme mmes mademoiselle mlle mlles docteur docteure dr
    professeur professeure prof pr maitre president presidente ministre depute deputee senateur
    senatrice maire monseigneur mgr etat
    mister mr mrs ms miss sir doctor professor minister senator mayor
    """.split()
)
_NO_NAMES = FUNCTION_WORDS | _TITLES


def asked_names(question: Question) -> list[str]:
    """Words written with a capital, folded; none of a question where all words are.

    Its first word is one only where the lexicon does not have it; titles and forms of address
    ("Monsieur", "Dr", "Président", "l'État") are none.
    """
    long = [word for word in _WORD.findall(question.text) if len(word) >= _LONG]
    if question.text.isupper() or (len(long) >= _MANY and all(w[0].isupper() for w in long)):
        return []
    names = []
    for word in _WORD.finditer(question.text):
        name, before = fold(word.group()), question.text[: word.start()].rstrip(_BEFORE)
        if not word.group()[0].isupper() or len(name) < 2 or name in _NO_NAMES:
            continue
        opens = not before or before[-1] in _OPENS
        if not (opens and translations(name, question.language)):
            names.append(name)
    return names


def absent_names(question: Question, found: Sequence[Candidate]) -> Array:
    """Of each candidate, the share of the question's names that its article lacks: (candidates,).

    An article is its title and the passages that the candidates are of. A name may stand there in
    another form, or translated. 0 for a question without names.
    """
    names = asked_names(question)
    if not names:
        return np.zeros(len(found), dtype=np.float32)
    texts: dict[str, dict[str, str]] = {}
    for candidate in found:
        passage = candidate.hit.passage
        texts.setdefault(passage.source, {"": passage.title})[passage.id] = as_read(passage.text)
    shares = {
        source: _absent(names, question, tuple(parts.values())) for source, parts in texts.items()
    }
    return np.array([shares[c.hit.passage.source] for c in found], dtype=np.float32)


def _absent(names: Sequence[str], question: Question, texts: tuple[str, ...]) -> float:
    words, beginnings, stems = _words_of(texts)
    found = [
        name in words
        or (len(name) >= _BEGINNING and name[:_BEGINNING] in beginnings)
        or not stems.isdisjoint(translations(name, question.language))
        for name in names
    ]
    return 1 - sum(found) / len(found)


@lru_cache(maxsize=32)
def _words_of(texts: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """All words of texts, folded; their beginnings; their stems."""
    words = {fold(word) for text in texts for word in _WORD.findall(text)}
    beginnings = {word[:_BEGINNING] for word in words}
    return frozenset(words), frozenset(beginnings), frozenset(stem(word, "fr") for word in words)
