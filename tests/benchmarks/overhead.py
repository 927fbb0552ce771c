"""What Verbatim adds to a chat model's own time: milliseconds a question and a streamed piece.

    python -m tests.benchmarks.overhead

The model is a script that replies with evidence sentences as they are, or with sentences in other
words, those of ``tests/grounding``, each cited. Where it replies at once, all time is Verbatim's:
search, reading, the prompt, and the check of every sentence. A server goes on writing while a
sentence is checked: so the script replies once more at the pace of a fast model, whose own time
does not count.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

from assistant import Assistant, Evidence
from assistant.data import data_dir
from assistant.evaluation import load_questions, percentile
from assistant.models import ChatModel
from assistant.types import Message
from tests.support.scripted import numbered

TESTS = Path(__file__).parent.parent
SENTENCES = 4  # of a reply, at most
PIECE = 4  # characters: about a token
PACE = 0.01  # seconds a piece, of a fast model
EVERY = 4  # of the questions, one is asked at that pace

Sentences = Callable[[dict[int, str], str], list[str]]


class Honest(NamedTuple):
    """A sentence in other words than those it cites."""

    answer: str  # "{0}" where the number of what it cites is to stand
    language: str
    cites: tuple[str, ...]  # how the sentences begin

    def cited(self, given: dict[int, str]) -> str | None:
        """With the numbers of the sentences it cites; None where one is not given."""
        numbers = [
            next((number for number, text in given.items() if text.startswith(start)), 0)
            for start in self.cites
        ]
        return self.answer.format(*numbers) if all(numbers) else None


@lru_cache(maxsize=1)
def honest_sentences() -> tuple[Honest, ...]:
    """Those of the tests, read once: their reading is not Verbatim's time."""
    lines = (TESTS / "grounding" / "honest.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return tuple(Honest(row["answer"], row["language"], tuple(row["cites"])) for row in rows)


def repeated(given: dict[int, str], language: str) -> list[str]:
    """The first sentences as they are."""
    return [f"{text} [{number}]" for number, text in given.items()][:SENTENCES]


def in_other_words(given: dict[int, str], language: str) -> list[str]:
    """Sentences in other words that cite what is given, the same of them for the same evidence."""
    found = {  # one for each sentence that is cited
        one.cites: text
        for one in honest_sentences()
        if one.language == language and (text := one.cited(given))
    }
    return list(found.values())[:SENTENCES]


class Timed(ChatModel):
    """Notes how long it waits between two of its pieces: the time their reader takes."""

    name = "test:timed"
    window = 4096

    def __init__(self, sentences: Sentences, pace: float) -> None:
        self.sentences, self.language, self.pace = sentences, "fr", pace
        self.milliseconds: list[float] = []
        self.written = 0  # sentences
        self.own = 0.0  # milliseconds from the prompt to the last piece, of the last reply

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        sentences = self.sentences(numbered(messages), self.language)
        self.written += len(sentences)
        for piece in self._pieces(" ".join(sentences)):
            given = time.perf_counter()
            yield piece
            self.milliseconds.append(1000 * (time.perf_counter() - given))

    def _pieces(self, reply: str) -> Iterator[str]:
        """The pieces of a reply as a server sends them: whether they are read or not."""
        pieces = [reply[start : start + PIECE] for start in range(0, len(reply), PIECE)]
        if not self.pace:
            yield from pieces
            return
        sent: SimpleQueue[str] = SimpleQueue()
        began = time.perf_counter()

        def send() -> None:
            for piece in pieces:
                time.sleep(self.pace)
                sent.put(piece)
            self.own = 1000 * (time.perf_counter() - began)

        server = Thread(target=send)
        server.start()
        for _ in pieces:
            yield sent.get()
        server.join()


def measure(plain: Assistant, sentences: Sentences, pace: float = 0.0) -> None:
    """Ask ordinary questions of the seeds, after one to warm up, and print."""
    model = Timed(sentences, pace)
    assistant = plain.using(model)
    questions = [
        question
        for language in ("fr", "en")
        for question in load_questions(TESTS / "questions" / f"seeds-plain.{language}.jsonl")
    ][:: EVERY if pace else 1]
    assistant.ask(questions[0].question)
    model.milliseconds.clear()
    model.written = 0
    whole, evidence = [], []
    for question in questions:
        model.language = question.language
        began = time.perf_counter()
        for event in assistant.stream(question.question):
            if isinstance(event, Evidence):
                evidence.append(1000 * (time.perf_counter() - began))
        whole.append(1000 * (time.perf_counter() - began) - model.own)
    pieces = model.milliseconds
    name = sentences.__name__.replace("_", " ") + (f", {PACE} s a piece" if pace else ", at once")
    print(f"{name}: {len(questions)} questions, {model.written} sentences")
    for what, times in (("first quotes", evidence), ("question", whole), ("piece", pieces)):
        print(
            f"  {what}: mean {statistics.fmean(times):.2f} ms, "
            f"p50 {percentile(sorted(times), 50):.2f}, p95 {percentile(sorted(times), 95):.2f}, "
            f"max {max(times):.2f}"
        )


def main() -> None:
    """Measure both kinds of replies at once, and one at a model's pace."""
    with tempfile.TemporaryDirectory() as index_dir:
        plain = Assistant.open(data_dir("seeds"), index_dir=index_dir)
        for sentences in (repeated, in_other_words):
            measure(plain, sentences)
        measure(plain, in_other_words, PACE)
        plain.close()


if __name__ == "__main__":
    main()
