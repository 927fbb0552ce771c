"""What a pronoun of a follow-up may stand for, among the questions before.

The order is that of centering (Grosz, Joshi and Weinstein 1995, "Centering: a framework for
modeling the local coherence of discourse"): the latest question first, in it the subject before
the rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.conversation.follow_ups.agreement import Gender, noun_gender
from assistant.conversation.follow_ups.asked import Asked, read_earlier
from assistant.conversation.follow_ups.english import ON
from assistant.conversation.follow_ups.noun_phrases import NounPhrase
from assistant.conversation.follow_ups.tokens import GRAMMARS
from assistant.conversation.follow_ups.wording import joined, owned, possessive, with_article
from index.types import Language

_TITLED = re.compile(r"\A(?:M|MM|Mme|Mlle|Me|Dr|Pr)\.? ")
# An answer that is a name: "Léonard de Vinci".
_NAME = re.compile(
    r"[^\W\d_a-z][\w’'-]*(?: (?:[^\W\d_a-z][\w’'-]*|de|du|la|le|van|von|ben|d’|d'))*"
)
LONGEST_REPLY = 300  # characters of an answer that are looked at: its first sentence or two

# Of the pronoun: someone or something that acts, what something belongs to, a thing that is made
# or costs, a price or number that rises.
Role = Literal["agent", "owner", "thing", "amount"]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Something spoken of before, with the words that name it by themselves."""

    text: str
    head: str
    gender: Gender | None
    plural: bool | None
    named: bool
    language: Language  # of the words, unless they are a name
    partial: bool = False  # the words alone do not say which: "l'entreprise" that was asked for

    def fits(self, gender: Gender | None, plural: bool) -> bool:
        """Whether a pronoun of that gender and number can mean it."""
        if self.plural is not None and self.plural != plural:
            return False
        if plural and self.plural is None and self.language == "fr":
            return False
        return None in (gender, self.gender) or gender == self.gender


class Antecedents:
    """What the earlier questions spoke of, the latest question last."""

    def __init__(self, earlier: Sequence[Asked], reply: str, persons: Collection[str] = ()) -> None:
        """``reply``: the answer to the last question, "" when there was none; ``persons``: whom
        "he" and "she" meant."""
        self._earlier = earlier
        self._reply = reply
        self._persons = persons

    @property
    def last(self) -> Asked:
        """The question before."""
        return self._earlier[-1]

    def of(self, gender: Gender | None, plural: bool, role: Role = "agent") -> Antecedent | None:
        """What a pronoun stands for, by the part that it plays in its own question."""
        return next(self._fitting(gender, plural, role), None)

    def it(self, role: Role) -> Antecedent | None:
        """What "it" stands for: nobody."""
        fitting = self._fitting(None, False, role)
        return next((one for one in fitting if not self._is_somebody(one)), None)

    def somebody(self, gender: Gender | None) -> Antecedent | None:
        """Whom "he" or "she" stands for: of what the same question speaks of, a person first."""

        def less_likely(candidate: Antecedent) -> tuple[bool, bool]:
            other = None not in (gender, candidate.gender) and candidate.gender != gender
            return other, not self._is_somebody(candidate)

        for asked in reversed(self._earlier):
            candidates = sorted(_candidates(asked, "agent"), key=less_likely)
            if whom := next((one for one in candidates if one.fits(None, False)), None):
                return whom
        return None

    def _is_somebody(self, antecedent: Antecedent) -> bool:
        return antecedent.text in self._persons or (
            not antecedent.named and antecedent.head in GRAMMARS[antecedent.language].persons
        )

    def place(self) -> tuple[str, Asked] | None:
        """Where something was last said to be, with its preposition, and by which question."""
        for asked in reversed(self._earlier):
            for name in reversed(asked.names):
                first = name.first - 1
                if first > 0 and asked.reader.is_determiner(first):
                    whole = asked.reader.phrase(first)  # "the Alps", not "the Alps train"
                    first -= bool(whole and whole.last == name.last)
                leads = first >= 0 and asked.tokens[first].lower in asked.grammar.places - ON
                if leads and not asked.tells_when(name.first):
                    return asked.between(first, name.last), asked
        return None

    def _fitting(self, gender: Gender | None, plural: bool, role: Role) -> Iterator[Antecedent]:
        for asked in reversed(self._earlier):
            candidates = list(_candidates(asked, role))
            if role == "thing":
                candidates.sort(key=lambda candidate: candidate.named)
            if plural:
                many = [candidate for candidate in candidates if candidate.plural]
                candidates = [*many, *_pair(asked), *candidates]
            yield from (one for one in candidates if one.fits(gender, plural))

    def name(self) -> Antecedent | None:
        """The name that the conversation was last about."""
        for asked in reversed(self._earlier):
            if asked.names:
                return _antecedent(asked, asked.names[0])
        return None

    def answering_name(self) -> str | None:
        """The first name that the last answer brought up: whom "il" means after "Qui ... ?"."""
        if not self._reply:
            return None
        reply = read_earlier(self._reply[:LONGEST_REPLY], self.last.language)
        known = self.last.text.lower()
        small = frozenset[str]().union(*(grammar.function for grammar in GRAMMARS.values()))
        new = (
            name.text
            for name in reply.names  # "In" may introduce a quote that is French
            if name.text.lower() not in known and name.text.lower() not in small
        )
        return next(new, None)

    def person_answered(self) -> Antecedent | None:
        """Whom the last answer begins with, and says no more, where the question asked who."""
        asks = {token.lower for token in self.last.tokens[: self.last.asks]}
        name = self.answering_name() if asks & {"who", "whom", "qui"} else None
        said = _TITLED.sub("", self._reply).partition(". ")[0]
        if name is None or not _NAME.fullmatch(said) or name not in said:
            return None
        return Antecedent(said, said.lower(), None, False, True, self.last.language)

    def with_head(self, head: str) -> Antecedent | None:
        """What was last spoken of with that noun and more."""
        for asked in reversed(self._earlier):
            for candidate in _candidates(asked):
                if not candidate.named and candidate.head == head and " " in candidate.text:
                    return candidate
        return None

    def all(self) -> list[Antecedent]:
        """All that the question before spoke of."""
        return list(_candidates(self.last, inner=False))


