"""What a French sentence asks, supposes, denies or calls unknown: of that it asserts nothing.

"Xiaomi dément que l'usine ouvrira à Agen" does not carry "L'usine ouvrira à Agen".
"""

from __future__ import annotations

import re

from assistant.patterns import lines, words

_QUE = r"(?:que\b|qu[’'])"
_THAT = rf"(?:{_QUE}|(?:s[’'])?(?:avoir|être)\b)"
_IF = r"(?:si\b|s[’']ils?\b)"
_DENIES = words(
    r"""
    dém(?:ent|entent|entait|entaient|entir|entant) nie(?:nt)? niait niaient nier
    réfuten?t? contesten?t? (?:a|ont|avait|avaient)\s(?:\w+\s)?(?:démenti|nié|réfuté|contesté)
    """
)
_FALSE = words(
    r"""
    faux inexact mensonger absurde erroné impossible exclu improbable peu\sprobable
    peu\svraisemblable
    """
)
_ONE_THINKS = words("dire croire penser prétendre supposer")
_REJECTS = words(r"rejet\w+ écart\w+ réfut\w+ contest\w+ exclu\w* balay\w+ refus\w+")
_UNKNOWN = words(
    r"""
    ignor\w+ (?:ne|n[’'])\s?(?:\w+\s)?sai\w+(?:\s\w+){0,2} demand\w+ savoir voir vérifier déterminer
    """
)
# From here on a sentence asserts nothing.
_OPEN = re.compile(
    r"\b"
    + lines(
        rf"""
        {_DENIES} (?:\w+ ){{0,3}}?{_THAT}
        {_FALSE} (?:{_THAT}|de {_ONE_THINKS}\b|d[’']affirmer\b)
        erreur (?:que )?de {_ONE_THINKS}\b
        (?:personne|nul|rien|aucune? \w+) n(?:e |[’'])(?:\w+ ){{1,4}}?(?:{_THAT}|{_IF})
        {_REJECTS} (?:\w+ )?l[’']idée (?:{_QUE}|selon\b)
        (?<!sans )(?<!aucun )(?<!nul )dout\w+ (?:\w+ )?{_QUE}
        {_UNKNOWN}(?: encore| toujours)? {_IF}
        (?:imaginons|supposons|admettons|imaginez|supposez|à supposer) {_QUE}
        """
    ),
    re.IGNORECASE,
)
# Up to here it does not, where something follows from it: "Si l'usine ouvre, il sera content", not
# "Si la plupart sont des rumeurs, celle-ci est vraie".
_SUPPOSED = re.compile(rf"\W*{_IF}[^,]*(?=,.*\b\w{{2,}}r(?:a|ont|ait|aient)\b)", re.IGNORECASE)
_ASKED = re.compile(r"\?[\s)\]]*\Z")
_ASKED_IN_QUOTES = re.compile(r"[^«»“”\".!?]{0,300}\?(?=\s*[»”\"])")
_MAY_FRAME = re.compile(
    r"\?|\b"
    + words(
        r"""
        if whether si s[’']il doubt\w* dout\w* ignor\w* unknown deny denie[sd] denying dément\w*
        nie\w* no\sone nobody nothing personne rien aucune? false untrue faux refut\w* réfut\w*
        contest\w* disput\w* know sai[st] wonder\w* demand\w* suppos\w* imagin\w* erreur mistake
        wrong improbable unlikely impossible idea idée
        """
    )
    + r"\b",
    re.IGNORECASE,
)


def asserted(sentence: str) -> str:
    """What a sentence says as a fact: it, without what it asks, supposes, denies or leaves open."""
    sentence = _ASKED_IN_QUOTES.sub("", sentence)
    if _ASKED.search(sentence):
        return ""
    if supposed := _SUPPOSED.match(sentence):
        sentence = sentence[supposed.end() :]
    open_ = _OPEN.search(sentence)
    return sentence[: open_.start()] if open_ else sentence


def may_frame(claim: str) -> bool:
    """Whether a claim may itself deny, suppose or ask."""
    return bool(_MAY_FRAME.search(claim))
