"""The chat page, served on the loopback and asked over its own client."""

from __future__ import annotations

import html
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant import Answer, Quote, VerbatimError
from assistant.ui.page import HOST, answer_as_html, escape, launch, responder

if TYPE_CHECKING:
    from assistant import Assistant

PRODUCTION = "When does Xiaomi plan to start production?"
EVIL = "<img src=x onerror=alert(1)> ![a](http://b.example/c.png) **d** $$e$$ `f` <mark>"


def shown(message: str) -> str:
    """What a browser shows of a message, without line breaks."""
    return html.unescape(re.sub(r"<[^>]+>", "", message))


@pytest.fixture(scope="module")
def port(assistant: Assistant) -> Iterator[int]:
    """The port of a page that is served."""
    with socket.create_server((HOST, 0)) as server:
        free: int = server.getsockname()[1]
    page = launch(assistant, free)
    yield free
    page.close()


def test_page_answers_with_quotes_and_places(port: int, assistant: Assistant) -> None:
    from gradio_client import Client

    client = Client(f"http://{HOST}:{port}", verbose=False)
    message = client.predict(PRODUCTION, api_name="/chat")
    answer = assistant.ask(PRODUCTION)
    for paragraph in answer.text.split("\n\n"):  # each with the place of its quote below
        assert shown(paragraph) in shown(message)
    for quote in answer.quotes:
        assert shown(quote.text) in shown(message)
        assert f"{quote.source}, characters {quote.start} to {quote.end}" in shown(message)
    assert len(list(client.submit(PRODUCTION, api_name="/chat"))) > 1


def test_page_names_nothing_outside(port: int) -> None:
    with urllib.request.urlopen(f"http://{HOST}:{port}/") as reply:
        page = reply.read().decode()
        policy = reply.headers["content-security-policy"]
    fetched = re.findall(r"""<(?:link|script|img)[^>]*(?:href|src)=["'](https?:[^"']+)""", page)
    assert [url for url in fetched if f"//{HOST}:" not in url] == []
    assert "default-src 'self'" in policy


def test_page_is_served_on_this_machine_only(port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.2", port))  # would be taken, had the page bound every address


def test_command_serves_until_interrupted(assistant: Assistant, index_dir: Path) -> None:
    with socket.create_server((HOST, 0)) as server:
        free = server.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "chat", "--port", str(free)]
    with subprocess.Popen(
        [*command, "--index-dir", str(index_dir)], stdout=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout
        assert served.stdout.readline() == (
            f"The chat page is at http://{HOST}:{free} (Ctrl-C stops it)\n"
        )
        urllib.request.urlopen(f"http://{HOST}:{free}/").close()
        served.send_signal(signal.SIGINT)
        assert served.wait(30) == 0


def test_taken_port_is_said(port: int, assistant: Assistant) -> None:
    with pytest.raises(VerbatimError, match=f"port {port} .* --port"):
        launch(assistant, port)


def test_wrong_question_is_answered_with_the_reason(assistant: Assistant) -> None:
    assert [shown(part) for part in responder(assistant)("  ", [])] == [
        "the question is empty; ask something in French or in English"
    ]


def test_silence_offers_the_closest_passages_as_such(assistant: Assistant) -> None:
    *_, message = responder(assistant)("Qui a peint la Joconde ?", [])
    assert "Les articles ne le disent pas." in shown(message)
    assert "ne répondent pas à la question" in shown(message)


def test_nothing_of_an_article_is_markup() -> None:
    quote = Quote(EVIL, EVIL, EVIL, 0, len(EVIL), "**d**")
    text = f"{EVIL[:20]}\n\n{EVIL}"
    message = answer_as_html(Answer(EVIL, text, True, (quote,), (), "en", "embedded"))
    tags = {tag.strip("</>") for tag in re.findall(r"<[^>]*>", message)}
    assert tags == {"p", "blockquote", "mark", "br", "small"}
    assert not re.search(r"[*`$\[\]()!]", re.sub(r"<[^>]*>", "", message))
    assert shown(message).count(EVIL) == 3  # the quote, its title and its source


def test_escaped_text_is_one_line_of_markdown() -> None:
    assert escape("a\r\n\n    b") == "a<br><br>    b"
