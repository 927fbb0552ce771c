"""The gender and number of a noun phrase, as far as its words tell."""

from __future__ import annotations

import re
from typing import Literal

from assistant.conversation.follow_ups.english import COLLECTIVE
from assistant.conversation.follow_ups.french import FEMININE, INVERTED, MASCULINE
from assistant.conversation.follow_ups.grammar import Grammar
from assistant.conversation.follow_ups.word_classes import Words

Gender = Literal["f", "m"]

# Of an adjective behind its noun: "l'avocate générale", "l'atelier municipal".
_FEMININE = re.compile(r"(?:ale|ive|euse|ère|enne|elle|ée)s?$")
_MASCULINE = re.compile(r"(?:al|aux|if|eux|ier|ien|el|é)s?$")
_PLURALS = {
    "a": "ont",
    "est": "sont",
    "va": "vont",
    "fait": "font",
    "dit": "disent",
    "peut": "peuvent",
    "veut": "veulent",
    "doit": "doivent",
    "has": "have",
    "is": "are",
    "does": "do",
    "was": "were",
}
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()}
_ENDINGS = (("ait", "aient"), ("ra", "ront"), ("e", "ent"))  # avait, ouvrira, emploie


def gender_of(words: Words, first: int, head: int, end: int, *, determined: bool) -> Gender | None:
    """Of the phrase from token ``first`` to before ``end``, its noun ``head``; None: not known."""
    if by_verb := _verb_behind(words, first, end):
        return "m" if by_verb in ("il", "ils") else "f"
    if not determined:
        return None
    begins = words.tokens[first].lower
    if begins in words.grammar.feminine:
        return "f"
    following = words.tokens[first + 1].lower
    hides = begins in ("son", "mon", "ton") and following[0] in "aeéèêiouyhœ"
    if begins in words.grammar.masculine and not hides:
        return "m"
    if words.french and head + 1 < end:
        adjective = words.tokens[head + 1].lower
        if _FEMININE.search(adjective) or _MASCULINE.search(adjective):
            return "f" if _FEMININE.search(adjective) else "m"
    return noun_gender(words.grammar, words.tokens[head].lower)


def noun_gender(grammar: Grammar, noun: str) -> Gender | None:
    """Of a noun in lower case, as far as its ending tells."""
    singular = re.sub(r"s$", "", noun)
    if singular in MASCULINE:
        return "m"
    if singular in FEMININE or grammar.feminine_noun.search(singular):
        return "f"
    return "m" if grammar.masculine_noun.search(singular) else None


def is_plural(words: Words, first: int, head: int, end: int, *, determined: bool) -> bool | None:
    """Whether that phrase is plural; None: not known."""
    if words.french:
        if by_verb := _verb_behind(words, first, end):
            return by_verb.endswith("s")
        many = words.tokens[first].lower in words.grammar.plural or words.is_others(first)
        return many if determined else None
    if not determined and words.is_name(first) and head == first:
        return None
    lower = words.tokens[head].lower
    if lower in COLLECTIVE:
        return None
    return lower.endswith("s") and not lower.endswith("ss")


def _verb_behind(words: Words, first: int, end: int) -> str | None:
    """The pronoun that repeats the phrase behind its verb: "Xiaomi va-t-il" -> "il"."""
    number = repeating(words, first, end)
    found = None if number is None else INVERTED.search(words.tokens[number].lower)
    return found[1] if found else None


def repeating(words: Words, first: int, end: int) -> int | None:
    """The token of a verb with the pronoun that repeats the phrase before it: "va-t-il"."""
    if first and words.tokens[first - 1].lower in words.grammar.of | {"et"}:
        return None  # it repeats both, or what "de Nio" belongs to
    if first and words.tokens[first].lower in ("du", "des") and words.is_content(first - 1):
        return None
    for number in range(end, min(end + 3, len(words.tokens))):
        if found := INVERTED.search(words.tokens[number].lower):
            return number if found[1] in ("il", "ils", "elle", "elles") else None
        if words.tokens[number].lower not in ("ne", "n'", "se", "s'", "y", "en", "l'", "les"):
            return None
    return None


def agreed(said: str, gender: Gender | None, plural: bool | None) -> str:
    """A verb with the pronoun behind it, as it repeats another subject: "ont-elles" for "a-t-il".

    What is not known of the subject stays as it is.
    """
    found = INVERTED.search(said.lower())
    if not found:
        return said
    verb, pronoun = said[: found.start()], found[1]
    many = pronoun.endswith("s") if plural is None else plural
    if many != pronoun.endswith("s"):
        verb = in_number(verb, plural=many)
    feminine = pronoun.startswith("elle") if gender is None else gender == "f"
    joint = "-t-" if verb.endswith(("a", "e")) else "-"
    return f"{verb}{joint}{'elle' if feminine else 'il'}{'s' if many else ''}"


def in_number(verb: str, *, plural: bool) -> str:
    """A verb of the third person in the singular or plural; unchanged where that is not known."""
    known = (_PLURALS if plural else _SINGULARS).get(verb.lower())
    if verb.lower() in (_PLURALS if plural else _SINGULARS).values():
        return verb
    if known:
        return known.capitalize() if verb[:1].isupper() else known
    for ending in _ENDINGS:
        one, other = ending if plural else ending[::-1]
        if verb.endswith(one):
            return verb.removesuffix(one) + other
    return verb
