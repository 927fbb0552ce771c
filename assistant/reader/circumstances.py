"""Whether a sentence tells of another time or place than the one that is asked about.

What happened in 2017 does not say what did in 2018, nor what is so in Italy what is so in Spain,
however alike the rest of it sounds. Only what is said outright counts: a year, a month, a country,
a large city.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from assistant.patterns import lines, words
from assistant.reader.candidates import Candidate
from assistant.reader.folding import fold
from assistant.reader.places import BEGINNINGS, CITIES, COUNTRIES
from assistant.reader.questions import Question
from index.types import Passage
from index.unseen import as_read

_FRENCH = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_ENGLISH = "january february march april may june july august september october november december"
_MONTHS = {name: at for names in (_FRENCH, _ENGLISH) for at, name in enumerate(names.split())}
_MONTH_NAME = words(f"{_FRENCH} {_ENGLISH}")
_DAY = r"\d\d?(?:er|st|nd|rd|th)?"
_UNITS = words("€ % euros? dollars? km kg ch personnes metres habitants postes")
_YEAR = re.compile(rf"(?<![\w.,/-])(?:1[5-9]|20)\d\d(?![\w/]|[.,]\d| ?{_UNITS})")
# "de 1952 à 1968", "entre juin 2014 et mai 2018", "2014-2018"
_SPAN = re.compile(
    r"(?:\bentre\b[^,;]{0,20}?(?P<since>\d{4}) et"
    r"|(?P<from>\d{4})(?: ?[-–]| à| au| jusqu['’](?:en|à|au))) ?(?:[^\W\d_]+ )?(?P<last>\d{4})",
    re.IGNORECASE,
)
# "mars", "mai", "March" and "May" are other words too: what stands around a month tells it.
_BEFORE_MONTH = words("en debut fin courant de a et in of on to and early late")
_MONTH = re.compile(
    rf"\b(?:{_DAY}(?: of)? |{_BEFORE_MONTH} |d['’]|mi-|mid-)"
    rf"(?P<behind>{_MONTH_NAME})\b|\b(?P<before>{_MONTH_NAME}) (?:{_DAY}|\d{{4}})\b"
)
# A bound, a decade, the name of a plan: not the time itself.
_BOUND_WORD = words(
    """
    avant apres depuis jusqu jusque des hors annees before after since until till by from than
    entre between horizon agenda objectif
    """
)
_BETWEEN = words(r"en a au et and to le la the fin debut end of de du mois \d{4}")
_BOUND = re.compile(rf"\b{_BOUND_WORD}\b(?:['’ ](?:{_BETWEEN}|{_DAY}|{_MONTH_NAME})\b)*['’ ]?$")
# Counted from the day of the article, or from another: which time it is cannot be told.
_RELATIVE = re.compile(
    r"\b"
    + lines(
        """
        (?:lun|mar|mercre|jeu|vendre|same)di
        dimanche
        hier
        aujourd['’]hui
        demain
        ce(?:tte)? (?:annee|mois|semaine|jour|matin|soir|automne|hiver|ete|printemps|week-end)
        (?:suivant|prochain|dernier|precedent|passe)e?s?
        derniere?s?
        plus (?:tot|tard)
        """
    )
    + r"\b"
)
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 3  # words of a place's name
_SHORT = 3  # letters: "us" is a country only in capitals
# What stands before the place where something is so.
_THERE = re.compile(
    rf"\b{words('en au aux à a dans in at from across within inside to near')}"
    r" (?:la |le |les |l['’]|the )?$",
    re.IGNORECASE,
)


def tells_elsewhere(question: Question, found: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Of each candidate, whether it tells of another time or place than is asked: (candidates,).

    Of another place only where its article, which is its title and the passages that the candidates
    are of, never speaks of the one that is asked about.
    """
    asked_years, asked_months = _times(question.text, exactly=True)
    places = [name for name, before in _places(question.text) if _THERE.search(before)]
    told = np.zeros(len(found), dtype=bool)
    if asked_years or asked_months:
        told |= [_is_other_time(asked_years, asked_months, one.text) for one in found]
    for place in places:
        spoken = _spoken_of(place, [candidate.hit.passage for candidate in found])
        told |= [
            one.hit.passage.source not in spoken and _is_other_place(place, one.text)
            for one in found
        ]
    return told


def _is_other_time(asked_years: Set[int], asked_months: Set[int], sentence: str) -> bool:
    if _RELATIVE.search(fold(sentence)):
        return False
    years, months = _times(sentence)
    if asked_years and years and not asked_years & years:
        spans = [(one["since"] or one["from"], one["last"]) for one in _SPAN.finditer(sentence)]
        return not any(int(a) < year < int(b) for a, b in spans for year in asked_years)
    return bool(asked_months) and len(months) == 1 and not asked_months & months


def _times(text: str, *, exactly: bool = False) -> tuple[set[int], set[int]]:
    """The years and the months, from 0, that a text names; without bounds, if ``exactly``."""
    plain = fold(text)

    def counts(found: re.Match[str]) -> bool:
        return not exactly or not _BOUND.search(plain[: found.start()])

    years = {int(found.group()) for found in _YEAR.finditer(plain) if counts(found)}
    months = {
        _MONTHS[found["behind"] or found["before"]]
        for found in _MONTH.finditer(plain)
        if counts(found)
    }
    return years, months


def _is_other_place(asked: str, sentence: str) -> bool:
    """Whether a sentence names another of the same kind, a country or a city."""
    of_kind = CITIES if asked in CITIES else COUNTRIES.values()
    named = {name for name, _ in _places(sentence)}
    return asked not in named and not named.isdisjoint(of_kind)


def _places(text: str) -> Iterator[tuple[str, str]]:
    """The countries, by their first French name, and the cities; each with the text before it."""
    found = list(_NAME.finditer(text))
    at = 0
    while at < len(found):
        for length in range(_LONGEST, 0, -1):
            start, end = found[at].start(), found[min(at + length, len(found)) - 1].end()
            name = fold(text[start:end]).replace(" ", "-").replace("’", "'")
            short = len(name) <= _SHORT and not text[start:end].isupper()
            if (name in COUNTRIES or name in CITIES) and not short:
                yield COUNTRIES.get(name, name), text[:start]
                at += length - 1
                break
        at += 1


def _spoken_of(place: str, passages: Sequence[Passage]) -> set[str]:
    """The sources of which a passage or a title speaks of a place, or of what is of it."""
    begins = re.compile(rf"\b{words(' '.join(BEGINNINGS[place]))}")
    texts = {one.id: f"{one.title} {as_read(one.text)}" for one in passages}
    return {one.source for one in passages if begins.search(fold(texts[one.id]))}
