"""Whether a claim says of all, or of one alone, what its evidence does not.

Texts are plain: lower case, without accents, apostrophes straight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.claims import Claim
from assistant.grounding.negation import restricts

_TIMES = (
    r"year|month|day|week|weekend|hour|minute|morning|evening|night|time|one|other|\w+day"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)
# "Only" before a number, an adverb or a time says little of others: "only 19", "only in 2025".
_ALONE = re.compile(
    r"(?<!not )(?<!will )(?<!can )(?<!could )(?<!would )\bonly(?! (?:\w+ly|\d\S*|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|in|on|at|after|when|from|once|an?|left)\b)"
    r"|\b(?:sole|solely|exclusively|uniquement|exclusivement)\b|\bl[ea]s? seule?s?\b"
)
_ALONE_TOO = re.compile(
    r"\b(?:seule?s?|seulement|uniques?|uniquement|exclusi\w+|only|sole\w*|merely|plus que"
    r"|rien (?:d'autre|que)|aucune? autres?|sans autre|reserve\w*|juste|just|simple\w*|limite\w*"
    r"|a peine|pas avant|au plus)\b"
)
_ALL = re.compile(
    r"\btou(?:s|tes) (?:les|ses|leurs|ces|nos|vos)\b(?! (?:ans|jours|mois|soirs|matins|\w+dis?"
    r"|deux|trois|quatre|\d\S*)\b)"
    r"|\btoute? (?:le|la|l'|son|sa|ce|cette)\b"
    r"|\ball (?:the|of|its|his|her|their|these|those)\b(?! (?:more|same|better|time|while|\d\S*)\b)"
    rf"|\bevery (?!(?:{_TIMES})\b)\w+|\bentire\b|\bwhole\b"
)
_ALL_TOO = re.compile(
    r"\b(?:tou(?:s|te|tes|t)|chaque|chacune?|ensemble|enti\w+|totalite|totalement|integr\w+"
    r"|complet\w*|unanim\w+|aucune?|all|every\w*|whole|generalis\w+|partout|quel\w* que)\b|\b100 ?%"
)
_NEARLY = re.compile(
    r"\b(?:presque|quasi|quasiment|almost|nearly|virtually|practically|pratiquement)[ -]+"
    r"(?:the |la |le |l')?\Z"
)


def overstated(claim: Claim, evidence: Sequence[Claim]) -> str | None:
    """Of all or of one alone, where the evidence says neither: "scope: only"; else None."""
    texts = [other.text for other in evidence]
    alone = _ALONE.search(claim.text)
    if alone and not any(map(_ALONE_TOO.search, texts)):
        clauses = (clause.text.split() for other in evidence for clause in other.clauses)
        if not any(map(restricts, clauses)):
            return f"scope: {alone.group()}"
    of_all = _ALL.search(claim.text)
    if of_all and not _nearly(claim.text, of_all):
        said = any(not _nearly(text, found) for text in texts for found in _ALL_TOO.finditer(text))
        if not said:
            return f"scope: {of_all.group()}"
    return None


def _nearly(text: str, found: re.Match[str]) -> bool:
    """Whether "almost" stands right before it."""
    return bool(_NEARLY.search(text[: found.start()]))
