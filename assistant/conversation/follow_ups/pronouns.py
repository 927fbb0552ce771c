"""Pronouns of a follow-up: what they mean is put in their place, or named at the end."""

from __future__ import annotations

import re

from assistant.conversation.follow_ups.agreement import Gender
from assistant.conversation.follow_ups.antecedents import Antecedent, Role
from assistant.conversation.follow_ups.asked import Asked
from assistant.conversation.follow_ups.french import INVERTED
from assistant.conversation.follow_ups.resolution import Resolution
from assistant.conversation.follow_ups.tokens import is_inverted
from assistant.conversation.follow_ups.wording import joined
from assistant.patterns import words

_AGREEMENT = re.compile(r"(?<=[éiuts])es?$|(?<=[éiu])s$")  # of a participle: "l'a construite"

_CLITICS = frozenset("ne n' se s' me m' te t' le la l' les lui leur y en".split())

_SUBJECTS: dict[str, tuple[Gender | None, bool]] = {
    "il": ("m", False),
    "elle": ("f", False),
    "ils": ("m", True),
    "elles": ("f", True),
    "lui": ("m", False),
    "eux": ("m", True),
    "celui-ci": ("m", False),
    "celui-là": ("m", False),
    "celle-ci": ("f", False),
    "celle-là": ("f", False),
    "ceux-ci": ("m", True),
    "celles-ci": ("f", True),
}

_PERSONAL: dict[str, Gender] = {"he": "m", "him": "m", "she": "f"}
_ENGLISH_SUBJECTS = frozenset(_PERSONAL) | {"it", "they", "them"}

_OBJECTS: dict[str, tuple[Gender | None, bool]] = {
    "le": ("m", False),
    "la": ("f", False),
    "l'": (None, False),
    "les": (None, True),
}

# Words that mean all that was said: named in parentheses.
_ELIDED = frozenset("qu' s' n' m' t' j'".split())

_EVENT = {
    "fr": frozenset("cela ça ceci là-bas tel telle tels telles".split()),
    "en": frozenset("such there".split()),
}

# What is mostly said of persons, so that "il" is one.
_OF_PERSONS = re.compile(
    rf"\b{words('âge née? habite vit travaille mariée? élue? nommée? étudié')}\b|^qui est-",
    re.IGNORECASE,
)

_SAID = re.compile(
    words("dit annonc[ée] déclar[ée] affirm[ée] expliqu[ée] confirm[ée] démenti") + "$"
)

_THERE = frozenset("there là-bas".split())
_POINTING = frozenset("this that these those".split())


def has_own_subject(asked: Asked) -> bool:
    """Whether what the question speaks of first is a name or noun of its own: "va-t-il" is its."""
    if any(token.lower in ("cela", "ça", "ceci") for token in asked.tokens):
        return any(is_inverted(token.lower) for token in asked.tokens)
    for phrase in asked.phrases:
        if asked.is_time(phrase):
            continue
        pronoun = next((n for n in range(len(asked.tokens)) if _is_subject(asked, n)), None)
        return pronoun is None or phrase.last <= pronoun
    return False


def _is_subject(asked: Asked, number: int) -> bool:
    lower = asked.tokens[number].lower
    if asked.language == "en":
        return lower in _ENGLISH_SUBJECTS
    if lower == "lui" and _before_verb(asked, number):
        return False  # "Que lui reproche-t-on ?", "ce qui lui est arrivé"
    inverted = INVERTED.search(lower)
    return lower in _SUBJECTS or bool(inverted and inverted[1] in _SUBJECTS)


def put_subject(resolution: Resolution, taken: range) -> None:
    """The first personal pronoun, replaced."""
    asked = resolution.asked
    for number, token in enumerate(asked.tokens):
        if not _is_subject(asked, number) or _overlaps(token.start, token.end, taken):
            continue
        if asked.language == "en":
            _english_pronoun(resolution, number)
        else:
            _french_pronoun(resolution, number)
        return


