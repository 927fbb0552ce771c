"""What a chat model is given: numbered sentences of the articles, fitted to its window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.grounding.refusals import REFUSAL
from assistant.phrases import Phrases, load
from assistant.reader.candidates import Candidate
from assistant.reader.injections import instructs, seen
from assistant.types import Message, NumberedSentence
from index.encoding import count_tokens
from index.errors import ModelError
from index.types import Language, Passage

REPLY = 400  # tokens left to the reply
# A model's tokens for one of this project's encoding, at worst: models made for English cut French
# finely. Over 300 news articles, 1.6 on average and 1.9 at most with SmolLM2's 49,152 pieces.
FINER = 1.9
SURE = 6  # the best sentences, whose neighbours are given as well

_SPACE = re.compile(r"\s+")
# What a model could take for a citation, or for the end of a message.
_MARKS = str.maketrans({"[": "(", "]": ")", "【": "(", "】": ")", "<": "‹", ">": "›", "|": "¦"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """Messages for a chat model, and the sentences that their numbers stand for."""

    messages: tuple[Message, ...]
    sentences: tuple[NumberedSentence, ...]


def build(
    question: str,
    language: Language,
    candidates: Sequence[Candidate],
    date_of: Callable[[str], str | None],
    window: int,
) -> Prompt:
    """The prompt for a question over its candidate sentences, best first.

    ``date_of`` gives an article's date by its source; ``window`` is what the model takes, prompt
    and reply, in its tokens. Whole sentences only. Raises ModelError when not even one fits.
    """
    phrases = load("write", language)
    system = phrases.say("system", refusal=REFUSAL).strip()
    around = phrases.say("user", evidence="", question=question).strip()
    room = int((window - REPLY) / FINER) - count_tokens(system) - count_tokens(around)
    chosen = _fitted(candidates, room)
    if not chosen:
        raise ModelError(load("answer", language).say("no_room", window=window))
    sentences: list[NumberedSentence] = []
    evidence = "\n".join(_lines(chosen, sentences, phrases, date_of))
    user = phrases.say("user", evidence=evidence, question=as_data(question)).strip()
    return Prompt((Message("system", system), Message("user", user)), tuple(sentences))


def as_data(text: str) -> str:
    """The text as one line that holds no mark of a prompt and no character that is not seen."""
    return _SPACE.sub(" ", seen(text)).translate(_MARKS).strip()


def _fitted(candidates: Sequence[Candidate], room: int) -> list[list[Candidate]]:
    """Whole sentences within ``room`` tokens: by passage, best passage first, in their order."""
    chosen: dict[str, list[Candidate]] = {}  # by passage
    for candidate in _wanted(candidates):
        passage = candidate.hit.passage
        cost = count_tokens(as_data(candidate.text)) + 4
        if passage.id not in chosen:
            cost += count_tokens(as_data(passage.title)) + 12
        if cost <= room:
            room -= cost
            chosen.setdefault(passage.id, []).append(candidate)
    return [
        sorted(of_passage, key=lambda candidate: candidate.sentence.start)
        for of_passage in chosen.values()
    ]


def _wanted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best sentences, then their neighbours, then the others; none twice."""
    near = {place for best in candidates[:SURE] for place in _neighbours(best)}
    neighbours = [c for c in candidates[SURE:] if (c.hit.passage.id, c.sentence.start) in near]
    wanted = [*candidates[:SURE], *neighbours, *candidates[SURE:]]
    places = {(c.hit.passage.source, c.sentence.start): c for c in reversed(wanted)}
    return list(dict.fromkeys(places[(c.hit.passage.source, c.sentence.start)] for c in wanted))


def _neighbours(candidate: Candidate) -> Iterator[tuple[str, int]]:
    passage: Passage = candidate.hit.passage
    starts = [sentence.start for sentence in passage.sentences]
    place = starts.index(candidate.sentence.start)
    for start in starts[max(0, place - 1) : place + 2]:
        yield passage.id, start


def _lines(
    chosen: Sequence[Sequence[Candidate]],
    sentences: list[NumberedSentence],
    phrases: Phrases,
    date_of: Callable[[str], str | None],
) -> Iterator[str]:
    """The prompt's lines; ``sentences`` is filled with what their numbers stand for."""
    for source, passages in groupby(chosen, key=lambda passage: passage[0].hit.passage.source):
        together = [candidate for passage in passages for candidate in passage]
        title, date = together[0].hit.passage.title, date_of(source)
        if sentences:
            yield ""
        shown = "…" if instructs(title) else as_data(title)
        if date:
            yield phrases.say("dated_article", title=shown, date=date)
        else:
            yield phrases.say("article", title=shown)
        for candidate in together:
            number = len(sentences) + 1
            sentence = candidate.sentence
            sentences.append(
                NumberedSentence(
                    number, candidate.written, source, title, sentence.start, sentence.end
                )
            )
            yield phrases.say("sentence", number=number, text=as_data(candidate.text))
