"""The closed classes of words by which a question of a conversation is read.

The lists themselves are in `french` and `english`: in lower case, with a straight apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


def word_set(text: str) -> frozenset[str]:
    """The words of a list separated by white space."""
    return frozenset(text.split())


@dataclass(frozen=True)
class Grammar:
    """Closed classes of words, and endings that speak for a class."""

    feminine: frozenset[str]  # determiners by gender and number
    masculine: frozenset[str]
    singular: frozenset[str]  # of either gender
    plural: frozenset[str]
    possessive: frozenset[str]
    demonstrative: frozenset[str]
    of: frozenset[str]  # what joins a noun to its complement
    places: frozenset[str]  # prepositions that join a noun to the name of a place
    prepositions: frozenset[str]
    verbs: frozenset[str]  # auxiliaries and, in English, verbs that may follow a noun at once
    auxiliaries: frozenset[str]
    other: frozenset[str]  # pronouns, conjunctions, adverbs: part of no noun phrase
    before_noun: frozenset[str]  # adjectives and numerals between a determiner and its noun
    adjective: re.Pattern[str]  # endings of adjectives that follow a French noun
    feminine_noun: re.Pattern[str]
    masculine_noun: re.Pattern[str]
    adverbial: frozenset[str]  # interrogatives that leave the rest a whole clause
    asking: frozenset[str]  # those that stand for, or begin, a noun phrase
    fillers: frozenset[str]  # may stand beside an interrogative that is alone
    roles: frozenset[str]  # nouns that stand for a name: the company, this club
    persons: frozenset[str]  # those that stand for somebody's name, and whom "he" and "she" mean
    vague: frozenset[str]  # nouns that a demonstrative or "two" makes mean what was just said
    days: frozenset[str]  # of the week, and months: one takes another's place
    relatives: frozenset[str]  # whom somebody has: "his wife" is no thing's
    outcomes: frozenset[str]  # what came of something, and to whom: "Combien de morts ?"
    units: frozenset[str]  # of time: "this year" points at nothing said
    of_units: frozenset[str]  # what stands beside one: "last", "three", "début"
    moments: frozenset[str]  # a time by themselves: "yesterday"
    unreferred: frozenset[str]  # "which city", "quel montant": seldom what a pronoun means
    attributes: frozenset[str]  # of something: "its price" is not the duration's but the plan's
    of_amounts: re.Pattern[str]  # verbs whose subject may be a price or a number itself
    of_things: re.Pattern[str]  # verbs whose subject is a thing, not someone who acts
    # What joins a question to the one before, and what says that something else was meant; the
    # group "of" of both is the "du" of "je parle du Japon".
    connectors: re.Pattern[str]
    corrections: re.Pattern[str]
    afterthoughts: re.Pattern[str]  # the same behind it: "le Japon, pas la Chine"
    impersonal: re.Pattern[str]  # where "il", "it", "there" stand for nothing

    @cached_property
    def determiners(self) -> frozenset[str]:
        return self.feminine | self.masculine | self.singular | self.plural | self.possessive

    @cached_property
    def interrogatives(self) -> frozenset[str]:
        return self.adverbial | self.asking

    @cached_property
    def function(self) -> frozenset[str]:
        """All words that are no part of a name or a noun."""
        closed = self.determiners | self.prepositions | self.verbs | self.other | self.of
        return closed | self.interrogatives | self.places
