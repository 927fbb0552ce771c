"""A plain chat page over the same call: the answer, and its quotes under it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.rendering import blocks
from assistant.types import Answer, Evidence, TextDelta
from index.errors import VerbatimError

if TYPE_CHECKING:
    import gradio as gr
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.chain import Assistant

HOST = "127.0.0.1"
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")  # all that HTML, Markdown and links are made of
_LINE_END = re.compile(r"\r\n?|\n")
_FONTS = ("system-ui", "sans-serif")  # none that a browser would fetch
# Gradio shows a question as sanitised Markdown, images included: a browser fetches none of them.
_POLICY = b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:"


def escape(text: str) -> str:
    """Text that a page's Markdown and HTML show as it is, on one Markdown line."""
    escaped = _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", text)
    return _LINE_END.sub("<br>", escaped)


def answer_as_html(answer: Answer) -> str:
    """The whole message: each quote with its place, the words that answer marked."""
    message = ""
    for block in blocks(answer):
        pieces = [
            f"<mark>{escape(text)}</mark>" if answers else escape(text)
            for text, answers in block.pieces
        ]
        places = [f"<br><small>{escape(place)}</small>" for place in block.places]
        tag = "blockquote" if places else "p"
        message += f"<{tag}>{''.join(pieces + places)}</{tag}>"
    return message


def responder(assistant: Assistant) -> Callable[[str, list[Any]], Iterator[str]]:
    """What the page calls with a question: yields the message as far as it has got."""

    def respond(question: str, history: list[Any]) -> Iterator[str]:
        text = ""
        try:
            for event in assistant.stream(question):
                match event:
                    case TextDelta(piece):
                        text += piece
                        yield escape(text)
                    case Evidence():
                        pass  # shown under the text, once it is whole
                    case answer:
                        yield answer_as_html(answer)
        except VerbatimError as error:
            yield escape(str(error))

    return respond


class _NothingFromOutside:
    """Middleware: tells the browser to load nothing that this page does not serve itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                header = (b"content-security-policy", _POLICY)
                message = {**message, "headers": [*message["headers"], header]}
            await send(message)

        await self.app(scope, receive, send_with_policy)


def build(assistant: Assistant) -> gr.ChatInterface:
    """The page, not yet served. Sets Gradio up to report to no one."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported
    import gradio as gr

    return gr.ChatInterface(
        responder(assistant),
        title="Verbatim",
        chatbot=gr.Chatbot(
            show_label=False,
            latex_delimiters=[],
            height="70vh",
            buttons=["copy"],  # without "share", which would upload the conversation
        ),
        api_name="chat",
        flagging_mode="never",
        concurrency_limit=4,
        analytics_enabled=False,
    )


def launch(assistant: Assistant, port: int) -> gr.ChatInterface:
    """Serve the page on this machine only, in a thread. Raises VerbatimError for a taken port."""
    page = build(assistant)
    import gradio as gr
    from starlette.middleware import Middleware

    try:
        page.launch(
            server_name=HOST,
            server_port=port,
            share=False,
            quiet=True,
            prevent_thread_lock=True,
            ssr_mode=False,
            footer_links=[],
            app_kwargs={"middleware": [Middleware(_NothingFromOutside)]},
            theme=gr.themes.Default(font=_FONTS, font_mono=("monospace",)),
        )
    except OSError as error:
        raise VerbatimError(f"port {port} cannot be used; name another with --port") from error
    return page


def serve(assistant: Assistant, port: int) -> None:
    """Serve the page until Ctrl-C."""
    page = launch(assistant, port)
    print(f"The chat page is at http://{HOST}:{port} (Ctrl-C stops it)", flush=True)
    page.block_thread()
