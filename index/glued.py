"""What has lost the end of its line: subheadings and captions glued to the text behind them.

"Une chute d'audienceLe présentateur": a copy of a page that drops line ends makes one line of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.abbreviations import GLUED
from index.unseen import EDGE

# A word that begins a sentence, behind the last letters of another.
_GLUED = re.compile(
    rf"(?<=[a-zà-öø-ÿœ]{{3}})(?:[LC]['’](?=\w)|(?:{'|'.join(sorted(GLUED))})(?= [^\W\d]))"
)
# '"Un vrai contre-pouvoir"Après son discours', "UNE MINE D'OREnsuite": in quotation marks or in
# capitals.
_FRESH = r"(?=[A-ZÀ-ÖØ-ÞŒ](?:[a-zà-öø-ÿœ]|['’]\w| [a-zà-öø-ÿœ]))"
_SAID = r"(?:\"(?![\s,.])[^\"\n]{2,88}(?<!\s)\"|[«“][^«»“”\n]{3,90}[»”])"
_QUOTED = re.compile(rf"(?:[^\W\d_a-zà-öø-ÿœ][^\"«»“”.!?…;\n]{{0,60}}[\s('’])?{_SAID}{_FRESH}")
_CAPITALS = re.compile(
    r"(?:[«“\"]? ?[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ\d'’-]*[»”\"]?(?: ?[,:])? )+"
    r"[«“\"]?[A-ZÀ-ÖØ-ÞŒ'’-]*[A-ZÀ-ÖØ-ÞŒ]{2}[»”\"]?" + _FRESH
)
# "Le port s'étendpar BFMTVAlors que": what a video is called, and who made it.
_CAPTION = re.compile(
    r"[^\n]{3,180}?(?<=[^\W_]|[?!»\"”)…])par (?:BFM ?TV|BFM Business|franceinfo|RMC|RTL|CNEWS|LCI"
    r"|euronews \(en français\)|Europe 1|Public Sénat|LCP|6MEDIAS|Le ?HuffPost|Le Parisien|01net)"
    r" ?(?=[A-ZÀ-ÖØ-ÞŒ\"«])"
)
_SHORTEST, _LONGEST = 8, 120  # characters of a subheading in marks or capitals
_PLAIN = re.compile(r"(?:^|[\s«»“”\"(’'-])[a-zà-öø-ÿœ]{3,}\Z")  # no brand, address or code
_MAX_GLUED, _MAX_WORD = 90, 40  # characters of a subheading, and of its last word
_ALNUM = re.compile(r"[^\W_]")


class Unit(NamedTuple):
    """A stretch of a text: a paragraph, an item, a sentence or a heading; offsets in characters."""

    start: int
    end: int
    heading: bool


def unglued(text: str, start: int, end: int) -> Iterator[Unit]:
    """Yield a sentence, cut where a subheading or a caption is glued to it."""
    if caption := _CAPTION.match(text, start, end):
        yield Unit(start, caption.end(), True)
        start = caption.end()
    first = EDGE.match(text, start, end)
    begins = first.end() if first else start
    marked = _QUOTED.match(text, begins, end) or _CAPITALS.match(text, begins, end)
    if marked and _SHORTEST <= marked.end() - begins <= _LONGEST:
        yield Unit(start, marked.end(), True)
        start = marked.end()
    quotations, seen = 0, start  # that are open
    for glued in _GLUED.finditer(text, start, end):
        place = glued.start()
        quotations += text.count("«", seen, place) - text.count("»", seen, place)
        seen = place
        if quotations > 0 or not _PLAIN.search(text, max(start, place - _MAX_WORD), place):
            continue
        letter = _ALNUM.search(text, start, place)
        heads = letter is not None and not letter.group().islower()
        yield Unit(start, place, heads and place - start <= _MAX_GLUED)
        start, quotations = place, 0
    yield Unit(start, end, False)
