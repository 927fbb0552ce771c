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

from assistant.months import WHOLE
from assistant.patterns import lines, words
from assistant.reader.candidates import Candidate
from assistant.reader.elsewhere.places import CITIES, COUNTRIES, SPEAKS_OF
from assistant.reader.folding import fold
from assistant.reader.questions import Question
from index.types import Passage
from index.unseen import as_read

_ALSO_WORDS = frozenset("mars mai march may august".split())
_MONTH_NAME = words(" ".join(WHOLE))
_DAY = r"\d\d?(?:er|st|nd|rd|th)?"
_IN = words("en in debut fin courant annee early late year")
_YEAR = r"(?:1[5-9]|20)\d\d(?!\w|[.,/]\d)"
_UNITS = r"(?: ?[€%]| (?:euros?|dollars?|km|kg|ch|personnes|metres|habitants|postes|soldats)\b)"
# Of a question: "Paris 2024", "la loi de 1905" and "le procès du 13 novembre" are names.
_ASKED_YEAR = re.compile(rf"\b(?:{_IN}|{_MONTH_NAME}),? (?P<year>{_YEAR})(?!{_UNITS})")
_SAID_YEAR = re.compile(rf"(?:(?<![\w.,/-])|(?<=\d{{4}}-))(?P<year>{_YEAR})(?!{_UNITS})")
_MONTH = re.compile(
    rf"\b(?:(?P<sure>{_DAY}(?: of)? |{_IN} |mi-|mid-)|{words('de a et of on')} |d['’])"
    rf"(?P<behind>{_MONTH_NAME})\b|\b(?P<before>{_MONTH_NAME}) (?:{_DAY}|\d{{4}})\b"
)
# "La grève de décembre", "the explosion of 4 August": which one.
_OF_A_DAY = re.compile(
    rf"\b(?:du (?:{_DAY} )?|de |d['’]|of (?:{_DAY} )?){_MONTH_NAME}\b(?: \d{{4}})?"
)
# "de 1952 à 1968", "entre juin 2014 et mai 2018", "2014-2018"
_SPAN = re.compile(
    r"(?:\bentre\b[^,;]{0,20}?(?P<since>\d{4}) et"
    r"|(?P<from>\d{4})(?: ?[-–]| à| au| jusqu['’](?:en|à|au))) ?(?:[^\W_]+ ){0,2}(?P<last>\d{4})",
    re.IGNORECASE,
)
# A bound, a decade, what is compared, a birth, the name of a plan: not the time itself.
_BOUND_WORD = words(
    """
    avant apres depuis jusqu jusque des hors annees before after since until till by from than
    entre between horizon agenda objectif ici partir rapport comme qu que compare comparee? contre
    nee? nes morte? deces date datant fonde?e? cree?e? loi accord traite attentats? edition saison
    jeux euro campagne crise
    """
)
_BETWEEN = words(
    r"""
    en a au et and to le la the fin debut end of de du mois pour meme periode \d{4}
    \d[\d.,]* % millions? milliards?
    """
)
_BOUND = re.compile(
    rf"\b{_BOUND_WORD}\b(?:['’ ](?:{_BETWEEN}|{_DAY}|{_MONTH_NAME})\b){{0,6}}['’ ]?\Z"
)
_REACH = 60  # characters before a time in which its bound stands
_COMPARED = re.compile(
    rf"\b(?:par rapport|compare\w*) (?:a|aux?)\b[^\d;,]{{0,40}}(?P<year>{_YEAR})"
)
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
# What stands before the place where something is so; "à" and "au" also before whom it is done to,
# but hardly where a figure is asked for: "Que reproche-t-on au Brésil ?"
_THERE = re.compile(
    rf"\b(?:{words('en dans in at across within inside near')}|(?P<also>aux?|à))"
    r" (?:la |le |les |l['’]|the )?\Z",
    re.IGNORECASE,
)
_OF_FIGURES = frozenset(("number", "amount", "percentage", "duration"))
# Where a sentence says what is so in a place: its subject, or "en Italie", "à Paris".
_SUBJECT = re.compile(r"\A\W*(?:l[ae] |l['’]|les )?\Z", re.IGNORECASE)


