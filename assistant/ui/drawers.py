"""The two drawers at the page's left: the folder of articles, and earlier conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.phrases import Phrases
from assistant.reader.folding import fold
from assistant.ui import icons
from assistant.ui.chrome import facts
from assistant.ui.escaping import escape
from assistant.ui.texts import counted, number_of
from assistant.ui.workspaces.reasons import said
from index.types import ArticleInfo, Language, Skipped

if TYPE_CHECKING:
    from assistant.records.history import Conversation
    from assistant.ui.workspaces.estimate import Step
    from assistant.ui.workspaces.workspace import Outcome

MOST_ROWS = 200  # of a long list; it can be narrowed


@dataclass(frozen=True)
class Shown:
    """What the drawer of articles shows."""

    articles: Sequence[ArticleInfo]
    excluded: frozenset[str]
    find: str
    folders: Mapping[str, str]  # name among the articles -> path
    removed: Sequence[str]


def found(articles: Sequence[ArticleInfo], find: str) -> list[ArticleInfo]:
    """The articles whose title, file or date holds what is looked for, accents or not."""
    wanted = _plain(find).split()
    return [
        info
        for info in articles
        if all(w in _plain(f"{info.title} {info.source} {info.date or ''}") for w in wanted)
    ]


def _plain(text: str) -> str:
    return fold(text).replace("’", "'")


def head(title: str, texts: Phrases) -> str:
    """A drawer's title, and the button that closes it."""
    close = escape(texts.say("close"))
    return (
        f'<header><h2 tabindex="-1">{escape(title)}</h2><button type="button" class="icon"'
        f' data-do="close" aria-label="{close}" title="{close}">{icons.CLOSE}</button></header>'
    )


def folder(shown: Shown, texts: Phrases) -> str:
    """The list of articles, each to be used or not, opened or removed."""
    rows = found(shown.articles, shown.find)
    find = escape(texts.say("find"))
    listed = "".join(
        _row(info, info.source not in shown.excluded, texts) for info in rows[:MOST_ROWS]
    )
    cut = "" if rows else _note(texts.say("none_found"))
    if len(rows) > MOST_ROWS:
        said = texts.say(
            "first_rows", shown=counted(MOST_ROWS, texts), count=counted(len(rows), texts)
        )
        cut = _note(said)
    return (
        f'<div class="drawer"><input type="search" data-event="find" aria-label="{find}"'
        f' placeholder="{find}">'
        f'<div class="all"><button type="button" data-event="tick_all" data-to="yes">'
        f'{escape(texts.say("all"))}</button><button type="button" data-event="tick_all"'
        f' data-to="no">{escape(texts.say("none"))}</button></div>'
        f'<ul class="rows">{listed}</ul>{cut}{_folders(shown, texts)}{_removed(shown, texts)}</div>'
    )


def _row(info: ArticleInfo, used: bool, texts: Phrases) -> str:
    source, title = escape(info.source), escape(info.title)
    use = escape(texts.say("use", title=info.title))
    return (
        f'<li><input type="checkbox" data-event="tick" data-source="{source}"'
        f' aria-label="{use}"{" checked" if used else ""}>'
        f'<button type="button" class="book" data-event="read" data-source="{source}">'
        f'<span class="title" lang="fr">{title}</span>'
        f'<span class="place">{facts(info, texts)}</span>'
        f'<span class="place file">{source}</span></button>'
        f"{_remover(info.source, info.title, texts)}</li>"
    )


def _remover(source: str, title: str, texts: Phrases) -> str:
    label = escape(texts.say("remove", title=title))
    return (
        f'<button type="button" class="icon" data-event="remove" data-source="{escape(source)}"'
        f' aria-label="{label}" title="{label}">{icons.CLOSE}</button>'
    )


def _folders(shown: Shown, texts: Phrases) -> str:
    items = "".join(
        f'<li><span class="file">{escape(path)}</span>{_remover(name, path, texts)}</li>'
        for name, path in shown.folders.items()
    )
    return f"<h3>{escape(texts.say('added_folders'))}</h3><ul>{items}</ul>" if items else ""


