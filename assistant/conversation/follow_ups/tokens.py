"""The words of a question, and the language that they are of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from assistant.conversation.follow_ups.english import ENGLISH
from assistant.conversation.follow_ups.french import FRENCH, INVERTED
from assistant.conversation.follow_ups.grammar import Grammar
from assistant.patterns import lines
from index.types import Language

GRAMMARS: Mapping[Language, Grammar] = MappingProxyType({"fr": FRENCH, "en": ENGLISH})

_TOKEN = re.compile(
    lines(
        r"""
        aujourd['’]hui\b
        # L'Oréal inside a question, where an article has no capital
        (?-i:(?<=\w )[CDJLMNST]['’][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])\w*(?:[-.&]\w+)*
        # an elided word, up to its apostrophe
        \b(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’](?=\w)
        # 300 000, 1,5
        \b\d+(?:[ \u00a0\u202f.,]\d+)*\b
        # the possessive 's
        ['’]s\b
        # O'Brien, prud'homme, but not "didn't" as one
        \w+(?:[-.&]\w+|['’](?!(?:[sdmt]|ll|re|ve)\b)\w+)*
        """
    ),
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word of a text, with its offsets."""

    lower: str  # in lower case, with a straight apostrophe
    start: int
    end: int
    capital: bool


def tokens_of(text: str) -> list[Token]:
    """The words of a text; an elided word is one by itself, a verb keeps its "-t-il"."""
    return [
        Token(
            match.group().lower().replace("’", "'"),
            *match.span(),
            capital=match.group()[0].isupper(),
        )
        for match in _TOKEN.finditer(text)
    ]


def language_of(text: str, otherwise: Language) -> Language:
    """The language most of the text's small words are of: a question's, at no cost."""
    known = [token.lower for token in tokens_of(text)]
    french, english = (
        sum(
            word in GRAMMARS[language].function or (language == "fr" and is_inverted(word))
            for word in known
        )
        for language in ("fr", "en")
    )
    if french == english:
        return otherwise
    return "fr" if french > english else "en"


def is_inverted(word: str) -> bool:
    """Whether a word is a French verb with a pronoun behind it ("va-t-il", not "celui-ci")."""
    return bool(INVERTED.search(word))
