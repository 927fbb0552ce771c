"""A phrase that takes another's place in the question before: "Et Nio ?", "And in 2025?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.conversation.follow_ups.antecedents import Antecedents
from assistant.conversation.follow_ups.asked import BEING, YEAR, Asked
from assistant.conversation.follow_ups.noun_phrases import NounPhrase
from assistant.conversation.follow_ups.placing import (
    CELUI,
    after_preposition,
    alone,
    base,
    counting_subject,
    in_place,
    kind_end,
    leading,
    phrase_end,
)
from assistant.conversation.follow_ups.replacing import asking, replaced
from assistant.conversation.follow_ups.times import day_of, is_when, with_when
from assistant.conversation.follow_ups.tokens import is_inverted
from assistant.conversation.follow_ups.wording import joined, owned
from assistant.patterns import words
from index.types import Language

# Prepositions of the other language in that of the question before.
_ELSEWHERE: Mapping[Language, Mapping[str, str]] = {
    "en": {
        **dict.fromkeys(("en", "à", "au", "aux", "dans"), "in"),
        **dict.fromkeys(("de", "d'", "du", "des"), "of"),
        "sur": "on", "pour": "for",
    },
    "fr": {**dict.fromkeys(("in", "at"), "en"), "of": "de", "on": "sur", "for": "pour"},
}  # fmt: skip
_OF_SEVERAL = frozenset("leur leurs their".split())
_ORDINALS = words("premi[eè]re? deuxième seconde? troisième derni[eè]re? first second third last")
_ORDINAL = re.compile(rf"\b{_ORDINALS}\b", re.IGNORECASE)
_LOOSE = frozenset("pour for chez with avec".split())  # "Et pour Nio ?" is "Et Nio ?"


def is_only_phrase(asked: Asked) -> bool:
    """Whether there is nothing but one noun phrase, a preposition before it at most."""
    rest = [
        number
        for number in range(asked.asks, len(asked.tokens))
        if asked.tokens[number].lower not in asked.grammar.fillers
    ]
    grammar = asked.grammar
    leads = grammar.prepositions | grammar.of | grammar.places | CELUI | {"c'", "'s", "one", "ones"}
    covered = {n for p in asked.phrases for n in range(p.first, p.last)}
    outside = [n for n in rest if n not in covered]
    digits = [n for n in outside if asked.tokens[n].lower.replace(" ", "").isdigit()]
    return (
        len(asked.phrases) + bool(digits) == 1
        and not any(is_inverted(asked.tokens[n].lower) for n in rest)
        and all(n in digits or asked.tokens[n].lower in leads for n in outside)
    )


def with_focus(asked: Asked, last: Asked, antecedents: Antecedents) -> str | None:
    """ "Et Nio ?" after "Où est l'usine de JAC ?": "Où est l'usine de Nio ?"."""
    if is_when(asked) or _asks_again(asked, last):
        return with_when(asked, last)
    ordinal, earlier = _ORDINAL.search(asked.text), _ORDINAL.search(last.text)
    if ordinal and earlier:
        return last.text[: earlier.start()] + ordinal.group() + last.text[earlier.end() :]
    if not is_only_phrase(asked) or not asked.phrases:
        return _with_bare(asked, last) or _with_word(asked, last)
    phrase = asked.phrases[0]
    if asked.reader.is_others(phrase.first):
        return None  # others besides, or instead
    if asked.tokens[-1].lower in ("one", "ones"):
        return _with_one(asked, last)
    before = asked.tokens[phrase.first - 1].lower if phrase.first else phrase.determiner
    if phrase.first and asked.tokens[phrase.first - 1].lower in CELUI:
        before = phrase.determiner
    if before in CELUI:
        before = "de"
    if asked.language != last.language:
        before = _ELSEWHERE[last.language].get(before, before if before in leading(asked) else "")
        phrase = alone(asked, phrase) or phrase
    if asked.between(phrase.last, len(asked.tokens)).startswith(("'", "’")) or phrase.named:
        return _with_name(asked, phrase, last, before)
    if before in last.grammar.prepositions | last.grammar.of:
        return after_preposition(asked, phrase.text, last, before)
    return _with_noun(asked, phrase, last, antecedents)


def _with_one(asked: Asked, last: Asked) -> str | None:
    """ "And the Italian one?": the adjective in the place of the one before it, or of a name."""
    new = next((n for n in range(len(asked.tokens)) if asked.reader.is_name(n)), None)
    if new is None:
        return None
    said = asked.between(new, len(asked.tokens) - 1)
    national = (n for n, token in enumerate(last.tokens) if token.capital)
    old = next((n for n in national if last.reader.is_national(n)), None)
    if old is not None:
        return replaced(last, old, old + 1, said)
    return replaced(last, last.names[0].first, last.names[0].last, said) if last.names else None


def _asks_again(asked: Asked, last: Asked) -> bool:
    """ "Et les ventes en 2022 ?" after "Quelles sont les ventes de Nio en 2021 ?"."""
    dated = all(YEAR.search(one.text) or day_of(one) is not None for one in (asked, last))
    heads = {phrase.head for phrase in last.phrases}
    return dated and all(asked.is_time(phrase) or phrase.head in heads for phrase in asked.phrases)


def _with_bare(asked: Asked, last: Asked) -> str | None:
    """ "et de lannion ?", "and for children?": words behind a preposition, without an article."""
    first = int(asked.tokens[0].lower in CELUI)
    noun = range(first + 1, len(asked.tokens))
    before = asked.tokens[first].lower if noun else ""
    if before not in leading(asked) or not all(map(asked.reader.may_be_noun, noun)):
        return None
    if before in _LOOSE and all(token.lower != before for token in last.tokens):
        return None
    return after_preposition(asked, asked.between(noun.start, noun.stop), last, before, bare=True)


def _with_word(asked: Asked, last: Asked) -> str | None:
    """ "et nio ?": a word that only its place shows to be a name."""
    if len(asked.tokens) > 1 or not asked.reader.may_be_noun(0):
        return None
    end = len(last.tokens)
    if asked.language == "en" and asked.tokens[0].lower.endswith("s"):
        bare = not any(phrase.first < end <= phrase.last for phrase in last.phrases)
        plural = last.tokens[-1].lower.endswith("s") and last.reader.may_be_noun(end - 1)
        if bare and plural:
            return replaced(last, end - 1, end, asked.text)
        counted = counting_subject(asked, last, asked.tokens[0].lower)
        return replaced(last, *counted, asked.text) if counted else None
    if last.names:
        return replaced(last, last.names[0].first, last.names[0].last, asked.text)
    bare = end > 1 and last.tokens[end - 2].lower in leading(last)
    if bare and last.reader.may_be_noun(end - 1):
        return replaced(last, end - 1, end, asked.text)  # "le maire de lannion"
    return None


def _with_name(asked: Asked, phrase: NounPhrase, last: Asked, before: str) -> str | None:
    """The name in the place of the one before it that stands behind the same preposition."""
    if any(name.text == phrase.text for name in last.names):
        return None
    if before and before not in _LOOSE:
        return after_preposition(asked, phrase.text, last, before)
    if last.names:
        return in_place(last, last.names[0], phrase)
    somebody = (old for old in last.phrases if old.head in last.grammar.persons)
    old = next(somebody, None)  # "Le président a-t-il signé ?"
    return in_place(last, old, phrase) if old else None


def _with_counted(asked: Asked, phrase: NounPhrase, last: Asked) -> str | None:
    """ "Et les voitures ?" after "Combien de motos roulent ?"."""
    counted = counting_subject(asked, last, phrase.head)
    some = phrase.plural and phrase.determiner in ("les", "the")
    if counted is None or not some or kind_end(asked, phrase) < phrase.last:
        return None
    said = asked.between(phrase.first + 1, phrase.last)
    return replaced(last, *counted, joined("de", said) if last.language == "fr" else said)


def _with_noun(
    asked: Asked, phrase: NounPhrase, last: Asked, antecedents: Antecedents
) -> str | None:
    """ "Et le poids ?" after "Quel est le prix de la C3 ?": "Quel est le poids de la C3 ?"."""
    said = asked.between(phrase.first, phrase.last)
    has_name = any(phrase.first <= name.first < phrase.last for name in asked.names)
    olds = [old for old in last.phrases if not last.is_time(old)]
    same = next((old for old in olds if old.head == phrase.head), None)
    if (has_name or same) and olds and asked.language == last.language:
        old = same or olds[0]
        owned_by = not same and old == _asked_of(last)
        if owned_by and (said_of := _with_owner(asked, phrase, last, old)):
            return said_of
        if not same and alone(asked, phrase):
            if old.named or alone(last, old) or not last.is_joined(old):
                return in_place(last, old, phrase)
            return None
        return _with_kind(asked, phrase, last, old)
    if asked.language == last.language and not has_name and not _asks_for_others(last, phrase):
        said_of = _with_attribute(asked, phrase, last) or _with_counted(asked, phrase, last)
        if said_of:
            return said_of
        owner = last.names[0] if last.names and len(olds) == 1 else None
        possessive = phrase.determiner in asked.grammar.possessive
        if owner and possessive and phrase.head in asked.grammar.relatives:
            said = owned(asked, phrase, owner.text)  # "Et sa femme ?" after "Où vit Luc Roy ?"
            return replaced(last, olds[0].first, olds[0].last, said, phrase)
        if of_subject := _with_subject(phrase, last, olds, said):
            return of_subject
    if phrase.determiner in asked.grammar.possessive:
        owners = antecedents.of(None, True) if phrase.determiner in _OF_SEVERAL else None
        about = owners or antecedents.name() or antecedents.of(None, False)
        return owned(asked, phrase, about.text) if about else None
    about = antecedents.name() or antecedents.of(None, False)
    if about is None:
        return None
    return f"{said} ({about.text})"


def _with_kind(asked: Asked, phrase: NounPhrase, last: Asked, old: NounPhrase) -> str:
    """ "Et le taux d'incidence ?" after "Quel est le taux de reproduction en Guyane ?".

    What else was said of the old one holds of the new; or its names do, when that is less certain.
    """
    said, end = asked.between(phrase.first, phrase.last), old.last
    lost = "" if asked.names else _names_in(last, old)
    pointing = asked.grammar.possessive | asked.grammar.demonstrative
    same = phrase.head == old.head and phrase.determiner not in pointing
    if same and not asked.names and kind_end(asked, phrase) == phrase.last:
        lost, end = "", kind_end(last, old)
    return replaced(last, old.first, end, said, phrase) + lost


def _names_in(last: Asked, phrase: NounPhrase) -> str:
    """The names beside a phrase's noun, in parentheses."""
    names = [name for name in last.names if phrase.first <= name.first < phrase.last]
    beside = [name.text for name in names if name.head != phrase.head]  # else: "l'État"
    return f" ({', '.join(beside)})" if beside else ""


