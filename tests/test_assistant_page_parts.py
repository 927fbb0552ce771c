"""The page's HTML: all text escaped, quotes where they stand, words in both languages."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from assistant.types import Answer, Quote, Unsupported
from assistant.ui import chrome
from assistant.ui.article import Sight, article_html
from assistant.ui.conversation import Turn
from assistant.ui.drawers import found
from assistant.ui.escaping import escape
from assistant.ui.examples import examples
from assistant.ui.messages import turn_html
from assistant.ui.texts import language_of, tied, words
from assistant.ui.workspaces.reasons import said
from index.types import Article, ArticleInfo, Skipped, Span

EVIL = (
    "<img src=x onerror=alert(1)> ![a](http://b.example/c.png) **d** $$e$$ `f` <mark> & \"g\" 'h'"
)
TEXTS = words("en")


def shown(part: str) -> str:
    """What a browser shows of a part, without line breaks."""
    return html.unescape(re.sub(r"<[^>]+>", "", part))


def tags(part: str) -> set[str]:
    return set(re.findall(r"</?(\w+)", part))


def article_of(text: str, *boilerplate: Span, title: str = "Titre") -> Article:
    return Article("a.txt", title, text, "0", boilerplate)


def quote_of(article: Article, words: str, answer: str | None = None) -> Quote:
    start = article.text.index(words)
    return Quote(words, article.source, article.title, start, start + len(words), answer)


def answer_of(text: str, *quotes: Quote) -> Answer:
    return Answer("Pourquoi ?", text, True, quotes, (), "fr", "embedded")


def marks(part: str) -> dict[int, str]:
    """Number -> the words that are marked with it, in order."""
    found: dict[int, str] = {}
    for numbers, inside in re.findall(
        r'<mark data-quotes="([\d ]+)"[^>]*>(.*?)</mark>', part, re.S
    ):
        for number in map(int, numbers.split()):
            found[number] = found.get(number, "") + shown(inside)
    return found


def test_escaped_text_comes_back_as_it_was() -> None:
    assert escape('a\r\n<b> & "c"') == "a&#13;\n&lt;b&gt; &amp; &quot;c&quot;"


@pytest.mark.parametrize("line", ["Le mar\u00adché", "# Le marché", "## Le marché"])
def test_a_title_that_the_text_repeats_is_shown_once(line: str) -> None:
    article = article_of(f"{line}\r\n\r\nIl ouvre tôt.", title="Le marché")
    assert "ché" not in shown(article_html(article, TEXTS, None).split("body")[1])


def test_quotes_are_marked_where_they_stand() -> None:
    article = article_of(
        "Un début.\r\n\r\nDeux phrases ici. Elles se touchent.\r\n\r\n\r\nUne fin & <b>."
    )
    quotes = (
        quote_of(article, "Deux phrases ici. Elles", "phrases"),
        quote_of(article, "Elles se touchent.\r\n\r\n\r\nUne fin & <b>."),
    )
    part = article_html(article, TEXTS, Sight("t", "quotes", quotes, 1))
    assert marks(part) == {1: quotes[0].text, 2: quotes[1].text}
    assert "<strong>phrases</strong>" in part
    current = re.findall(r'<mark data-quotes="([\d ]+)" class=current>', part)
    assert all("2" in numbers for numbers in current)
    body = shown(re.sub(r'<span class="(unseen|number)".*?</span>', "", part.split("body")[1]))
    assert article.text in body


def test_boilerplate_is_grey_and_never_marked() -> None:
    article = article_of("Du texte.\n\nPartager\n\nEncore du texte.", Span(11, 19))
    quote = Quote("Du texte.\n\nPartager", "a.txt", "Titre", 0, 19)
    part = article_html(article, TEXTS, Sight("t", "quotes", (quote,), 0))
    assert '<span class="aside">Partager</span>' in part
    assert marks(part) == {1: "Du texte.\n\n"}


def test_an_article_that_has_changed_shows_no_wrong_mark() -> None:
    article = article_of("Un autre texte que celui qui fut cité.")
    quote = Quote("Un texte", "a.txt", "Titre", 0, 8)
    part = article_html(article, TEXTS, Sight("t", "quotes", (quote,), 0))
    assert "<mark" not in part
    assert "The article has changed" in shown(part)


def test_a_very_long_article_is_shown_around_the_quote() -> None:
    lines = [f"Phrase numéro {number}, qui est assez longue." for number in range(20_000)]
    article = article_of("\n\n".join(lines))
    part = article_html(
        article, TEXTS, Sight("t", "quotes", (quote_of(article, lines[15_000]),), 0)
    )
    assert marks(part) == {1: lines[15_000]}
    assert "very long" in shown(part)
    assert len(part) < 600_000


def test_citations_are_buttons_and_brackets_in_quotes_are_not() -> None:
    article = article_of("Le prix[2] est de 3 euros. Il baisse.", title="Prix [1]")
    quotes = (
        quote_of(article, "Le prix[2] est de 3 euros.", "3 euros"),
        quote_of(article, "Il baisse."),
    )
    text = f"3 euros. Dans « Prix [1] » : « {quotes[0].text} » [1][2] et [7]."
    part = turn_html(Turn("?", "t1", "done", answer=answer_of(text, *quotes)), TEXTS)
    cited = re.findall(r'class="cite".*?data-number="(\d)"', part)
    assert cited == ["1", "2"]
    assert "<strong>3 euros</strong>" in part
    assert tied("« Prix [1] »") in shown(part)
    assert tied("« Le prix[2] est de 3 euros. »") in shown(part)
    assert "[7]" in shown(part)
    assert '<ol class="cards quotes">' in part  # the second quote, which the text does not hold


def test_in_doubt_no_words_are_set_apart_beside_the_article_nor_in_it() -> None:
    article = article_of("Le prix est de 3 euros.")
    answer = answer_of(
        "« Le prix est de 3 euros. » [1]", quote_of(article, article.text, "3 euros")
    )
    for doubtful in (False, True):
        turn = Turn("?", "t1", "done", answer=replace(answer, doubtful=doubtful))
        pane = article_html(article, TEXTS, Sight("t1", "quotes", turn.quotes("quotes"), 0))
        for part in (turn_html(turn, TEXTS), pane):
            assert ("<strong>3 euros</strong>" in part) is not doubtful
            assert tied("Le prix est de 3 euros.") in tied(shown(part))


def test_the_few_words_that_answer_are_set_apart_where_a_line_parts_them() -> None:
    said = "> Il fut bâti par Ferdinand\n> Morin."
    quote = quote_of(article_of(said), said, "Ferdinand\n> Morin")
    answer = answer_of(f"Ferdinand Morin. Dans « Titre » : « {said} » [1]", quote)
    part = turn_html(Turn("?", "t1", "done", answer=answer), TEXTS)
    assert "<p><b>Ferdinand Morin.</b> Dans" in part


def test_what_is_found_has_no_number_that_a_model_s_text_could_mean() -> None:
    article = article_of("Il ouvre tôt. Il ferme tard.")
    turn = Turn("Quand ?", state="running", evidence=(quote_of(article, "Il ouvre tôt."),))
    turn.text = "Le marché ferme tard. [1]"
    part = turn_html(turn, TEXTS)
    assert 'class="card"' in part
    assert 'class="badge"' not in part
    cited = quote_of(article, "Il ferme tard.")
    turn.answer, turn.state = answer_of(turn.text, cited), "done"
    assert turn.quotes("found") == turn.evidence
    assert turn.quotes("quotes") == (cited,)
    assert 'class="badge"' in turn_html(turn, TEXTS)


def test_nothing_of_what_is_shown_is_markup() -> None:
    quote = Quote(EVIL, EVIL, EVIL, 0, len(EVIL), "**d**")
    answer = replace(
        answer_of(f"{EVIL} [1]\n\n« {EVIL} » [1]", quote),
        standalone=EVIL,
        notice=EVIL,
        unsupported=(Unsupported(EVIL, EVIL),),
    )
    silent = replace(answer, answered=False, quotes=(), closest=(quote,), text=EVIL)
    article = Article(EVIL, EVIL, EVIL, "0", ())
    parts = [
        turn_html(Turn(EVIL, "t", "done", answer=answer), TEXTS),
        turn_html(Turn(EVIL, "t", "done", answer=silent), TEXTS),
        turn_html(Turn(EVIL, "t", "running", (quote,), EVIL), TEXTS),
        turn_html(Turn(EVIL, "t", "failed", error=EVIL), TEXTS),
        article_html(article, TEXTS, Sight("t", "quotes", (quote,), 0)),
    ]
    for part in parts:
        assert "img" not in tags(part)
        assert "onerror" not in re.sub(r'"[^"]*"', "", " ".join(re.findall(r"<[^>]*>", part)))
        assert EVIL in shown(part)
    assert marks(parts[-1]) == {1: EVIL}


def test_what_was_left_out_is_struck_through_with_the_reason() -> None:
    answer = replace(
        answer_of("Rien."), unsupported=(Unsupported("Tesla l’achète.", "name: Tesla"),)
    )
    part = turn_html(Turn("?", "t", "done", answer=answer), words("fr"))
    assert "<s>Tesla l’achète.</s>" in part
    assert "nom absent des citations\N{NO-BREAK SPACE}: Tesla" in shown(part)


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        (None, "fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        (None, "en-US,en;q=0.9,fr;q=0.8", "en"),
        (None, "de,fr;q=0.3,en;q=0.2", "fr"),
        (None, "de-DE", "en"),
        (None, None, "en"),
        (None, "fr;q=", "en"),
        ("en", "fr", "en"),
        ("<b>", "fr", "fr"),
    ],
)
def test_language_is_the_browsers_unless_one_was_chosen(
    chosen: str | None, accepted: str | None, language: str
) -> None:
    assert language_of(chosen, accepted) == language


def test_examples_fit_the_folder() -> None:
    titles = ["Un", "Deux", "Un", "Trois", "Quatre"]
    infos = [ArticleInfo(f"{n}.txt", title, None, 9) for n, title in enumerate(titles)]
    assert examples(infos, "fr") == [
        f"Que dit l’article « {title} » ?" for title in ("Un", "Deux", "Trois")
    ]
    assert examples([], "en") == []


@pytest.mark.parametrize("find", ["theatre", "THÉÂTRE", "l’ete", "l'été 2021"])
def test_articles_are_found_however_accents_and_apostrophes_are_written(find: str) -> None:
    wanted = ArticleInfo("a.txt", "Le théâtre rouvre à l’été", "2021-06-01", 9)
    assert found([ArticleInfo("b.txt", "Le pont ferme", None, 9), wanted], find) == [wanted]


def test_a_shelf_says_how_many_more_there_are() -> None:
    infos = [ArticleInfo(f"{n}.txt", f"Titre {n}", None, 9) for n in range(53)]
    assert "And 3 more" in shown(chrome.shelf(infos, TEXTS))
    assert "more, in" not in shown(chrome.shelf(infos[:50], TEXTS))


def test_no_line_ends_beside_what_french_sets_apart() -> None:
    assert tied("« Quoi ? » : ceci ; cela !") == (
        "«~Quoi~?~»~: ceci~; cela~!".replace("~", "\N{NO-BREAK SPACE}")
    )
    assert "«\N{NO-BREAK SPACE}{title}\N{NO-BREAK SPACE}»" in words("fr").texts["use"]
    article = article_of("Un prix de 3 euros.")
    part = turn_html(Turn("?", evidence=(quote_of(article, article.text),)), TEXTS)
    assert "«\N{NO-BREAK SPACE}Un prix de 3 euros.\N{NO-BREAK SPACE}»" in part


@pytest.mark.parametrize(
    ("reason", "french"),
    [
        ("empty file", "fichier vide"),
        ("not text: an image", "ce n'est pas un texte qui puisse être lu"),
        ("larger than 20 MB (31 MB)", "plus de 20 Mo"),
        ("holds no words", "ne contient aucun mot"),
        ("input/output error", "input/output error"),
    ],
)
def test_why_a_file_was_left_out_is_said_in_french(reason: str, french: str) -> None:
    assert said(Skipped("a.txt", reason), "fr") == french
    assert said(Skipped("a.txt", reason), "en") == reason
