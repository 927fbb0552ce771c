"""The command line. Imports nothing heavy before a command needs it; errors become exit codes.

0 answered or done, 3 the articles do not say, 2 bad use, 1 a failure (or a worse evaluation).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import (
    ModelError,
    QuestionError,
    QuestionSetError,
    SettingsError,
    SourceError,
    VerbatimError,
)

if TYPE_CHECKING:
    from assistant.chain import Assistant

DONE, FAILURE, BAD_USE, NOT_IN_SOURCES, INTERRUPTED = 0, 1, 2, 3, 130
_BAD_USE = (ModelError, QuestionError, QuestionSetError, SettingsError, SourceError)

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Ask a folder of French articles, in French or in English; quotes are word for word.",
    epilog="Exit codes: 0 answered, 3 not in the articles, 2 bad use, 1 a failure.",
)

# Folders are texts here: as a Path, an empty one would mean the current folder.
Folder = Annotated[
    str | None,
    typer.Argument(help="Folder of articles; else ASSISTANT_SOURCES, else the two shipped ones."),
]
Sources = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        help="Folder of articles; else ASSISTANT_SOURCES, else the two shipped ones.",
    ),
]
IndexDir = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER", help="Where the index is kept; default: the user's cache folder."
    ),
]
Model = Annotated[str | None, typer.Option(help="What answers; default: embedded.")]
Embedder = Annotated[
    str | None,
    typer.Option(help="embedded, or the name or folder of a sentence-transformers model."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        from assistant import __version__

        print(__version__)
        raise typer.Exit


@app.callback()
def _assistant(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """What all commands share."""


@app.command()
def index(folder: Folder = None, index_dir: IndexDir = None, embedder: Embedder = None) -> None:
    """Index a folder, or bring its index up to date, and say what was left out."""
    report = _open(folder, index_dir, None, embedder).index_report
    what = f"indexed in {report.seconds:.1f} s" if report.built else "up to date"
    print(f"{_count(report.articles, 'article')}, {_count(report.passages, 'passage')}, {what}")
    for skipped in report.skipped:
        print(f"left out: {skipped.source}: {skipped.reason}")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In French or in English.")],
    sources: Sources = None,
    index_dir: IndexDir = None,
    model: Model = None,
    embedder: Embedder = None,
    as_json: AsJson = False,
) -> None:
    """Answer one question with its quotes."""
    from assistant.chain import check_question

    check_question(question)  # before a folder is indexed for it
    assistant = _open(sources, index_dir, model, embedder)
    report = assistant.index_report
    answer = assistant.ask(question)
    if as_json:
        from dataclasses import asdict

        print(json.dumps(asdict(answer), ensure_ascii=False, indent=2))
    else:
        from assistant.rendering import as_text

        terminal = sys.stdout.isatty()
        color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        print(as_text(answer, terminal=terminal, color=color))
    if report.built and report.skipped:
        left_out = _count(len(report.skipped), "file")
        _say(f"{left_out} left out; `assistant index` says why")
    if not answer.answered:
        raise typer.Exit(NOT_IN_SOURCES)


@app.command()
def chat(
    sources: Sources = None,
    index_dir: IndexDir = None,
    model: Model = None,
    embedder: Embedder = None,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="On this machine only.")] = 7860,
) -> None:
    """Open a chat page on this machine."""
    assistant = _open(sources, index_dir, model, embedder)
    from assistant.ui.page import serve

    serve(assistant, port)


@app.command("eval")
def evaluate(
    questions: Annotated[Path, typer.Argument(help="A question set, one JSON object a line.")],
    sources: Sources = None,
    index_dir: IndexDir = None,
    model: Model = None,
    embedder: Embedder = None,
    as_json: AsJson = False,
    baseline: Annotated[
        Path | None, typer.Option(help="An earlier --json report; exit code 1 if this is worse.")
    ] = None,
) -> None:
    """Run a fixed question set and print how many quotes and silences are right."""
    from assistant import evaluation, report

    question_set = evaluation.load_questions(questions)
    earlier = report.load_baseline(baseline) if baseline else {}
    assistant = _open(sources, index_dir, model, embedder)
    outcomes = evaluation.evaluate(assistant, question_set)
    if as_json:
        print(json.dumps(report.as_json(outcomes), ensure_ascii=False, indent=2))
    else:
        from rich.console import Console

        Console().print(report.as_table(outcomes))
    comparison = report.compare(outcomes, earlier)
    if comparison.lost or comparison.gained:
        lost, gained = ", ".join(comparison.lost) or "none", ", ".join(comparison.gained) or "none"
        _say(f"against the baseline, lost: {lost}; gained: {gained}")
    if comparison.worse or not all(outcome.verbatim for outcome in outcomes):
        raise typer.Exit(FAILURE)


def _open(
    sources: str | None, index_dir: str | None, model: str | None, embedder: str | None
) -> Assistant:
    """The assistant over the folder, with a progress bar while indexing takes."""
    from assistant.chain import Assistant
    from assistant.progress import progress_bar

    with progress_bar() as progress:
        return Assistant.open(
            sources, index_dir=index_dir, model=model, embedder=embedder, progress=progress
        )


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("s" if number != 1 else "")


def _say(message: object) -> None:
    """One line on standard error."""
    print("assistant:", " ".join(str(message).split()), file=sys.stderr)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a character shows another
            stream.reconfigure(errors="replace")
    try:
        return app(arguments, prog_name="assistant", standalone_mode=False) or DONE
    except typer.Abort:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has stopped; say nothing more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except typer.TyperException as error:
        return _usage(error)
    except (VerbatimError, OSError) as error:
        _say(error)
        return BAD_USE if isinstance(error, _BAD_USE) else FAILURE


def _usage(error: typer.TyperException) -> int:
    message = getattr(error, "format_message", error.__str__)()
    if "\n" in message:  # the help, shown when no command is named
        print(message, file=sys.stderr)
    else:
        _say(f"{message} See `assistant --help`.")
    return BAD_USE


def main() -> None:
    """The ``assistant`` command."""
    sys.exit(run())
