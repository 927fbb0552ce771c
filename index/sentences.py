"""Texts -> sentences with their character offsets, for French (and English) as it is published.

In three steps: lines are joined into units (a paragraph, a list item, a heading), units are cut
into sentences, and short lines without a final stop that stand above text are marked as headings,
as are those that a lost line's end has glued to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from index.glued import Unit, unglued
from index.sentence_ends import sentence_ends
from index.types import Sentence, Span
from index.unseen import EDGE, UNSEEN

RULES_VERSION = 9

_MAX_HEADING = 120  # characters
_MAX_HEADING_WORDS = 20
_MAX_TITLE = 180  # characters of the text's first line
_MAX_LABEL_WORDS = 3  # of what stands before a stop in it
_MIN_WRAP, _MAX_WRAP = 40, 130  # characters of a line that was broken to fit a page
_CONTENT = re.compile(r"[^\W_]|[\u2190-\u2fff\U0001f000-\U0010ffff]")  # a letter, digit or symbol
_HASHES = re.compile(r"#{1,6}[ \t]+\S")
_ATX = re.compile(r"#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?")
_UNDERLINE = re.compile(r"(?:=+|-+)\Z")
_ITEM = re.compile(
    r"(?:[-–—•*‣◦▪●·+✓✔→►]|\(?\d{1,3}[.)°]|\(?[a-zA-Z][.)])[ \t\u00a0\u202f]|[|>]|#{1,6}[ \t]"
)
# "3. Le loup est partout", "4°) On peut tirer", "5 - Les chiens veillent".
_NUMBERED = re.compile(r"\(?\d{1,2} ?(?:°?[.)]|[°/-])[ \t\u00a0\u202f]+(?=[^\W\d]|[«\"“'‘])")
_GAP = re.compile(r"(?<=\S)[ \u00a0]{4,}(?=\S)")  # between the columns of a page
_COLUMN_WORDS = 3  # of running text; what is shorter is a table's
_OPEN_ENDED = re.compile(
    r"(?:[,;(«’'-]|\b(?:et|ou|de|du|des|le|la|les|un|une|à|au|aux|en|par|pour|sur|que|qui"
    r"|and|or|the|of|to|in)|\b(?:MM?|Mme|Mlle|Mr|Mrs|Dr|Pr|St|cf|p)\.|\b(?:Mme|Mlle|Me|Dr|Pr)s?)\Z"
)
_LABELLED = re.compile(r":\s")  # "Price: 8 €", "1981: the works are sold"
_INITIAL = re.compile(r"[a-zA-Z]\.\s")
# Possessive: what was read as a word is not tried in other ways.
_NAME = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*+(?:[.'’-][^\W\d_]++)?+[.'’-]?+"
_SIGNATURE = re.compile(  # or a credit
    rf"{_NAME}(?: (?:{_NAME}|de|du|des|le|la|et|avec)){{0,5}}(?<!\.)"
)
BYLINE = re.compile(
    r"(?:par|propos recueillis|by|publié|mis à jour|posted?|published|le \d)\b", re.IGNORECASE
)
_AROUND = "«»“”\"'’([)]*_—–- \u00a0\u202f"
# "- Subheading -" between two sentences of one line, as agencies write it, or alone on its line.
_INTERTITLE = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"»])|(?<=[.!?…][ \u00a0\u202f]»))"
    r" ?- ?[^\s-][^.\n]{0,80}? - ?(?=[A-ZÀ-ÖØ-Þ\"«])"
)
_FRAMED = re.compile(r"([-–—]) (?:(?! \1).)+ \1")


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    block: int  # lines of one block have neither a blank line nor left-out text between them
    indent: int


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """Return the sentences of ``text[start:end]``, in order; offsets are those of ``text``."""
    return _split(text, [Span(start, len(text) if end is None else end)])


def split_article(text: str, boilerplate: Sequence[Span]) -> list[Sentence]:
    """Return the sentences of what lies outside ``boilerplate`` (sorted, disjoint), in order."""
    edges = [0, *(edge for span in boilerplate for edge in span), len(text)]
    return _split(text, [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)])


def _split(text: str, ranges: Sequence[Span]) -> list[Sentence]:
    sentences: list[Sentence] = []
    for unit in _units(list(_lines(text, ranges))):
        for part in [unit] if unit.heading else _parts(text, unit):
            ends = [part.end] if part.heading else sentence_ends(text, part.start, part.end)
            start = part.start
            for end in ends:
                for piece in [part] if part.heading else unglued(text, start, end):
                    trimmed = _trimmed(text, piece.start, piece.end)
                    if _CONTENT.search(text, *trimmed):
                        sentences.append(Sentence(*trimmed, heading=piece.heading))
                start = end
    if all(sentence.heading for sentence in sentences):  # a heading heads something
        return [_as_text(text, sentence) for sentence in sentences]
    return sentences


def _as_text(text: str, heading: Sentence) -> Sentence:
    """Return a heading as a sentence like others, without the marks that make it a heading."""
    start, end = heading.start, heading.end
    bare = _ATX.fullmatch(text, start, end)
    return Sentence(*(bare.span(1) if bare else (start, end)))


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the range without the space and the invisible characters around it."""
    first = EDGE.match(text, start, end)
    start = first.end() if first else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in UNSEEN):
        end -= 1
    return Span(start, end)


