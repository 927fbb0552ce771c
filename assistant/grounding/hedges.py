"""What is no fact, told so in other words: "requires" for "doit", "hopes" for "veut".

Texts are those of clauses: words, folded, with nothing but spaces between them.
"""

from __future__ import annotations

import re

from assistant.patterns import words as any_of


def _any(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(text)}\b")


_ALIKE = (
    # It has to be.
    (
        _any(
            r"""
            oblige(?:nt)? exige(?:nt)? impose(?:nt)? contraint requires? compels? forces needs?
            needed ha(?:s|ve)\sto must necess\w+ tenue?s?\sd[e]? compulsory mandatory await\w*
            attend(?:ent)? manque(?:nt)? still rest\w+\sà obligatoires? depend\w* sont\sà est\sà
            """
        ),
        _any("doi(?:t|vent) dev(?:ra|ront|ait|aient) dut durent faut faudra fallait exiger\\w+"),
    ),
    # It is not so yet.
    (
        _any(r"pas\sencore encore\spas not\syet ha(?:s|ve)\snot"),
        _any(r"doi(?:t|vent)\s(?:encore|toujours) rest\w+\sà"),
    ),
    # It is wanted.
    (
        _any(
            r"""
            reclame(?:nt)? asks?\sfor asking\sfor call(?:s|ing)?\sfor s\scall wants? wanted
            demande(?:nt)? aspire(?:nt)? mise(?:nt)? table(?:nt)? compt(?:e|ent)\ssur hop(?:es|ing)
            aim(?:s|ing) cherche(?:nt)? vise(?:nt)? seek(?:s|ing)? looking cense\w* meant intended
            fanc(?:y|ies) keen favou?r\w* prefer\w* turning\sto hoped banks?\son counts?\son
            """
        ),
        _any(
            r"""
            veu(?:t|lent) voul\w+ voud\w+ souhait\w+ esper\w+ espoir compt(?:e|ent) prevoi\w+
            envisag\w+ vis(?:e|ent) cherch\w+ pense(?:nt)? aur(?:ait|aient)\s\w+
            """
        ),
    ),
    # It is counted on.
    (
        _any(r"expect(?:s|ed|ing)? estim\w+ forecast\w* predict\w* attendue?s?"),
        _any(r"esper\w+ espoir compt(?:e|ent) prevoi\w+ envisag\w+ vis(?:e|ent) pense(?:nt)?"),
    ),
    # It is not wanted.
    (
        _any(
            r"""
            refus\w+ reject\w* rejet\w+ declin(?:es?|ed|ing) unwilling ecart(?:e|ent|ee?s?)
            abstenue?s?
            """
        ),
        _any(
            r"""
            (?:ne|n|pas)\s(?:\w+\s){0,2}(?:veu|voul|souhait|envisag|prevoi|envie)\w*
            refus\w+ ecart(?:e|ent|ee?s?) rejet\w+ exclu\w*
            """
        ),
    ),
    # It is denied.
    (
        _any(
            r"""
            deni(?:es|ed) deny\w* dement\w* nie(?:nt)? reject(?:s|ed) rejet+(?:e|ent) contest\w*
            disput(?:e|es|ed) doubt\w* dout\w+ scepti\w+ sceptic\w*
            """
        ),
        _any(r"dement\w+ nie(?:nt)? rumeurs? contest\w* doute\w*"),
    ),
    # It is to come.
    (
        _any(
            r"""
            expect(?:s|ed|ing)? forecast\w* predict\w* attendue?s? table(?:nt)? compt(?:e|ent)\ssur
            en\spreparation prepar(?:e|es|ent|ing) cense\w* destinee?s? meant intended due
            estim(?:e|ent|ates?) calcul(?:e|ent|ates?) aim(?:s|ing)
            """
        ),
        _any(r"(?!pour)\w{2,}r(?:a|ont) va vont (?!pour|aurai|serai)\w+rai(?:t|ent)"),
    ),
    # It may be.
    (
        _any(
            r"""
            risqu(?:e|ent) risks? risking threat(?:en|ens|ening) menac(?:e|ent) rumou?r\w* evoqu\w+
            specul\w+ song(?:e|ent) consider\w* talk fears? craint craignent imprecise?s? vague\w*
            alleg\w+ accus\w+
            """
        ),
        _any(
            r"""
            pour+ai\w+ \w+rai(?:t|ent) peut envisag\w+ rumeurs? risqu\w+ eventuel\w* possib\w+ parle
            """
        ),
    ),
)
# A deed that is done is none that is only wanted.
_DONE = re.compile(
    r"\b(?:has|have|had|a|ont|avait|avaient|already|deja) (?:\w+ )?"
    r"(?:oblig|exig|impos|contrain|requir|forc|demand|reclam|remov)"
)
# A clause that only supposes, or tells when.
_SUPPOSES = re.compile(
    r"(?:et |ou |and |or |mais |but )?(?:(?:si|s ils?|if|unless|provided|whether|pourvu"
    r"|à condition|à moins|en cas|sauf)\b"
    r"|(?:once|when|quand|lorsque?|une fois|des que|before|until)\b"
    r"(?!.*\b(?:already|deja|has|had)\b))"
)


def hedged_alike(claim: str, evidence: str) -> bool:
    """Whether a clause of a claim leaves open in other words what one of the evidence does."""
    if _DONE.search(claim):
        return False
    return any(said.search(claim) and told.search(evidence) for said, told in _ALIKE)


def supposes(claim: str) -> bool:
    """Whether a clause asserts nothing: "si le test réussit", "when it opens"."""
    return bool(_SUPPOSES.match(claim))
