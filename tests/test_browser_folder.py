"""The drawer of articles in Chromium: choose, find, add, remove, and hear what went wrong."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import Tab, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from assistant import Assistant
    from tests.browser.fixtures import Open, Serve

pytest_plugins = ["tests.browser.fixtures"]

FRENCH = "Quand Xiaomi compte-t-il commencer à produire ?"
BAIC = "xiaomi-baic-production-voitures-electriques.txt"
CHEESE = "Le fromage de Roquefort est affiné dans les caves du Combalou depuis 1411.\n"
QUESTION = "Où le fromage de Roquefort est-il affiné ?"


@pytest.fixture
def tab(open_tab: Open, seeds_page: str) -> Tab:
    """A page over the shipped articles, with the drawer open; to the server, another browser's."""
    tab = open_tab(seeds_page)
    tab.page.click("#top [data-drawer=folder]")
    return tab


@pytest.fixture
def changes_are_seen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the pause in which a change of the folder may go unnoticed."""
    monkeypatch.setattr("assistant.following.LONGEST_PAUSE", 0.0)


def _used(tab: Tab, text: str) -> None:
    tab.page.wait_for_function(
        "text => document.querySelector('#folder_state p').textContent === text", arg=text
    )


def test_only_the_articles_that_are_ticked_are_used(tab: Tab) -> None:
    tab.page.uncheck(f'#folder [type=checkbox][data-source="{BAIC}"]')
    _used(tab, "Un article utilisé sur 2")
    tab.page.click('#folder [data-event=tick_all][data-to="yes"]')
    tab.page.wait_for_selector(f'#folder [data-source="{BAIC}"]:checked')
    tab.page.uncheck(f'#folder [type=checkbox][data-source="{BAIC}"]')
    _used(tab, "Un article utilisé sur 2")
    tab.page.keyboard.press("Escape")
    turn = tab.ask(FRENCH)
    assert turn.locator(".cite").count() > 0
    assert BAIC not in (turn.text_content() or "")
    tab.page.click("#top [data-drawer=folder]")
    tab.page.click('#folder [data-event=tick_all][data-to="no"]')
    _used(tab, "0 articles utilisés sur 2")
    tab.page.keyboard.press("Escape")
    turn = tab.ask(FRENCH)
    assert "Aucun article n’est choisi" in (turn.text_content() or "")
    tab.page.click("#top [data-drawer=folder]")
    tab.page.fill("#folder [type=search]", "baic")
    tab.page.wait_for_function("document.querySelectorAll('#folder .rows li').length === 1")
    tab.page.click('#folder [data-event=tick_all][data-to="yes"]')
    _used(tab, "Un article utilisé sur 2")
    tab.page.fill("#folder [type=search]", "vélo")
    tab.page.wait_for_selector("#folder .note")
    assert "Aucun article ne correspond" in tab.page.locator("#folder .note").inner_text()
    tab.page.fill("#folder [type=search]", "")
    tab.page.wait_for_function("document.querySelectorAll('#folder .rows li').length === 2")
    assert tab.page.locator("#folder [type=checkbox]:checked").count() == 1


def test_which_articles_are_used_is_seen_and_stays_when_the_page_is_loaded_again(tab: Tab) -> None:
    tab.page.uncheck(f'#folder [type=checkbox][data-source="{BAIC}"]')
    _used(tab, "Un article utilisé sur 2")
    assert tab.page.locator("#top .count").text_content() == "1/2"
    tab.reload()
    assert tab.page.locator("#top .count").text_content() == "1/2"
    assert tab.page.locator("#folder [type=checkbox]:checked").count() == 1
    assert BAIC not in (tab.ask(FRENCH).text_content() or "")
    tab.page.click("#top [data-drawer=folder]")
    tab.page.click('#folder [data-event=tick_all][data-to="yes"]')
    tab.page.wait_for_function("document.querySelector('#top .count').textContent === '2'")


def test_files_are_added_searched_and_removed(tab: Tab, tmp_path: Path) -> None:
    good, bad = tmp_path / "fromage <i>.txt", tmp_path / "image.txt"
    paper, large = tmp_path / "article.pdf", tmp_path / "gros.txt"
    paper.write_bytes(b"%PDF-1.4")
    large.write_text("Une phrase de plus.\n" * 510_000, encoding="utf-8")
    good.write_text(CHEESE, encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with tab.page.expect_file_chooser() as chooser:
        tab.page.click("#upload")
    chooser.value.set_files([good, bad, paper, large])
    tab.page.wait_for_function("document.querySelectorAll('#folder .rows li').length === 3")
    report = tab.page.locator("#folder_state").inner_text()
    assert "ajouté" in report
    assert "image.txt\N{NO-BREAK SPACE}: ce n'est pas un texte qui puisse être lu" in report
    assert "article.pdf\N{NO-BREAK SPACE}: ce format ne peut pas être lu" in report
    assert "gros.txt\N{NO-BREAK SPACE}: plus de 10 Mo" in report
    assert tab.page.locator("#top .count").text_content() == "3"
    tab.shoot("folder")
    tab.page.keyboard.press("Escape")
    turn = tab.ask(QUESTION)
    turn.locator(".cite").first.click()
    tab.opened(1)
    assert "affiné dans les caves du Combalou" in tab.marked()
    tab.page.click("#top [data-drawer=folder]")
    row = tab.page.locator("#folder .rows li", has_text="fromage")
    row.locator("[data-event=remove]").click()
    row.wait_for(state="detached")
    tab.page.wait_for_function("document.querySelector('#top .count').textContent === '2'")
    tab.page.keyboard.press("Escape")
    turn = tab.ask(QUESTION)
    assert "Combalou" not in (turn.locator(".answer").text_content() or "")


def test_an_article_is_left_out_and_put_back(tab: Tab) -> None:
    tab.page.click(f'#folder [data-event=remove][data-source="{BAIC}"]')
    tab.page.wait_for_selector("#folder .gone")
    tab.shoot("folder-removed")
    tab.page.keyboard.press("Escape")
    turn = tab.ask(FRENCH)
    assert BAIC not in (turn.text_content() or "")
    tab.page.click("#top [data-drawer=folder]")
    tab.page.click("#folder [data-event=restore]")
    tab.page.wait_for_function("document.querySelectorAll('#folder .rows li').length === 2")


def test_a_folder_is_added_by_name_with_what_could_not_be_read(tab: Tab, tmp_path: Path) -> None:
    more = tmp_path / "plus"
    more.mkdir()
    (more / "fromage.txt").write_text(CHEESE, encoding="utf-8")
    (more / "vide.txt").write_text("")
    tab.page.fill("#folder_path textarea, #folder_path input", str(tmp_path / "nulle-part"))
    tab.page.click("#add_folder")
    tab.page.wait_for_function(
        "document.querySelector('#folder_state').innerText.includes(\"n'existe pas\")"
    )
    tab.page.fill("#folder_path textarea, #folder_path input", str(more))
    tab.page.click("#add_folder")
    tab.page.wait_for_function("document.querySelectorAll('#folder .rows li').length === 3")
    tab.page.click("#folder_state summary")
    unread = tab.page.locator("#folder_state details").inner_text()
    assert "vide.txt\N{NO-BREAK SPACE}: fichier vide" in unread
    tab.shoot("folder-named")
    tab.page.keyboard.press("Escape")
    turn = tab.ask(QUESTION)
    assert "Combalou" in (turn.text_content() or "")


def test_uploads_are_seen_by_those_alone_who_made_them(
    tab: Tab, open_tab: Open, tmp_path: Path
) -> None:
    file = tmp_path / "fromage.txt"
    file.write_text(CHEESE, encoding="utf-8")
    with tab.page.expect_file_chooser() as chooser:
        tab.page.click("#upload")
    chooser.value.set_files(file)
    tab.page.wait_for_function("document.querySelectorAll('#folder .rows li').length === 3")
    other = open_tab(tab.address)
    assert other.page.locator("#top .count").text_content() == "2"
    assert "Combalou" not in (other.ask(QUESTION).text_content() or "")


def test_what_was_added_is_there_after_a_new_start(
    chromium: Browser, assistant: Assistant, seeds: Path, tmp_path: Path
) -> None:
    file = tmp_path / "fromage.txt"
    file.write_text(CHEESE, encoding="utf-8")
    context = chromium.new_context(locale="fr-FR")  # keeps its cookies, whatever the port
    with served(assistant, seeds, tmp_path / "kept") as address:
        tab = Tab(context.new_page(), address)
        tab.page.click("#top [data-drawer=folder]")
        with tab.page.expect_file_chooser() as chooser:
            tab.page.click("#upload")
        chooser.value.set_files(file)
        tab.page.wait_for_function("document.querySelector('#top .count').textContent === '3'")
    with served(assistant, seeds, tmp_path / "kept") as address:
        tab = Tab(context.new_page(), address)
        tab.page.wait_for_function("document.querySelector('#top .count').textContent === '3'")
        assert "Combalou" in (tab.ask(QUESTION).text_content() or "")
    context.close()


@pytest.mark.usefixtures("changes_are_seen_at_once")
def test_an_article_is_opened_as_it_is_now(open_tab: Open, serve: Serve, tmp_path: Path) -> None:
    from assistant import Assistant

    folder = tmp_path / "articles"
    folder.mkdir()
    cheese, bread = folder / "fromage.txt", folder / "pain.txt"
    cheese.write_text(CHEESE, encoding="utf-8")
    bread.write_text("Le pain de seigle se garde cinq jours dans un linge.\n", encoding="utf-8")
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    tab = open_tab(serve(assistant, folder, tmp_path / "kept"))
    turn = tab.ask(QUESTION)
    article = tab.page.locator("#article")
    cheese.write_text(CHEESE.replace("1411", "1511"), encoding="utf-8")
    turn.locator(".cite").first.click()
    article.locator(".note.failed").wait_for()
    assert "1511" in article.inner_text()
    cheese.unlink()
    turn.locator(".cite").first.click()
    article.get_by_text("n’est plus dans le dossier").wait_for()


@pytest.mark.usefixtures("changes_are_seen_at_once")
def test_the_articles_that_are_listed_follow_the_folder(
    open_tab: Open, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant import Assistant

    # The page that is loaded looks at the folder, and meanwhile the earlier index answers.
    looked, follow = Event(), Assistant.follow

    def following(assistant: Assistant) -> None:
        follow(assistant)
        looked.set()

    monkeypatch.setattr(Assistant, "follow", following)
    folder = tmp_path / "articles"
    folder.mkdir()
    bread = folder / "pain.txt"
    bread.write_text("Le pain de seigle se garde cinq jours dans un linge.\n", encoding="utf-8")
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    tab = open_tab(serve(assistant, folder, tmp_path / "kept"))
    rows = tab.page.locator("#folder .rows .file")
    assert rows.all_text_contents() == ["pain.txt"]
    assert looked.wait(10)
    (folder / "fromage.txt").write_text(CHEESE, encoding="utf-8")
    assert "Combalou" in (tab.ask(QUESTION).text_content() or "")
    rows.nth(1).wait_for(state="attached")
    assert tab.page.locator("#top .count").text_content() == "2"
    bread.unlink()
    tab.reload()
    rows.nth(1).wait_for(state="detached")
    assert rows.all_text_contents() == ["fromage.txt"]
    assert tab.page.locator("#top .count").text_content() == "1"
