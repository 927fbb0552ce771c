"""Whether the figures of a claim stand in its evidence: value, unit, bound, period and thing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.grounding.bounds import bound, other_limit, same_bound, same_excess
from assistant.grounding.claims import PRENOMINAL, Claim
from assistant.grounding.concepts import is_person, is_weak
from assistant.grounding.date_senses import same_date
from assistant.grounding.figure_senses import DURATIONS, only_could_be, same_span, tells_time
from assistant.grounding.figures import loose_figures
from assistant.grounding.matching import COVERS, NEAR, Nearness
from assistant.grounding.rates import RATES, each_for_all, same_rate, tells_rate
from assistant.grounding.tolls import same_fate
from assistant.grounding.units import CLOCK, CURRENCIES, Figure, measure
from assistant.grounding.words import Word

_UNIT = "unit"
_COMPARING = frozenset(["plus", "moins", "more", "less", "fewer", "de plus", "de moins"])
_IN_ALL = frozenset(["au total", "en tout", "in total", "in all"])
_MORE = re.compile(
    r" (?:\w+ )?(?:de plus|de moins|more|less|fewer)\b"
    r"| (?:additional|extra|supplementaires|above|below)\b"
)
_COUNTED = re.compile(r" (?:autres?|others?|more|d'entre|of|de|des|en|sur|to|a)\b")
_NOUNS = frozenset("cas case cases".split())  # no words of content elsewhere
_PEOPLE = frozenset("people persons personnes gens hommes individus".split())
_ANIMALS = frozenset("animaux betes individus tetes".split())
_TURNS = frozenset("fois reprises".split())
_LENGTHS = (
    {"month": 1, "year": 12},
    {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800},
)
_MONEY = re.compile(
    r"(?:fonds|fund(?:s|ing)|invest\w*|prete?s?|loans?|loss(?:es)?|pertes?|dettes?|debts?"
    r"|economise\w*|subventions?|subsid\w+|argent|money|contract|contrat|bill|facture|budget)\Z"
)
_LESS = re.compile(r" ?(?:de )?(?:moins|plus|less|more|fewer|\w{3,}er)\b")
_LEVEL = re.compile(r" (?:as (?:much|many)|of what)\b")
_NUMBERED = re.compile(r"(?:n[°º]|\bnumero) ?\Z")  # a figure that only names
_OFTEN = re.compile(r" (?:fois|reprises|times)\b")
_AS_MUCH = re.compile(r" (?:as|the|that|what|more|its|their|plus|moins)\b")
_MUCH = 1000  # an amount that may stand without its currency
_NOT_HEAD = re.compile(
    r"(?:auparavant|aujourd(?: hui)?|hui|before|previously|earlier|now|today|actuellement"
    r"|desormais|periode|maintenant|ensuite|seulement|only|meme|restants?|remaining|chacune?s?|under"
    r"|annulee?s?|cancelled|retardee?s?|delayed|investis|verses|suivront|suivants)\Z|\w+ly\Z|annuel\w*|annual"
    r"|\w+(?:ment)\Z"
)


class Figures:
    """Compares a claim's figures with those of its evidence."""

    def __init__(self, nearness: Nearness, titles: Sequence[Claim]) -> None:
        """``titles``: of the articles, for what a bare "units" may be, and for "Ariane 6"."""
        self._nearness = nearness
        self._titles = titles
        self._aside = [word for title in titles for word in title.words]

    def lacking(self, claim: Claim, evidence: Sequence[Claim]) -> str | None:
        """Why a figure is not carried: "figure: 400 000"; None when all are."""
        for figure in claim.figures:
            if not any(
                self._same(claim, figure, other, its)
                for other in evidence
                for its in (*other.figures, *loose_figures(other.text))
            ) and not any(
                _same_name(claim, figure, title, its)
                for title in self._titles
                for its in title.figures
            ):
                kind = "date" if figure.kind in ("date", "weekday") else "figure"
                return f"{kind}: {claim.shown[figure.start : figure.end].strip()}"
        for unit, pattern in RATES:
            found = pattern.search(claim.text)
            if not found or not claim.figures or any(tells_rate(other, unit) for other in evidence):
                continue
            if any(figure.start <= found.start() < figure.end for figure in claim.figures):
                continue  # "a year and a half"
            one = Figure(unit, 1, 0, 0)  # "a week costs 1,950", "une semaine coûte"
            if claim.language == "fr" or not any(
                (its.kind == unit and its.value == 1) or same_length(one, its)
                for other in evidence
                for its in (*other.figures, *loose_figures(other.text))
            ):
                return f"figure: {found.group()}"
        return each_for_all(claim, evidence) or other_limit(claim, evidence)

    def _same(self, claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
        if figure.kind == "date" or its.kind == "date":
            return figure.kind == its.kind and same_date(claim, figure, other, its)
        if figure.kind == "code" or its.kind == "code":
            return figure.word == its.word
        if _NUMBERED.search(other.text, 0, its.start) and _counts(claim, figure):
            return False  # "ce set (n°75892)" has not so many pieces
        if figure.kind == "count" and its.kind in ("year", "hour"):
            # "under 26" for "les moins de 26 ans", "at ten" for "à 10 heures"
            bare = not _counts(claim, figure) and (its.kind == "year" or tells_time(other, its))
            same = figure.value == its.value and bound(claim, figure) == bound(other, its)
            return bare and same
        if figure.kind == "year" and its.kind == "count" and not _run(other, its):
            ages = any(f.kind == "year" for f in other.figures)  # "moins de 26 ans ou plus de 65"
            said = bound(claim, figure)
            return ages and figure.value == its.value and said == bound(other, its) != ""
        if figure.kind == "ordinal" and its.kind == "count" and not _run(claim, figure):
            # "on the 9th" for "le 9"
            dated = claim.text.endswith("the ", 0, figure.start) and claim.language == "en"
            return dated and other.text.endswith("le ", 0, its.start) and figure.value == its.value
        hours = "hour" in (figure.kind, its.kind)
        if hours and tells_time(claim, figure) != tells_time(other, its):
            return False
        if same_length(figure, its) or _same_share(claim, figure, other, its):
            return same_bound(claim, figure, other, its)
        if _same_fortnight(claim, figure, other, its):
            return same_span(claim, figure, other, its)
        if _same_times(claim, figure, other, its):
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
        if _LEVEL.match(claim.text, figure.end) and _LESS.match(other.text, its.end):
            return False  # "a third as much" is not "a third less"
        if not same_bound(claim, figure, other, its) or not same_rate(claim, figure, other, its):
            return False
        if only_could_be(claim, figure, other, its) or not same_excess(claim, other, its):
            return False
        if not same_fate(claim, figure, other, its):
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
        for one, others in ((head, meant), (meant[0], said)):
            if one.text in _PEOPLE and any(is_person(word.text) for word in others):
                return True
        if meant[0].text in _TURNS and self._among(head, other.words):
            return True  # "écrit trois fois": three letters, "deux attaques": "attaqué deux fois"
        in_units = any(_UNIT in word.concepts or word.text in _ANIMALS for word in meant)
        if any(self._near(one, word) for one in counted for word in _run(other, its)):
            last = counted.index(said[-1])  # not the verb behind the noun
            return in_units or not any(self._only_titled(w, other) for w in counted[: last + 1])
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


def _same_name(claim: Claim, figure: Figure, title: Claim, its: Figure) -> bool:
    """Whether a figure is part of a name that a title tells: "K2PL", "Ariane 6"."""
    if figure.kind == its.kind == "code":
        return figure.word == its.word
    numbers = figure.kind == its.kind == "count" and figure.value == its.value
    return numbers and _same_label(claim, figure, title, its)


def same_length(figure: Figure, its: Figure) -> bool:
    """A year and a half is eighteen months, two days are 48 hours."""
    return figure.kind != its.kind and any(
        figure.kind in lengths
        and its.kind in lengths
        and math.isclose(figure.value * lengths[figure.kind], its.value * lengths[its.kind])
        for lengths in _LENGTHS
    )


def _same_fortnight(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """In French two weeks are "quinze jours", and a week is "huit jours"."""
    lengths = {(one.kind, one.value) for one in (figure, its)}
    if lengths not in ({("day", 15), ("week", 2)}, {("day", 8), ("week", 1)}):
        return False
    days = claim if figure.kind == "day" else other
    return days.language == "fr"


def _same_share(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """25 % is a quarter, nine in ten are 90 %, a third as much is three times less.

    Not where the evidence has another share in the claim's form: that one may be meant.
    """
    shares = {"percent": 0.01, "fraction": 1.0, "ratio": 1.0}
    if figure.kind == its.kind or not {figure.kind, its.kind} <= set(shares):
        return False
    if any(f.kind == figure.kind and f.value != figure.value for f in other.figures):
        return False
    if bool(_LESS.match(claim.text, figure.end)) != bool(_LESS.match(other.text, its.end)):
        return False
    value = its.value * shares[its.kind]
    return value < 1 and math.isclose(figure.value * shares[figure.kind], value)


def _same_times(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether one is how often, "twice a week", where the other says so in two words."""
    for (one, times), number in (((claim, figure), its), ((other, its), figure)):
        if times.kind == "ratio" and number.kind == "count" and times.value == number.value:
            counted, at = (other, its) if number is its else (claim, figure)
            how_often = _OFTEN.match(counted.text, at.end)
            return bool(how_often) and not _AS_MUCH.match(one.text, times.end)
    return False


def _same_money(claim: Claim, figure: Figure, other: Claim, its: Figure) -> bool:
    """Whether a bare number of millions is of the currency that its sentence speaks of."""
    if figure.value != its.value or figure.value < _MUCH:
        return False
    for (one, bare), (sentence, money) in (
        ((claim, figure), (other, its)),
        ((other, its), (claim, figure)),
    ):
        if bare.kind == "count" and money.kind in CURRENCIES and not _other_heads(one, bare):
            spoken = {f.kind for f in (*one.figures, *sentence.figures)} & CURRENCIES
            return spoken == {money.kind}
    return False


def _other_heads(claim: Claim, figure: Figure) -> list[Word]:
    """The nouns that a figure counts, but for those of money: "9 millions de fonds"."""
    run = _run(claim, figure)
    return [] if any(_MONEY.match(word.text) for word in run[:2]) else _heads(claim, figure)


def _heads(claim: Claim, figure: Figure) -> list[Word]:
    """The noun that a figure counts; first those in the plural."""
    run = _run(claim, figure)
    plurals = [word for word in run if word.text.endswith(("s", "x")) or word.text == "people"]
    return plurals or run[:1]


def _counts(claim: Claim, figure: Figure) -> bool:
    """Whether what it may count stands right behind a figure, also a name: "110 Chiron"."""
    behind = figure.end + 1
    return bool(_run(claim, figure)) or any(w.name and w.start == behind for w in claim.words)


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
