"""The words of a French sentence that can answer: dates, numbers, amounts, names.

Rules over the words around them, no model: enough to say which words of a quote answer
"when", "how many", "how much", "who" and "where".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.patterns import lines, words
from assistant.reader.elsewhere.places import PLACES
from assistant.reader.folding import fold
from assistant.reader.quantities import QUANTITIES
from assistant.reader.questions import Kind
from index.questions import FUNCTION_WORDS
from index.types import Span

_INITIALS = r"[A-ZÀ-ÖØ-Þ]\.(?:[ -]?[A-ZÀ-ÖØ-Þ]\.)*(?= [A-ZÀ-ÖØ-Þ])"  # "J.-P. Morin"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*\w|[A-ZÀ-ÖØ-Þ]\b"
_ELIDED = words("C D J L M N S T Qu")  # "L’usine": the name, if any, begins after the apostrophe
_ABBREVIATED_TITLE = words("MM? Mme Mlle Dr Pr Me")  # before a name, not part of it
_CAPITAL = rf"\b(?!{_ELIDED}[’']|{_ABBREVIATED_TITLE}\b)(?:{_INITIALS}|{_CAPITALISED})"
_PARTICLE = rf"(?:{words('de du des la le von van ben al')} |d[’'])"
_NO_NAME = FUNCTION_WORDS - frozenset("de du des le la les".split())  # "Par Luc Roy", "Le Havre"
_NAME = re.compile(rf"{_CAPITAL}(?: {_PARTICLE}?{_CAPITAL})*")

# What stands before the name of a person.
_TITLE = words(
    r"""
    Mme Mlle Monsieur Madame président\w* ministre maire PDG patron\w* chef\w* avocat\w*
    chanteu\w+ act(?:eur|rice) direct(?:eur|rice) procureur\w* député\w* sénat\w+ roi reine
    prince\w* journaliste porte-parole préfete? fondat\w+ juge professeur\w*
    """
)
_BEFORE_PERSON = re.compile(
    rf"\b(?:{words('M MM Dr Pr Me')}\.|{_TITLE})\s(?:\w+ )?$", re.IGNORECASE
)
# What stands before the name of a place.
_PREPOSITION = lines(
    rf"""
    {words("à au aux en vers depuis dans entre région capitale")}
    près de
    ville de
    {words("nord sud est ouest")} de
    """
)
_BEFORE_PLACE = re.compile(rf"\b{_PREPOSITION}\s(?:la |le |l[’'])?$", re.IGNORECASE)
# What stands before the name of an organisation.
_BODY = words(
    """
    groupe société entreprise constructeur marque compagnie banque ministère université agence
    association syndicat parti club géant fabricant usine chaîne journal institut laboratoires?
    fédération ONG start-up filiale tribunal
    """
)
_BEFORE_ORGANISATION = re.compile(rf"\b{_BODY}\s(?:de |du |d[’']|\w+ )?$", re.IGNORECASE)
# What stands in the name of an organisation; a name that begins with two capitals is one too.
_PART_OF_ORGANISATION = words(
    """
    Co Inc SA SAS Ltd Corp AG Group Groupe Motors Bank University Université Ministère Institut
    Agence Fédération Commission Conseil Cour Parlement Sénat Assemblée
    """
)
_ORGANISATION = re.compile(rf"^(?:[A-Z]{{2,}}\w*|.*\b{_PART_OF_ORGANISATION}.*)$")
_REASON_WORD = words(
    r"""
    car grâce afin pour puisque due?s? raisons? motifs? permet\w* cause expliqu\w+ justifi\w+ trop
    """
)
_REASON_PHRASE = lines(
    """
    parce qu
    en raison
    à cause
    faute de
    suite à
    """
)
_REASON = re.compile(rf"\b(?:{_REASON_WORD}|{_REASON_PHRASE})\b", re.IGNORECASE)


def spans(sentence: str, kind: Kind) -> list[Span]:
    """The words that can answer a question of that kind, in order, as offsets in the sentence.

    Empty for kinds whose answer is no single expression (a reason, a manner, yes or no).
    """
    return list(_spans(sentence, kind))


def names(sentence: str) -> list[Span]:
    """The names in it, whatever they name."""
    return [span for span, _ in _names(sentence)]


def gives_reason(sentence: str) -> bool:
    """Whether words of the sentence announce a reason."""
    return bool(_REASON.search(sentence))


@lru_cache(maxsize=20_000)
def _spans(sentence: str, kind: Kind) -> tuple[Span, ...]:
    if kind in QUANTITIES:
        found = tuple(Span(*match.span()) for match in QUANTITIES[kind].finditer(sentence))
        if kind != "number":
            return found
        dates = _spans(sentence, "date")
        return tuple(n for n in found if not any(d.start <= n.start < d.end for d in dates))
    if kind in ("person", "place", "organisation"):
        return tuple(span for span, is_a in _names(sentence) if is_a == kind)
    return ()


def _names(sentence: str) -> Iterator[tuple[Span, Kind]]:
    """Runs of capitalised words with the kind their surroundings speak for."""
    for match in _NAME.finditer(sentence):
        start, end = match.span()
        first = not sentence[:start].strip(' «"“—–-')
        opening = match.group().split(" ")[0]
        if first and " " in match.group() and fold(opening) in _NO_NAME:
            start += len(opening) + 1
        before, name = sentence[:start], sentence[start:end]
        if first and " " not in name and not name.isupper() and fold(name) not in PLACES:
            continue  # the first word of a sentence is capitalised anyway
        place, _, person = name.partition(" ")
        apart = _BEFORE_PERSON.search(before) or _BEFORE_PLACE.search(before)
        if apart and " " in person and fold(place) in PLACES:
            yield Span(start, start + len(place)), "place"  # "le procureur de Paris Rémy Heitz"
            start, before, name = end - len(person), sentence[: end - len(person)], person
        yield Span(start, end), _name_kind(before, name)


def _name_kind(before: str, name: str) -> Kind:
    if _BEFORE_PERSON.search(before):
        return "person"
    if fold(name).split(" ")[0] in PLACES:
        return "place"
    if _BEFORE_ORGANISATION.search(before) or _ORGANISATION.match(name):
        return "organisation"
    if _BEFORE_PLACE.search(before) and " " not in name:
        return "place"
    return "person" if " " in name else "organisation"
