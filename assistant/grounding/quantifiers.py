"""Whether a claim says of all, or of one alone, what its evidence does not, or its contrary.

Texts are plain: lower case, without accents, apostrophes straight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.claims import Claim
from assistant.grounding.polarity import restricts

_ALONE = re.compile(
    r"(?<!not )(?<!non )(?<!pas )\b(?:only(?! \w+ly\b)|sole|solely|exclusively|seule?s?|seulement"
    r"|uniques?|uniquement|exclusivement)\b"
)
_ALONE_TOO = re.compile(
    r"\b(?:seule?s?|seulement|uniques?|uniquement|exclusi\w+|only|sole\w*|merely"
    r"|rien (?:d'autre|que)|aucune? autres?|sans autre|reserve\w*|juste|just|simple\w*"
    r"|limite\w*)\b"
)
_ALL = re.compile(
    r"\btou(?:s|tes) (?:les|ses|leurs|ces|nos|vos)\b(?! (?:ans|jours|mois|deux|trois|quatre))"
    r"|\btoute? (?:le|la|l'|son|sa|ce|cette)\b|\ball (?:the|of|its|his|her|their|these|those)\b"
    r"|\bevery (?!year|month|day|week|hour)\w+|\bentire\b|\bwhole\b"
)
_ALL_TOO = re.compile(
    r"\b(?:tou(?:s|te|tes|t)|chaque|chacune?|ensemble|enti\w+|totalite|total\w*|integr\w+|complet\w*"
    r"|aucune?|all|every\w*|whole|generalis\w+|partout|quel\w* que|100)\b"
)
_NEARLY = re.compile(r"\b(?:presque|quasi\w*|almost|nearly|pratiquement)[ -]")
_OPPOSITE = re.compile(r"\A(?:in|im|ir|il|un|non-?|mal|dis)(?=\w{5})")


def overstated(claim: Claim, evidence: Sequence[Claim]) -> str | None:
    """Of all or of one alone, where the evidence says neither: "scope: only"; else None."""
    texts = [other.text for other in evidence]
    alone = _ALONE.search(claim.text)
    restricted = any(restricts(c.text.split()) for other in evidence for c in other.clauses)
    if alone and not restricted and not any(map(_ALONE_TOO.search, texts)):
        return f"scope: {alone.group()}"
    everything = _ALL.search(claim.text)
    if everything:
        said = [t for t in texts if _ALL_TOO.search(t)]
        if not said or (all(map(_NEARLY.search, said)) and not _NEARLY.search(claim.text)):
            return f"scope: {everything.group()}"
    return None


def contrary(claim: Claim, evidence: Sequence[Claim]) -> str | None:
    """A word that the evidence has as its contrary, by a prefix: "negation: insatisfaite"."""
    theirs = {_bare(word.text) for other in evidence for word in other.words}
    denied = {_OPPOSITE.sub("", word) for word in theirs if _OPPOSITE.match(word)}
    for word in claim.words:
        bare = _bare(word.text)
        if not word.content or word.name or bare in theirs:
            continue
        if _OPPOSITE.sub("", bare) in theirs or bare in denied:
            return f"negation: {word.text}"
    return None


def _bare(word: str) -> str:
    """The word without the ending that agrees."""
    return word.rstrip("es")
