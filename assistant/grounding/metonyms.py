"""What a name stands for: the words of its letters, those who live there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.grounding.claims import Claim
from assistant.grounding.concepts import is_known_name, is_place, name_of
from assistant.grounding.words import Word

_LETTERS = 3  # letters of an acronym, at least
_BEGINNING = 4  # letters of a town by which its people are known, at least
_PEOPLE = re.compile(r"(?:ais|ois|ien|ain|an|in)(?:e?s?|nes?)\Z")  # lyonnais, francfortoises
_VOWELS = "aeiouy"


def stands_for(claim: Claim, word: Word, evidence: Sequence[Claim]) -> str | None:
    """The name of the evidence that a capitalised word is another form of; None if of none."""
    for form in (_as_letters, _in_full, _of_people) if word.name else (_as_letters,):
        found = form(claim, word, evidence)
        if found is not None:
            return found
    return None


def _in_full(claim: Claim, word: Word, evidence: Iterable[Claim]) -> str | None:
    """The words that an acronym stands for, where it is none that is known for a place."""
    if not _is_acronym(claim, word) or is_place(word.name):
        return None
    letters = {word.text, word.name}
    listed = is_known_name(word.text)
    runs = (
        run
        for other in evidence
        for run in _runs(other, {len(form) for form in letters})
        if other.as_written(run[0])[:1].isupper()
        and not (listed and any(map(_of_a_place, run[1:])))
    )
    return next((r[0].name for r in runs if "".join(w.text[0] for w in r) in letters), None)


def _of_a_place(word: Word) -> bool:
    """Whether a word tells which country has it: no bank of Estonia is the BCE."""
    place = name_of(word.text)
    return bool(word.name) or (is_place(place) and place != "europe")


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
    """The town that an adjective of the claim or of the evidence is of: "milanaise", Milan."""
    if not word.text.isalpha():
        return None
    adjective = claim.as_written(word).islower()
    town, people = _town(word.text), _people_of(word.text)
    words = ((other, its) for other in evidence for its in other.words if not its.expression)
    return next(
        (
            its.name
            for other, its in words
            if (
                len(town) >= _BEGINNING
                and town == _people_of(its.text)
                and other.as_written(its).islower()
            )
            or (adjective and its.name and len(people) >= _BEGINNING and people == _town(its.text))
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