def _role(asked: Asked) -> Role:
    """The part that the question's verb gives its subject."""
    words = [token.lower for token in asked.tokens]
    if any(asked.grammar.of_amounts.match(word) for word in words):
        return "amount"
    return "thing" if any(asked.grammar.of_things.match(word) for word in words) else "agent"


def _overlaps(start: int, end: int, taken: range) -> bool:
    return start < taken.stop and taken.start < end


def _english_pronoun(resolution: Resolution, number: int) -> None:
    pronoun = resolution.asked.tokens[number].lower
    person = pronoun in _PERSONAL
    whom = _put_person(resolution) if person else None
    if resolution.named:
        return
    role = _role(resolution.asked)
    if person:
        antecedent = whom or resolution.antecedents.somebody(_PERSONAL[pronoun])
    elif pronoun == "it":
        antecedent = resolution.antecedents.it(role)
        if antecedent is None:
            resolution.named.append(resolution.antecedents.last.gist)
            return
    else:
        antecedent = resolution.antecedents.of(None, True, role)
    if antecedent is None or not resolution.can_say(antecedent):
        resolution.name_instead(antecedent)
    else:
        resolution.put(antecedent, number, number + 1)
    if person and antecedent:
        resolution.is_somebody(antecedent)


def _put_person(resolution: Resolution) -> Antecedent | None:
    """Whom "he" means after "Who did it?".

    Where the question before names somebody, too, both are named, and none is returned.
    """
    whom = resolution.antecedents.person_answered()
    others = [name for name in resolution.antecedents.last.names if " " in name.text]
    if whom is None or not others:
        return whom
    resolution.name(whom)
    resolution.named.append(others[0].text)
    return None


def _french_pronoun(resolution: Resolution, number: int) -> None:
    tokens = resolution.asked.tokens
    inverted = INVERTED.search(tokens[number].lower)
    gender, plural = _SUBJECTS[inverted[1] if inverted else tokens[number].lower]
    of_person = not plural and _OF_PERSONS.search(resolution.asked.text)
    whom = _put_person(resolution) if of_person else None
    if resolution.named:
        return
    antecedent = whom or resolution.antecedents.of(gender, plural, _role(resolution.asked))
    if antecedent is None or not resolution.can_say(antecedent):
        resolution.name_instead(antecedent)
    elif not inverted:
        before = tokens[number - 1].lower if number else ""
        if before in ("qu'", "lorsqu'", "puisqu'", "jusqu'"):
            whole = joined("que", antecedent.text)
            resolution.put(antecedent, number - 1, number + 1, before.removesuffix("qu'") + whole)
        elif before in ("de", "d'", "à"):
            resolution.put(antecedent, number - 1, number + 1, joined(before, antecedent.text))
        else:
            resolution.put(antecedent, number, number + 1)
    else:
        verb = number
        while verb > 0 and tokens[verb - 1].lower in _CLITICS:
            verb -= 1
        begins = resolution.asked.text[tokens[verb].start : tokens[number].end]
        if verb == 0:
            begins = begins[:1].lower() + begins[1:]
        subject = antecedent.text
        if tokens[0].lower == "qui" and len(tokens) == 2:  # "Qui est-il ?"
            resolution.put(antecedent, 1, 2, f"{begins.partition('-')[0]} {subject}")
            return
        if verb and tokens[verb - 1].lower in ("que", "qu'"):
            verb, subject = verb - 1, joined("que", subject)
        resolution.put(antecedent, verb, number + 1, f"{subject} {begins}")


def put_objects(resolution: Resolution, taken: range) -> None:
    """Pronouns that are no subject: "le", "y", "en", "cela", "there", "that"."""
    asked = resolution.asked
    own = _set_off(asked)
    for number, token in enumerate(asked.tokens):
        if number in own or _overlaps(token.start, token.end, taken):
            continue
        if token.lower in ("it", "them") and not resolution.edits and not resolution.named:
            resolution.named.append(resolution.antecedents.last.gist)  # "Did Nio sell it too?"
        elif token.lower == "him" and not resolution.edits and not resolution.named:
            _person(resolution)
        elif token.lower in _THERE and (place := resolution.antecedents.place()):
            _there(resolution, number, *place)
        elif asked.reader.is_object(number):
            _object(resolution, number)
        elif token.lower in _EVENT[asked.language] or _stands_for_all(asked, number):
            resolution.name_all()
        elif (
            asked.language == "fr"
            and token.lower in ("lui", "leur")
            and _before_verb(asked, number)
        ):
            resolution.name(resolution.antecedents.of(None, token.lower == "leur"))


