"""The words that an acronym stands for: "l'Inspection générale de la police nationale (IGPN)"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assistant.reader.folding import fold
from index.types import Span

_FEWEST, _MOST = 2, 8  # letters
_ARTICLES = frozenset(("la", "le", "les"))
_SHORT = 4  # letters; of what is not written in capitals
_REACH = 160  # characters that the words in full take, at most
_WORD = re.compile(r"[^\W_]+")
# Left out of an acronym, or in it: "Inserm", "Ademe", "Medef".
_SMALL = frozenset(
    """
    a au aux d de des du en et l la le les ou par pour sur contre dans sans un une
    of the and for in on to
    """.split()
)
_WORD_TO_WORD = re.compile(r"[ \u00a0'’-]|, | (?:&|- )")
# "préfecture de [police de Paris (PP)]", "Mission [multidimensionnelle ...]"
_OF, _NAME = re.compile(r"\b(?:de |d['’])\Z"), re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ][\w-]+ \Z")
_BEHIND = re.compile(r"[\"»”]? ?\((?:[Ll][ea] |[Ll]['’]|pour |ou |en français )?[\"«“]? ?")
_OPENS = re.compile(r" ?\([\"«“]? ?(?:ou |l['’]|l[ea] )?\Z|, (?:l['’]|la |le )\Z")
_FULL = re.compile(r"[^()\"«»“”;:]{3,160}?(?= ?[\"»”]?(?:[),;]| en (?:anglais|français)))")
_CLOSES = re.compile(r" ?[\"»”]?[),;/]| - ")


def in_full(sentence: str, start: int, end: int) -> Span | None:
    """What the acronym from ``start`` to ``end`` of a sentence stands for, beside it; or None."""
    acronym = sentence[start:end].replace(".", "")
    if not acronym.isalnum() or not _FEWEST <= len(acronym) <= _MOST:
        return None
    if not acronym.isupper() and len(acronym) < _SHORT:
        return None
    letters = fold(acronym)
    opens = _OPENS.search(sentence, max(0, start - 12), start)
    if opens and _CLOSES.match(sentence, end):
        return _ending_at(sentence, opens.start(), letters, capitals=acronym.isupper())
    behind = _BEHIND.match(sentence, end)
    return _beginning_at(sentence, behind.end(), letters) if behind else None


def _ending_at(sentence: str, end: int, letters: str, *, capitals: bool) -> Span | None:
    """The words up to ``end`` that these letters stand for: the fewest that fit them best."""
    end = len(sentence[:end].rstrip(' "»”'))
    found = list(_WORD.finditer(sentence, max(0, end - _REACH), end))
    if not found or found[-1].end() != end:
        return None
    breaks = (
        place + 1
        for place, (one, other) in enumerate(pairwise(found))
        if not _WORD_TO_WORD.fullmatch(sentence, one.end(), other.start())
    )
    whole = found[max(breaks, default=0) :]
    runs = [whole[first:] for first in reversed(range(len(whole)))]
    for fits in (_is_name, _is_initials, _stands_for, _nearly_stands_for):
        for run in runs:
            start = run[0].start()
            said = tuple(fold(word.group()) for word in run)
            named = any(word.group()[0].isupper() for word in run[: 1 + (said[0] in _ARTICLES)])
            part = _OF.search(sentence, 0, start) if len(letters) == _FEWEST else None
            part = part or _NAME.search(sentence, 0, start)
            if not named and (part or fits in (_is_name, _nearly_stands_for)):
                continue
            if fits == _nearly_stands_for and ("," in sentence[start:end] or not capitals):
                continue
            if fits(said, letters):
                return Span(start, end)
    return None


def _beginning_at(sentence: str, start: int, letters: str) -> Span | None:
    """The words from ``start`` to a mark that these letters stand for."""
    full = _FULL.match(sentence, start)
    said = tuple(map(fold, _WORD.findall(full.group()))) if full else ()
    return Span(*full.span()) if full and _stands_for(said, letters) else None


def _is_name(said: tuple[str, ...], letters: str) -> bool:
    """Whether it is a name that begins with an article: "La France insoumise (LFI)"."""
    begins = said[0] in _ARTICLES and letters[0] == "l" and len(said) > 1
    rest, others = said[1:], letters[1:]
    return begins and (_is_initials(rest, others) or _stands_for(rest, others))


def _is_initials(said: tuple[str, ...], letters: str) -> bool:
    """Whether these letters begin the words, small ones left out."""
    initials = "".join(word[0] for word in said if word not in _SMALL)
    return initials == letters and _SMALL.isdisjoint((said[0], said[-1]))


def _nearly_stands_for(said: tuple[str, ...], letters: str) -> bool:
    """Whether these may be of another language: "Parti des travailleurs du Kurdistan (PKK)"."""
    initials = "".join(word[0] for word in said if word not in _SMALL)
    ends = (initials[:1], initials[-1:]) == (letters[0], letters[-1])
    return ends and len(initials) == len(letters) > _FEWEST and said[-1] not in _SMALL


def _stands_for(said: tuple[str, ...], letters: str) -> bool:
    """Whether words give these letters in their order, a letter or two each."""
    if not said or not letters or len(said) > 4 * len(letters) or said[0][0] != letters[0]:
        return False
    return _SMALL.isdisjoint((said[0], said[-1])) and _gives(
        said, letters, 2 if len(letters) >= _SHORT else 1
    )


@lru_cache(maxsize=10_000)
def _gives(said: tuple[str, ...], letters: str, most: int) -> bool:
    if not said:
        return not letters
    word, others = said[0], said[1:]
    if word in _SMALL and _gives(others, letters, most):
        return True
    begun = (taken for taken in range(1, most + 1) if word[:taken] == letters[:taken])
    return any(_gives(others, letters[taken:], most) for taken in begun if taken <= len(letters))