def _lines(text: str, ranges: Sequence[Span]) -> Iterator[_Line]:
    """Yield the lines of the ranges that are not blank."""
    block = 0
    for span in ranges:
        position = span.start
        for raw in text[span.start : span.end].splitlines(keepends=True):
            start, end = _trimmed(text, position, position + len(raw))
            if start < end:
                yield _Line(start, end, text[start:end], block, start - position)
            else:
                block += 1
            position += len(raw)
        block += 1


def _units(lines: list[_Line]) -> Iterator[Unit]:
    """Yield paragraphs, items and headings in order."""
    width = _wrap_width(lines)
    starts = [
        number
        for number in range(len(lines))
        if number == 0 or not _continues(lines[number - 1], lines[number], width)
    ]
    units = [lines[first:after] for first, after in pairwise([*starts, len(lines)])]
    for number, unit in enumerate(units):
        above = units[number - 1] if number else []
        below = units[number + 1] if number + 1 < len(units) else []
        if _in_columns(unit, above, below):
            yield from (Unit(*cell, False) for cell in _cells(unit[0]))
        else:
            heads = _heads_part(unit, above, below) or _is_heading(unit, above, below)
            yield Unit(unit[0].start, unit[-1].end, heads)


def _wrap_width(lines: list[_Line]) -> int:
    """Return the length that lines were broken to fit; 0 unless sentences go on over breaks."""
    lengths = [
        len(line.text)
        for line, after in pairwise(lines)
        if line.block == after.block
        and _MIN_WRAP <= len(line.text) <= _MAX_WRAP
        and after.text[0].islower()
    ]
    return max(lengths) if len(lengths) > 1 else 0


def _continues(line: _Line, after: _Line, width: int) -> bool:
    """Tell whether the line break is only where the page's edge was."""
    if line.text[0] == after.text[0] == ">":  # a quotation in Markdown
        line, after = (one._replace(text=one.text.lstrip("> ") or "-") for one in (line, after))
    if line.block != after.block or _begins_item(line, after) or _HASHES.match(line.text):
        return False
    if _UNDERLINE.match(after.text) or _UNDERLINE.match(line.text):
        return False
    if _GAP.search(line.text) and _GAP.search(after.text):  # of one column each
        return False
    if _OPEN_ENDED.search(line.text):
        return True
    if after.text[0].islower() or after.text[0] in "»)":
        if after.indent and (line.indent or _ITEM.match(line.text)):
            return True
        return max(len(line.text), len(after.text)) >= _MIN_WRAP
    word = after.text.split(maxsplit=1)[0]
    return 0 < width <= len(line.text) + len(word) + 2 and len(line.text) <= _MAX_WRAP


def _begins_item(line: _Line, after: _Line) -> bool:
    """Tell whether ``after`` begins an item, which an initial in a broken sentence does not."""
    if not _INITIAL.match(after.text):
        return bool(_ITEM.match(after.text))
    former, letter = line.text[0].lower(), after.text[0].lower()
    if _INITIAL.match(line.text) and ord(letter) == ord(former) + 1:
        return True
    broken = len(line.text) >= _MIN_WRAP and line.text[-1].isalnum()
    return not (broken or _OPEN_ENDED.search(line.text))


