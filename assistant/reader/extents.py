"""What the words that answer take along: whole words, pairs of marks, ranges, bounds, denials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from assistant.patterns import words
from assistant.reader.entities import names, spans
from assistant.reader.quantities import QUANTITIES
from assistant.reader.questions import Question
from index.page_rules import TAG
from index.types import Span

UNITS = "%€$£°"
"""Signs that are attached to figures."""
_HYPHENS = "-\u2010\u2011"
_CLOSING = {"(": ")", "[": "]", "«": "»", "“": "”", '"': '"'}
_NUMBER = QUANTITIES["number"].pattern
# "entre 10 et 20", "du 3 au 4", "10 à 20 %"; any other bare "10 à 20" may be a score, or be
# "l'iPhone 15 à 900 euros".
_RANGE = re.compile(
    rf"\bentre (?:{_NUMBER})[^,;.]{{0,15}}? et (?:{_NUMBER})"
    r"|\bdu \d\d?(?:er)? au \d\d?(?:er)?(?!\d)"
    rf"|(?<!\bde )(?<![\d.,])(?:{_NUMBER}) à (?:{_NUMBER})\s?(?:%|ans\b|degrés\b)",
    re.IGNORECASE,
)
# "pèse de 17 à 25", "âgés de 6 à 12": nothing changes from the one to the other.
_EXTENT = re.compile(
    r"\b(?:va|vont|allant|âgée?s?|(?:vari|oscill|pès|pes|mesur|coût|dur)(?:e|ent|era|aient|ait))"
    rf" (?P<whole>de (?:{_NUMBER}) à (?:{_NUMBER}))",
    re.IGNORECASE,
)
# "de 10 à 20 %", "de 10 € à 12 €": its first figure alone is half a range, or what no longer holds.
_CHANGE = re.compile(
    rf"\bde (?P<first>(?:{_NUMBER})(?:\s?(?P<unit>[^\W\d_]{{0,3}}[%€$£°]|[^\W\d_]+))?)"
    rf" à (?:{_NUMBER})"
    r"(?(unit)\s?(?P=unit)(?!\w)|(?:\s?[%€$£°])?)",
    re.IGNORECASE,
)
# The first figure is what is asked for.
_FORMER = re.compile(
    r"\b(?:\d{4}|ancien\w*|précédent\w*|avant|initial\w*|étai(?:t|ent)|was|were|before|former\w*)\b",
    re.IGNORECASE,
)
# A unit's sign after a figure, which says nothing without it: "2,40 m", "150 g".
_SIGN = re.compile(
    r"[ \u00a0\u202f]?(?:[kcm]?m[²³23]?|km/h|[km]?g|[cmh]?l|ha|t|°?C|[kMGT]Wh?|[kMGT]o|min"
    r"|euros?|dollars?|livres?|francs?|yens?|[%€$£])(?![\w’'/-])"
)
# "Jamais l'État n'a reçu": the words from "l'État" on say the contrary.
_NE = re.compile(r"\bn(?:e\s|['’])")
_DENIES = re.compile(
    rf"\b{words('pas plus jamais rien aucune? personne guère nul ni que')}\b|\bqu['’]"
)
_NEVER = re.compile(
    r"\b(?:jamais|aucune?)\b(?:(?!\bque? |\bqu['’])[^.,;:!?«»\"]){0,40}\Z", re.IGNORECASE
)
# "Rien n'indique s'il est en vie": "s'il est en vie" alone says what nobody knows.
_UNKNOWN = re.compile(
    r"(?:\brien n['’]indique|\bn(?:e |['’]en )sa(?:it|vent|is|vons)"
    r"|(?<!\bn['’])\bignor(?:e|ent|ons|ait|aient)|\bsans savoir|\bimpossible de (?:dire|savoir)"
    r"|\breste à (?:savoir|déterminer))\b(?:(?!\b(?:mais|et) )[^.;:!?«»]){0,60}\Z",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"{words('si où quand pourquoi comment qui combien')}\b|ce qu[ei]\b|s['’]il")
_NUMBERED = re.compile(r"(?<=[^\W\d_][ '’])(?<!\b[àÀ] )\w*[A-ZÀ-ÖØ-Þ]\w* \Z")  # "l'iPhone "
# Just before an answer; "à deux pas de Brest" and "il a dit non lundi" deny nothing of it.
_NEGATION = re.compile(
    r"(?:\A\W*|\bn(?:e\s|['’])(?:y\s)?[^\W\d_]+\s)(?P<no>pas\sd(?:e\s|['’]))\Z"
    r"|(?:\A\W*|[,(]\s?|\b(?:et|mais)\s)(?P<but>non\s(?:pas\s)?)\Z"
    r"|\b(?P<other>(?:aucune?|ni)\s)\Z|\b(?P<without>sans\s)\Z",
    re.IGNORECASE,
)
# Before a figure, which it makes another one.
_BOUND = re.compile(
    r"\b(?:(?:(?:pas|non)\s)?(?:plus|moins)\sd(?:e\s|['’])|au\s(?:moins|plus)\s|jusqu['’]à\s)\Z",
    re.IGNORECASE,
)
# Denies a bound or "sans": "n'est pas tombé plus de", "ne va jamais sans", "non sans".
_DENIED = re.compile(r"\bn(?:e\s|['’]|on\s)", re.IGNORECASE)
# "7 812", "cent vingt-sept", and hours: an answer cuts through none.
_UNCUT = re.compile(rf"(?<![\d.,])\d{{1,2}} ?h ?\d\d(?!\d)(?: ?min\b)?|{_NUMBER}", re.IGNORECASE)
_TAG = re.compile(TAG)
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")
_STOP = re.compile(r"(?<=[\w%€)»”\"])\.(?=[^\w.]*\Z)")  # of a sentence
_NO_EDGE = " \t\r\n\u00a0\u202f,;:–—"  # what an answer that is cut does not begin or end with


def completed(question: Question, text: str, span: Span) -> Span:
    """The span with what makes it whole.

    With both ends of the range that it is in, the sign of its unit, and the words that bound or
    deny it.
    """
    start, end = _in_whole_range(question, text, span)
    sign = _SIGN.match(text, end)
    if sign and question.kind != "date" and text[end - 1].isdigit():
        end = sign.end()
    bound = _BOUND.search(text, 0, start)
    if bound and _UNCUT.match(text, start) and not _is_denied(text, bound.start()):
        start = bound.start()
    if _NE.search(text, start, end) and not _DENIES.search(text, start, end):
        never = _NEVER.search(text, 0, start)
        start = never.start() if never else start
    if _ASKS.match(text, start) and (unknown := _UNKNOWN.search(text, 0, start)):
        start = unknown.start()
    denial = _NEGATION.search(text, 0, start)
    if denial and not (denial["without"] and _is_denied(text, denial.start())):
        start = denial.start(denial.lastgroup or 0)
    return Span(start, end)


def _is_denied(text: str, place: int) -> bool:
    """Whether what stands at a place is denied in its clause before it."""
    return bool(_DENIED.search(re.split("[.;:!?]", text[:place])[-1]))


def _in_whole_range(question: Question, text: str, span: Span) -> Span:
    """The span with both ends of the range that it is in, or of the change it is the start of."""
    former = question.kind == "date" or _FORMER.search(question.text)
    changes = () if former else _CHANGE.finditer(text)
    begun = (match.span() for match in changes if span.start < match.end("first"))
    extents = () if question.kind == "date" else _EXTENT.finditer(text)
    whole = (match.span("whole") for match in extents)
    ranges = (match.span() for match in _RANGE.finditer(text) if not _is_number_of(text, match))
    for start, last in (*ranges, *whole, *begun):
        touched = [one.end for one in spans(text, question.kind) if one.start < last <= one.end]
        end = max([last, *touched])
        if start < span.end and span.start < end:
            span = Span(min(start, span.start), max(end, span.end))
    return span


def _is_number_of(text: str, found: re.Match[str]) -> bool:
    """Whether a bare range begins in a name: "l'iPhone 12 à 30 % de remise"."""
    return found.group()[0].isdigit() and bool(_NUMBERED.search(text, 0, found.start()))


def whole_words(text: str, span: Span) -> Span:
    """The span, grown to whole words, numbers and names, with the unit or sign that is attached.

    Of a tag of HTML it takes no part.
    """
    start, end = span
    for name in names(text):
        end = name.end if start <= name.start < end < name.end else end
    for number in _UNCUT.finditer(text):
        start = number.start() if number.start() < start < number.end() else start
        end = number.end() if number.start() < end < number.end() else end
    for tag in _TAG.finditer(text):
        start = tag.end() if tag.start() < start < tag.end() <= end else start
        end = tag.start() if start <= tag.start() < end < tag.end() else end
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    cut = (match.end() for match in _ACRONYM.finditer(text) if match.start() < end < match.end())
    return Span(start, next(cut, end))


def balanced(text: str, span: Span) -> Span:
    """The span without half a pair of brackets or quotation marks.

    The other half is taken along where no word stands before it; else the longer part is kept of
    what is on either side of the half that is there.
    """
    partners = _partners(text)
    while halves := [
        place
        for place, other in partners.items()
        if span.start <= place < span.end and not span.start <= other < span.end
    ]:
        others = [partners[half] for half in halves]
        near = [other for other in others if _at_once(text, span, other, partners)]
        if near:
            span = Span(min(span.start, near[0]), max(span.end, near[0] + 1))
        else:
            sides = (span.start, halves[0]), (halves[0] + 1, span.end)
            span = trimmed(text, *max(sides, key=lambda side: side[1] - side[0]))
    return span


def _partners(text: str) -> dict[int, int]:
    """The places of brackets and quotation marks, each with that of its other half, or -1."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for place, sign in enumerate(text):
        closes = [depth for depth, one in enumerate(opened) if _CLOSING[text[one]] == sign]
        if closes:
            partners[place], partners[opened[closes[-1]]] = opened[closes[-1]], place
            del opened[closes[-1] :]
        elif sign in _CLOSING or sign in _CLOSING.values():
            partners[place] = -1
            opened += [place] if sign in _CLOSING else []
    return partners


