"""The article pane: the whole article, readable, with its quotes marked where they stand.

The text is cut at the edges of paragraphs, boilerplate, quotes and answering words, and every
piece escaped; ``textContent`` of a quote's marks, in order, is the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, pairwise

from assistant.phrases import Phrases
from assistant.types import Quote
from assistant.ui import icons
from assistant.ui.escaping import escape
from index.sentences import split_article
from index.types import Article, Span
from index.unseen import as_read

LONGEST_SHOWN = 200_000  # characters; of a longer article, what stands around the quote
_BLANK_LINES = re.compile(r"(?:[^\S\r\n]*(?:\r\n?|\n)){2,}\s*")
_LINE_ENDS = re.compile(r"\r\n?|\n")
_WRAPPED = 40  # characters from which on a line may have been broken to fit a page
_openings = count(1)


@dataclass(frozen=True, slots=True)
class Marked:
    """A quote to mark: its number in the answer, and whether it is the one looked at."""

    number: int
    quote: Quote
    current: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What the pane is opened at: one of the quotes, or closest passages, of a turn."""

    turn: str
    kind: str  # "quotes", "closest" or "found"
    quotes: Sequence[Quote]
    current: int  # place in ``quotes``

    @property
    def source(self) -> str:
        """The article that the current one stands in."""
        return self.quotes[self.current].source

    def marks(self) -> list[Marked]:
        """Those that stand in the same article as the current one."""
        return [
            Marked(number + 1, quote, number == self.current)
            for number, quote in enumerate(self.quotes)
            if quote.source == self.source
        ]


def article_html(article: Article, texts: Phrases, sight: Sight | None) -> str:
    """The pane's content: the article, at a quote or from its beginning."""
    marks = [mark for mark in sight.marks() if _stands(mark.quote, article)] if sight else []
    place = [f'<span class="file">{escape(article.source)}</span>']
    if article.date:
        place.insert(0, f"<time>{escape(article.date)}</time>")
    data, steps = "", ""
    if sight:
        quote = sight.quotes[sight.current]
        place.append(escape(texts.say("characters", start=quote.start, end=quote.end)))
        data = (
            f' data-turn="{sight.turn}" data-kind="{sight.kind}" data-number="{sight.current + 1}"'
        )
        steps = _steps(sight, texts)
        if not any(mark.current for mark in marks):
            steps += f'<p class="note failed">{escape(texts.say("changed_article"))}</p>'
    return (
        f'<article class="reading {sight.kind if sight else ""}" data-opening="{next(_openings)}"'
        f'{data} data-source="{escape(article.source)}">'
        f'<header><h2 class="title" lang="fr">{escape(article.title)}</h2>'
        f'<p class="place">{" · ".join(place)}</p>{steps}</header>'
        f'<div class="body" lang="fr">{_body(article, marks, texts)}</div></article>'
    )


def _stands(quote: Quote, article: Article) -> bool:
    """Whether the article still holds the quote where it was found."""
    return article.text[quote.start : quote.end] == quote.text


def _steps(sight: Sight, texts: Phrases) -> str:
    """Which of the quotes this is, with buttons to the one before, the next, and the answer."""
    count = len(sight.quotes)
    name = "nearby_of" if sight.kind == "closest" else "quote_of"
    where = escape(texts.say(name, number=sight.current + 1, count=count))

    def step(to: int, name: str, arrow: str) -> str:
        off = "" if 0 <= to < count else ' aria-disabled="true"'  # it keeps the focus
        label = escape(texts.say(name))
        return (
            f'<button type="button" class="icon" data-event="open" data-turn="{sight.turn}"'
            f' data-kind="{sight.kind}" data-number="{to + 1}" aria-label="{label}"'
            f' title="{label}"{off}>{arrow}</button>'
        )

    arrows = ""
    if count > 1:
        arrows = step(sight.current - 1, "previous_quote", icons.BEFORE)
        arrows += step(sight.current + 1, "next_quote", icons.AFTER)
    back, answer = escape(texts.say("back")), escape(texts.say("answer"))
    return (
        f'<div class="steps">{arrows}<span>{where}</span>'
        f'<button type="button" class="back" data-do="back" aria-label="{back}" title="{back}">'
        f"{icons.UPWARDS}{answer}</button></div>"
    )


def _body(article: Article, marks: Sequence[Marked], texts: Phrases) -> str:
    shown = _window(article, marks)
    paragraphs = [p for p in _paragraphs(article.text) if shown.start <= p.start < shown.end]
    headings = _headings(article)
    html = []
    for number, paragraph in enumerate(paragraphs):
        words = article.text[paragraph.start : paragraph.end].strip()
        title = as_read(words).lstrip("# ")  # of Markdown, too
        if not number and title == article.title and not _touched(paragraph, marks):
            continue  # the pane's own heading says it
        tag = "h3" if words in headings else "p"
        html.append(f"<{tag}{_flow(words)}>{_pieces(article, paragraph, marks, texts)}</{tag}>")
    if shown != Span(0, len(article.text)):
        html.insert(0, f'<p class="note">{escape(texts.say("long_article"))}</p>')
    return "".join(html)


