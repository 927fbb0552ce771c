"""What a name stands for: the words of its letters, those who live there, who governs from there.

Only what the evidence truly says in another form: "Ankara refuse" is Turkey's refusal, and what
happens in Ankara is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.grounding.claims import PREPOSITIONS, Claim
from assistant.grounding.concepts import governed_from, is_country, is_place, name_of
from assistant.grounding.words import Word

_LETTERS = 3  # letters of an acronym, at least
_BEGINNING = 4  # letters of a town by which its people are known, at least
_PEOPLE = re.compile(r"(?:ais|ois|ien|ain|an|in)(?:e?s?|nes?)\Z")  # lyonnais, francfortoises
_VOWELS = "aeiouy"
_ARTICLES = frozenset("le la les l the".split())
_BY = frozenset("par by selon entre between".split())  # behind which a capital acts
_AND = frozenset("et and ou or ni nor".split())
_GOVERNMENT = frozenset("gouvernement executif autorites etat".split())


def stands_for(
    claim: Claim, word: Word, evidence: Sequence[Claim], titles: Sequence[Claim]
) -> str | None:
    """The name of the evidence that a capitalised word is another form of; None if of none.

    Empty where the evidence says it in words that are no name. ``titles``: of its articles; they
    only tell which country's government is meant.
    """
    for form in (_as_letters, _in_full, _of_people) if word.name else (_as_letters,):
        found = form(claim, word, evidence)
        if found is not None:
            return found
    return _governing(claim, word, evidence, titles)


def _in_full(claim: Claim, word: Word, evidence: Iterable[Claim]) -> str | None:
    """The words that an acronym stands for: PIB, GDP."""
    if not _is_acronym(claim, word):
        return None
    letters = {word.text, word.name}
    runs = (run for other in evidence for run in _runs(other, {len(form) for form in letters}))
    return next((r[0].name for r in runs if "".join(w.text[0] for w in r) in letters), None)


def _as_letters(claim: Claim, word: Word, evidence: Iterable[Claim]) -> str | None:
    """The acronym of the words that the claim gives in full."""
    acronyms = {w.name for other in evidence for w in other.words if _is_acronym(other, w)}
    if not acronyms:
        return None
    runs = (r for r in _runs(claim, {_LETTERS, _LETTERS + 1, _LETTERS + 2}) if word in r)
    runs = (r for r in runs if all(w.name or w.capital for w in r))
    found = (name_of("".join(w.text[0] for w in run)) for run in runs)
    return next((name for name in found if name in acronyms), None)


def _is_acronym(claim: Claim, word: Word) -> bool:
    return bool(word.name) and len(word.text) >= _LETTERS and claim.as_written(word).isupper()


def _runs(claim: Claim, lengths: Iterable[int]) -> Iterator[list[Word]]:
    """So many words one behind the other, small ones left out."""
    words = [w for w in claim.words if w.name or not (w.expression or w.function)]
    for length in lengths:
        for place in range(len(words) - length + 1):
            run = words[place : place + length]
            if run[0].clause == run[-1].clause:
                yield run


def _of_people(claim: Claim, word: Word, evidence: Iterable[Claim]) -> str | None:
    """The town whose people the claim names, or the people of the town that it names."""
    if not word.text.isalpha():
        return None
    town, people = _town(word.text), _people_of(word.text)
    words = (its for other in evidence for its in other.words if not its.expression)
    return next(
        (
            its.name
            for its in words
            if (len(town) >= _BEGINNING and town == _people_of(its.text))
            or (its.name and len(people) >= _BEGINNING and people == _town(its.text))
        ),
        None,
    )


def _town(name: str) -> str:
    bare = name.removesuffix("s")
    return bare.rstrip(_VOWELS)


def _people_of(word: str) -> str:
    """The beginning of a town's name, of the word for its people; empty for other words."""
    found = _PEOPLE.search(word)
    people = word[: found.start()] if found else ""
    return people[:-1] if people.endswith("nn") else people


def _governing(
    claim: Claim, word: Word, evidence: Sequence[Claim], titles: Sequence[Claim]
) -> str | None:
    """The capital that stands for a country, or the country for it, where both act."""
    acting = [w for other in evidence for w in other.words if _acts(other, w)]
    acting = [w for w in acting if w.name not in claim.names]
    in_titles = {name for title in titles for w in title.words for name in _names_of(w)}
    said = in_titles.union(*(_names_of(w) for other in evidence for w in other.words))
    for its in acting:
        governed = governed_from(its.name)
        state = word.name == "etat" and _acts(claim, word)
        if (word.name in governed or (state and governed)) and (
            governed & in_titles or any(is_country(name) for name in said - governed)
        ):
            return its.name  # "Ankara refuse", where it is not the town's matter
    if not _acts(claim, word):
        return None
    countries = governed_from(word.name)
    if not countries:
        return None
    for its in acting:
        if its.name in countries and not _is_people(its):
            return its.name
    if any(_governs(other, countries) for other in evidence):
        return ""  # "le gouvernement japonais"
    named = {n for other in evidence for n in other.names if is_place(n) or governed_from(n)}
    meant = said & countries
    governs = any(_governs(other) for other in evidence)
    return "" if meant and named <= {word.name, *meant} and governs else None


def _governs(claim: Claim, countries: frozenset[str] = frozenset()) -> bool:
    """Whether a government acts: one of these countries, where some are given."""
    words = [w for w in claim.words if not w.expression]
    return any(
        word.text in _GOVERNMENT
        and _is_free(claim, word)
        and (not countries or not countries.isdisjoint(_names_of(its)))
        for word, its in pairwise(words)
    )


def _is_people(word: Word) -> bool:
    """Whether a country is named by its people: "les Allemands" are not Berlin."""
    return word.text not in (word.name, word.name.split("-")[0], "ue")


def _names_of(word: Word) -> Iterator[str]:
    yield from (concept[5:] for concept in word.concepts if concept.startswith("name:"))


def _acts(claim: Claim, word: Word) -> bool:
    """Whether a name does something, or something is done by it, as far as its place tells."""
    if not word.name or claim.as_written(word).islower():
        return False
    end = word.start + len(word.text)
    goes_on = any(w.start > end and not w.name for w in claim.words)
    bare = "-" in word.name or claim.shown[end : end + 1] not in ("-", "'")
    return goes_on and bare and _is_free(claim, word)


def _is_free(claim: Claim, word: Word) -> bool:
    """Whether nothing before a word makes it a part of another thing: "l'usine de Berlin"."""
    words = [w for w in claim.words if not w.expression]
    place = words.index(word)
    while place and words[place - 1].text in _ARTICLES:
        place -= 1
    former = words[place - 1] if place else None
    if former is None or former.clause != word.clause or former.text in _BY:
        return True
    if former.text in _AND:
        joined = words[place - 2] if place > 1 else None
        return joined is None or not joined.name or _is_free(claim, joined)
    return former.text not in PREPOSITIONS and former.function and not former.inside