def _at_once(text: str, span: Span, place: int, partners: Mapping[int, int]) -> bool:
    """Whether no word and no other mark stands between the span and the mark at a place."""
    between = range(span.end, place) if place >= span.end else range(place + 1, span.start)
    return place >= 0 and not any(text[at].isalnum() or at in partners for at in between)


def trimmed(text: str, start: int, end: int) -> Span:
    """What stands from one place to another, without the sentence's full stop, marks and spaces."""
    stop = _STOP.search(text, start)
    end = min(end, stop.start()) if stop else end
    while start < end and text[start] in _NO_EDGE:
        start += 1
    while start < end and text[end - 1] in _NO_EDGE:
        end -= 1
    return Span(start, end)


def _joined(text: str, place: int) -> bool:
    """Whether the characters before and after a place are of one word or figure."""
    before, after = text[place - 1], text[place]
    if before.isspace() or after.isspace():
        return False
    if before in _HYPHENS and text[place - 2 : place - 1].isalnum():
        return after.isalnum()
    if after in _HYPHENS and text[place + 1 : place + 2].isalnum():
        return before.isalnum()
    if before.isdigit() and after in ".,":
        return text[place + 1 : place + 2].isdigit()
    if before in ".,":
        return after.isdigit() and text[place - 2 : place - 1].isdigit()
    if after.isdigit() and before in "+-−":
        return not text[place - 2 : place - 1].strip()
    return _inside(before) and _inside(after)


def _inside(character: str) -> bool:
    return character.isalnum() or character in UNITS or bool(unicodedata.combining(character))
