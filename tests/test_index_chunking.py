"""Passages: whole sentences, within the budget, paragraph by paragraph, never over boilerplate."""

from __future__ import annotations

import pytest

from index.chunking import DEFAULT_BUDGET, MIN_BUDGET, chunk
from index.cleaning import cleaned
from index.encoding import count_tokens
from index.types import Article, Passage
from index.unseen import as_read

LONG = (
    "Le constructeur a confirmé lundi que la nouvelle usine de Pékin ouvrira en 2024 et emploiera "
)
LONG += "trois mille personnes."  # 22 tokens or so
SHORT = "Il pleut."


def _article(text: str, source: str = "a.txt") -> Article:
    return Article(source, "Titre", text, "0" * 32, cleaned(text).boilerplate)


def _texts(text: str, budget: int = DEFAULT_BUDGET) -> list[str]:
    passages = chunk(_article(text), budget)
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.tokens == count_tokens(as_read(passage.text)) <= budget
    return [passage.text for passage in passages]


def _paragraph(sentences: int) -> str:
    return " ".join([LONG] * sentences)


BIG = _paragraph(4)  # over a quarter of the budget
assert DEFAULT_BUDGET / 4 < count_tokens(BIG) < DEFAULT_BUDGET / 2

CASES = {
    "a paragraph is a passage": (f"{BIG}\n\n{BIG}", [BIG, BIG]),
    "a small paragraph goes with the next": (
        f"{LONG}\n\n{BIG}\n\n{BIG}",
        [f"{LONG}\n\n{BIG}", BIG],
    ),
    "a small last paragraph goes with the one before": (f"{BIG}\n\n{SHORT}", [f"{BIG}\n\n{SHORT}"]),
    "windows line ends make paragraphs too": (f"{BIG}\r\n\r\n{BIG}", [BIG, BIG]),
    "a line break makes none": (f"{BIG}\n{BIG}", [f"{BIG}\n{BIG}"]),
    "a heading starts a passage and stays with what follows": (
        f"{BIG}\n\n{SHORT}\n\nUn titre\n\n{BIG}\n\n{BIG}",
        [f"{BIG}\n\n{SHORT}", f"Un titre\n\n{BIG}", BIG],
    ),
    "headings in a row stay together": (
        f"Un titre\n\nUn autre\n\n{BIG}",
        [f"Un titre\n\nUn autre\n\n{BIG}"],
    ),
    "boilerplate parts passages, however small": (
        f"{LONG}\n\nphoto.jpg\n\n{LONG}\n\nRate this post",
        [LONG, LONG],
    ),
    "only boilerplate": ("photo.jpg\n\nRate this post", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_paragraphs_make_passages(text: str, wanted: list[str]) -> None:
    assert _texts(text) == wanted


def test_a_paragraph_over_the_budget_is_cut_between_sentences_into_like_parts() -> None:
    texts = _texts(_paragraph(16))

    sizes = [count_tokens(text) for text in texts]
    assert len(texts) == -(-count_tokens(_paragraph(16)) // DEFAULT_BUDGET)
    assert max(sizes) - min(sizes) <= count_tokens(LONG) + 2
    assert all(text.startswith("Le") and text.endswith("personnes.") for text in texts)


def test_every_sentence_is_in_one_passage_and_is_whole() -> None:
    article = _article(f"Titre\n\n{_paragraph(16)}\n\nUn titre\n\n{BIG}")

    passages = chunk(article)

    sentences = [sentence for passage in passages for sentence in passage.sentences]
    assert len(sentences) == 22
    assert [one.start for one in sentences] == sorted({one.start for one in sentences})
    assert {article.text[one.start : one.end] for one in sentences} == {LONG, "Titre", "Un titre"}
    for passage in passages:
        assert passage.start == passage.sentences[0].start
        assert passage.end == passage.sentences[-1].end


def test_a_sentence_over_the_budget_is_cut_at_spaces_and_stands_alone() -> None:
    sentence = LONG[:-1] + ", et " + ", et ".join([LONG[:-1]] * 9) + "."

    before, *parts, after = _texts(f"{LONG} {sentence} {LONG}", 40)

    assert (before, after) == (LONG, LONG)
    assert " ".join(parts) == sentence
    assert all(count_tokens(part) > 30 for part in parts[:-1])


UNBROKEN = {
    "letters": "abcdefghij" * 60,
    "no spaces between words": "小米汽车工厂" * 40,
    "signs of several characters": "👩‍👩‍👧‍👦" * 40 + "a",
    "combining accents": "e\u0301" * 200,
}


@pytest.mark.parametrize("text", UNBROKEN.values(), ids=UNBROKEN.keys())
def test_text_without_a_space_is_cut_between_signs(text: str) -> None:
    texts = _texts(text, 40)

    assert "".join(texts) == text
    assert len(texts) > 2
    for part in texts:
        assert part[0] not in "\u0301\u200d"
        assert part[-1] != "\u200d"


def test_a_budget_with_no_room_for_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match=f"at least {MIN_BUDGET} tokens"):
        chunk(_article(SHORT), MIN_BUDGET - 1)


def test_a_passage_has_one_id_on_every_machine() -> None:
    (passage,) = chunk(_article("Il pleut à Pékin.", "été/a.txt"))

    assert passage == Passage(
        id="5799fb8936f02227d75c1f0e8af69849",
        source="été/a.txt",
        title="Titre",
        start=0,
        end=17,
        text="Il pleut à Pékin.",
        tokens=count_tokens("Il pleut à Pékin."),
        sentences=passage.sentences,
    )


OTHERS = {
    "another source": ("Il pleut à Pékin.", "b.txt"),
    "another text": ("Il pleut à Tokyo.", "a.txt"),
    "another place": (" Il pleut à Pékin.", "a.txt"),
}


@pytest.mark.parametrize(("text", "source"), OTHERS.values(), ids=OTHERS.keys())
def test_another_place_or_text_has_another_id(text: str, source: str) -> None:
    (passage,) = chunk(_article("Il pleut à Pékin.", "a.txt"))
    (other,) = chunk(_article(text, source))

    assert other.id != passage.id
