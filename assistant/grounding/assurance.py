"""What a claim tells as certain, as shown or as so by now, where its evidence leaves it open.

Texts are plain: lower case, without accents, apostrophes straight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.patterns import any_word


class _Surer(NamedTuple):
    """What a claim tells as shown, or as so by now, and what of its evidence may tell so."""

    said: re.Pattern[str]
    told: re.Pattern[str]


class _OpenYet(NamedTuple):
    """What a claim tells as so, what of its evidence leaves it open, and what tells it so still."""

    said: re.Pattern[str]
    left: re.Pattern[str]
    told: re.Pattern[str]


_SURELY = re.compile(
    r"\b(?:(?:est|c'est|is|be) (?:certain|sure?|acquis|assure)(?= (?:que|qu'|that)\b)|certainement"
    r"|a coup sur|assurement|certainly|definitely|for (?:sure|certain)|without (?:a|any) doubt)"
)
_SURER = (
    _Surer(
        any_word(
            r"""
            etabli\squ?e? established\s(?:that|the) prouve\w* demontre\w* proved?\sthat proven
            found\sout determined (?:a|ont)\smontre\squ?e? (?:has|have)\sshown\sthat
            confirms?\sthat confirme(?:nt)?\sque
            """
        ),
        any_word(
            r"""
            etabl\w* prouv\w* preuves? demontr\w* determin\w* confirm\w* montr\w* decouv\w* revel\w*
            constat\w* appr(?:is|end|endre|enait) conclu\w* install\w* tranch\w* avere\w* realis\w*
            """
        ),
    ),
    _Surer(
        re.compile(r"(?<!d'ores et )\bdeja\b|\balready\b"),
        any_word(
            r"""
            deja depuis vien(?:t|nent)\sd\w* maintenant actuel\w* desormais (?:a|à)\spresent avai\w*
            meme\schose plus\stot pas\sla\spremiere apres
            """
        ),
    ),
)
_OPEN_YET = (
    # It has to be, where it is only likely to be.
    _OpenYet(
        re.compile(r"\b(?<!should )(?<!would )(?<!will )(?:must|ha(?:s|ve) to)\b"),
        re.compile(r"\bdevrai(?:t|ent)\b"),
        any_word(
            r"""
            doi(?:t|vent) faut faudra(?:it)? oblig\w* impos\w* exig\w* contrain\w* tenue?s?\sd[e']
            devoir necess\w* besoin force\w* requi\w*
            """
        ),
    ),
    # It is so already, where it is not yet.
    _OpenYet(
        re.compile(r"\b(?:deja|already)\b(?!.*\b(?:not|pas)\b)"),
        re.compile(r"\b(?:pas (?:\w+ ){0,2}encore|encore pas)\b"),
        re.compile(r"\bdeja\b"),
    ),
    # It will be, where it will be if something else is.
    _OpenYet(
        re.compile(
            r"\A(?!.*\b(?:if|si|s'ils?|whether|provided|once|when|quand|lorsqu\w*|condition\w*"
            r"|unless|sauf|depend\w*|until|assuming|pending|could|pourr\w+|should|devr\w+|would"
            r"|not|pas|may|might|hop\w+|esper\w+|plan\w*|prev\w+|want\w*|aim\w*|veu\w+)\b)"
            r".*?\b(will|sera|seront|(?!pour)\w{3,}r(?:a|ont))\b"
        ),
        re.compile(
            r"(?<=[a-z,] )(?<!meme )(?:si (?:tout|l[ae]|les|elles?|ils?|on)\b|si l'|s'ils? )"
        ),
        any_word(r"(?:determin|savoir|verifi|voir)\w* comme\ssi"),
    ),
    # It is known, where it is looked for.
    _OpenYet(
        any_word(
            r"""
            (?:is|are|was|were|now)\s(?:known|identified) (?:sont|est|desormais)\sconnue?s?
            know\w*\s(?:now\s)?(?:why|how|who) sa(?:it|vent)\s(?:\w+\s)?(?:pourquoi|comment|qui)
            established (?:a|ont)\s(?:etabli|determine|identifie) determined found\sout
            """
        ),
        re.compile(
            r"\b(?:pour|afin d[e']|tent\w+ d[e']|cherch\w+ a|reste (?:donc )?(?:d[e']|a)"
            r"|objectif (?:\w+ ){0,5}d[e']|visant a|chargee?s? d[e']) ?"
            r"(?:determiner|comprendre|savoir|etablir|identifier|connaitre|elucider|decouvrir)\b"
        ),
        any_word(r"(?:a|ont)\s(?:\w+\s)?(?:permis|etabli|determine|identifie|montre|revele)"),
    ),
)
_HAD = re.compile(r"\b(?:(?:av|et)ai(?:t|ent)|had|were|was) (?:\w+ ){0,2}(?:deja|already)\b")


def surer(claim: str, evidence: Sequence[str]) -> str | None:
    """The words by which a claim is told as certain, shown or so by now, if no evidence is."""
    sure = _SURELY.search(claim)
    if sure and not any(map(_SURELY.search, evidence)):
        return sure.group()
    for one in _OPEN_YET:
        found = one.said.search(claim)
        if not found or any(map(one.told.search, evidence)):
            continue
        if any(map(one.left.search, evidence)):
            return found.group(found.lastindex or 0)
    claim = _HAD.sub(" ", claim)
    for so in _SURER:
        found = so.said.search(claim)
        if found and not any(map(so.told.search, evidence)):
            return found.group()
    return None
