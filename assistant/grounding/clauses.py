"""What the clauses of a claim say: not denied, surer or of others than those of its evidence."""

from __future__ import annotations

import re

from assistant.grounding.attribution import TELLING
from assistant.grounding.bindings import movements
from assistant.grounding.claims import Claim, Clause, figures_in
from assistant.grounding.coverage import NEUTRAL
from assistant.grounding.deeds import is_verb
from assistant.grounding.matching import NEAR, STRONG, Nearness, opposed
from assistant.grounding.negation import says_never, says_never_before, says_no_longer
from assistant.grounding.polarity import (
    holds_by_now,
    is_announced,
    is_attribute,
    says_surely,
)
from assistant.grounding.roles import swapped
from assistant.grounding.words import Word

STOPPING = frozenset(["end"])
FRAGMENT = 3  # words of content up to which words between commas are no clause of their own
_FIRST = "premiere fois"
_IF = re.compile(
    r"\b(?:si|s'ils?|(?:a|sous) (?:la )?condition|sous reserve|a moins|sauf|(?:pourvu|tant) que?"
    r"|a defaut|faute de?|en cas de?|au cas ou)\b"
)
_DENYING = frozenset("ne n not".split())
_NE = frozenset("ne n".split())
_DENIES = _DENYING | frozenset("no never neither without sans aucun aucune".split())
_CONTRASTS = frozenset("mais but et and".split())
_ALLOWS = re.compile(r"\b(?:perm(?:et|is)\w*|allow\w*|lets?|enabl\w*|able|capable)\b")
_WOULD = re.compile(r"\bwould\b|rai(?:t|ent)\b")
_CONDITIONAL = re.compile(r"\b(?!pourr)\w+rai(?:t|ent)\b")
_SAME = 2  # words and figures by which a claim in the present is what is told in the future
_Place = tuple[Clause, Claim]  # a clause and the sentence that it is of


