"""What is no fact, told so in other words: "requires" for "doit", "hopes" for "veut".

Texts are those of clauses: words, folded, with nothing but spaces between them.
"""

from __future__ import annotations

import re

from assistant.patterns import any_word

_ALIKE = (
    # It has to be.
    (
        any_word(
            r"""
            oblige(?:nt)? exige(?:nt)? impose(?:nt)? contraint requires? compels? forces needs?
            needed ha(?:s|ve)\sto must necess\w+ tenue?s?\sd[e]? compulsory mandatory await\w*
            attend(?:ent)? manque(?:nt)? still rest\w+\sà obligatoires? depend\w* sont\sà est\sà
            """
        ),
        any_word(
            "doi(?:t|vent) dev(?:ra|ront|ait|aient) dut durent faut faudra fallait exiger\\w+"
        ),
    ),
    # It is not so yet.
    (
        any_word(r"pas\sencore encore\spas not\syet ha(?:s|ve)\snot"),
        any_word(r"doi(?:t|vent)\s(?:encore|toujours) rest\w+\sà"),
    ),
    # It is wanted.
    (
        any_word(
            r"""
            reclame(?:nt)? asks?\sfor asking\sfor call(?:s|ing)?\sfor s\scall wants? wanted
            demande(?:nt)? aspire(?:nt)? mise(?:nt)? table(?:nt)? compt(?:e|ent)\ssur hop(?:es|ing)
            aim(?:s|ing) cherche(?:nt)? vise(?:nt)? seek(?:s|ing)? looking cense\w* meant intended
            fanc(?:y|ies) keen favou?r\w* prefer\w* turning\sto hoped banks?\son counts?\son
            """
        ),
        any_word(
            r"""
            veu(?:t|lent) voul\w+ voud\w+ souhait\w+ esper\w+ espoir compt(?:e|ent) prevoi\w+
            envisag\w+ vis(?:e|ent) cherch\w+ pense(?:nt)? aur(?:ait|aient)\s\w+
            """
        ),
    ),
    # It is counted on.
    (
        any_word(r"expect(?:s|ed|ing)? estim\w+ forecast\w* predict\w* attendue?s?"),
        any_word(r"esper\w+ espoir compt(?:e|ent) prevoi\w+ envisag\w+ vis(?:e|ent) pense(?:nt)?"),
    ),
    # It is not wanted.
    (
        any_word(
            r"""
            refus\w+ reject\w* rejet\w+ declin(?:es?|ed|ing) unwilling ecart(?:e|ent|ee?s?)
            abstenue?s?
            """
        ),
        any_word(
            r"""
            (?:ne|n|pas)\s(?:\w+\s){0,2}(?:veu|voul|souhait|envisag|prevoi|envie)\w*
            refus\w+ ecart(?:e|ent|ee?s?) rejet\w+ exclu\w*
            """
        ),
    ),
    # It is denied.
    (
        any_word(
            r"""
            deni(?:es|ed) deny\w* dement\w* nie(?:nt)? reject(?:s|ed) rejet+(?:e|ent) contest\w*
            disput(?:e|es|ed) doubt\w* dout\w+ scepti\w+ sceptic\w*
            """
        ),
        any_word(r"dement\w+ nie(?:nt)? rumeurs? contest\w* doute\w*"),
    ),
    # It is to come.
    (
        any_word(
            r"""
            expect(?:s|ed|ing)? forecast\w* predict\w* attendue?s? table(?:nt)? compt(?:e|ent)\ssur
            en\spreparation prepar(?:e|es|ent|ing) cense\w* destinee?s? meant intended due
            estim(?:e|ent|ates?) calcul(?:e|ent|ates?) aim(?:s|ing)
            """
        ),
        any_word(r"(?!pour)\w{2,}r(?:a|ont) va vont (?!pour|aurai|serai)\w+rai(?:t|ent)"),
    ),
    # It may be.
    (
        any_word(
            r"""
            risqu(?:e|ent) risks? risking threat(?:en|ens|ening) menac(?:e|ent) rumou?r\w* evoqu\w+
            specul\w+ song(?:e|ent) consider\w* talk fears? craint craignent imprecise?s? vague\w*
            alleg\w+ accus\w+
            """
        ),
        any_word(
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
# Of what follows such a verb it is not said that it is, or will be: it is feared, hoped for.
_UNSURE = any_word(
    r"""
    (?:craint|craignent|craign(?:ait|aient)|redoute(?:nt)?|espere(?:nt)?|esperai(?:t|ent))
    (?:risque|menace)(?:nt)?\s(?:\w+\s)?de? refus\w*\s(?:\w+\s){0,4}?de? peine(?:nt)?\sà
    """
)
# Nor, of what follows these, that it has been done: it is asked for, promised, looked into.
_UNDONE = any_word(
    r"""
    promet(?:tent)? (?:a|ont)\spromis s\s(?:est|sont)\s(?:\w+\s)?engage\w*
    (?<!\bont\s)(?<!\ba\s)(?:etudie|examine|prepare|recherche|cherche|envisage)(?:nt)?
    (?:souhaite|reclame|demande)(?:nt)?
    exige(?:nt)?\squ?e? tente(?:nt)?\sd[e]? table(?:nt)?\ssur appelle(?:nt)?\sà devai(?:t|ent)
    (?:a|ont)\sencore\sbesoin en\s(?:negociation|discussion)s?\s(?:\w+\s)?(?:pour|avec|en)
    projet\s(?:\w+\s)?pour en\scours\s(?:pour|de)
    """
)
_AWAITED = re.compile(r"\b(?:est|sont) (?:encore |toujours )?attendue?s?\b")
_NOUN = re.compile(r"\b(?:la|le|l|un|une|sa|son|ses|leurs?|les|des|de|d|cette|ce|en|sans|sur) \Z")
_SAYS_SO = any_word(
    r"""
    (?:fear|worr|risk|danger|threat|anxi|alarm|dread|apprehen|warn|nervous|concern|afraid|hope)\w*
    (?:crain|craign|redout|peur|inquie|risqu|menac|esp[eo]r|prome|promi|engag|etud|examin)\w*
    hoping volonte
    (?:prepar|envisag|souhait|reclam|exig|propos|cherch|recherch|demand|voul|voud|veu[lt])\w*
    (?:want|wish|request|requir|insist|examin|weigh|explor|offer|suggest|sought|attempt|lobb)\w*
    (?:ask|call|look|seek|plan|press|push|back|bank|count|bet|aim|pledg|vow|commit|urg|consider)
    (?:ask|call|look|seek|plan|press|push|back|bank|count|aim|pledg|vow|urg|consider)(?:e?s|e?d|ing)
    (?:planned|planning|committ(?:ed|ing)|commitment|betting|visant|parie\w*|tabl(?:e|ent)\ssur)
    (?:stud(?:y|ies|ied|ying)|tr(?:y|ies|ied|ying)|urge|pledge|vise(?:nt)?|essa[iy]\w*)
    (?:undert[ao]|intend|propos|prais|campaign|appeal|argu|favou?r|support|await|need)\w*
    (?:plaid|pronon|appel|pouss|solli|invit|tent|projet|prevo|prevu|attend|expect|besoin)\w*
    (?:pourr|devr|devai)\w* would could should might may must due if si \w+rai(?:t|ent) ready
    (?:a|ont|avai(?:t|ent))\sdu had\sto about\sto
    (?:refus|declin|reject|rejet|struggl|difficult|hard|pein|fail|exclu|oppos|negoci|negoti)\w*
    (?:told|tells?)\s(?:\w+\s){0,3}to on\s(?:its|their|the)\sway working\son
    den(?:y|ies|ied) unwilling silen\w* unable talks under\sway en\scours in\sprogress
    """
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


def left_open(evidence: str, *, done: bool) -> int | None:
    """From where on a clause of the evidence tells what is only feared or wanted.

    ``done``: whether a claim tells that as done.
    """
    if done and _AWAITED.search(evidence):
        return 0
    for verbs in (_UNSURE, _UNDONE) if done else (_UNSURE,):
        for found in verbs.finditer(evidence):
            if not _NOUN.search(evidence[: found.start()]):
                return found.end()
    return None


def tells_open(claim: str) -> bool:
    """Whether a claim may itself tell what is feared, wanted, asked for or looked into."""
    return bool(_SAYS_SO.search(claim))
