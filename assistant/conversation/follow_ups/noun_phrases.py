"""The noun phrases of a question: what it speaks of, by rules over closed classes of words.

No tagger: a phrase begins at a determiner or a name and ends before a word that can be no part of
it. Good enough to say what "it" or "son usine" may mean in the next question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.conversation.follow_ups.agreement import Gender, gender_of, is_plural
from assistant.conversation.follow_ups.english import FRONTED
from assistant.conversation.follow_ups.word_classes import Words

BEING = frozenset("is are was were".split())
_PARTICIPLE = re.compile(r"(?:[^e]ed|ing)$")
MOST_WORDS = 5  # of an English noun with what stands before it

_TO_THE = {"du": "le", "au": "le", "aux": "les", "des": "les"}

_TO_DEFINITE = {"un": "le", "une": "la", "ce": "le", "cet": "l'", "cette": "la", "ces": "les"}


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Words of a question that name something."""

    first: int  # number of its first token
    last: int  # one more than the number of its last
    text: str  # as a subject: "le gouvernement" also where the question has "du gouvernement"
    head: str  # its noun in lower case: "usine" of "la première usine de Xiaomi"
    determiner: str  # "" before a name
    gender: Gender | None  # None: not known
    plural: bool | None
    named: bool  # a name, not a noun with one beside it


