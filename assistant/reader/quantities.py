"""The expressions of a French sentence that hold a number: dates, durations, amounts.

All patterns are for any case of letters.
"""

from __future__ import annotations

import re

from assistant.patterns import lines, words

_SPACE = "[ \\u00a0\\u202f]"
_NAMED = r"(?<![^\W\d][-\u2010\u2011])"  # no part of a name: "Covid-19", "A-320"
_DIGITS = (
    rf"(?<!\w){_NAMED}(?:\d{{1,3}}(?:(?:{_SPACE}|\.)\d{{3}})+(?:,\d+)?(?!\d)"  # 300 000, 1.500,5
    r"|\d+(?:[.,]\d+)?)"  # 12, 3,5
)
_NUMERAL = words(
    """
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt
    trente quarante cinquante soixante
    """
)
_TENS_AND_ONE = r"(?:vingt|trente|quarante|cinquante|soixante) et (?:une?|onze)"
_PART = rf"(?:{_TENS_AND_ONE}|{_NUMERAL})\b(?:-\w+){{0,4}}"
_HUNDREDS = r"(?:cents?|mille)\b(?:-\w+){0,4}"
_ABOUT = words(
    """
    dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine
    """
)
_IN_LETTERS = lines(
    rf"""
    # cent vingt-sept, deux mille trois cents
    (?:{_PART} |(?!cents)){_HUNDREDS}(?: {_PART})?(?: {_HUNDREDS}(?: {_PART})?){{0,3}}
    {_PART}
    plus d[’']un(?:-\w+)*
    une? {_ABOUT}
    une?(?= (?:million|milliard))
    (?:des|plusieurs) (?:dizaines|centaines|milliers|millions|milliards)
    la moitié
    un tiers
    un quart
    """
)
_SCALE = rf"(?:{_SPACE}{words('millions? milliards? milliers? mille centaines?')}(?: et demi)?)?"
_NUMBER = rf"(?:{_DIGITS}|\b{_IN_LETTERS}\b){_SCALE}"

_MONTH = words(
    r"""
    janv(?:ier|\.) févr(?:ier|\.) fevrier mars avril mai juin juil(?:let|\.) août aout
    sept(?:embre|\.) oct(?:obre|\.) nov(?:embre|\.) déc(?:embre|\.) decembre
    """
)
_WEEKDAY = words("lundi mardi mercredi jeudi vendredi samedi dimanche")
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d,.]\d|\d)"  # from 1500 to 2099, not within a longer number
_UNIT_OF_TIME = words(
    "ans années an mois semaines jours jour heures heure minutes secondes siècles"
)
_BEFORE_MONTH = words("en dès fin début mi- depuis d[’']ici avant après jusqu[’']en courant")

_DATE = lines(
    rf"""
    # (lundi) 1er janvier (2024)
    \b(?:{_WEEKDAY} )?(?:1er|\d{{1,2}}) {_MONTH}(?: {_YEAR})?
    # (fin) janvier 2024
    \b(?:(?:début|fin|mi|courant)[ -])?{_MONTH}(?: {_YEAR})\b
    # d'ici janvier (2024)
    \b{_BEFORE_MONTH} {_MONTH}(?: {_YEAR})?\b
    # 2024, 2024-2025
    \b{_YEAR}(?:-{_YEAR})?
    # il y a deux mois
    \b(?:d[’']ici(?: à)?|dans|il y a|depuis) {_NUMBER} {_UNIT_OF_TIME}\b
    # dans les prochaines semaines, depuis quelques jours
    \b(?:d[’']ici(?: à)?|dans|depuis) (?:quelques|les? prochaine?s?|une?) {_UNIT_OF_TIME}\b
    # lundi (prochain)
    \b{_WEEKDAY}(?: (?:dernier|prochain|matin|soir|midi|après-midi))?\b
    # hier, l'an prochain, la semaine dernière
    \b(?:hier|demain|aujourd[’']hui)\b
    \bl[’']an (?:dernier|prochain)\b
    \bl[’']année (?:dernière|prochaine)\b
    \b(?:la semaine|le mois) (?:dernière?|prochaine?)\b
    # 14 h 30, 8 heures
    \b\d{{1,2}} ?(?:h|heures?)(?: ?\d\d)?\b
    # XIXe siècle
    \b[XVI]+e siècle\b
    """
)
_DURATION = (
    rf"\b{_NUMBER}(?: (?:prochaine?s|dernière?s|premiers?|bonnes?))?"
    rf"(?:{_SPACE}|-){_UNIT_OF_TIME}\b"
)
_CURRENCY = lines(
    r"""
    euros?
    dollars?
    livres?(?: sterling)?
    yuans?
    yens?
    francs?(?: suisses)?
    roubles?
    (?:[kM]|Mds?)?€
    \$
    £
    """
)
_AMOUNT = rf"{_NUMBER}(?:{_SPACE}|-)?(?:de |d[’'])?{_CURRENCY}(?: \w+ains\b)?"
_PERCENTAGE = lines(
    rf"""
    # 12 %, trois points
    {_NUMBER}{_SPACE}?(?:%|pour cent|pour mille|points?\b)
    \b(?:la moitié|un tiers|un quart|deux tiers|trois quarts)\b
    # un Français sur deux
    \bun \w+ sur \w+\b
    """
)

QUANTITIES: dict[str, re.Pattern[str]] = {
    "date": re.compile(_DATE, re.IGNORECASE),
    "duration": re.compile(_DURATION, re.IGNORECASE),
    "amount": re.compile(_AMOUNT, re.IGNORECASE),
    "percentage": re.compile(_PERCENTAGE, re.IGNORECASE),
    "number": re.compile(_NUMBER, re.IGNORECASE),
}
