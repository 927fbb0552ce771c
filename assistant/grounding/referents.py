"""Who is meant by "the group", "she", "he added": the one whom the sentence before is about.

A sentence that names nobody, "Le géant chinois veut …", "Elle réclame …", "…, a-t-il dit", is read
with the name in it, where the sentence just before it in its article has one name alone as its
subject or its speaker. Where that sentence was not given, or others may be meant, nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.grounding.claims import PRENOMINAL, PREPOSITIONS, Claim, read_claim
from assistant.grounding.concepts import is_known_name
from assistant.grounding.deeds import INFINITIVE
from assistant.grounding.polarity import finite
from assistant.grounding.subjects import (
    FIRST_PERSON,
    GENDERS,
    PERSONS,
    QUOTED,
    TELLS,
    Gender,
    Kind,
    Other,
    Subject,
    bare,
    kind_of,
    last_named,
    only_name,
    opening,
    others_told,
    speaker_of,
    subject_of,
    written,
)
from assistant.grounding.words import Word, names_of, plain
from assistant.types import NumberedSentence
from index.lexicon import translations

_APART = 2  # characters at most between a sentence and the next: no heading, nothing left out
_IN_A_ROW = 3  # sentences at most, one behind the other, that name nobody
_LED = 3  # words at most that lead to a pronoun without a comma: "en plus elle"
_BEFORE_WILLED = 6  # words at most between a pronoun and its verb
_TOLD_APART = 4  # words at most from a noun to what tells that it is another's
_NAMED = 6  # words at most behind a description among which a name is its own

# Of these there is one, whoever was named before.
_OFFICES = frozenset("president presidente directeur directrice fondateur fondatrice".split())
_NOBODY = frozenset(["name", "full name", "place", "thing", "lifeless"])  # to whom one gives
_PLANS = re.compile(r"(?:prev|propos|recommand|conclu|exig|racont|rappel|precis|indiqu|imp)\w*")
_LED_BY = frozenset(
    "en plus pour cela puis ensuite la la-bas donc aussi depuis apres ainsi".split()
)
_DEFINITE = frozenset("le la l ce cet cette".split())
_ENDING = frozenset("n ne se s y qui".split())
# "Le nouveau patron", "l'autre groupe", "la ville voisine": not the one named before.
_ANOTHER = frozenset(
    """
    nouveau nouvel nouvelle futur future autre voisin voisine rival rivale concurrent concurrente
    adverse opposant opposante parlementaire arme lui elle
    """.split()
)
_OF = frozenset("de d du des en".split())
# Verbs of which only people, or what people have founded, are the subject.
_WILLED = re.compile(
    r"(?:demand|reclam|exig|estim|pens|croi|jug|esper|souhait|veu|voul|redout|crain|affirm|assur"
    r"|annonc|declar|disai|expliqu|ajout|precis|rappel|indiqu|prom[ei]|refus|denonc|reconn|adme|admi"
    r"|confi|soulign|regrett|salu|critiqu|accus|envisag|prevoi|prevu|propos|enten[dt]|considere"
    r"|sugger|decid|choisi|racont|ecri|repli|conclu|insist|evoqu|ironis|plaid|contest|dement"
    r"|justifi|invit|aimer|repond|exhort|averti|previen|conseill|recommand|deplor|note)\w*|dit\Z|compte\Z"
)
_SPEAKS = re.compile(
    _WILLED.pattern
    + r"|(?:reagi|repond|montr|parl|discut|inquiet|rassur|fier|content|colere|furieu|satisf"
    r"|heureu|decu|deception|optimis|pessimis|etonn|emu|soulag|convain|temoign)\w*"
)
_SKIPPED = frozenset(
    """
    ne n a avait y en lui leur le la les l aussi toutefois cependant egalement donc ainsi pourtant
    enfin notamment vient de deja bien par ailleurs encore meme qu
    """.split()
)
_IMPERSONAL = re.compile(
    r"(?:y|faut|faudra\w*|fall\w+|s|est|etait|rest\w+|manqu\w+|sembl\w+|exist\w+)\Z"
)
_MARKS = re.compile(r"[«»“”\"]")
_OPENS = re.compile(r"(?:\A|[\s(:])\"(?=\S)")
# "a-t-il aussi ajouté", "poursuit-elle"
_INVERTED = re.compile(
    r"\b(?:(?P<have>a|avait)-(?:t-)?(?P<he>il|elle)"
    r"(?P<said>(?: (?:aussi|egalement|encore|toutefois|notamment|alors|ainsi))* \w+)"
    r"|(?P<says>\w+)-(?:t-)?(?P<she>il|elle)\b)"
)
# What another gives to the one who is meant: "c'est pourquoi Lotis peut lui prêter un port".
_TO_WHOM = re.compile(
    r"(, [^,;:]*\b[A-ZÀ-Þ]\w+ [^,;:]*?\b(?:peut|pourrait|doit|devrait|va|\w+a) )lui "
)
_LAST_NAMED = re.compile(r"(?:ce dernier|cette derniere)\b")


@dataclass(frozen=True, slots=True)
class _Description:
    """What stands for a name in a sentence, ``shown[start:end]``, and what it may stand for."""

    start: int
    end: int
    written: str  # what stands there with the name, "{}"
    kind: Kind = ""
    gender: Gender = ""
    noun: str = ""  # folded: "ministre"
    last: bool = False  # stands for the last name: "ce dernier"
    willed: bool = True  # does what only people do, and what they have founded
    plans: bool = False  # does what laws and decisions do, too
    quoted: bool = False  # words of someone, and nothing else

    def fits(self, subject: Subject) -> bool:
        """Whether it may stand for one, and for no other of that sentence."""
        if any(map(self._may_stand_for, subject.others)):
            return False
        if self.gender and subject.gender not in ("", self.gender):
            return False
        if "place" in (self.kind, subject.kind) and self.kind:
            return self.kind == subject.kind
        if self.kind == "person":
            return subject.kind == "person" or (not subject.kind and " " in subject.name)
        if self.kind == "body":
            return subject.kind == "body" or (not subject.kind and subject.name.isupper())
        if self.kind:
            return subject.kind in ("", self.kind)
        if self.willed:
            return subject.kind != "thing" or subject.gender == self.gender
        known = subject.kind in ("firm", "body", "place") and subject.gender == self.gender
        return known or subject.kind == "person"

    def _may_stand_for(self, other: Other) -> bool:
        if self.last:
            return self.gender == other.gender == "f"
        if other.kind == "place":
            return self.kind == "place"
        if self.quoted:
            return other.kind not in ("name", "full name", "thing", "lifeless")
        if other.many or (self.gender and other.gender not in ("", self.gender)):
            return False
        if other.kind == "lifeless":
            return self.plans
        if other.kind in ("name", "full name"):
            return self.kind in ("", "firm" if other.kind == "name" else "person")
        return not (self.kind and other.kind) or self.kind == other.kind


class Referents:
    """Puts names beside what stands for them in the sentences of articles."""

    def __init__(self, given: Sequence[NumberedSentence], names: frozenset[str]) -> None:
        """``given``: all sentences that are known; ``names``: words known to be names."""
        self._names = names
        ordered = sorted(given, key=lambda sentence: (sentence.source, sentence.start))
        self._given = ordered
        self._before = {
            after.number: before
            for before, after in pairwise(ordered)
            if before.source == after.source and 0 <= after.start - before.end <= _APART
        }
        self._open = frozenset(_left_open(ordered, self._before))
        self._read: dict[int, tuple[Claim, _Description | None, Subject | None]] = {}
        self._inside: frozenset[str] | None = None

    def named(self, sentence: NumberedSentence) -> NumberedSentence:
        """A sentence with the name of the one whom it is about, where that is sure."""
        claim, meant, told = self._resolved(sentence)
        if meant is None or told is None:
            return sentence
        text = claim.shown[: meant.start] + meant.written.format(told.name)
        rest = claim.shown[meant.end :]
        others = others_told(claim, 0, max(0, meant.end - 1), told.name)
        if all(other.kind in _NOBODY for other in others):
            rest = _TO_WHOM.sub(rf"\1à {told.name} ", rest, count=1)
        return replace(sentence, text=text + rest)

    def _resolved(
        self, sentence: NumberedSentence
    ) -> tuple[Claim, _Description | None, Subject | None]:
        """What a sentence has in place of a name, and the one who is meant."""
        if sentence.number not in self._read:
            claim = read_claim(sentence.text, "fr", self._names)
            before = self._before.get(sentence.number)
            going_on = before is not None and before.number in self._open and _goes_on(claim.shown)
            meant = _description(claim, going_on)
            told = self._meant(meant, sentence, before) if meant else None
            self._read[sentence.number] = claim, meant, told
        return self._read[sentence.number]

    def _meant(
        self, meant: _Description, sentence: NumberedSentence, before: NumberedSentence | None
    ) -> Subject | None:
        """The one for whom a description stands; None where that is not sure."""
        if meant.quoted and not (before and self._speaks(before)):
            return None
        subject = self._about(before, meant.last) if before else None
        if subject is None and meant.kind == "firm":
            subject = self._topic(sentence, before)
        if subject and not subject.kind and self._is_of_people(subject.name):
            subject = replace(subject, kind="person")
        if subject and meant.kind == "person" and not self._is_called(subject.name, meant.noun):
            return None
        if subject is None or subject.since >= _IN_A_ROW or not meant.fits(subject):
            return None
        if before and meant.noun and self._is_turned_to(before, subject):
            return None
        kind, gender = subject.kind or meant.kind, subject.gender or meant.gender
        return replace(subject, kind=kind, gender=gender, since=subject.since + 1)

    def _is_turned_to(self, sentence: NumberedSentence, subject: Subject) -> bool:
        """Whether the sentence before one is about another, who may be meant behind it as well."""
        before = self._before.get(sentence.number)
        former = self._about(before, last=False) if before else None
        own = set(re.split(r"[\s'-]+", subject.name))
        return former is not None and own.isdisjoint(re.split(r"[\s'-]+", former.name))

    def _about(self, sentence: NumberedSentence, last: bool) -> Subject | None:
        """The one whom a sentence is about, or ``last`` names."""
        claim, meant, told = self._resolved(sentence)
        if last:
            return self._surely(last_named(claim))
        if meant:
            if told is None or meant.quoted:
                return told
            end = max(0, meant.end - 1)
            return replace(told, others=others_told(claim, 0, end, told.name))
        return self._surely(subject_of(claim) or speaker_of(claim, self._names))

    def _speaks(self, sentence: NumberedSentence) -> bool:
        """Whether who is told of in a sentence may say what the next one quotes."""
        claim, meant, _ = self._resolved(sentence)
        quotes = bool(meant and meant.quoted) or bool(QUOTED.search(claim.shown))
        return quotes or any(_SPEAKS.match(w.text) for w in bare(claim.words))

    def _topic(self, sentence: NumberedSentence, before: NumberedSentence | None) -> Subject | None:
        """The one name of a title, before the first sentence, or where that before has it alone."""
        if before is None and sentence.start > len(sentence.title) + _APART:
            return None
        run = only_name(claim := read_claim(sentence.title, "fr", self._names))
        told = before and only_name(read_claim(before.text, "fr", self._names))
        own = {word.name for word in run}
        if not run or (before and not (told and own & {word.name for word in told})):
            return None
        name = written(claim, run)
        others = others_told(claim, run[0].start, run[-1].start, name)
        if before:
            others |= others_told(read_claim(before.text, "fr", self._names), -1, -1, name)
        return self._surely(Subject(name, others=others))

    def _surely(self, subject: Subject | None) -> Subject | None:
        """A subject whose name is written with a capital inside a sentence, too, or is letters."""
        if subject is None:
            return None
        if self._inside is None:
            texts = {t for s in self._given for t in (s.text, s.title)}
            self._inside = frozenset().union(*(names_of(text)[0] for text in texts))
        first, *_, last = [*(words := re.split(r"[\s'-]+", subject.name)), words[-1]]
        sure = self._is_sure(first) or (
            len(words) > 1 and self._is_sure(last) and not re.search(r"[a-z]ée?s?\Z", first)
        )
        return subject if sure else None

    def _is_of_people(self, name: str) -> bool:
        """Whether some sentence calls one of that name a person: "M. Macron", "le maire Hugo"."""
        own = re.compile(rf"\b(?:M\.|Mme|(\w+)) (?:\w+ )?{re.escape(name.split()[-1])}\b")
        found = (m for s in self._given for m in own.finditer(s.text))
        return any(m[1] is None or plain(m[1])[1] in PERSONS for m in found)

    def _is_called(self, name: str, noun: str) -> bool:
        """Whether some sentence has a noun beside a name: "la ministre Dati", "Dati, ministre"."""
        last = re.escape(plain(name.split()[-1])[1])
        beside = re.compile(
            rf"\b(?:{noun}\b[^.;:]{{0,60}}\b{last}|{last}, [^.;:,]{{0,20}}{noun})\b"
        )
        return any(beside.search(plain(text)[1]) for s in self._given for text in (s.text, s.title))

    def _is_sure(self, word: str) -> bool:
        low = plain(word)[1]
        inside = self._inside is not None and low in self._inside
        return inside or word.isupper() or is_known_name(low) or not translations(low, "fr")


def _left_open(
    ordered: Sequence[NumberedSentence], before: dict[int, NumberedSentence]
) -> Iterator[int]:
    """The numbers of the sentences behind which a quotation goes on."""
    open_ = False
    for sentence in ordered:
        open_ = open_ and sentence.number in before
        for mark in _MARKS.finditer(sentence.text):
            opens = _OPENS.match(sentence.text, max(0, mark.start() - 1))
            open_ = mark[0] in "«“" or bool(opens)
        if open_:
            yield sentence.number


def _description(claim: Claim, going_on: bool) -> _Description | None:
    """What stands for a name: the subject of a sentence, or the one who says what it quotes."""
    words = bare(claim.words)
    if _is_quoted_whole(claim.shown, going_on):
        return _Description(0, 0, "{} : ", "person", quoted=True)
    at = opening(claim)
    if at is not None and not FIRST_PERSON.search(QUOTED.sub(" ", claim.shown)):
        start = words[at].start
        if last := _LAST_NAMED.match(claim.text, start):
            gender = GENDERS[words[at].text]
            return _Description(start, last.end(), "{}", "", gender, last=True)
        led = at
        while led < min(at + _LED, len(words) - 1) and words[led].text in _LED_BY:
            led += 1
        if words[led].text in ("il", "elle") and claim.text[words[led].start - 1 :][:1] != "-":
            return _pronoun(words, led)
        found = _noun_phrase(claim, words, at)
        if found:
            return found
    return _teller(claim)


def _pronoun(words: list[Word], at: int) -> _Description | None:
    """ "Elle réclame", "il a aussi demandé"; of what may be a thing's, "elle coûtera", less."""
    verb = (w for w in words[at + 1 : at + 1 + _BEFORE_WILLED] if w.text not in _SKIPPED)
    found = next(verb, None)
    if found is None or _IMPERSONAL.match(found.text):
        return None
    start, end = words[at].start, words[at].start + len(words[at].text)
    willed, plans = bool(_WILLED.match(found.text)), bool(_PLANS.match(found.text))
    gender = GENDERS[words[at].text]
    return _Description(start, end, "{}", "", gender, willed=willed, plans=plans)


