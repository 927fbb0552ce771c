"""Who sits at the page and what answers: a login for each of two users, and a model chosen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.types import Message
from tests.browser.pages import Tab, served
from tests.support.chat_server import Exchange, chat_server, says
from tests.support.scripted import numbered

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from assistant import Assistant
    from tests.browser.fixtures import Open, Serve

pytest_plugins = ["tests.browser.fixtures"]

QUESTION = "When does Xiaomi plan to start production?"
WORDS = {"ada": "eleven green bottles", "émile": "une clé : bien longue"}


def _log_in(page: Page, user: str, password: str) -> None:
    fields = page.locator("input")
    fields.nth(0).fill(user)
    fields.nth(1).fill(password)
    page.locator("button").first.click()


def test_two_users_log_in_and_see_only_their_own(
    chromium: Browser, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    file = tmp_path / "users"
    file.touch(mode=0o600)
    file.write_text("".join(f"{user}:{word}\n" for user, word in WORDS.items()), "utf-8")
    with served(assistant, seeds, tmp_path / "kept", auth_file=file) as address:
        for user, word in WORDS.items():
            context = chromium.new_context(locale="en-GB")
            page = context.new_page()
            page.goto(address)
            page.wait_for_selector("input[type=password]")
            assert "Xiaomi" not in page.content()
            _log_in(page, user, "not the password")
            page.get_by_text("Incorrect").wait_for()
            assert page.locator("#question").count() == 0
            _log_in(page, user, word)
            page.wait_for_selector("html.ready")
            tab = Tab(page, address)
            assert page.locator("#past .rows li").count() == 0
            assert tab.ask(QUESTION).locator(".cite").count() > 0
            page.wait_for_function("document.querySelectorAll('#past .rows li').length === 1")
            context.close()


def _as_server(exchange: Exchange) -> None:
    """One model, which writes a sentence that its quote carries."""
    if exchange.command == "GET":
        exchange.send_json({"object": "list", "data": [{"id": "scripted", "object": "model"}]})
        return
    messages = [Message(m["role"], m["content"]) for m in exchange.body["messages"]]
    one = next(number for number, text in numbered(messages).items() if "2024" in text)
    says(f"Production is planned from 2024. [{one}]")(exchange)


def test_another_model_is_chosen_on_the_page(
    open_tab: Open,
    serve: Serve,
    assistant: Assistant,
    seeds: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with chat_server(_as_server) as server:
        monkeypatch.setenv("ASSISTANT_BASE_URL", server.base_url)
        address = serve(assistant, seeds, tmp_path / "kept", models=["openai:scripted"])
        tab = open_tab(address, locale="en-GB")
        with tab.page.expect_response("**/run/predict*"):
            tab.page.select_option("#model select", "openai:scripted")
        turn = tab.ask(QUESTION)
        assert "Production is planned from 2024." in (turn.text_content() or "")
        assert turn.locator(".cite").count() == 1
        tab.shoot("model")
        tab.page.wait_for_url(re.compile("conversation="))
        tab.reload()
        assert tab.page.input_value("#model select") == "openai:scripted"
        asked = len(server.requests)
        tab.ask("When will it be sold?")
        assert len(server.requests) > asked
        with tab.page.expect_response("**/run/predict*"):
            tab.page.select_option("#model select", "embedded")
        asked = len(server.requests)
        turn = tab.ask(QUESTION)
        assert turn.locator(".said").count() > 0
        assert len(server.requests) == asked
