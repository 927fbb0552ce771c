"""The text around the quotes: what articles say alike is said once, and what differs is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Quote
from assistant.embedded import compose, grouped
from assistant.phrases import load


def _quote(text: str, source: str, answer: str | None = None) -> Quote:
    return Quote(text, source, source.title(), 0, len(text), answer)


def test_what_articles_say_alike_is_said_once() -> None:
    quotes = [
        _quote("La production démarre en 2024.", "un", "2024"),
        _quote("L’usine ouvrira en 2024.", "deux", "2024"),
        _quote("Le prix du pain augmente à Lyon.", "trois"),
    ]
    assert grouped(quotes) == [quotes[:2], quotes[2:]]
    text = compose(quotes, load("answer", "en"))
    assert text.startswith("2024.")
    assert "2 articles say so" in text
    assert text.count("«") == 2  # one quote stands for both articles
    assert quotes[1].text not in text
    assert quotes[2].text in text


def test_copies_of_an_article_are_not_several_that_say_so() -> None:
    said = "Le moulin de Gesté fermera mardi."
    quotes = [Quote(said, source, "« On ferme »", 0, len(said), "mardi") for source in ("a", "b")]
    text = compose(quotes, load("answer", "fr"))
    assert text == f"mardi. Dans « On ferme » : « {said} » [1][2]"
    other = replace(quotes[1], title="« Gesté » : le moulin ferme")
    assert compose([quotes[0], other], load("answer", "fr")).startswith(
        "mardi. 2 articles le disent (« On ferme » ; « « Gesté » : le moulin ferme ») : "
    )


def test_the_words_that_answer_are_said_in_one_line() -> None:
    said = "> Il fut bâti par Ferdinand \r\n> Morin en\u00a01899."
    text = compose([_quote(said, "a", "Ferdinand \r\n> Morin en\u00a01899")], load("answer", "fr"))
    assert text.startswith("Ferdinand Morin en\u00a01899. Dans")
    assert said in text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("la région Auvergne-Rhône-\nAlpes", "la région Auvergne-Rhône-Alpes"),
        ("trois té-\nmoins", "trois témoins"),
        ("Ferdinand -\nou Fernand", "Ferdinand - ou Fernand"),
        ("de Lens –\n12 km", "de Lens – 12 km"),
        ("Lens\nou Liévin", "Lens ou Liévin"),
        ("la saison 2023-\n2024", "la saison 2023-2024"),
    ],
)
def test_the_end_of_a_line_parts_no_word(answer: str, said: str) -> None:
    text = compose([_quote(f"On dit : {answer}.", "a", answer)], load("answer", "fr"))
    assert text.startswith(f"{said}. Dans")


def test_articles_that_differ_in_a_figure_do_not_say_the_same() -> None:
    for answers in (("2024", "2026"), (None, None)):
        quotes = [
            _quote("La production démarrera en 2024 à Pékin.", "un", answers[0]),
            _quote("La production démarrera en 2026 à Pékin.", "deux", answers[1]),
        ]
        assert grouped(quotes) == [quotes[:1], quotes[1:]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024", "dès 2024", True),
        ("26 novembre", "le 26 novembre", True),
        ("5 milliards d’euros", "environ 5 milliards d’euros", True),
        ("300 000", "300\u202f000 voitures", False),  # of what?
        ("1 000 euros", "1 000 000 euros", False),
        ("3,5 %", "5,3 %", False),
        ("10", "10 milliards", False),
        ("2 %", "2 ans", False),
        ("mars 2024", "mai 2024", False),
        ("10 milliards de dollars", "10 milliards d’euros", False),
    ],
)
def test_answers_are_the_same_with_the_same_figures_of_the_same(
    one: str, other: str, same: bool
) -> None:
    quotes = [
        _quote("La production démarre bientôt.", "un", one),
        _quote("La production démarre à Pékin.", "deux", other),
    ]
    assert grouped(quotes) == ([quotes] if same else [quotes[:1], quotes[1:]])


def test_one_article_is_named() -> None:
    text = compose([_quote("La production démarre.", "un")], load("answer", "fr"))
    assert text == "Dans « Un » : « La production démarre. » [1]"


def test_a_further_quote_of_the_same_article_is_said_to_be_there() -> None:
    quotes = [
        _quote("La production démarre.", "un"),
        _quote("Le prix du pain augmente.", "un"),
        _quote("Il neige à Lyon.", "deux"),
    ]
    assert compose(quotes, load("answer", "fr")).split("\n\n") == [
        "Dans « Un » : « La production démarre. » [1]",
        "Et dans le même article : « Le prix du pain augmente. » [2]",
        "Aussi dans « Deux » : « Il neige à Lyon. » [3]",
    ]
