"""Answers without a chat model: exact quotes, with as few words around them as will do."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Collection, Generator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.phrases import Phrases, load
from assistant.reader.answers import best_answer
from assistant.reader.candidates import Candidate
from assistant.reader.folding import fold
from assistant.reader.questions import Question, read_question
from assistant.reader.reading import PASSAGES, Reading, read
from assistant.reader.reranking import Reranker, rerank
from assistant.reader.similarity import WordVectors
from assistant.types import Answer, Evidence, Quote, StreamEvent, TextDelta, mark
from index.embedding import static_embedder
from index.questions import question_language
from index.retrieval import Index
from index.types import Language, Span
from index.unseen import as_read, as_written

MODEL = "embedded"
MOST_QUOTES = 3
CLOSEST = 3
# A further sentence is quoted when it is at least this likely, against the first one: a difference
# of the reader's scores is a log ratio of likelihoods (so they were fitted), one of a reranker's
# logits a log ratio of odds, wherever their zero lies.
FURTHER = 0.5
# Or at least this likely, when the same figure answers, such as a year or an amount: on the
# development articles more than half of such sentences are right (there are few), and of the other
# further quotes one in four.
CONFIRMS = 0.25
# Cosine from which on two sentences say the same, if their figures are the same; or are about the
# same, so that the same words that answer mean the same.
ALIKE = 0.80
RELATED = 0.35

_JOINS = frozenset(("à", "au", "aux", "d", "de", "des", "du", "en", "et", "ou", "par", "pour"))
# The end of a line, in a quotation in Markdown too; after a word's hyphen, as in "Rhône-Alpes".
_BREAK = re.compile(r"(?P<hyphen>(?<=\w)-)?[^\S\r\n]*[\r\n]+[>\s]*")
_QUOTATION = re.compile(r"\A[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]\Z")
_PIECE = re.compile(r"\s*\S+\s*")
_FIGURE = re.compile(r"(\d+(?:[\s.,]\d+)*)\s?([^\W\d]+|[%€$])?")


@dataclass(frozen=True, slots=True)
class Found:
    """A question, and what the articles hold for it."""

    text: str  # the question as asked
    question: Question
    reading: Reading
    vectors: WordVectors


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer that is there at once, given as one that is being written."""

    answer: Answer

    def stream(self) -> Generator[StreamEvent]:
        """Its quotes, its text in words, and the answer itself."""
        yield Evidence(self.answer.quotes)
        for piece in _PIECE.findall(self.answer.text):
            yield TextDelta(piece)
        yield self.answer

    async def astream(self) -> AsyncGenerator[StreamEvent]:
        """As ``stream``, which never waits."""
        for event in self.stream():
            yield event


def look(
    text: str,
    index: Index,
    language: Language | None = None,
    sources: Collection[str] | None = None,
    reranker: Reranker | None = None,
) -> Found:
    """Search the articles (only ``sources``, when given) and read what is found.

    ``text`` is a question that can be answered as asked. ``reranker`` orders the evidence in the
    embedded reader's place. Raises RerankerError, and EmbedderError when a shipped model is
    damaged.
    """
    language = language or question_language(text)
    question = read_question(text, language)
    hits = index.search(text, language, PASSAGES, sources)
    reading = read(question, hits, index.word_vectors)
    if reranker:
        reading = rerank(reading, text, reranker)
    return Found(text, question, reading, index.word_vectors)


def answer(found: Found) -> Answer:
    """Answer from the articles, or say that they do not say."""
    if not found.reading.answers:
        return silence(found)
    quotes = evidence(found.question, found.reading, found.vectors)
    doubtful = found.reading.doubtful
    text = compose(quotes, load("answer", found.question.language), doubtful=doubtful)
    return replace(
        silence(found), text=text, answered=True, quotes=quotes, closest=(), doubtful=doubtful
    )


def silence(found: Found) -> Answer:
    """The answer that the articles do not say, with what comes closest."""
    return Answer(
        question=found.text,
        text=load("answer", found.question.language).say("silent"),
        answered=False,
        quotes=(),
        closest=closest(found.reading),
        language=found.question.language,
        model=MODEL,
        confidence=found.reading.confidence,
    )


def unasked(text: str, language: Language) -> Answer:
    """What is said to words that ask nothing: thanks, a greeting."""
    said = load("answer", language).say("unasked")
    return Answer(text, said, False, quotes=(), closest=(), language=language, model=MODEL)


def evidence(question: Question, reading: Reading, vectors: WordVectors) -> tuple[Quote, ...]:
    """The sentences that answer, best first: the best one, and others nearly as likely."""
    likely = np.exp(reading.scores - reading.scores[0])
    chosen: list[Quote] = []
    for candidate, share in zip(reading.candidates, likely, strict=True):
        if len(chosen) == MOST_QUOTES or share < CONFIRMS:
            break
        if _new(candidate, chosen):
            span = best_answer(question, candidate.text, vectors, candidate.answer)
            quote = quote_of(candidate, span)
            if share >= FURTHER or _confirms(quote, chosen[0]):
                chosen.append(quote)
    return tuple(chosen)


