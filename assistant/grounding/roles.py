"""Who does what: whether a claim gives a deed to another name than its evidence does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from assistant.grounding.attribution import attributed
from assistant.grounding.claims import OTHER, PREPOSITIONS, Claim, Clause, is_governed
from assistant.grounding.concepts import is_place
from assistant.grounding.deeds import (
    ADVERBS,
    AGENT,
    BEFORE_VERB,
    INFINITIVE,
    Deed,
    agent_follows,
    doer_of,
    is_adjective,
    is_undergone,
    is_verb,
    owns,
)
from assistant.grounding.matching import STRONG, Near, alike
from assistant.grounding.polarity import finite
from assistant.grounding.sides import all_names, joined_to, of_both
from assistant.grounding.words import Word
from assistant.months import MONTHS

_OF = (" de", " of")  # ends of expressions that are things
_SYMMETRIC = frozenset(
    """
    work_with agreement together join same different announce_ compete
    """.split()
)

_MUTUAL = re.compile(
    r"(?:rencontr|epous|affront|retrouv|crois|rejoi|marri|meet|met\b|marry|married|face[ds]?\b|join)"
)
_ADDED = 6  # words between commas that belong to the clause before
_BEFORE_AGENT = 6  # words before "par" among which the deed stands
_MODAL = frozenset("must plan want allow".split())


def swapped(claim: Claim, clause: Clause, other: Claim, anchor: Clause, near: Near) -> str | None:
    """Why the clause of the claim gives a deed to the wrong name; None when it does not."""
    spoken_of = clause.own_names
    if not spoken_of and (clause.verbal or anchor.names == OTHER):
        spoken_of = clause.goes_on - OTHER  # "Lotis, un port, a fermé": of Lotis
    if clause.own_names and all(owns(claim, w) for w in clause.words if w.name):
        spoken_of |= clause.goes_on - OTHER  # "Lotis, a port, is Opel's partner": of Lotis too
    own = frozenset(name for name in spoken_of if not (is_place(name) or name in MONTHS))
    acting = anchor.free_names or anchor.goes_on
    named = acting if own & clause.free_names else anchor.names
    theirs = frozenset(name for name in named if not is_place(name))
    if theirs == OTHER:
        theirs, own = theirs - other.names, own & other.names
    said = {w.text for w in anchor.words}  # "City of Arts", "Cité des arts"
    if own and theirs and not own & (all_names(anchor) | _added(other, anchor) | said):
        return f"roles: {', '.join(sorted(own))}"
    if joined := joined_to(clause, other, anchor):
        return f"roles: {joined}"
    if word := of_both(clause, other, near):
        return f"roles: {word.text}"
    for word in clause.words:
        if not word.content or word.concepts & _SYMMETRIC:
            continue
        its = _same_deed(word, anchor, near) or _same_deed(word, other, near)
        owner, their_owner = _owner(claim, word), _owner(other, its) if its else ""
        owners = {their_owner} | _of(other, its) if its and their_owner else {owner}
        if owner in other.names - owners:
            return f"roles: {owner}"
        another = its and _given_to_another(Deed(claim, word), Deed(other, its), near)
        if another:
            return f"roles: {another}"
    return _other_agent(clause, other, near) or attributed(claim, other)


def _given_to_another(deed: Deed, told: Deed, near: Near) -> str | None:
    """The names that do a deed which the evidence has another do; where it is done to the one who
    does it there, the deed or whom that is. None when neither is so."""
    (claim, word), (other, its) = deed, told
    thing = word.text.endswith(_OF) or "-" in claim.as_written(word)  # "nom de", "state-owned"
    idiom = (word.expression or its.expression) and not word.concepts & _MODAL
    if idiom and not thing and _done_to_doer(deed, told):
        return word.text
    if not is_verb(claim, word):
        return None
    doer = _doer_elsewhere(deed, told)
    if doer:
        return ", ".join(sorted(doer))
    if not is_verb(other, its):
        return _turned_round(deed, told, near) if its.expression else None
    subject = _exchanged(deed, told, near)
    return subject.text if subject else _doer_as_object(deed, told)


def _doer_elsewhere(deed: Deed, told: Deed) -> frozenset[str]:
    """The names that do a deed, where the evidence has another do it; empty if it does not."""
    claim, (other, its) = deed.sentence, told
    doer, of = doer_of(deed), _of(other, its)
    ahead = {c for w in other.words if w.start < its.start for c in w.concepts}
    if all(f"name:{name}" in ahead and is_adjective(claim, name) for name in doer):
        return frozenset()  # "the French minister" for "le ministre français, Jean Roy"
    if is_verb(other, its):
        theirs = doer_of(told)
        apart = bool(theirs) and theirs != OTHER and not doer & (theirs | of)
    else:  # "les déclarations de Dupond"
        of, doer = (frozenset(n for n in names if not is_place(n)) for names in (of, doer))
        apart = bool(of) and not doer & other.names
    return doer if apart else frozenset()


def _exchanged(deed: Deed, told: Deed, near: Near) -> Word | None:
    """The subject of a deed where the evidence has it behind the deed, and another before."""
    passive, theirs, start = is_undergone(deed), told.clause, told.word.start
    if agent_follows(deed) or agent_follows(told) or passive != is_undergone(told):
        return None
    subject, their_subject = _subject(deed), _subject(told)
    if not subject or (their_subject and alike(subject, their_subject, near)):
        return None
    if subject.name in {w.name for w in theirs.words if w.name and w.start < start}:
        return None  # "McLaren Paris ouvre" for "le salon de McLaren Paris ouvre"
    gone_on = theirs.goes_on if subject.name not in theirs.goes_on else frozenset()
    if not their_subject and (passive or not gone_on & deed.clause.own_names):
        return None
    behind = [
        w
        for w in told.sentence.words
        if w.start > start and (w.content or w.name) and not w.text.endswith(INFINITIVE)
    ]
    return subject if any(alike(subject, word, near) for word in behind) else None


def _turned_round(deed: Deed, told: Deed, near: Near) -> str | None:
    """The subject of a deed that its object does: "donner un tour de vis" to the government."""
    subject = _subject(deed)
    if not subject or any(agent_follows(d) or is_undergone(d) for d in (deed, told)):
        return None
    before, behind = _around(told)
    _, objects = _around(deed)
    turned = any(alike(subject, w, near) for w in behind) and any(
        alike(thing, w, near) for thing in objects for w in before
    )
    return subject.text if turned and not any(alike(subject, w, near) for w in before) else None


def _around(deed: Deed) -> tuple[list[Word], list[Word]]:
    """What no preposition governs before a deed in its clause, and all behind it."""
    words = [w for w in deed.clause.words if w.content or w.name]
    start = deed.word.start
    before = [w for w in words if w.start < start and not is_governed(deed.sentence.words, w)]
    return before, [w for w in words if w.start > start]


def _doer_as_object(deed: Deed, told: Deed) -> str | None:
    """The name that does a deed on one side, and to which it is done on the other."""
    if _MUTUAL.match(deed.word.text) or deed.clause.passive or told.clause.passive:
        return None
    done_to, their_done_to = _object(deed), _object(told)
    turned = (done_to - their_done_to) & doer_of(told)
    turned |= (their_done_to - done_to) & doer_of(deed)
    return ", ".join(sorted(turned)) or None


def _object(deed: Deed) -> frozenset[str]:
    """The name right behind a deed that has a subject before it; empty if there is none."""
    words = [word for word in deed.clause.words if not word.expression]
    place = words.index(deed.word)
    if not any(w.content or w.name or w.text in BEFORE_VERB for w in words[:place]):
        return frozenset()
    return frozenset(w.name for w in takewhile(lambda w: w.name, words[place + 1 :]))


def _other_agent(clause: Clause, other: Claim, near: Near) -> str | None:
    """The name by which a deed is done, where the evidence has it done by another."""
    told = [agent for theirs in other.clauses for agent in _agents(theirs)]
    for deeds, names in _agents(clause):
        found = [
            (near(deed, its), bool(names & by))
            for deed in deeds
            for their_deeds, by in told
            for its in their_deeds
        ]
        nearness, same = max(found, default=(0.0, True))
        if nearness >= STRONG and not same:
            return f"roles: {', '.join(sorted(names))}"
    return None


def _agents(clause: Clause) -> Iterator[tuple[list[Word], frozenset[str]]]:
    """Of each "by" or "par" with a name: the words before, the deed among them, and the name."""
    words = [word for word in clause.words if not word.expression]
    for place, word in enumerate(words):
        names = frozenset(w.name for w in words[place + 1 : place + 4] if w.name)
        if word.text in AGENT and names:
            before = words[max(0, place - _BEFORE_AGENT) : place]
            yield [w for w in before if w.content], names


def _subject(deed: Deed) -> Word | None:
    """The last thing or name before a deed that no preposition governs."""
    claim, found, governed = deed.sentence, None, False
    for word in deed.clause.words:
        if word.start >= deed.word.start:
            break
        if word.function:
            governed = False
            continue
        # Also "français" of "au fisc français".
        governed = governed or is_governed(claim.words, word)
        leads = word.expression and word.concepts & _MODAL  # "is set to"
        verbal = leads or finite(word.text.split()[0])  # "is due", "voulait"
        if word.text in ADVERBS or word.text.endswith("ly" if claim.language == "en" else "ment"):
            continue
        if (word.content or word.name) and not verbal and not governed:
            found = found if is_verb(claim, word) and found else word
    return found


def _added(claim: Claim, anchor: Clause) -> frozenset[str]:
    """Names that words between commas add to a clause: "a répondu, sur LCI", "un fonds, Lotis"."""
    behind = claim.clauses[anchor.number + 1 : anchor.number + 2]
    added = [
        c
        for c in behind
        if not c.verbal
        and c.words
        and (
            (c.words[0].text in PREPOSITIONS and len(c.words) <= _ADDED)
            or all(w.name or w.function for w in c.words)
        )
    ]
    return frozenset(name for c in added for name in c.own_names)


def _same_deed(word: Word, anchor: Clause | Claim, near: Near) -> Word | None:
    found = [(near(word, its), its) for its in anchor.words if its.content]
    best = max(found, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= STRONG else None


def _owner(claim: Claim, thing: Word) -> str:
    """The name that a thing is said to be of: "le nom de Nio", "the Nio name", "Nio's name"."""
    if is_verb(claim, thing):
        return ""
    place, end = claim.words.index(thing), thing.start + len(thing.text)
    behind = [w for w in claim.words if w.start >= end and w.clause == thing.clause][:3]
    governed = thing.text.endswith(_OF)
    if governed or (behind and behind[0].text in ("de", "d", "du", "of")):
        skipped = ("de", "d", "du", "of", "la", "le", "l", "the")
        owner = next((w for w in behind if w.text not in skipped), None)
        return owner.name if owner and not is_place(owner.name) else ""
    before = claim.words[place - 1] if place and claim.language == "en" else None
    if before and before.text == "s" and place > 1:
        before = claim.words[place - 2]
    if not before or before.clause != thing.clause or is_place(before.name):
        return ""
    return before.name


def _done_to_doer(deed: Deed, told: Deed) -> bool:
    """Whether the one who does it in the evidence only stands behind the deed in the claim."""
    if deed.clause.passive or agent_follows(deed):
        return False
    doer = doer_of(told)
    if doer == OTHER or any(is_place(name) for name in doer):
        return False
    places = [w.start > deed.word.start for w in deed.clause.words if w.name in doer]
    return bool(places) and all(places)


def _of(claim: Claim, thing: Word) -> frozenset[str]:
    """The name that a thing is of: "le nom de Nio"."""
    place = claim.words.index(thing)
    following = [w for w in claim.words[place + 1 : place + 6] if w.clause == thing.clause]
    return frozenset(w.name for w in following if w.name and is_governed(claim.words, w))
