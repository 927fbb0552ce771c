"""Questions and answers as HTML: prose with its citations as buttons, and cards of quotes.

A button that carries ``data-event`` sends that event with its other ``data-`` values to the
server (``script.js``); ``open`` opens an article at a quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.embedded import in_one_line
from assistant.phrases import Phrases, load
from assistant.rendering import as_shown
from assistant.types import Answer, Quote
from assistant.ui import icons
from assistant.ui.conversation import Turn
from assistant.ui.escaping import escape
from assistant.ui.texts import number_of, tied

LONG_QUESTION = 400  # characters; a longer one scrolls by itself, so that its answer is seen
_MARK = r"\s?\[\d{1,3}\]"
_CITATION = re.compile(r"\s?\[(\d{1,3})\]")
_PARAGRAPHS = re.compile(r"\n{2,}")


def turn_html(turn: Turn, texts: Phrases) -> str:
    """A question, and its answer as far as it has got."""
    if turn.answer is not None:
        shown = answer_html(turn.answer, turn.id, texts)
    else:
        # Without numbers: those in the text that a model writes are of the quotes that it cites.
        found = turn.quotes("found")
        shown = cards(found, range(len(found)), turn.id, "found")
        shown += "".join(
            f"<p>{_running(paragraph)}</p>"
            for paragraph in _PARAGRAPHS.split(turn.text)
            if paragraph
        )
    waits = turn.state in ("waiting", "running")
    if waits and not shown:
        shown = '<p class="waiting" aria-hidden="true"><i></i><i></i><i></i></p>'
    if turn.state == "stopped":
        shown += f'<p class="note">{escape(texts.say("stopped"))}</p>'
    if turn.error:
        shown += f'<p class="note failed">{escape(turn.error)}</p>'
    scrolls = ' tabindex="0"' if len(turn.question) > LONG_QUESTION else ""
    return (
        f'<li class="turn {"running" if waits else turn.state}" id="turn-{turn.id}">'
        f'<h2 class="question"{scrolls}>'
        f'<span class="unseen">{escape(texts.say("you_asked"))} </span>{escape(turn.question)}</h2>'
        f'<div class="answer">{shown}</div>{_actions(turn, texts)}</li>'
    )


def _actions(turn: Turn, texts: Phrases) -> str:
    """What can be done with an answer that was given: copy it, say what it was worth."""
    if turn.answer is None:
        return ""

    def button(event: str, name: str, inside: str, data: str, pressed: bool | None = None) -> str:
        label = escape(texts.say(name))
        state = "" if pressed is None else f' aria-pressed="{str(pressed).lower()}"'
        return (
            f'<button type="button" data-event="{event}" data-turn="{turn.id}" {data}{state}'
            f' aria-label="{label}" title="{label}">{inside}</button>'
        )

    copies = button(
        "copy", "copy", f"{icons.COPY}<span>{escape(texts.say('copy'))}</span>", 'data-as="text"'
    )
    copies += button(
        "copy", "copy_markdown", f"{icons.COPY}<span>Markdown</span>", 'data-as="markdown"'
    )
    thumbs = button("rate", "good", icons.UP, 'data-up="yes"', turn.thumb is True)
    thumbs += button("rate", "bad", icons.DOWN, 'data-up="no"', turn.thumb is False)
    form = ""
    if turn.asks_words:
        label = escape(texts.say("right_words"))
        form = (
            f'<form data-event="words" data-turn="{turn.id}"><label>{label}'
            f' <input name="words" maxlength="500" autocomplete="off"></label>'
            f'<button type="submit">{escape(texts.say("keep_words"))}</button></form>'
        )
    return f'<div class="actions">{copies}<span class="gap"></span>{thumbs}</div>{form}'


def answer_html(answer: Answer, turn: str, texts: Phrases) -> str:
    """The whole answer: how it was understood, the text, the quotes, what was left out."""
    answer = as_shown(answer)
    parts = []
    if answer.standalone and answer.standalone != answer.question:
        parts.append(_note(texts.say("understood", question=answer.standalone)))
    if answer.notice:
        parts.append(_note(answer.notice, "warning"))
    if answer.answered:
        prose, held = _prose(answer, turn, texts)
        rest = [number for number in range(len(answer.quotes)) if number not in held]
        beside = cards(answer.quotes, rest, turn)
        parts += [prose, beside] if held else [beside, prose]
    else:
        parts.append(_silence(answer, turn, texts))
    parts.append(_left_out(answer, turn, texts))
    return "".join(parts)


def cards(quotes: Sequence[Quote], numbers: Iterable[int], turn: str, kind: str = "quotes") -> str:
    """Cards of the quotes with these places, each a button that opens its article there."""
    items = "".join(f"<li>{_card(quotes, number, turn, kind)}</li>" for number in numbers)
    return f'<ol class="cards {kind}">{items}</ol>' if items else ""


def _card(quotes: Sequence[Quote], number: int, turn: str, kind: str) -> str:
    quote = quotes[number]
    badge = f'<span class="badge">{number + 1}</span>' if kind == "quotes" else ""
    title = f'<span class="title" lang="fr">{escape(quote.title)}</span>'
    return (
        f'<button type="button" class="card"{_opens(turn, number, kind)}>'
        f'<span class="words" lang="fr">{tied("« ")}{_words(quote)}{tied(" »")}</span>'
        f'<span class="from">{badge}<span>{title}'
        f'<span class="file">{escape(quote.source)}</span></span></span></button>'
    )


def _opens(turn: str, number: int, kind: str = "quotes") -> str:
    return f' data-event="open" data-turn="{turn}" data-kind="{kind}" data-number="{number + 1}"'


def _words(quote: Quote) -> str:
    """A quote with the words that answer set apart."""
    inside = quote.text.find(quote.answer) if quote.answer else -1
    if inside < 0 or not quote.answer:
        return escape(quote.text)
    end = inside + len(quote.answer)
    before, answer, after = quote.text[:inside], quote.text[inside:end], quote.text[end:]
    return f"{escape(before)}<strong>{escape(answer)}</strong>{escape(after)}"


def _prose(answer: Answer, turn: str, texts: Phrases) -> tuple[str, set[int]]:
    """The text in paragraphs, and the places of the quotes that it holds word for word."""
    held: set[int] = set()
    html: list[str] = []
    for paragraph in _PARAGRAPHS.split(answer.text):
        here = [
            number
            for number, quote in enumerate(answer.quotes)
            if number not in held and quote.text in paragraph
        ]
        held.update(here)
        short = "" if html else _short(answer)
        rest = _paragraph(paragraph.removeprefix(short), answer, here, turn, texts)
        html.append(f"<p>{f'<b>{escape(short)}</b>' if short else ''}{rest}</p>")
    return f'<div class="prose" lang="{answer.language}">{"".join(html)}</div>', held


def _short(answer: Answer) -> str:
    """The few words that the embedded reader answers with before it quotes, where it does."""
    first = answer.quotes[0].answer if answer.quotes else None
    texts = load("answer", answer.language)
    said = texts.say("short_answer", answer=in_one_line(first)) if first else ""
    return said if said and answer.text.startswith(said + " ") else ""


def _paragraph(
    paragraph: str, answer: Answer, here: Sequence[int], turn: str, texts: Phrases
) -> str:
    """Quotes as quotations, [n] as buttons; what an article holds is never read for [n]."""
    verbatim = {answer.quotes[number].text: answer.quotes[number] for number in here}
    known = sorted({*verbatim, *(quote.title for quote in answer.quotes)} - {""}, key=len)
    held = "|".join(map(re.escape, reversed(known)))
    pattern = re.compile(
        rf"(?P<before>«\s)?(?P<held>{held})(?P<after>\s»)?(?P<marks>(?:{_MARK})*)|{_MARK}"
    )
    html, done = "", 0
    for match in pattern.finditer(paragraph):
        html += escape(tied(paragraph[done : match.start()]))
        done = match.end()
        if match["held"] in verbatim:
            words = _words(verbatim[match["held"]])
            before, after = tied(match["before"] or ""), tied(match["after"] or "")
            quoted = f'<q lang="fr">{before}{words}{after}</q>'
            html += (
                f'<span class="said">{quoted}{_cited(match["marks"], answer, turn, texts)}</span>'
            )
        elif match["held"]:
            html += escape(tied(match["before"] or "") + match["held"] + tied(match["after"] or ""))
            html += _cited(match["marks"], answer, turn, texts)
        else:
            html += _cited(match[0], answer, turn, texts)
    return html + escape(tied(paragraph[done:]))


def _cited(marks: str, answer: Answer, turn: str, texts: Phrases) -> str:
    """[1][2] as buttons that stay together; a number that is no quote's stays text."""
    html = ""
    for match in _CITATION.finditer(marks):
        number = int(match[1])
        if 1 <= number <= len(answer.quotes):
            html += _citation(answer.quotes[number - 1], number - 1, turn, texts)
        else:
            html += escape(match[0])
    return f'<span class="cites">{html}</span>' if html else ""


