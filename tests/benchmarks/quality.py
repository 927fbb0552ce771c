"""How often Verbatim finds and quotes what answers, and is silent where nothing does.

    make quality ARGS="FILE.json.gz --limit 200 --out report.json"     # SQuAD-format files
    make quality ARGS="--sources FOLDER --questions SET.jsonl"         # articles of your own

Beside it, in the same run and over the same articles: BM25 alone, and the usual pipeline. README.md
says what the figures mean.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from index.errors import QuestionSetError, VerbatimError
from tests.benchmarks.quality_baselines import BM25, MiniLM
from tests.benchmarks.quality_corpora import (
    Corpus,
    folder_corpus,
    paired_texts,
    sample,
    squad_corpus,
)
from tests.benchmarks.quality_figures import (
    Figures,
    Outcomes,
    Questions,
    ask_all,
    figures,
    languages_of,
    paired_figures,
)
from tests.benchmarks.quality_metrics import Estimate
from tests.benchmarks.quality_systems import System, Verbatim

SYSTEMS: dict[str, type[System]] = {"bm25": BM25, "minilm": MiniLM, "verbatim": Verbatim}
LIMIT = 500
WIDTH = 100  # characters of the table where no terminal says how many there are


def measure(
    corpus: Corpus, questions: Questions, systems: Mapping[str, type[System]], scratch: Path
) -> dict[str, Outcomes]:
    """What every system makes of the questions, by its name in ``systems``."""
    found = {}
    for name, system in systems.items():
        print(f"{system.name}: indexing {len(corpus.texts):,} articles", file=sys.stderr)
        found[name] = ask_all(system(corpus, scratch / name), corpus, questions)
    return found


def as_json(
    corpus: Corpus,
    questions: Questions,
    by_system: Mapping[str, Figures],
    found: Mapping[str, Outcomes],
) -> dict[str, Any]:
    """Figures by system and measure, then what each question got."""
    return {
        "name": corpus.name,
        "articles": len(corpus.texts),
        "paragraphs": len(corpus.paragraphs),
        "questions": len(questions.answerable),
        "near_misses": len(questions.near_misses),
        "figures": {
            name: {measure: estimate and asdict(estimate) for measure, estimate in rows.items()}
            for name, rows in by_system.items()
        },
        "outcomes": {name: asdict(outcomes) for name, outcomes in found.items()},
    }


def as_table(by_system: Mapping[str, Figures]) -> Table:
    """The figures side by side, for a terminal; measures that no system has are left out."""
    table = Table("", *(SYSTEMS[name].name for name in by_system), box=box.SIMPLE)
    for column in table.columns[1:]:
        column.justify = "right"
    for measure in next(iter(by_system.values())):
        found = [rows[measure] for rows in by_system.values()]
        if any(found):
            in_percent = not measure.startswith("milliseconds")
            table.add_row(measure, *(_cell(estimate, in_percent) for estimate in found))
    return table


def _cell(estimate: Estimate | None, in_percent: bool) -> str:
    """A figure as it is read: 64.5 (58 to 70)."""
    if estimate is None:
        return "-"
    factor = 100 if in_percent else 1
    value = f"{factor * estimate.value:.1f}"
    if estimate.low is None or estimate.high is None:
        return value
    return f"{value} ({factor * estimate.low:.0f} to {factor * estimate.high:.0f})"


def corpora(arguments: argparse.Namespace, scratch: Path) -> Iterator[Corpus]:
    """The corpora that the command names. Raises QuestionSetError and FolderNotFoundError."""
    for number, path in enumerate(arguments.files):
        folder = scratch / f"articles-{number}"
        folder.mkdir()
        yield squad_corpus(path, folder)
    if arguments.questions:
        yield folder_corpus(arguments.sources, arguments.questions)


def run(arguments: argparse.Namespace) -> None:
    """Measure and print. Raises VerbatimError."""
    chosen = {name: system for name, system in SYSTEMS.items() if name in arguments.systems}
    systems = {name: system for name, system in chosen.items() if _is_installed(system)}
    if not systems:
        raise SystemExit(1)  # what is missing was said
    paired = paired_texts(arguments.paired) if arguments.paired else {}
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    reports = []
    with tempfile.TemporaryDirectory() as place:
        for number, corpus in enumerate(list(corpora(arguments, Path(place)))):
            asked = sample(corpus.answerable, arguments.limit, arguments.seed)
            near_misses = sample(corpus.near_misses, arguments.limit, arguments.seed)
            if arguments.paired and not any(question.id in paired for question in asked):
                raise QuestionSetError(f"{arguments.paired} has no question id of {corpus.name}")
            questions = Questions(asked, near_misses, paired)
            found = measure(corpus, questions, systems, Path(place, f"stores-{number}"))
            by_system = {name: figures(outcomes) for name, outcomes in found.items()}
            if paired:
                languages = languages_of(questions)
                for name, outcomes in found.items():
                    by_system[name] |= paired_figures(outcomes, languages)
            print(heading(corpus, questions))
            console.print(as_table(by_system))
            reports.append(as_json(corpus, questions, by_system, found))
    if arguments.out:
        content = {"limit": arguments.limit, "seed": arguments.seed, "corpora": reports}
        text = json.dumps(content, ensure_ascii=False, indent=1)
        arguments.out.write_text(text + "\n", encoding="utf-8")


def heading(corpus: Corpus, questions: Questions) -> str:
    """What the figures are of, in one line."""
    return (
        f"{corpus.name}: {len(corpus.texts):,} articles, {len(corpus.paragraphs):,} paragraphs, "
        f"{len(questions.answerable):,} questions, {len(questions.near_misses):,} near misses"
    )


def _is_installed(system: type[System]) -> bool:
    missing = system.missing()
    if missing:
        reason = f"{missing} is missing; pip install '.[bench]' brings it"
        print(f"{system.name} is left out: {reason}", file=sys.stderr)
    return missing is None


def parsed(given: Sequence[str] | None) -> argparse.Namespace:
    """The command's arguments; ends the program on wrong ones."""
    parser = argparse.ArgumentParser(
        prog="quality", description="Measure the quality of answers, beside other systems."
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="in SQuAD format")
    parser.add_argument("--sources", type=Path, metavar="FOLDER", help="articles of your own")
    parser.add_argument("--questions", type=Path, metavar="FILE", help="question set on them")
    parser.add_argument(
        "--paired",
        type=Path,
        metavar="FILE",
        help="the questions, by their ids, in the other language",
    )
    parser.add_argument("--limit", type=int, default=LIMIT, metavar="N", help="questions, at most")
    parser.add_argument("--seed", type=int, default=0, help="of the choice of questions")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--out", type=Path, metavar="FILE", help="JSON with all figures")
    arguments = parser.parse_args(given)
    if bool(arguments.sources) != bool(arguments.questions):
        parser.error("--sources and --questions go together")
    if not arguments.files and not arguments.questions:
        parser.error("name a file in SQuAD format, or --sources and --questions")
    if arguments.paired and len(arguments.files) + bool(arguments.questions) > 1:
        parser.error("--paired goes with one file, or with one question set")
    if arguments.limit < 1:
        parser.error("--limit must be at least 1")
    if arguments.out and not arguments.out.parent.is_dir():
        parser.error(f"--out: no such folder: {arguments.out.parent}")
    return arguments


def main(given: Sequence[str] | None = None) -> None:
    """Measure what the command line names; one line on standard error if that cannot be."""
    arguments = parsed(given)
    try:
        run(arguments)
    except VerbatimError as error:
        sys.exit(f"quality: {error}")


if __name__ == "__main__":
    main()