def _with_owner(asked: Asked, phrase: NounPhrase, last: Asked, old: NounPhrase) -> str | None:
    """ "Et la Mégane ?" after "Quel est le prix de la Clio ?": it is the Mégane's price.

    Of what a name says by itself, or by the same noun: "le kit m400X" after "le prix du kit m400R".
    """
    by_name = alone(asked, phrase) is not None
    named = next((one for one in last.names if old.first < one.first < old.last), None)
    if named is None:
        return None
    for joint in range(named.first - 1, old.first, -1):
        if last.tokens[joint].lower not in last.grammar.of:
            continue
        inner = last.reader.phrase(joint + 1) or last.reader.name(joint + 1)
        beside = last.tokens[joint + 1 : named.first]
        if by_name or phrase.head in {token.lower for token in beside} | {inner and inner.head}:
            said, end = asked.between(phrase.first, phrase.last), phrase_end(last, joint + 1)
            if last.language == "en":
                return replaced(last, joint + 1, max(end, named.last), said)
            whole = joined(base(last.tokens[joint].lower), said)
            return replaced(last, joint, max(end, named.last), whole)
    return None


def _with_attribute(asked: Asked, phrase: NounPhrase, last: Asked) -> str | None:
    """In "Quel est le prix de ...", the price replaced by what is asked for instead."""
    of_what = _asked_of(last)
    if of_what is None:
        return None
    of = last.grammar.of
    joint = next(n for n in range(of_what.first, of_what.last) if last.tokens[n].lower in of)
    said = asked.between(phrase.first, phrase.last)
    if phrase.determiner in asked.grammar.possessive:
        said = owned(asked, phrase, "")
    text = replaced(last, of_what.first, joint, said)
    asks = last.text[: last.tokens[of_what.first].start]
    return asking(asks, phrase) + text.removeprefix(asks)


