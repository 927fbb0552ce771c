"""Whom "il" and "elle" stand for, and who "M. Blanc" is, where an article leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.claims import Claim, is_governed, read_claim
from assistant.grounding.concepts import is_place
from assistant.grounding.words import plain
from assistant.types import NumberedSentence

_PRONOUN = re.compile(r"\b(?:il|elle)\b(?! (?:y|faut|fallai\w+|s'agi\w+)\b)")
_BACK = 2  # sentences before in which the name is looked for
_GAP = 4  # characters of white space between sentences that follow one another


def meant(
    sentence: NumberedSentence,
    given: Sequence[NumberedSentence],
    names: frozenset[str],
) -> frozenset[str]:
    """The name that a pronoun of a sentence stands for, in its one form, word by word.

    Empty where the sentence has a name of its own that may be meant, where it has no pronoun, and
    where the nearest sentence before that names someone names several.
    """
    claim = read_claim(sentence.text, "fr", names)
    if not _PRONOUN.search(claim.text) or list(_subjects(claim)):
        return frozenset()
    for before in _before(sentence, given):
        found = set(_subjects(read_claim(before.text, "fr", names)))
        if found:
            return found.pop() if len(found) == 1 else frozenset()
    return frozenset()


def full_names(
    sentence: NumberedSentence,
    given: Sequence[NumberedSentence],
    names: frozenset[str],
) -> frozenset[str]:
    """The first names, in their one form, of those whom a sentence names without them.

    "Jeanne" for "Mme Blanc", where the article's other sentences know no other Blanc.
    """
    alone = {run[0] for run in _runs(read_claim(sentence.text, "fr", names)) if len(run) == 1}
    found: dict[str, set[tuple[str, ...]]] = {}
    for other in given:
        if other.source == sentence.source and any(name in plain(other.text)[1] for name in alone):
            for run in _runs(read_claim(other.text, "fr", names)):
                if run[-1] in alone and len(run) > 1:
                    found.setdefault(run[-1], set()).add(tuple(run[:-1]))
    return frozenset(n for firsts in found.values() if len(firsts) == 1 for n in firsts.pop())


def _before(
    sentence: NumberedSentence, given: Sequence[NumberedSentence]
) -> Iterator[NumberedSentence]:
    """The sentences that stand right before one in its article, the nearest first."""
    start = sentence.start
    for _ in range(_BACK):
        before = next(
            (s for s in given if s.source == sentence.source and 0 <= start - s.end <= _GAP), None
        )
        if before is None:
            return
        yield before
        start = before.start


def _subjects(claim: Claim) -> Iterator[frozenset[str]]:
    """The names of a sentence that are no places and that no preposition governs."""
    for run in _runs(claim):
        first = next(word for word in claim.words if word.name == run[0])
        if not is_governed(claim.words, first):
            yield frozenset(run)


def _runs(claim: Claim) -> Iterator[list[str]]:
    """The names of a sentence that are no places, each word by word."""
    run: list[str] = []
    end = 0
    for word in claim.words:
        if word.name and run and not claim.text[end : word.start].strip(" -"):
            run.append(word.name)
        elif word.name or run:
            if run and not any(map(is_place, run)):
                yield run
            run = [word.name] if word.name else []
        end = word.start + len(word.text)
    if run and not any(map(is_place, run)):
        yield run
