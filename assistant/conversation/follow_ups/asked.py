"""A question of a conversation, read: how it asks, and what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from assistant.conversation.follow_ups.grammar import Grammar
from assistant.conversation.follow_ups.noun_phrases import NounPhrase, NounPhraseReader
from assistant.conversation.follow_ups.tokens import (
    GRAMMARS,
    Token,
    is_inverted,
    language_of,
    tokens_of,
)
from index.types import Language

BEING = frozenset("est sont était étaient sera seront is are was were".split())
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_CLOSING = " \t\n?!.…\u00a0\u202f"
_TO_THE = {"du": "le ", "des": "les ", "au": "le ", "aux": "les "}
MOST_MEANT = 3  # words before "instead", as in "the Xiaomi plant instead"; more are a question
MOST_PREPOSITIONS = 4  # "à partir de", before an interrogative


@dataclass(frozen=True)
class Asked:
    """A question, or what is left of one without "et", with its parts as numbers of tokens."""

    text: str  # without its closing punctuation
    language: Language
    reader: NounPhraseReader
    asks: int  # the tokens that ask are the first ``asks``: "avec quelle entreprise"; 0: none
    whole: bool  # without them a whole clause is left: "où", "avec qui", "how long"
    asked: tuple[int, int] | None  # the noun among them: "voitures" of "combien de voitures"
    phrases: tuple[NounPhrase, ...]  # what it speaks of, apart from the tokens that ask

    @property
    def tokens(self) -> list[Token]:
        return self.reader.tokens

    @property
    def grammar(self) -> Grammar:
        return self.reader.grammar

    @cached_property
    def names(self) -> tuple[NounPhrase, ...]:
        """Names, also those inside other phrases, once each, in order."""
        found: dict[str, NounPhrase] = {}
        place = 0
        while place < len(self.tokens):
            name = self.reader.name(place)
            if name:
                found.setdefault(name.text, name)
            place = name.last if name else place + 1
        return tuple(found.values())

    def is_time(self, phrase: NounPhrase) -> bool:
        """Whether a phrase only says when: "cette année", "last week", not "the school year"."""
        inside = range(phrase.first, phrase.last)
        told = any(self.tokens[n].lower == phrase.head and self.tells_when(n) for n in inside)
        return told and all(map(self.may_tell_when, inside))

    def tells_when(self, number: int) -> bool:
        """Whether a token is a time: "2025", "hier", "lundi", "semaines"."""
        lower, grammar = self.tokens[number].lower, self.grammar
        if lower in grammar.moments | grammar.days or YEAR.fullmatch(lower):
            return True
        return bool({lower, lower.removesuffix("s")} & grammar.units)

    def may_tell_when(self, number: int) -> bool:
        """Whether a token may belong to a time: "the", "last" and "weeks" of "the last weeks"."""
        lower, grammar = self.tokens[number].lower, self.grammar
        if lower.startswith("passé"):  # "l'an passé", not "s'est-il passé hier"
            return number > 0 and self.tells_when(number - 1)
        beside = grammar.determiners | grammar.of_units | grammar.fillers
        joins = grammar.prepositions | grammar.of
        return self.tells_when(number) or lower in beside | joins or lower.isdigit()

    def is_place(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is the name of where something is."""
        before = self.tokens[phrase.first - 1].lower if phrase.first else ""
        return phrase.named and before in self.grammar.places

    def is_joined(self, phrase: NounPhrase) -> bool:
        """Whether a preposition joins a phrase to the rest: "au classement", "of the ranking"."""
        before = self.tokens[phrase.first - 1].lower if phrase.first else ""
        joints = self.grammar.prepositions | self.grammar.of | self.grammar.places
        return bool({before, phrase.determiner} & (joints | {"du", "des", "au", "aux"}))

    def is_of(self, one: NounPhrase, other: NounPhrase) -> bool:
        """Whether one name belongs to another's: "le Temps des Cerises", "Nio of China"."""
        between = {token.lower for token in self.tokens[one.last : other.first]}
        joins = GRAMMARS["fr"].of | self.grammar.of | self.grammar.determiners
        return bool(between) and between <= joins

    def nested(self, phrase: NounPhrase) -> Iterator[NounPhrase]:
        """The phrases inside a phrase: "le plan" and "Nio" in "la durée du plan de Nio"."""
        number = phrase.first + 1
        while number < phrase.last:
            inner = self.reader.phrase(number) or self.reader.name(number)
            if inner and inner.first == phrase.first + 1 and inner.last == phrase.last:
                break  # "la France": all of it
            if inner and inner.last <= phrase.last:
                yield inner
                yield from self.nested(inner)
                number = inner.last
            else:
                number += 1
        name = self.reader.name(phrase.first)
        if name and not phrase.named:
            yield name

    def between(self, first: int, last: int) -> str:
        """The words from token ``first`` to before token ``last``."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def counts_anew(self, last: Asked) -> bool:
        """Whether it asks how many of something, and the question before counted nothing."""
        count = frozenset(("combien", "many", "much"))
        mine, its = ({t.lower for t in one.tokens[: one.asks]} for one in (self, last))
        return self.asked is not None and not self.whole and bool(mine & count) and not its & count

    @property
    def set_off(self) -> bool:
        """Whether it begins with what the rest is about: "Le pont, qui l'a construit ?"."""
        if self.asks or not self.phrases or self.phrases[0].first:
            return False
        behind = self.phrases[0].last
        asks = any(t.lower in self.grammar.interrogatives for t in self.tokens[behind:-1])
        return asks and not self.reader.adjacent(behind)

    @property
    def rest(self) -> str:
        """What is left without the tokens that ask."""
        return self.text[self.tokens[self.asks].start :] if self.asks < len(self.tokens) else ""

    @property
    def gist(self) -> str:
        """The question as a remark: what it asks of, without the words that ask."""
        return self._remark().replace(" (", ", ").replace(")", "")

    def _remark(self) -> str:
        start, end = self.asks, len(self.tokens)
        if self.asked and not self.whole and not self.subject_follows:
            return self.between(self.asked[0], end)
        while start < end and self.tokens[start].lower in ("est-ce", "que", "qu'"):
            start += 1
        fronted = self.grammar.auxiliaries if self.language == "en" else BEING
        if start + 1 < end and self.tokens[start].lower in fronted:
            start += self.language == "en" or self.subject_behind(start)
        noun = self.between(*self.asked) if self.asked and not self.whole else ""
        return ", ".join(part for part in (noun, self.between(start, end)) if part)

    @property
    def subject_follows(self) -> bool:
        """Whether what is asked for is not what acts: "Quel prix Nio annonce-t-il ?"."""
        start = self.asks
        if self.language == "en":
            if (
                start >= len(self.tokens)
                or self.tokens[start].lower not in self.grammar.auxiliaries
            ):
                return False
            start += 1
        elif start < len(self.tokens) and self.tokens[start].lower == "est-ce":
            return True
        return self.subject_behind(start - 1)

    def subject_behind(self, number: int) -> bool:
        """Whether a phrase begins right behind a token."""
        return any(phrase.first == number + 1 for phrase in self.phrases)


@lru_cache(maxsize=1_000)
def read_asked(text: str, language: Language, names: frozenset[str] = frozenset()) -> Asked:
    """Read a question; ``names`` are words, in lower case, that were names earlier."""
    text = text.strip().rstrip(_CLOSING)
    reader = NounPhraseReader(text, language, names)
    asks, whole, asked = _interrogative(reader)
    return Asked(text, language, reader, asks, whole, asked, tuple(reader.phrases(asks)))


def read_earlier(text: str, language: Language) -> Asked:
    """Read a question asked before, in whichever language it was."""
    return read_asked(text, language_of(text, language))


class Bare(NamedTuple):
    """A question without what joins it to the one before."""

    text: str
    connected: bool  # "et", "and", "what about"
    corrects: bool  # "je voulais dire", "not Guiana, ..."


def without_connector(question: str, language: Language) -> Bare:
    """The question without "et", "and", "what about" or "I meant" before it."""
    question, grammar = question.strip(), GRAMMARS[language]
    joined = _without(grammar.connectors, question)
    corrected = _without(grammar.corrections, joined or question)
    text = corrected or joined or question
    whole = text.rstrip(_CLOSING)
    meant = grammar.afterthoughts.sub("", whole)
    asks = any(t.lower in grammar.interrogatives or is_inverted(t.lower) for t in tokens_of(meant))
    if meant not in ("", whole) and len(meant.split()) <= MOST_MEANT and not asks:
        text = corrected = meant
    return Bare(text, joined is not None, corrected is not None)


def _without(opening: re.Pattern[str], question: str) -> str | None:
    """What is left behind an opening; None without one, or when it is all."""
    found = opening.match(question)
    if not found:
        return None
    article = _TO_THE.get((found.groupdict().get("of") or "").lower(), "")
    rest = question[found.end() :].lstrip(" ,")
    return article + rest if rest.strip(_CLOSING) else None


def _interrogative(reader: NounPhraseReader) -> tuple[int, bool, tuple[int, int] | None]:
    tokens, grammar = reader.tokens, reader.grammar
    if tokens and tokens[0].lower.endswith("-moi"):
        return 1, False, None  # "Parle-moi de la gare"
    word = 0
    while word < len(tokens) and word <= MOST_PREPOSITIONS and _leads_in(reader, word):
        word += 1
    if word >= len(tokens):
        return 0, False, None
    lower = tokens[word].lower
    if lower == "ou" and grammar is GRAMMARS["fr"] and word == 0:
        lower = "où"  # typed without its accent
    if lower not in grammar.interrogatives:
        return 0, False, None
    end, noun = _asked_noun(reader, word)
    prepositional = word > 0
    adverbial = lower in grammar.adverbial and noun is None
    return end, prepositional or adverbial, noun


def _is_verb(reader: NounPhraseReader, asking: str, first: int, end: int) -> bool:
    """Whether what follows "what" or "which" is its verb, not its noun: "What caused the fire"."""
    if asking not in ("what", "which"):
        return False
    following = reader.tokens[end].lower if end < len(reader.tokens) else ""
    alone = end == first + 1
    return alone and (
        following in reader.grammar.determiners or reader.tokens[first].lower.endswith("ed")
    )


def _leads_in(reader: NounPhraseReader, number: int) -> bool:
    lower = reader.tokens[number].lower
    grammar = reader.grammar
    return lower in grammar.prepositions | grammar.of or lower in ("partir", "raison", "cause")


def _asked_noun(reader: NounPhraseReader, word: int) -> tuple[int, tuple[int, int] | None]:
    """Where the interrogative that begins at ``word`` ends, and its noun."""
    tokens, first = reader.tokens, word + 1
    lower = tokens[word].lower
    if first >= len(tokens) or (not reader.adjacent(first) and lower != "qu'"):
        return min(first, len(tokens)), None
    following = tokens[first].lower
    if lower == "combien" and following in ("de", "d'"):
        first += 1
    elif lower == "how" and re.match(r"(?:many|much|long|old|far|often|soon|big|tall)$", following):
        first += 1
        if following not in ("many", "much"):
            return first, None
    elif lower == "which" and following == "of":
        phrase = reader.phrase(first + 1) if first + 1 < len(tokens) else None
        return (phrase.last, (phrase.first, phrase.last)) if phrase else (first, None)
    elif not (lower.startswith(("quel", "lequel")) or lower in ("what", "which", "whose")):
        return first, None
    if first < len(tokens) and reader.may_be_noun(first) and following != "happened":
        end = reader.noun_end(first)
        if end > first and not _is_verb(reader, lower, first, end):
            return end, (first, end)
    return first, None
