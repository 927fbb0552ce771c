"""What in a page is not the article: spans to leave out of the index and of every quote.

A line (or a short paragraph broken over lines) is boilerplate when *each* of its sentences is
recognised by a rule; so a sentence about Facebook stays, whatever words it shares with a button.
Weak rules, whose lines could be a heading of the article, count only in company: beside another
piece of a page's furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from index.front_matter import front_matter
from index.page_lines import MAX_LINE, WEAK, Line, lines_of, rule_of
from index.page_rules import INLINE, KICKER
from index.types import Span

RULES_VERSION = 6  # of all that tells which spans these are, `index.page_lines` too

_MAX_TITLE = 180
_MAX_HEADLINE = 120  # of another article, in a link
_MAX_ENTRY = 30  # of a menu
_MAX_KICKERS = 3
_MIN_BROKEN = 40  # of a line that goes on in the next, whatever its first letter
_PROSE = frozenset({"follow_us", "follow_our", "newsletter", "invite_comment", "cookies"})
_LINKS = frozenset({"read_also", "other_articles", "navigation"})
# Stand between the article's own paragraphs too, so they are no company for a weak line.
_AMID_TEXT = frozenset({"lone_dashes", "image_file", "photo_credit", "advertisement", "title"})
_TITLED = re.compile(r"\w ?[:>»→|–—-]\W*\w")  # a label, a mark and a title
_ENTRY_MARK = re.compile(r"(?:[-*•]|\d+(?:\.\d+)*[.)]?) +")
_HEADING = re.compile(r"[\s>]*(?:#|<h[1-6]\b)", re.IGNORECASE)


class Cleaned(NamedTuple):
    """Where in a page stands what is not the article, and where its title.

    A title is short, mostly letters, does not end like a sentence or a list's opening, and is not
    all there is.
    """

    boilerplate: tuple[Span, ...]  # sorted and disjoint
    title: Span | None  # the article's first line, if it looks like one


@cache
def _inline() -> re.Pattern[str]:
    return re.compile("|".join(rule.pattern for rule in INLINE))


def cleaned(text: str) -> Cleaned:
    """Tell the article from the rest of its page."""
    front = front_matter(text)
    inline = [Span(*match.span()) for match in _inline().finditer(text)]
    lines = list(lines_of(_blanked(text, inline), front.end if front else 0))
    marks = _marks(lines)
    _mark_contents(lines, marks)
    _mark_kickers(text, lines, marks)
    title = _title(lines, marks)
    if title is not None:
        _mark_repeated(title, lines, marks)
    spans = [lines[number].span for number in _chosen(lines, marks)] + inline
    if front:
        spans.append(front)
    kept = None if title is None else lines[title].span
    return Cleaned(tuple(_joined(text, sorted(spans))), kept)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """Return the text with spaces in place of these spans."""
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], " " * (span.end - span.start)]
        position = span.end
    return "".join([*pieces, text[position:]])


def _marks(lines: list[Line]) -> dict[int, str]:
    """Return the rule that recognises each line, alone or as part of its block."""
    marks = {number: rule for number, line in enumerate(lines) if (rule := rule_of(line.text))}
    for _, members in groupby(range(len(lines)), key=lambda number: lines[number].block):
        block = list(members)
        known = [number for number in block if number in marks]
        broken = _broken(lines, block)
        if broken and all(marks[number] == broken for number in known):
            marks.update(dict.fromkeys(block, broken))
        elif len(known) > 1 and all(marks[number] in WEAK for number in known):
            if all(_is_short(lines[number].text, _MAX_ENTRY) for number in block):
                _mark_entries(block, known, marks)
        else:
            _mark_linked(lines, block, marks)
    _mark_between(lines, marks)
    return marks


def _broken(lines: list[Line], block: list[int]) -> str | None:
    """Return the rule that recognises a paragraph broken over the lines of a block."""
    parts = [lines[number].text for number in block]
    if len(parts) == 1 or not all(parts) or sum(map(len, parts)) > MAX_LINE:
        return None
    if not all(
        lines[number].lower or len(lines[former].text) >= _MIN_BROKEN
        for former, number in pairwise(block)
    ):
        return None
    rule = rule_of(" ".join(parts))
    return rule if rule in _PROSE else None


def _mark_entries(block: list[int], known: list[int], marks: dict[int, str]) -> None:
    """Mark a block of short lines as a menu whole, or as a list of the article not at all.

    The names of networks alone, among other names, make no menu.
    """
    menu = any(marks[number] != "share_button" for number in known)
    for number in block:
        if menu:
            marks.setdefault(number, marks[known[0]])
        elif len(known) < len(block):
            marks.pop(number, None)


def _mark_linked(lines: list[Line], block: list[int], marks: dict[int, str]) -> None:
    """Mark the titles that a label of links, such as "Lire aussi", has under it in its block.

    A label with a title in its own line has none below; and a question may be the article's.
    """
    label: str | None = None
    for number in block:
        text = lines[number].text
        if number in marks:
            bare = marks[number] in _LINKS and not _TITLED.search(text)
            label = marks[number] if bare else None
        elif label and _is_short(text, _MAX_HEADLINE) and not text.endswith("?"):
            marks[number] = label
        else:
            label = None


def _mark_between(lines: list[Line], marks: dict[int, str]) -> None:
    """Mark the short lines between the words of a menu that opens the page as entries of it.

    These are parts of a paper, such as "Sport"; under a link to the page's parts, in its block,
    all short lines are. Further down, lines between such words are the article's.
    """
    begun, linked = False, -1  # the block of the link
    between: list[int] = []
    for number, line in enumerate(lines):
        rule = marks.get(number)
        if rule == "menu_word":
            marks.update(dict.fromkeys(between, rule))
            begun, between = True, []
        elif rule == "navigation" and not _TITLED.search(line.text):
            linked = line.block
        elif not rule:
            entry = line.block == linked or KICKER.fullmatch(line.text)
            if not (begun and entry and _is_short(line.text, _MAX_ENTRY)):
                break
            between.append(number)


def _is_short(folded: str, limit: int) -> bool:
    """Tell whether a line is as short as a link: at most ``limit`` characters and no sentence."""
    return 0 < len(folded) <= limit and not folded.endswith((".", "!", ":", ";", ","))


def _title(lines: list[Line], marks: dict[int, str]) -> int | None:
    """Return the number of the title's line."""
    number = next((number for number in range(len(lines)) if number not in marks), len(lines))
    if number + 1 >= len(lines):
        return None
    below_kicker = marks.get(number - 1) == "kicker"
    if below_kicker and lines[number].byline and number + 1 not in marks:
        number += 1
    return number if _is_titular(lines[number].text) else None


