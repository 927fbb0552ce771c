"""What points back in a follow-up, put into words.

What grammar can carry is put in the pronoun's place; the rest is named in parentheses at the end,
where search finds it as well.
"""

from __future__ import annotations

from assistant.conversation.follow_ups.antecedents import Antecedents
from assistant.conversation.follow_ups.asked import Asked
from assistant.conversation.follow_ups.noun_phrases import NounPhrase
from assistant.conversation.follow_ups.pronouns import has_own_subject, put_objects, put_subject
from assistant.conversation.follow_ups.resolution import Resolution
from assistant.conversation.follow_ups.wording import joined, owned

_TWO = {"fr": frozenset(["deux"]), "en": frozenset(["two", "both"])}


def resolve(asked: Asked, antecedents: Antecedents) -> Resolution:
    """Find what points back in a question and put what it means in its place."""
    resolution = Resolution(asked, antecedents)
    impersonal = asked.grammar.impersonal.search(asked.text)
    taken = range(impersonal.start(), impersonal.end()) if impersonal else range(0)
    if not has_own_subject(asked):
        put_subject(resolution, taken)
    if asked.asked and _is_two(asked, *asked.asked):
        resolution.name_all()  # "which of the two"
    _phrases(resolution)
    put_objects(resolution, taken)
    return resolution


def _phrases(resolution: Resolution) -> None:
    """Phrases that point back: "son usine", "cette usine", "l'entreprise", "les deux"."""
    asked = resolution.asked
    grammar = asked.grammar
    speaks = bool(resolution.edits)  # of a subject, that a later possessive belongs to
    for phrase in [part for outer in asked.phrases for part in (outer, *asked.nested(outer))]:
        if asked.is_time(phrase) or any(
            start <= asked.tokens[phrase.first].start < end for start, end, _ in resolution.edits
        ):
            continue
        own = any(name.last <= phrase.first for name in asked.names)
        inside = any(outer.first < phrase.first < outer.last for outer in asked.phrases)
        if phrase.determiner in grammar.possessive:
            if not own and (inside or not speaks):
                _possessive(resolution, phrase)
        elif phrase.determiner in grammar.demonstrative:
            _pointed_at(resolution, phrase)
        elif _is_two(asked, phrase.first, phrase.last):
            resolution.name_all()
        elif phrase.determiner in ("le", "la", "l'", "les", "the", "du", "au", "des", "aux"):
            _definite(resolution, phrase)
        speaks = True


def _possessive(resolution: Resolution, phrase: NounPhrase) -> None:
    asked = resolution.asked
    plural = phrase.determiner in ("leur", "leurs", "their")
    person = phrase.determiner in ("his", "her")
    if person:
        owner = resolution.antecedents.somebody("m" if phrase.determiner == "his" else "f")
    else:
        owner = resolution.antecedents.of(None, plural, "agent" if plural else "owner")
    owner = owner or resolution.antecedents.name()
    if owner is None:
        return
    if owner.plural and not plural:
        owner = resolution.antecedents.name() or owner
    if person:
        resolution.is_somebody(owner)
    if resolution.can_say(owner):
        text = owned(asked, phrase, owner.text)
        resolution.put(owner, phrase.first, phrase.last, text)
    else:
        resolution.name(owner)


def _pointed_at(resolution: Resolution, phrase: NounPhrase) -> None:
    """ "cette usine": the one with more words to it; "cette société": the name; else both."""
    grammar = resolution.asked.grammar
    vague = phrase.head in grammar.vague
    vague = vague or _is_two(resolution.asked, phrase.first, phrase.last)
    if vague or not _same(resolution, phrase):
        resolution.name_all()


def _definite(resolution: Resolution, phrase: NounPhrase) -> None:
    """ "l'usine" after "l'usine de Nio", "l'entreprise" when the conversation is about one."""
    alone = phrase.last - phrase.first == 2  # nothing beside the noun says which one
    own = any(name.last <= phrase.first for name in resolution.asked.names)
    if alone and not own:
        _same(resolution, phrase)


def _same(resolution: Resolution, phrase: NounPhrase) -> bool:
    asked = resolution.asked
    known = resolution.antecedents.with_head(phrase.head)
    perhaps = known is None and phrase.head in asked.grammar.roles and not phrase.plural
    if perhaps:
        known = resolution.antecedents.name()
    if known is None:
        return False
    if not resolution.can_say(known) or (perhaps and " " in known.text):
        resolution.name(known)  # of several words, it may as well be a person's
    elif phrase.determiner in ("du", "des", "au", "aux"):
        preposition = "de" if phrase.determiner in ("du", "des") else "à"
        resolution.replace(phrase.first, phrase.last, joined(preposition, known.text))
    elif phrase.first and asked.tokens[phrase.first - 1].lower in ("de", "à", "que", "d'", "qu'"):
        before = asked.tokens[phrase.first - 1].lower
        resolution.replace(phrase.first - 1, phrase.last, joined(before, known.text))
    else:
        resolution.replace(phrase.first, phrase.last, known.text)
    return True


def _is_two(asked: Asked, first: int, last: int) -> bool:
    inside = {token.lower for token in asked.tokens[first:last]}
    return bool(inside & _TWO[asked.language])
