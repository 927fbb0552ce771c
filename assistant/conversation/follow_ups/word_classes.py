"""What each word of a question may be: a name, a determiner, a verb, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.conversation.follow_ups.english import FRONTED, NATIONAL
from assistant.conversation.follow_ups.french import INFINITIVE, OBJECT_AFTER
from assistant.conversation.follow_ups.tokens import GRAMMARS, is_inverted, tokens_of
from index.types import Language

MOST_CAPITALS = 3  # words: a longer question in capitals is shouted, not a row of acronyms

# "m400R", "e-208", "iPhone": names, though they begin with a small letter.
_CODE = re.compile(r"[^\W\d_](?:[\w-]*\d|(?<=[a-zà-öø-ÿ])[^\W\d_]*[A-ZÀ-ÖØ-Þ])")
_OF_NAME = frozenset(("le", "la"))
_NUMBER_OF_NAME = re.compile(r"(?!(?:1[5-9]|20)\d\d\Z)\d{1,4}")  # "Renault 5", no year


class Words:
    """The words of one question, each told apart by its neighbours."""

    def __init__(self, text: str, language: Language, names: Collection[str] = ()) -> None:
        """``names`` are words in lower case that are names, however the question writes them."""
        self.text = text
        self.tokens = tokens_of(text)
        self.grammar = GRAMMARS[language]
        self.french = language == "fr"
        self._names = names
        self._shouted = len(self.tokens) > MOST_CAPITALS and text.isupper()

    def is_name(self, number: int) -> bool:
        """Whether the token is a name, or begins one."""
        token = self.tokens[number]
        if token.lower in self._names and token.lower not in self.grammar.determiners:
            return True
        written = self.text[token.start : token.end]
        if _CODE.match(written) and not is_inverted(token.lower):
            return True
        if _NUMBER_OF_NAME.fullmatch(written):
            return self.adjacent(number) and self._is_named_before(number)
        if not token.capital or is_inverted(token.lower) or token.lower.endswith("'"):
            return False
        if number and token.lower in self.grammar.verbs - self.grammar.auxiliaries:
            return True  # "the French Open"
        if token.lower in _OF_NAME and self.adjacent(number):  # "Marine Le Pen"
            return self._is_named_before(number)
        return not self._shouted and token.lower not in self.grammar.function

    def _is_named_before(self, number: int) -> bool:
        """Whether a name stands before a token that is none by itself."""
        before = self.tokens[number - 1].lower
        alone = before not in _OF_NAME and not _NUMBER_OF_NAME.fullmatch(before)
        return alone and self.is_name(number - 1)

    def may_be_noun(self, number: int) -> bool:
        """Whether the token may be, or begin, a noun: it is none of the closed classes."""
        return self.is_content(number)

    def is_object(self, number: int) -> bool:
        """Whether "le", "la", "l'" or "les" is a pronoun before its verb, not an article."""
        if not self.french or number == 0 or number + 1 >= len(self.tokens):
            return False
        if self.tokens[number].lower not in ("le", "la", "l'", "les"):
            return False
        before, after = self.tokens[number - 1].lower, self.tokens[number + 1].lower
        if is_inverted(after) or after in self.grammar.verbs:
            return True
        if before in OBJECT_AFTER:
            return not (before == "qui" and number > 1)  # "avec qui la France"
        modals = self.grammar.verbs - self.grammar.auxiliaries
        leads = is_inverted(before) or before in modals | {"pour", "de", "à", "sans"}
        return leads and bool(INFINITIVE.search(after))

    def adjacent(self, number: int) -> bool:
        """Whether nothing but space stands between this token and the one before."""
        if number == 0:
            return False
        between = self.text[self.tokens[number - 1].end : self.tokens[number].start]
        return not between.strip()

    def is_determiner(self, number: int) -> bool:
        token = self.tokens[number]
        grammar = self.grammar
        if self.is_others(number):
            return True
        if token.lower not in grammar.determiners or self.is_object(number):
            return False
        if self.is_demonstrative_subject(number):
            return False
        return number + 1 < len(self.tokens) and self.is_content(number + 1)

    def is_others(self, number: int) -> bool:
        """Whether "d'" is the article of "d'autres villes", no preposition."""
        noun = number + 2
        if number and not self.adjacent(number):
            return False
        begins = [token.lower for token in self.tokens[number:noun]] == ["d'", "autres"]
        return begins and noun < len(self.tokens) and self.adjacent(noun) and self.is_content(noun)

    def is_demonstrative_subject(self, number: int) -> bool:
        """Whether "this" or "that" belongs to no noun, the verb behind it: "does this harm"."""
        lower = self.tokens[number].lower
        if self.french or lower not in self.grammar.demonstrative or not number:
            return False
        following = self.tokens[number + 1].lower if number + 1 < len(self.tokens) else ""
        if lower == "that" and following and self._joined_by_that(number + 1):
            return True  # "is it true that Paris": it joins
        behind = number + 2  # where the verb of "does this plant employ" is
        verbless = behind >= len(self.tokens) or self.tokens[behind].lower in (
            self.grammar.determiners | self.grammar.prepositions | self.grammar.other
        )
        return self.tokens[number - 1].lower in FRONTED and verbless

    def _joined_by_that(self, number: int) -> bool:
        return self.tokens[number].lower.endswith("s") or self.is_name(number)

    def is_content(self, number: int) -> bool:
        grammar = self.grammar
        lower = self.tokens[number].lower
        if lower in grammar.before_noun:
            return True
        if self.is_name(number):
            return True
        after_determiner = number > 0 and self.tokens[number - 1].lower in grammar.determiners
        if lower in grammar.verbs - grammar.auxiliaries and after_determiner:
            return not self.french  # "the plan", "the cost"
        return lower not in grammar.function and not is_inverted(lower)

    def is_verb(self, number: int) -> bool:
        """Whether an English word is the verb behind its subject: "the station reopens"."""
        token = self.tokens[number]
        known = token.lower in self.grammar.verbs
        return not token.capital and (
            known or token.lower.removeprefix("re") in self.grammar.verbs - self.grammar.auxiliaries
        )

    def is_bare_subject(self, first: int) -> bool:
        """Whether an English noun without a determiner follows the verb that asks: "are bakers"."""
        if self.french or not first or self.is_name(first):
            return False
        fronted = self.tokens[first - 1].lower in self.grammar.auxiliaries and (
            first == 1 or self.tokens[first - 2].lower in self.grammar.interrogatives
        )
        lower = self.tokens[first].lower
        plural = lower.endswith("s") and not lower.endswith("ss")
        return fronted and plural and self.is_content(first)

    def is_national(self, number: int) -> bool:
        return bool(NATIONAL.search(self.tokens[number].lower))

    def noun_follows(self, number: int) -> bool:
        following = number + 1
        return (
            following < len(self.tokens)
            and self.adjacent(following)
            and not self.is_name(following)
            and self.is_content(following)
        )

    def is_last(self, first: int, end: int) -> bool:
        """Whether the question's last word belongs to a noun as no verb does: "la loi climat"."""
        if end + 1 < len(self.tokens):
            return False
        joints = self.grammar.of | self.grammar.determiners
        asking = self.grammar.adverbial | {"que", "qu'", "qui"}
        for verb in range(first - 1, 0, -1):  # back over what the noun is a complement of
            lower = self.tokens[verb].lower
            if lower in joints:
                continue
            if self.tokens[verb - 1].lower in asking or lower in self.grammar.verbs:
                return True
            if not self.is_content(verb):
                return False
        return False
