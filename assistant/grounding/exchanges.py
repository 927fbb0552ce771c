"""Who does it and to whom: what is told in the other voice, or handed to the one who hands it.

"Un homme a été agressé par un groupe" is no "A man attacked a group", "la commune a donné 500
places" no "500 places were given to the town", and who is owned by another does not own it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product, takewhile

from assistant.grounding.attribution import TELLING
from assistant.grounding.claims import PREPOSITIONS, Claim, is_governed
from assistant.grounding.concepts import is_place
from assistant.grounding.deeds import (
    AGENT,
    INFINITIVE,
    Deed,
    agent_follows,
    is_done,
    is_undergone,
    is_verb,
)
from assistant.grounding.matching import STRONG, Near, share
from assistant.grounding.polarity import finite, is_attribute
from assistant.grounding.words import Word

_HANDS = frozenset("give pay ask blame promise sell send deliver lend transfer".split())
_TELL_WHOM = frozenset("ask blame promise".split())  # in English with no "to"
_GIVE = frozenset("give gives gave given giving pay pays paid".split())  # the same
_TO = frozenset("à au aux to".split())
_OF = frozenset("de d du des of".split())
_WHO = frozenset("qui who which that".split())
_WITHIN = 14  # words behind a deed among which "by" stands
_AGENT = 8  # words behind "by" that tell who does it
_OWNS = re.compile(
    r"\b(?:possed\w+|detien\w+|detenai\w+|proprietaires? d\w*|(?:maison mere|owners?) (?:d|of)\w*"
    r"|owns|(?:has|had|have|which|who|that) owned(?! by)|parent company of)\b"
)
_OWNED = re.compile(
    r"\b(?:propriete d\w*|appart\w+ (?:a|aux?)|filiales? d\w*|subsidiar\w+ of|belong\w* to"
    r"|(?:detenue?s?|rachete\w*) (?:\w+ ){0,5}?par|(?:owned|bought|acquired) by)\b"
)
_RELATIONS = (
    re.compile(r"\b(?:filiales? (?:a 100 % )?d\w*|subsidiar\w+ of)\b"),
    re.compile(
        r"\b(?:inspir\w+ (?:d\w*|by|on|from)|(?:based|modelled) on"
        r"|developpe\w* (?:autour|a partir) d\w*)\b"
    ),
    re.compile(
        r"\b(?:remplac(?:e|ent|era|eront|ant|er)|(?:en|comme) remplacement d\w*|replac(?:es?|ing)"
        r"|replacement (?:for|of)|succed\w+ (?:a|au)|success(?:eur|or) (?:d\w*|of|to))\b"
    ),
)
_OWNER = 45  # characters from such words to the name


def exchanged(claim: Claim, other: Claim, near: Near) -> str | None:
    """Why one does what the other does in the evidence; None when none does."""
    for word in claim.words:
        if not word.content:
            continue
        deed = Deed(claim, word)
        for its in other.words:
            told = Deed(other, its)
            if its.content and (
                _in_other_voice(deed, told, near) or _handed_to_giver(deed, told, near)
            ):
                return f"roles: {claim.as_written(word)}"
    return _owned_by_other(claim, other) or _after_other(claim, other)


def _in_other_voice(deed: Deed, told: Deed, near: Near) -> bool:
    """Whether a deed is done by whom it is done to, told in the passive on one side alone."""
    if near(deed.word, told.word) < STRONG or not (is_verb(*deed) and is_verb(*told)):
        return False
    if is_undergone(told) and not (is_undergone(deed) or agent_follows(deed)):
        active, agents = deed, _agents(told)
    elif is_undergone(deed) and is_done(*told) and not deed.word.concepts & TELLING:
        active, agents = told, _agents(deed)
    else:
        return False
    if not _is_participle(told if active is deed else deed) or _is_attribute(deed):
        return False  # "they were all brought", "repris par Lotis, le port"
    before, behind = _around(active)
    return share(behind, agents, near) and not share(before, agents, near)


def _agents(deed: Deed) -> list[Word]:
    """The things and names behind the "by" of a deed, up to another preposition than "of"."""
    behind = [w for w in deed.sentence.words if w.start > deed.word.start and not w.expression]
    found: list[Word] = []
    by = next((w for w in behind[:_WITHIN] if w.text in AGENT), None)
    if by is None:
        return found
    for word in behind[behind.index(by) + 1 :][:_AGENT]:
        beyond = word.clause != by.clause and not word.name
        if beyond or word.text in PREPOSITIONS - _OF or word.text in ("ce", "cette", "this"):
            break
        found += [word] if word.content or word.name else []
    return found


def _around(deed: Deed) -> tuple[list[Word], list[Word]]:
    """The things and names of the clause before a deed, with whom "who" is, and behind it."""
    number, start = deed.clause.number, deed.word.start
    last = {number - 1, number} if deed.clause.text.split()[0] in _WHO else {number}
    words = [w for w in deed.sentence.words if w.clause in last and (w.content or w.name)]
    return [w for w in words if w.start < start], [w for w in words if w.start > start]


def _handed_to_giver(deed: Deed, told: Deed, near: Near) -> bool:
    """Whether something is given, or said, to the one who gives it in the evidence."""
    if not all(d.word.concepts & _HANDS and not d.word.expression for d in (deed, told)):
        return False
    if is_undergone(deed) or agent_follows(deed) or _is_attribute(told):
        return False
    if not (_tells(deed) and _tells(told)):
        return False  # "le reproche", "les ventes"
    before, _ = _around(deed)
    their_before, _ = _around(told)
    theirs = told.sentence.words
    givers = [w for w in their_before if not (w.expression or is_governed(theirs, w))]
    if is_undergone(told) or agent_follows(told):
        givers = _agents(told)
    elif told.sentence.as_written(told.word).endswith(INFINITIVE):
        givers = givers[:1]  # "le maire invite les usagers à appeler"
    recipients = list(_recipients(deed))
    return bool(before) and any(
        share(recipients, [giver], near) and not share(before, [giver], near) for giver in givers
    )


def _tells(deed: Deed) -> bool:
    """Whether a word is a verb, also where a noun stands before: "la maison mère reproche"."""
    claim, word = deed
    former = claim.words[: claim.words.index(word)][-1:]
    follows = any(w.content or w.name for w in former) and not is_governed(claim.words, word)
    asks = follows and bool(word.concepts & _TELL_WHOM)
    compound = claim.shown.startswith("-", word.start + len(word.text))  # "call-centre"
    return not compound and (is_verb(claim, word) or finite(word.text) or asks)


def _is_participle(deed: Deed) -> bool:
    return is_attribute(deed.sentence.as_written(deed.word).lower(), ())


def _is_attribute(deed: Deed) -> bool:
    """Whether a deed is told by the way, in a participle: "les aides versées"."""
    sentence, word = deed
    before = [sentence.as_written(w).lower() for w in deed.clause.words if w.start < word.start]
    return is_attribute(sentence.as_written(word).lower(), before)


def _recipients(deed: Deed) -> Iterator[Word]:
    """Whom something is given or said to: "à la région", "asked the region"."""
    claim, word = deed
    if claim.language == "en" and (word.concepts & _TELL_WHOM or word.text in _GIVE):
        behind = [w for w in deed.clause.words if w.start > word.start and not w.expression]
        leading = takewhile(lambda w: w.function and w.text not in PREPOSITIONS, behind)
        first = len(list(leading))
        yield from takewhile(lambda w: w.content or w.name, behind[first:])
    yield from (w for w in _around(deed)[1] if _preposition(claim, w) in _TO)


def _preposition(claim: Claim, word: Word) -> str:
    """The preposition before a thing or a name; empty if there is none."""
    place = claim.words.index(word)
    for former in reversed(claim.words[max(0, place - 4) : place]):
        if former.clause != word.clause or not (former.function or former.name):
            break
        if former.text in PREPOSITIONS:
            return former.text
    return ""


def _owned_by_other(claim: Claim, other: Claim) -> str | None:
    """Whether one owns the other that owns it: "propriétaire de Lotis", "propriété de Lotis"."""
    for said, denied in ((_OWNS, _OWNED), (_OWNED, _OWNS)):
        theirs = {name for found in denied.finditer(other.text) for name in _name(other, found)}
        theirs -= {name for found in said.finditer(other.text) for name in _name(other, found)}
        for found in said.finditer(claim.text):
            if theirs.intersection(_name(claim, found)):
                return f"roles: {found.group()}"
    return None


def _after_other(claim: Claim, other: Claim) -> str | None:
    """Whether one replaces, or is part of, what replaces it: "Varmont, filiale de Lotis"."""
    for relation in _RELATIONS:
        for found, its in product(relation.finditer(claim.text), relation.finditer(other.text)):
            second, their_second = set(_name(claim, found)), set(_name(other, its))
            first = {w.name or w.text for w in claim.words if w.start < found.start()}
            their_first = {w.name or w.text for w in other.words if w.start < its.start()}
            turned = second - their_second
            if turned and turned <= their_first - first and first & their_second:
                return f"roles: {found.group()}"
    return None


def _name(claim: Claim, found: re.Match[str]) -> Iterator[str]:
    """The words of the first name behind what was found, not those of a place."""
    begun = False
    for word in claim.words:
        if word.expression or not found.end() - 1 <= word.start < found.end() + _OWNER:
            continue
        if word.name and not is_place(word.name):
            begun = True
            yield word.name
        elif begun or word.text in PREPOSITIONS - _OF - _TO:
            return
