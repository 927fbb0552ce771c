"""The commands that answer: index, ask, chat."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import (
    NOT_IN_SOURCES,
    AsJson,
    BaseUrl,
    Embedder,
    Folder,
    IndexDir,
    Model,
    Reranker,
    Sources,
    count,
    open_assistant,
    say,
)


def index(folder: Folder = None, index_dir: IndexDir = None, embedder: Embedder = None) -> None:
    """Index a folder, or bring its index up to date, and say what was left out."""
    report = open_assistant(folder, index_dir, embedder, "embedded").index_report
    what = f"indexed in {report.seconds:.1f} s" if report.built else "up to date"
    print(f"{count(report.articles, 'article')}, {count(report.passages, 'passage')}, {what}")
    for skipped in report.skipped:
        print(f"left out: {skipped.source}: {skipped.reason}")
    if report.others:
        kinds = [kind if n == 1 else f"{n:,} {kind}" for kind, n in report.others.items()]
        print(f"left out: {count(sum(report.others.values()), 'other file')}: {', '.join(kinds)}")


def ask(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="QUESTION",
            help="In French or in English; between quotation marks if it has a ' or a ?.",
        ),
    ],
    sources: Sources = None,
    index_dir: IndexDir = None,
    model: Model = None,
    base_url: BaseUrl = None,
    embedder: Embedder = None,
    reranker: Reranker = None,
    unsupported: Annotated[
        bool,
        typer.Option("--unsupported", help="Show what a chat model wrote and no quote carries."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Answer one question with its quotes."""
    from assistant.asking import check_question

    question = " ".join(words)
    check_question(question)  # before a folder is indexed for it
    assistant = open_assistant(sources, index_dir, embedder, model, base_url, reranker)
    report = assistant.index_report
    answer = assistant.ask(question)
    if as_json:
        from dataclasses import asdict

        print(json.dumps(asdict(answer), ensure_ascii=False, indent=2))
    else:
        from assistant.rendering import as_text

        terminal = sys.stdout.isatty()
        color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        print(as_text(answer, terminal=terminal, color=color, unsupported=unsupported))
    if answer.notice:
        say(answer.notice)
    if report.built and report.skipped:
        say(f"{count(len(report.skipped), 'file')} left out; `assistant index` says why")
    if not answer.answered:
        raise typer.Exit(NOT_IN_SOURCES)


def chat(
    sources: Sources = None,
    index_dir: IndexDir = None,
    model: Model = None,
    base_url: BaseUrl = None,
    embedder: Embedder = None,
    reranker: Reranker = None,
    port: Annotated[int, typer.Option(min=1, max=65_535)] = 7860,
    host: Annotated[
        str, typer.Option(help="Where it listens; others than this machine need a password.")
    ] = "127.0.0.1",
    share: Annotated[
        bool, typer.Option("--share", help="Through a public tunnel too; needs a password.")
    ] = False,
    auth_file: Annotated[
        Path | None, typer.Option(help="A file of user:password lines, for several users.")
    ] = None,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Offer the articles as tools to other programs, too.")
    ] = False,
) -> None:
    """Open a chat page on this machine."""
    from assistant.settings import load_settings
    from assistant.ui.page import launch, wait

    folder = load_settings(sources=sources).sources
    assistant = open_assistant(sources, index_dir, embedder, model, base_url, reranker)
    page = launch(
        assistant, port, folder=folder, host=host, share=share, auth_file=auth_file, mcp=mcp
    )
    wait(page, assistant, f"http://{host}:{port}")
