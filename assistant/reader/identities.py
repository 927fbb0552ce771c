"""Who somebody is: "Luc Roy, maire de Brest" or "le maire de Brest, Luc Roy".

An apposition says so whatever else its sentence is about, and in few forms, which rules find. They
say nothing of a name that stands in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.patterns import words
from assistant.reader.questions import PARTICLES, TITLE, fold
from assistant.reader.roles import ROLE
from index.questions import FUNCTION_WORDS
from index.types import Span

_WORD = re.compile(r"[^\W_]+")
_DETERMINER = r"(?:(?:le|la|un|une|son|sa|leur|mon|ma|notre) |l['’])"
_QUALIFIED = (
    rf"(?:(?:{words('ancien ancienne futur future nouveau nouvelle jeune actuel actuelle célèbre')}"
    rf"|{words('grand grande ex premier première deuxième seul seule principal principale')}"
    rf"|{words('numéro autre simple tout toute puissant puissante richissime')}) "
    r"|\w+-)"
)
# Of a complement; the words of a name, and others that are no preposition.
_NAMED = r"[A-ZÀ-ÖØ-ÞŒ][\w’'-]*(?:\.[\w’'-]+)*"
_LOWER = rf"(?!{words('des? du les? la aux? à et en')}\b|[cdjlmns]['’])[a-zà-öø-ÿœ][\w’'-]*"
# Lower-case words that go with a role or its complement, by their endings.
_VERB = words(
    """
    critique indique explique signale arrive croise appelle rappelle interpelle insiste assiste
    """
)
_ADJECTIVE = (
    rf"(?!{_VERB}\b)(?:[a-zà-öø-ÿœ-]+"
    rf"(?:{words('iste ien ienne ais aise ois oise ain aine al ale aux aire eur euse rice if ive')}"
    rf"|{words('el elle ique able ible éen éenne ane')})s?"
    rf"|{words('adjointe? déléguée? associée? émérite sortante? élue? nationale? publi(?:c|que)')}"
    rf"|{words('suprême chef honoraire indépendante? retraitée? argentine? marine? belge suisse')}"
    rf"|{words('allemande? espagnole? russe turc turque grec grecque arabe tchèque slovaque')}"
    rf"|{words('bulgare serbe croate suédoise? danoise? étrang(?:er|ère)s? droite gauche unie?s?')}"
    r")(?![\w’'-])"
)
_PREPOSITION = (
    r"(?:(?:de|à|pour|sur|dans|chargée? de|et de) (?:la |l['’]|les? )?|(?:de|à)? ?[dl]['’]"
    r"|(?:chargée? |et )?(?:(?:du|des|au|aux|en|chez|contre) |d['’]))"
)
_COMPLEMENT = rf"{_PREPOSITION}(?:{_NAMED}|{_LOWER}|\d+(?: ans)?)(?![\w’'-])"
# Possessive: what can be read in two ways would be read in as many as there are such words.
_TAIL = rf"(?: (?:{_ADJECTIVE}|{_NAMED}(?![\w’'-])|{_COMPLEMENT}|\([A-Z]\w*\)))*+"
_IS_ROLE = rf"(?i:{ROLE})(?:-[^\W_]+)*(?![\w’'-])"
_LEADS = rf"(?i:{_DETERMINER})?(?i:{_QUALIFIED})*"
_AGED = r"(?:(?:âgée? de )?\d\d? ans(?:,| et) )?"
_WHAT = rf"{_AGED}{_LEADS}{_IS_ROLE}{_TAIL}"
_GOES_ON = words(
    r"""
    qui dont où à\squi et mais lors ce sur auprès devant après avant pendant depuis durant dans
    se ne est était sera a avait ont va parle explique estime affirme assure déclare confirme
    indique dénonce raconte précise
    """
)
_CLOSES = rf"(?=\s*(?:[,;:.!?()«»\"“”–—…]|$|[sn]['’]|{_GOES_ON}\b))"
# Without an article, or with "un", it goes on to the next mark, whatever its words are.
_LOOSE = rf"{_AGED}(?:un |une )?(?i:{_QUALIFIED})*{_IS_ROLE}(?: [^\s,;:.!?()«»\"“”–—…]+){{0,14}}?"
_BRACKETS = r"(?: ?\([^()]*\))?"
_AFTER = re.compile(rf"{_BRACKETS}, (?P<what>{_WHAT}(?={_CLOSES})|{_LOOSE}){_CLOSES}")
_IS = re.compile(
    r"(?:, qui|, \d\d? ans,)? (?:est|était|fut|est devenue?|reste"
    r"|(?:a|avait) été (?:élue?|nommée?|désignée?))"
    rf"(?: {words('aujourd’hui aussi également alors toujours depuis actuellement désormais')})?"
    rf" (?P<what>{_WHAT}){_CLOSES}"
)
_ROLES = re.compile(rf"(?<![\w-])(?:\w+-)*{_IS_ROLE}")
_BEFORE = re.compile(rf"{_TAIL}(?P<comma>,?) (?:{TITLE} )?")
_MODIFIES = re.compile("général|adjoint|délégué|chargé|élue?|chef", re.IGNORECASE)
# "a accusé Luc Roy", "« Non », juge Luc Roy": a verb, unless an article or "du", "au" is before it.
_ALSO_VERB = re.compile(
    words("accusée? juge arbitre guide pilote cadre élue? chargée? déléguée? attachée? employée?"),
    re.IGNORECASE,
)
_AS_NOUN = re.compile(r"(?:^\W*|\b(?:du|au|ce|cette)\s|['’])$", re.IGNORECASE)
_LEADING = rf"(?<!\w){_LEADS}"
_OF = r"d(?:u |es |['’]|e (?:la |l['’])?)"
# What leads to the role nearest to a name: another one ("secrétaire général"), one to whose holder
# its own goes ("secrétaire d'État auprès du ministre"), or, where a comma comes before the name,
# one of whom the nearest speaks ("l'avocat de la victime, Luc Roy").
_ADJOINING = rf"{_IS_ROLE} (?:{_ADJECTIVE} )*(?:et )?"
_LED = re.compile(rf"{_LEADING}(?:{_ADJOINING}|{_IS_ROLE}{_TAIL} auprès {_OF})?$")
_LED_TO_COMMA = re.compile(rf"{_LEADING}(?:{_ADJOINING}|{_IS_ROLE}{_TAIL} (?:auprès )?{_OF})?$")
_LED_WITH_COMPLEMENT = re.compile(rf"{_LEADING}(?:{_IS_ROLE}{_TAIL} )?$")
# "l'avocat de la petite Ada Gil", "la chanteuse du groupe": the name is of these.
_HAS_OWNER = re.compile(rf" {_OF}{words('petite? jeune fillette famille groupe cabinet affaire')}$")
_CLOSED = re.compile(rf"{_BRACKETS}(?:[,.;:!?)»”\"]|$)")
_NEITHER = re.compile(r"[;:.!?()«»\"“”–—]")  # no apposition goes across these
# What stands behind a name with an article may be the next one's: "le maire, la députée Ada Gil",
# "Luc Roy, la présidente de la région, Ada Gil"; or a subject: "Pour Luc Roy, le maire doit".
_WITH_ARTICLE = re.compile(_DETERMINER, re.IGNORECASE)
_ENDS_IN_NAME = re.compile(rf" {_NAMED} {_NAMED}$")
_ENDS_ALONE = re.compile(rf"{_BRACKETS}\s*(?:,(?! (?:{TITLE} )?{_NAMED} {_NAMED})|[.;!?)]|$)")
# "Selon l'avocat de la famille, Luc Roy, mis en examen": two persons.
_OF_WHOM = re.compile(r"\b(?:selon|pour|d['’]après|comme|après|avant|depuis|sur) $", re.IGNORECASE)
# "son président Luc Roy, Ada Gil, l'un des", but "l'ex-ministre de Luc Roy, Ada Gil".
_NAMES_ANOTHER = re.compile(
    rf"\b(?!{words('des aux les sur chez pour')} )[^\W\d_]{{3,}} {_NAMED} {_NAMED}$"
)
_LONGEST = 2_000  # characters; what is longer is no sentence
_REACH = 120  # characters before a name in which its apposition begins


@lru_cache(maxsize=10_000)
def identity(sentence: str, name: tuple[str, ...]) -> Span | None:
    """The words of a sentence that say who the person of a name is; None where none do."""
    return next(_identities(sentence, name), None) if len(sentence) <= _LONGEST else None


def _identities(sentence: str, name: Sequence[str]) -> Iterator[Span]:
    for start, end in _places(sentence, name):
        behind = _AFTER.match(sentence, end)
        if behind and not _is_of_another(sentence, behind):
            yield Span(*behind.span("what"))
        if said := _IS.match(sentence, end):
            yield Span(*said.span("what"))
        if before := _before(sentence, start, end):
            yield before


def _is_of_another(sentence: str, behind: re.Match[str]) -> bool:
    """Whether what stands behind a name goes with another, or is what the sentence is about."""
    if not _WITH_ARTICLE.match(behind["what"]):
        return False
    alone = _ENDS_ALONE.match(sentence, behind.end())
    return not alone or bool(_ENDS_IN_NAME.search(behind["what"]))


def _before(sentence: str, start: int, end: int) -> Span | None:
    """The role that stands before a name, with all that goes with it."""
    begins = max(0, start - _REACH)
    begins = max([begins, *(mark.end() for mark in _NEITHER.finditer(sentence, begins, start))])
    role = next(reversed(list(_ROLES.finditer(sentence, begins, start))), None)
    joined = role and _BEFORE.fullmatch(sentence, role.end(), start)
    if not role or not joined or (joined["comma"] and not _CLOSED.match(sentence, end)):
        return None
    comma, led_by = joined["comma"], _LED_TO_COMMA if joined["comma"] else _LED
    led_by = _LED_WITH_COMPLEMENT if _MODIFIES.match(role.group()) else led_by
    led = led_by.search(sentence[: role.start()], begins)
    first, last = led.start() if led else role.start(), joined.start("comma")
    what, earlier = sentence[first:last], sentence[:first]
    if comma:
        another = _OF_WHOM.search(earlier) or _NAMES_ANOTHER.search(what)
    else:
        another = _HAS_OWNER.search(what)
    verb = what == role.group() and _ALSO_VERB.match(what) and not _AS_NOUN.search(earlier)
    return None if another or verb else Span(first, last)


def _places(sentence: str, name: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a name stands; a last name alone with the first before it, a first name with the last.

    "Mme Roy" is nobody of whom a first name is known: she may be a relative.
    """
    found = list(_WORD.finditer(sentence))
    folded = [fold(word.group()) for word in found]
    alone = len(set(name) - PARTICLES) == 1
    for first in range(len(found) - len(name) + 1):
        last = first + len(name) - 1
        parts = found[first : last + 1]
        if folded[first : last + 1] != list(name) or not parts[-1].group()[0].isupper():
            continue
        if not all(_is_one_name(sentence, *two) for two in pairwise(parts)):
            continue
        while alone and first and _goes_on(sentence, found[first - 1], found[first]):
            first -= 1
            if sentence[found[first].end()] == " " and folded[first] not in PARTICLES:
                break
        if alone and last + 1 < len(found) and _goes_on(sentence, found[last], found[last + 1]):
            last += 1
        yield found[first].start(), found[last].end()


def _is_one_name(sentence: str, before: re.Match[str], after: re.Match[str]) -> bool:
    return sentence[before.end() : after.start()] in (" ", "-", "’", "'", ". ", "\u00a0")


def _goes_on(sentence: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether two words are of one name: "Luc Roy", "Jean-Luc"."""
    capital = before.group()[0].isupper() and after.group()[0].isupper()
    known = fold(before.group()) in FUNCTION_WORDS - PARTICLES
    return capital and not known and sentence[before.end() : after.start()] in (" ", "-")
