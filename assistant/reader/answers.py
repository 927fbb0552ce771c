"""The words of a sentence that answer a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Set

from assistant.reader.candidates import LikelyAnswer
from assistant.reader.entities import names, spans
from assistant.reader.features import closeness, is_new, rarity_of
from assistant.reader.folding import fold
from assistant.reader.quantities import QUANTITIES
from assistant.reader.questions import KINDS, Question
from assistant.reader.similarity import WORD, Words, WordVectors, similarities
from index.page_rules import TAG
from index.questions import FUNCTION_WORDS
from index.types import Span

SURE_ANSWER = 0.3  # probability from which the first cross-encoder's answer is taken
LARGEST_ANSWER = 0.6  # of a sentence's characters: a longer answer is the sentence itself
_UNITS = "%€$£°"  # attached to figures
_HYPHENS = "-\u2010\u2011"
_CLOSING = {"(": ")", "[": "]", "«": "»", "“": "”", '"': '"'}
_NUMBER = QUANTITIES["number"].pattern
# "entre 10 et 20", "du 3 au 4"; a bare "10 à 20" may be "l'iPhone 15 à 900 euros" or a score.
_RANGE = re.compile(
    rf"\bentre (?:{_NUMBER})[^,;.]{{0,15}}? et (?:{_NUMBER})"
    r"|\bdu \d\d?(?:er)? au \d\d?(?:er)?(?!\d)",
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
    r"[ \u00a0\u202f]?(?:[kcm]?m[²³23]?|km/h|[km]?g|[cmh]?l|ha|t|°?C|[kMGT]Wh?|[kMGT]o|min)"
    r"(?![\w’'/-])"
)
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
# What a question for a date asks for by name, and how it begins.
_NARROWER = (
    (re.compile(r"\bheures?\b|\btime\b", re.IGNORECASE), re.compile(r"\d\d? ?(?:h|heures?)\b")),
    (re.compile(r"\bannées?\b|\byears?\b", re.IGNORECASE), re.compile(r".*\b\d{4}\b")),
)
# Kinds of answer that are one thing, unless the question asks for several.
_OF_ONE = frozenset(KINDS) - {"reason", "manner", "yes-no", "other"}
_SEVERAL = re.compile(r"\b(?:sont|étaient|quels|quelles|are|were)\b", re.IGNORECASE)
_OTHER_FIGURE = re.compile(r"\d.*[,;] |[,;] .*\d", re.DOTALL)
_NO_EDGE = " \t\r\n\u00a0\u202f,;:–—"  # what an answer that is cut does not begin or end with


def best_answer(
    question: Question, text: str, vectors: WordVectors, likely: LikelyAnswer | None
) -> Span | None:
    """The words of a sentence that answer; None when no few words in it do.

    The cross-encoder's ``likely`` answer, if it is likely enough and new: whole, or, where it cuts
    through an expression of the kind asked for, or adds small words to it ("en 2024"), that
    expression. Else, of those expressions, the one nearest to the words that match; where
    there is a less likely answer, of those alone that it touches. What is half
    of a range, a figure without its bound or the unit's sign, and what is denied just before,
    are made whole.
    """
    if question.identity:
        from assistant.reader.identities import identity  # 0.1 s, for few questions

        return identity(text, question.identity)
    span = _best(question, text, vectors, likely)
    return span and _completed(question, text, _in_whole_range(question, text, span))


def _completed(question: Question, text: str, span: Span) -> Span:
    """The span with the sign of its unit, and with the words that bound or deny it."""
    start, end = span
    sign = _SIGN.match(text, end)
    if sign and question.kind != "date" and text[end - 1].isdigit():
        end = sign.end()
    bound = _BOUND.search(text, 0, start)
    if bound and _UNCUT.match(text, start) and not _is_denied(text, bound.start()):
        start = bound.start()
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
    for start, last in (*(match.span() for match in _RANGE.finditer(text)), *whole, *begun):
        touched = [one.end for one in spans(text, question.kind) if one.start < last <= one.end]
        end = max([last, *touched])
        if start < span.end and span.start < end:
            span = Span(min(start, span.start), max(end, span.end))
    return span


def _best(
    question: Question, text: str, vectors: WordVectors, likely: LikelyAnswer | None
) -> Span | None:
    asked = set(question.words)
    wanted = _wanted(question, text)
    answers = [span for span in wanted if is_new(text, span, asked)]
    if likely and likely.probability >= SURE_ANSWER:
        span = _of_one_cell(text, _whole_words(text, likely.span))
        if question.kind in _OF_ONE and not _SEVERAL.search(question.text):
            span = _of_one_part(text, span, asked)
        span = _balanced(text, span)
        if is_new(text, span, asked) and span.end - span.start <= LARGEST_ANSWER * len(text):
            shared = [(min(s.end, span.end) - max(s.start, span.start), s) for s in answers]
            overlap, touched = max(shared, default=(0, span))
            if question.kind == "person" and _ends_name(text, span, touched):
                touched = span  # "la ministre des Sports Ada Roy": where the name begins is read
            within = span.start <= touched.start and touched.end <= span.end
            around = text[span.start : touched.start] + " " + text[touched.end : span.end]
            # "Le maire de Brest, Luc Roy", where the mayor of Brest is asked for
            known = FUNCTION_WORDS | (asked if question.kind == "person" else set())
            others = set(WORD.findall(fold(around))) - known or set(around) & set(_UNITS)
            alone = sum(share > 0 for share, _ in shared) == 1
            more = others and not (alone and _OTHER_FIGURE.search(around))  # "192 p., 20 €"
            if overlap > 0:
                return span if within and more else touched
            if len(wanted) == len(spans(text, question.kind)):
                return span  # else: it may be a day where the hour is asked for
    if likely and likely.probability < SURE_ANSWER:  # what it does not touch is mostly wrong
        answers = [s for s in answers if s.start < likely.span.end and likely.span.start < s.end]
    if not answers:
        return None
    words = Words([text])
    near = similarities(question.words, words.distinct, vectors)[:, words.ids[0]]
    rarity = rarity_of(question)
    share = rarity / rarity.sum()
    return max(answers, key=lambda span: closeness(span, words.starts[0], near, share))


def _ends_name(text: str, span: Span, name: Span) -> bool:
    """Whether a span is the end of a name, of two words or more."""
    ends = name.start < span.start and span.end == name.end
    return ends and " " in text[span.start : span.end] and text[span.start].isupper()


def _of_one_part(text: str, span: Span, asked: Set[str]) -> Span:
    """What is in the part of the sentence, up to a semicolon, that has most of the words asked.

    Of a span from within one pair of brackets into another, what stands within one pair, and its
    part begins after the one before. The whole span where no part has most.
    """
    bracketed = re.fullmatch(r"[^()]*\).*\([^()]*", text[span.start : span.end], re.DOTALL)
    found: list[tuple[int, Span]] = []
    for part in re.finditer("[^;)]+" if bracketed else "[^;]+", text):
        inside = part[0].rfind("(") + 1 if bracketed else 0
        start, end = max(part.start() + inside, span.start), min(part.end(), span.end)
        if any(map(str.isalnum, text[start:end])):
            shared = len(asked & set(WORD.findall(fold(part[0]))))
            found.append((shared, _trimmed(text, start, end)))
    highest = max(found)[0] if found else 0
    most = [kept for shared, kept in found if shared == highest]
    return most[0] if len(found) > 1 and len(most) == 1 else span


def _wanted(question: Question, text: str) -> list[Span]:
    """The expressions of the kind asked for; of dates, the hours or years where these are."""
    found = spans(text, question.kind)
    for named, begins in _NARROWER if question.kind == "date" else ():
        if named.search(question.text):
            found = [one for one in found if begins.match(text[one.start : one.end])] or found
    return found


def _whole_words(text: str, span: Span) -> Span:
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


def _of_one_cell(text: str, span: Span) -> Span:
    """Of the cells of a table that the span goes through, the first that holds a word."""
    start = span.start
    cells = text[start : span.end].split("|")
    for cell in cells if len(cells) > 1 else ():
        if any(map(str.isalnum, cell)):
            return _trimmed(text, start, start + len(cell))
        start += len(cell) + 1
    return span


def _balanced(text: str, span: Span) -> Span:
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
            span = _trimmed(text, *max(sides, key=lambda side: side[1] - side[0]))
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


def _trimmed(text: str, start: int, end: int) -> Span:
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
    return character.isalnum() or character in _UNITS or bool(unicodedata.combining(character))
