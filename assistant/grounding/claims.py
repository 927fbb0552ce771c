"""A sentence taken apart, of an article or of an answer: words, names, figures, in clauses.

Rules and lists over words, no parser: a clause ends at punctuation and before words that join
clauses. Each clause knows whether it is negated, how certain it is, and which names it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.grounding.concepts import expression_at, is_known_name, name_of
from assistant.grounding.figures import figures_of
from assistant.grounding.negation import is_negated, restricts
from assistant.grounding.polarity import certainty, finite, is_passive, is_wish
from assistant.grounding.units import Figure, measure
from assistant.grounding.words import CONTENT_IN, PART, Reading, Word, plain
from index.types import Language

_PAUSE = re.compile(r"[,;:()«»“”\"]| - |\.\.\.|…")
# Few words in quotation marks are part of their clause: la « fiabilité » de l'enquête.
_QUOTED = re.compile(r"[«“\"] ?((?:[^\W_]+[' -]?){1,3}?) ?[»”\"]")
_JOINING = {
    "fr": frozenset(
        """
        mais car puisque si qui que qu dont malgre apres avant sans lorsque quand
        """.split()
    ),
    "en": frozenset(
        """
        but while whereas though although because since if which who that whose so despite
        after before without when what whether
        """.split()
    ),
}
_NOT_DENYING = re.compile(r"né\b|N\b(?!')")  # "est né", "i30 N"
_ENGLISH = frozenset("nothing nobody none not never neither nor without unable".split())
_CAPITAL_INSIDE = re.compile(r"[^\W_],? [^\W\d_a-z]\Z")  # "the brand Nothing"
_PRONOUNS = frozenset("n ne je j on il elle ils elles nous vous he she it they we you i".split())
_THAT = frozenset("que qu".split())
_NOT_JOINING = frozenset("plus moins ne n ainsi aussi meme autre".split())
_AND = frozenset("et and or ou".split())
# "D'un côté BAIC, de l'autre un groupe …": a subject that is none of those named before.
_OTHER = re.compile(
    r"\b(?:de l autre|d autre part|the other(?! hand)|quant a|un autre|another|l autre)\b"
)
OTHER = frozenset(["…"])
_RELATIVE = frozenset("qui who which that".split())
_DONE = frozenset("apres after having ayant sans without".split())
_LINKING = frozenset("de la le l les d a an the".split())
# What may stand before its noun.
PRENOMINAL = frozenset(
    """
    nouveau nouveaux nouvelle nouvelles nouvel grand grands grande grandes petit petits petite
    petites autre autres premier premiers premiere premieres dernier derniers derniere dernieres
    prochain prochains prochaine prochaines ancien anciens ancienne anciennes jeune jeunes beau
    beaux belle bon bons bonne bonnes gros grosse grosses differents differentes seul seuls seules
    meme memes de d largest biggest
    """.split()
)
PREPOSITIONS = frozenset(
    """
    avec de du des d à au aux en dans chez par pour sur sous vers entre contre selon parmi
    with of from at in on by for to between against among into within near via
    """.split()
)


@dataclass(slots=True)
class Clause:
    """Part of a sentence."""

    number: int
    words: list[Word] = field(default_factory=list)
    text: str = ""  # folded
    negated: bool = False
    certainty: int = 0  # 0 said as a fact, 1 planned or to come, 2 possible or hearsay
    wished_by: tuple[Word, ...] = ()  # what has it planned in a subjunctive alone: "demande que"
    verbal: bool = False  # holds a word that is surely a finite verb
    passive: bool = False
    names: frozenset[str] = frozenset()  # with the subject of the clauses before, if it has none
    own_names: frozenset[str] = frozenset()
    free_names: frozenset[str] = frozenset()  # of its own, that no preposition governs
    goes_on: frozenset[str] = frozenset()  # the subject of the clauses before

    @property
    def content(self) -> list[Word]:
        """Its words that carry meaning."""
        return [word for word in self.words if word.content]


@dataclass(slots=True)
class Claim:
    """A sentence taken apart."""

    text: str  # plain: lower case, without accents, apostrophes straight
    shown: str  # the same with capitals and accents
    words: list[Word]
    clauses: list[Clause]
    figures: list[Figure]
    language: Language

    @property
    def names(self) -> frozenset[str]:
        """All names of it."""
        return frozenset(word.name for word in self.words if word.name)

    def as_written(self, word: Word) -> str:
        """One of its words, with capitals and accents."""
        return self.shown[word.start : word.start + len(word.text)]


@lru_cache(maxsize=2_000)
def read_claim(
    text: str,
    language: Language,
    names: frozenset[str] = frozenset(),
    aliases: frozenset[tuple[str, str]] = frozenset(),
) -> Claim:
    """Take a sentence apart.

    ``names``: words known to be names also where a sentence begins. ``aliases``: words, folded,
    with the name that they are forms of, or "" where they are no names.
    """
    shown, low = plain(text)
    figures = figures_of(low, language)
    taken = {place for figure in figures for place in range(figure.start, measure(low, figure)[1])}
    tokens = [(m.group(), m.start()) for m in PART.finditer(low)]
    texts = [token for token, _ in tokens]
    unquoted = _QUOTED.sub(lambda m: re.sub(r"[«»“”\"]", "'", m[0]), shown.lower())
    clause_of = _clauses(unquoted, [start for _, start in tokens], texts, language)
    reading = Reading(shown, frozenset(taken), names, CONTENT_IN[language], dict(aliases))
    words: list[Word] = []
    inside = of_name = 0
    for place, (token, start) in enumerate(tokens):
        length, concepts = expression_at(texts, place) if place >= inside else (0, frozenset())
        if length and start not in taken:
            joined = " ".join(texts[place : place + length])
            words.append(Word(joined, start, clause_of[place], concepts, expression=True))
            inside = place + length
        word = reading.word(token, start, clause_of[place], place < inside)
        joined_name = next(
            (
                n
                for n in (3, 2)
                if place + n <= len(texts) and is_known_name("-".join(texts[place : place + n]))
            ),
            0,
        )
        if joined_name and place >= inside and shown[start].isupper():
            name = name_of("-".join(texts[place : place + joined_name]))
            word = replace(word, name=name, content=False, concepts=frozenset([f"name:{name}"]))
            inside, of_name = place + joined_name, place + joined_name
        elif place < of_name:
            word = replace(word, name="", content=False, function=True)
        words.append(word)
    return Claim(low, shown, words, _filled(shown, words, language), figures, language)


def _clauses(shown: str, starts: list[int], tokens: list[str], language: Language) -> list[int]:
    """The number of each token's clause."""

    def verbal(texts: list[str]) -> bool:
        return any(finite(text, language) for text in texts)

    numbers: list[int] = []
    number = 0
    for place, (start, token) in enumerate(zip(starts, tokens, strict=True)):
        if place:
            between = shown[starts[place - 1] + len(tokens[place - 1]) : start]
            following = tokens[place + 1 : place + 5]
            clause = [t for t, n in zip(tokens, numbers, strict=False) if n == number]
            only = token in _THAT and restricts(clause)  # "il n'a que"
            joins = not only and token in _JOINING[language] and bool(following)
            joins = (joins and not (token in _THAT and tokens[place - 1] in _NOT_JOINING)) or (
                token in _AND and verbal(following if verbal(clause) else following[:1])
            )
            joins = joins or (
                token in _AND and _PRONOUNS.issuperset(following[:1]) and bool(following)
            )
            joins = joins or [token, *following[:1]] in (["et", "non"], ["and", "not"])
            joins = joins or shown.startswith("où ", start)
            if (_PAUSE.search(between) and not re.fullmatch(r"[,.]", between)) or (
                joins and not _alone(tokens, place, numbers, language)
            ):
                number += 1
        numbers.append(number)
    return numbers


