"""How fast Verbatim is, beside the usual pipeline, on this machine, in one run.

    make bench ARTICLES=articles.jsonl        # objects with "title", "heading" and "article"
    make bench                                # 1,000 articles made of the shipped ones

Both systems index the same folder of 1,000 articles and get the same questions, in turns, each
time in a fresh process, so that what else the machine does falls on both.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from assistant.data import data_dir
from assistant.evaluation import percentile
from index.sentences import split_sentences
from tests.benchmarks.systems import SYSTEMS

ARTICLES = 1_000
QUESTIONS = 50
ROUNDS = 3
ASSISTANT = str(Path(sys.executable).with_name("assistant"))
OFFLINE = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}


def articles_of(path: Path) -> Iterator[tuple[str, str]]:
    """(title, text) of each object of a JSONL file, which may be gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            parts = (row["title"], row.get("heading", ""), row["article"])
            yield row["title"], "\n\n".join(filter(None, parts))


def articles_of_seeds() -> Iterator[tuple[str, str]]:
    """(title, text) of articles that shuffle the sentences of the shipped ones, endlessly."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(data_dir("seeds").glob("*.txt"))]
    spans = [(text, span) for text in texts for span in split_sentences(text)]
    sentences = [text[s.start : s.end] for text, s in spans if s.end - s.start > 60]
    chance = random.Random(0)
    while True:
        chance.shuffle(sentences)
        yield sentences[0], "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, 28, 4))


def prepare(source: Path | None, folder: Path) -> list[str]:
    """Write the articles as files; return the questions: titles of some, spread evenly."""
    rows = articles_of(source) if source else articles_of_seeds()
    titles = []
    for number, (title, text) in enumerate(islice(rows, ARTICLES)):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
        titles.append(title)
    return titles[:: max(1, len(titles) // QUESTIONS)][:QUESTIONS]


def seconds(command: list[str], codes: frozenset[int] = frozenset({0})) -> tuple[float, str]:
    """Wall-clock seconds of a fresh process, and what it printed."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=OFFLINE)
    taken = time.perf_counter() - began
    if done.returncode not in codes:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return taken, done.stdout


def measure(source: Path | None, console: Console) -> dict[str, dict[str, float]]:
    """Measure -> system -> value, everything in turns."""
    indexing: dict[str, float] = {}
    cold: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    warm: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    with tempfile.TemporaryDirectory() as scratch:
        folder, store = Path(scratch, "articles"), Path(scratch, "store")
        folder.mkdir()
        questions = prepare(source, folder)
        asked = Path(scratch, "questions.json")
        asked.write_text(json.dumps(questions), encoding="utf-8")

        def run(system: str, action: str) -> list[str]:
            module = [sys.executable, "-m", "tests.benchmarks.systems", system, action]
            return [*module, str(folder), f"{store}-{system}", str(asked)]

        for system in SYSTEMS:
            console.print(f"{system}: indexing {ARTICLES:,} articles", style="dim")
            indexing[system], _ = seconds(run(system, "index"))
        command = [ASSISTANT, "ask", "--sources", str(folder), "--index-dir", f"{store}-verbatim"]
        for turn in range(ROUNDS):
            console.print(f"questions, turn {turn + 1} of {ROUNDS}", style="dim")
            question = [*command, "--", questions[turn]]
            cold["verbatim"].append(seconds(question, frozenset({0, 3}))[0])
            cold["peer"].append(seconds(run("peer", "ask"))[0])
            for system in SYSTEMS:
                warm[system] += json.loads(seconds(run(system, "warm"))[1])
        help_seconds = median(seconds([ASSISTANT, "--help"])[0] for _ in range(ROUNDS))
    for times in warm.values():
        times.sort()
    return {
        f"{ARTICLES:,} articles indexed, s": indexing,
        "a question in a fresh process, s": {name: median(cold[name]) for name in SYSTEMS},
        "a warm question, p50, ms": {name: percentile(warm[name], 50) for name in SYSTEMS},
        "a warm question, p95, ms": {name: percentile(warm[name], 95) for name in SYSTEMS},
        "assistant --help, s": {"verbatim": help_seconds},
    }


def main() -> None:
    """Measure and print."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if source and not source.is_file():
        sys.exit(f"{source} is not a file; ARTICLES= names a JSONL file")
    table = Table("", "Verbatim", "LangChain + Chroma + MiniLM")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, values in measure(source, Console(stderr=True)).items():
        table.add_row(name, *(f"{values[s]:.2f}" if s in values else "" for s in SYSTEMS))
    Console().print(table)


if __name__ == "__main__":
    main()
