"""The commands that check: eval, models, verify, feedback export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import (
    FAILURE,
    AsJson,
    BaseUrl,
    Embedder,
    IndexDir,
    Model,
    Reranker,
    Sources,
    count,
    open_assistant,
    say,
)

if TYPE_CHECKING:
    from assistant.models import ChatModel


def evaluate(
    questions: Annotated[Path, typer.Argument(help="A question set, one JSON object a line.")],
    sources: Sources = None,
    index_dir: IndexDir = None,
    model: Model = None,
    base_url: BaseUrl = None,
    embedder: Embedder = None,
    reranker: Reranker = None,
    as_json: AsJson = False,
    baseline: Annotated[
        Path | None, typer.Option(help="An earlier --json report; exit code 1 if this is worse.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep the chat model's replies there.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Use the replies kept there: no model.")
    ] = None,
) -> None:
    """Run a fixed question set and print how many quotes and silences are right."""
    from assistant import evaluation, report

    question_set = evaluation.load_questions(questions)
    earlier = report.load_baseline(baseline) if baseline else {}
    chosen = _recorded(model, base_url, record, replay)
    assistant = open_assistant(sources, index_dir, embedder, chosen, base_url, reranker)
    if unknown := evaluation.unknown_sources(assistant, question_set):
        named = count(len(unknown), "source")
        say(f"the question set names {named} that no article has; the first: {unknown[0]}")
    outcomes = evaluation.evaluate(assistant, question_set)
    if as_json:
        print(json.dumps(report.as_json(outcomes), ensure_ascii=False, indent=2))
    else:
        from rich.console import Console

        Console().print(report.as_table(outcomes))
    notices = [outcome.notice for outcome in outcomes if outcome.notice]
    if notices:
        say(f"{count(len(notices), 'question')} with a notice; the first: {notices[0]}")
    missing = getattr(chosen, "missing", 0)
    if missing:
        say(f"replies not recorded as they are asked now: {missing:,}; record them again")
    comparison = report.compare(outcomes, earlier)
    if comparison.lost or comparison.gained:
        lost, gained = ", ".join(comparison.lost) or "none", ", ".join(comparison.gained) or "none"
        say(f"against the baseline, lost: {lost}; gained: {gained}")
    if comparison.worse or missing or not all(outcome.verbatim for outcome in outcomes):
        raise typer.Exit(FAILURE)


def models(
    base_url: BaseUrl = None,
    try_: Annotated[
        str | None, typer.Option("--try", metavar="MODEL", help="Ask this one for a word.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the chat models that are installed, keyed and reachable; try one."""
    from assistant.models import states as model_states
    from assistant.settings import load_settings

    settings = load_settings(base_url=base_url)
    trial = None
    if try_:
        trial = model_states.try_model(
            try_, settings.base_url, settings.api_key, settings.timeout, settings.context
        )
    if trial and not as_json:
        print(model_states.as_line(trial))
    else:
        found = model_states.states(settings.base_url, settings.api_key)
        if as_json:
            print(json.dumps(model_states.as_json(found, trial), ensure_ascii=False, indent=2))
        else:
            from rich.console import Console

            Console().print(model_states.as_table(found))
    if trial and not trial.works:
        raise typer.Exit(FAILURE)


def verify(
    file: Annotated[Path, typer.Argument(help="An exported conversation, or `ask --json` output.")],
    sources: Sources = None,
    index_dir: IndexDir = None,
) -> None:
    """Check the quotes of an exported conversation against the articles again."""
    from assistant.records.verify import verify as check

    report = check(file, open_assistant(sources, index_dir, model="embedded"))
    for failure in report.failures:
        print(failure)
    outcome = f"{len(report.failures):,} fail" if report.failures else "all hold"
    print(f"{count(report.quotes, 'quote')} in {count(report.answers, 'answer')}: {outcome}")
    if report.failures:
        raise typer.Exit(FAILURE)


def export(sources: Sources = None, index_dir: IndexDir = None) -> None:
    """Print the thumbs as a question set for `assistant eval`."""
    from assistant.records.feedback import Feedback, question_set
    from assistant.settings import load_settings

    thumbs = Feedback(load_settings(sources=sources).sources).thumbs()
    assistant = open_assistant(sources, index_dir, model="embedded")
    articles = [assistant.article(info.source) for info in assistant.articles()]
    exported = question_set(thumbs, articles)
    print(exported.as_jsonl(), end="")
    for left_out in exported.left_out:
        say(f"left out: {left_out.question!r}: {left_out.reason}")


def _recorded(
    model: str | None, base_url: str | None, record: Path | None, replay: Path | None
) -> str | ChatModel | None:
    """The model to evaluate, with its replies kept or taken from a folder."""
    if record and replay:
        raise typer.BadParameter("name --record or --replay, not both")
    if replay:
        from assistant.models.providers import full_name
        from assistant.models.recording import Replayer

        return Replayer(replay, model and full_name(model))
    if record:
        from assistant.models.configured import chat_model
        from assistant.models.recording import Recorder

        chat = chat_model(model, base_url)
        if chat is None:
            raise typer.BadParameter("--record keeps a chat model's replies: name one with --model")
        return Recorder(chat, record)
    return model
