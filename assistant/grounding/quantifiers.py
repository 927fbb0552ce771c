"""Whether a claim says of all, a part, one alone or another what its evidence does not.

Texts are plain: lower case, without accents, apostrophes straight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.grounding.claims import Claim
from assistant.grounding.negation import restricts
from assistant.patterns import any_word

_TIMES = (
    r"year|month|day|week|weekend|hour|minute|morning|evening|night|time|one|other|\w+day|\d+"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)
# "Only" before a number, an adverb or a time says little of others: "only 19", "only in 2025".
_ALONE = re.compile(
    r"(?<!not )(?<!will )(?<!can )(?<!could )(?<!would )\bonly(?! (?:\w+ly|\d\S*|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|after|when|from|once|left|half"
    rf"|(?:in|on|at) (?:the )?(?:{_TIMES}|20\d\d)|an? (?:few|third|quarter|half|fifth|tenth"
    rf"|minority|handful|couple|fraction|little|small|{_TIMES}))\b)"
    r"|\b(?:sole|solely|exclusively|uniquement|exclusivement)\b|\bl[ea]s? seule?s?\b"
)
_ALONE_TOO = re.compile(
    r"\b(?:seule?s?|seulement|uniques?|uniquement|exclusi\w+|only|sole\w*|merely|plus que"
    r"|rien (?:d'autre|que)|aucune? autres?|sans autre|reserve\w*|juste|just|simple\w*|limite\w*"
    r"|a peine|pas avant|au plus|rien qu|encore faut|volontariat)\b"
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
# "Les usines ont toutes …", not "ils ont tous deux".
_ALL_BEHIND = re.compile(
    r"\b(?:ont|sont|avaient|etaient|auront|seront|have|had|are|were|will) (?:tous|toutes|all)\b"
    r"(?! (?:les )?(?:deux|trois|quatre|cinq|\d))"
)
_BOTH = re.compile(
    r"\b(?:(?:les|ses|leurs) deux|both(?: of)?(?: the| its)?)\b(?! (?:autre|other|derni|premi))"
)
_ONE_OF_TWO = re.compile(
    r"\b(?:l'une? d'(?:entre(?: eux| elles)?|eux|elles)|one of them)\b"
    r"|\b(?:une? (?:entre|de|des|parmi|sur)|l'une? (?:de|des|d'entre)|one (?:of|between)|autre des)"
    r" ?(?:les |ces |ses |the |its )?(?:deux|two)\b"
)
_TWO = re.compile(r"\bdeux\b")
# Idioms that say nothing of all.
_NOT_ALL = re.compile(
    r"\b(?:en tout cas|a tout le moins|apres tout(?! l[ea']| ce)|malgre tout(?! l[ea'])"
    r"|tout (?:de meme|d'abord|a fait|juste|simplement))\b"
)
_PART = re.compile(
    r"(?<!as )(?<!is )(?<!are )(?<!be )(?<!take )(?<!took )(?<!taking )(?<!takes )"
    r"\bpart of (?:the|its|his|her|their)\b|\b(?:some|half|most) of (?:the|its|his|her|their)\b"
    r"|(?<!fait )(?<!font )\bune (?:grande |petite |bonne )?partie d(?:es?|u|')"
    r"|\bla moitie d(?:es?|u|')"
)
_PART_TOO = re.compile(r"\b(?:part\w*|moitie|demi\w*|certain\w*|plusieurs|plupart|majorit\w*)\b")
_MOST = re.compile(r"\bla plupart\b|\bmost of\b|\b(?:the|la) (?:vast |grande )?majorit\w+ (?:of|d)")
_MOST_TOO = re.compile(
    r"\b(?:plupart|majorit\w*|essentiel\w*|principal\w*|surtout|general\w*|tou(?:t|te|s|tes)|presque"
    r"|quasi\w*|part\w*|gros d(?:e|u|es)|beaucoup|moitie|tiers|quarts?|plus|souvent"
    r"|sur (?:deux|trois|quatre|cinq|six|dix|vingt|cent))\b|\d"
)
_BY_ITSELF = re.compile(
    r"\bon (?:its|his|her|their) own(?=[,.;]|\Z| without\b)"
    r"|\bby (?:itself|himself|herself|themselves)\b"
    r"|\ba (?:lui|elle|eux|elles) seule?s?\b"
)
_BY_ITSELF_TOO = re.compile(r"\b(?:seule?s?|sans|propre\w*|\w+-memes?|independ\w+|autonom\w+)\b")
_ANOTHER = re.compile(r"\b(?:another|(?:une?|d') ?autres?)\b(?! \d)")
_ANOTHER_TOO = re.compile(
    r"\b(?:autres?|second\w*|deux|\w+ieme|differ\w*|distinct\w*|aussi|egalement|encore|suppl\w+"
    r"|complementaires?"
    r"|ailleurs|rempla\w+|chang\w+|nouve(?:l|lle|au))\b"
)
_SAME = re.compile(r"\bl[ae]s? memes?\b")
_EVEN_IF = re.compile(r"\b(?:meme (?:si|s'|quand)|even (?:if|when)|regardless|no matter)\b")
_EVEN_IF_TOO = re.compile(
    r"\b(?:meme\w*|quel\w* que|quoi qu\w*|peu import\w*|malgre|bien qu\w*|n'importe|sans"
    r"|tou(?:s|te|tes|t)|chaque|independ\w+|aussi|y compris|automat\w*|depuis)\b"
)
# What a claim may say only where its evidence says something like it.
_NEEDS = ((_MOST, _MOST_TOO), (_BY_ITSELF, _BY_ITSELF_TOO), (_EVEN_IF, _EVEN_IF_TOO))


class _Against(NamedTuple):
    """Two that exclude each other, where a text holds one of them alone."""

    said: re.Pattern[str]
    told: re.Pattern[str]


_INSTEAD = (
    _Against(
        any_word(r"including y\scompris (?<!non\s)(?<!pas\s)comprise?s? (?<!not\s)included"),
        any_word(
            r"""
            hors (?:non|pas)\scomprise?s? sans\scompter sauf excepte\w* a\sl'exception excluding
            except(?:ing)? unless without not neither exclu\w*
            """
        ),
    ),
    _Against(
        any_word(r"totalite integral\w* entirely in\sfull en\sentier entierement 100\s?%?"),
        any_word(
            r"""
            moitie en\spartie partiel\w* sur\sun\stotal half part part(?:ly|ial\w*) third quarter
            """
        ),
    ),
    _Against(
        any_word(r"toujours always systemati\w+ every\stime"),
        any_word(r"parfois quelquefois de\stemps\s(?:en|a)\stemps sometimes rarement rarely"),
    ),
    _Against(
        any_word(r"aucune? none\sof no\sone nobody"),
        any_word(r"certaine?s? quelques some plusieurs a\sfew several"),
    ),
    _Against(
        any_word(
            r"dont\s(?:certain|quelques)\w* some\sof certaine?s?\sd\w+ (?:une\s)?partie\sd\w+"
        ),
        any_word(r"tou(?:s|tes) all each every chacune?"),
    ),
    _Against(
        any_word(r"throughout (?:tout\sle|toute\sla)"),
        any_word(r"majeure\spartie plupart une\spartie plus\sgrande\spartie part most"),
    ),
    _Against(
        any_word(r"together ensemble in\sall (?:en|au)\stotal en\stout a\seux between\sthem"),
        any_word(r"chacune? par\spersonne (?:la\spiece|l'unite) each apiece"),
    ),
    _Against(
        any_word(r"each apiece chacune?"),
        any_word(r"au\stotal en\stout a\seux\s\w+ together in\sall"),
    ),
    _Against(any_word(r"last\stime derniere\sfois"), any_word(r"premiere\sfois first\stime")),
    _Against(any_word(r"first\stime premiere\sfois"), any_word(r"derniere\sfois last\stime")),
    _Against(
        any_word(r"any(?:one|body)?\s\w+ n'importe\s(?:qui|quel\w*) whoever"),
        any_word(r"seule?s? seulement uniquement reserve\w* only not never without if"),
    ),
    _Against(
        any_word(r"(?:dit|dire|repondu)\soui said\syes"), any_word(r"non no not pas refus\w*")
    ),
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
    both = _BOTH.search(_ONE_OF_TWO.sub(" ", claim.text))
    if both and _one_of_two(texts):
        return f"scope: {both.group()}"
    of_all = _ALL.search(claim.text) or _ALL_BEHIND.search(claim.text)
    if of_all and not _nearly(claim.text, of_all):
        bare = [_NOT_ALL.sub(" ", text) for text in texts]
        said = any(not _nearly(text, found) for text in bare for found in _ALL_TOO.finditer(text))
        if not said:
            return f"scope: {of_all.group()}"
    return _parted(claim, texts)


def _parted(claim: Claim, texts: Sequence[str]) -> str | None:
    """Of a part, where the evidence says all; of one by itself, or another, where it is none."""
    part = _PART.search(claim.text)
    if part and any(map(_ALL.search, texts)) and not any(map(_PART_TOO.search, texts)):
        return f"scope: {part.group()}"
    for needs, told in _NEEDS:
        said = needs.search(claim.text)
        if said and not any(map(told.search, texts)):
            return f"scope: {said.group()}"
    for against in _INSTEAD:
        said = against.said.search(claim.text)
        if (
            said
            and any(map(against.told.search, texts))
            and not (against.told.search(claim.text) or any(map(against.said.search, texts)))
        ):
            return f"scope: {said.group()}"
    another = _ANOTHER.search(claim.text)
    if another and not any(map(_others, texts)):
        return f"scope: {another.group()}"
    return None


def _one_of_two(texts: Sequence[str]) -> bool:
    """Whether of two things one alone is told of: "une des deux usines"."""
    told = any(map(_ONE_OF_TWO.search, texts))
    return told and not any(_TWO.search(_ONE_OF_TWO.sub(" ", text)) for text in texts)


def _others(text: str) -> bool:
    """Whether a text tells of one that is another, not of the same."""
    told = {found.group() for found in _ANOTHER_TOO.finditer(text)}
    return any(not _SAME.search(text) or word.startswith(("autre", "differ")) for word in told)


def _nearly(text: str, found: re.Match[str]) -> bool:
    """Whether "almost" stands right before it."""
    return bool(_NEARLY.search(text[: found.start()]))
