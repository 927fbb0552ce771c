"""Noun phrases put into a sentence: articles, prepositions and genitives that fit."""

from __future__ import annotations

import re

from assistant.conversation.follow_ups.asked import Asked
from assistant.conversation.follow_ups.noun_phrases import NounPhrase

_VOWEL = re.compile("[aeiouàâéèêëîïôûœhAEIOUÀÂÉÈÊËÎÏÔÛŒ]")  # a name with H mostly stays apart


def owned(asked: Asked, phrase: NounPhrase, owner: str) -> str:
    """A phrase with its possessive resolved: "sa première usine" -> "la première usine de Nio"."""
    rest = asked.between(phrase.first + 1, phrase.last)
    if asked.language == "en":
        if len(owner.split()) > 3 or re.search(r"\b(?:of|in|at)\b", owner):
            return f"the {rest} of {owner}"
        return f"{possessive(owner)} {rest}" if owner else f"the {rest}"
    article = "les" if phrase.plural else "la" if phrase.gender == "f" else "le"
    if phrase.determiner == "sa":
        article = "la"
    text = with_article(article, rest)
    return f"{text} {joined('de', owner)}" if owner else text


def possessive(owner: str) -> str:
    """The English genitive of a name or noun."""
    return f"{owner}'" if owner.endswith("s") else f"{owner}'s"


def with_article(article: str, noun: str) -> str:
    """A French noun with its article, elided before a vowel."""
    if article in ("le", "la") and _VOWEL.match(noun):
        return f"l'{noun}"
    return f"{article} {noun}"


def placed(name: str) -> str:
    """Where something is, by a French name with its article: "la France" -> "en France"."""
    if found := re.match(r"la |l['’]", name):
        return f"en {name[found.end() :]}"
    return joined("à", name)


def joined(preposition: str, phrase: str) -> str:
    """A French preposition before a phrase: "de" + "le prix" -> "du prix"."""
    contracted = {
        ("de", "le "): "du ",
        ("de", "les "): "des ",
        ("à", "le "): "au ",
        ("à", "les "): "aux ",
    }
    base = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}.get(
        preposition, preposition
    )
    for (first, article), together in contracted.items():
        if base == first and phrase.startswith(article):
            return together + phrase.removeprefix(article)
    if base in ("de", "que") and _VOWEL.match(phrase):
        return f"{base[:-1]}'{phrase}"
    return f"{base} {phrase}"
