"""What stands before a term and says what it is: "un essai européen baptisé X", "l'association X".

Rules over the words between what a thing is called and the term; what may as well be the name of
another, or of somebody, is left out.
"""

from __future__ import annotations

import re

from assistant.patterns import words
from assistant.reader.identification.nearby import REACH, up_to
from assistant.reader.identification.role_phrases import ADJECTIVE
from assistant.reader.identification.roles import ROLE
from assistant.reader.identification.thing_phrases import (
    CLOSES_QUOTE,
    IS_THING,
    MARK,
    OF,
    OPENS,
    QUALIFIED,
    QUALIFIERS,
    WORD,
)
from assistant.reader.identification.things import TELLING, THING
from index.types import Span

# Before a term: "un essai européen baptisé X".
_PERSON = (
    rf"(?:{ROLE}|homme|femme|garçon|individu|adolescente?|dame|enfant|bébé|personnage|fille"
    r"|partisane?|sympathisante?|fidèle|supporter)"
)
_NEW = re.compile(r"(?<![\w’'])une? ", re.IGNORECASE)
_CALLED = re.compile(
    rf"(?P<what>(?P<one>(?i:une?)) (?P<phrase>(?:{WORD} ){{0,14}}{WORD}))(?P<comma>,?) "
    r"(?:(?:re|sur)?(?:baptisé|appelé|nommé|dénommé|intitulé)(?P<feminine>e?)(?: d['’]| de)?"
    r"|(?P<any>du nom de|au nom de code))"
    rf"(?: l[ae] | l['’])? ?{OPENS}"
)
_NO_THING = re.compile(
    rf"(?:(?i:{QUALIFIED})[ -])*(?:\w+-)*{_PERSON}(?![\w’'-])"
    rf"|{words('semaine année mois jour journée soir soirée nuit été automne hiver fois')}\b"
)
_IS_CLAUSE = re.compile(
    r"\b(?:qui|que|dont|où|et|ou|ne|se|qu['’]\w+|(?:a|ont|est|sont|sera|va|vont|doit|peut)"
    r"|\w+(?:ait|aient))\b",
    re.IGNORECASE,
)
# "un membre d'un groupe, nommé X"
_TWO_NOUNS = re.compile(r" (?:d['’]une?|de l[ae]|du) |\bde l['’]")
# "une infection causée par la bactérie nommée X"
_NEARER = re.compile(r" (?:(?:l[ae]|une?|cet?|cette) |l['’]|d['’]une? )[^\W_]+\Z")

# "le constructeur chinois X"
_THE = r"(?i:(?:l[ae]|une?|du|au|cet?|cette|s(?:on|a)|leur|notre) |l['’])"
_ARTICLE = re.compile(rf"(?<![\w’'-]){_THE}")
_DETERMINER = words("toute?s? cet(?:te)? ces? les? la une? ses? son leurs? madame monsieur")
_NOUN = rf"(?!{_DETERMINER} )[a-zà-öø-ÿœ-]{{3,}}"
_KIND = re.compile(
    rf"(?P<article>{_THE})(?P<what>{QUALIFIERS}(?P<noun>{IS_THING})"
    rf"(?P<tail>(?: (?:{ADJECTIVE}|et(?= {ADJECTIVE})|(?:d[eu]|des|et d[eu]) {_NOUN}"
    rf"|(?:et )?d['’]{_NOUN}))*+)) (?P<quote>[\"«“] ?)?(?:L[ae]s? |L['’])?"
)
_SHOWN = re.compile(r"l[ae] |l['’]|une? ", re.IGNORECASE)  # articles that say nothing of before
_IS_TELLING = re.compile(TELLING)
_ENDS = re.compile(rf"{CLOSES_QUOTE}(?:\s*{MARK}|\s[a-zà-öø-ÿ])")
_NO_NAME = words(
    "l[ae]s? l un une des? du d ses? sa son ces? cette leurs? à aux? en dans par pour qui que dont"
)
_GOES_ON = re.compile(
    rf"\s(?:{ADJECTIVE}|\w+(?:ée?s?|ise|ière)\b|(?:for|of|and|the|in|hebdo|police|finances|heure|santé|presse)\b"
    rf"|et (?!{_NO_NAME}\b)[a-zà-öø-ÿ]"
    r"|(?:(?:à|en|pour|contre|sans|de) (?:la |les |l['’])?|(?:du|des) |d['’])[a-zà-öø-ÿ])"
)
_OF_FIRMS = ("application", "fonds", "logiciel", "site", "robot")
_AND_TERM = re.compile(r" (?:et|ou|avec|[/+-]) ?[a-zà-öø-ÿ]")
# "Le président de l'Assemblée nationale Luc Roy": the name, if it is of two words, is a person's.
_HOLDER_OF = re.compile(rf"(?:{_PERSON}|diplomatie|tête)s?(?: {ADJECTIVE}){{0,2}} {OF}\Z")
# "le groupe des députés X"
_OF_PERSONS = re.compile(
    rf" (?:des|du|de) (?:\w+-)*(?:{_PERSON}|couple|famille|clan|modèle|version|île)s?"
    rf"(?: {ADJECTIVE})*\Z"
)
_UNFINISHED = re.compile(r" d(?:e|u) (?:type|marque|genre|style|nom|modèle)\Z")
# "Le gestionnaire du réseau X": the one or the other.
_BELONGS = re.compile(
    rf"\b(?:{THING}|gestionnaire|exploitant|spécialiste|numéro|leader|fournisseur|propriétaire)s?"
    rf"(?: {ADJECTIVE}){{0,2}} (?:du |d(?:e |['’])(?:la |l['’])?)\Z"
)


def called(sentence: str, start: int, end: int) -> Span | None:
    """What something is that is called so: "un essai européen baptisé X"."""
    found = None
    for article in _NEW.finditer(sentence, max(0, start - REACH), start):
        found = _CALLED.fullmatch(sentence, article.start(), start) or found
    if not found or not _ENDS.match(sentence, end):
        return None
    phrase, feminine = found["phrase"], found["one"].lower() == "une"
    if _NO_THING.match(phrase) or _IS_CLAUSE.search(phrase) or _NEARER.search(phrase):
        return None
    if found["comma"] and _TWO_NOUNS.search(phrase):
        return None
    agrees = found["any"] or feminine == bool(found["feminine"])
    return Span(*found.span("what")) if agrees else None


def kind(sentence: str, start: int, end: int) -> Span | None:
    """What something is called just before its name: "le constructeur chinois X"."""
    found = None
    for article in _ARTICLE.finditer(sentence, max(0, start - REACH), start):
        found = _KIND.fullmatch(sentence, article.start(), start) or found
    if not found or not (found["tail"] or _IS_TELLING.fullmatch(found["noun"])):
        return None
    if not _ENDS.match(sentence, end) or (not found["quote"] and _GOES_ON.match(sentence, end)):
        return None
    before = up_to(sentence, found.start("what"))
    if found["noun"] in _OF_FIRMS and sentence[start:end].isupper() and not found["quote"]:
        return None  # "l'application SNCF"
    if sentence[start].islower() and _AND_TERM.match(sentence, end):
        return None  # "l'association sel et sucre"
    if _UNFINISHED.search(found["what"]) or _OF_PERSONS.search(found["what"]):
        return None
    if _BELONGS.search(before):
        return None
    if " " in sentence[start:end] and not found["quote"] and _HOLDER_OF.search(before):
        return None
    shown = _SHOWN.fullmatch(found["article"])
    return Span(found.start("article" if shown else "what"), found.end("what"))
