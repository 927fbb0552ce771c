"""What a chat model writes, piece by piece -> its sentences with the numbers they cite.

Decoration (bold, headings, list signs, thoughts between <think> and </think>) is taken off.
Headings, lead-ins ("Voici ce que disent les articles :") and courtesies without a citation assert
nothing and are left out. A sentence without a citation takes those of the next cited sentence of
its paragraph.

The text is looked at only where white space has come, so that the result does not depend on how it
was cut into pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.grounding.marks import marks_in, may_open_mark, without_marks
from assistant.grounding.refusals import holds_sentinel
from index.sentence_ends import sentence_ends

LONGEST_SENTENCE = 2_000  # characters; what runs on is cut at the next space

_TAG = re.compile(r"<(/?)(?:think|thinking|thought|reasoning|reflection)>", re.IGNORECASE)
_TAG_BEGINS = re.compile(r"<(?:/?[a-z]{0,10})?\Z", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-–—•*‣◦▪●·+]|\(?\d{1,2}[.)])[ \t\u00a0\u202f]+(?=\S)")
_HEADING = re.compile(r"#{1,6}[ \t]+|={3,}|-{3,}|\*{3,}|```")
_QUOTED = re.compile(r"(?:>[ \t]*)+")
_BOLD = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=[^\s*_])[*_](?!\w)|`")
_WHOLLY_BOLD = re.compile(r"(?:\*\*|__)[^*]*[^*.!?](?:\*\*|__):?\Z")
_LABEL = re.compile(r"(?:réponse|answer|response|reply|assistant)\s*:\s+", re.IGNORECASE)
# What answers the question in a word or two, before what is told: no quote carries it.
_VERDICT = re.compile(
    r"(?:(?:not (?:really|quite|yet|exactly|necessarily)|quite the (?:opposite|contrary)"
    r"|far from it|on the contrary|apparently (?:not|so)"
    r"|pas (?:vraiment|encore|tout à fait|exactement|forcément)|(?:bien |tout )?au contraire"
    r"|loin de là|(?:apparemment|a priori|plutôt) (?:non|oui)"
    r"|il semble(?:rait)? que (?:non|oui))\s*[,:;–—]"
    r"|(?:it|they) (?:has|have|does|do|is|are|will)(?: not|n[’']t)?\s*:)\s+"
    r"(?:(?:puisque|car|même si|since|because|although|though|even though)\s)?",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:bien sûr|certainement|d[’']accord|bonjour|merci|volontiers|voici (?:la|ma|une) réponse"
    r"|oui|non|yes|no"
    r"|sure|certainly|of course|hello|thanks?(?: you)?|here is (?:the|my|an) answer)\s*[.!]*\Z",
    re.IGNORECASE,
)
_CITED_FROM = "[cite_start]"  # where Gemini begins what a mark behind it is for
_STOPS = frozenset(".!?…‽。！？\n")
_FINAL = re.compile(r"[.!?…:;][\s»”\"’')\]*_]*\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model wrote it, without decoration and marks."""

    text: str
    lead: str  # white space before it; "\n- " before a list's item
    numbers: tuple[int, ...] = ()  # that it cites; none when it cites nothing