def _window(article: Article, marks: Sequence[Marked]) -> Span:
    length = len(article.text)
    if length <= LONGEST_SHOWN:
        return Span(0, length)
    middle = next((mark.quote.start for mark in marks if mark.current), 0)
    start = max(0, min(middle - LONGEST_SHOWN // 2, length - LONGEST_SHOWN))
    return Span(start, start + LONGEST_SHOWN)


def _paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs, each with the blank lines after it: together, the text."""
    edges = [0, *(match.end() for match in _BLANK_LINES.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        if text[start:end].strip():
            yield Span(start, end)


@lru_cache(maxsize=64)
def _headings(article: Article) -> frozenset[str]:
    return frozenset(
        article.text[sentence.start : sentence.end]
        for sentence in split_article(article.text, article.boilerplate)
        if sentence.heading
    )


def _touched(span: Span, marks: Sequence[Marked]) -> bool:
    return any(mark.quote.start < span.end and span.start < mark.quote.end for mark in marks)


def _flow(words: str) -> str:
    """A class for a paragraph whose line ends mean something: a list, a poem, an address."""
    lines = _LINE_ENDS.split(words)
    broken_to_fit = all(len(line) >= _WRAPPED for line in lines[:-1])
    return "" if len(lines) == 1 or broken_to_fit else ' class="lines"'


def _pieces(article: Article, paragraph: Span, marks: Sequence[Marked], texts: Phrases) -> str:
    """A paragraph's text with boilerplate, quotes and answering words set apart."""
    text_end = paragraph.start + len(article.text[paragraph.start : paragraph.end].rstrip())
    aside = [span for span in article.boilerplate if _overlap(span, paragraph)]
    inside = [(mark, _answer_span(mark.quote)) for mark in marks if _overlap_quote(mark, paragraph)]
    edges = {paragraph.start, text_end, paragraph.end}
    for span in [*aside, *(Span(m.quote.start, m.quote.end) for m, _ in inside)]:
        edges |= {span.start, span.end}
    for _, span in inside:
        edges |= {span.start, span.end}
    within = sorted(edge for edge in edges if paragraph.start <= edge <= paragraph.end)
    runs: list[tuple[tuple[int, ...], int, str]] = []  # numbers of the quotes, start, HTML
    for start, end in pairwise(within):
        piece = escape(article.text[start:end])
        numbers: tuple[int, ...] = ()
        if any(span.start <= start < span.end for span in aside):
            piece = f'<span class="aside">{piece}</span>'
        else:
            covering = [(m, a) for m, a in inside if m.quote.start <= start < m.quote.end]
            numbers = tuple(m.number for m, _ in covering)
            if any(a.start <= start < a.end for _, a in covering):
                piece = f"<strong>{piece}</strong>"
        if start >= text_end:
            piece = f"<span hidden>{piece}</span>"
        if runs and runs[-1][0] == numbers:
            runs[-1] = (numbers, runs[-1][1], runs[-1][2] + piece)
        else:
            runs.append((numbers, start, piece))
    by_number = {mark.number: mark for mark in marks}
    return "".join(
        _mark(piece, [by_number[number] for number in numbers], start, texts) if numbers else piece
        for numbers, start, piece in runs
    )


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _overlap_quote(mark: Marked, paragraph: Span) -> bool:
    return _overlap(Span(mark.quote.start, mark.quote.end), paragraph)


def _answer_span(quote: Quote) -> Span:
    """Where the words that answer stand in the article; an empty span for none."""
    inside = quote.text.find(quote.answer) if quote.answer else -1
    if inside < 0 or not quote.answer:
        return Span(quote.start, quote.start)
    return Span(quote.start + inside, quote.start + inside + len(quote.answer))


def _mark(piece: str, covering: Sequence[Marked], start: int, texts: Phrases) -> str:
    shown = next((mark for mark in covering if mark.current), covering[0])
    numbers = " ".join(str(mark.number) for mark in covering)
    html = (
        f'<mark data-quotes="{numbers}"{" class=current" if shown.current else ""}>{piece}</mark>'
    )
    begun = [mark for mark in covering if mark.quote.start == start]
    said = "".join(
        f'<span class="unseen">{escape(texts.say("marked_quote", number=mark.number))} </span>'
        f'<span class="number" aria-hidden="true">{mark.number}</span>'
        for mark in begun
    )
    return said + html
