"""How near a word of an answer is to the words of its evidence, across French and English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np

from assistant.grounding.concepts import infinitive_of, opposites_of
from assistant.grounding.words import Word
from assistant.reader.similarity import Array, WordVectors
from index.lexical import stems
from index.lexicon import groups, stem, synonyms, translations
from index.types import Language

NEAR = 0.42  # cosine from which a word stands for another; chosen on the development half
COVERS = 0.38  # nearness from which a word of the evidence covers one of the claim
STRONG = 0.6  # nearness from which two words are taken to speak of the same thing
TRANSLATED = 0.7  # nearness of a word and its translation
SURE, LIKELY = 0.25, 0.06  # how likely a translation is one, or may be

_ENDINGS = (
    ("eraient", "er"), ("erait", "er"), ("eront", "er"), ("era", "er"), ("iraient", "ir"),
    ("irait", "ir"), ("iront", "ir"), ("ira", "ir"), ("ira", "ire"), ("dra", "dre"),
    ("uira", "uire"), ("ees", "er"), ("ee", "er"), ("es", "er"), ("ent", "er"), ("ait", "er"),
    ("aient", "er"), ("ant", "er"), ("e", "er"), ("ies", "y"), ("ied", "y"), ("ing", ""),
    ("ing", "e"), ("ed", ""), ("ed", "e"), ("s", ""), ("ly", ""), ("aux", "al"), ("ement", ""),
    ("es", ""),
)  # fmt: skip
_DENYING = re.compile(r"in(?![bmplr])|im(?=[bmp])|ir(?=r)|il(?=l)|mal|non|un(?!i)|dis")
_FR: Language = "fr"
_SHORTEST = 4  # letters of a word that is cut
Near = Callable[[Word, Word], float]


@lru_cache(maxsize=20_000)
def forms(word: str) -> tuple[str, ...]:
    """The word and what it may be a form of, at most four."""
    found = [word]
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            found.append(word[: -len(ending)] + other)
    return tuple(dict.fromkeys(found))[:4]


@lru_cache(maxsize=20_000)
def _without_denial(word: str) -> str:
    """A word without the prefix that may deny it; empty where it has none."""
    prefix = _DENYING.match(word)
    bare = word[prefix.end() :] if prefix else ""
    return bare if len(bare) >= _SHORTEST else ""


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return next(iter(stems(word)), word)


def _related(word: str, other: str) -> bool:
    """One stem, or a long common beginning: production, produite; confirmed, confirmer."""
    if word == other or _stem(word) == _stem(other):
        return True
    common = 0
    for letter, its in zip(word, other, strict=False):
        if letter != its:
            break
        common += 1
    return common >= 5 and common >= 0.6 * max(len(word), len(other))


@lru_cache(maxsize=50_000)
def lexical(word: str, french: str, language: Language) -> float:
    """How near the bilingual lexicon and the thesaurus say that two words are; 0 if they do not."""
    known = translations if language == "en" else synonyms
    share = known(word, language).get(stem(french, "fr"), 0.0)
    if share >= SURE:
        return TRANSLATED
    if share >= LIKELY or groups(word, language) & groups(french, "fr"):
        return NEAR
    return 0.0


class Nearness:
    """Compares words, each pair once."""

    def __init__(self, vectors: WordVectors, language: Language) -> None:
        """``language``: of the words compared; those they are compared with are French."""
        self._vectors = vectors
        self._language = language
        self._known: dict[str, Array] = {}
        self._pairs: dict[tuple[str, str], float] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Look the vectors of these words up, all at once."""
        new = [w for w in dict.fromkeys(words) if w not in self._known]
        every = list(dict.fromkeys(form for word in new for form in forms(word)))
        if not every:
            return
        vectors = dict(zip(every, self._vectors(every), strict=True))
        for word in new:
            self._known[word] = np.stack([vectors[form] for form in forms(word)])

    def near(self, word: Word, other: Word) -> float:
        """From 0 to 1: 1 for one concept or one stem, 0 for opposites."""
        if word.concepts & other.concepts:
            return 1.0
        if word.concepts and opposites_of(word.concepts) & other.concepts:
            return 0.0
        if word.expression or other.expression:
            return 0.0
        return self.near_texts(word.text, other.text)

    def near_texts(self, word: str, other: str) -> float:
        """The same for bare words."""
        pair = (word, other)
        if pair not in self._pairs:
            if self.reverses(word, other, TRANSLATED):
                self._pairs[pair] = 0.0
            elif _related(word, other):
                self._pairs[pair] = 1.0
            elif any(map(str.isdigit, word + other)):
                self._pairs[pair] = 0.0
            else:
                self.learn(pair)
                with np.errstate(all="ignore"):
                    cosines = self._known[word] @ self._known[other].T
                near = max(float(cosines.max()), lexical(word, other, self._language))
                verb = infinitive_of(word) if self._language == "en" else word
                regular = self.near_texts(verb, other) if verb != word else 0.0
                self._pairs[pair] = min(max(near, regular), 1.0)
        return self._pairs[pair]

    def reverses(self, word: str, other: str, least: float = NEAR) -> bool:
        """Whether a prefix makes one the opposite of the other: "useful" and "inutile".

        ``least``: how near the lexicon has to say that they are without it.
        """
        bare, its_bare = _without_denial(word), _without_denial(other)
        if bool(bare) == bool(its_bare):
            return False
        one, rest, language = (word, its_bare, self._language) if its_bare else (other, bare, _FR)
        return _related(one, rest) or lexical(one, rest, language) >= least


def opposed(word: Word, other: Word) -> bool:
    """Whether one reverses the other."""
    return bool(opposites(word, other))


def opposites(word: Word, other: Word) -> frozenset[str]:
    """What the other stands for that is the opposite of what one does."""
    if not word.concepts or word.concepts & other.concepts:
        return frozenset()
    return opposites_of(word.concepts) & other.concepts


def share(words: Sequence[Word], others: Sequence[Word], near: Near) -> bool:
    """Whether some of these words speak of what some of the others do."""
    return any(alike(word, other, near) for word in words for other in others)


def alike(word: Word, other: Word, near: Near) -> bool:
    """Whether two words speak of the same thing; names, if they are one."""
    if word.name or other.name:
        return word.name == other.name or bool(word.concepts & other.concepts)
    return near(word, other) >= STRONG