def _in_columns(unit: list[_Line], above: list[_Line], below: list[_Line]) -> bool:
    """Tell whether a unit is a line of running text in columns: one beside it has a gap too."""
    line = unit[0]
    if len(unit) > 1 or not _GAP.search(line.text):
        return False
    others = [*above[-1:], *below[:1]]
    if not any(one.block == line.block and _GAP.search(one.text) for one in others):
        return False
    texts = _GAP.split(line.text)
    return all(len(re.findall(r"[^\W\d]+", text)) >= _COLUMN_WORDS for text in texts)


def _cells(line: _Line) -> Iterator[Span]:
    """Yield the parts of a line between its gaps."""
    start = line.start
    for gap in _GAP.finditer(line.text):
        yield Span(start, line.start + gap.start())
        start = line.start + gap.end()
    yield Span(start, line.end)


def _heads_part(unit: list[_Line], above: list[_Line], below: list[_Line]) -> bool:
    """Tell whether a numbered line heads the text below: in a list one beside it is numbered."""
    line = unit[0].text
    if len(unit) > 1 or not _NUMBERED.match(line) or _LABELLED.search(line):
        return False
    if any(_NUMBERED.match(other[0].text) for other in (above, below) if other):
        return False
    return _is_text(below) and _is_titular(line)


def _is_heading(unit: list[_Line], above: list[_Line], below: list[_Line]) -> bool:
    """Tell whether a unit heads what follows; ``above`` and ``below`` are those beside it.

    Of short lines that follow each other, or end the text, each says what it has to say itself.
    """
    line = unit[0]
    if _HASHES.match(line.text):
        return True
    listed = any(_ITEM.match(other[0].text) for other in (above, below) if other)
    framed = _FRAMED.fullmatch(line.text) and not listed
    if len(unit) > 1 or (_ITEM.match(line.text) and not framed):
        return False
    beside = below if below and below[0].block == line.block else []
    if beside and _UNDERLINE.match(beside[0].text):
        return True
    if above and above[-1].block == line.block:
        return False
    length = sum(len(other.text) for other in beside)
    if beside and length <= _MAX_HEADING and not BYLINE.match(beside[0].text):
        return False
    if not above:
        return _is_titular(line.text, first=True, labelled=bool(below))
    if not below and _SIGNATURE.fullmatch(line.text):
        return True
    return _is_text(below) and _is_titular(line.text) and not _LABELLED.search(line.text)


def _is_text(unit: list[_Line]) -> bool:
    """Tell whether a unit is a paragraph or an item, not nothing or a line like a heading."""
    if not unit or _HASHES.match(unit[0].text):
        return False
    return len(unit) > 1 or bool(_ITEM.match(unit[0].text)) or not _is_titular(unit[0].text)


def _is_titular(line: str, first: bool = False, labelled: bool = False) -> bool:
    """Tell whether a line reads like a title or heading; the first line may also ask or exclaim.

    ``labelled``: a title may stand behind a label or a question ("EN DIRECT. Le pont ferme").
    """
    bare = line.strip(_AROUND)
    return (
        len(line) <= (_MAX_TITLE if first else _MAX_HEADING)
        and len(line.split()) <= _MAX_HEADING_WORDS * (1 + first)
        and not bare.endswith((".", ":", ";", ","))
        and (first or not bare.endswith(("!", "?", "…")))
        and not bare[:1].islower()
        and not BYLINE.match(bare)
        and _is_whole(line, labelled)
    )


def _is_whole(line: str, labelled: bool) -> bool:
    """Tell whether a line is one sentence; or one behind a label or question, if it may be."""
    first, *further = islice(sentence_ends(line, 0, len(line)), 3)
    part = line[:first]
    label = len(part.split()) <= _MAX_LABEL_WORDS or part.endswith("?")
    return not further or (labelled and label and len(further) == 1)


def _parts(text: str, unit: Unit) -> Iterator[Unit]:
    """Yield a unit's running text and, apart from it, the subheadings inside."""
    start = unit.start
    for match in _INTERTITLE.finditer(text, unit.start, unit.end):
        yield Unit(start, match.start(), False)
        yield Unit(match.start(), match.end(), True)
        start = match.end()
    yield Unit(start, unit.end, False)
