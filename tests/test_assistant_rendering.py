from __future__ import annotations

from dataclasses import replace

from assistant import Answer, Quote
from assistant.rendering import as_text


def quote(text: str, words: str | None = None, source: str = "a.txt") -> Quote:
    return Quote(text, source, "Titre", 3, 3 + len(text), words)


def answer_with(text: str, *quotes: Quote, closest: tuple[Quote, ...] = ()) -> Answer:
    return Answer("Quand ?", text, bool(quotes), quotes, closest, "fr", "embedded")


def test_quote_in_the_text_is_shown_once_with_its_place_under_it() -> None:
    first, second = quote("Dès 2024.", "2024"), quote("En 2024 ?", source="b.txt")
    text = as_text(answer_with("2024. « Dès 2024. »\n\nAussi : « En 2024 ? »", first, second))
    assert text == (
        "2024. « Dès 2024. »\n  [1] Titre — a.txt, caractères 3 à 12\n\n"
        "Aussi : « En 2024 ? »\n  [2] Titre — b.txt, caractères 3 à 12"
    )


def test_quote_that_the_text_leaves_out_follows_whole_and_word_for_word() -> None:
    odd = "Dès\r\n 2024\u202f!\n\n  Oui"
    text = as_text(answer_with("En 2024.", quote(odd)))
    assert text == f"En 2024.\n\n[1] « {odd} »\n  Titre — a.txt, caractères 3 à 22"


def test_closest_passages_are_offered_as_such() -> None:
    text = as_text(answer_with("Non.", closest=(quote("Autre."),)))
    assert text.startswith("Non.\n\nPassages les plus proches, qui ne répondent sans doute pas")
    assert text.endswith("« Autre. »\n  Titre — a.txt, caractères 3 à 9")


def test_color_marks_the_words_that_answer_inside_the_quote() -> None:
    answer = answer_with("2024. « Dès 2024, oui 2024. »", quote("Dès 2024, oui 2024.", "2024"))
    text = as_text(answer, terminal=True, color=True)
    assert text.startswith("2024. « Dès \x1b[1m2024\x1b[0m, oui 2024. »\n")
    assert "\x1b" not in as_text(answer, terminal=True)


def test_in_doubt_no_words_are_set_apart() -> None:
    answer = answer_with("Peut-être.\n\n« Dès 2024. »", quote("Dès 2024.", "2024"))
    doubtful = replace(answer, doubtful=True)
    assert "\x1b[1m" in as_text(answer, color=True)
    assert "\x1b[1m" not in as_text(doubtful, color=True)
    assert as_text(answer) == as_text(doubtful)


def test_same_words_in_two_articles_have_two_places() -> None:
    both = (quote("Dès 2024.", "2024"), quote("Dès 2024.", "2024", "b.txt"))
    text = as_text(answer_with("« Dès 2024. »", *both), color=True)
    assert text.count("\x1b[1m2024\x1b[0m") == 1
    assert "a.txt" in text
    assert "b.txt" in text


def test_article_cannot_take_the_terminal_over() -> None:
    text = as_text(answer_with("Oui.", quote("\x1b]0;titre\x07\x1b[2JDès\x9b 2024")), terminal=True)
    assert "]0;titre[2JDès 2024" in text
    assert not {"\x1b", "\x07", "\x9b"} & set(text)
