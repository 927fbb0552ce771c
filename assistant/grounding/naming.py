"""Names: which words of a claim are some, and whether its evidence has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.grounding.claims import Claim
from assistant.grounding.concepts import (
    is_known_name,
    is_place,
    name_of,
    spelt_alike,
)
from assistant.grounding.matching import NEAR, SURE, TRANSLATED, Nearness, lexical
from assistant.grounding.metonyms import stands_for
from assistant.grounding.words import Word, names_of
from assistant.months import MONTHS
from index.lexicon import stem, translations
from index.types import Language

_PLURAL = 3  # letters of a name up to which its end is no ending
_PART = 3  # letters of a part of a word, at least
# What common words of English are made with that names are not: beekeepers, environmentalists.
_COMPOUND = re.compile(r"(?:ers|ing|ed|men|women)\Z")
_DERIVED = re.compile(r"(?<=\w{4})(?:ists?|ians?|er|est)\Z")


class Names:
    """Looks for the names of claims in their evidence."""

    def __init__(self, nearness: Nearness, language: Language) -> None:
        """``language``: of the claims."""
        self._nearness = nearness
        self._language: Language = language

    def lacking(self, claim: Claim, evidence: list[Claim], titles: list[Claim]) -> str | None:
        """A name that stands neither in the evidence nor in its articles' titles."""
        in_evidence = {form for other in evidence for form in _forms(other)}
        in_titles = {form for title in titles for form in _forms(title)}
        for word in claim.words:
            known = not {word.name, _singular(claim, word)}.isdisjoint(in_evidence | in_titles)
            known = known or self._common(word, evidence, titles)
            if word.name and not known and stands_for(claim, word, evidence) is None:
                return f"name: {claim.as_written(word)}"
            common = word.known or bool(translations(word.text, self._language))
            common = common or (self._language == "en" and _is_made_of_words(word.text))
            if not common and word.text not in in_evidence | in_titles:
                others = [o for c in (*evidence, *titles) for o in c.words if o.content]
                if not any(self._nearness.near(word, other) >= NEAR for other in others):
                    return f"name: {claim.as_written(word)}"
        return _of_other_place(claim, evidence, in_evidence | in_titles) or self._foreign(
            claim, evidence, titles, in_evidence
        )

    def aliases(
        self, claim: Claim, evidence: Sequence[Claim], titles: Sequence[Claim]
    ) -> frozenset[tuple[str, str]]:
        """Names with the form of them in the evidence, or "" for a capitalised common word."""
        found: dict[str, str] = {}
        in_evidence = {form for other in evidence for form in _forms(other)}
        for word in claim.words:
            if (word.name or word.capital) and word.name not in in_evidence:
                singular = _singular(claim, word)
                known_so = singular if singular in in_evidence else None
                other_form = known_so or stands_for(claim, word, evidence)
                if other_form:
                    found[word.text] = other_form
        if self._language == "fr":
            return frozenset(found.items())
        others = (*evidence, *titles)
        known = {form for other in others for form in _forms(other)}
        for word in claim.words:
            named = word.name and word.name not in known and word.text not in MONTHS
            opens = not word.known and word.text not in known  # "Tarhuna fell"
            if not (named or opens) or is_known_name(word.text) or word.text in found:
                continue
            for its in (w for other in others for w in other.words if not w.expression):
                if opens and not (its.name and spelt_alike(word.text, its.text)):
                    continue
                common = word.concepts & its.concepts and not its.name
                if (
                    common
                    or spelt_alike(word.text, its.text)
                    or lexical(word.text, its.text, self._language) >= TRANSLATED
                ):
                    found[word.text] = "" if common else its.name
                    break
        return frozenset(found.items())

    def _foreign(
        self, claim: Claim, evidence: list[Claim], titles: list[Claim], known: set[str]
    ) -> str | None:
        """A name of the title alone, where the evidence names others that the claim leaves out.

        For one who acts, names behind a preposition are no others: "le constructeur de Nantes".
        """
        from_title = [
            word
            for word in claim.words
            if word.name
            and known.isdisjoint((word.name, _singular(claim, word)))
            and not self._common(word, evidence, [])
            and stands_for(claim, word, evidence) is None
        ]
        if not from_title:
            return None
        name = from_title[0].name
        actor = any(name in clause.free_names for clause in claim.clauses)
        named = (c.free_names if actor else c.own_names for o in evidence for c in o.clauses)
        told = {n for names in named for n in names}
        theirs = {n for n in told if not is_place(n)}
        left_out = len(theirs) > 1 and theirs - claim.names
        if theirs and (left_out or not theirs & claim.names):
            return f"name: {claim.as_written(from_title[0])}"
        if is_place(name) and told and not told & claim.names:  # another place
            return f"name: {claim.as_written(from_title[0])}"
        return None

    def _common(self, word: Word, evidence: list[Claim], titles: list[Claim]) -> bool:
        """Whether a capitalised word is a common one: "the Group", "President"."""
        return bool(word.concepts) and any(
            word.concepts & other.concepts for c in (*evidence, *titles) for other in c.words
        )


def _of_other_place(claim: Claim, evidence: list[Claim], known: set[str]) -> str | None:
    """A French adjective of a place that is told nowhere, where the evidence has another's.

    "Le groupe australien" for "le groupe canadien", "en français" for "en anglais".
    """
    if claim.language != "fr":
        return None  # written with a capital, it is a name
    own = _adjectives(claim)
    theirs = {place for other in evidence for place in _adjectives(other)} - own.keys()
    for place, word in own.items():
        if theirs - claim.names and place not in known:
            return f"name: {claim.as_written(word)}"
    return None


def _adjectives(claim: Claim) -> dict[str, Word]:
    """The places that words written small are of: "canadien"."""
    return {
        concept.removeprefix("name:"): word
        for word in claim.words
        if word.content and not word.expression
        for concept in word.concepts
        if concept.startswith("name:") and is_place(concept.removeprefix("name:"))
    }


def _singular(claim: Claim, word: Word) -> str:
    """A name without the English ending of the plural: VTCs, Roissybuses."""
    if claim.language != "en" or len(word.name) <= _PLURAL:
        return word.name
    return word.name.removesuffix("es" if word.name.endswith("ses") else "s")


def known_names(texts: Iterable[str], titles: Iterable[str]) -> frozenset[str]:
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
    own = (word, stem(word, "en"))
    same = any(spelt_alike(form, english) for form in own for english in known)
    return max(known.values(), default=0.0) >= SURE and not same


def _is_made_of_words(word: str) -> bool:
    """Whether an English word that the lexicon lacks is made of some that it has, and no name."""

    def known(part: str) -> bool:
        return len(part) >= _PART and bool(translations(part, "en"))

    if _COMPOUND.search(word):
        return any(known(word[:at]) and known(word[at:]) for at in range(_PART, len(word)))
    base = _DERIVED.sub("", word)
    return base != word and known(base)


def _forms(claim: Claim) -> set[str]:
    """All names of a sentence, and all of its words that may be names written small."""
    named = {concept[5:] for w in claim.words for concept in w.concepts if concept[:5] == "name:"}
    texts = [word.text for word in claim.words if not word.expression]
    named |= {name_of(text) for text in texts if is_known_name(text)}  # "européenne" of "l'UE"
    for length in (2, 3):
        runs = ("-".join(texts[at : at + length]) for at in range(len(texts) - length + 1))
        named |= {name_of(run) for run in runs if is_known_name(run)}
    return {*claim.names, *named, *(part for w in claim.words for part in w.text.split())}
