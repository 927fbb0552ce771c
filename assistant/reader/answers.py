"""The words of a sentence that answer a question."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from assistant.reader.candidates import LikelyAnswer
from assistant.reader.elsewhere.circumstances import asked_years, years
from assistant.reader.elsewhere.series import beside_another
from assistant.reader.entities import spans
from assistant.reader.extents import UNITS, balanced, completed, trimmed, whole_words
from assistant.reader.features import closeness, is_new, rarity_of
from assistant.reader.folding import fold
from assistant.reader.questions import KINDS, Question
from assistant.reader.similarity import WORD, Words, WordVectors, similarities
from index.questions import FUNCTION_WORDS
from index.types import Span

SURE_ANSWER = 0.3  # probability from which a cross-encoder's answer is taken
LARGEST_ANSWER = 0.6  # of a sentence's characters: a longer answer is the sentence itself
# What a question for a date asks for by name, and how it begins.
_NARROWER = (
    (re.compile(r"\bheures?\b|\btime\b", re.IGNORECASE), re.compile(r"\d\d? ?(?:h|heures?)\b")),
    (re.compile(r"\bannées?\b|\byears?\b", re.IGNORECASE), re.compile(r".*\b\d{4}\b")),
)
# Kinds of answer that are one thing, unless the question asks for several.
_OF_ONE = frozenset(KINDS) - {"reason", "manner", "yes-no", "other"}
_SEVERAL = re.compile(r"\b(?:sont|étaient|quels|quelles|are|were)\b", re.IGNORECASE)
_PART_ENDS = re.compile(r"[,;] |\b(?:et|contre|puis) ")
_OTHER_FIGURE = re.compile(r"\d.*[,;] |[,;] .*\d", re.DOTALL)


def best_answer(
    question: Question, text: str, vectors: WordVectors, likely: LikelyAnswer | None
) -> Span | None:
    """The words of a sentence that answer; None when no few words in it do.

    The cross-encoder's ``likely`` answer, if it is likely enough and new: whole, or, where it cuts
    through an expression of the kind asked for, or adds small words to it ("en 2024"), that
    expression. Else, of those expressions, the one nearest to the words that match; where
    there is a less likely answer, of those alone that it touches. What is half
    of a range, a figure without its bound or the unit's sign, and what is denied just before,
    are made whole. Where it is asked who somebody or what something is, what rules find.
    """
    if question.identity:
        from assistant.reader.identification.identities import identity  # 0.1 s, for few questions

        return identity(text, question.identity)
    if question.thing:
        from assistant.reader.identification.definitions import (
            definition,  # 0.1 s, for few questions
        )

        if said := definition(text, question.thing):
            return said
    span = _best(question, text, vectors, likely)
    if span and beside_another(question, text, span.start):
        return None
    return span and completed(question, text, _of_asked_year(question, text, span))


def _of_asked_year(question: Question, text: str, span: Span) -> Span:
    """Of "9 % en 2011 et 12 % en 2016" what stands with the year that is asked about.

    The span, unless it stands with another, and one alone of its kind with that year.
    """
    asked = asked_years(question)
    if not asked:
        return span
    bounds = [0, *(mark.end() for mark in _PART_ENDS.finditer(text)), len(text)]
    parts = [(start, end, years(text[start:end])) for start, end in pairwise(bounds)]
    beside = next(named for start, end, named in parts if span.start < end)
    if not beside or beside & asked:
        return span
    with_it = [(start, end) for start, end, named in parts if named & asked]
    kind = spans(text, question.kind)
    found = [one for one in kind if any(start <= one.start < end for start, end in with_it)]
    return found[0] if len(found) == 1 else span


def _best(
    question: Question, text: str, vectors: WordVectors, likely: LikelyAnswer | None
) -> Span | None:
    if likely:
        kept = trimmed(text, *likely.span)
        likely = LikelyAnswer(kept, likely.probability) if kept.start < kept.end else None
    asked = set(question.words)
    wanted = _wanted(question, text)
    answers = [span for span in wanted if is_new(text, span, asked)]
    if likely and likely.probability >= SURE_ANSWER:
        span = _of_one_cell(text, whole_words(text, likely.span))
        if question.kind in _OF_ONE and not _SEVERAL.search(question.text):
            span = _of_one_part(text, span, asked)
        span = balanced(text, span)
        if is_new(text, span, asked) and span.end - span.start <= LARGEST_ANSWER * len(text):
            shared = [(min(s.end, span.end) - max(s.start, span.start), s) for s in answers]
            overlap, touched = max(shared, default=(0, span))
            if question.kind == "person" and _ends_name(text, span, touched):
                touched = span  # "la ministre des Sports Ada Roy": where the name begins is read
            within = span.start <= touched.start and touched.end <= span.end
            around = text[span.start : touched.start] + " " + text[touched.end : span.end]
            # "Le maire de Brest, Luc Roy", where the mayor of Brest is asked for
            known = FUNCTION_WORDS | (asked if question.kind == "person" else set())
            others = set(WORD.findall(fold(around))) - known or set(around) & set(UNITS)
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
            found.append((shared, trimmed(text, start, end)))
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


def _of_one_cell(text: str, span: Span) -> Span:
    """Of the cells of a table that the span goes through, the first that holds a word."""
    start = span.start
    cells = text[start : span.end].split("|")
    for cell in cells if len(cells) > 1 else ():
        if any(map(str.isalnum, cell)):
            return trimmed(text, start, start + len(cell))
        start += len(cell) + 1
    return span
