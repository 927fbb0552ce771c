"""The noun phrases that say what somebody is, as patterns: "l'ancien maire de Brest".

In two measures: `WHAT` goes as far as adjectives and complements can be told by their form, `LOOSE`
as far as the next mark.
"""

from __future__ import annotations

from assistant.patterns import words
from assistant.reader.identification.roles import ROLE, TITLE

DETERMINER = r"(?:(?:le|la|un|une|son|sa|leur|mon|ma|ton|ta|notre) |l['’])"
_NTH = words("premier première ancien ancienne nouveau nouvelle futur future")
_BEFORE_NOUN = words(
    """
    nouvel petit petite haut haute grand grande dernier dernière deuxième seul seule jeune actuel
    actuelle célèbre influent influente éphémère principal principale autre simple tout toute
    puissant puissante richissime numéro ex faux fausse pseudo possible potentiel potentielle
    probable présumé présumée supposé supposée prétendu prétendue alors
    """
)
QUALIFIED = rf"(?:(?:{_NTH}|{_BEFORE_NOUN}) |\w+-)"
"""What may stand between an article and a role: "ancien ", "ex-"."""
NAMED = rf"(?!{TITLE}(?!\w))[A-ZÀ-ÖØ-ÞŒ][\w’'-]*(?:\.[\w’'-]+)*"
"""A word of a name."""
# Of a complement: words that are no preposition and no article.
_NO_NOUN = rf"{words('des? du les? la aux? à et en')}\b|{_NTH}\b|[cdjlmns]['’]"
_LOWER = rf"(?!{_NO_NOUN})[a-zà-öø-ÿœ][\w’'-]*"
# Lower-case words that go with a role or its complement, by their endings.
_VERB = words(
    """
    critique indique explique signale arrive croise appelle rappelle interpelle insiste assiste
    """
)
_ENDING = words(
    """
    iste ien ienne yenne ais aise ois oise ain aine al ale aux aire eur euse rice if ive el elle
    ique able ible éen éenne ane
    """
)
_OTHER_ADJECTIVE = words(
    """
    adjointe? déléguée? associée? émérite sortante? élue? nationale? publi(?:c|que) suprême chef
    honoraire indépendante? retraitée? dissidente? présumée?s? démocrate métropolitaine?
    arrondissement droite gauche unie?s? argentine? marine? belge suisse allemande? espagnole? russe
    turc turque grec grecque arabe tchèque slovaque bulgare serbe croate suédoise? danoise?
    étrang(?:er|ère)s?
    """
)
ADJECTIVE = rf"(?!{_VERB}\b)(?:[a-zà-öø-ÿœ-]+{_ENDING}s?|{_OTHER_ADJECTIVE})(?![\w’'-])"
_PREPOSITION = (
    r"(?:(?:de|à|pour|sur|dans|contre|chargée? de|et de)"
    r" (?:la |l['’]|les? |cet(?:te)? |ce |son |sa |ses |leurs? )?|(?:de|à)? ?[dl]['’]"
    r"|(?:chargée? |et )?(?:(?:du|des|au|aux|en|chez) |d['’]))"
)
_COUNTED = r"\d+(?:[.,]\d+)*(?: (?:ans|habitants))?"
_NOUN = rf"(?:(?:{TITLE} )?{NAMED}|{_LOWER}|{_COUNTED})"
_COMPLEMENT = (
    rf"(?:{_PREPOSITION}(?:{_NTH} )?{_NOUN}(?![\w’'-])|entre les (?:femmes|hommes) et les \w+"
    r"|(?:des |du |de |d['’])(?:\"[^\"]{1,40}\"|« [^«»]{1,40} »|“[^“”]{1,40}”))"
)
# Possessive: what can be read in two ways would be read in as many as there are such words.
TAIL = rf"(?: (?:{ADJECTIVE}|{NAMED}(?![\w’'-])|{_COMPLEMENT}|\([A-Z]\w*\)))*+"
"""What goes with a role behind it."""
IS_ROLE = rf"(?i:{ROLE})(?:-[^\W_]+)*(?![\w’'-])"
"""A role, whole."""
LEADS = rf"(?i:{DETERMINER})?(?i:{QUALIFIED})*"
"""What leads to a role."""
_AGED = r"(?:(?:âgée? de )?\d\d? ans(?:,| et) )?"
# "l'un des fondateurs", "une des principales figures"
_ONE_OF = rf"(?:l['’])?une? des (?:[^\W\d_]+(?:[ns]|aux) )?(?:{ROLE})s(?![\w’'-])"
WHAT = rf"{_AGED}(?:{LEADS}{IS_ROLE}(?: et {LEADS}{IS_ROLE})?|{_ONE_OF}){TAIL}"
_MARKS = r",;:.!?()«»\"“”–—…"
_WORK = r"(?: (?:\"[^\"]{1,60}\"|« [^«»]{1,60} »|“[^“”]{1,60}”))?"
LOOSE = (
    rf"{_AGED}(?:un |une )?(?i:{QUALIFIED})*{IS_ROLE}"
    rf"(?: (?:MM?\.|[^\s{_MARKS}]+(?<! M))){{0,14}}?{_WORK}"
    r"(?<! de)(?<! du)(?<! des)(?<! la)(?<! le)(?<! que)"
)
_GOES_ON = words(
    r"""
    qui que dont où à\squi et mais lors ce selon sur auprès devant après avant pendant depuis durant
    dans se ne est était sera serait a avait aurait ont va parle explique estime affirme assure
    déclare confirme indique dénonce raconte précise attend plaide interrogée? invitée? citée?
    contactée? jointe? rencontrée?
    """
)
CLOSES = rf"(?=\s*(?:[{_MARKS}]|$)|\s(?:[sn]['’]|{_GOES_ON}\b))"
"""What comes behind such a phrase; takes nothing."""
