"""Which words tell a deed, and the name that does it, as far as word order tells."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from assistant.grounding.claims import PRENOMINAL, PREPOSITIONS, Claim, Clause, is_governed
from assistant.grounding.concepts import is_place, is_weak
from assistant.grounding.polarity import IRREGULAR, finite
from assistant.grounding.words import Word

AGENT = frozenset("par by".split())
INFINITIVE = ("er", "ir", "re")
ADVERBS = frozenset(
    """
    also already aussi deja bien not pas plus jamais never then still maintenant beaucoup desormais
    """.split()
)
_DETERMINERS = frozenset(
    """
    le la les l un une des du ce cet cette ces son sa ses leur leurs mon ma mes nos notre the a an
    its his her their this that these those any some no every each chaque quelques plusieurs tout
    toute tous toutes such deux two three trois of
    """.split()
)
BEFORE_VERB = frozenset(
    """
    il elle ils elles on ne n s se qui it they he she who which that to y lui en has have had avait
    avaient aura auront aurait auraient
    """.split()
)
_HAVE = frozenset("a ont".split())
_THIRD_PERSON = ("a", "d", "e", "t")  # endings of French verbs of which a noun is the subject


class Deed(NamedTuple):
    """A word that may tell a deed, and the sentence that it is of."""

    sentence: Claim
    word: Word

    @property
    def clause(self) -> Clause:
        """The clause that it stands in."""
        return self.sentence.clauses[self.word.clause]


def is_verb(claim: Claim, word: Word) -> bool:
    """Whether a word stands where a verb does, not where a noun does, as far as its place tells."""
    if word.expression:
        return False
    place = claim.words.index(word)
    before = [w for w in claim.words[max(0, place - 4) : place] if not w.expression]
    while before and (before[-1].text.endswith(("ly", "ment")) or before[-1].text in ADVERBS):
        before.pop()
    if not before or before[-1].clause != word.clause:
        return not before or agent_follows(Deed(claim, word))
    former = before[-1]
    if former.text[-1].isdigit():
        return False
    french = claim.language == "fr"
    finished = word.text.endswith("ed") or word.text in IRREGULAR
    infinitive = french and claim.as_written(word).endswith(INFINITIVE)  # not "ceinturé"
    if former.text == "a":
        return french
    if former.text in _DETERMINERS:
        return False
    if former.text in PREPOSITIONS:
        return (former.text == "to" and word.text[-1] != "s") or infinitive
    if former.text in BEFORE_VERB or finite(former.text):
        return True
    if former.name or (len(before) > 1 and before[-2].text in _DETERMINERS):
        if french:
            third = word.text.endswith(_THIRD_PERSON)
            infinitive = infinitive and not word.text.endswith("ier")
            return infinitive or (third and former.text not in PRENOMINAL)
        return finished or word.text.endswith("s")
    return finished or infinitive


def is_done(claim: Claim, word: Word) -> bool:
    """Whether a French deed is told as done: "a fermé", "a donné un tour de vis"."""
    clause = claim.clauses[word.clause].words
    before = [w for w in clause if w.start < word.start and not w.expression]
    have = next((n for n in range(len(before), 0, -1) if before[n - 1].text in _HAVE), None)
    if have is None or any(w.text in PREPOSITIONS for w in before[have:]):
        return False
    between = [w.text for w in before[have:] if w.text not in ADVERBS]
    return not between or is_weak(between[0], "fr")


def is_undergone(deed: Deed) -> bool:
    """Whether a deed is told in the passive; not one in the infinitive: "est payé pour aider"."""
    claim, word = deed
    before = claim.words[: claim.words.index(word)][-1:]
    infinitive = any(former.text == "to" for former in before) or (
        claim.language == "fr" and claim.as_written(word).endswith(INFINITIVE)  # not "ceinturé"
    )
    return deed.clause.passive and not infinitive


def agent_follows(deed: Deed) -> bool:
    """Whether "by" or "par" stands just behind a deed: "choisi par"."""
    words = deed.clause.words
    behind = [w.text for w in words if w.start > deed.word.start and not w.expression]
    return any(text in AGENT for text in behind[:2])


def doer_of(deed: Deed) -> frozenset[str]:
    """The name that does the deed, as far as word order tells; empty where it does not."""
    claim, clause = deed.sentence, deed.clause
    if clause.passive or agent_follows(deed):
        return _after_by(deed)
    before = [w for w in clause.words if w.name and w.start < deed.word.start]
    free = [w for w in before if not is_governed(claim.words, w) and not owns(claim, w)]
    if not free and not before:
        return clause.goes_on
    if len(free) < len(before) and _infinite(deed):
        return frozenset()  # "X demande à Y de partir"
    free = [w for w in free if not is_place(w.name)] or free
    return _whole(claim, free[-1]) if free else frozenset()


def _whole(claim: Claim, last: Word) -> frozenset[str]:
    """All of a name of several words, by the last of them: "Ford Motor Company"."""
    found = [last]
    for word in reversed(claim.words[: claim.words.index(last)]):
        if not word.name or claim.text[word.start + len(word.text) : found[-1].start] not in " -":
            break
        found.append(word)
    return frozenset(word.name for word in found)


def _infinite(deed: Deed) -> bool:
    """Whether a deed stands in the infinitive behind a preposition: "de partir", "to leave"."""
    words, text = deed.sentence.words, deed.word.text
    before = words[words.index(deed.word) - 1].text
    return before in ("to", "de", "d", "à") and (before == "to" or text.endswith(INFINITIVE))


def is_adjective(claim: Claim, name: str) -> bool:
    """Whether a place only tells in English whose the thing behind it is: "the French minister"."""
    if claim.language == "fr" or not is_place(name):
        return False
    pairs = pairwise(claim.words)
    return any(w.name == name and its.content and not is_verb(claim, its) for w, its in pairs)


def owns(claim: Claim, name: Word) -> bool:
    """Whether a name stands with an English possessive: "Xiaomi's"."""
    return claim.shown.startswith("'s", name.start + len(name.text))


def _after_by(deed: Deed) -> frozenset[str]:
    words = deed.clause.words
    for place, word in enumerate(words):
        if word.text in AGENT and word.start > deed.word.start:
            return frozenset(w.name for w in words[place + 1 : place + 5] if w.name)
    return frozenset()
