"""Shares and multiples of a plain text: "a fifth", "one in ten", "three times as much"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.numerals import HALF, UNITS
from assistant.grounding.units import Figure
from assistant.patterns import words

_FRACTIONS = (
    (
        0.5,
        r"une? (?:\w+ )?sur deux(?! \w+s\b)|one (?:\w+ )?(?:in|out of) two|(?:la |une )?moitie"
        r"|(?<!and a )(?<!-)(?<!first )(?<!second )(?<!latter )half\b(?: of)?",
    ),
    (2 / 3, r"(?:les )?deux[ -]tiers|two[ -]thirds|2/3"),
    (3 / 4, r"(?:les )?trois[ -]quarts|three[ -]quarters|3/4"),
    (1 / 3, r"(?:un|le|1) (?:autre )?tiers|l'autre tiers|1/3"),
    (0.25, r"(?:un|le) quart|(?:a|one)[ -]quarter(?! of \d)|1/4"),
)
_FRACTION = tuple((value, re.compile(rf"\b(?:{p})(?![\w/])")) for value, p in _FRACTIONS)
_PARTS = {
    "third": 3, "cinquieme": 5, "fifth": 5, "sixieme": 6, "sixth": 6, "septieme": 7,
    "seventh": 7, "huitieme": 8, "eighth": 8, "neuvieme": 9, "ninth": 9, "dixieme": 10,
    "tenth": 10, "vingtieme": 20, "twentieth": 20, "centieme": 100, "hundredth": 100,
}  # fmt: skip
# "A fifth of it", "reduced by a fifth", not "a fifth man".
_OF_WHOLE = r"""(?= (?:of(?! \d)|more|less|higher|lower|cheaper|above|below|as|are|is|has|have|had
    |was|were|will|est|sont|a|ont|sera|seront|avait|since|over|in
    |de(?!r)|d'|des|du|en|plus|moins|seulement)\b|[^ \w'-]|\Z)"""
_PART = re.compile(
    rf"\b(?:(?:une?|a|one|another|un autre)[ -](?P<one>{words(' '.join(_PARTS))})(?:e? partie\b)?"
    + re.sub(r"\s*\n\s*", "", _OF_WHOLE)
    + r"|(?P<some>[2-9]|deux|trois|quatre|cinq|six|sept|huit|neuf|two|three|four|five|seven|eight"
    rf"|nine)[ -](?P<many>{words(' '.join(_PARTS))})s\b)"
)
_ALL = {**UNITS, "cent": 100, "hundred": 100}
_LOW = words(
    " ".join(sorted((n for n, v in _ALL.items() if v <= 90 and n != "a"), key=len, reverse=True))
)
_HIGH = words("deux trois quatre cinq six huit dix vingt cent two three four five eight ten twenty")
_OUT_OF = words("2 3 4 5 6 8 10 12 20 100")
_FEW = rf"\b(?P<few>\d{{1,2}}|{_LOW})"
# No whole of a share: "un accord sur dix ans", "un livre sur trois femmes", "two in ten cities".
_TIME = r"(?! ?(?:ans?|mois|jours?|heures?|years?|months?|weeks?|days?|hours?|minutes?|k?m|%)\b)"
_NO_NOUN = (
    r"(?! (?!(?:dans|plus|pas|sous|des|depuis|vers|sans|ces|ses|les|nous|moins|apres|jamais|is|was"
    r"|has|as|across|toujours|\w+ees)\b)\w+[sx]\b)"
)
_WHOLE = rf"(?P<whole>(?:{_HIGH}|{_OUT_OF})\b)(?![\d.,%]\d| \d| mille\b| million)"
_SHARES = (
    re.compile(rf"{_FEW} (?:[a-z'-]+ ){{0,3}}?sur {_WHOLE}{_TIME}{_NO_NOUN}"),
    re.compile(rf"{_FEW} (?:in|out of|in every|of every) {_WHOLE}{_TIME}"),
    re.compile(rf"{_FEW} (?:[a-z'-]+ ){{1,2}}?(?:in|out of) {_WHOLE}{_TIME}{_NO_NOUN}"),
)
_OF = re.compile(rf"{_FEW} (?:[a-z'-]+ )?de {_WHOLE}{_TIME}{_NO_NOUN}")
_TIMES = (
    (0.5, r"deux fois moins|half (?:of )?(?:what|as)|la moitie de ce|divise\w* par deux|halved"),
    (
        2.0,
        r"(?:le |se )?double\w*|deux fois (?:plus|la|le|les)\b(?! (?:an|annee|mois|semaine|jour)\b)"
        r"|twice|doubling|two times|multiplie\w* par deux(?! et)",
    ),
    (3.0, r"trois fois plus|three times|(?:le )?triple\w*|tripling|multiplie\w* par trois(?! et)"),
    (4.0, r"(?:le )?quadruple\w*|quadrupling"),
)
_TIME_RATIO = tuple((value, re.compile(rf"\b(?:{p})\b")) for value, p in _TIMES)
_LESS = r"moins|moindres?|inferieure?s?|less|fewer|lower|cheaper|smaller|shorter|lighter"
_SMALL = r"petite?s?|courte?s?|leger\w*|lente?s?|bas|basses?|faibles?|etroite?s?"
_MULTIPLE = re.compile(
    rf"\b(?P<times>\d{{1,3}}|{_LOW}) (?:fois|times) (?:(?P<less>{_LESS}|plus (?:{_SMALL}))"
    r"|plus|superieure?s?|aussi|autant|si|tant|davantage|celles?|celui|ceux|son|sa|ses|leurs?"
    r"|ce(?= qu)|l[ea]s?(?! (?:an|annee|mois|semaine|jour)\b)"
    r"|as|more|the|that of|what|its|their|(?!over|after|per|ever|other)\w+er)\b"
)


def shares(text: str) -> Iterator[Figure]:
    """Shares of a whole, then multiples: one half is a ratio, as it is said of both."""
    for match in _MULTIPLE.finditer(text):
        times = _value(match["times"])
        if times >= 2:
            value = 1 / times if match["less"] else times
            yield Figure("ratio", value, match.start(), match.end())
    for value, pattern in _TIME_RATIO:
        for match in pattern.finditer(text):
            yield Figure("ratio", value, match.start(), match.end())
    for pattern in _SHARES:
        for match in pattern.finditer(text):
            few, whole = _value(match["few"]), _value(match["whole"])
            if 0 < few < whole:
                yield _share(few / whole, match.start(), match.end())
    for value, pattern in _FRACTION:
        for match in pattern.finditer(text):
            if not HALF.match(text, max(0, match.start() - 6)):
                yield _share(value, match.start(), match.end())
    for match in _PART.finditer(text):
        few = _value(match["some"]) if match["some"] else 1
        value = few / _PARTS[match["one"] or match["many"]]
        yield _share(value, match.start(), match.end())


def loose_shares(text: str) -> Iterator[Figure]:
    """What may be a share: "trois écoles de quatre", which may be groups of four as well."""
    for match in _OF.finditer(text):
        few, whole = _value(match["few"]), _value(match["whole"])
        if 0 < few < whole:
            yield _share(few / whole, match.start(), match.end())


def _share(value: float, start: int, end: int) -> Figure:
    return Figure("ratio" if value == 0.5 else "fraction", value, start, end)


def _value(number: str) -> float:
    return float(number) if number.isdigit() else float(_ALL[number])
