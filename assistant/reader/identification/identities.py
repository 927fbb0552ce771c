"""Who somebody is: "Luc Roy, maire de Brest" or "le maire de Brest, Luc Roy".

An apposition says so whatever else its sentence is about, and in few forms, which rules find. They
say nothing of a name that stands in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.patterns import lines, words
from assistant.reader.folding import fold, plain_too
from assistant.reader.identification.appositions import appositions
from assistant.reader.identification.roles import PARTICLES, ROLE, TITLE
from index.questions import FUNCTION_WORDS
from index.types import Span

_LONGEST = 2_000  # characters; what is longer is no sentence
_WORD = re.compile(r"[^\W_]+")

# In a question: what stands before and behind the name.
_LATER = lines(
    """
    exactement
    au juste
    exactly
    (?:d'après|selon|according to) .*
    """
)
_AFTER_NAME = re.compile(rf",? ?{_LATER}?[ ?.!]*$", re.IGNORECASE)
_ANY_ROLE = rf"(?i:(?:premi(?:er|ère) |(?:ex|vice)-)?{plain_too(ROLE)})"
# "M. ", "le docteur ", "l'abbé ": the name is what follows.
_CALLED = re.compile(rf"(?:(?i:{TITLE})|(?:l[ea] |l')?{_ANY_ROLE}) (?=[A-ZÀ-ÖØ-Þ])|(?i:{TITLE}) ")
# "Qui est maire de Brest ?" looks for somebody, as do "Qui est vraiment responsable ?" and "who is
# running it", which are written without capitals.
_NO_NAME = re.compile(rf"{_ANY_ROLE}(?!\w)|l[ea] ")
_OF_NO_NAME = words(
    """
    mort né venu parti devenu élu arrivé mis visé prévu prêt tué contre derrière face pour hier
    demain behind against yesterday today killed elected named dead winning
    """
)
_NO_NAME_TYPED = re.compile(
    rf"\b(?:{_ANY_ROLE}|{plain_too(_OF_NO_NAME)}|\w+(?:ée?s?|ment|ly|ing|able|ible))\b"
)


def asked_name(text: str) -> tuple[str, ...]:
    """The words, folded, of the name that a question ends with; () where it is none.

    Of one that is typed without capitals two words are needed: "luc roy", "mme roy".
    """
    said = _AFTER_NAME.sub("", text).strip(' "«»“”')
    written = _CALLED.sub("", said, count=1) if _CALLED.match(said) else said
    if not re.fullmatch(r"[\w' .-]+", written) or _NO_NAME.match(written):
        return ()
    name = tuple(map(fold, re.findall(r"[^\W_]+", written)))
    parts = [part.removeprefix("d'") for part in written.split()]
    named = all(part[:1].isupper() or fold(part) in PARTICLES for part in parts)
    typed = written.islower() and len(said.split()) > 1 and not _NO_NAME_TYPED.search(written)
    typed = typed and not FUNCTION_WORDS & set(name)
    return name if typed or (named and set(name) - PARTICLES) else ()


@lru_cache(maxsize=10_000)
def identity(sentence: str, name: tuple[str, ...]) -> Span | None:
    """The words of a sentence that say who the person of a name is; None where none do.

    ``name``: its words, folded. The span is in characters of the sentence.
    """
    if len(sentence) > _LONGEST:
        return None
    found = (span for place in _places(sentence, name) for span in appositions(sentence, *place))
    return next(found, None)


def full_names(sentence: str, name: Sequence[str]) -> set[str]:
    """The names, folded, that stand where this one does: with the first name before a last name."""
    whole = {sentence[start:end] for start, end in _places(sentence, name)}
    longer = {full for full in whole if full.count(" ") >= len(name) and not _CALLED.match(full)}
    return {fold(full) for full in longer}


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
        if folded[first : last + 1] != list(name) or not _is_capital(sentence, parts):
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


def _is_capital(sentence: str, parts: Sequence[re.Match[str]]) -> bool:
    """Whether the last word of a name is written with a capital, or hangs on one: "Jae-in"."""
    hangs = len(parts) > 1 and sentence[parts[-2].end()] == "-"
    return parts[-1 - hangs].group()[0].isupper()


def _is_one_name(sentence: str, before: re.Match[str], after: re.Match[str]) -> bool:
    return sentence[before.end() : after.start()] in (" ", "-", "’", "'", ". ", "\u00a0")


def _goes_on(sentence: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether two words are of one name: "Luc Roy", "Jean-Luc"."""
    capital = before.group()[0].isupper() and after.group()[0].isupper()
    known = fold(before.group()) in FUNCTION_WORDS - PARTICLES
    return capital and not known and sentence[before.end() : after.start()] in (" ", "-")
