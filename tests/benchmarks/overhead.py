"""What Verbatim adds to a chat model's own time: milliseconds a question and a streamed piece.

    python -m tests.benchmarks.overhead

The model is a script that replies at once, so that all time is Verbatim's: search, reading, the
prompt, and the check of every sentence. Its replies repeat evidence sentences, each cited.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Generator, Sequence
from pathlib import Path

from assistant import Assistant, Evidence
from assistant.data import data_dir
from assistant.evaluation import load_questions, percentile
from assistant.models import ChatModel
from assistant.types import Message
from tests.support.scripted import numbered

QUESTIONS = Path(__file__).parent.parent / "questions"
SENTENCES = 4  # of a reply
PIECE = 4  # characters: about a token


class Timed(ChatModel):
    """Notes how long it waits between two of its pieces: the time their reader takes."""

    name = "test:timed"
    window = 4096

    def __init__(self) -> None:
        self.milliseconds: list[float] = []

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        sentences = list(numbered(messages).items())[:SENTENCES]
        reply = " ".join(f"{text} [{number}]" for number, text in sentences)
        for start in range(0, len(reply), PIECE):
            given = time.perf_counter()
            yield reply[start : start + PIECE]
            self.milliseconds.append(1000 * (time.perf_counter() - given))


def main() -> None:
    """Ask every ordinary question of the seeds once, after one to warm up."""
    model = Timed()
    questions = [
        question.question
        for language in ("fr", "en")
        for question in load_questions(QUESTIONS / f"seeds-plain.{language}.jsonl")
    ]
    with tempfile.TemporaryDirectory() as index_dir:
        plain = Assistant.open(data_dir("seeds"), index_dir=index_dir)
        assistant = plain.using(model)
        assistant.ask(questions[0])
        model.milliseconds.clear()
        whole, evidence = [], []
        for question in questions:
            began = time.perf_counter()
            for event in assistant.stream(question):
                if isinstance(event, Evidence):
                    evidence.append(1000 * (time.perf_counter() - began))
            whole.append(1000 * (time.perf_counter() - began))
        plain.close()
    pieces = sorted(model.milliseconds)
    print(f"{len(questions)} questions, {len(pieces)} pieces of {PIECE} characters")
    for name, times in (("first quotes", evidence), ("question", whole), ("piece", pieces)):
        print(
            f"{name}: mean {statistics.fmean(times):.2f} ms, "
            f"p50 {percentile(sorted(times), 50):.2f}, p95 {percentile(sorted(times), 95):.2f}, "
            f"max {max(times):.2f}"
        )


if __name__ == "__main__":
    main()
