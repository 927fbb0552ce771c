"""A follow-up made a question of its own, by rule: no model, no reading beyond the conversation.

"Et combien va-t-il investir ?" after "Quand Xiaomi démarre-t-il ?" is "Combien Xiaomi va-t-il
investir ?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from assistant.conversation.follow_ups.anaphora import resolve
from assistant.conversation.follow_ups.antecedents import Antecedents
from assistant.conversation.follow_ups.asked import (
    Asked,
    read_asked,
    read_earlier,
    without_connector,
)
from assistant.conversation.follow_ups.fragments import complete, is_fragment
from assistant.conversation.follow_ups.tokens import is_inverted, language_of
from index.types import Language

MOST_TURNS = 6  # earlier questions looked at: what is further back is seldom meant
LONGEST_TURN = 500  # characters: what is longer is a pasted text, not the subject of a question


def standalone_by_rule(
    question: str, earlier: Sequence[str], language: Language, reply: str
) -> str:
    """The question as it would be asked by itself; unchanged when it is whole.

    ``earlier`` are the user's questions before it, as they were asked, the latest last; ``reply``
    is the last answer, looked at when a pronoun means nothing that they speak of.
    """
    said: list[str] = []
    persons: set[str] = set()
    for turn in [text for text in earlier if len(text) <= LONGEST_TURN][-MOST_TURNS:]:
        resolved = _resolved(turn, said, language_of(turn, language), persons)
        said.append(resolved.kept)
        persons |= resolved.persons
    return _resolved(question, said, language, persons, reply).text


def stands_alone(question: str, understood: str, language: Language) -> bool:
    """Whether nobody needs to look at the questions before: the rule changed nothing, and the
    question names what it is about."""
    return understood == question and bool(read_asked(question, language).names)


_TAIL = re.compile(r" \(([^()]+)\)$")


class _Resolved(NamedTuple):
    text: str
    kept: str  # what the next question follows: the one before, when this adds no clause to it
    persons: Set[str] = frozenset()  # whom "he" and "she" mean in it


def _resolved(
    question: str, said: Sequence[str], language: Language, persons: Set[str], reply: str = ""
) -> _Resolved:
    if not said:
        return _Resolved(question, question)
    earlier = [asked for text in said for asked in _read(text, language)]
    antecedents = Antecedents(earlier, reply, persons)
    names = frozenset(
        word for asked in earlier for name in asked.names for word in name.text.lower().split()
    )
    bare, connected, corrects = without_connector(question, language)
    asked = read_asked(bare, language, names)
    if not asked.tokens or not antecedents.last.tokens:
        return _Resolved(question, question)
    if is_fragment(asked) and (connected or corrects or _is_short(asked)):
        about = earlier[-2].text if len(_read(said[-1], language)) > 1 else ""
        return _completed(asked, antecedents, language, about)
    if corrects and not _asks(asked, bare):
        return _Resolved(question, question)  # a remark: "Actually BYD invests more."
    resolution = resolve(asked, antecedents)
    if not resolution.found and _lacks_topic(asked, connected):
        resolution.name_all()
    whole = resolution.text() if resolution.found else bare
    text = _finished(whole, language) if resolution.found or connected or corrects else question
    return _Resolved(text, text, resolution.persons)


def _read(text: str, language: Language) -> list[Asked]:
    """A question before; what it has in parentheses is read by itself when in another language."""
    asked = read_earlier(text, language)
    if tail := _TAIL.search(asked.text):
        inside = read_earlier(tail[1], asked.language)
        if inside.language != asked.language:
            return [inside, read_earlier(asked.text[: tail.start()], asked.language)]
    return [asked]


def _completed(asked: Asked, antecedents: Antecedents, language: Language, aside: str) -> _Resolved:
    """``aside`` is what the question before has in parentheses, in another language."""
    last = antecedents.last
    if said := complete(asked, antecedents):
        text = _finished(f"{said} ({aside})" if aside else said, language)
        return _Resolved(text, text)
    things = [thing.text for thing in antecedents.all()] if asked.counts_anew(last) else []
    about = ", ".join(things) or last.gist
    return _Resolved(_finished(f"{asked.text} ({about})", language), last.text)


def _asks(asked: Asked, text: str) -> bool:
    """Whether a clause asks something: "Who won", "Did Nio win", "Nio a-t-il gagné", "Nio won?"."""
    fronted = asked.tokens[0].lower in asked.grammar.auxiliaries | {"est-ce"}
    inverted = any(is_inverted(token.lower) for token in asked.tokens)
    return bool(asked.asks) or fronted or inverted or text.endswith("?")


def _is_short(asked: Asked) -> bool:
    """Whether it is a fragment even without "et" before it: "Pourquoi ?", "En 2025 ?"."""
    return bool(asked.asks) or len(asked.tokens) <= 8


def _lacks_topic(asked: Asked, connected: bool) -> bool:
    """Whether a clause does not say what it is about: "Et quel est le prix ?".

    Behind "et" its own noun is mostly a part of that: "Et combien coûte le billet ?".
    """
    return not asked.names and (_is_empty(asked) or (connected and not asked.set_off))


def _is_empty(asked: Asked) -> bool:
    """Whether no noun says what the question is about: "Combien de temps faut-il ?".

    Nor does one that says what came of it: "Combien de personnes sont mortes ?".
    """
    rest = range(asked.asks, len(asked.tokens))
    if rest and asked.tokens[rest[0]].lower in ("c'", "est-ce"):
        return not asked.phrases and not asked.text.lower().startswith("est-ce qu")
    nouns = [number for number in rest if asked.reader.may_be_noun(number)]
    return all(asked.tokens[number].lower in asked.grammar.outcomes for number in nouns)


def _finished(text: str, language: Language) -> str:
    text = text.strip().rstrip(" ?\u00a0\u202f")
    return text[:1].upper() + text[1:] + (" ?" if language == "fr" else "?")