def _person(resolution: Resolution) -> None:
    """ "When did the board report him?": named."""
    if whom := resolution.antecedents.somebody("m"):
        resolution.name(whom)
        resolution.is_somebody(whom)


def _there(resolution: Resolution, number: int, place: str, said_by: Asked) -> None:
    """ "Is it possible there?" after "How many cases are there in Spain?"."""
    if said_by.language == resolution.asked.language:
        resolution.replace(number, number + 1, place)
    else:
        resolution.named.append(place)


def _set_off(asked: Asked) -> range:
    """The tokens that may stand for what the question begins with: "Le pont, qui l'a construit"."""
    every = range(len(asked.tokens))
    if not asked.set_off:
        return range(0)
    for number in every:
        if _is_subject(asked, number) or asked.reader.is_object(number):
            return range(number, number + 1)
    return every


def _object(resolution: Resolution, number: int) -> None:
    """ "Qui le dirige ?" -> "Qui dirige le club ?"; what is told is all that was asked.

    But behind "Qui a annoncé la hausse ?" it is the rise.
    """
    tokens, last = resolution.asked.tokens, resolution.antecedents.last
    told = any(_SAID.match(token.lower) for token in tokens[number + 1 : number + 3])
    if told and last.tokens[0].lower != "qui":
        resolution.named.append(resolution.antecedents.last.gist)
        return
    gender, plural = _OBJECTS[tokens[number].lower]
    antecedent = resolution.antecedents.of(gender, plural, "owner")
    if antecedent is None:
        resolution.name_all()
        return
    verb, end = number + 1, number + 2
    inverted = is_inverted(tokens[verb].lower)
    said = resolution.asked.between(verb, end)
    if tokens[verb].lower in resolution.asked.grammar.auxiliaries and end < len(tokens):
        participle = resolution.asked.between(end, end + 1)
        said, end = f"{said} {_AGREEMENT.sub('', participle)}", end + 1
    if not inverted and resolution.can_say(antecedent):
        resolution.put(antecedent, number, end, f"{said} {antecedent.text}")
    else:
        resolution.name(antecedent)


def _stands_for_all(asked: Asked, number: int) -> bool:
    lower = asked.tokens[number].lower
    before = asked.tokens[number - 1].lower if number else ""
    if asked.language == "en":
        done = lower == "so" and before in ("do", "does", "did", "done", "doing")
        return done or (lower in _POINTING and _points(asked, number))
    following = asked.tokens[number + 1].lower if number + 1 < len(asked.tokens) else ""
    if lower == "y":
        return following not in ("a", "a-t-il", "avait-il")
    if lower == "en" and following and before not in ("où", "ou"):
        clitic = before in _ELIDED and asked.reader.may_be_noun(number + 1)
        named = following.isdigit() or asked.reader.is_name(number + 1)
        return is_inverted(following) or following in asked.grammar.verbs or (clitic and not named)
    return False


def _points(asked: Asked, number: int) -> bool:
    """Whether "that" or "this" is a pronoun: before no noun, and not "the claim that"."""
    if any(phrase.first == number for phrase in asked.phrases):
        return False
    before = asked.tokens[number - 1].lower if number else ""
    grammar = asked.grammar
    leads = grammar.verbs | grammar.prepositions | grammar.interrogatives
    return number in (0, len(asked.tokens) - 1) or before in leads


def _before_verb(asked: Asked, number: int) -> bool:
    if number + 1 >= len(asked.tokens):
        return False
    following = asked.tokens[number + 1].lower
    return is_inverted(following) or following in asked.grammar.verbs
