"""What stands beside a name and says who it is: "Luc Roy, maire de Brest", "le maire Luc Roy".

Rules over the words between the name and the nearest role; what may as well go with another name,
or is no role there, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.patterns import words
from assistant.reader.identification.nearby import FRONTS, REACH, up_to
from assistant.reader.identification.role_phrases import (
    ADJECTIVE,
    CLOSES,
    DETERMINER,
    IS_ROLE,
    LEADS,
    LOOSE,
    NAMED,
    QUALIFIED,
    TAIL,
    WHAT,
)
from assistant.reader.identification.roles import ROLE, TITLE
from index.types import Span

_BRACKETS = r"(?: ?\([^()]*\))?"
_OF = r"d(?:u |es |['’]|e (?:la |l['’])?)"

# What happens to somebody, or what somebody is accused of, tells no trade.
_NO_TRADE = (
    r"(?:(?:accusée?|victime)\b(?! principale?)|chargée? d(?:e |['’])\w+(?:er|ir|re)\b"
    r"|figure (?:notamment|aussi|parmi|dans|sur|au|en|la|une?)\b"
    r"|élue? (?:en|mi-\w+|à seulement|dès|avec|face|par|contre|depuis|dimanche)\b)"
)
# Behind a name: an apposition, or "is".
_AFTER = re.compile(
    rf"(?:{_BRACKETS}, | \()(?!{_NO_TRADE})(?P<what>{WHAT}{CLOSES}|{LOOSE}{CLOSES})"
)
_IS = re.compile(
    r"(?:, qui|, \d\d? ans,)? (?:est|était|fut|est devenue?|reste"
    r"|(?:a|avait) été (?:élue?|nommée?|désignée?))"
    rf"(?: {words('aujourd’hui aussi également alors toujours depuis actuellement désormais')})?"
    rf" (?!{_NO_TRADE})(?P<what>{WHAT}){CLOSES}"
)
# "Le fils de Luc Roy est avocat", "Ada Gil et Luc Roy", "si Luc Roy est": of another, or of none.
_OF_NAME = re.compile(
    rf"(?:\b{words('de du des à au avec par et ou chez contre selon en [Ss]i')} |\b[dD]['’])"
    rf"(?:la |l['’])?(?:{TITLE} )?(?:[^\W_]+ ){{0,2}}$"
)
# What stands behind a name with an article may be the next one's: "le maire, la députée Ada Gil",
# "Luc Roy, la présidente de la région, Ada Gil"; or a subject: "Pour Luc Roy, le maire doit".
_WITH_ARTICLE = re.compile(DETERMINER, re.IGNORECASE)
_ENDS_IN_NAME = re.compile(
    rf"(?<! de)(?<! du)(?<! à)(?<! chez) {NAMED} {NAMED}$"
    rf"|(?<!-)\b{IS_ROLE} [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+"
    rf"(?: (?:d[eu] |d['’]|van |von |ben )(?:la )?{NAMED})?$"
)
_ENDS_ALONE = re.compile(
    rf"{_BRACKETS}\s*(?:,(?! (?:{TITLE} )?{NAMED} {NAMED})|[.;!?)]|$)| (?:qui|dont) "
)
_HAS_CLAUSE = re.compile(" (?:qui|dont) ")  # "Selon Le Monde, le maire qui ..."
# "Le bras droit d'Ada Gil, maire de Brest, ...": of the one or of the other.
_HOLDER_OF = re.compile(
    rf"(?i:{DETERMINER})(?i:{QUALIFIED})*(?:\w+-)*{IS_ROLE}(?: {ADJECTIVE})* d(?:e |['’])"
    rf"(?:{TITLE} )?{NAMED}(?: (?:d[eu] |d['’]|[LlDd][ea] )*{NAMED})*$"
)
# "Pour Luc Roy, le maire, qui ...", "Interrogé par Luc Roy, le maire, ...": the subject.
_FRONTED = re.compile(
    r"(?:^|[.:;] )"
    + words(rf"{FRONTS} (?:[^\W_]+é|reçu|battu|soutenu|élu)e?s?\spar")
    + r"\b[^,;:.«»“”\"]{0,80}$",
    re.IGNORECASE,
)

# Before a name: the role nearest to it, and what leads to that.
# No apposition goes across a mark; "(LREM)" is a part of it.
_NEITHER = re.compile(r"\([A-Z][\w-]{0,8}\)(?=[ ,])|(?P<mark>[;:.!?()«»\"“”–—])")
_ROLES = re.compile(rf"(?<![\w-])(?!logis-|état-)(?:\w+-)*{IS_ROLE}")
_BEFORE = re.compile(rf"{TAIL}(?P<comma>,?) (?:{TITLE} )?")
_CLOSED = re.compile(rf"{_BRACKETS}(?:[,.;:!?)»”\"]|$)")
# What leads to it: another role ("secrétaire général"), one to whose holder its own goes
# ("secrétaire d'État auprès du ministre"), or, where a comma comes before the name, one of whom the
# nearest speaks ("l'avocat de la victime, Luc Roy").
_LEADING = rf"(?<!\w){LEADS}"
_ADJOINING = rf"{IS_ROLE} (?:{ADJECTIVE} )*(?:et )?"
_HOLDER = rf"(?:\w+-)*{IS_ROLE}{TAIL} "
_TO_HOLDER = rf"(?:{_OF}|(?:à|au) (?:la )?)(?i:{QUALIFIED})*"
_LED = re.compile(rf"{_LEADING}(?:{_ADJOINING}|{_HOLDER}auprès {_TO_HOLDER})?$")
_LED_TO_COMMA = re.compile(rf"{_LEADING}(?:{_ADJOINING}|{_HOLDER}(?:auprès )?{_TO_HOLDER})?$")
_LED_ALONE = re.compile(rf"{_LEADING}(?:{_ADJOINING})?$")
_LED_WITH_COMPLEMENT = re.compile(rf"{_LEADING}(?:{IS_ROLE}{TAIL} )?$")
_MODIFIES = re.compile("général|adjoint|délégué|chargé|élue?|chef", re.IGNORECASE)
_IS_NOUN = re.compile(r"(?:\b(?:du|au|le|la|un|une) |['’])$", re.IGNORECASE)
# ", conseillère du ministre Luc Roy", "nommée conseillère du ministre, Luc Roy": of one before.
_OF_ONE_BEFORE = re.compile(
    rf"(?:[,)] |\b{words('et comme nommée? élue? désignée? devenue? est était fut')} )$"
)
# "a accusé Luc Roy", "« Non », juge Luc Roy": a verb, unless an article or "du", "au" is before it.
_ALSO_VERB = re.compile(
    words(
        r"""
        accusée? juge arbitre guide pilote cadre élue? chargée? déléguée? attachée? employée?
        prévenue? opposante? figure interprète suspecte? représentante? dirigeante? commandante?
        consultante? gérante? attaquante? assistante? enseignante? survivante? résistante? manager
        """
    ),
    re.IGNORECASE,
)
_AS_NOUN = re.compile(r"(?:^\W*|\b(?:du|au|ce|cette)\s|['’])$", re.IGNORECASE)
# "Bruno Le Maire", "Télé Star", but "Le PDG", "Premier Ministre"
_IN_NAME = re.compile(
    r"(?<![\w-])(?!(?:L[ea]|Premi(?:er|ère)|Vice|Ex|Ancien(?:ne)?) )[A-ZÀ-ÖØ-Þ][\w-]+ (?:L[ea] )?$"
)
# "Parti socialiste", "Conseil scientifique": an adjective, unless something leads to it.
_ALSO_ADJECTIVE = re.compile(
    r"\w+iste|scientifique|militaire|conservat(?:eur|rice)|dissidente?|générale?", re.IGNORECASE
)
_LEADS_TO = re.compile(rf"(?:[,;:] |\bet |\b(?i:{DETERMINER})|\b(?i:{QUALIFIED}))$")
# "l'avocat de la petite Ada Gil", "le directeur de l'hôpital Ada Gil": the name is of these.
_OWNER = words(
    """
    petite? jeune fillette famille groupe cabinet affaire couple clan hôpital clinique école collège
    lycée institut fondation université musée stade prix comité association société entreprise
    éditions? émission série film force
    """
)
_HAS_OWNER = re.compile(
    rf" (?:{_OF}|à (?:la |l['’])?|aux? )(?i:{_OWNER})(?: {ADJECTIVE}){{0,2}}$|^[ée]poux$"
)
# The first of three names: "le président turc Recep" before "Tayyip Erdogan".
_GIVEN = re.compile(
    r"(?<![^\W\d_])(?!(?:des?|du|les?|la|à|aux?|en|et|chez|pour|sur|dans|région) )[a-zà-öø-ÿœ-]+"
    rf"(?P<name> (?!(?i:{ROLE})\Z)[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)\Z"
)
# "Selon l'avocat de la famille, Luc Roy, mis en examen": two persons.
_OF_WHOM = re.compile(r"\b(?:selon|pour|d['’]après|comme|après|avant|depuis|sur) $", re.IGNORECASE)
# "la femme du président, Luc Roy", "des avocats de la victime, Luc Roy"
_RELATED_TO = re.compile(
    r"\b(?:femme|numéro \w+|maîtresse|(?<=du )corps|papa|maman|enfants?|parents?|entourage|collègue"
    rf"|sosie|concurrente?|héros|prétendante?|(?i:{ROLE})s(?: [^\W_]+)?) (?:auprès )?{_OF}$"
)
# "Luc Roy, le maire, Ada Gil", but "Selon Le Monde, le maire, Ada Gil"
_BEHIND_NAME = re.compile(
    rf"(?<!\w)(?!{words('Le La Les À France Radio Europe Sud New Sur Selon Au Pour Dans')} |L['’])"
    rf"{NAMED} {NAMED}{_BRACKETS}, $"
)
# "son président Luc Roy, Ada Gil, l'un des", but "l'ex-ministre de Luc Roy, Ada Gil".
_NAMES_ANOTHER = re.compile(
    rf"\b(?!{words('des aux les sur chez pour')} )[^\W\d_]{{3,}} {NAMED} {NAMED}$"
)


def appositions(sentence: str, start: int, end: int) -> Iterator[Span]:
    """The words that say who the name is that stands in a sentence from ``start`` to ``end``.

    All in characters of the sentence. In the order: behind the name, behind "is", before the name.
    """
    behind = _AFTER.match(sentence, end)
    if behind and not _is_of_another(sentence, start, behind):
        yield Span(*behind.span("what"))
    said = None if sentence.endswith("?") else _IS.match(sentence, end)
    if said and not _OF_NAME.search(up_to(sentence, start)):
        yield Span(*said.span("what"))
    if before := _before(sentence, start, end):
        yield before


def _is_of_another(sentence: str, start: int, behind: re.Match[str]) -> bool:
    """Whether what stands behind a name goes with another, or is what the sentence is about."""
    earlier = sentence[: behind.start()]
    if not _WITH_ARTICLE.match(behind["what"]):
        return bool(_HOLDER_OF.search(up_to(sentence, behind.start())))
    definite = not behind["what"].startswith("un")
    clause = _HAS_CLAUSE.match(sentence, behind.end())
    goes_on = clause or (definite and sentence.startswith(",", behind.end()))
    if goes_on and _FRONTED.search(earlier):
        return True
    if clause and definite and _OF_NAME.search(up_to(sentence, start)):
        return True
    alone = _ENDS_ALONE.match(sentence, behind.end())
    return not alone or bool(_ENDS_IN_NAME.search(behind["what"]))


def _before(sentence: str, start: int, end: int) -> Span | None:
    """The role that stands before a name, with all that goes with it."""
    begins = max(0, start - REACH)
    marks = [one.end("mark") for one in _NEITHER.finditer(sentence, begins, start)]
    begins = max([begins, *marks])
    roles = reversed(list(_ROLES.finditer(sentence, begins, start)))
    role = next((one for one in roles if not _is_part(sentence, one)), None)
    joined = role and _BEFORE.fullmatch(sentence, role.end(), start)
    if not role or not joined or (joined["comma"] and not _CLOSED.match(sentence, end)):
        return None
    comma = bool(joined["comma"])
    first, last = _led(sentence, begins, role, comma=comma), joined.start("comma")
    if not comma and (given := _GIVEN.search(sentence[first:last])):
        last = first + given.start("name")
    what, earlier = sentence[first:last], up_to(sentence, first)
    if comma:
        others = _OF_WHOM, _RELATED_TO, _BEHIND_NAME
        another = bool(_FRONTED.search(sentence[:first]))  # "Devant le juge, Luc Roy se tait"
        another = another or any(one.search(earlier) for one in others)
        another = another or bool(_NAMES_ANOTHER.search(what))
    else:
        another = bool(_HAS_OWNER.search(what))
    verb = first == role.start() and _ALSO_VERB.fullmatch(role.group())
    return None if another or (verb and not _AS_NOUN.search(earlier)) else Span(first, last)


def _led(sentence: str, begins: int, role: re.Match[str], *, comma: bool) -> int:
    """Where what leads to a role begins."""
    noun = _IS_NOUN.search(up_to(sentence, role.start()))
    leads = _LED_TO_COMMA if comma else _LED
    leads = _LED_WITH_COMPLEMENT if _MODIFIES.match(role.group()) and not noun else leads
    led = leads.search(sentence[: role.start()], begins)
    bare = led is not None and not _WITH_ARTICLE.match(sentence, led.start())
    if led and bare and _OF_ONE_BEFORE.search(up_to(sentence, led.start())):
        led = _LED_ALONE.search(sentence[: role.start()], begins)
    return led.start() if led else role.start()


def _is_part(sentence: str, role: re.Match[str]) -> bool:
    """Whether it goes with a noun before it, "Parti socialiste", or is of a name, "Le Maire"."""
    before = up_to(sentence, role.start())
    if role.group()[0].isupper() and _IN_NAME.search(before):
        return True
    leads = _AS_NOUN.search(before) or _LEADS_TO.search(before)
    return not leads and bool(_ALSO_ADJECTIVE.fullmatch(role.group()))