def _alone(tokens: list[str], place: int, numbers: list[int], language: Language) -> bool:
    """Whether the clause so far holds nothing but joining words."""
    clause = [t for t, n in zip(tokens[:place], numbers, strict=True) if n == numbers[-1]]
    return all(token in _JOINING[language] or token in _AND for token in clause)


def _filled(shown: str, words: list[Word], language: Language) -> list[Clause]:
    clauses = [Clause(number) for number in range(max([w.clause for w in words], default=0) + 1)]
    for word in words:
        clauses[word.clause].words.append(word)
    subject: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()  # the names of the clause before
    level = 0
    wished_by: tuple[Word, ...] = ()
    before: list[str] = []
    for clause in clauses:
        texts = [word.text for word in clause.words if not word.expression]
        clause.text = " ".join(texts)
        said = [w for w in clause.words if not (w.expression or w.inside)]
        other = {
            w.start
            for w in said
            if _NOT_DENYING.match(shown, w.start)
            or (language == "fr" and w.text in _ENGLISH)
            or (w.text in _ENGLISH and _CAPITAL_INSIDE.search(shown, 0, w.start + 1))
        }
        clause.negated = is_negated([w.text for w in said if w.start not in other])
        start = clause.words[0].start if clause.words else 0
        end = clause.words[-1].start + len(clause.words[-1].text) if clause.words else 0
        common = [w.text for w in clause.words if not (w.expression or w.name)]
        found = certainty(common, shown[start:end], before)
        wished = found == 0 and is_wish(common, before)
        before += texts
        clause.verbal = any(finite(text, language) for text in texts)
        inherits = not clause.verbal and clause.number > 0 and texts[0] not in _DONE
        if wished:
            wished_by = tuple(w for c in clauses[: clause.number] for w in c.content)[-1:]
            found = 1
        elif found or not inherits:
            wished_by = ()
        clause.certainty = level if inherits and not found else found
        clause.wished_by = wished_by
        level = clause.certainty
        as_written = [
            shown[w.start : w.start + len(w.text)].lower() for w in clause.words if not w.expression
        ]
        clause.passive = is_passive(texts, as_written)
        own = frozenset(word.name for word in clause.words if word.name)
        free = frozenset(w.name for w in clause.words if w.name and not is_governed(words, w))
        if _OTHER.search(clause.text):
            subject = OTHER
        clause.own_names, clause.free_names = own, free
        clause.goes_on = subject | last if _RELATIVE.issuperset(texts[:1]) else subject
        clause.names = own if free else own | clause.goes_on
        # Words between commas do not take a subject's place: "Hugo, candidat LREM, a dit".
        aside = not clause.verbal and subject != OTHER
        subject = (free | subject if aside else free) or subject
        last = own
    return clauses


def figures_in(claim: Claim, clause: Clause) -> list[Figure]:
    """The figures, dates aside, that stand in a clause."""
    starts = {word.start for word in clause.words}
    return [f for f in claim.figures if f.start in starts and f.kind != "date"]


def is_governed(words: list[Word], name: Word) -> bool:
    """Whether a preposition stands before a name."""
    place = words.index(name)
    for former in reversed(words[max(0, place - 4) : place]):
        if former.expression:
            continue
        if former.clause != name.clause:
            return False
        if former.text in PREPOSITIONS:
            return True
        if former.text not in _LINKING and not former.name:
            return False
    return False
