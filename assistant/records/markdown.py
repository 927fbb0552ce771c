"""Answers as Markdown (CommonMark with GitHub's extensions), and their quotes read back from it.

A text of an article or of a model means nothing as Markdown: what could is escaped, so that it is
rendered as it is and ``unescape(escape(text)) == text`` for any text. A quote is one line, in a
block quote with its place:

    > **[1]** words of the article
    >
    > — *Title* — **file.txt**, characters 940 to 1039

A closest passage has no number. As ``*`` is escaped in texts, these marks can be nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant import phrases
from assistant.records.codec import Turn
from assistant.records.exported import ReadTurn
from assistant.types import Answer, Quote
from index.types import Language

MARKER = "<!-- verbatim conversation 1 -->"

_WRITTEN_OUT = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"  # line ends, tabs and other control characters
    r"|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"  # turn the line; no characters
    r"|\A\s|\s\Z|(?<= ) "  # space that a reader or an editor drops
)
_ESCAPED = re.compile(
    r"[\\`*_\[\]<>&#|~$=^{}@]"
    r"|:(?=\S)|(?i:(?<=www))\."  # addresses, which become links, and :smileys:
    r"|\A[-+:]"
)
_NUMBERED = re.compile(r"\A(\d{1,9})(?=[.)](?:\s|\Z))")
_READ = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")

_TEXT = r"((?:\\.|[^*\\])*)"  # between marks
_HEADING = re.compile(r"## (\d{1,6})\. ")
_QUOTE = re.compile(r"> (?:\*\*\[(\d{1,6})\]\*\* ?)?(.*)")
_PLACE = re.compile(rf"> — \*{_TEXT}\* — \*\*{_TEXT}\*\*, \D*(\d{{1,12}})\D+(\d{{1,12}})\D*")
_DIGEST = re.compile(rf"- \*\*{_TEXT}\*\* — `([0-9a-f]+)` \(([\d, ]+)\)")


def escape(text: str) -> str:
    """One line of Markdown that is rendered as this text."""
    escaped = _NUMBERED.sub(r"\1\\", _ESCAPED.sub(r"\\\g<0>", text))
    return _WRITTEN_OUT.sub(lambda found: f"&#{ord(found[0])};", escaped)


def unescape(markdown: str) -> str:
    """The text that ``escape`` wrote so."""
    return _READ.sub(lambda found: found[1] or _character(int(found[2])), markdown)


def _character(number: int) -> str:
    return chr(number) if number < 0x110000 else "\ufffd"


def write_answer(answer: Answer) -> str:
    """The answer's notice and text, and its quotes or closest passages with their places."""
    paragraphs = [f"*{escape(answer.notice)}*"] if answer.notice else []
    paragraphs += [
        "\\\n".join(map(escape, paragraph.split("\n")))
        for paragraph in answer.text.split("\n\n")
        if paragraph.strip()
    ]
    for number, quote in enumerate(answer.quotes, start=1):
        paragraphs.append(_write_quote(f"**[{number}]** ", quote, answer.language))
    if answer.closest:
        closest = phrases.load("answer", answer.language).say("closest")
        paragraphs.append(f"*{escape(closest)}*")
    paragraphs += [_write_quote("", quote, answer.language) for quote in answer.closest]
    return "\n\n".join(paragraphs)


def _write_quote(mark: str, quote: Quote, language: Language) -> str:
    where = phrases.load("export", language).say("range", start=quote.start, end=quote.end)
    title, source = escape(quote.title), escape(quote.source)
    return f"> {mark}{escape(quote.text)}\n>\n> — *{title}* — **{source}**, {where}"


def write_conversation(turns: Sequence[Turn], language: Language) -> str:
    """The whole conversation, with the digests of the articles at its end."""
    say = phrases.load("export", language).say
    date = f"{turns[0].asked:%Y-%m-%d %H:%M}" if turns else ""
    blocks = [MARKER, f"# {escape(say('conversation', date=date).strip())}"]
    for number, turn in enumerate(turns, start=1):
        blocks += [f"## {number}. {escape(turn.answer.question)}", write_answer(turn.answer)]
    if digests := _digest_lines(turns):
        blocks += [f"## {escape(say('articles'))}", say("digests"), "\n".join(digests)]
    return "\n\n".join(blocks) + "\n"


def _digest_lines(turns: Iterable[Turn]) -> list[str]:
    quoting: dict[tuple[str, str], list[str]] = {}
    for number, turn in enumerate(turns, start=1):
        for state in turn.digests.items():
            quoting.setdefault(state, []).append(str(number))
    return [
        f"- **{escape(source)}** — `{digest}` ({', '.join(numbers)})"
        for (source, digest), numbers in sorted(quoting.items())
    ]


def read(markdown: str) -> list[ReadTurn]:
    """The turns of an exported conversation or answer; those before any heading are number 1."""
    turns = [ReadTurn(1)]
    pending: re.Match[str] | None = None
    for line in [line.removesuffix("\r") for line in markdown.split("\n")]:
        turn = turns[-1]
        if pending and (place := _PLACE.fullmatch(line)):
            _add(turn, pending, place)
            pending = None
        elif pending and line.rstrip() == ">":
            continue
        else:
            if pending:
                turn.unread.append(unescape(pending[2]))
            pending = _QUOTE.fullmatch(line)
            if heading := _HEADING.match(line):
                turns.append(ReadTurn(int(heading[1])))
            elif digest := _DIGEST.fullmatch(line):
                _add_digest(turns, digest)
            elif not pending and not line.startswith(("# ", "## ", "*", "<!--")):
                turn.text += unescape(_without_break(line)) + "\n"
    if pending:
        turns[-1].unread.append(unescape(pending[2]))
    return turns if _holds(turns[0]) else turns[1:]


def _add(turn: ReadTurn, found: re.Match[str], place: re.Match[str]) -> None:
    title, source, start, end = place.groups()
    quote = Quote(unescape(found[2]), unescape(source), unescape(title), int(start), int(end))
    if found[1]:
        turn.quotes.append((int(found[1]), quote))
    else:
        turn.closest.append(quote)


def _add_digest(turns: list[ReadTurn], found: re.Match[str]) -> None:
    numbers = {int(number) for number in re.findall(r"\d{1,6}", found[3])}
    for turn in turns:
        if turn.number in numbers:
            turn.digests[unescape(found[1])] = found[2]


def _without_break(line: str) -> str:
    """A line of text without the backslash that breaks it, each of its own being doubled."""
    backslashes = len(line) - len(line.rstrip("\\"))
    return line[:-1] if backslashes % 2 else line


def _holds(turn: ReadTurn) -> bool:
    return bool(turn.quotes or turn.closest or turn.unread or turn.text.strip())