def _removed(shown: Shown, texts: Phrases) -> str:
    items = "".join(
        f'<li><span class="file">{escape(source)}</span><button type="button" data-event="restore"'
        f' data-source="{escape(source)}">{escape(texts.say("restore"))}</button></li>'
        for source in shown.removed
    )
    if not items:
        return ""
    return f'<h3>{escape(texts.say("removed_articles"))}</h3><ul class="gone">{items}</ul>'


def folder_state(
    used: int,
    count: int,
    step: Step | None,
    report: Sequence[Outcome],
    skipped: Sequence[Skipped],
    problem: str,
    language: Language,
    texts: Phrases,
) -> str:
    """How many articles are used, what is being done, and what could not be."""
    in_use = escape(number_of(texts, "used", used, total=counted(count, texts)))
    html = f'<p role="status">{in_use}</p>'
    if step:
        html += _progress(step, texts)
    colon = escape(texts.say("colon"))
    if problem:
        html += f'<p class="note failed">{escape(problem)}</p>'
    lines = [(one.name, one.say(language), one.accepted) for one in report]
    html += "".join(
        f'<p class="note{"" if fine else " failed"}"><span class="file">{escape(name)}</span>'
        f"{colon}{escape(reason)}</p>"
        for name, reason, fine in lines
    )
    if skipped:
        items = "".join(
            f'<li><span class="file">{escape(one.source)}</span>'
            f"{colon}{escape(said(one, language))}</li>"
            for one in skipped[:MOST_ROWS]
        )
        summary = escape(number_of(texts, "skipped", len(skipped)))
        html += (
            f'<details data-key="skipped"><summary>{summary}</summary><ul>{items}</ul></details>'
        )
    return f'<div class="state">{html}</div>'


def _progress(step: Step, texts: Phrases) -> str:
    said = texts.say(
        "progress",
        what=texts.texts.get(f"step_{step.what.replace(' ', '_')}", step.what),
        done=counted(step.done, texts),
        total=counted(step.total, texts),
    )
    if step.seconds_left is not None:
        said += texts.say("seconds_left", seconds=counted(round(step.seconds_left), texts))
    label = escape(said)
    return (
        f'<p class="note">{label}</p>'
        f'<progress max="{max(step.total, 1)}" value="{step.done}" aria-label="{label}"></progress>'
    )


def past(
    conversations: Sequence[Conversation],
    current: str | None,
    can_export: bool,
    sources: str,
    texts: Phrases,
) -> str:
    """The list of earlier conversations, and what can be done with the one that is open.

    ``sources``: the option that `assistant verify` needs to find the articles; may be empty.
    """
    rows = "".join(_conversation(one, one.id == current, texts) for one in conversations)
    listed = f'<ul class="rows">{rows}</ul>' if rows else _note(texts.say("no_conversations"))
    export = ""
    if can_export:
        export = (
            f'<h3>{escape(texts.say("export"))}</h3><div class="all">'
            '<button type="button" data-event="export" data-as="markdown">Markdown</button>'
            '<button type="button" data-event="export" data-as="json">JSON</button></div>'
            f"{_note(texts.say('export_note', sources=sources))}"
        )
    delete = ""
    if rows:
        delete = (
            '<div class="all apart"><button type="button" class="danger" data-event="delete_all"'
            f' data-sure="{escape(texts.say("sure"))}">{escape(texts.say("delete_all"))}'
            "</button></div>"
        )
    title = head(texts.say("conversations"), texts)
    return f'<div class="drawer">{title}{listed}{export}{delete}</div>'


def _conversation(one: Conversation, current: bool, texts: Phrases) -> str:
    label = escape(texts.say("delete", question=one.question))
    moment = one.started.astimezone()
    when = f'<time datetime="{moment.isoformat()}">{moment:%Y-%m-%d %H:%M}</time>'
    count = escape(number_of(texts, "questions", one.turns))
    return (
        f'<li><button type="button" class="book" data-event="resume" data-id="{escape(one.id)}"'
        f"{' aria-current=true' if current else ''}>"
        f'<span class="title">{escape(one.question)}</span>'
        f'<span class="place">{when} · {count}</span></button>'
        f'<button type="button" class="icon" data-event="delete" data-id="{escape(one.id)}"'
        f' aria-label="{label}" title="{label}">{icons.CLOSE}</button></li>'
    )


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'