def _is_titular(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    sentence = text.endswith((".", ",", ";", ":")) and not text.endswith("...")
    return 0 < len(text) <= _MAX_TITLE and not sentence and letters >= max(3, len(text) // 3)


def _mark_kickers(text: str, lines: list[Line], marks: dict[int, str]) -> None:
    """Mark what stands above the title, and says no more than what kind of article it heads.

    Who wrote it may stand between them. A line that is marked as a heading is the article's.
    """
    for _ in range(_MAX_KICKERS):
        number = _title(lines, marks)
        if number is None or _HEADING.match(text, text.rfind("\n", 0, lines[number].start) + 1):
            break
        title = number + 1 + lines[number + 1].byline  # a title is never the last line
        heads = title + 1 < len(lines) and not {number + 1, title} & marks.keys()
        if not (heads and KICKER.fullmatch(lines[number].text) and _is_titular(lines[title].text)):
            break
        marks[number] = "kicker"


def _mark_repeated(title: int, lines: list[Line], marks: dict[int, str]) -> None:
    """Mark the lines that are the title again; the first stays."""
    for number in range(title + 1, len(lines)):
        if lines[number].text == lines[title].text:
            marks.setdefault(number, "title")


def _mark_contents(lines: list[Line], marks: dict[int, str]) -> None:
    """Mark a table of contents: the lines after its label that come again as headings."""
    latest = {line.text: number for number, line in enumerate(lines) if number not in marks}
    for label in [number for number, rule in marks.items() if rule == "contents"]:
        for number in range(label + 1, len(lines)):
            text = lines[number].text
            entry = _ENTRY_MARK.sub("", text, count=1)
            again = max(latest.get(text, -1), latest.get(entry, -1))
            if number in marks or not text or again <= number:
                break
            marks[number] = "contents"


def _chosen(lines: list[Line], marks: dict[int, str]) -> Iterator[int]:
    """Yield the marked lines in order, less the weak ones without company."""
    numbers = iter(range(len(lines)))
    for number in numbers:
        run = [number] if number in marks else []
        while run and run[-1] + 1 in marks:
            run.append(next(numbers))
        weak = [member for member in run if marks[member] in WEAK]
        company = any(marks[member] not in WEAK | _AMID_TEXT for member in run)
        listed = number > 0 and lines[number - 1].text.endswith(":")
        drop = not company and (len(weak) < 2 or listed)
        yield from (member for member in run if not (drop and member in weak))


def _joined(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield the spans, those with nothing but space between them made one."""
    current: Span | None = None
    for span in spans:
        if current and not text[current.end : span.start].strip():
            current = Span(current.start, max(current.end, span.end))
            continue
        if current:
            yield current
        current = span
    if current:
        yield current