def closest(reading: Reading) -> tuple[Quote, ...]:
    """The best sentence of each of the nearest passages; they are no evidence."""
    found: dict[str, Quote] = {}
    for candidate in reading.candidates:
        found.setdefault(candidate.hit.passage.id, quote_of(candidate))
        if len(found) == CLOSEST:
            break
    return tuple(found.values())


def compose(quotes: Sequence[Quote], phrases: Phrases, *, doubtful: bool = False) -> str:
    """A short text around the exact quotes; what several articles say alike is said once.

    It begins with the words that answer, where there are any; or with the doubt whether any do, in
    a paragraph of its own: all that follows is meant.
    """
    parts = [phrases.say("doubtful")] if doubtful else []
    source_before = ""
    for number, group in enumerate(grouped(quotes)):
        marks = "".join(mark(1 + quotes.index(quote)) for quote in group)
        articles = _titles(group)
        if len(articles) > 1:
            titles = [phrases.say("title_in_list", title=title) for title in articles]
            joined = phrases.say("between_titles").join(titles)
            said = phrases.say(
                "several_articles",
                count=len(articles),
                titles=joined,
                quote=group[0].text,
                marks=marks,
            )
        elif group[0].source == source_before:
            said = phrases.say("further_there", quote=group[0].text, marks=marks)
        else:
            text = "further" if number else "one_article"
            said = phrases.say(text, title=articles[0], quote=group[0].text, marks=marks)
        source_before = group[0].source if len(articles) == 1 else ""
        parts.append(said)
    text = "\n\n".join(parts)
    if doubtful or not quotes[0].answer:
        return text
    return f"{phrases.say('short_answer', answer=in_one_line(quotes[0].answer))} {text}"


def in_one_line(words: str) -> str:
    """An answer's words as a line shows them; a word that a line's end parts is whole again."""
    return _BREAK.sub(lambda end: end["hyphen"] or " ", as_read(words))


def _titles(quotes: Sequence[Quote]) -> list[str]:
    """The articles' titles, in order; copies, the same words under the same title, count as one.

    One that is a quotation loses its marks: others are set around it.
    """
    articles: dict[str, Quote] = {}
    for quote in quotes:
        articles.setdefault(quote.source, quote)
    titles = dict.fromkeys((quote.title, quote.text) for quote in articles.values())
    return [_QUOTATION.sub(r"\1", title) for title, _ in titles]


def grouped(quotes: Sequence[Quote]) -> list[list[Quote]]:
    """Quotes that say the same together, in the order of their first."""
    vectors = static_embedder().encode([as_read(quote.text) for quote in quotes])
    groups: list[list[int]] = []
    for number, quote in enumerate(quotes):
        for group in groups:
            cosine = float(vectors[number] @ vectors[group[0]])
            if _say_the_same(quote, quotes[group[0]], cosine):
                group.append(number)
                break
        else:
            groups.append([number])
    return [[quotes[number] for number in group] for group in groups]


def _say_the_same(one: Quote, other: Quote, cosine: float) -> bool:
    if one.answer and other.answer and _same_answer(one.answer, other.answer):
        return cosine >= RELATED
    figures = (re.findall(r"\d+", quote.text) for quote in (one, other))
    return cosine >= ALIKE and next(figures) == next(figures)


def _confirms(further: Quote, first: Quote) -> bool:
    """Whether what answers in both is the same, and has a figure."""
    if not (further.answer and first.answer and re.search(r"\d", first.answer)):
        return False
    return _same_answer(further.answer, first.answer)


def _same_answer(one: str, other: str) -> bool:
    """Whether the words of the one are among the other's, and the figures are the same."""
    one, other = as_read(one), as_read(other)
    words = [set(re.findall(r"\w+", fold(answer))) for answer in (one, other)]
    return _figures(one) == _figures(other) and (words[0] <= words[1] or words[1] <= words[0])


def _figures(answer: str) -> list[tuple[str, str]]:
    """The numbers as they are written, and the word or sign that tells what each counts."""
    found = _FIGURE.findall(fold(answer))
    return [(number, "" if unit in _JOINS else unit) for number, unit in found]


def _new(candidate: Candidate, chosen: Sequence[Quote]) -> bool:
    """Whether the sentence is not one of the same article's that is quoted already."""
    passage = candidate.hit.passage
    return not any(q.text == candidate.written and q.source == passage.source for q in chosen)


def quote_of(candidate: Candidate, span: Span | None = None) -> Quote:
    """The candidate's sentence as a quote; ``span`` are the words that answer, as it is read."""
    passage, sentence, text = candidate.hit.passage, candidate.sentence, candidate.written
    words = as_written(text, [span])[0] if span else None
    return Quote(
        text=text,
        source=passage.source,
        title=passage.title,
        start=sentence.start,
        end=sentence.end,
        answer=text[words.start : words.end] if words else None,
    )
