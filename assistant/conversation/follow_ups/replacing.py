"""Words put in others' place in the question before, which agrees with them."""

from __future__ import annotations

import re

from assistant.conversation.follow_ups.agreement import agreed, in_number, repeating
from assistant.conversation.follow_ups.asked import Asked
from assistant.conversation.follow_ups.noun_phrases import NounPhrase

_ASKING = re.compile(r"(?P<which>\w+)(?P<gap>\s+)(?P<verb>\w+)(?P<rest>\s+)")
_QUEL = re.compile(r"(quel)(?:le)?s?", re.IGNORECASE)


def replaced(last: Asked, first: int, end: int, new: str, phrase: NounPhrase | None = None) -> str:
    """The question with other words in that place; its verb agrees with them if its subject did."""
    before, after = last.text[: last.tokens[first].start], last.text[last.tokens[end - 1].end :]
    if phrase and any((old.first, old.last) == (first, end) for old in last.phrases):
        before, after = _agreeing(last, first, end, phrase)
    return before + new + after


def _agreeing(last: Asked, first: int, end: int, phrase: NounPhrase) -> tuple[str, str]:
    """What stands before and behind a phrase, its verb as another phrase wants it."""
    begins, ends = last.tokens[first].start, last.tokens[end - 1].end
    before, after = last.text[:begins], last.text[ends:]
    if last.language == "en":
        fronted = last.tokens[first - 1] if first else None
        one = phrase.named and not phrase.text.endswith("s")
        if (
            fronted
            and fronted.lower in last.grammar.auxiliaries
            and (one or phrase.plural is not None)
        ):
            auxiliary = last.text[fronted.start : fronted.end]
            agreeing = in_number(auxiliary, plural=bool(phrase.plural))
            before = last.text[: fronted.start] + agreeing + last.text[fronted.end : begins]
    elif (number := repeating(last.reader, first, end)) is not None:
        verb = last.tokens[number]
        said = agreed(last.text[verb.start : verb.end], phrase.gender, phrase.plural)
        after = last.text[ends : verb.start] + said + last.text[verb.end :]
    return before, after


def asking(asks: str, phrase: NounPhrase) -> str:
    """ "Quel est" as it asks for a phrase: "Quelles sont"."""
    found = _ASKING.fullmatch(asks)
    if not found or phrase.plural is None:
        return asks
    which, verb = found["which"], in_number(found["verb"], plural=phrase.plural)
    if quel := _QUEL.fullmatch(which):
        which = quel[1] + "le" * (phrase.gender == "f") + "s" * phrase.plural
    return f"{which}{found['gap']}{verb}{found['rest']}"
