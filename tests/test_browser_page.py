"""The page as people use it, in Chromium: ask, read, click, type, come back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.records import codec
from assistant.ui.examples import examples
from tests.browser.pages import IN_VIEW

if TYPE_CHECKING:
    from assistant import Assistant
    from index.types import Language
    from tests.browser.fixtures import Open

pytest_plugins = ["tests.browser.fixtures"]
pytestmark = pytest.mark.usefixtures("read_once")

FRENCH = "Quand Xiaomi compte-t-il lancer la production de ses voitures ?"
ENGLISH = "When does Xiaomi plan to start production?"
UNANSWERED = "Qui a peint la Joconde ?"


@pytest.mark.parametrize(
    ("question", "locale"),
    [(FRENCH, "fr-FR"), ("When will Xiaomi start production?", "en-GB")],
)
def test_each_citation_opens_its_article_at_the_quote(
    open_tab: Open, seeds_page: str, assistant: Assistant, question: str, locale: str
) -> None:
    tab = open_tab(seeds_page, locale=locale)
    language = locale[:2]
    assert tab.page.locator("html").get_attribute("lang") == language
    turn = tab.ask(question)
    answer = assistant.ask(question)
    assert answer.language == language
    assert len(answer.quotes) > 1
    for number, quote in enumerate(answer.quotes, start=1):
        turn.locator(f'.cite[data-number="{number}"]').click()
        tab.opened(number)
        assert tab.marked() == quote.text
        assert quote.answer is None or quote.answer in "".join(
            tab.page.locator("#article mark.current strong").all_text_contents()
        )
        assert tab.page.locator("#article h2").text_content() == quote.title
        tab.in_view(tab.page.locator("#article mark.current").first)
        same = [other for other in answer.quotes if other.source == quote.source]
        found = tab.page.locator("#article mark").evaluate_all(
            "marks => new Set(marks.flatMap(mark => mark.dataset.quotes.split(' '))).size"
        )
        assert found == len(same)
    tab.shoot(f"answer-{language}")


def test_the_article_is_whole_and_its_boilerplate_grey(
    open_tab: Open, seeds_page: str, assistant: Assistant
) -> None:
    tab = open_tab(seeds_page)
    tab.page.click('#article .book[data-source^="xiaomi-baic"]')
    tab.page.wait_for_selector("#article .reading")
    article = assistant.article("xiaomi-baic-production-voitures-electriques.txt")
    shown = tab.page.evaluate(
        """() => {
            const body = document.querySelector('#article .body').cloneNode(true);
            return body.textContent;
        }"""
    )
    assert shown == article.text.removeprefix(article.title).lstrip()
    grey = tab.page.locator("#article .aside").all_text_contents()
    assert any("Facebook" in text for text in grey)
    assert tab.page.locator("#article .aside mark, #article mark .aside").count() == 0
    tab.shoot("article")


def test_silence_is_told_with_what_comes_closest(
    open_tab: Open, seeds_page: str, assistant: Assistant
) -> None:
    tab = open_tab(seeds_page)
    turn = tab.ask(UNANSWERED)
    assert turn.locator(".silence").text_content() == "Les articles ne le disent pas."
    assert "ne répondent sans doute pas à la question" in (
        turn.locator(".near h3").text_content() or ""
    )
    assert turn.locator(".cite").count() == 0
    closest = assistant.ask(UNANSWERED).closest
    cards = turn.locator(".cards.closest .card")
    assert cards.count() == len(closest)
    tab.shoot("silence")
    for number, quote in enumerate(closest, start=1):
        cards.nth(number - 1).click()
        tab.opened(number, "closest")
        assert tab.marked() == quote.text
        assert "pas une réponse" in (tab.page.locator(".steps").text_content() or "")
    tab.shoot("silence-open")


def test_a_follow_up_says_how_it_was_understood(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page, locale="en-GB")
    tab.ask(ENGLISH)
    turn = tab.ask("And where?")
    assert "Question understood as: " in (turn.locator(".note").first.text_content() or "")
    assert tab.page.locator(".turn").count() == 2
    assert turn.locator(".question").evaluate(IN_VIEW)
    tab.shoot("follow-up")


def test_examples_answer_when_they_are_clicked(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page)
    tab.shoot("welcome")
    first = tab.page.locator(".example").first
    question = first.text_content() or ""
    first.click()
    turn = tab.answered(0)
    assert question in (turn.locator(".question").text_content() or "")
    assert turn.locator(".cite").count() > 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_two_examples_are_answered_and_one_is_not(assistant: Assistant, language: Language) -> None:
    given = [assistant.ask(question) for question in examples(assistant.articles(), language)]
    assert [answer.answered for answer in given] == [True, True, False]


def test_conversations_come_back_and_can_be_deleted(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page)
    tab.ask(FRENCH)
    tab.ask(UNANSWERED)
    before = tab.page.locator(".turn").all_inner_texts()
    tab.page.wait_for_url(re.compile("conversation="))
    tab.reload()
    tab.page.wait_for_selector(".turn")
    assert tab.page.locator(".turn").all_inner_texts() == before
    tab.page.locator(".turn .cite").first.click()
    tab.opened(1)
    assert tab.marked()
    tab.page.click("#top [data-event=new]")
    tab.page.wait_for_selector(".welcome")
    tab.page.click("#top [data-drawer=past]")
    row = tab.page.locator("#past .rows li")
    assert row.count() == 1
    tab.shoot("conversations")
    row.locator(".book").click()
    tab.page.wait_for_selector(".turn")
    tab.page.click("#top [data-drawer=past]")
    row.locator("[data-event=delete]").click()
    tab.page.wait_for_selector(".welcome")
    assert row.count() == 0
    tab.open()
    assert tab.page.locator("#past .rows li").count() == 0


def test_a_conversation_that_cannot_be_read_is_told(
    open_tab: Open, seeds_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = open_tab(seeds_page)
    tab.ask(FRENCH)
    tab.page.wait_for_url(re.compile("conversation="))
    monkeypatch.setattr(codec, "VERSION", codec.VERSION + 1)
    tab.reload()
    assert "ne peut pas être lue" in tab.page.locator("#status").inner_text()
    assert tab.page.locator(".welcome").count() == 1


def test_a_question_that_is_too_long_is_not_cut(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page)
    question = f"Combien de voitures {'vraiment ' * 250}par an ?"
    tab.send(question)
    tab.page.wait_for_function("document.querySelector('#status').innerText.includes('2\u202f000')")
    assert tab.page.input_value("#question textarea") == question
    assert tab.page.locator(".turn").count() == 0
    tab.ask(FRENCH)


@pytest.mark.parametrize(("locale", "said"), [("fr-FR", "en français"), ("en-GB", "in French")])
def test_what_is_no_question_is_said_in_the_page_s_language(
    open_tab: Open, seeds_page: str, locale: str, said: str
) -> None:
    tab = open_tab(seeds_page, locale=locale)
    for asked in ("2024 ?", "Где завод?"):
        turn = tab.ask(asked)
        assert said in (turn.locator(".note.failed").text_content() or "")
        box = tab.page.locator("#question textarea")
        assert box.input_value() == asked  # to be mended


def test_others_see_none_of_it(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page)
    tab.ask(FRENCH)
    tab.page.wait_for_url(re.compile("conversation="))
    other = open_tab(seeds_page)
    assert other.page.locator("#past .rows li").count() == 0
    other.open(tab.page.url)
    assert other.page.locator(".welcome").count() == 1


def test_the_page_changes_its_language_and_remembers(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page, locale="de-DE")
    assert tab.page.locator("html").get_attribute("lang") == "en"
    assert tab.page.locator("#send").inner_text() == "Send"
    tab.page.click("#top [data-event=language]")
    tab.page.wait_for_selector("html[lang=fr]")
    assert tab.page.locator("#send").inner_text() == "Envoyer"
    assert tab.page.get_by_label("Votre question").count() == 1
    tab.open()
    assert tab.page.locator("html").get_attribute("lang") == "fr"


def test_the_keyboard_is_enough(open_tab: Open, seeds_page: str, assistant: Assistant) -> None:
    tab = open_tab(seeds_page)
    keyboard = tab.page.keyboard
    assert tab.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    keyboard.type(FRENCH)
    keyboard.press("Enter")
    tab.answered(0)
    quotes = assistant.ask(FRENCH).quotes
    seen: list[str] = []
    for _ in range(40):  # backwards from the question to the first citation
        keyboard.press("Shift+Tab")
        focused = tab.page.evaluate(
            "[document.activeElement.className, document.activeElement.dataset.number]"
        )
        if focused[0] == "cite":
            tab.opened(int(focused[1]))
            assert tab.marked() == quotes[int(focused[1]) - 1].text
            seen.append(focused[1])
        if focused[0] == "scroll":
            break
    assert sorted(set(seen)) == [str(number) for number in range(1, len(quotes) + 1)]
    tab.page.locator("#top [data-drawer=folder]").focus()
    keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.tagName") == "H2"
    keyboard.press("Escape")
    assert tab.page.evaluate("document.activeElement.dataset.drawer") == "folder"
    tab.page.evaluate("document.activeElement.blur()")
    tab.page.locator(".skip").focus()
    keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_answers_are_copied_and_conversations_exported(
    open_tab: Open, seeds_page: str, assistant: Assistant, tmp_path: Path
) -> None:
    from assistant.records.export import answer_as_markdown, answer_as_text
    from assistant.records.verify import verify

    tab = open_tab(seeds_page, permissions=["clipboard-read", "clipboard-write"])
    turn = tab.ask(FRENCH)
    answer = assistant.ask(FRENCH)
    for form, text in (("text", answer_as_text(answer)), ("markdown", answer_as_markdown(answer))):
        turn.locator(f'[data-event=copy][data-as="{form}"]').click()
        tab.page.wait_for_function(
            "text => navigator.clipboard.readText().then(read => read === text)", arg=text
        )
    tab.page.click("#top [data-drawer=past]")
    for form in ("markdown", "json"):
        with tab.page.expect_download() as download:
            tab.page.click(f'#past [data-event=export][data-as="{form}"]')
        kept = tmp_path / download.value.suggested_filename
        download.value.save_as(kept)
        report = verify(kept, assistant)
        assert not report.failures
        assert str(len(answer.quotes)) in str(report)


_COPY_ALL = """element => {
  getSelection().selectAllChildren(element);
  document.execCommand("copy");
  return navigator.clipboard.readText();
}"""


def test_what_is_selected_and_copied_is_the_words_alone(
    open_tab: Open, seeds_page: str, assistant: Assistant
) -> None:
    tab = open_tab(seeds_page, permissions=["clipboard-read", "clipboard-write"])
    turn = tab.ask(FRENCH)
    tab.opened(1)
    quote = assistant.ask(FRENCH).quotes[0]
    article = assistant.article(quote.source)
    copied = tab.page.locator("#article .body p", has_text=quote.text).evaluate(_COPY_ALL)
    assert copied.strip() in article.text
    assert quote.text in copied
    said = turn.locator(".said").first.evaluate(_COPY_ALL).strip()
    assert said == f"« {quote.text} »"  # Chromium copies a no-break space as a space
    assert turn.locator(".question").evaluate(_COPY_ALL).strip() == FRENCH


def test_thumbs_are_kept(open_tab: Open, seeds_page: str) -> None:
    tab = open_tab(seeds_page)
    turn = tab.ask(FRENCH)
    down = turn.locator('[data-event=rate][data-up="no"]')
    down.click()
    turn.locator("form input").fill("en 2024")
    tab.shoot("thumb")
    turn.locator("form button").click()
    turn.locator("form").wait_for(state="detached")
    tab.page.wait_for_url(re.compile("conversation="))
    tab.reload()
    assert down.get_attribute("aria-pressed") == "true"
    down.click()
    tab.page.wait_for_selector('[data-up="no"][aria-pressed="false"]')
