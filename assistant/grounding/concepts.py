"""Which words and names of French and English stand for one another, from ``lexicon/``.

Words are folded: lower case, no accents. The lists are general: they know no article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from index.lexicon import stem
from index.types import Language

FOLDER = Path(__file__).parent / "lexicon"

_ENDING = re.compile(r"(?:i?e?[ae]i?ne?s?|iques?|ics?|i?[ae]*s?|y)\Z")
_INFLECTED = ("s", "e", "es", "ne", "nes")  # endings of inhabitants and adjectives
# Letters by which French and English write the same sound: Tarhouna, Tarhuna.
_SPELT = tuple((re.compile(sound), letter) for sound, letter in (
    ("tch", "ch"), ("ou|oo", "u"), ("y", "i"), ("ph", "f"), ("sh", "ch"), ("th", "t"),
    ("qu|k", "c"), ("z", "s"),
))  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")
_SHORT = 4  # letters of a name that has no ending
_SHORTEST = 5  # letters that names share which end otherwise
_KEY = 3  # letters by which beginnings are filed


@dataclass
class Lexicon:
    """Concepts by word, by beginning and by expression, and which concepts are opposites."""

    words: dict[str, set[str]] = field(default_factory=dict)
    beginnings: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    expressions: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    opposites: dict[str, set[str]] = field(default_factory=dict)

    def add(self, concept: str, entry: str) -> None:
        """File one word or expression under a concept."""
        parts = tuple(entry.split("_")) if "_" in entry.strip("_") else (entry.strip("_"),)
        if len(parts) > 1:
            self.expressions.setdefault(parts[0].rstrip("*")[:2], []).append((parts, concept))
        elif entry.endswith("*"):
            beginning = entry[:-1]
            self.beginnings.setdefault(beginning[:_KEY], []).append((beginning, concept))
        else:
            self.words.setdefault(parts[0], set()).add(concept)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read once."""
    read = Lexicon()
    for line in _lines(FOLDER / "concepts.txt"):
        head, _, entries = line.partition(":")
        concept, _, opposite = (part.strip() for part in head.partition("<"))
        if opposite:
            read.opposites.setdefault(concept, set()).add(opposite)
            read.opposites.setdefault(opposite, set()).add(concept)
        for entry in entries.split():
            read.add(concept, entry)
    return read


@lru_cache(maxsize=50_000)
def concepts_of(word: str) -> frozenset[str]:
    """The concepts of a single folded word."""
    known = lexicon()
    found = set(known.words.get(word, ()))
    for length in range(2, _KEY + 1):
        for beginning, concept in known.beginnings.get(word[:length], ()):
            if len(beginning) >= length and word.startswith(beginning):
                found.add(concept)
    return frozenset(found)


@lru_cache(maxsize=10_000)
def opposites_of(concepts: frozenset[str]) -> frozenset[str]:
    """The concepts that are the opposite of one of these."""
    known = lexicon().opposites
    return frozenset(other for concept in concepts for other in known.get(concept, ()))


def expression_at(words: Sequence[str], place: int) -> tuple[int, frozenset[str]]:
    """The longest expression that begins with ``words[place]``: its length and its concepts."""
    longest, found = 0, set[str]()
    for parts, concept in lexicon().expressions.get(words[place][:2], ()):
        length = len(parts)
        if length < longest or place + length > len(words):
            continue
        if all(_is(word, part) for word, part in zip(words[place:], parts, strict=False)):
            found = found | {concept} if length == longest else {concept}
            longest = length
    return longest, frozenset(found)


@lru_cache(maxsize=1)
def _weak() -> dict[str, frozenset[str]]:
    """Stems of the words that say little, by language; and beginnings of words for people."""
    found: dict[str, set[str]] = {}
    for line in _lines(FOLDER / "weak.txt"):
        key, _, entries = line.partition(":")
        language: Language = "en" if key == "en" else "fr"
        words = entries.split()
        found.setdefault(key, set()).update(
            words if key == "person" else (stem(word, language) for word in words)
        )
    return {key: frozenset(entries) for key, entries in found.items()}


def is_weak(word: str, language: Language) -> bool:
    """Whether a folded word says little by itself: made, situation."""
    return stem(word, language) in _weak()[language]


@lru_cache(maxsize=1)
def _infinitives() -> dict[str, str]:
    lines = [line.split() for line in _lines(FOLDER / "irregular.txt")]
    return {form: verb for verb, *forms in lines for form in forms}


def infinitive_of(word: str) -> str:
    """The infinitive of an irregular form of an English verb: went -> go; else the word."""
    return _infinitives().get(word, word)


@lru_cache(maxsize=5_000)
def is_person(word: str) -> bool:
    """Whether a folded French word is one for people: visiteurs."""
    return word.startswith(tuple(_weak()["person"]))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Names of the lines above the one that says so."""
    return frozenset(
        line.split()[0] for line in _lines(FOLDER / "names.txt") if not line.startswith("=")
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in _lines(FOLDER / "names.txt"):
        first, *others = line.lstrip("= ").split()
        for name in (first, *others):
            names.setdefault(name, first)
    return names


@lru_cache(maxsize=20_000)
def _listed(word: str) -> str:
    """The one form of a listed name: beijing, libyennes; empty where the lists do not hold it."""
    names = _names()
    if word in names:
        return names[word]
    cut = (word.removesuffix(ending) for ending in _INFLECTED if word.endswith(ending))
    return next((names[w] for w in cut if len(w) > _SHORT and is_place(names.get(w, ""))), "")


def name_of(word: str) -> str:
    """One form for all forms of a name: beijing -> pekin; other words are themselves."""
    return _listed(word) or word


@lru_cache(maxsize=20_000)
def _trimmed(name: str) -> tuple[str, str]:
    """A name as it sounds, and that without its ending: thessaly -> tesali, tesal."""
    bare = name
    for sound, letter in (*_SPELT, (_DOUBLED, r"\1")):
        bare = sound.sub(letter, bare)
    return bare, _ENDING.sub("", bare, count=1) if len(bare) > _SHORT else bare


def spelt_alike(name: str, other: str) -> bool:
    """Whether French and English may write one name so: thessalie, thessaly; not nolan, nolia."""
    (bare, stem_of_it), (its, stem_of_other) = _trimmed(name), _trimmed(other)
    if bare == its or stem_of_it != stem_of_other:
        return bare == its
    return len(stem_of_it) >= _SHORTEST or any(is_place(name_of(w)) for w in (name, other))


def is_place(name: str) -> bool:
    """Whether a name, in its one form, is a place's."""
    return name in _places()


def is_known_name(word: str) -> bool:
    """Whether the lists hold it as a name."""
    return bool(_listed(word))


def _is(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
