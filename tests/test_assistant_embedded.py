"""Answers without a chat model: exact quotes, and silence."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Assistant, embedded
from assistant.embedded import CONFIRMS, FURTHER, evidence, look
from assistant.types import Message

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
    ("question", "doubt"),
    [
        ("When will production start?", "What follows may not answer the question."),
        ("Quand débute la production ?", "Ce qui suit ne répond peut-être pas à la question."),
    ],
)
def test_what_is_more_likely_wrong_is_said_with_doubt(
    assistant: Assistant, question: str, doubt: str
) -> None:
    found = look(question, assistant._index)
    sure, doubtful = (
        embedded.answer(replace(found, reading=replace(found.reading, doubtful=doubts)))
        for doubts in (False, True)
    )
    assert sure.text.startswith(f"{sure.quotes[0].answer}. ")
    said, *quoting = doubtful.text.split("\n\n")
    assert said == doubt
    assert all(quote.text in "".join(quoting) for quote in doubtful.quotes)
    assert doubtful == replace(sure, text=doubtful.text, doubtful=True)


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