def at_another_time_or_place(question: Question, found: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Of each candidate, whether it tells of another time or place than is asked: (candidates,).

    What is asked when it happens may be told of any time. Of another place only where its article,
    which is its title and the passages that the candidates are of, never speaks of the one that is
    asked about.
    """
    asked, asked_months = _asked_times(question)
    named = list(_places(question.text))
    places = [name for name, before in named if _is_there(question, before)]
    told = np.zeros(len(found), dtype=bool)
    if asked or asked_months:
        told |= [_is_other_time(asked, asked_months, one.text) for one in found]
    for place in places:
        spoken = _spoken_of(place, [candidate.hit.passage for candidate in found])
        told |= [
            one.hit.passage.source not in spoken
            and _is_other_place(place, {name for name, _ in named}, one.text)
            for one in found
        ]
    return told


def _is_other_time(asked: Set[int], asked_months: Set[int], sentence: str) -> bool:
    if _RELATIVE.search(fold(sentence)):
        return False
    told, months = _times(sentence)
    compared = _compared(sentence)
    if asked and told - compared and asked.isdisjoint(years(sentence) - compared):
        spans = [(one["since"] or one["from"], one["last"]) for one in _SPAN.finditer(sentence)]
        return not any(int(a) < year < int(b) for a, b in spans for year in asked)
    return bool(asked_months) and len(months) == 1 and not asked_months & months


def _compared(sentence: str) -> set[int]:
    """The years that a figure is only compared with: "en hausse par rapport à 2017"."""
    return {int(found["year"]) for found in _COMPARED.finditer(fold(sentence))}


def asked_years(question: Question) -> set[int]:
    """The years in which something is asked about; none where it is asked when."""
    return _asked_times(question)[0]


def years(sentence: str) -> set[int]:
    """All years that it names, whatever they date."""
    return {int(found["year"]) for found in _SAID_YEAR.finditer(fold(sentence))}


def _asked_times(question: Question) -> tuple[set[int], set[int]]:
    """The years and the months in which something is asked about; none where it is asked when."""
    if question.kind == "date":
        return set(), set()
    return _times(_OF_A_DAY.sub("", fold(question.text)), _ASKED_YEAR)


def _times(text: str, year: re.Pattern[str] = _SAID_YEAR) -> tuple[set[int], set[int]]:
    """The years and the months in which a text says that something is so."""
    plain = fold(text)

    def counts(found: re.Match[str]) -> bool:
        return not _BOUND.search(plain, max(0, found.start() - _REACH), found.start())

    told = {int(found["year"]) for found in year.finditer(plain) if counts(found)}
    months = set()
    for found in _MONTH.finditer(plain):
        name = found["behind"] or found["before"]
        if counts(found) and (found["sure"] or found["before"] or name not in _ALSO_WORDS):
            months.add(WHOLE[name])
    return told, months


def _is_there(question: Question, before: str) -> bool:
    """Whether the place behind these words of a question is where something is so."""
    found = _THERE.search(before)
    return found is not None and (not found["also"] or question.kind in _OF_FIGURES)


def _is_other_place(asked: str, all_asked: Set[str], sentence: str) -> bool:
    """Whether a sentence tells of another of the same kind, a country or a city, and of none asked.

    ``all_asked``: all that the question names.
    """
    of_kind = CITIES if asked in CITIES else COUNTRIES.values()
    named = list(_places(sentence))
    told = {name for name, before in named if _THERE.search(before) or _SUBJECT.match(before)}
    return all_asked.isdisjoint(name for name, _ in named) and not told.isdisjoint(of_kind)


def _places(text: str) -> Iterator[tuple[str, str]]:
    """The countries, by their first French name, and the cities; each with the text before it."""
    found = list(_NAME.finditer(text))
    at = 0
    while at < len(found):
        for length in range(_LONGEST, 0, -1):
            start, end = found[at].start(), found[min(at + length, len(found)) - 1].end()
            name = fold(text[start:end]).replace(" ", "-").replace("’", "'")
            short = len(name) <= _SHORT and not text[start:end].isupper()
            capital = text[start].isupper() or text.islower()
            if (name in COUNTRIES or name in CITIES) and capital and not short:
                yield COUNTRIES.get(name, name), text[:start]
                at += length - 1
                break
        at += 1


def _spoken_of(place: str, passages: Sequence[Passage]) -> set[str]:
    """The sources of which a passage or a title speaks of a place, or of what is of it."""
    begins = re.compile(rf"\b(?:{'|'.join(SPEAKS_OF[place])})")
    texts = {one.id: f"{one.title} {as_read(one.text)}" for one in passages}
    return {one.source for one in passages if begins.search(fold(texts[one.id]))}
