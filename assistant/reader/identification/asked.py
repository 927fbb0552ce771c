"""Who or what a question asks about: the name in "Qui est Luc Roy ?", "Qu'est-ce que l'IGPN ?"."""

from __future__ import annotations

import re
import unicodedata

from assistant.patterns import lines, words
from assistant.reader.folding import fold

# What stands on both sides of the name.
_WHO_AROUND = re.compile(
    lines(
        """
        what (?:is|was) (.+)'s (?:job|role|profession|occupation)
        (?:que fait|qu'est-ce que fait) (.+) dans la vie
        (.+), (?:c'est qui|qui est-ce|who is (?:he|she|that))
        """
    )
    + r"[ ?]*\Z",
    re.IGNORECASE,
)
_WHAT_AROUND = re.compile(
    lines(
        """
        what (?:does|did) (.+) (?:mean|stand for)
        (.+?),? (?:c'est quoi|qu'est[- ]ce que c'est|what is (?:it|that))
        """
    )
    + r"[ ?]*\Z",
    re.IGNORECASE,
)
_TYPED = str.maketrans("’\u2010\u2011", "'--")
# On the folded question: what stands before the name of somebody who is asked about.
_WHO_IS = re.compile(
    lines(
        rf"""
        (?:mais |et )?(?:c'est )?qui (?:est|etait|fut)(?: donc|-ce que?)?
        c'(?:est|etait) qui
        (?:and |but )?who(?:'s| is| was)(?: exactly)?
        quel(?:le)? (?:est|etait) l[ae] {words("profession metier fonction")} (?:de|d')
        quel (?:est|etait) le {words("metier poste role")} (?:de|d')
        what (?:is|was) the {words("job profession role occupation")} of
        """
    )
    + r"\b ?"
)
# The same of something.
_WHAT_IS = re.compile(
    lines(
        """
        (?:mais |et )?qu'est[- ]ce (?:que c'est que|que|qu')
        (?:mais |et )?c'(?:est|etait) quoi,?
        (?:mais |et )?que (?:veut dire|signifie|designe)
        (?:and |but )?what(?:'s| is| was)(?: exactly)?
        """
    )
    + r"(?: |(?<=qu'))"
)


def asked_person(text: str) -> tuple[str, ...]:
    """The words, folded, of the name of whom a question asks who that is; () of another one."""
    said = _said(text, _WHO_IS, _WHO_AROUND)
    if not said:
        return ()
    from assistant.reader.identification.identities import asked_name  # 0.1 s, for few questions

    return asked_name(said)


def asked_thing(text: str) -> str:
    """What a question asks what it is or means, as it is written there; "" of another one."""
    said = _said(text, _WHAT_IS, _WHAT_AROUND)
    if not said:
        return ""
    from assistant.reader.identification.terms import asked_term  # 0.1 s, for few questions

    return asked_term(said)


def _said(text: str, before: re.Pattern[str], around: re.Pattern[str]) -> str:
    """What stands behind the words that ask, or amid them."""
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_TYPED).split())
    if len(fold(plain)) != len(plain):
        return ""
    if found := around.match(plain):
        return str(next(filter(None, found.groups())))
    asks = before.match(fold(plain))
    return plain[asks.end() :] if asks else ""
