"""A chat model's text becomes sentences with the numbers they cite, however it is cut in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.grounding.citations import Draft, Sentences
from assistant.grounding.marks import marks_in, without_marks


def _read(text: str, size: int | None = None) -> list[Draft]:
    reader = Sentences()
    size = size or max(1, len(text))
    drafts = [d for at in range(0, len(text), size) for d in reader.feed(text[at : at + size])]
    return drafts + reader.finish()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Oui [1].", (1,)),
        ("Oui.[1]", (1,)),
        ("Oui. [1]", (1,)),
        ("Oui [1, 3].", (1, 3)),
        ("Oui [1,3].", (1, 3)),
        ("Oui [1; 3].", (1, 3)),
        ("Oui [1 et 3].", (1, 3)),
        ("Oui [1-3].", (1, 2, 3)),
        ("Oui [1–3].", (1, 2, 3)),
        ("Oui [3, 1-2].", (3, 1, 2)),
        ("Oui [1][2].", (1, 2)),
        ("Oui [1] [2].", (1, 2)),
        ("Oui [1], [2].", (1, 2)),
        ("Oui 【1】.", (1,)),
        ("Oui 【1†source】.", (1,)),
        ("Oui (source 1).", (1,)),
        ("Oui (phrases 2 et 3).", (2, 3)),
        ("Oui (voir phrase 2).", (2,)),
        ("Oui [phrase 3].", (3,)),
        ("Oui [n° 3].", (3,)),
        ("Oui [S1].", (1,)),
        ("Oui [Source: 4].", (4,)),
        ("Oui [cite: 4].", (4,)),
        ("[cite_start]Oui.[cite: 4, 6]", (4, 6)),
        ("Selon la phrase 2, oui.", (2,)),
        ("According to sentences 1 and 2, oui.", (1, 2)),
        ("Oui, d’après les phrases 2 et 3.", (2, 3)),
        ("Oui [^1].", (1,)),
        ("Oui^1.", (1,)),
        ("Oui (2).", (2,)),
        ("« Oui. » [4]", (4,)),
        ("Selon [2], oui.", (2,)),
        ("According to [1] and [2], oui.", (1, 2)),
        ("Oui. Source : [2]", (2,)),
        ("Oui.\n[2]", (2,)),
        ("Oui [0].", (0,)),
        ("Oui [1, 1].", (1,)),
        ("Oui ([4]).", (4,)),
        ("Oui (see [4]).", (4,)),
        ("Oui (voir [4]).", (4,)),
        ("Oui [[4]].", (4,)),
        ("Oui **[4]**.", (4,)),
        ("Oui `[4]`.", (4,)),
        ("Oui [4](#x).", (4,)),
        ("Oui [4](https://example.org/a).", (4,)),
    ],
)
def test_marks(text: str, numbers: tuple[int, ...]) -> None:
    (draft,) = _read(text)
    assert draft.numbers == numbers
    assert draft.text.strip("« ».,") in ("Oui", "oui", "Oui. »", "« Oui")
    assert not set("[]()*`") & set(draft.text)


@pytest.mark.parametrize(
    "text",
    [
        "Les (1) premiers et (2) seconds.",
        "L’an (2024) passé.",
        "Selon la source 20 Minutes, oui.",
        "Selon la phrase du maire, oui.",
        "[…] oui.",
        "[sic] oui.",
        "x[i] oui",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert [*marks_in(text)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("En 2024 [1], oui.", "En 2024, oui."),
        ("En 2024 [1] déjà.", "En 2024 déjà."),
        ("[1] En 2024.", "En 2024."),
        ("[1]: En 2024.", "En 2024."),
        ("En 2024, selon la phrase 1.", "En 2024."),
        ("En 2024, d'après [1].", "En 2024."),
        ("Vrai [1] ?", "Vrai ?"),
        ("Vrai **[1]**.", "Vrai."),
        ("Vrai `[1]`.", "Vrai."),
    ],
)
def test_text_without_marks(text: str, shown: str) -> None:
    assert without_marks(text) == shown


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A vu M. Lei le 1er sept. 2021. B aussi.", ["A vu M. Lei le 1er sept. 2021.", "B aussi."]),
        ("It cost $10 billion. It was 3.5 times more.", None),
        ("Prix : 1.500,50 euros. Voilà.", ["Prix : 1.500,50 euros.", "Voilà."]),
        ("« Oui. » Il part ! Vraiment ? Oui…", ["« Oui. »", "Il part !", "Vraiment ?", "Oui…"]),
        ("Une ligne\nqui continue. Fin.", ["Une ligne qui continue.", "Fin."]),
        ("1. Premier point\n2. Second point", ["Premier point", "Second point"]),
        ("- Un\n- Deux", ["Un", "Deux"]),
        ("**Gras** et *penché*.", ["Gras et penché."]),
        ("# Titre\n\nTexte.", ["Texte."]),
        ("**Titre**\n\nTexte.", ["Texte."]),
        ("Voici ce que disent les articles :\n- Un fait.", ["Un fait."]),
        ("Bien sûr ! Texte.", ["Texte."]),
        ("Answer: Texte.", ["Texte."]),
        ("Not really: the plant opens in May.", ["The plant opens in May."]),
        ("Pas vraiment, puisque l'usine ouvre en mai.", ["L'usine ouvre en mai."]),
        ("It has: the plant is open.", ["The plant is open."]),
        ("Pas encore ouverte, l'usine attend.", ["Pas encore ouverte, l'usine attend."]),
        ("Not yet open, the plant waits.", ["Not yet open, the plant waits."]),
        ("On the contrary.", ["On the contrary."]),
        ("<think>Non [1].</think>Certes.", ["Certes."]),
        ("<think>Non [1]. Et encore", []),
        ("Non, je pense.</think>Certes.", ["Certes."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str] | None) -> None:
    wanted = (
        sentences if sentences is not None else ["It cost $10 billion.", "It was 3.5 times more."]
    )
    assert [draft.text for draft in _read(text)] == wanted


def test_an_uncited_sentence_takes_the_next_citation_of_its_paragraph() -> None:
    drafts = _read("Un. Deux [1]. Trois.\n\nQuatre [2]. Cinq.")
    assert [draft.numbers for draft in drafts] == [(1,), (1,), (), (2,), ()]


@pytest.mark.parametrize("mark", ["Sources: [4]", "Source : [4]", "**Sources :** [4]", "[4]"])
def test_marks_alone_in_a_paragraph_are_the_former_one_s(mark: str) -> None:
    drafts = _read(f"Il pleut à Lens. Il y neige.\n\n{mark}")
    assert [(draft.text, draft.numbers) for draft in drafts] == [
        ("Il pleut à Lens.", (4,)),
        ("Il y neige.", (4,)),
    ]


def test_a_citation_that_opens_a_sentence_is_its_own() -> None:
    drafts = _read("Un fait [1]. Selon [2], deux. [3] Trois [4].")
    assert [draft.numbers for draft in drafts] == [(1,), (2, 3), (4,)]


def test_where_a_citation_begins_is_no_part_of_a_sentence() -> None:
    drafts = _read("[cite_start]Oui.[cite: 4, 6] [cite_start]Non.[cite: 7]", size=3)
    assert [(draft.text, draft.numbers) for draft in drafts] == [("Oui.", (4, 6)), ("Non.", (7,))]


def test_items_of_a_list_do_not_share_citations() -> None:
    drafts = _read("- Un\n- Deux [1]")
    assert [(draft.text, draft.numbers) for draft in drafts] == [("Un", ()), ("Deux", (1,))]
    assert [draft.lead for draft in drafts] == ["- ", "\n- "]


def test_a_sentence_is_released_when_the_next_one_begins() -> None:
    reader = Sentences()
    assert reader.feed("Un fait [1]. ") == []
    assert [draft.text for draft in reader.feed("Deux ")] == ["Un fait."]


def test_leads_keep_the_paragraphs() -> None:
    assert [draft.lead for draft in _read("Un [1]. Deux [2].\n\nTrois [3].")] == ["", " ", "\n\n"]


PARTS = st.sampled_from(
    ["Oui", "Le 1er sept. 2021", "[1]", "[2, 3]", "【4†s】", "(source 5)", ". ", ".", "\n", "\n\n",
     "- ", "« ", " »", "**", "<think>", "</think>", "# ", " ", "? ", "M. ", "[", "]", "^2", ": "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS | st.text(max_size=8), max_size=30).map("".join), st.integers(1, 9))
def test_pieces_of_any_size_give_the_same(text: str, size: int) -> None:
    assert _read(text, size) == _read(text)
