"""What articles, titles, file names, questions and models say stays text on the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import Tab
from tests.support.scripted import Scripted, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.types import Message
    from tests.browser.fixtures import Open, Serve

pytest_plugins = ["tests.browser.fixtures"]

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = "<img src=x onerror=\"document.title='taken'\">"
MARKUP = f"{SCRIPT} {IMAGE} **gras** [lien](http://b.example) `code` $$x^2$$ ${{7*7}} {{{{7*7}}}}"
QUESTION = "Combien de voitures la fabrique de Lille a-t-elle produites ?"
SENTENCE = f"La fabrique de Lille {MARKUP} a produit 4 321 voitures en 2019 & 2020."
NAME = "<b onclick=alert(1)>a&amp;b<b> **gras** 'x'.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article that is made of markup."""
    place = tmp_path / "articles"
    place.mkdir()
    lines = ["Une fabrique de voitures ferme ses portes pour un mois.", SENTENCE]
    text = f"La fabrique {MARKUP}\r\n\r\n{lines[0]}\r\n\r\n{lines[1]} Elle en vend peu.\r\n"
    (place / NAME).write_bytes(text.encode())
    return place


def _is_text(tab: Tab) -> None:
    """Nothing of it became an element, ran, or was computed."""
    assert tab.page.title() == "Verbatim"
    parts = "#conversation, #article, #folder, #past, #status, #folder_state"
    assert tab.page.locator(parts).locator("script, img, a, em, code, b[onclick]").count() == 0
    assert "49" not in tab.page.locator("#desk").inner_text()


def test_markup_stays_text(open_tab: Open, serve: Serve, folder: Path, tmp_path: Path) -> None:
    from assistant import Assistant

    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    tab = open_tab(serve(assistant, folder, tmp_path / "kept"))
    article = assistant.article(NAME)
    assert article.title in (tab.page.locator(".example").first.text_content() or "")
    asked = f"{QUESTION} {MARKUP}"
    turn = tab.ask(asked)
    assert (turn.locator(".question").text_content() or "").endswith(asked)
    _is_text(tab)
    turn = tab.ask(QUESTION)
    answer = assistant.ask(QUESTION)
    assert any(MARKUP in quote.text for quote in answer.quotes)
    for number, quote in enumerate(answer.quotes, start=1):
        turn.locator(f'[data-event=open][data-number="{number}"]').first.click()
        tab.opened(number)
        assert tab.marked() == quote.text
    assert tab.page.locator("#article h2").text_content() == article.title
    assert tab.page.locator("#article .file").text_content() == NAME
    _is_text(tab)
    tab.page.click("#top [data-drawer=folder]")
    assert NAME in (tab.page.locator("#folder .rows").text_content() or "")
    tab.shoot("hostile")
    tab.page.click("#top [data-drawer=past]")
    assert MARKUP in (tab.page.locator("#past .rows").text_content() or "")
    _is_text(tab)


def test_what_a_model_writes_stays_text(
    open_tab: Open, serve: Serve, folder: Path, tmp_path: Path
) -> None:
    from assistant import Assistant

    def reply(messages: Sequence[Message]) -> str:
        one = next(n for n, text in numbered(messages).items() if "4 321" in text)
        return f"Elle en a produit 4 321. [{one}]\n\n{MARKUP}\n\nTesla {IMAGE} l’a achetée. [{one}]"

    assistant = Assistant.open(folder, index_dir=tmp_path / "index").using(Scripted(reply))
    tab = open_tab(serve(assistant, folder, tmp_path / "kept"))
    turn = tab.ask(QUESTION)
    turn.locator("summary").click()
    assert IMAGE in (turn.locator(".unsupported").text_content() or "")
    _is_text(tab)
