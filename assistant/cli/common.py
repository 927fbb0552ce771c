"""What the commands share: options, exit codes, and the assistant that they open."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from assistant.models import ChatModel

DONE, FAILURE, BAD_USE, NOT_IN_SOURCES, INTERRUPTED = 0, 1, 2, 3, 130

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
Model = Annotated[
    str | None,
    typer.Option(help="What answers: embedded (the default), or a chat model: ollama:qwen3:8b."),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(metavar="URL", help="An OpenAI-compatible server, for --model openai:NAME."),
]
Embedder = Annotated[
    str | None,
    typer.Option(help="embedded, or the name or folder of a sentence-transformers model."),
]
Reranker = Annotated[
    str | None,
    typer.Option(
        help="Orders the evidence: the name or folder of a sentence-transformers cross-encoder."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def open_assistant(
    sources: str | None,
    index_dir: str | None = None,
    embedder: str | None = None,
    model: str | ChatModel | None = None,
    base_url: str | None = None,
    reranker: str | None = None,
) -> Assistant:
    """The assistant over the folder, with a progress bar while indexing takes."""
    from assistant.chain import Assistant
    from assistant.progress import progress_bar

    with progress_bar() as progress:
        return Assistant.open(
            sources,
            index_dir=index_dir,
            model=model,
            embedder=embedder,
            base_url=base_url,
            reranker=reranker,
            progress=progress,
        )


def count(number: int, thing: str) -> str:
    """A number of things, in English."""
    return f"{number:,} {thing}" + ("s" if number != 1 else "")


def say(message: object) -> None:
    """One line on standard error."""
    print("assistant:", " ".join(str(message).split()), file=sys.stderr)
