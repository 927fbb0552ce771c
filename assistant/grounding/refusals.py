"""How a chat model says that the articles do not say: the sentinel, or in its own words."""

from __future__ import annotations

import re

from assistant.patterns import lines, words

REFUSAL = "NOT_IN_ARTICLES"

_SENTINEL = re.compile(r"\bNOT[ _-]?IN[ _-]?(?:THE[ _-]?)?ARTICLES?\b", re.IGNORECASE)
_SENTINEL_CAPITALS = re.compile(r"[_-]|NOT IN ARTICLES?\b")
_TEXTS = words(
    "articles? textes? documents? sources? extraits? passages? phrases? contexte informations?"
)
_TELL = words(
    r"""
    di(?:t|sent) mentionn\w+ précis\w+ indiqu\w+ parl\w+ donn\w+ contien\w+ permet\w* fourni\w+
    abord\w+ évoqu\w+ traite\w* révèl\w+ répond\w* expliqu\w+ comporte\w* trouv\w+ spécifi\w+
    """
)
_TEXTS_EN = words(
    """articles? texts? documents? sources? excerpts? passages? sentences? context information
    evidence"""
)
_TELL_EN = words(
    r"""
    say\w* mention\w* stat\w+ specif\w+ provid\w+ contain\w* giv\w+ indicat\w+ includ\w+ answer\w*
    discuss\w* disclos\w+ tell\w* address\w* reveal\w* cover\w* explain\w* describ\w+ offer\w*
    """
)
_GIVEN = r"(?:\s(?:fournie?s?|donnée?s?|ci-dessus|disponibles?|provided|given|above|available))*"
_NE = r"\s(?:ne\s|n[’'])"
_DOES_NOT = (
    r"(?:do(?:es)?\snot|do(?:es)?n[’']t|did\snot|didn[’']t|fails?\sto|can(?:\s?not|[’']t)"
    r"|could\snot|couldn[’']t|(?:am|are)\s(?:not\sable|unable)\sto)"
)
_THING = words("information mention précision indication donnée evidence indication answer data")
_IT = words("ce cela ceci elle il l[’']information la\\sréponse")
_IT_EN = words("it this that which the\\sanswer the\\sinformation")
_KNOWN_EN = words(
    "mentioned specified stated provided given disclosed indicated available found in"
)
_FOUND = rf"(?:{_TELL}|disponible|dans)"
_LOST = "^(?:malheureusement,?\\s|unfortunately,?\\s)?"
_PATTERNS = lines(
    rf"""
    \b(?:les?|ces?|cet|l[’']|aucune?(?: des)?|des)\s?{_TEXTS}{_GIVEN}{_NE}(?:\S+\s){{0,2}}?{_TELL}
    \b(?:je|nous|on){_NE}(?:\S+\s){{0,2}}?(?:trouv\w+|sai[st]|peu[xt]|dispos\w+|ai|avons|vois)\b
    \bil\sn[’']y\sa\s(?:pas|aucune?|rien)\b
    {_LOST}(?:aucune?|no)\s(?:{_THING}|article)\b
    \b{_IT}{_NE}(?:est|figure|sont)\s(?:\S+\s)?(?:pas|nulle part)\s(?:\S+\s)?{_FOUND}
    \b(?:the|these|this|those|no|provided|given)\s(?:\S+\s)?{_TEXTS_EN}{_GIVEN}\s(?:\w+\s)?{_DOES_NOT}\s(?:\S+\s)?{_TELL_EN}
    \b(?:none of the|no)\s{_TEXTS_EN}{_GIVEN}\s{_TELL_EN}
    \b(?:I|we)\s{_DOES_NOT}\s(?:find|answer|determine|see|know|have|say|tell)
    \bthere\s(?:is|was)\s(?:no|not\sany)\s{_THING}
    \b{_IT_EN}\s(?:is\snot|isn[’']t)\s(?:\S+\s)?{_KNOWN_EN}\b
    """
)
_OWN_WORDS = re.compile(_PATTERNS, re.IGNORECASE)
# With one of these the sentence goes on to claim something.
_GOES_ON = re.compile(
    r";|\b(?:mais|but|however|cependant|toutefois|néanmoins|pourtant|though|although|yet|while"
    r"|whereas|tandis|alors que|bien que|seulement|only|sauf|except|other than|instead|plutôt"
    r"|en revanche|and|et|puisque|because|car|as|since|despite|malgré)\b",
    re.IGNORECASE,
)


def holds_sentinel(text: str) -> bool:
    """Whether the sentence holds ``REFUSAL``, however it is written."""
    sentinel = _SENTINEL.search(text)
    return bool(sentinel and _SENTINEL_CAPITALS.search(sentinel.group()))


def is_refusal(text: str) -> bool:
    """Whether the sentence says in words that the articles do not answer, and nothing else."""
    found = _OWN_WORDS.search(text)
    return bool(found) and not _GOES_ON.search(text)
