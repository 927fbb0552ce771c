"""Whether the sentences that are cited carry a claim: figures, names, polarity, roles, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.grounding.attribution import STRONG, TELLING
from assistant.grounding.bindings import changed_places, movements
from assistant.grounding.claims import Claim, Clause, figures_in, read_claim
from assistant.grounding.concepts import is_known_name, is_place, name_of, trimmed
from assistant.grounding.coverage import NEUTRAL, Coverage, shown_as
from assistant.grounding.dates import MONTHS
from assistant.grounding.details import changed_details
from assistant.grounding.figure_checks import Figures
from assistant.grounding.matching import NEAR, SURE, TRANSLATED, Nearness, lexical, opposed
from assistant.grounding.polarity import (
    is_announced,
    says_never,
    says_never_before,
    says_no_longer,
    tells_past,
)
from assistant.grounding.quantifiers import overstated
from assistant.grounding.roles import is_verb, swapped
from assistant.grounding.words import Word, names_of
from assistant.reader.similarity import WordVectors
from assistant.types import NumberedSentence
from index.lexicon import stem, translations
from index.types import Language

STOPPING = frozenset(["end"])
_FIRST = "premiere fois"
_IF = re.compile(r"\b(?:si|s'ils?)\b")
_DENYING = frozenset("ne n not".split())
_CONTRASTS = frozenset("mais but et and".split())
FRAGMENT = 3  # words of content up to which words between commas are no clause of their own
_Place = tuple[Clause, Claim]  # a clause and the sentence that it is of


class Checks:
    """Judges claims against sentences of French articles."""

    def __init__(
        self,
        given: Sequence[NumberedSentence],
        question: str,
        language: Language,
        vectors: WordVectors,
    ) -> None:
        self._language = language
        self._nearness = Nearness(vectors, language)
        self._names_given = _known_names(
            [question, *(s.text for s in given)], {s.title for s in given}
        )
        self._question = read_claim(question, language, self._names_given)

    def lacking(self, text: str, cited: Sequence[NumberedSentence]) -> str | None:
        """What the sentences cited do not carry: "negation: …"; None when they carry the claim."""
        names = self._names_given
        claim = read_claim(text, self._language, names)
        evidence = [read_claim(sentence.text, "fr", names) for sentence in cited]
        titles = [read_claim(title, "fr", names) for title in dict.fromkeys(s.title for s in cited)]
        aliases = self._aliases(claim, [*evidence, *titles])
        if aliases:
            claim = read_claim(text, self._language, names, aliases)
        self._learn([claim, *evidence, *titles, self._question])
        aside = [word for title in titles for word in title.words]
        return (
            Figures(self._nearness, aside).lacking(claim, evidence)
            or self._names(claim, evidence, titles)
            or changed_details(claim, evidence)
            or changed_places(claim, evidence, self._near)
            or self._clauses(claim, evidence, titles)
            or overstated(claim, evidence)
            or Coverage(self._nearness).lacking(claim, evidence, titles)
        )

    def _learn(self, claims: Iterable[Claim]) -> None:
        self._nearness.learn(w.text for c in claims for w in c.words if not w.expression)

    def _near(self, word: Word, other: Word) -> float:
        return self._nearness.near(word, other)

    def _names(self, claim: Claim, evidence: list[Claim], titles: list[Claim]) -> str | None:
        """A name that stands neither in the evidence nor in its articles' titles."""
        in_evidence = {form for other in evidence for form in _forms(other)}
        in_titles = {form for title in titles for form in _forms(title)}
        for word in claim.words:
            known = word.name in in_evidence or word.name in in_titles
            if word.name and not known and not self._common(word, evidence, titles):
                return f"name: {shown_as(claim, word)}"
            common = word.known or translations(word.text, self._language)
            if not common and word.text not in in_evidence | in_titles:
                others = [o for c in (*evidence, *titles) for o in c.words if o.content]
                if not any(self._near(word, other) >= NEAR for other in others):
                    return f"name: {shown_as(claim, word)}"
        return self._foreign(claim, evidence, in_evidence)

    def _aliases(self, claim: Claim, others: Sequence[Claim]) -> frozenset[tuple[str, str]]:
        """English names with the French form of them, or "" for a capitalised common word."""
        if self._language == "fr":
            return frozenset()
        known = {form for other in others for form in _forms(other)}
        found: dict[str, str] = {}
        for word in claim.words:
            named = word.name and word.name not in known and word.text not in MONTHS
            if not named or is_known_name(word.text):
                continue
            for its in (w for other in others for w in other.words if not w.expression):
                common = word.concepts & its.concepts and not its.name
                if (
                    common
                    or trimmed(word.text) == trimmed(its.text)
                    or lexical(word.text, its.text, self._language) >= TRANSLATED
                ):
                    found[word.text] = "" if common else its.name
                    break
        return frozenset(found.items())

    def _foreign(self, claim: Claim, evidence: list[Claim], known: set[str]) -> str | None:
        """A name of the title alone, where the evidence names others that the claim leaves out.

        For one who acts, names behind a preposition are no others: "le constructeur de Nantes".
        """
        from_title = [w for w in claim.words if w.name and w.name not in known]
        if not from_title:
            return None
        actor = any(from_title[0].name in clause.free_names for clause in claim.clauses)
        named = (c.free_names if actor else c.own_names for o in evidence for c in o.clauses)
        theirs = {name for names in named for name in names if not is_place(name)}
        left_out = len(theirs) > 1 and theirs - claim.names
        if theirs and (left_out or not theirs & claim.names):
            return f"name: {shown_as(claim, from_title[0])}"
        return None

    def _common(self, word: Word, evidence: list[Claim], titles: list[Claim]) -> bool:
        """Whether a capitalised word is a common one: "the Group", "President"."""
        return bool(word.concepts) and any(
            word.concepts & other.concepts for c in (*evidence, *titles) for other in c.words
        )

    def _clauses(self, claim: Claim, evidence: list[Claim], titles: list[Claim]) -> str | None:
        theirs = [(other, clause) for other in evidence for clause in other.clauses]
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
                return f"direction: {shown_as(claim, word)}"
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
        if never_before or _hangs(clause, claim):
            return None
        if clause.negated ^ anchor[0].negated ^ flipped and not _hangs(*anchor):
            return f"negation: {clause.text}"
        for says in (says_no_longer, says_never):
            if says(texts) and not any(says(other.text.split()) for _, other in theirs):
                return f"negation: {clause.text}"
        denied = next((w.start for w in clause.words if w.text in _DENYING), 0)
        for word in content:
            if word in reversed_by or word.concepts & TELLING or word.start < denied:
                continue  # "it can do this, but not that": of the subject both are said
            places = self._clauses_with(word, theirs)
            wanted = clause.negated ^ flipped
            if places and all(p[0].negated != wanted and not _hangs(*p) for p in places):
                return f"negation: {shown_as(claim, word)}"
        return None

    def _clauses_with(self, word: Word, theirs: list[tuple[Claim, Clause]]) -> list[_Place]:
        """The clauses of the evidence that speak of the same thing as the word."""
        return [
            (other, sentence)
            for sentence, other in theirs
            if any(self._near(word, its) >= STRONG for its in other.words if its.content)
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
        if any("unknown" in word.concepts for word in content):
            return None  # what will be is not known: that is said as a fact
        present = not tells_past(clause.text.split(), claim.language)

        def surer(other: Clause, sentence: Claim) -> bool:
            told = present and other.certainty == 1 and self._announces(sentence, content)
            return other.certainty > level and not told  # "opens in May" for "ouvrira en mai"

        if surer(*anchor):
            return f"certainty: {clause.text}"
        for word in content:
            places = self._clauses_with(word, theirs)
            if places and all(surer(*place) for place in places) and is_verb(claim, word):
                return f"certainty: {shown_as(claim, word)}"
        return None

    def _announces(self, sentence: Claim, content: list[Word]) -> bool:
        """Whether a sentence tells in the future tense what a claim tells in the present."""
        to_come = [w for c in sentence.clauses if c.certainty == 1 for w in c.words]
        if _IF.search(sentence.text) or not is_announced([word.text for word in to_come]):
            return False
        same = [w for w in content if any(self._near(w, o) >= STRONG for o in to_come if o.content)]
        return len(same) >= max(2, len(content) - 1) or any(
            word.concepts & movements(sentence) for word in content
        )


def _hangs(clause: Clause, sentence: Claim) -> bool:
    """Whether few words without a verb are denied or not with another clause: "Ce pont, …"."""
    texts = clause.text.split()
    return (
        not (clause.verbal or clause.negated or texts[0] in _CONTRASTS)
        and not any(word.content and is_verb(sentence, word) for word in clause.words)
        and sum(word.content for word in clause.words) <= FRAGMENT
        and any(other.negated for other in sentence.clauses)
    )


def _known_names(texts: Iterable[str], titles: Iterable[str]) -> frozenset[str]:
    """Words that are names: capitalised inside sentences, or at the start and never small.

    A common word that only ever begins a sentence is none: "Parmi les …". Titles may be
    capitalised throughout: the words inside count where more are small.
    """
    inside: set[str] = set()
    first: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for known, found in zip((inside, first, small), names_of(text), strict=True):
            known |= found
    for title in titles:
        inside_it, first_of_it, small_in_it = names_of(title)
        first |= first_of_it
        inside |= inside_it if len(small_in_it) > len(inside_it) else set()
    return frozenset(inside | {word for word in first - small if not _is_common(word)})


def _is_common(word: str) -> bool:
    """Whether the lexicon has a French word, and not as a name, which is the same in English."""
    known = translations(word, "fr")
    own = {trimmed(word), trimmed(stem(word, "en"))}
    return max(known.values(), default=0.0) >= SURE and own.isdisjoint(map(trimmed, known))


def _forms(claim: Claim) -> set[str]:
    """All names of a sentence, and all of its words that may be names written small."""
    named = {concept[5:] for w in claim.words for concept in w.concepts if concept[:5] == "name:"}
    texts = [word.text for word in claim.words if not word.expression]
    for length in (2, 3):
        runs = ("-".join(texts[at : at + length]) for at in range(len(texts) - length + 1))
        named |= {name_of(run) for run in runs if is_known_name(run)}
    return {*claim.names, *named, *(part for w in claim.words for part in w.text.split())}
