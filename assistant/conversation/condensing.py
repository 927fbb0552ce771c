"""A follow-up made stand-alone by a chat model, and taken only if it is the same question."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Literal

from assistant.conversation.follow_ups.asked import read_asked, without_connector
from assistant.conversation.follow_ups.tokens import GRAMMARS, Token, language_of, tokens_of
from assistant.models.loop import models_loop
from assistant.patterns import words
from assistant.phrases import load
from assistant.types import Message
from index.errors import ModelError
from index.types import Language
from index.unseen import HALVES

if TYPE_CHECKING:
    from assistant.models import ChatModel

PATIENCE = 10.0  # seconds: the evidence waits for a rewriting, and the rule has one
LONGER = 250  # characters that a rewriting may have more than the question
STEM = 5  # letters that the forms of a word share: investir, investira
MOST_NEW = 1 / 3  # of the rewriting's words: "what", "amount"; more is another question

Drift = Literal[
    "empty", "lines", "length", "no question", "language", "figure", "name", "negation", "lost",
    "new words",
]  # fmt: skip

_QUOTED = re.compile(r"^[«“\"']\s*(.*?)\s*[»”\"']$")
_SENTENCE_END = re.compile(r"[.!?…][»”\"')]*\s+(?=\S)")
_NUMERAL = re.compile(
    "^"
    + words(
        """
        deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante
        cinquante soixante cent cents mille millions? milliards?
        two three four five seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
        sixty hundred thousand billions?
        """
    )
    + "$"
)
_NEGATION = {
    "fr": frozenset("ne n' pas jamais aucun aucune sans non".split()),
    "en": frozenset("not no never none without cannot".split()),
}
# Nouns and adverbs that only point back, and are gone once what they mean is said.
_POINTING = frozenset(
    """
    deux autre autres même aussi alors donc là-bas second seconde deuxième premier première
    dernier dernière two other others same one ones both such latter former
    """.split()
)


def condense(
    question: str, history: Sequence[Message], language: Language, model: ChatModel
) -> str | None:
    """The model's rewriting; None when it fails, is slow or writes another question."""
    asked = asyncio.run_coroutine_threadsafe(
        acondense(question, history, language, model), models_loop()
    )
    try:
        return asked.result()
    finally:
        asked.cancel()


async def acondense(
    question: str, history: Sequence[Message], language: Language, model: ChatModel
) -> str | None:
    """As ``condense``, without blocking the event loop; cancelling stops the model."""
    written = ""
    try:
        async with asyncio.timeout(PATIENCE):
            async with aclosing(model.astream(_prompt(question, history, language))) as pieces:
                async for piece in pieces:
                    written += piece
                    if _misshapen(_trimmed(written), question) in ("lines", "length"):
                        return None  # no more of it would make it better
    except (ModelError, TimeoutError):
        return None
    rewriting = _trimmed(written)
    return None if drift(rewriting, question, history, language) else rewriting


def drift(
    rewriting: str, question: str, history: Sequence[Message], language: Language
) -> Drift | None:
    """Why a rewriting is not the same question; None when it may stand for it.

    It must be one question, in the same language, of the conversation's names and figures and
    mostly its words, that keeps the question's own words and its negation.
    """
    if shape := _misshapen(rewriting, question):
        return shape
    if language_of(rewriting, language) != language:
        return "language"
    said = " ".join([question, *(message.content for message in history)])
    return _brought_in(rewriting, said, language) or _left_out(rewriting, question, language)


def _prompt(question: str, history: Sequence[Message], language: Language) -> list[Message]:
    phrases = load("condense", language)
    conversation = "\n".join(
        phrases.say("asked" if message.role == "user" else "replied", text=_line(message.content))
        for message in history
    )
    user = phrases.say("user", conversation=conversation, question=_line(question))
    return [Message("system", phrases.say("system").strip()), Message("user", user.strip())]


def _trimmed(written: str) -> str:
    return _unquoted(unicodedata.normalize("NFC", HALVES.sub("", written).strip()))


def _line(text: str) -> str:
    return " ".join(text.split())


def _unquoted(text: str) -> str:
    found = _QUOTED.match(text)
    return found[1] if found else text


def _misshapen(rewriting: str, question: str) -> Drift | None:
    if not tokens_of(rewriting):
        return "empty"
    if "\n" in rewriting:
        return "lines"
    if len(rewriting) > len(question) + LONGER:
        return "length"
    if not rewriting.endswith("?") or _SENTENCE_END.search(rewriting.removesuffix("?").rstrip()):
        return "no question"
    return None


def _brought_in(rewriting: str, said: str, language: Language) -> Drift | None:
    """A figure, a name, or too many words that the conversation does not have."""
    known = {token.lower for token in tokens_of(said)}
    stems = {_stem(word) for word in known}
    content = _content(rewriting, language)
    new = [token for token in content if _stem(token.lower) not in stems]
    if any(token.lower[0].isdigit() or _NUMERAL.match(token.lower) for token in new):
        return "figure"
    if any(token.capital and token.lower not in known for token in content):
        return "name"
    return "new words" if len(new) > max(1, MOST_NEW * len(content)) else None


def _left_out(rewriting: str, question: str, language: Language) -> Drift | None:
    """The question's negation, or words of its own that do more than point back."""
    bare = without_connector(question, language).text
    written = tokens_of(rewriting)
    negated = [
        any(token.lower in _NEGATION[language] for token in tokens)
        for tokens in (tokens_of(bare), written)
    ]
    if negated[0] != negated[1]:
        return "negation"
    stems = {_stem(token.lower) for token in written}
    own = [token for token in _own(bare, language) if _stem(token.lower) not in stems]
    return "lost" if own else None


def _own(question: str, language: Language) -> list[Token]:
    """The words of a question that its rewriting must keep, with how it asks: "combien"."""
    asked = read_asked(question, language)
    grammar = asked.grammar
    pointing = {
        number
        for phrase in asked.phrases
        if phrase.determiner in grammar.demonstrative or phrase.head in grammar.roles
        for number in range(phrase.first, phrase.last)
    }
    asks = [token for token in asked.tokens[: asked.asks] if token.lower in grammar.adverbial]
    content = [
        token
        for number, token in enumerate(asked.tokens)
        if number not in pointing and asked.reader.may_be_noun(number)
    ]
    return [token for token in asks + content if token.lower not in _POINTING]


def _content(text: str, language: Language) -> list[Token]:
    function = GRAMMARS[language].function - GRAMMARS[language].before_noun
    return [token for token in tokens_of(text) if token.lower not in function]


def _stem(word: str) -> str:
    """The beginning of a word without accents: what its forms share."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:STEM]
