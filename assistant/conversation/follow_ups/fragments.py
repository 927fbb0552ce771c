"""Follow-ups that are no whole question: "Pourquoi ?", "Et Nio ?", "And in 2025?".

The question before is asked again with the new words in their place.
"""

from __future__ import annotations

import re

from assistant.conversation.follow_ups.antecedents import Antecedents
from assistant.conversation.follow_ups.asked import BEING, Asked
from assistant.conversation.follow_ups.focus import is_only_phrase, with_focus
from assistant.conversation.follow_ups.times import is_when
from assistant.conversation.follow_ups.tokens import Token, is_inverted
from assistant.patterns import words

_STRANDED = re.compile(rf"\b{words('with for from about to by on at')}(?=$| (?:to|in|on|before)\b)")


def is_fragment(asked: Asked) -> bool:
    """Whether the words are no clause: nothing but an interrogative, or a phrase, or no verb."""
    rest = [t for t in asked.tokens[asked.asks :] if t.lower not in asked.grammar.fillers]
    if asked.asks:
        return not rest or (is_only_phrase(asked) and asked.whole)
    if is_only_phrase(asked) or is_when(asked):
        return True
    if asked.set_off:
        return False
    if asked.names or not rest:
        return not rest
    return not any(_may_be_verb(asked, token) for token in rest)


def complete(asked: Asked, antecedents: Antecedents) -> str | None:
    """The question before, asked with a fragment's words; None when they have no place in it."""
    last = antecedents.last
    return _with_interrogative(asked, last) if asked.asks else with_focus(asked, last, antecedents)


def _may_be_verb(asked: Asked, token: Token) -> bool:
    grammar = asked.grammar
    if is_inverted(token.lower) or token.lower in grammar.verbs | {"est-ce"}:
        return True
    return token.lower in "il elle ils elles on je tu nous vous ça cela c' it they he she".split()


def _with_interrogative(asked: Asked, last: Asked) -> str | None:
    """ "Où ?" after "Quand Nio ouvrira-t-il ?": "Où Nio ouvrira-t-il ?"."""
    if asked.language != last.language or asked.asks < len(asked.tokens):
        return None
    if (not asked.whole and not asked.asked) or not _leaves_clause(last):
        return None
    if asked.counts_anew(last):
        return None  # "Combien de morts ?" after "Où l'ouragan a-t-il touché terre ?"
    rest = _uncounted(last) if asked.asked else last.rest
    if last.asks == 0 and not last.reader.is_name(0):
        rest = rest[:1].lower() + rest[1:]
    if last.asked and not last.whole:
        return f"{asked.text} {rest} ({last.between(*last.asked)})"
    if last.language == "en" and last.asks and not last.whole:
        filled = "that" if last.tokens[0].lower == "what" else "them"
        rest = _STRANDED.sub(lambda match: f"{match.group()} {filled}", rest, count=1)
    return f"{asked.text} {rest}"


def _uncounted(last: Asked) -> str:
    """What is left of "Combien emploie-t-elle de salariés" without "de salariés" either."""
    if last.asked is None and last.asks and last.tokens[last.asks - 1].lower == "combien":
        for number in range(last.asks + 1, len(last.tokens) - 1):
            inside = any(phrase.first < number < phrase.last for phrase in last.phrases)
            noun = last.reader.may_be_noun(number + 1)
            if last.tokens[number].lower in ("de", "d'") and noun and not inside:
                end = last.reader.noun_end(number + 1)
                kept = last.between(last.asks, number), last.between(end, len(last.tokens))
                return " ".join(filter(None, kept))
    return last.rest


def _leaves_clause(last: Asked) -> bool:
    """Whether without its interrogative a whole clause is left, that another may begin."""
    rest = last.tokens[last.asks :]
    if not rest:
        return False
    begins = rest[0].lower
    if last.asks == 0:
        verbs = last.grammar.auxiliaries | {"est-ce"}
        return begins in verbs or any(is_inverted(token.lower) for token in rest)
    whole = any(p.first <= last.asks + 1 and p.last == len(last.tokens) for p in last.phrases)
    if begins in BEING and whole:
        return False  # "Quel est le prix de ...": nothing but a noun phrase
    if last.whole:
        return True
    if last.language == "en":
        subject = last.asks + 1
        return begins in last.grammar.auxiliaries and any(
            phrase.first == subject for phrase in last.phrases
        )
    return any(phrase.first == last.asks for phrase in last.phrases) or begins == "est-ce"
