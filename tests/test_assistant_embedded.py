"""Answers without a chat model: exact quotes, the words that answer, and silence."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Assistant, Quote
from assistant.embedded import CONFIRMS, FURTHER, compose, evidence, grouped, look
from assistant.phrases import load
from assistant.reader.answers import best_answer
from assistant.reader.candidates import LikelyAnswer
from assistant.reader.questions import read_question
from assistant.reader.weights import (
    GlanceModel,
    Judgement,
    Network,
    Sum,
    glance_model,
    judgement,
)
from assistant.types import Message
from index.types import Span

BAIC = "xiaomi-baic-production-voitures-electriques.txt"
PLANT = "xiaomi-usine-300-000-voitures-par-an.txt"


@pytest.mark.parametrize(
    ("question", "words", "answer"),
    [
        ("When does Xiaomi plan to start production?", "2024", "2024"),
        ("Quand Xiaomi veut-il démarrer la production ?", "2024", "2024"),
        ("Combien Xiaomi va-t-il investir dans les voitures ?", "10 milliards de dollars",
         "10 milliards de dollars"),
        ("How much will Xiaomi invest?", "10 milliards de dollars", "10 milliards de dollars"),
        ("How many cars will the factory make each year?", "300 000", "300 000"),
    ],
)  # fmt: skip
def test_what_is_asked_is_quoted(
    assistant: Assistant, question: str, words: str, answer: str
) -> None:
    found = assistant.ask(question)
    assert found.answered
    assert words in found.quotes[0].text
    assert found.quotes[0].answer is not None
    assert answer in found.quotes[0].answer
    assert found.quotes[0].text in found.text
    assert found.closest == ()


def test_the_same_figure_is_quoted_from_both_articles(assistant: Assistant) -> None:
    answer = assistant.ask("When does Xiaomi plan to start production?")
    assert {quote.source for quote in answer.quotes} == {BAIC, PLANT}
    assert {quote.answer for quote in answer.quotes} == {"2024"}
    assert answer.text.startswith("2024. 2 articles say so")


@pytest.mark.parametrize(
    ("words", "share", "quoted"),
    [
        ("démarrer la production en 2024", CONFIRMS + 0.01, True),
        ("démarrer la production en 2024", CONFIRMS - 0.01, False),
        ("10 milliards de dollars", CONFIRMS + 0.01, False),
        ("10 milliards de dollars", FURTHER + 0.01, True),
    ],
)
def test_a_further_quote_is_likely_or_has_the_same_figure(
    assistant: Assistant, words: str, share: float, quoted: bool
) -> None:
    found = look("When does Xiaomi plan to start production?", assistant._index)
    first = found.reading.candidates[0]
    other = next(one for one in found.reading.candidates if words in one.text)
    assert other.text != first.text
    scores = np.array([0, np.log(share)], np.float32)
    reading = replace(found.reading, candidates=(first, other), scores=scores)
    quotes = evidence(found.question, reading, found.vectors)
    assert [quote.text for quote in quotes] == [first.text, other.text][: 1 + quoted]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Qui a peint la Joconde ?", "Les articles ne le disent pas."),
        ("What is the capital of Australia?", "The articles do not say."),
    ],
)
def test_silence(assistant: Assistant, question: str, text: str) -> None:
    found = assistant.ask(question)
    assert not found.answered
    assert found.text == text
    assert found.quotes == ()
    assert 0 < len(found.closest) <= 3
    assert all(quote.answer is None for quote in found.closest)


@pytest.mark.parametrize("question", ["z" * 1000, "a" * 61, "é", "le la les", "qui ?"])
def test_a_question_without_a_word_to_look_for_gets_silence(
    assistant: Assistant, question: str
) -> None:
    assert not assistant.ask(question).answered


def test_titles_are_no_evidence(assistant: Assistant) -> None:
    titles = {
        "Xiaomi s’entend avec BAIC pour la production de voitures électriques",
        "L’usine produira 300 000 véhicules par an",
        "Les plans de Xiaomi pour son avenir",
        "Un pari clair sur les nouvelles voitures électriques",
    }
    for question in [*titles, "Quels sont les plans de Xiaomi ?", "What will the plant produce?"]:
        found = assistant.ask(question)
        assert not titles & {quote.text for quote in (*found.quotes, *found.closest)}


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


def test_headings_alone_give_silence_and_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Le constructeur\n\nPrix de la voiture Xiaomi à 30 000 euros\n\nOn en parle beaucoup.\n\n"
        "Production de la voiture Xiaomi à Pékin en 2024\n\nIl fait beau. Les gens sont contents.",
        encoding="utf-8",
    )
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    for question in ("Quel est le prix de la voiture Xiaomi ?", "What is the price of the car?"):
        found = assistant.ask(question)
        assert not any("Prix" in quote.text for quote in (*found.quotes, *found.closest))
    assistant.close()


def test_one_article_is_named() -> None:
    text = compose([_quote("La production démarre.", "un")], load("answer", "fr"))
    assert text == "Dans « Un » : « La production démarre. » [1]"


def test_network_averages_its_members() -> None:
    network = Network(
        mean=np.array([1.0, 0.0], np.float32),
        scale=np.array([2.0, 1.0], np.float32),
        hidden=np.array([[[1.0], [0.0]], [[0.0], [1.0]]], np.float32),
        hidden_bias=np.zeros((2, 1), np.float32),
        output=np.array([[1.0], [2.0]], np.float32),
        output_bias=np.array([0.0, 1.0], np.float32),
    )
    rows = np.array([[5.0, 3.0], [-9.0, -1.0]], np.float32)
    # (relu((5 - 1) / 2) + 2 * relu(3) + 1) / 2, and both units silent
    assert network(rows).tolist() == pytest.approx([4.5, 0.5])


def test_weights_are_saved_and_read_back(tmp_path: Path) -> None:
    glance_model().save(tmp_path / "glance.npz")
    again = GlanceModel.load(tmp_path / "glance.npz")
    assert again.names == glance_model().names
    rows = np.ones((3, len(again.names)), np.float32)
    assert again.order(rows).tolist() == glance_model().order(rows).tolist()
    assert again.answers.weights.tolist() == glance_model().answers.weights.tolist()
    judgement().save(tmp_path / "judgement.npz")
    judged = Judgement.load(tmp_path / "judgement.npz")
    assert (judged.sum, judged.threshold) == (judgement().sum, judgement().threshold)
    assert judged.confidence.weights.tolist() == judgement().confidence.weights.tolist()


def test_a_sentence_that_was_not_read_has_a_score_all_the_same() -> None:
    close = np.array([2.0, np.nan, -9.0], np.float32)
    glance = np.array([0.0, 1.0, 1.0], np.float32)
    absent = np.array([0.5, 0.0, 0.0], np.float32)
    scores = Sum(close=1.0, glance=0.5, unread=-4.0, absent=-1.0)(close, glance, absent)
    assert scores.tolist() == [1.5, -3.5, -8.5]


@pytest.mark.parametrize(
    ("question", "text", "likely", "answer"),
    [
        # whole words and figures, with the unit that belongs to them
        ("De combien baissent les ventes ?", "Elles baissent de 3,5% en mai.", "3", "3,5%"),
        ("What is built there?", "On y bâtit des automobiles.", "automob", "automobiles"),
        # the kind asked for, where the likely answer cuts through it
        ("Quand ouvre l’usine ?", "Elle ouvre le 23 juin 2024 à Pékin.", "juin", "23 juin 2024"),
        # the likely answer, where it holds what is asked for and more
        ("Combien coûte-t-elle ?", "Elle coûte environ 5 000 euros par mois, dit-on.",
         "environ 5 000 euros par mois", "environ 5 000 euros par mois"),
        # no part of a word with hyphens
        ("Que lui a-t-elle dit ?", "Qu’ai-je oublié, demanda alors la vieille meunière.",
         "je oublié", "ai-je oublié"),
        ("Which line is it?", "C’est la ligne Vire-Granville qui rouvre.", "Granville",
         "Vire-Granville"),
        # both marks of a pair, or none
        ("Où se tient le marché ?", "Le marché se tient à Plouha-le-Bas (Finistère), dit-il.",
         "Plouha-le-Bas (Finistère", "Plouha-le-Bas (Finistère)"),
        ("Que dit le panneau ?", "Le panneau, lui, dit : « Chien gentil ! » et rien de plus.",
         "Chien gentil ! »", "« Chien gentil ! »"),
        ("Que crie le fermier ?", 'Le fermier crie aux passants : "Sortez d’ici !", puis rentre.',
         'aux passants : "Sortez d’ici', 'aux passants : "Sortez d’ici !"'),
        ("Que fit-il ?", "Il salua la foule : “Mes amis, ce soir nous fêtons la pluie.”",
         "salua la foule : “Mes", "salua la foule"),
        ("Que fêtent-ils ?", "Il dit (enfin) : “Nous fêtons la pluie ce soir, mes amis.",
         "enfin) : “Nous fêtons la pluie", "Nous fêtons la pluie"),
        # one cell of a table
        ("Combien de brebis ?", "Brebis | 12 340 | 6 210 | le cheptel de la vallée",
         "12 340 | 6 210", "12 340"),
        # no kind of few words is asked for
        ("Pourquoi ferme-t-elle ?", "Elle ferme faute de commandes, selon la direction.",
         "faute de commandes", "faute de commandes"),
        # what the question says itself, and nearly the whole sentence, answer nothing
        ("Que fait Xiaomi ?", "Xiaomi se tait.", "Xiaomi", None),
        ("Que se passe-t-il ?", "Tout le monde se tait.", "Tout le monde se tait", None),
    ],
)  # fmt: skip
def test_the_words_that_answer(
    assistant: Assistant, question: str, text: str, likely: str, answer: str | None
) -> None:
    start = text.index(likely)
    read = LikelyAnswer(Span(start, start + len(likely)), 0.9)
    asked = read_question(question, "en" if question.startswith("W") else "fr")
    span = best_answer(asked, text, assistant._index.word_vectors, read)
    assert (span and text[span.start : span.end]) == answer


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text('ab "«»()“”|-,', min_size=8), start=st.integers(0, 7), length=st.integers(1, 9))
def test_an_answer_holds_no_half_of_a_pair(
    assistant: Assistant, text: str, start: int, length: int
) -> None:
    read = LikelyAnswer(Span(start, min(start + length, len(text))), 0.9)
    asked = read_question("Pourquoi ferme-t-elle ?", "fr")
    span = best_answer(asked, text, assistant._index.word_vectors, read)
    if span:
        answer = text[span.start : span.end]
        assert answer.strip()
        assert answer.count('"') % 2 == 0
        assert all(answer.count(a) == answer.count(b) for a, b in ("«»", "()", "“”"))


def test_an_unlikely_answer_is_not_pointed_out(assistant: Assistant) -> None:
    text = "Elle ferme faute de commandes, selon la direction."
    asked = read_question("Pourquoi ferme-t-elle ?", "fr")
    read = LikelyAnswer(Span(11, 29), 0.1)
    assert best_answer(asked, text, assistant._index.word_vectors, read) is None


UNSEEN = [
    "La passerelle des Lices",
    "La passerelle des Lices, fermée depuis l’hiver, rouvrira au public en septembre 2023.",
    "Les travaux ont coûté 640 000 euros à la communauté de communes.",
]


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u2060"])
def test_characters_that_are_not_seen_change_no_answer(tmp_path: Path, hidden: str) -> None:
    answers = []
    for name, between in (("plain", ""), ("hidden", hidden)):
        folder = tmp_path / name
        folder.mkdir()
        text = re.sub(r"(?<=\w{3})(?=\w{2})", between, "\n\n".join(UNSEEN))
        (folder / "a.txt").write_text(text, encoding="utf-8")
        assistant = Assistant.open(folder, index_dir=tmp_path / f"index-{name}")
        answer = assistant.ask("Combien ont coûté les travaux de la passerelle des Lices ?")
        (quote,) = answer.quotes
        assert quote.text == assistant.article("a.txt").text[quote.start : quote.end]
        assert quote.answer is not None
        assert quote.answer in quote.text
        answers.append((quote.text, quote.answer, quote.title, answer.confidence))
        assistant.close()
    (text, words, title, confidence), (hiding, hidden_words, *rest) = answers
    assert (text, words) == (UNSEEN[2], "640 000 euros")
    assert hidden in hidden_words
    assert (hiding.replace(hidden, ""), hidden_words.replace(hidden, "")) == (text, words)
    assert rest == [title, pytest.approx(confidence)]


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Qu’est-ce qui fait fuir les hirondelles ?", "– Le bruit."),
        ("La halle va-t-elle fermer cet été ?", "Oui, elle fermera en juillet."),
        ("Quelle est la surface du verger ?", "Le verger de 740 mètres carrés sera-t-il vendu ?"),
        ("Quand le moulin a-t-il été bâti ?", "**Le moulin, bâti en 1784, sera-t-il sauvé ?**"),
    ],
)
def test_what_an_article_asks_itself_answers_nothing(
    tmp_path: Path, question: str, quoted: str
) -> None:
    interview = """Entretien avec la maire de Vauzelles