def _citation(quote: Quote, number: int, turn: str, texts: Phrases) -> str:
    label = escape(texts.say("open_quote", number=number + 1, title=quote.title))
    return (
        f'<button type="button" class="cite"{_opens(turn, number)} aria-label="{label}"'
        f' title="{escape(quote.title)}">{number + 1}</button>'
    )


def _running(paragraph: str) -> str:
    """Text that still streams: its citations are numbers, not yet buttons."""
    html, done = "", 0
    for match in _CITATION.finditer(paragraph):
        html += escape(paragraph[done : match.start()]) + f'<sup class="cite">{match[1]}</sup>'
        done = match.end()
    return html + escape(paragraph[done:])


def _silence(answer: Answer, turn: str, texts: Phrases) -> str:
    said = f'<p class="silence" lang="{answer.language}">{escape(answer.text)}</p>'
    if not answer.closest:
        return said
    near = cards(answer.closest, range(len(answer.closest)), turn, "closest")
    return f'{said}<section class="near"><h3>{escape(texts.say("closest"))}</h3>{near}</section>'


def _left_out(answer: Answer, turn: str, texts: Phrases) -> str:
    """What the model wrote and the quotes do not carry: struck through, shown on request."""
    if not answer.unsupported:
        return ""
    items = "".join(
        f"<li><s>{escape(one.text)}</s> <span>{escape(_reason(one.reason, texts))}</span></li>"
        for one in answer.unsupported
    )
    summary = escape(number_of(texts, "left_out", len(answer.unsupported)))
    return (
        f'<details class="unsupported" data-key="{turn}"><summary>{summary}</summary>'
        f"<ul>{items}</ul></details>"
    )


def _reason(reason: str, texts: Phrases) -> str:
    """Why a sentence was left out, "date: 2031", in the page's words."""
    kind, colon, what = reason.partition(": ")
    said = texts.texts.get(f"reason_{kind.replace(' ', '_')}", kind)
    return texts.say("reason_with", reason=said, what=what) if colon else said


def _note(text: str, kind: str = "") -> str:
    return f'<p class="note {kind}">{escape(text)}</p>'
