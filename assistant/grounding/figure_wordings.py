"""A claim whose figures are written as its evidence writes them.

The rules tell whether figures are the same (`assistant.grounding.figure_checks`). The
cross-encoders, which read claim and evidence side by side, need not know that "$10bn" is
"10 milliards de dollars", which they often do not.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.grounding.figures import figures_of
from assistant.grounding.units import Figure
from assistant.grounding.words import plain
from index.types import Language


def with_figures_of(texts: Iterable[str], claim: str, language: Language) -> str:
    """The claim, each figure that one of these French texts has too in that text's writing.

    The claim as it is where none is written otherwise; else with straight signs.
    """
    written: dict[object, list[str]] = {}
    for text in texts:
        shown, low = plain(text)
        for figure in figures_of(low, "fr"):
            written.setdefault(_meant(figure), []).append(_in(shown, figure).strip())
    shown, low = plain(claim)
    changed = shown
    for figure in reversed(figures_of(low, language)):
        own = _in(shown, figure)
        theirs = written.get(_meant(figure), [])
        if theirs and own.strip() not in theirs:
            reworded = own.replace(own.strip(), theirs[0])
            changed = changed[: figure.start] + reworded + changed[figure.end :]
    return claim if changed == shown else changed


def _in(text: str, figure: Figure) -> str:
    return text[figure.start : figure.end]


def _meant(figure: Figure) -> object:
    return figure.kind, figure.value, figure.date, figure.word
