"""Whether the figures of a claim stand in its evidence: value, unit, bound, period and thing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.grounding.claims import PRENOMINAL, Claim
from assistant.grounding.concepts import is_person, is_weak
from assistant.grounding.figure_senses import (
    DURATIONS,
    RATES,
    bound,
    only_could_be,
    same_bound,
    same_date,
    same_rate,
    same_span,
    tells_time,
)
from assistant.grounding.figures import single_spans
from assistant.grounding.matching import COVERS, NEAR, Nearness
from assistant.grounding.units import CLOCK, CURRENCIES, Figure, measure
from assistant.grounding.words import Word

_UNIT = "unit"
_COMPARING = frozenset(["plus", "moins", "more", "less", "fewer", "de plus", "de moins"])
_IN_ALL = frozenset(["au total", "en tout", "in total", "in all"])
_MORE = re.compile(r" (?:\w+ )?(?:de plus|de moins|more|less|fewer)\b")
_NOUNS = frozenset("cas case cases".split())  # no words of content elsewhere
_PEOPLE = frozenset("people persons personnes gens".split())
_LENGTHS = (
    {"month": 1, "year": 12},
    {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800},
)
_MUCH = 1000  # an amount that may stand without its currency
_NOT_HEAD = re.compile(
    r"(?:auparavant|aujourd(?: hui)?|hui|before|previously|earlier|now|today|actuellement"
    r"|desormais|periode|maintenant|ensuite|seulement|only|meme)\Z|\w+ly\Z|annuel\w*|annual|\w+(?:ment)\Z"
)


class Figures:
    """Compares a claim's figures with those of its evidence."""

    def __init__(self, nearness: Nearness, aside: Sequence[Word]) -> None:
        """``aside``: words of the titles, for what a bare "units" may be."""
        self._nearness = nearness
        self._aside = aside

    def lacking(self, claim: Claim, evidence: Sequence[Claim]) -> str | None:
        """Why a figure is not carried: "figure: 400 000"; None when all are."""
        for figure in claim.figures:
            one = figure.kind in DURATIONS and figure.value == 1
            if not any(
                self._same(claim, figure, other, its)
                for other in evidence
                for its in (*other.figures, *(single_spans(other.text) if one else ()))
            ):
                kind = "date" if figure.kind in ("date", "weekday") else "figure"
                return f"{kind}: {claim.shown[figure.start : figure.end].strip()}"
        for _, pattern in RATES:
            found = pattern.search(claim.text)
            if (
                found
                and claim.figures
                and not any(pattern.search(other.text) for other in evidence)
            ):
                return f"figure: {found.group()}"
        return None

    def _same(self, claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
        if figure.kind == "date" or its.kind == "date":
            return figure.kind == its.kind and same_date(claim, figure, other, its)
        if figure.kind == "code" or its.kind == "code":
            return figure.word == its.word
        if figure.kind == "count" and its.kind in ("year", "hour"):
            # "under 26" for "les moins de 26 ans", "at ten" for "à 10 heures"
            bare = not _run(claim, figure) and (its.kind == "year" or tells_time(other, its))
            same = figure.value == its.value and bound(claim, figure) == bound(other, its)
            return bare and same
        hours = "hour" in (figure.kind, its.kind)
        if hours and tells_time(claim, figure) != tells_time(other, its):
            return False
        if _same_length(figure, its) or _same_share(figure, its):
            return same_bound(claim, figure, other, its)
        if _same_money(claim, figure, other, its):
            return same_bound(claim, figure, other, its)
        if figure.kind != its.kind and {figure.kind, its.kind} != {"about", "count"}:
            return False
        if not math.isclose(figure.value, its.value, rel_tol=1e-9):
            return False
        if CLOCK in (figure.word, its.word):
            return same_bound(claim, figure, other, its)
        if figure.kind in DURATIONS:
            return same_span(claim, figure, other, its)
        if not same_bound(claim, figure, other, its) or not same_rate(claim, figure, other, its):
            return False
        if only_could_be(claim, figure, other, its):
            return False
        if figure.kind in ("count", "about", "ordinal"):
            return _same_label(claim, figure, other, its) or self._same_thing(
                claim, figure, other, its
            )
        return True

    def _same_thing(self, claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
        """Whether both figures count the same kind of thing."""
        bare = not _run(other, its)  # what it counts is said before
        if bare and _is_difference(other, its) and not _is_difference(claim, figure):
            return False
        unit, measured = measure(claim.text, figure)[0], measure(other.text, its)[0]
        if unit and (measured or bare):  # "100 km" of "between 100 and 200 km"
            units = [measure(other.text, f)[0] for f in ([its] if measured else other.figures)]
            return unit in units
        said, meant = _heads(claim, figure), _heads(other, its)
        if not said or not meant:
            return True
        head, counted = said[0], _run(claim, figure)
        in_units = any(_UNIT in word.concepts for word in meant)
        if any(self._near(one, word) for one in counted for word in _run(other, its)):
            return in_units or not any(self._only_titled(word, other) for word in counted)
        for one, others in ((head, meant), (meant[0], said)):
            if one.text in _PEOPLE and any(is_person(word.text) for word in others):
                return True
        rest = [word for word in other.words if word not in meant]
        if in_units:
            return self._among(head, self._aside) and not self._among(head, rest)
        return _UNIT in head.concepts or self._unheard(head, claim, other)

    def _only_titled(self, word: Word, other: Claim) -> bool:
        """Whether a word is a title's alone: its "voitures électriques" make no others so."""
        return self._among(word, self._aside) and not self._among(word, other.words)

    def _unheard(self, head: Word, claim: Claim, other: Claim) -> bool:
        """Whether nothing is near the word: then it is found lacking for itself, not its figure."""
        heard = any(
            self._nearness.near(head, word) >= COVERS for word in (*other.words, *self._aside)
        )
        return head.content and not heard and not is_weak(head.text, claim.language)

    def _near(self, head: Word, word: Word) -> bool:
        return self._nearness.near(head, word) >= NEAR

    def _among(self, head: Word, words: Sequence[Word]) -> bool:
        return any(self._near(head, word) for word in words if word.content or word.inside)


def _is_difference(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is what is more or less: "14 de plus"."""
    return bool(_MORE.match(claim.text, figure.end))


def _same_label(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether both stand right behind one name or number: "Model 3", "V6 3.0"."""
    said = [w for w in claim.words if w.start < figure.start][-1:]
    meant = [w for w in other.words if w.start < its.start][-1:]
    return any(w.text == v.text and (w.name or w.text[-1].isdigit()) for w in said for v in meant)


def _same_length(figure: Figure, its: Figure) -> bool:
    """A year and a half is eighteen months, two days are 48 hours."""
    return figure.kind != its.kind and any(
        figure.kind in lengths
        and its.kind in lengths
        and math.isclose(figure.value * lengths[figure.kind], its.value * lengths[its.kind])
        for lengths in _LENGTHS
    )


def _same_share(figure: Figure, its: Figure) -> bool:
    """25 % is a quarter."""
    shares = {"percent": 0.01, "fraction": 1.0, "ratio": 1.0}
    if figure.kind == its.kind or not {figure.kind, its.kind} <= set(shares):
        return False
    return math.isclose(
        figure.value * shares[figure.kind], its.value * shares[its.kind]
    ) and its.value * shares[its.kind] in (0.25, 0.5, 0.75)


def _same_money(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether a bare number of millions is of the currency that its sentence speaks of."""
    if figure.value != its.value or figure.value < _MUCH:
        return False
    for (one, bare), (sentence, money) in (
        ((claim, figure), (other, its)),
        ((other, its), (claim, figure)),
    ):
        if bare.kind == "count" and money.kind in CURRENCIES and not _heads(one, bare):
            spoken = {f.kind for f in (*one.figures, *sentence.figures)} & CURRENCIES
            return spoken == {money.kind}
    return False


def _heads(claim: Claim, figure: Figure) -> list[Word]:
    """The noun that a figure counts; first those in the plural."""
    run = _run(claim, figure)
    plurals = [word for word in run if word.text.endswith(("s", "x")) or word.text == "people"]
    return plurals or run[:1]


def _run(claim: Claim, figure: Figure) -> list[Word]:
    """The words of content right behind a figure."""
    run: list[Word] = []
    unit = measure(claim.text, figure)[1]
    position = figure.end
    for word in claim.words:
        if word.start < figure.end:
            continue
        between = claim.text[position : word.start]
        if re.search(r"[^\s'-]", between):
            break
        position = word.start + len(word.text)
        if word.text in _COMPARING | _IN_ALL:
            break
        if word.text in PRENOMINAL and len(run) < 2:
            continue
        if not (word.content or word.text in _NOUNS or word.start < unit) or len(run) == 4:
            break
        if not _NOT_HEAD.match(word.text):
            run.append(word)
    return run
