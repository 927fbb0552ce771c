"""Whether a clause of a claim denies its evidence, is surer than it, or gives a deed to others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.assurance import surer
from assistant.grounding.attribution import TELLING
from assistant.grounding.bindings import movements
from assistant.grounding.claims import PREPOSITIONS, Claim, Clause, figures_in
from assistant.grounding.coverage import NEUTRAL
from assistant.grounding.deeds import is_done, is_verb
from assistant.grounding.denials import (
    DENYING,
    FRAGMENT,
    Place,
    denied,
    denied_alone,
    denied_to,
    excepted,
    hangs,
    happened_to,
    tells_as_unknown,
    without,
)
from assistant.grounding.hedges import hedged_alike, left_open, supposes, tells_open
from assistant.grounding.matching import NEAR, STRONG, Nearness, opposed, opposites
from assistant.grounding.negation import (
    only_was,
    says_formerly,
    says_never,
    says_never_before,
    says_no_longer,
    tells_former,
)
from assistant.grounding.polarity import (
    holds_by_now,
    is_announced,
    is_attribute,
)
from assistant.grounding.rewordings import denies_twice, reworded
from assistant.grounding.roles import swapped
from assistant.grounding.words import Word

STOPPING = frozenset(["end"])
# One sentence tells of one as of the other: "the new presses use less than the old ones".
_TOLD_OF_BOTH = frozenset("old new open close begin end early late short long".split())
# One may want what another refuses; what is old stands beside what is new, a start beside an end.
_TOLD_APART = frozenset(
    """
    want old new first last begin continue more less unknown know silent fuel_diesel fuel_petrol
    """.split()
)
_COMPARES = re.compile(r"\b(?:than|que|when|quand|lorsque|rempla\w+|replac\w+|substitu\w+)\b")
_FIRST = "premiere fois"
_IF = re.compile(
    r"\b(?:si|s'ils?|(?:a|sous) (?:la )?condition|sous reserve|a moins|sauf|(?:pourvu|tant) que?"
    r"|a defaut|faute de?|en cas de?|au cas ou)\b"
)
_ALLOWS = re.compile(r"\b(?:perm(?:et|is)\w*|allow\w*|lets?|enabl\w*|able|capable)\b")
_WOULD = re.compile(r"\bwould\b|rai(?:t|ent)\b")
_CONDITIONAL = re.compile(r"\b(?!pourr)\w+rai(?:t|ent)\b")
_WHOLE = 1.5  # how much more an expression says than a word
_INTENDS = re.compile(
    r"\b(?:plan\w*|intend\w*|aim\w*|want\w*|hop(?:e|es|ed|ing)|wish\w*|seek\w*) to\b"
    r"|\bdoi(?:t|vent)\b(?= \w+(?:er|ir|re)\b)"
    r"|\b(?:compte(?:nt)?|envisage\w*|prevoi\w*|veu(?:t|lent)|souhait\w*|enten(?:d|dent)|espere\w*"
    r"|projette\w*|(?:a|ont) l'intention)\b"
)
_PERHAPS = re.compile(r"\b(?:eventuel\w*|potenti\w+)\b")
_LEADING = PREPOSITIONS | frozenset(
    """
    avant apres depuis malgre hormis outre lors durant pendant
    before after since despite apart besides during amid alongside under
    """.split()
)
_AND = frozenset("et ou and or".split())
_ASKING = frozenset(
    "si quel quels quelle quelles comment what whether which how when where who".split()
)
_THAT = frozenset("que qu".split())
_ADDED = 5  # words of content up to which a clause behind a preposition tells nothing by itself
_SAME = 2  # words and figures by which a claim in the present is what is told in the future


class Clauses:
    """Compares each clause of claims with the clause of the evidence that speaks of the same."""

    def __init__(self, nearness: Nearness) -> None:
        self._near = nearness.near

    def lacking(self, claim: Claim, evidence: list[Claim]) -> str | None:
        """What a clause says otherwise: "negation: …", "direction: …", "certainty: …", "roles: …".

        Words given to someone else are "attribution: …".
        """
        theirs = [Place(clause, other) for other in evidence for clause in other.clauses]
        if sure := surer(claim.text, [other.text for other in evidence]):
            return f"certainty: {sure}"
        if now := only_was(claim.text, (other.text for other in evidence)):
            return f"negation: {now}"
        for clause in claim.clauses:
            if not clause.content:
                if clause.negated and not without(clause, theirs):
                    return f"negation: {clause.text}"
                if not clause.negated and denied_to(clause, theirs):
                    return f"negation: {clause.text}"
                continue
            said = Place(clause, claim)
            anchor = self._anchor(said, theirs)
            reason = (
                self._polarity(said, anchor, theirs)
                or self._certainty(said, anchor, theirs)
                or swapped(claim, clause, anchor.sentence, anchor.clause, self._near)
            )
            if reason:
                return reason
        return None

    def _anchor(self, said: Place, theirs: list[Place]) -> Place:
        """The clause of the evidence that speaks most of what a clause of the claim speaks of."""
        clause = said.clause
        values = {figure.value for figure in figures_in(said.sentence, clause)}

        def shared(its: Clause, sentence: Claim) -> float:
            total = 0.0
            for word in clause.words:
                if word.name:
                    total += 0.5 * (word.name in its.own_names)
                elif word.content:
                    near = [self._near(word, other) for other in its.content]
                    hits = [1.0 for other in its.words if opposed(word, other)]
                    best = max([0.0, *near, *hits])
                    total += best * (_WHOLE if word.expression else 1) if best >= NEAR else 0
            return total + len(values & {figure.value for figure in figures_in(sentence, its)})

        alone = [word for word in clause.content if len(self._clauses_with(word, theirs)) == 1]

        def fits(place: Place) -> tuple[float, bool, bool, int]:
            """How much it shares; of two that share as much, the one that is said alike."""
            its = place.clause
            told_here = sum(self._near_any(word, its.content) for word in alone)
            alike = its.negated == clause.negated, its.certainty <= clause.certainty
            return shared(*place), *alike, told_here

        return max(theirs, key=fits)

    def _polarity(self, said: Place, anchor: Place, theirs: list[Place]) -> str | None:
        """What the claim affirms and its evidence denies, or the other way round."""
        clause, claim = said
        against = {word: self._against(word, claim, theirs) for word in clause.content}
        turned = [word for word, clauses in against.items() if clauses]
        for word in turned:
            if all(clause.negated == other.negated for other in against[word]):
                return f"direction: {claim.as_written(word)}"
        if elsewhere := self._turned_here(said, anchor, theirs):
            return f"direction: {claim.as_written(elsewhere)}"
        texts, its_texts = clause.text.split(), anchor.clause.text.split()
        stops = any(word.concepts & STOPPING for word in clause.content)
        ended = stops and says_no_longer(its_texts) and not says_no_longer(texts)
        flipped = bool(turned) ^ ended ^ tells_as_unknown(said, anchor, theirs)
        never_before = says_never_before(texts) and _FIRST in anchor.sentence.text
        alone = denied_alone(clause) or denied_alone(anchor.clause)
        if never_before or (hangs(*said) and not alone):
            return None
        told = [word for place in theirs for word in denied(place.clause)]
        same = any(self._near_any(word, told) for word in denied(clause))
        differs = clause.negated ^ anchor.clause.negated ^ flipped
        if reworded(said, theirs, self._near):
            return None
        if differs and not same and (alone or not hangs(*anchor)):
            return f"negation: {clause.text}"
        for says in (says_no_longer, says_never):
            if says(texts) and not any(says(place.clause.text.split()) for place in theirs):
                return f"negation: {clause.text}"
        if says_formerly(texts) and not self._was_so(said, anchor, theirs):
            return f"negation: {clause.text}"
        if not clause.negated and excepted(said, anchor):
            return f"negation: {clause.text}"
        negation = next((w.start for w in clause.words if w.text in DENYING), 0)
        agree = anchor.clause.negated and clause.negated and same
        both = agree and not (flipped or denies_twice(clause))
        for word in clause.content:
            if word in turned or word.concepts & TELLING or word.start < negation:
                continue  # "it can do this, but not that": of the subject both are said
            if both and not is_verb(claim, word):
                continue
            if self._differs(word, clause.negated ^ flipped, theirs):
                return f"negation: {claim.as_written(word)}"
        return None

    def _was_so(self, said: Place, anchor: Place, theirs: list[Place]) -> bool:
        """Whether the evidence may tell of the past what a claim says was so once."""
        of_it = [p for word in said.clause.content for p in self._clauses_with(word, theirs)]
        return any(tells_former(place.clause.text.split()) for place in (anchor, *of_it))

    def _against(self, word: Word, claim: Claim, theirs: list[Place]) -> list[Clause]:
        """The clauses that say the opposite of a word; none where some say the same."""
        if any(self._near_any(word, place.clause.content) for place in theirs):
            return []
        said = (c for w in claim.words if w.content for c in w.concepts)
        told = (
            _TOLD_OF_BOTH.intersection(said) if _COMPARES.search(claim.text) else frozenset[str]()
        )

        def against(its: Word) -> bool:
            return opposed(word, its) and not its.inside and not opposites(word, its) & told

        return [p.clause for p in theirs if any(map(against, p.clause.words))]

    def _turned_here(self, said: Place, anchor: Place, theirs: list[Place]) -> Word | None:
        """The word of which its own clause says the opposite, and another clause, of others, it.

        "Le camping est payant" for "le camping est gratuit, mais la douche est payante".
        """
        clause, claim = said
        its = anchor.clause
        if clause.negated or its.negated or _COMPARES.search(claim.text):
            return None
        values = {figure.value for figure in figures_in(claim, clause)}
        for word in clause.content:
            apart = _TOLD_APART.intersection(word.concepts)
            here = [w for w in its.words if not (apart or w.inside) and _reverses(word, w)]
            there = self._clauses_with(word, theirs)
            if not here or anchor in there or any(p.clause.negated for p in there):
                continue
            others = [w for w in clause.content if w is not word and self._near_any(w, its.content)]
            names = clause.own_names & its.own_names
            if (others or names) and not any(
                names & p.clause.own_names
                or values & {figure.value for figure in figures_in(p.sentence, p.clause)}
                or any(self._near_any(w, p.clause.content) for w in others)
                for p in there
            ):
                return word
        return None

    def _differs(self, word: Word, negated: bool, theirs: list[Place]) -> bool:
        """Whether every clause that speaks of what is denied affirms it, or the other way round."""
        places = self._clauses_with(word, theirs)
        if not places or any(hangs(*place) for place in places):
            return False
        if negated:
            return all(not place.clause.negated for place in places)
        return all(self._near_any(word, denied(place.clause)) for place in places)

    def _near_any(self, word: Word, others: Sequence[Word]) -> bool:
        return any(self._near(word, other) >= STRONG for other in others)

    def _clauses_with(self, word: Word, theirs: list[Place]) -> list[Place]:
        """The clauses of the evidence that speak of the same thing as the word."""
        return [place for place in theirs if self._near_any(word, place.clause.content)]

    def _certainty(self, said: Place, anchor: Place, theirs: list[Place]) -> str | None:
        """Whether the claim is more certain than its evidence."""
        clause, claim = said
        level = clause.certainty
        if not clause.verbal and len(clause.content) <= FRAGMENT and len(claim.clauses) > 1:
            level = max(other.certainty for other in claim.clauses)
        if all(word.concepts & NEUTRAL for word in clause.content):
            return None
        open_ = clause.content if clause.verbal else claim.words
        if any("unknown" in word.concepts for word in open_):
            return None  # what will be is not known: that is said as a fact
        if _PERHAPS.search(clause.text):
            level = 2  # "un éventuel arrêt cardiaque"
        if _adds_only(said) or _left_open(said) or _supposes(said):
            return None
        if _ALLOWS.search(clause.text):
            level = max(level, 1)  # "permet d'entrer" for "on peut entrer"
        present = not holds_by_now(clause.text.split(), claim.language)

        def too_sure(place: Place) -> bool:
            other = place.clause
            told = present and other.certainty == 1 and self._announces(said, place.sentence)
            would = _WOULD.search(clause.text) and _CONDITIONAL.search(other.text)
            aside = self._aside(said, place) or self._asked(said, other)
            alike = hedged_alike(clause.text, other.text)
            return other.certainty > level and not (told or would or aside or alike)

        if too_sure(anchor) or self._only_wanted(said, anchor, theirs):
            return f"certainty: {clause.text}"
        if intended := self._intended_and_done(said, theirs):
            return f"certainty: {claim.as_written(intended)}"
        for word in clause.content:
            places = self._clauses_with(word, theirs)
            if places and all(map(too_sure, places)) and is_verb(claim, word):
                return f"certainty: {claim.as_written(word)}"
        return None

    def _intended_and_done(self, said: Place, theirs: list[Place]) -> Word | None:
        """The deed that a claim calls intended, where all that the evidence tells of it is done."""
        found = _INTENDS.search(said.sentence.text)
        behind = (w for w in said.sentence.words if w.content and found and w.start >= found.end())
        deed = next(behind, None)
        if deed not in said.clause.content or any(
            p.clause.certainty for p in self._clauses_with(deed, theirs)
        ):
            return None
        told = [(p.sentence, w) for p in theirs for w in p.clause.content]
        same = [(other, its) for other, its in told if self._near(deed, its) >= STRONG]
        done = (is_done(o, its) or happened_to(said.clause.names, o) for o, its in same)
        return deed if same and all(done) else None

    def _only_wanted(self, said: Place, anchor: Place, theirs: list[Place]) -> bool:
        """Whether a claim tells as a fact what its evidence has feared, hoped for or asked for."""
        clause, claim = said
        done = holds_by_now(clause.text.split(), claim.language)
        aside = clause.number and not clause.verbal
        if aside or clause.negated or tells_open(claim.text):
            return False
        behind = _behind_wish(anchor, done)
        same = [word for word in clause.content if self._near_any(word, behind)]
        others = [w for p in theirs for w in p.clause.content if w not in behind]
        return bool(same) and not any(self._near_any(word, others) for word in same)

    def _aside(self, said: Place, place: Place) -> bool:
        """Whether a clause tells only by the way what a claim tells: "le pont dévoilé en mai"."""
        other, sentence = place
        deeds = [word for word in said.clause.content if is_verb(said.sentence, word)]
        texts = [sentence.as_written(w).lower() for w in other.words]
        aside = [
            w for n, w in enumerate(other.words) if w.content and is_attribute(texts[n], texts[:n])
        ]
        return any(self._near_any(word, aside) for word in deeds)

    def _asked(self, said: Place, other: Clause) -> bool:
        """Whether a claim says first who asks for what a subjunctive tells: "asks for it to be"."""
        last = said.clause.content[-1].start
        ahead = [w for w in said.sentence.words if w.content and w.start < last]
        return any(self._near_any(word, other.wished_by) for word in ahead)

    def _announces(self, said: Place, sentence: Claim) -> bool:
        """Whether a sentence tells in the future tense what a claim tells in the present.

        "Opens in May" for "ouvrira en mai".
        """
        clause, claim = said
        to_come = [w for c in sentence.clauses if c.certainty == 1 for w in c.words]
        if _IF.search(sentence.text) or not is_announced([word.text for word in to_come]):
            return False
        same = [w for w in clause.content if self._near_any(w, [o for o in to_come if o.content])]
        told, theirs = ({(f.value, *f.date[1:]) for f in c.figures} for c in (claim, sentence))
        values = told & theirs
        return len(same) + len(values) >= _SAME or any(
            word.concepts & movements(sentence) for word in clause.content
        )


def _behind_wish(place: Place, done: bool) -> list[Word]:
    """The words of content that stand behind what leaves them open, to the end of its clause."""
    clause, sentence = place
    before, after = (
        [c for c in sentence.clauses if c.number == clause.number + step] for step in (-1, 1)
    )
    if clause.negated:
        return []
    end = left_open(clause.text, done=done)
    if end is None:
        wished = any(left_open(c.text, done=done) is not None for c in before if not c.negated)
        return clause.content if wished and _follows(clause) else []
    words = [word for word in clause.words if not word.expression]
    first = words[len(clause.text[:end].split()) :][:1]
    behind = [w for w in clause.content if first and w.start >= first[0].start]
    return behind + [word for c in after if _follows(c) for word in c.content]


def _follows(clause: Clause) -> bool:
    """Whether "que" leads a clause."""
    return not _THAT.isdisjoint(clause.text.split()[:1])


def _reverses(word: Word, other: Word) -> bool:
    """Whether one is the opposite of the other, and no two tell of one thing by both."""
    return bool(opposites(word, other) - _TOLD_APART)


def _adds_only(said: Place) -> bool:
    """Whether a clause tells nothing by itself: "avant l'été, …", "apart from fast charging, …"."""
    clause, claim = said
    short = not clause.verbal and len(clause.content) <= _ADDED
    first = clause.text.split()[0]
    leads = first in _LEADING and (first, claim.language) != ("on", "fr")
    return short and leads and len(claim.clauses) > 1


def _left_open(said: Place) -> bool:
    """Whether a clause asks what the clause before calls unknown: "on ignore si …"."""
    clause, claim = said
    before = [w for c in claim.clauses[: clause.number] for w in c.words]
    first = next((text for text in clause.text.split() if text not in _AND), "")
    return first in _ASKING and any("unknown" in word.concepts for word in before)


def _supposes(said: Place) -> bool:
    """Whether a clause asserts nothing: "when it opens"; "even when it is closed" does."""
    clause, claim = said
    before = " ".join(c.text for c in claim.clauses[: clause.number])
    return supposes(clause.text) and not before.endswith(("even", "meme"))
