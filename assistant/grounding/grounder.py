"""Which sentences of a chat model's answer the sentences that it cites carry.

A sentence is released once it is whole and its citations are known, with a verdict: carried, not
carried and why, or a refusal. Every doubt counts against the sentence: a wrong claim shown costs
more than ten true ones left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.grounding import quotations
from assistant.grounding.checks import Checks
from assistant.grounding.citations import Draft, Sentences
from assistant.grounding.entailment import Readings, readings, settled
from assistant.grounding.figure_wordings import with_figures_of
from assistant.grounding.frames import asserted, may_frame
from assistant.grounding.refusals import REFUSAL, holds_sentinel, is_refusal
from assistant.grounding.words import plain
from assistant.reader.similarity import WordVectors
from assistant.types import NumberedSentence
from index.types import Language
from index.unseen import UNSEEN

_UNSHOWN = re.compile(rf"[{UNSEEN}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# A word again and again, as a small model writes it that does not come to an end.
_LOOPED = re.compile(r"\b([^\W\d]+)(?:\W+\1\b){3,}", re.IGNORECASE)

__all__ = ["REFUSAL", "Checked", "Grounder"]

WHOLE = 0.9  # share of a sentence from which its quotation needs no other check
MOST_CITED = 12  # sentences that one sentence may rest on; who cites everything points at nothing


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of the answer, judged."""

    text: str  # without citation marks and decoration; quoted words are the article's own
    lead: str  # the white space before it; "\n- " before an item of a list
    cited: tuple[NumberedSentence, ...]  # in the order of citation
    supported: bool
    reason: str | None  # when not supported: "figure: 400 000", "no citation"
    refusal: bool  # says that the articles do not say


class Grounder:
    """Judges an answer that comes in pieces. For one answer, in one thread."""

    def __init__(
        self,
        sentences: Sequence[NumberedSentence],
        question: str,
        language: Language,
        vectors: WordVectors,
        readings: Readings = readings,
    ) -> None:
        """``sentences``: all that the model was given; ``language``: of question and answer.

        ``readings``: how likely sentences carry a claim.
        """
        self._readings = readings
        self._given = tuple(sentences)
        self._by_number = {sentence.number: sentence for sentence in self._given}
        self._reader = Sentences()
        self._checks = Checks(self._given, question, language, vectors)
        self._question = question
        self._language: Language = language

    def feed(self, piece: str) -> list[Checked]:
        """The sentences that ``piece`` makes whole, judged."""
        return [self._judge(draft) for draft in self._reader.feed(_UNSHOWN.sub("", piece))]

    def finish(self) -> list[Checked]:
        """The rest, judged. Nothing may be fed afterwards."""
        return [self._judge(draft) for draft in self._reader.finish()]

    def _judge(self, draft: Draft) -> Checked:
        cited = tuple(self._by_number[n] for n in draft.numbers if n in self._by_number)
        refusal = is_refusal(draft.text)
        if holds_sentinel(draft.text) or (refusal and not cited):
            return Checked(draft.text, draft.lead, (), False, None, True)
        if copied := quotations.repeated(draft.text, cited):
            return Checked(copied, draft.lead, cited, True, None, False)
        quoted = self._quote(draft.text, cited)
        if isinstance(quoted, str):
            return Checked(draft.text, draft.lead, cited, False, quoted, False)
        text, found, whole = quoted
        if not cited:
            cited = found
        lacking = self._reason(draft, text, cited, whole, refusal)
        if refusal and lacking:  # "On ne sait pas encore… [3]" may be what the article says
            return Checked(draft.text, draft.lead, (), False, None, True)
        return Checked(text, draft.lead, cited, lacking is None, lacking, False)

    def _reason(
        self,
        draft: Draft,
        text: str,
        cited: tuple[NumberedSentence, ...],
        whole: bool,
        refusal: bool,
    ) -> str | None:
        """Why a sentence is not carried; None when it is."""
        if not cited:
            return "unknown citation" if draft.numbers else "no citation"
        if len(cited) > MOST_CITED:
            return f"unknown citation: {len(cited)} sentences at once"
        if whole:
            return None
        if looped := _LOOPED.search(text):
            return f"words: {looped[1]}"
        lacking = self._checks.lacking(text, cited)
        if refusal:
            return lacking
        read = with_figures_of((s.text for s in cited), text, self._language)
        lacking = settled(lacking, read, cited, self._readings)
        return lacking or self._framed(text, cited)

    def _framed(self, text: str, cited: tuple[NumberedSentence, ...]) -> str | None:
        """Whether a claim rests on what its evidence only asks, supposes, denies or leaves open."""
        facts = tuple(replace(sentence, text=asserted(sentence.text)) for sentence in cited)
        if facts == cited or may_frame(text):
            return None
        facts = tuple(fact for fact in facts if any(map(str.isalnum, fact.text)))
        lacking = self._checks.lacking(text, facts) if facts else "nothing asserted"
        return f"certainty: {lacking}" if lacking else None

    def _quote(
        self, text: str, cited: Sequence[NumberedSentence]
    ) -> str | tuple[str, tuple[NumberedSentence, ...], bool]:
        """Put the article's own characters in place of the words quoted.

        Gives the text, the sentences found and whether it is one of them, quoted whole; or, for
        words that no sentence holds, the reason.
        """
        found: list[NumberedSentence] = []
        shown, position, outside = "", 0, ""
        for quoted in quotations.quoted_in(text):
            place = quotations.find(quoted.words, cited or self._given)
            short = quotations.count_words(quoted.words) <= quotations.SHORT
            if not place and self._translates(quoted.words, cited):
                # A translation is no quotation: without its marks, judged like all other words.
                unmarked = text[position : quoted.opened] + quoted.words
                shown += unmarked
                outside += unmarked
                position = quoted.closed
                continue
            shown += text[position : quoted.start]
            outside += text[position : quoted.start]
            position = quoted.end
            if place:
                found.append(place[0])
                shown += place[1]
                continue
            if not (short and self._names_something(quoted.words, cited)):
                return f"quotation: {quoted.words}"
            shown += quoted.words
            outside += quoted.words
        shown, outside = shown + text[position:], outside + text[position:]
        if quotations.is_open(text):
            return "quotation: not closed"
        bare = not any(character.isalnum() for character in outside)
        whole = bare and any(len(shown) >= WHOLE * len(sentence.text) for sentence in found)
        return shown, tuple(dict.fromkeys(found)), whole

    def _translates(self, words: str, cited: Sequence[NumberedSentence]) -> bool:
        """Whether words in quotation marks are a translation of what the articles quote."""
        french = self._language == "fr"  # as the articles are
        if french or not quotations.is_partial(words):
            return False
        said = [
            replace(sentence, text=" ".join(q.words for q in quotations.quoted_in(sentence.text)))
            for sentence in cited
        ]
        said = [sentence for sentence in said if sentence.text]
        return bool(said) and self._checks.lacking(words, said) is None

    def _names_something(self, words: str, cited: Sequence[NumberedSentence]) -> bool:
        """Whether few words in quotation marks are of a title or of the question."""
        wanted = plain(words)[1].strip(" .,;:!?")
        texts = [self._question, *(sentence.title for sentence in cited or self._given)]
        return any(wanted in plain(text)[1] for text in texts)
