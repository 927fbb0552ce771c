"""The command line. Imports nothing heavy before a command needs it; errors become exit codes.

0 answered or done, 3 the articles do not say, 2 bad use, 1 a failure (or a worse evaluation).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from assistant.cli import answering, checking
from assistant.cli.common import BAD_USE, DONE, FAILURE, INTERRUPTED, say
from assistant.interrupts import ctrl_c
from index.errors import (
    ConversationError,
    ModelError,
    QuestionError,
    QuestionSetError,
    SettingsError,
    SourceError,
    VerbatimError,
)

_BAD_USE = (
    ConversationError,
    ModelError,
    QuestionError,
    QuestionSetError,
    SettingsError,
    SourceError,
)

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Ask a folder of French articles, in French or in English; quotes are word for word.",
    epilog="Exit codes: 0 answered, 3 not in the articles, 2 bad use, 1 a failure.",
)
feedback = typer.Typer(no_args_is_help=True, help="The thumbs given on the chat page.")


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


app.command()(answering.index)
app.command()(answering.ask)
app.command()(answering.chat)
app.command("eval")(checking.evaluate)
app.command()(checking.models)
app.command()(checking.verify)
feedback.command("export")(checking.export)
feedback.callback()(lambda: None)
app.add_typer(feedback, name="feedback")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a character shows another
            stream.reconfigure(errors="replace")
    try:
        with ctrl_c():
            return app(arguments, prog_name="assistant", standalone_mode=False) or DONE
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has stopped; say nothing more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except typer.TyperException as error:
        return _usage(error)
    except (VerbatimError, OSError) as error:
        say(error)
        return BAD_USE if isinstance(error, _BAD_USE) else FAILURE


def _usage(error: typer.TyperException) -> int:
    message = getattr(error, "format_message", error.__str__)()
    if "\n" in message:  # the help, shown when no command is named
        print(message, file=sys.stderr)
    else:
        say(f"{message} See `assistant --help`.")
    return BAD_USE


def main() -> None:
    """The ``assistant`` command."""
    sys.exit(run())
