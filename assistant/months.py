"""The months by their names, folded, French and English."""

from __future__ import annotations

# A line each: whole names, then what they are cut to.
_LINES = """
    janvier january / janv jan
    fevrier february / fevr fev feb
    mars march / mar
    avril april / avr apr
    mai may
    juin june / jun
    juillet july / juil jul
    aout august / aug
    septembre september / sept sep
    octobre october / oct
    novembre november / nov
    decembre december / dec
"""
_MONTHS = [line.partition("/")[::2] for line in _LINES.strip().split("\n")]
WHOLE = {name: number for number, (whole, _) in enumerate(_MONTHS, 1) for name in whole.split()}
"""The number of each month, from 1, by its whole names."""
MONTHS = WHOLE | {
    name: number for number, (_, cut) in enumerate(_MONTHS, 1) for name in cut.split()
}
"""The same, by what they are cut to as well."""