def _noun_phrase(claim: Claim, words: list[Word], at: int) -> _Description | None:
    """ "Le géant chinois", "le constructeur de Crewe"; with no name of its own."""
    if words[at].text not in _DEFINITE:
        return None
    at += 1
    first = at
    while at < len(words) and (words[at].text in PRENOMINAL or words[at].text == "ex"):
        at += 1
    if at >= len(words):
        return None
    noun = words[at]
    if any(word.text in _ANOTHER for word in words[first : at + _TOLD_APART]):
        return None
    kind = kind_of(noun)
    if not kind or noun.name or noun.text in _OFFICES:
        return None
    while at + 1 < len(words) and is_known_name(words[at + 1].text) and not words[at + 1].name:
        if kind == "person":
            return None  # "le ministre belge"
        at += 1
    if _is_told_apart(claim, noun, words[at + 1 :], kind):
        return None
    if words[at].text == "marque":
        return None  # of one's own: "la marque ne disparaîtra pas"
    end = words[at].start + len(words[at].text)
    gender = GENDERS.get(words[first - 1].text, "") if kind == "person" else ""
    return _Description(end, end, " {}", kind, gender, noun=noun.text)


def _is_told_apart(claim: Claim, noun: Word, behind: list[Word], kind: Kind) -> bool:
    """Whether a description has a name of its own, or tells by "de" which is meant.

    "Le syndicat 3F", "la ville de Lille", "l'association des patients"; not "le constructeur de
    Crewe".
    """
    former = noun
    for word, after in pairwise([*behind[:_NAMED], noun]):
        if word.clause != noun.clause or finite(word.text) or word.text in _ENDING:
            break
        town = after.name and not claim.as_written(after).isupper()
        if word.text in _OF:
            if not ((town and kind not in ("place", "person")) or after.text.endswith(INFINITIVE)):
                return True
        elif word.name and not (former.text in _OF or former.name):
            return True
        elif word.text in PREPOSITIONS:
            break
        if not word.text.isalpha():
            return True
        former = word
    beside = claim.clauses[noun.clause + 1 : noun.clause + 2]
    return not claim.clauses[noun.clause].verbal and any(c.words[0].name for c in beside if c.words)


