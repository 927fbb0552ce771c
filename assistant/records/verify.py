"""Exported conversations checked again: every quote still is what its article says there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.evaluation import normalize
from assistant.records import markdown
from assistant.records.codec import (
    answer_from_dict,
    check_version,
    from_json,
    turn_from_dict,
)
from assistant.records.export import FORMAT
from assistant.records.exported import ReadTurn
from assistant.types import Answer, Quote
from index.errors import ConversationError
from index.types import Article

_SHOWN = 100  # characters of a quote in a report
_CLOSING = {"»": "«", "”": "“"}
_CITED = re.compile(r"[»”][.,;]?\s*((?:\[\d{1,6}\]\s*)+)")
_NUMBER = re.compile(r"\[(\d{1,6})\]")


class Articles(Protocol):
    """What has the articles: an Assistant."""

    def article(self, source: str) -> Article:
        """The article at ``source``. Raises KeyError."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A quote that does not hold."""

    turn: int  # from 1
    what: str  # "quote 2", "closest passage 1", "text"
    where: str  # the file and the characters, when they are known
    reason: str

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"answer {self.turn}, {self.what}{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a check; nothing failed when ``failures`` is empty."""

    answers: int
    quotes: int
    failures: tuple[Failure, ...]


def verify(path: Path, articles: Articles) -> Report:
    """Check a Markdown or JSON export, or what ``assistant ask --json`` printed.

    Raises ConversationError when the file cannot be read as one of these.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConversationError(f"{path} cannot be read: {reason}") from error
    try:
        turns = read_export(text)
    except ConversationError as error:
        raise ConversationError(f"{path}: {error}") from error
    failures = [failure for turn in turns for failure in _check_turn(turn, articles)]
    quotes = sum(len(turn.quotes) + len(turn.closest) + len(turn.unread) for turn in turns)
    return Report(len(turns), quotes, tuple(failures))


def read_export(text: str) -> list[ReadTurn]:
    """The answers of an export, in whichever of its forms. Raises ConversationError."""
    if text.lstrip().startswith(("{", "[")):
        record = from_json(text)
        if isinstance(record, dict) and record.get("format") == FORMAT:
            check_version(record.get("version"))
            turns = record.get("turns")
            if not isinstance(turns, list):
                raise ConversationError('"turns" must be a list')
            read = [turn_from_dict(turn) for turn in turns]
            return [_read(n, turn.answer, turn.digests) for n, turn in enumerate(read, start=1)]
        return [_read(1, answer_from_dict(record), {})]
    turns = markdown.read(text)
    if markdown.MARKER not in text and not any(t.quotes or t.closest or t.unread for t in turns):
        raise ConversationError("it is no exported conversation or answer")
    return turns


def _read(number: int, answer: Answer, digests: Mapping[str, str]) -> ReadTurn:
    return ReadTurn(
        number,
        answer.text,
        list(enumerate(answer.quotes, start=1)),
        list(answer.closest),
        dict(digests),
        answered=answer.answered,
    )


def _check_turn(turn: ReadTurn, articles: Articles) -> Iterator[Failure]:
    named = [(f"quote {number}", quote) for number, quote in turn.quotes]
    named += [(f"closest passage {n}", quote) for n, quote in enumerate(turn.closest, start=1)]
    for what, quote in named:
        if reason := _wrong(quote, turn.digests.get(quote.source), articles):
            where = f"{quote.source}, characters {quote.start} to {quote.end}"
            yield Failure(turn.number, what, _line(where), reason)
    for text in turn.unread:
        reason = f"its file and characters cannot be read: {_shown(text)}"
        yield Failure(turn.number, "a quote", "", reason)
    if turn.answered is not None and turn.answered != bool(turn.quotes):
        reason = "no quote is beside it" if turn.answered else "yet quotes answer"
        yield Failure(turn.number, f'"answered": {str(turn.answered).lower()}', "", reason)
    for reason in _wrong_citations(turn):
        yield Failure(turn.number, "text", "", reason)


def _wrong(quote: Quote, digest: str | None, articles: Articles) -> str | None:
    """What is wrong with a quote; ``digest`` is that of the article it was taken from."""
    try:
        article = articles.article(quote.source)
    except KeyError:
        return "the article is missing"
    there = article.text[quote.start : quote.end]
    same_words = there == quote.text and 0 <= quote.start < quote.end <= len(article.text)
    title_kept = quote.title == article.title
    answers = quote.answer is None or quote.answer in quote.text
    if same_words and title_kept and answers:
        return None
    if digest not in (None, article.digest):
        return _since(quote, article, same_words)
    if not same_words:
        elsewhere = article.text.find(quote.text) if quote.text else -1
        if elsewhere >= 0:
            place = f"{elsewhere} to {elsewhere + len(quote.text)}"
            return f"{_blame(digest, 'place')}: these words stand at characters {place}"
        return f"{_blame(digest, 'quote')}: {_shown(quote.text)}; there stands {_shown(there)}"
    if not answers:
        return f"the words that answer are not in the quote: {_shown(quote.answer or '')}"
    return f"{_blame(digest, 'title')}: the article's is {_shown(article.title)}"


def _since(quote: Quote, article: Article, same_words: bool) -> str | None:
    """What is wrong with a quote of an article that has changed since."""
    if same_words:
        return None  # its title may have changed
    elsewhere = article.text.find(quote.text) if quote.text else -1
    if elsewhere >= 0:
        place = f"{elsewhere} to {elsewhere + len(quote.text)}"
        return f"the article has changed since; these words now stand at characters {place}"
    return f"the article has changed since and does not hold these words: {_shown(quote.text)}"


def _blame(digest: str | None, part: str) -> str:
    if digest is None:
        return f"the {part} was altered, or the article has changed since"
    return f"the {part} was altered"


def _wrong_citations(turn: ReadTurn) -> Iterator[str]:
    """Numbers of no quote, and quotations in the text that the quotes they cite do not hold."""
    quotes = dict(turn.quotes)
    if len(quotes) < len(turn.quotes):
        yield "two quotes have the same number"
    held_numbers = {n for quote in quotes.values() for n in _NUMBER.findall(quote.text)}
    for number in sorted(set(_NUMBER.findall(turn.text)) - held_numbers, key=int):
        if int(number) not in quotes:
            yield f"[{number}] cites no quote"
    for found in _CITED.finditer(turn.text):
        numbers = [int(number) for number in _NUMBER.findall(found[1])]
        held = [quotes[number].text for number in numbers if number in quotes]
        before = turn.text[: found.start()].rstrip()
        if any(before.endswith(text.strip()) for text in held):
            continue
        quoted = _quotation(before, found[0][0])
        if not any(normalize(quoted) in normalize(text) for text in held):
            yield f"the text quotes what {found[1].strip()} does not say: {_shown(quoted)}"


def _quotation(before: str, closing: str) -> str:
    """The words after the mark that the closing one closes, those inside being paired."""
    opening, depth = _CLOSING[closing], 1
    for place in range(len(before) - 1, -1, -1):
        depth += (before[place] == closing) - (before[place] == opening)
        if depth == 0:
            return before[place + 1 :]
    return before


def _line(text: str) -> str:
    """Text on one line, without what could move a terminal's cursor."""
    return "".join(c if c.isprintable() else " " for c in text)


def _shown(text: str) -> str:
    text = _line(text)
    return f"« {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'} »"
