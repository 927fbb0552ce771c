"""A figure, and the units that may stand with its number: money, time, shares.

Texts are given plain: lower case, without accents, apostrophes and spaces straight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.patterns import words

UNITS_OF_TIME = {
    "an": ("year", 1), "ans": ("year", 1), "annee": ("year", 1), "annees": ("year", 1),
    "year": ("year", 1), "years": ("year", 1), "yr": ("year", 1), "yrs": ("year", 1),
    "decennie": ("year", 10), "decennies": ("year", 10), "decade": ("year", 10),
    "decades": ("year", 10), "siecle": ("year", 100), "siecles": ("year", 100),
    "century": ("year", 100), "centuries": ("year", 100), "mois": ("month", 1),
    "month": ("month", 1), "months": ("month", 1), "semaine": ("week", 1),
    "semaines": ("week", 1), "week": ("week", 1), "weeks": ("week", 1), "jour": ("day", 1),
    "jours": ("day", 1), "day": ("day", 1), "days": ("day", 1), "heure": ("hour", 1),
    "heures": ("hour", 1), "hour": ("hour", 1), "hours": ("hour", 1), "h": ("hour", 1),
    "minute": ("minute", 1), "minutes": ("minute", 1), "seconde": ("second", 1),
    "secondes": ("second", 1), "seconds": ("second", 1), "s": ("second", 1), "min": ("minute", 1),
    "mn": ("minute", 1),
}  # fmt: skip
_TIME = words(" ".join(sorted(UNITS_OF_TIME, key=len, reverse=True))) + r"\b(?!'\w)(?<!\ds)"
_BEFORE_TIME = words(
    r"""prochaine?s? derniere?s? premiere?s? coming next last past following full long straight
    consecutive suivante?s? autres bonnes upcoming additional more further"""
)

_CURRENCIES = (
    ("cad", r"dollars? canadiens?|canadian dollars?|c\$"),
    ("aud", r"dollars? australiens?|australian dollars?|a\$"),
    ("hkd", r"dollars? de hong[ -]kong|hong[ -]kong dollars?|hk\$"),
    ("usd", r"(?:us )?dollars?(?: americains?| us)?|us ?\$|\$ ?us|usd|\$|american dollars?"),
    ("eur", r"euros?|eur\b|€"),
    ("gbp", r"livres?(?: sterling)?|pounds?(?: sterling)?|gbp|£"),
    ("cny", r"yuans?|renminbis?|rmb|cny"),
    ("jpy", r"yens?|jpy"),
    ("chf", r"francs? suisses?|swiss francs?|chf"),
    ("frf", r"francs?"),
    ("krw", r"wons|(?<=(?:\d|n|e) )won|krw"),
    ("inr", r"roupies?|rupees?|inr"),
    ("rub", r"roubles?|rubles?|rub\b"),
    ("yen", r"¥"),
)
CLOCK = "clock"
CURRENCIES = frozenset(name for name, _ in _CURRENCIES)
_CURRENCY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _CURRENCIES)
CURRENCY_AFTER = re.compile(rf"[ -]?(?:de |d'|of |in )?(?:{_CURRENCY})(?![a-z])")
CURRENCY_BEFORE = re.compile(rf"(?<![a-z])(?!won )(?:{_CURRENCY}) ?\Z")  # "won five titles"
_PERCENT = re.compile(r"[ -]?(?:%|pour ?cent\b|per ?cent\b)(?P<points>[ -]points?)?")
_POINTS = re.compile(
    r"[ -]?(?:percentage |de pourcentage )?points?\b(?! (?:de (?!pourcentage)|d'|of sale)\w+)"
)
# "90 million last year", "60,000 day labourers": no length of time.
_WHEN_OR_WHAT = re.compile(
    r" (?:(?:last|next|past) (?:year|month|week|day|decade|century)\b|day (?:labour|worker))"
)
_BIRTHDAY = re.compile(r"[ -](?:ann?ivers|birthday)")
DURATION = re.compile(
    rf"(?: de(?= )| d')?(?:[ -]{_BEFORE_TIME}(?=[ -])){{0,2}}[ -]?(?P<unit>{_TIME})"
)
_AND_A_HALF = re.compile(r" et demie?\b| and a half\b")
# Measures by their names: one is not another, however near their words are.
_MEASURES = {
    name: measure
    for measure, names in {
        "km": "km kms kilometre kilometres kilometer kilometers",
        "mile": "mile miles mph",
        "m": "m metre metres meter meters",
        "foot": "foot feet ft pied pieds",
        "cm": "cm centimetre centimetres centimeter centimeters",
        "mm": "mm millimetre millimetres millimeter millimeters",
        "inch": "inch inches pouce pouces",
        "g": "g gramme grammes gram grams",
        "kg": "kg kilo kilos kilogramme kilogrammes kilogram kilograms",
        "tonne": "tonne tonnes ton tons",
        "litre": "l litre litres liter liters",
        "gallon": "gallon gallons",
        "hectare": "hectare hectares",
        "acre": "acre acres",
        "hp": "hp bhp horsepower ch chevaux cv",
        "kw": "kw kilowatt kilowatts",
        "kwh": "kwh",
        "nm": "nm",
        "volt": "v volt volts",
        "degree": "° °c degre degres degree degrees",
        "cent": "cent cents centime centimes",
        "gear": "rapport rapports vitesses speed speeds gear gears",
        "seat": "place places seat seats seater seaters",
    }.items()
    for name in names.split()
}
_COUNTING = frozenset(["count", "about", "ordinal"])
_MEASURE = re.compile(
    r"[ -]?(?P<of>square )?(?P<name>°c?|(?<=-)speed|(?!speed\b)[a-z]+)(?P<two>2| carres?)?(?!'?\w)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, ``text[start:end]``."""

    kind: str  # count, usd, percent, point, year (a duration), date, ordinal, fraction, code, ...
    value: float
    start: int
    end: int
    date: tuple[int, int, int] = (0, 0, 0)  # year, month, day; 0 where not said
    word: str = ""  # of a code: "c30"; CLOCK of a time of day in hours


