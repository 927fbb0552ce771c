"""What stands around conversation and article: the header, the welcome, the choice of a model."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.phrases import Phrases
from assistant.ui import icons
from assistant.ui.escaping import escape
from assistant.ui.texts import counted
from index.types import ArticleInfo, Language

FORGOTTEN = "<i data-forgotten hidden></i>"
"""In the place of what is not known any more: `script.js` loads the page again."""
ON_SHELF = 50  # articles listed while none is open; the drawer has all


def header(language: Language, used: int, articles: int, texts: Phrases) -> str:
    """The bar at the top: how many articles there are, and how many of them are used if not all."""
    other: Language = "en" if language == "fr" else "fr"
    theme = escape(texts.say("theme"))
    part = "" if used == articles else f"{counted(used, texts)}/"
    count = f'<span class="count">{escape(part + counted(articles, texts))}</span>'
    return (
        f'<header class="bar" data-language="{language}" data-title="Verbatim">'
        f'<a class="skip" href="#question" data-do="skip">{escape(texts.say("skip"))}</a>'
        '<h1><span aria-hidden="true">« </span>Verbatim<span aria-hidden="true"> »</span></h1>'
        '<div class="tools">'
        f"{_opener('folder', icons.ARTICLES, texts.say('articles'), count)}"
        f"{_opener('past', icons.PAST, texts.say('conversations'))}"
        f'<button type="button" data-event="new">{icons.NEW}'
        f"<span>{escape(texts.say('new'))}</span></button>"
        f'<button type="button" class="word" data-event="language" data-to="{other}"'
        f' lang="{other}" aria-label="{escape(texts.say("other_language_label"))}">'
        f"{escape(texts.say('other_language'))}</button>"
        f'<button type="button" class="icon" data-do="theme" aria-label="{theme}" title="{theme}">'
        f"{icons.THEME}</button></div></header>"
    )


def _opener(drawer: str, icon: str, name: str, more: str = "") -> str:
    return (
        f'<button type="button" data-do="drawer" data-drawer="{drawer}" aria-expanded="false"'
        f' aria-controls="{drawer}-drawer">{icon}<span>{escape(name)}</span>{more}</button>'
    )


def conversation(
    turns: Sequence[str], id_: str | None, welcome_html: str, moved: bool, texts: Phrases
) -> str:
    """The scrolling list of turns, or the welcome while there is none; ``moved``: the articles
    are others than those that are listed, which `script.js` has listed anew."""
    inside = f'<ol class="turns">{"".join(turns)}</ol>' if turns else welcome_html
    return (
        f'<section class="scroll" tabindex="0" aria-label="{escape(texts.say("conversation"))}"'
        f' data-conversation="{escape(id_ or "")}"{" data-moved" if moved else ""}>'
        f"{inside}</section>"
    )


def welcome(examples: Sequence[str], texts: Phrases) -> str:
    """What stands in an empty conversation: the promise, and questions to try."""
    items = "".join(
        f'<li><button type="button" class="example" data-event="example"'
        f' data-question="{escape(question)}">{escape(question)}</button></li>'
        for question in examples
    )
    tries = f"<h3>{escape(texts.say('try_these'))}</h3><ul>{items}</ul>" if items else ""
    return (
        f'<div class="welcome"><h2>{escape(texts.say("welcome"))}</h2>'
        f"<p>{escape(texts.say('promise'))}</p>{tries}</div>"
    )


def reader(article: str, texts: Phrases) -> str:
    """The scrolling pane around an article."""
    label = escape(texts.say("article"))
    return f'<section class="scroll" tabindex="0" aria-label="{label}">{article}</section>'


def shelf(articles: Sequence[ArticleInfo], texts: Phrases) -> str:
    """What the pane shows while no article is open: the first of those there are."""
    items = "".join(
        f'<li><button type="button" class="book" data-event="read"'
        f' data-source="{escape(info.source)}"><span class="title" lang="fr">'
        f'{escape(info.title)}</span><span class="place">{facts(info, texts)}</span></button></li>'
        for info in articles[:ON_SHELF]
    )
    note = escape(texts.say("nothing_open"))
    more = ""
    if len(articles) > ON_SHELF:
        count = counted(len(articles) - ON_SHELF, texts)
        more = f'<p class="note">{escape(texts.say("more_articles", count=count))}</p>'
    return f'<div class="shelf"><p>{note}</p><ul>{items}</ul>{more}</div>'


def facts(info: ArticleInfo, texts: Phrases) -> str:
    """An article's date, where known, and its size."""
    size = escape(texts.say("size", count=counted(info.characters, texts)))
    return f"<time>{escape(info.date)}</time> · {size}" if info.date else size


def models(names: Sequence[tuple[str, str]], chosen: str, problem: str, texts: Phrases) -> str:
    """The choice of what answers: (name, how it is shown); ``problem`` is why it cannot now."""
    label = escape(texts.say("model"))
    said = f'<p class="note failed">{escape(problem)}</p>' if problem else ""
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == chosen else ""}>{escape(text)}'
        "</option>"
        for name, text in names
    )
    choice = f'<select data-event="model">{options}</select>'
    if len(names) == 1:
        choice = f"<span>{escape(names[0][1])}</span>"
    return f'<label class="model"><span>{label}</span> {choice}</label>{said}'