– La halle va-t-elle fermer cet été ?

– Oui, elle fermera en juillet.

– Qu’est-ce qui fait fuir les hirondelles ?

– Le bruit.

**Le moulin, bâti en 1784, sera-t-il sauvé ?**

– Nous y travaillons.

Le verger de 740 mètres carrés sera-t-il vendu ?
"""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(interview, encoding="utf-8")
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    answer = assistant.ask(question)
    assert not any(quote.text.endswith("?") for quote in answer.quotes[1:])
    assert quoted in answer.quotes[0].text
    assistant.close()


def test_unseen_characters_of_a_question_count_for_nothing(assistant: Assistant) -> None:
    asked = "Quand Xiaomi veut-il démarrer la production ?"
    history = [
        Message("user", "Que fait Xia\u00adomi ?"),
        Message("assistant", "Des voi\u00adtures."),
    ]
    typed = asked.replace("Xiaomi", "Xia\u00adomi").replace("prod", "pro\u200bd")
    assert assistant.ask(typed, history) == assistant.ask(asked, history)


def test_nothing_but_signs_is_no_evidence_and_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("La production de voitures\n\n- 🙂\n", encoding="utf-8")
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    assert not assistant.ask("Quand la production démarre-t-elle ?").answered
    assistant.close()


WORDS = [
    *"l’usine Pékin M. Dupont Mme 300\u202f000 3,5 e\u0301te\u0301 œuvre".split(" "),
    *"2024 etc. p. 12".split(" "),
    *"« » ( ) … ? ! . , ; : — 👩‍👩‍👧‍👦 🇫🇷 小米 démarre production voiture".split(" "),
]  # fmt: skip
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\n", "\r\n", "\t", "\u200b"])
PAGES = st.sampled_from(
    [
        "\n\nFacebook\nTwitter\nLinkedIn\n\n",
        "\r\n\r\nLaisser un commentaire\r\n\r\nRetour en haut\r\n",
        "\n\nNous vous invitons à nous suivre sur Google News et Facebook.\n\n",
        ".\n\n",
        ". ",
    ]
)
ARTICLES = st.lists(
    st.tuples(st.lists(st.tuples(st.sampled_from(WORDS), SPACES), min_size=1, max_size=25), PAGES),
    min_size=1,
    max_size=8,
).map(lambda blocks: "".join("".join(map("".join, words)) + end for words, end in blocks))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(articles=st.lists(ARTICLES, min_size=1, max_size=3))
def test_every_quote_is_a_slice_of_its_article(articles: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        folder.mkdir()
        (folder / "known.txt").write_text("La production démarre en 2024 à Pékin.", "utf-8")
        for number, text in enumerate(articles):
            (folder / f"{number}.txt").write_bytes(text.encode())
        assistant = Assistant.open(folder, index_dir=Path(place) / "index")
        for question in ("Quand démarre la production ?", "Where is the factory?", "usine 2024"):
            found = assistant.ask(question)
            for quote in (*found.quotes, *found.closest):
                article = assistant.article(quote.source)
                assert quote.text == article.text[quote.start : quote.end]
                assert quote.answer is None or quote.answer in quote.text
                assert not any(
                    span.start < quote.end and quote.start < span.end
                    for span in article.boilerplate
                )
        assistant.close()
