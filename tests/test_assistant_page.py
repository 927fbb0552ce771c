"""The chat page without a browser: what is served, to whom, and over the wire."""

from __future__ import annotations

import dataclasses
import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant import VerbatimError
from assistant.ui.importing import application_made_when_launched
from assistant.ui.page import HOST, launch
from index.errors import SettingsError
from tests.browser.pages import free_port
from tests.support.visitors import ask_at_once

if TYPE_CHECKING:
    from assistant import Assistant

PRODUCTION = "When does Xiaomi plan to start production?"


@pytest.fixture(scope="module")
def port(
    assistant: Assistant, seeds: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """The port of a page that is served."""
    free = free_port()
    page = launch(assistant, free, folder=seeds, data=tmp_path_factory.mktemp("kept"))
    yield free
    page.close(verbose=False)


@pytest.fixture(scope="module")
def client(port: int) -> Any:
    from gradio_client import Client

    return Client(f"http://{HOST}:{port}", verbose=False)


def fetched(port: int, **headers: str) -> Any:
    request = urllib.request.Request(f"http://{HOST}:{port}/", headers=headers)
    return urllib.request.urlopen(request)  # noqa: S310


def test_ask_gives_the_answer_as_the_call_does(client: Any, assistant: Assistant) -> None:
    answer = client.predict(PRODUCTION, api_name="/ask")
    assert answer == json.loads(json.dumps(dataclasses.asdict(assistant.ask(PRODUCTION))))
    for quote in answer["quotes"]:
        passage = client.predict(
            quote["source"], quote["start"], quote["end"], api_name="/open_passage"
        )
        assert passage["text"] == quote["text"]


def test_articles_are_listed(client: Any, assistant: Assistant) -> None:
    listed = client.predict(api_name="/list_articles")
    assert [one["source"] for one in listed] == [info.source for info in assistant.articles()]


@pytest.mark.parametrize(
    ("call", "given", "reason"),
    [
        ("/ask", ("  ",), "the question is empty"),
        ("/open_passage", ("../conftest.py", 0, 9), "no such article"),
        ("/open_passage", ("xiaomi-usine-300-000-voitures-par-an.txt", 9, 1), "must be a range"),
        ("/open_passage", ("xiaomi-usine-300-000-voitures-par-an.txt", "0", "9"), "whole numbers"),
        ("/open_passage", ("xiaomi-usine-300-000-voitures-par-an.txt", None, 9), "whole numbers"),
        ("/open_passage", (["xiaomi-usine-300-000-voitures-par-an.txt"], 0, 9), "no such article"),
        ("/open_passage", ("xiaomi-usine-300-000-voitures-par-an.txt", 0, 10**9), "must be"),
    ],
)
def test_what_cannot_be_done_is_said(
    client: Any, call: str, given: tuple[object, ...], reason: str
) -> None:
    with pytest.raises(Exception, match=reason):
        client.predict(*given, api_name=call)


def test_nothing_else_is_offered_over_the_wire(client: Any) -> None:
    offered = client.view_api(return_format="dict", print_info=False)
    assert set(offered["named_endpoints"]) == {"/ask", "/list_articles", "/open_passage"}
    assert offered["unnamed_endpoints"] == {}


def test_the_tools_of_mcp_are_these_three_and_give_json(
    assistant: Assistant, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    reason = "mcp is not installed (pip install -e '.[mcp]')"
    mcp = pytest.importorskip("mcp", reason=reason)
    http = pytest.importorskip("mcp.client.streamable_http", reason=reason)

    async def used(address: str) -> tuple[set[str], Any, Any]:
        async with (
            http.streamablehttp_client(address) as (reading, writing, _),
            mcp.ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            tools = {tool.name for tool in (await session.list_tools()).tools}
            answer = await session.call_tool("ask_articles", {"question": PRODUCTION})
            place = {"source": spaced.source, "start": start - 3.0, "end": start + 4.0}
            passage = await session.call_tool("open_passage", place)
            return tools, json.loads(answer.content[0].text), json.loads(passage.content[0].text)

    article = assistant.article("xiaomi-usine-300-000-voitures-par-an.txt")
    spaced = dataclasses.replace(article, text="Le prix :\N{NO-BREAK SPACE}9 000 euros.")
    start = spaced.text.index("\N{NO-BREAK SPACE}")
    monkeypatch.setattr(type(assistant), "article", lambda *_: spaced)
    port = free_port()
    page = launch(assistant, port, folder=seeds, data=tmp_path, mcp=True)
    try:
        tools, answer, passage = asyncio.run(used(f"http://{HOST}:{port}/gradio_api/mcp/"))
    finally:
        page.close(verbose=False)
    assert tools == {"ask_articles", "list_articles", "open_passage"}
    assert answer == json.loads(json.dumps(dataclasses.asdict(assistant.ask(PRODUCTION))))
    assert passage["text"] == spaced.text[start - 3 : start + 4]


def test_twenty_people_ask_at_the_same_moment_and_all_get_their_answer(port: int) -> None:
    waits = ask_at_once(f"http://{HOST}:{port}/", 20)
    assert len(waits) == 20
    assert all(waits)


def test_a_browser_is_told_to_load_nothing_from_elsewhere(port: int) -> None:
    with fetched(port) as reply:
        assert "default-src 'self'" in reply.headers["content-security-policy"]
        assert reply.headers["referrer-policy"] == "no-referrer"


def test_each_browser_gets_an_id_that_scripts_do_not_see(port: int) -> None:
    ids = set()
    for _ in range(2):
        with fetched(port) as reply:
            cookie = reply.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        ids.add(cookie.split(";")[0])
    assert len(ids) == 2
    with fetched(port, Cookie=ids.pop()) as reply:
        assert "verbatim_browser" not in (reply.headers["set-cookie"] or "")


def test_a_name_that_leads_here_from_elsewhere_is_refused(port: int) -> None:
    with pytest.raises(urllib.error.HTTPError, match="421"):
        fetched(port, Host=f"rebound.example:{port}")
    with fetched(port, Host=f"localhost:{port}") as reply:
        assert reply.status == 200


def test_page_is_served_on_this_machine_only(port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.2", port))  # would be taken, had the page bound every address


@pytest.mark.parametrize("open_to", [{"host": "0.0.0.0"}, {"share": True}])  # noqa: S104
def test_elsewhere_needs_a_password(
    assistant: Assistant, seeds: Path, tmp_path: Path, open_to: dict[str, Any]
) -> None:
    with pytest.raises(SettingsError, match="user and a password"):
        launch(assistant, free_port(), folder=seeds, data=tmp_path, **open_to)


def test_one_application_is_made_to_serve_a_page(
    port: int, assistant: Assistant, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gradio.routes import App

    made: list[App] = []
    configure = App.configure_app

    def counted(app: App, *given: Any) -> None:
        made.append(app)
        configure(app, *given)

    monkeypatch.setattr(App, "configure_app", counted)
    launch(assistant, free_port(), folder=seeds, data=tmp_path).close(verbose=False)
    assert len(made) == 1


def test_a_page_of_another_thread_gets_its_application_meanwhile() -> None:
    import gradio as gr

    with ThreadPoolExecutor(1) as other:
        with application_made_when_launched():
            assert gr.Blocks().app is None
            assert other.submit(lambda: gr.Blocks().app).result() is not None
        with suppress(ZeroDivisionError), application_made_when_launched():
            _ = 1 / 0
        assert gr.Blocks().app is not None


def test_taken_port_is_said(port: int, assistant: Assistant, seeds: Path, tmp_path: Path) -> None:
    with pytest.raises(VerbatimError, match=f"port {port} .* --port"):
        launch(assistant, port, folder=seeds, data=tmp_path)


@pytest.fixture
def _ctrl_c_is_heeded() -> Iterator[None]:
    """By what a test starts, even when the tests run where it is ignored, in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_ctrl_c_is_heeded")
def test_command_serves_until_interrupted(assistant: Assistant, index_dir: Path) -> None:
    free = free_port()
    command = [sys.executable, "-m", "assistant", "chat", "--port", str(free)]
    with subprocess.Popen(
        [*command, "--index-dir", str(index_dir)], stdout=subprocess.PIPE, text=True
    ) as served:
        try:
            assert served.stdout
            assert served.stdout.readline() == (
                f"The chat page is at http://{HOST}:{free} (Ctrl-C stops it)\n"
            )
            urllib.request.urlopen(f"http://{HOST}:{free}/").close()
            served.send_signal(signal.SIGINT)
            assert served.wait(30) == 0
        finally:
            served.kill()


def test_gradio_is_imported_without_reading_its_own_source() -> None:
    program = """
import ast, inspect
parse, getfile, read = ast.parse, inspect.getfile, []
ast.parse = lambda source, *rest, **more: (read.append(source), parse(source, *rest, **more))[1]
from assistant.ui.importing import import_gradio
import_gradio()
import gradio as gr
assert inspect.getfile is getfile
assert not [source for source in read if "class Textbox" in str(source)]
with gr.Blocks(): gr.Textbox().change(print)
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
