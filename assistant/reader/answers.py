"""The words of a sentence that answer a question."""

from __future__ import annotations

import unicodedata

from assistant.reader.candidates import LikelyAnswer
from assistant.reader.entities import spans
from assistant.reader.features import closeness, is_new, rarity_of
from assistant.reader.questions import Question, fold
from assistant.reader.similarity import WORD, Words, WordVectors, similarities
from index.questions import FUNCTION_WORDS
from index.types import Span

SURE_ANSWER = 0.3  # probability from which the first cross-encoder's answer is taken
LARGEST_ANSWER = 0.6  # of a sentence's characters: a longer answer is the sentence itself
_UNITS = "%€$£°"  # attached to figures


def best_answer(
    question: Question, text: str, vectors: WordVectors, likely: LikelyAnswer | None = None
) -> Span | None:
    """The words of a sentence that answer; None when no few words in it do.

    The cross-encoder's ``likely`` answer, if it is likely enough and new: whole, or, where it cuts
    through an expression of the kind asked for, or adds small words to it ("en 2024"), that
    expression. Else, of those expressions, the one nearest to the words that match.
    """
    asked = set(question.words)
    answers = [span for span in spans(text, question.kind) if is_new(text, span, asked)]
    if likely and likely.probability >= SURE_ANSWER:
        span = _whole_words(text, likely.span)
        if is_new(text, span, asked) and span.end - span.start <= LARGEST_ANSWER * len(text):
            shared = [(min(s.end, span.end) - max(s.start, span.start), s) for s in answers]
            overlap, touched = max(shared, default=(0, span))
            within = span.start <= touched.start and touched.end <= span.end
            around = text[span.start : touched.start] + " " + text[touched.end : span.end]
            more = set(WORD.findall(fold(around))) - FUNCTION_WORDS or set(around) & set(_UNITS)
            return span if overlap <= 0 or (within and more) else touched
    if not answers:
        return None
    words = Words([text])
    near = similarities(question.words, words.distinct, vectors)[:, words.ids[0]]
    rarity = rarity_of(question)
    share = rarity / rarity.sum()
    return max(answers, key=lambda span: closeness(span, words.starts[0], near, share))


def _whole_words(text: str, span: Span) -> Span:
    """The span, grown to whole words and figures, with the unit or sign that is attached."""
    start, end = span
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    return Span(start, end)


def _joined(text: str, place: int) -> bool:
    """Whether the characters before and after a place are of one word or figure."""
    before, after = text[place - 1], text[place]
    if before.isspace() or after.isspace():
        return False
    if before.isdigit() and after in ".,":
        return text[place + 1 : place + 2].isdigit()
    if before in ".,":
        return after.isdigit() and text[place - 2 : place - 1].isdigit()
    if after.isdigit() and before in "+-−":
        return not text[place - 2 : place - 1].strip()
    return _inside(before) and _inside(after)


def _inside(character: str) -> bool:
    return character.isalnum() or character in _UNITS or bool(unicodedata.combining(character))
