"""The page's questions over the wire: for ``gradio_client``, and as tools of an MCP server.

Their names, arguments and docstrings are what other programs see. They ask the folder that is
served; what a browser has added to it, or asked, is not theirs to see. Imports Gradio.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from index.errors import VerbatimError

if TYPE_CHECKING:
    from assistant.chain import Assistant

LONGEST = 5_000  # characters of a passage
AROUND = 300  # characters before and after it
AT_ONCE = 8


def offer(assistant: Assistant) -> None:
    """Add the endpoints to the Blocks that is being made; all else on a page is private."""

    def ask_articles(question: str) -> dict[str, Any]:
        """Answer a question from the articles, quoting them word for word, or say they do not say.

        Gives the answer's text, in which [1] cites the first of its quotes; answered, false when
        the articles do not say; doubtful, true when the first quote, more likely than not, answers
        something else; quotes, each the exact words of an article with its source, title, start
        and end; closest, the nearest passages when not answered, which are no evidence.

        Args:
            question: in French or in English, of at most 2,000 characters.
        """
        try:
            return asdict(assistant.ask(question))
        except VerbatimError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def list_articles() -> list[dict[str, Any]]:
        """List the articles: source (its name for open_passage), title, date, if known, length."""
        return [asdict(info) for info in assistant.articles()]

    def open_passage(source: str, start: int, end: int) -> dict[str, Any]:
        """Read a passage of an article, with what stands before and after it.

        Args:
            source: the article, as list_articles or a quote names it.
            start: the passage's first character, from 0.
            end: the character after its last; at most 5,000 after start.
        """
        try:
            article = assistant.article(str(source))
        except KeyError:
            raise gr.Error("there is no such article", print_exception=False) from None
        if not (_is_whole(start) and _is_whole(end)):
            raise gr.Error("start and end must be whole numbers", print_exception=False)
        start, end = int(start), int(end)
        if not 0 <= start < end <= min(len(article.text), start + LONGEST):
            raise gr.Error(
                f"start and end must be a range of at most {LONGEST} of the article's "
                f"{len(article.text)} characters",
                print_exception=False,
            )
        return {
            "source": article.source,
            "title": article.title,
            "date": article.date,
            "text": article.text[start:end],
            "before": article.text[max(0, start - AROUND) : start],
            "after": article.text[end : end + AROUND],
        }

    api(ask_articles, api_name="ask", concurrency_limit=AT_ONCE)
    api(list_articles)
    api(open_passage)


def give_json(page: gr.Blocks) -> None:
    """Let the tools of a page that is served give JSON, as its endpoints do.

    Gradio gives what Python would write, where a quote's no-break space reads ``\\xa0``.
    """
    server = page.mcp_server_obj
    if server is None:
        return

    def written(outputs: list[Any], _root_url: str) -> list[Any]:
        texts = (json.dumps(output, ensure_ascii=False) for output in outputs)
        return [server.types.TextContent(type="text", text=text) for text in texts]

    server.postprocess_output_data = written  # type: ignore[assignment, method-assign]


def _is_whole(number: object) -> bool:
    """Whether what JSON gave is an integer; 3.0 is one, too."""
    return isinstance(number, int) or (isinstance(number, float) and number.is_integer())
