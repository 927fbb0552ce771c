"""What a French sentence asks, supposes, denies or calls unknown: of that it asserts nothing.

"Xiaomi dément que l'usine ouvrira à Agen" does not carry "L'usine ouvrira à Agen".
"""

from __future__ import annotations

import re

_THAT = r"(?:que|qu[’']|avoir|être|s[’']être)"
_NOT_SO = re.compile(
    rf"""
    # denied
    \b(?:démen(?:t|tent|tait|taient|tir|tant)|(?:a|ont|avait|avaient)\s(?:\w+\s)?(?:démenti|nié|réfuté|contesté)
      |nie(?:nt)?|niait|niaient|nier|réfuten?t?|contesten?t?)\s(?:\w+\s){{0,3}}?{_THAT}
    |\b(?:faux|inexact|mensonger|absurde|erroné|impossible|exclu|improbable|peu\sprobable|peu\svraisemblable)
      \s(?:{_THAT}|de\s(?:dire|croire|penser|prétendre)|d[’']affirmer)
    |\berreur\s(?:de|que\sde)\s(?:croire|penser|dire|supposer)
    |\b(?:personne|nul|rien|aucune?\s\w+)\s(?:ne\s|n[’'])(?:\w+\s){{1,4}}?(?:{_THAT}|si\b)
    |\b(?:rejet|écart|réfut|contest|exclu|balay|refus)\w+\s(?:\w+\s)?l[’']idée\s(?:que|qu[’']|selon)
    |\b(?<!sans\s)(?<!aucun\s)(?<!nul\s)dout\w+\s(?:\w+\s)?(?:que|qu[’'])
    # unknown
    |\b(?:ignor\w+|(?:ne|n[’'])\s?(?:\w+\s)?sai\w+\s(?:\w+\s){{0,2}}?|demand\w+|savoir|voir|vérifier|déterminer)\s?(?:encore\s|toujours\s)?(?:si\b|s[’']il)
    # supposed
    |\b(?:imaginons|supposons|admettons|imaginez|supposez|à\ssupposer)\s(?:que|qu[’'])
    # supposed, where something follows from it: "Si l'usine ouvre, le maire sera content", not
    # "Si la plupart sont des rumeurs, celle-ci est vraie"
    |\A\W*(?:si|s[’']ils?)\b[^,]*(?=,.*\b\w{{2,}}r(?:a|ont|ait|aient)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASKED = re.compile(r"\?[\s»”\"')\]]*\Z")
_IN_CLAIM = re.compile(
    r"\?|\b(?:if|whether|si|s[’']il|doubt\w*|dout\w*|ignor\w*|unknown|deny|denie[sd]|denying|dément\w*"
    r"|nie\w*|no one|nobody|nothing|personne|rien|aucune?|false|untrue|faux|refut\w*|réfut\w*"
    r"|contest\w*|disput\w*|know|sai[st]|wonder\w*|demand\w*|suppos\w*|imagin\w*|erreur|mistake"
    r"|wrong|improbable|unlikely|impossible|idea|idée)\b",
    re.IGNORECASE,
)


def asserted(sentence: str) -> str:
    """What a sentence says as a fact: it, without what it asks, supposes, denies or leaves open."""
    if _ASKED.search(sentence):
        return ""
    found = _NOT_SO.search(sentence)
    if not found:
        return sentence
    rest = sentence[found.end() :]
    if found.group().lstrip(" «“\"'(").lower().startswith(("si", "s'", "s’")):
        return rest
    return sentence[: found.start()]


def is_framed(claim: str) -> bool:
    """Whether a claim may itself deny, suppose or ask."""
    return bool(_IN_CLAIM.search(claim))