class NounPhraseReader(Words):
    """Finds the noun phrases of one question."""

    def phrases(self, start: int) -> list[NounPhrase]:
        """The noun phrases from token ``start`` on, none inside another."""
        found = []
        place = start
        while place < len(self.tokens):
            phrase = self.phrase(place)
            if phrase:
                found.append(phrase)
            place = phrase.last if phrase else place + 1
        return found

    def phrase(self, first: int) -> NounPhrase | None:
        """The noun phrase that begins at token ``first``, if one does."""
        begins = self.tokens[first]
        determined = self.is_determiner(first)
        noun = first + determined
        if not determined and self.is_bare_subject(first):
            return self._bare_subject(first)
        nucleus = self._nucleus(noun, determined)
        if nucleus is None:
            return None
        head, end = nucleus
        if determined and self._takes_verb(first, end):
            head, end = end - 2, end - 1
        named = not determined and self.is_name(noun)
        head, end = self._complements(head, end, named and self.is_name(end - 1))
        if self._hides_verb(first, end):
            head, end = min(head, end - 2), end - 1
        named = named and self.is_name(head)
        return NounPhrase(
            first,
            end,
            self._as_subject(first, end),
            self.tokens[head].lower,
            begins.lower if determined else "",
            gender_of(self, first, head, end, determined=bool(determined)),
            is_plural(self, first, head, end, determined=bool(determined)),
            named,
        )

    def name(self, first: int) -> NounPhrase | None:
        """The name that begins at token ``first``, by itself, if one does."""
        if not self.is_name(first):
            return None
        end = first + 1
        while end < len(self.tokens) and self.adjacent(end) and self.is_name(end):
            end += 1
        if self._is_adjective(first, end):
            return None
        text = self.text[self.tokens[first].start : self.tokens[end - 1].end]
        head = self.tokens[end - 1].lower
        gender = gender_of(self, first, end - 1, end, determined=False)
        plural = is_plural(self, first, end - 1, end, determined=False)
        return NounPhrase(first, end, text, head, "", gender, plural, True)

    def _is_adjective(self, first: int, end: int) -> bool:
        """Whether an English name belongs to a noun: "the French president", not "Julian"."""
        if self.french or not all(self.is_national(number) for number in range(first, end)):
            return False
        before = self.tokens[first - 1].lower if first else ""
        verb = before in FRONTED and end + 1 == len(self.tokens)  # "where does Julian live"
        return before in self.grammar.determiners or (self.noun_follows(end - 1) and not verb)

    def noun_end(self, first: int) -> int:
        """Where a bare noun ("d'années", "many cars") at ``first`` ends, or before the next name:
        "Combien de voitures Xiaomi produira-t-il ?"."""
        nucleus = self._nucleus(first, determined=True)
        end = nucleus[1] if nucleus else first
        return next((n for n in range(first + 1, end) if self.is_name(n)), end)

    def _takes_verb(self, first: int, end: int) -> bool:
        """Whether an English noun took in its verb, none being left: "will the law apply to"."""
        if self.french or not first or self.tokens[first - 1].lower not in FRONTED:
            return False
        rest = self.tokens[end:]
        nouns = self.grammar.determiners  # "the report"
        known = any(
            token.lower in self.grammar.verbs and self.tokens[number - 1].lower not in nouns
            for number, token in enumerate(rest, end)
        )
        leads = self.grammar.prepositions | self.grammar.other | self.grammar.determiners
        return end - first > 2 and not known and bool(rest) and rest[0].lower in leads

    def _hides_verb(self, first: int, end: int) -> bool:
        """Whether an English phrase took in the question's last word: "did the club beat"."""
        if self.french or not first or end < len(self.tokens) or end - first < 3:
            return False
        before = self.tokens[first - 1].lower
        predicate = first == 1 and before in BEING  # "is the vaccine safe"
        return (before in FRONTED or predicate) and not self.tokens[end - 1].capital

    def _bare_subject(self, first: int) -> NounPhrase | None:
        nucleus = self._english_noun(first)
        if nucleus is None:
            return None
        head, end = self._complements(*nucleus, only_name=False)
        text = self.text[self.tokens[first].start : self.tokens[end - 1].end]
        return NounPhrase(first, end, text, self.tokens[head].lower, "", None, True, False)

    def _nucleus(self, first: int, determined: bool) -> tuple[int, int] | None:
        """Numbers of the noun and of the token after it and its adjectives."""
        if first >= len(self.tokens) or not (determined or self.is_name(first)):
            return None
        return self._french_noun(first, determined) if self.french else self._english_noun(first)

    def _french_noun(self, first: int, determined: bool) -> tuple[int, int] | None:
        noun = first
        while noun < len(self.tokens) and self.tokens[noun].lower in self.grammar.before_noun:
            noun += 1
        if noun == len(self.tokens) or not self.is_content(noun):
            return (noun - 1, noun) if noun > first else None  # "la deuxième", "les deux"
        end = noun + 1
        while end < len(self.tokens) and self.adjacent(end):
            is_adjective = determined and self.grammar.adjective.search(self.tokens[end].lower)
            known = self.is_content(end)
            if not (known and (self.is_name(end) or is_adjective or self.is_last(first, end))):
                break
            end += 1
        return noun, end

    def _english_noun(self, first: int) -> tuple[int, int] | None:
        grammar, end = self.grammar, first
        bare = first == 0 or self.tokens[first - 1].lower not in grammar.determiners | {"'s"}
        only_names = bare and self.is_name(first) and not self.is_national(first)
        while end < len(self.tokens) and end - first < MOST_WORDS:
            lower = self.tokens[end].lower
            if end > first:
                if not self.adjacent(end) or self.is_verb(end):
                    break
                if only_names and not self.is_name(end):
                    break
                doing = lower.endswith("ing") and first and self.tokens[first - 1].lower in BEING
                # "Spain ranked first", not "the French elected president"
                named = self.is_name(end - 1) and not self.is_national(end - 1)
                if doing or (_PARTICIPLE.search(lower) and (named or not self.noun_follows(end))):
                    break
            if not self.is_content(end):
                break
            end += 1
        return (end - 1, end) if end > first else None

    def _complements(self, head: int, end: int, only_name: bool) -> tuple[int, int]:
        """Numbers of the noun and of the token after what belongs to it: "'s car", "in Spain"."""
        while end < len(self.tokens) and self.adjacent(end):
            lower = self.tokens[end].lower
            if lower == "'s" or lower in self.grammar.of:
                further = self._complement(end, only_name and lower != "'s")
            elif lower in self.grammar.places and not only_name:
                further = self._place(end)
            else:
                break
            if further == end:
                break
            if lower == "'s" and head == end - 1:
                head = further - 1
            end, only_name = further, only_name and lower != "'s"
        return head, end

    def _complement(self, joint: int, only_name: bool) -> int:
        inner = joint + 1
        contracted = self.tokens[joint].lower in ("du", "des", "'s")
        if inner >= len(self.tokens):
            return joint
        if not contracted and self.is_determiner(inner):
            inner += 1
        if only_name and not self.is_name(inner):
            return joint  # "Que fera Xiaomi de ses magasins ?"
        nucleus = self._nucleus(inner, determined=True)
        return nucleus[1] if nucleus else joint

    def _place(self, joint: int) -> int:
        inner = joint + 1
        if inner < len(self.tokens) and self.is_determiner(inner):
            inner += 1
        if inner >= len(self.tokens) or not self.is_name(inner):
            return joint
        nucleus = self._nucleus(inner, determined=True)
        return nucleus[1] if nucleus else joint

    def _as_subject(self, first: int, last: int) -> str:
        """The phrase's words with a definite article, as they stand before a verb."""
        begins = self.tokens[first]
        words = self.text[begins.start : self.tokens[last - 1].end]
        rest = words[begins.end - begins.start :].lstrip()
        if self.french and begins.lower in _TO_THE | _TO_DEFINITE:
            article = (_TO_THE | _TO_DEFINITE)[begins.lower]
            elided = re.match(r"[aeiouyàâéèêëîïôûœ]", rest, re.IGNORECASE)
            if article in ("le", "la") and elided:
                article = "l'"
            return article + ("" if article == "l'" else " ") + rest
        if not self.french and begins.lower in ("a", "an", "this", "that"):
            return f"the {rest}"
        is_article = begins.lower in self.grammar.determiners or self.is_others(first)
        return words[:1].lower() + words[1:] if is_article else words