def _candidates(asked: Asked, role: Role = "agent", *, inner: bool = True) -> Iterator[Antecedent]:
    """What a question speaks of: each phrase before those in it, places it only happens at last."""
    of_asked = _asked_for(asked)
    acts = of_asked is not None and not asked.whole and not asked.subject_follows
    first = acts or role in ("owner", "thing")
    if of_asked and first:
        yield of_asked
    phrases = [phrase for phrase in asked.phrases if not asked.is_time(phrase)]
    for phrase in sorted(phrases, key=lambda phrase: _is_aside(asked, phrase)):
        of_attribute = role != "amount" and phrase.head in asked.grammar.attributes
        nested = list(asked.nested(phrase)) if inner else []
        if not (of_attribute and nested):
            yield _antecedent(asked, phrase)
        for part in nested:
            yield _antecedent(asked, part)
    if of_asked and not first:
        yield of_asked


def _is_aside(asked: Asked, phrase: NounPhrase) -> bool:
    """Whether a phrase is one of several joined by "et", or where something is."""
    joint = {"et", "and"} & {
        t.lower for t in asked.tokens[max(phrase.first - 1, 0) : phrase.last + 1]
    }
    return bool(joint) or asked.is_place(phrase)


def _antecedent(asked: Asked, phrase: NounPhrase) -> Antecedent:
    text = phrase.text
    if phrase.determiner in asked.grammar.possessive:
        owner = next((name for name in asked.names if name.last <= phrase.first), None)
        text = owned(asked, phrase, owner.text if owner else "")
    return Antecedent(text, phrase.head, phrase.gender, phrase.plural, phrase.named, asked.language)


def _pair(asked: Asked) -> list[Antecedent]:
    """Two names together: what "they" means after "Why does Nio need JAC?"."""
    for one, other in pairwise(asked.phrases):
        if other.first == one.last + 1 and asked.tokens[one.last].lower in ("et", "and"):
            text = f"{one.text} {asked.tokens[one.last].lower} {other.text}"
            both = one.gender if one.gender == other.gender else None
            named = one.named and other.named
            return [Antecedent(text, other.head, both, True, named, asked.language)]
    names = [name for name in asked.names if not asked.is_place(name)][:2]
    if len(names) < 2 or asked.is_of(*names):
        return []
    text = f" {'et' if asked.language == 'fr' else 'and'} ".join(name.text for name in names)
    return [Antecedent(text, names[1].text.lower(), None, True, True, asked.language)]


def _asked_for(asked: Asked) -> Antecedent | None:
    """The thing asked for: "le scooter de Xiaomi" after "Quel scooter Xiaomi vend-il ?"."""
    if asked.asked is None:
        return None
    first, last = asked.asked
    noun = asked.between(first, last)
    asking = asked.tokens[first - 1].lower
    head = asked.tokens[last - 1 if asked.language == "en" else first].lower
    acts = asked.language == "en" and not asked.whole and not asked.subject_follows
    seldom = frozenset() if acts else asked.grammar.unreferred
    if head in seldom | asked.grammar.units:
        return None
    many = asking in ("de", "d'", "many", "quels", "quelles") or (
        asked.language == "en" and head.endswith("s")
    )
    owner = "" if many else _owner(asked)
    if asked.language == "en":
        text = f"{possessive(owner)} {noun}" if owner else f"the {noun}"
        return Antecedent(text, head, None, many, False, "en", partial=not owner)
    gender = noun_gender(asked.grammar, head)
    if asking.startswith("quel"):
        gender = "f" if asking.startswith("quelle") else "m"
    text = with_article("les" if many else "la" if gender == "f" else "le", noun)
    text = f"{text} {joined('de', owner)}" if owner else text
    return Antecedent(text, head, gender, many, False, "fr", partial=not owner)


def _owner(asked: Asked) -> str:
    """The name of the one that does something to what is asked for: "Quel scooter Nio vend-il"."""
    if asked.whole or not asked.subject_follows or not asked.phrases or not asked.names:
        return ""
    return asked.names[0].text if asked.names[0].last <= asked.phrases[0].last else ""