def measure(text: str, figure: Figure) -> tuple[str, int]:
    """What a figure measures, by its unit, and where that ends: "km"; "" where it counts things."""
    unit = _MEASURE.match(text, figure.end)
    name = _MEASURES.get(unit["name"]) if unit and figure.kind in _COUNTING else None
    if not unit or not name:
        return "", figure.end
    return name + ("²" if unit["of"] or unit["two"] else ""), unit.end()


def with_unit(text: str, figure: Figure) -> Figure:
    """The figure with what it counts, when that is money, time or a share."""
    if figure.kind == "ordinal":  # "le 30e anniversaire" is 30 years
        return replace(figure, kind="year") if _BIRTHDAY.match(text, figure.end) else figure
    before = CURRENCY_BEFORE.search(text, max(0, figure.start - 6), figure.start)
    if before and before.lastgroup:
        return replace(figure, kind=before.lastgroup, start=before.start())
    after = CURRENCY_AFTER.match(text, figure.end)
    if after and after.lastgroup:
        return replace(figure, kind=after.lastgroup, end=after.end())
    percent = _PERCENT.match(text, figure.end)
    if percent:
        kind = "point" if percent["points"] else "percent"
        return replace(figure, kind=kind, end=percent.end())
    points = _POINTS.match(text, figure.end)
    if points:
        return replace(figure, kind="point", end=points.end())
    if text.startswith("-second ", figure.end):  # "a ten-second exposure"
        return replace(figure, kind="second", end=figure.end + len("-second"))
    time = DURATION.match(text, figure.end)
    if time and not _WHEN_OR_WHAT.match(text, figure.end):
        unit, length = UNITS_OF_TIME[time["unit"]]
        half = _AND_A_HALF.match(text, time.end())
        value = figure.value + (0.5 if half else 0)
        return replace(figure, kind=unit, value=value * length, end=(half or time).end())
    return figure