def _asks_for_others(last: Asked, phrase: NounPhrase) -> bool:
    """Whether one person was asked for and the phrase is plural, an event perhaps: "ses noces"."""
    asks = [token.lower for token in last.tokens[: last.asks + 1]]
    return asks[:1] in (["qui"], ["who"]) and asks[-1] in ("est", "is") and bool(phrase.plural)


def _with_subject(
    phrase: NounPhrase, last: Asked, olds: Sequence[NounPhrase], said: str
) -> str | None:
    """The subject, or all that the question speaks of, replaced; a name stays what it is about."""
    only = len(olds) == 1 and not last.names
    if not olds or not (only or last.subject_follows or not last.asks):
        return None
    subject = olds[0]
    if subject.named or phrase.head in last.grammar.attributes:
        return None
    return replaced(last, subject.first, subject.last, said, phrase) + _names_in(last, subject)


def _asked_of(last: Asked) -> NounPhrase | None:
    """The phrase asked for in "Quel est le prix de ...", when it has a complement."""
    if not 0 < last.asks < len(last.tokens) or last.tokens[last.asks].lower not in BEING:
        return None
    phrase = next((p for p in last.phrases if p.first == last.asks + 1), None)
    if phrase is None or not phrase.determiner:
        return None
    inside = last.tokens[phrase.first : phrase.last]
    return phrase if any(token.lower in last.grammar.of for token in inside) else None
