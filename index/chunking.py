"""Sentences -> passages of a token budget."""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.encoding import count_tokens
from index.sentences import split_article
from index.types import Article, Passage, Sentence
from index.unseen import as_read

DEFAULT_BUDGET = 256  # tokens
MIN_BUDGET = 16  # tokens: room for any one character
_SMALL = 1 / 4  # of the budget: a smaller passage goes on over a blank line
_WINDOW = 16  # characters a token is looked ahead for, in a sentence over the budget
_JOINERS = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of one over the budget, on its way into a passage."""

    sentence: Sentence
    tokens: int  # about: the passage's own count is what is held to the budget
    paragraph: bool  # begins one: a blank line stands before it
    apart: bool  # boilerplate stands before it


def chunk(article: Article, budget: int = DEFAULT_BUDGET) -> tuple[Passage, ...]:
    """Cut an article into passages of whole sentences, none over ``budget`` tokens.

    No passage spans boilerplate. A passage ends at a blank line unless it is still small, and
    before a heading, which stays with what follows; paragraphs over the budget are cut into parts
    of about one size. A sentence that is over the budget by itself is cut at spaces.
    Raises ``ValueError`` for a budget under ``MIN_BUDGET``.
    """
    if budget < MIN_BUDGET:
        raise ValueError(f"a passage needs a budget of at least {MIN_BUDGET} tokens, not {budget}")
    sections = _sections(list(_pieces(article, budget)), budget)
    return tuple(
        passage
        for section in sections
        for group in _groups(section, budget)
        for passage in _passages(article, [piece.sentence for piece in group], budget)
    )


def passage_id(source: str, start: int, end: int, text: str) -> str:
    """Return the hex hash (16 bytes) that names a passage by its place and its words."""
    content = f"{source}\x00{start}\x00{end}\x00{text}".encode(errors="surrogatepass")
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _tokens(text: str) -> int:
    return count_tokens(as_read(text))


def _pieces(article: Article, budget: int) -> Iterator[_Piece]:
    text, former = article.text, 0
    skips = [span.start for span in article.boilerplate]
    passed = 0
    for sentence in split_article(text, article.boilerplate):
        apart = passed < len(skips) and skips[passed] < sentence.start
        while passed < len(skips) and skips[passed] < sentence.start:
            passed += 1
        breaks = len(f"{text[former : sentence.start]}.".splitlines()) - 1
        tokens = _tokens(text[sentence.start : sentence.end])
        parts = [sentence] if tokens <= budget else list(_cut(text, sentence, budget))
        for part in parts:
            if len(parts) > 1:
                tokens = _tokens(text[part.start : part.end])
            begins = part is parts[0]
            yield _Piece(part, tokens, begins and breaks > 1, begins and apart)
        former = sentence.end


def _cut(text: str, sentence: Sentence, budget: int) -> Iterator[Sentence]:
    """Yield the parts of a sentence over the budget: as long as fits, cut at spaces."""
    start = sentence.start
    while start < sentence.end:
        end = _fitting_end(text, start, sentence.end, budget)
        kept = text[start:end].rstrip()
        yield Sentence(start, start + len(kept), sentence.heading)
        start = end
        while start < sentence.end and text[start].isspace():
            start += 1


def _fitting_end(text: str, start: int, end: int, budget: int) -> int:
    """Return the furthest place after a word, or failing that a character, within the budget."""
    last = min(end, start + budget * _WINDOW)
    if last == end and _tokens(text[start:end]) <= budget:
        return end
    low, high = start + 1, last  # the first character fits whatever it is
    while low < high:
        middle = (low + high + 1) // 2
        if _tokens(text[start:middle]) <= budget:
            low = middle
        else:
            high = middle - 1
    for place in range(low, start, -1):
        if text[place].isspace() and _tokens(text[start:place]) <= budget:
            return place
    whole = low
    while whole > start + 1 and _joined(text, whole):
        whole -= 1
    return whole if whole > start + 1 else low


def _joined(text: str, place: int) -> bool:
    """Tell whether the characters on both sides of ``place`` make one sign."""
    before, after = text[place - 1], text[place]
    return before == "\u200d" or after in _JOINERS or unicodedata.combining(after) != 0


def _sections(pieces: Sequence[_Piece], budget: int) -> list[list[_Piece]]:
    """Return runs of pieces that belong together: paragraphs, the small ones with the next."""
    sections: list[list[_Piece]] = []
    tokens = 0
    for piece in pieces:
        section = sections[-1] if sections else []
        heads = piece.sentence.heading and not all(one.sentence.heading for one in section)
        ended = piece.paragraph and tokens >= budget * _SMALL
        if not section or piece.apart or heads or ended:
            sections.append([])
            tokens = 0
        sections[-1].append(piece)
        tokens += piece.tokens
    return _with_small_ends(sections, budget)


def _with_small_ends(sections: list[list[_Piece]], budget: int) -> list[list[_Piece]]:
    """Give a small last paragraph, before a heading or the end, to the section it follows."""
    kept: list[list[_Piece]] = []
    for section in sections:
        tokens = sum(piece.tokens for piece in section)
        follows = not section[0].apart and not section[0].sentence.heading
        if kept and follows and tokens < budget * _SMALL:
            former = sum(piece.tokens for piece in kept[-1])
            if former + tokens <= budget:
                kept[-1].extend(section)
                continue
        kept.append(section)
    return kept


def _groups(section: Sequence[_Piece], budget: int) -> Iterator[list[_Piece]]:
    """Yield the section in as few parts as hold the budget, of about the same size."""
    total = sum(piece.tokens for piece in section)
    target = total / math.ceil(total / budget)
    group: list[_Piece] = []
    tokens = 0
    for piece in section:
        over = tokens + piece.tokens > budget
        if group and (over or tokens + piece.tokens / 2 > target):
            yield group
            group, tokens = [], 0
        group.append(piece)
        tokens += piece.tokens
    yield group


def _passages(article: Article, sentences: Sequence[Sentence], budget: int) -> Iterator[Passage]:
    """Yield the passage of these sentences; several where their exact count is over the budget."""
    start, end = sentences[0].start, sentences[-1].end
    text = article.text[start:end]
    tokens = _tokens(text)
    if tokens > budget and len(sentences) > 1:
        half = len(sentences) // 2
        yield from _passages(article, sentences[:half], budget)
        yield from _passages(article, sentences[half:], budget)
        return
    yield Passage(
        id=passage_id(article.source, start, end, text),
        source=article.source,
        title=article.title,
        start=start,
        end=end,
        text=text,
        tokens=tokens,
        sentences=tuple(sentences),
    )
