"""What the page is made of and where it stands. Imports Gradio; load it when a page is built."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import gradio as gr


def numbered(content: str) -> str:
    """A part's content with a number that grows, which the browser shows the newest by.

    What two events make of a part may come there in another order than they were handled in, and
    the last output of one that streams comes twice.
    """
    return f"<!--{time.monotonic_ns() // 1_000}-->{content}"


def _newest(name: str) -> str:
    return f"${{verbatim.newest({name!r}, value)}}"


def _live(name: str, *events: str) -> gr.HTML:
    """HTML of our own, with what it runs in the browser and the events that it may send."""
    return gr.HTML(
        elem_id=name,
        apply_default_css=False,
        html_template=_newest(name),
        js_on_load=f"verbatim.mount(element, trigger, watch, {name!r}, props); // {events!r}",
    )


@dataclass(frozen=True)
class Parts:
    """The page's parts, by the names that its contents go by."""

    top: gr.HTML
    folder_head: gr.HTML
    upload: gr.UploadButton
    folder_path: gr.Textbox
    add_folder: gr.Button
    folder_state: gr.HTML
    folder: gr.HTML
    past: gr.HTML
    conversation: gr.HTML
    status: gr.HTML
    model: gr.HTML
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    article: gr.HTML
    outbox: gr.HTML

    @classmethod
    def laid_out(cls, *, folders: bool) -> Parts:
        """Made inside a Blocks context, in reading order. ``folders``: they may be named."""
        made: dict[str, Any] = {"top": _live("top", "language", "new")}
        with gr.Column(elem_id="folder-drawer", elem_classes="side"):
            made["folder_head"] = _live("folder_head")
            with gr.Column(elem_id="adding"):
                # Of any type: what cannot be taken is said where the others are reported.
                made["upload"] = gr.UploadButton(file_count="multiple", elem_id="upload")
                with gr.Row(visible=folders, elem_id="naming"):
                    made["folder_path"] = gr.Textbox(lines=1, max_lines=1, elem_id="folder_path")
                    made["add_folder"] = gr.Button(elem_id="add_folder")
            made["folder_state"] = _live("folder_state")
            made["folder"] = _live(
                "folder", "find", "tick", "tick_all", "read", "remove", "restore"
            )
        with gr.Column(elem_id="past-drawer", elem_classes="side"):
            made["past"] = _live("past", "resume", "delete", "delete_all", "export")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                made["conversation"] = _live(
                    "conversation", "open", "example", "copy", "rate", "words", "relist"
                )
                with gr.Row(elem_id="composer"):
                    made["status"] = gr.HTML(
                        elem_id="status",
                        apply_default_css=False,
                        html_template=f'<p role="status">{_newest("status")}</p>',
                    )
                    made["model"] = _live("model", "model")
                    made["question"] = gr.Textbox(
                        elem_id="question", lines=1, max_lines=6, autofocus=True
                    )
                    made["send"] = gr.Button(elem_id="send", variant="primary")
                    made["stop"] = gr.Button(elem_id="stop")
            with gr.Column(elem_id="reader"):
                made["article"] = _live("article", "open", "read")
        made["outbox"] = gr.HTML(
            elem_id="outbox",
            html_template="<i hidden></i>",
            js_on_load="verbatim.mount(element, trigger, watch, 'outbox', props);",
        )
        return cls(**made)