class Sentences:
    """The sentences of a text that comes in pieces."""

    def __init__(self) -> None:
        self._incoming = ""  # may end in the beginning of a tag
        self._thinking = False
        self._buffer = ""  # from the end of the last sentence on
        self._lead = ""
        self._waiting: list[Draft] = []  # uncited so far, of this paragraph

    def feed(self, piece: str) -> list[Draft]:
        """The sentences that ``piece`` makes whole."""
        self._incoming += piece
        drafts: list[Draft] = []
        for text in self._spoken(final=False):
            drafts += self._take(text)
        return drafts

    def finish(self) -> list[Draft]:
        """The rest."""
        drafts: list[Draft] = []
        for text in self._spoken(final=True):
            drafts += self._take(text)
        drafts += self._cut(final=True)
        drafts += self._end_paragraph()
        return drafts

    def _spoken(self, final: bool) -> Iterator[str]:
        """What is outside of thoughts."""
        while found := _TAG.search(self._incoming):
            before, self._incoming = (
                self._incoming[: found.start()],
                self._incoming[found.end() :],
            )
            opens = not found[1]
            if not self._thinking and before:
                yield before
            if not self._thinking and not opens:  # all that came before was thought
                self._buffer = ""
                self._waiting = []
            self._thinking = opens
        begun = None if final else _TAG_BEGINS.search(self._incoming)
        keep = begun.start() if begun else len(self._incoming)
        text, self._incoming = self._incoming[:keep], self._incoming[keep:]
        if text and not self._thinking:
            yield text

    def _take(self, text: str) -> Iterator[Draft]:
        for run in re.findall(r"\S*\s|\S+\Z", text):
            self._buffer += run
            if run[-1].isspace():
                yield from self._cut(final=False)

    def _cut(self, final: bool) -> Iterator[Draft]:
        """Take whole sentences off the buffer."""
        self._buffer = self._buffer.replace(_CITED_FROM, "")
        while (end := self._end(final)) is not None:
            raw, self._buffer = self._buffer[:end], self._buffer[end:]
            yield from self._draft(raw)

    def _end(self, final: bool) -> int | None:
        """Where the buffer's first sentence ends, its marks included; None while that is open."""
        text = self._buffer
        if not text.strip():
            return len(text) if final and text else None
        start = len(text) - len(text.lstrip())
        if not final and not any(c in _STOPS for c in text[start:]):
            return len(text) if len(text) > LONGEST_SENTENCE else None
        end = self._sentence_end(text, start)
        if end is None or end >= len(text.rstrip()):
            over = final or len(text) > LONGEST_SENTENCE or text[start:].endswith("\n\n")
            return len(text) if over else None
        if not final and (may_open_mark(text) or not text[end:].strip()):
            return len(text) if len(text) > LONGEST_SENTENCE else None
        return end

    def _sentence_end(self, text: str, start: int) -> int | None:
        """The first end of a sentence, with the marks behind it; None when only the text's end."""
        marks = list(marks_in(text))
        masked = text
        for mark in marks:
            blank = " " * (mark.end - mark.start)
            masked = masked[: mark.start] + blank + masked[mark.end :]
        marks_begin = {mark.start: mark.end for mark in marks if not mark.opens}
        lines = [found.start() for found in re.finditer(r"\n", text[start:])]
        first_line = next(
            (start + at for at in lines if self._line_ends(text, start, start + at, marks_begin)),
            len(text),
        )
        item = _ITEM.match(text, start)
        begin = item.end() if item else start
        end = next(iter(sentence_ends(masked, begin, first_line)), first_line)
        end = min(end, first_line)
        while True:  # the marks that stand behind
            after = end + len(text[end:]) - len(text[end:].lstrip())
            if after not in marks_begin:
                break
            if "\n" in text[end:after] and not self._alone(text, marks_begin[after]):
                break
            end = marks_begin[after]
            stop = re.match(r"[ \t]?[.;,]+(?=\s|\Z)", text[end:])
            end += stop.end() if stop else 0
        return end if end < len(text) else None

    def _line_ends(self, text: str, start: int, at: int, marks: dict[int, int]) -> bool:
        """Whether the line break at ``at`` ends the sentence that begins at ``start``."""
        following = text[at:]
        rest = following.lstrip()
        if not rest or re.match(r"\s*\n\s*\n", following):
            return bool(re.match(r"\s*\n\s*\n", following))
        after = at + len(following) - len(rest)
        if after in marks and self._alone(text, marks[after]):
            return False
        line = text[start:at].rstrip()
        if _ITEM.match(rest) or _HEADING.match(rest) or _HEADING.match(line):
            return True
        return bool(_FINAL.search(line)) or not rest[0].islower()

    @staticmethod
    def _alone(text: str, end: int) -> bool:
        """Whether nothing but marks' punctuation follows on the line."""
        return not text[end:].split("\n", 1)[0].strip(" .,;")

    def _draft(self, raw: str) -> Iterator[Draft]:
        body = raw.strip()
        before = raw[: len(raw) - len(raw.lstrip())]
        lead, self._lead = self._lead + before, raw[len(raw.rstrip()) :]
        if not body:
            self._lead = lead + self._lead
            return
        breaks = lead.count("\n") > 1
        heading = _HEADING.match(body) or _WHOLLY_BOLD.match(body)
        body = _QUOTED.sub("", body, count=1) if body.startswith(">") else body
        item = _ITEM.match(body)
        if item:
            body = body[item.end() :]
            lead = lead.rstrip(" \t") + "- "
        numbers = tuple(dict.fromkeys(number for mark in marks_in(body) for number in mark.numbers))
        text = _plain(without_marks(body))
        alone = numbers and not any(map(str.isalnum, text))  # "Sources : [2]" below a paragraph
        if (breaks and not alone) or item or heading:
            yield from self._end_paragraph()
        if not any(character.isalnum() for character in text):
            if numbers:
                yield from self._release(numbers)
            self._lead = lead + self._lead
            return
        silent = heading or text.endswith(":") or _COURTESY.match(text)
        if silent and not numbers and not holds_sentinel(text):
            return
        draft = Draft(text, lead, numbers)
        if numbers:
            yield from self._release(numbers)
            yield draft
        else:
            self._waiting.append(draft)

    def _release(self, numbers: tuple[int, ...]) -> Iterator[Draft]:
        """The sentences that waited for these citations."""
        for draft in self._waiting:
            yield replace(draft, numbers=numbers)
        self._waiting = []

    def _end_paragraph(self) -> Iterator[Draft]:
        yield from self._waiting
        self._waiting = []


def _plain(text: str) -> str:
    """Without Markdown's signs, an answer's label, and a verdict before what is told."""
    text = re.sub(r"[ \t\n]+", " ", _BOLD.sub("", _HEADING.sub("", text)))
    text = _LABEL.sub("", text.strip(), count=1).strip()
    if verdict := _VERDICT.match(text):
        text = text[verdict.end() :]
        text = text[:1].upper() + text[1:]
    return text