class Clauses:
    """Compares each clause of claims with the clause of the evidence that speaks of the same."""

    def __init__(self, nearness: Nearness) -> None:
        self._near = nearness.near

    def lacking(self, claim: Claim, evidence: list[Claim]) -> str | None:
        """What a clause says otherwise: "negation: …", "certainty: …", "roles: …"."""
        theirs = [(other, clause) for other in evidence for clause in other.clauses]
        sure = says_surely(claim.text)
        if sure and not any(says_surely(other.text) for other in evidence):
            return f"certainty: {sure}"
        for clause in claim.clauses:
            content = [word for word in clause.words if word.content]
            if not content:
                continue
            anchor, sentence = self._anchor(claim, clause, theirs)
            reason = (
                self._polarity(claim, clause, content, (anchor, sentence), theirs)
                or self._certainty(claim, clause, content, (anchor, sentence), theirs)
                or swapped(claim, clause, sentence, anchor, self._near)
            )
            if reason:
                return reason
        return None

    def _anchor(self, claim: Claim, clause: Clause, theirs: list[tuple[Claim, Clause]]) -> _Place:
        """The clause of the evidence that speaks most of what a clause of the claim speaks of."""

        def shared(candidate: Clause) -> float:
            total = 0.0
            for word in clause.words:
                if word.name:
                    total += 0.5 * (word.name in candidate.own_names)
                elif word.content:
                    near = [self._near(word, other) for other in candidate.words if other.content]
                    hits = [1.0 for other in candidate.words if opposed(word, other)]
                    best = max([0.0, *near, *hits])
                    total += best if best >= NEAR else 0
            values = {figure.value for figure in figures_in(claim, clause)}
            return total + len(
                values & {f.value for f in figures_in(owners[id(candidate)], candidate)}
            )

        owners = {id(candidate): other for other, candidate in theirs}

        def fits(its: Clause) -> tuple[float, bool, bool]:
            """How much it shares; of two that share as much, the one that is said alike."""
            return shared(its), its.negated == clause.negated, its.certainty <= clause.certainty

        best = max(theirs, key=lambda pair: fits(pair[1]))
        return best[1], best[0]

    def _polarity(
        self,
        claim: Claim,
        clause: Clause,
        content: list[Word],
        anchor: _Place,
        theirs: list[tuple[Claim, Clause]],
    ) -> str | None:
        everywhere = [(o, word) for _, o in theirs for word in o.words if word.content]
        flipped = False
        reversed_by: list[Word] = []
        for word in content:
            against = [o for o, its in everywhere if its.content and opposed(word, its)]
            if not against or any(self._near(word, its) >= STRONG for _, its in everywhere):
                continue
            reversed_by.append(word)
            if all(clause.negated == other.negated for other in against):
                return f"direction: {claim.as_written(word)}"
            flipped = True
        texts = clause.text.split()
        stops = any(word.concepts & STOPPING for word in content)
        if stops and says_no_longer(anchor[0].text.split()) and not says_no_longer(texts):
            flipped = not flipped  # "cessera d'employer" for "n'emploiera plus"
        said = (content, [its for _, its in everywhere])
        unknown = [any("unknown" in word.concepts for word in words) for words in said]
        if unknown == [True, False] and anchor[0].negated:
            flipped = not flipped  # "reste inconnu" for "n'a pas été précisé"
        never_before = says_never_before(texts) and _FIRST in anchor[1].text
        alone = _denied_alone(clause) or _denied_alone(anchor[0])
        if never_before or (_hangs(clause, claim) and not alone):
            return None
        told = [word for _, other in theirs for word in _denied(other)]
        same = any(self._near_any(word, told) for word in _denied(clause))
        differs = clause.negated ^ anchor[0].negated ^ flipped
        if differs and not same and (alone or not _hangs(*anchor)):
            return f"negation: {clause.text}"
        for says in (says_no_longer, says_never):
            if says(texts) and not any(says(other.text.split()) for _, other in theirs):
                return f"negation: {clause.text}"
        denied = next((w.start for w in clause.words if w.text in _DENYING), 0)
        for word in content:
            if word in reversed_by or word.concepts & TELLING or word.start < denied:
                continue  # "it can do this, but not that": of the subject both are said
            places = self._clauses_with(word, theirs)
            if clause.negated ^ flipped:
                differs = all(not other.negated for other, _ in places)
            else:
                differs = all(self._near_any(word, _denied(other)) for other, _ in places)
            if places and differs and not any(_hangs(*place) for place in places):
                return f"negation: {claim.as_written(word)}"
        return None

    def _near_any(self, word: Word, others: list[Word]) -> bool:
        return any(self._near(word, other) >= STRONG for other in others)

    def _clauses_with(self, word: Word, theirs: list[tuple[Claim, Clause]]) -> list[_Place]:
        """The clauses of the evidence that speak of the same thing as the word."""
        return [
            (other, sentence)
            for sentence, other in theirs
            if self._near_any(word, [its for its in other.words if its.content])
        ]

    def _certainty(
        self,
        claim: Claim,
        clause: Clause,
        content: list[Word],
        anchor: _Place,
        theirs: list[tuple[Claim, Clause]],
    ) -> str | None:
        """Whether the claim is more certain than its evidence."""
        level = clause.certainty
        if not clause.verbal and len(content) <= FRAGMENT and len(claim.clauses) > 1:
            level = max(other.certainty for other in claim.clauses)
        if all(word.concepts & NEUTRAL for word in content):
            return None
        open_ = content if clause.verbal else claim.words
        if any("unknown" in word.concepts for word in open_):
            return None  # what will be is not known: that is said as a fact
        if _ALLOWS.search(clause.text):
            level = max(level, 1)  # "permet d'entrer" for "on peut entrer"
        present = not holds_by_now(clause.text.split(), claim.language)

        def surer(other: Clause, sentence: Claim) -> bool:
            told = present and other.certainty == 1 and self._announces(sentence, claim, content)
            would = _WOULD.search(clause.text) and _CONDITIONAL.search(other.text)
            return other.certainty > level and not (
                told or would or self._aside(claim, content, other, sentence)
            )

        if surer(*anchor):
            return f"certainty: {clause.text}"
        for word in content:
            places = self._clauses_with(word, theirs)
            if places and all(surer(*place) for place in places) and is_verb(claim, word):
                return f"certainty: {claim.as_written(word)}"
        return None

    def _aside(self, claim: Claim, content: list[Word], other: Clause, sentence: Claim) -> bool:
        """Whether a clause tells only by the way what a claim tells: "le pont dévoilé en mai"."""
        deeds = [word for word in content if is_verb(claim, word)]
        texts = [sentence.as_written(w).lower() for w in other.words]
        aside = [
            w for n, w in enumerate(other.words) if w.content and is_attribute(texts[n], texts[:n])
        ]
        return any(self._near_any(word, aside) for word in deeds)

    def _announces(self, sentence: Claim, claim: Claim, content: list[Word]) -> bool:
        """Whether a sentence tells in the future tense what a claim tells in the present.

        "Opens in May" for "ouvrira en mai".
        """
        to_come = [w for c in sentence.clauses if c.certainty == 1 for w in c.words]
        if _IF.search(sentence.text) or not is_announced([word.text for word in to_come]):
            return False
        same = [w for w in content if any(self._near(w, o) >= STRONG for o in to_come if o.content)]
        values = {f.value for f in claim.figures} & {f.value for f in sentence.figures}
        return len(same) + len(values) >= _SAME or any(
            word.concepts & movements(sentence) for word in content
        )


def _denied(clause: Clause) -> list[Word]:
    """The words of content of which a clause says that something is not: those behind "ne"."""
    start = next((w.start for w in clause.words if w.text in _DENIES), 0)
    return [w for w in clause.words if clause.negated and w.content and w.start > start]


def _denied_alone(clause: Clause) -> bool:
    """Whether words without a verb are denied by themselves: "Ce pont, jamais fermé, …"."""
    return clause.negated and not clause.verbal and _NE.isdisjoint(clause.text.split())


def _hangs(clause: Clause, sentence: Claim) -> bool:
    """Whether few words without a verb are denied or not with another clause: "Ce pont, …"."""
    texts = clause.text.split()
    return (
        not (clause.verbal or clause.negated or texts[0] in _CONTRASTS)
        and not any(word.content and is_verb(sentence, word) for word in clause.words)
        and sum(word.content for word in clause.words) <= FRAGMENT
        and any(other.negated for other in sentence.clauses)
    )
