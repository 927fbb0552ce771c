"""Which French and English words translate one another, learnt from parallel sentences.

Words are known by their stems. What is made from which data, and how, tells
``index/models/lexicon/README.md``.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from index.lexical import analyzer, words
from index.types import Language

FOLDER = Path(__file__).parent / "models" / "lexicon"
LEXICON_FILE = FOLDER / "translations.txt.gz"

_SHORTEST = 4  # letters of a stem that is cut further
_STEMMERS: dict[Language, Literal["french", "english"]] = {"fr": "french", "en": "english"}
_OTHER: dict[Language, Language] = {"fr": "en", "en": "fr"}


@lru_cache(maxsize=100_000)
def stem(word: str, language: Language) -> str:
    """The stem of one folded word; the word itself where it has none."""
    found = _stems(word, language)
    return found[0] if len(found) == 1 else word


def _stems(text: str, language: Language) -> list[str]:
    """The stems of folded words, in order."""
    stems = analyzer(_STEMMERS[language]).analyze(text)
    if language == "en":
        return stems
    # Without accents, participles are taken for nouns: "augmente".
    return [stem[:_SHORTEST] + stem[_SHORTEST:].rstrip("es") for stem in stems]


def translations(word: str, language: Language) -> Mapping[str, float]:
    """Stems of the other language that translate a folded word, with how likely each is (0-1)."""
    return _translations(stem(word, language), language)


def synonyms(word: str, language: Language) -> Mapping[str, float]:
    """Stems that share translations with a folded word, with how likely each is (0-1).

    By pivot: C. Bannard and C. Callison-Burch, 2005. The word's own stem is left out.
    """
    return _synonyms(stem(word, language), language)


@lru_cache(maxsize=50_000)
def _translations(stem: str, language: Language) -> dict[str, float]:
    parts = _lines()[language].get(stem, "").split()
    return {other: int(share) / 100 for other, share in zip(parts[::2], parts[1::2], strict=True)}


@lru_cache(maxsize=20_000)
def _synonyms(stem: str, language: Language) -> dict[str, float]:
    found: dict[str, float] = {}
    for pivot, share in _translations(stem, language).items():
        for other, its in _translations(pivot, _OTHER[language]).items():
            if other != stem:
                found[other] = found.get(other, 0.0) + share * its
    return found


@lru_cache(maxsize=1)
def _lines() -> dict[Language, dict[str, str]]:
    """By language, the line of each stem, read once."""
    text = gzip.decompress(LEXICON_FILE.read_bytes()).decode("utf-8")
    english, french = text.split("\n\n")
    return {
        "en": dict(line.split(" ", 1) for line in english.splitlines()),
        "fr": dict(line.split(" ", 1) for line in french.splitlines()),
    }


def thesaurus() -> list[list[str]]:
    """Groups of French and English words and expressions of one subject, as they are written."""
    lines = (FOLDER / "thesaurus.txt").read_text(encoding="utf-8").splitlines()
    return [[word.strip() for word in line.split("|")] for line in lines if line.strip()]


def groups(word: str, language: Language) -> frozenset[int]:
    """The numbers of the thesaurus's groups that hold a folded word, in any of its forms."""
    return _groups().get(stem(word, language), frozenset())


def write(table: Mapping[Language, Mapping[str, Mapping[str, float]]], path: Path) -> None:
    """Write translations by language, stem and stem: a line a stem, shares in hundredths."""
    sides = [
        "\n".join(
            " ".join([stem, *(f"{other} {share * 100:.0f}" for other, share in others.items())])
            for stem, others in sorted(table[language].items())
        )
        for language in ("en", "fr")
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n\n".join(sides).encode("utf-8"), 9, mtime=0))


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[int]]:
    """The groups of each stem, read as a French and as an English one."""
    entries = [
        (entry, number)
        for number, group in enumerate(thesaurus())
        for entry in group
        if entry.isalpha()
    ]
    folded = " ".join(words(" ".join(entry for entry, _ in entries)))
    found: dict[str, set[int]] = {}
    for language in _OTHER:
        for entry, (_, number) in zip(_stems(folded, language), entries, strict=True):
            found.setdefault(entry, set()).add(number)
    return {entry: frozenset(numbers) for entry, numbers in found.items()}