def _goes_on(shown: str) -> bool:
    """Whether a sentence behind one that leaves a quotation open is of the same quotation."""
    first = _MARKS.search(shown)
    return (
        first is None or first[0] in "»”" or (first[0] == '"' and shown[: first.start()][-1:] > " ")
    )


def _is_quoted_whole(shown: str, going_on: bool) -> bool:
    """Whether a sentence is words of someone, and nothing else; ``going_on``: from before."""
    if going_on:
        last = _MARKS.search(shown)
        return last is None or not any(map(str.isalnum, shown[last.end() :]))
    return shown[:1] in '«“"' and not any(map(str.isalnum, QUOTED.sub("", shown)))


def _teller(claim: Claim) -> _Description | None:
    """ "…", a-t-il dit; "…", poursuit l'élu."""
    quoted = list(QUOTED.finditer(claim.shown))

    def outside(start: int) -> bool:
        return not any(q.start() <= start < q.end() for q in quoted)

    if not quoted:
        return None
    words = bare(claim.words)
    for at, word in enumerate(words):
        if not outside(word.start) or not TELLS.match(word.text) or word.name:
            continue
        following = words[at + 1 : at + 2]
        if any(w.text in ("il", "elle", "t") for w in (*words[max(0, at - 2) : at], *following)):
            break
        return _noun_phrase(claim, words, at + 1) if following else None
    for found in _INVERTED.finditer(claim.text):
        if not outside(found.start()):
            continue
        if found["have"]:
            told = found["have"] + claim.shown[slice(*found.span("said"))]
        elif TELLS.match(found["says"]):
            told = found["says"]
        else:
            return None
        return _Description(*found.span(), f"{told} {{}}", "", GENDERS[found["he"] or found["she"]])
    return None
