"""Names that a question asks about, and articles that lack them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.reader.candidates import Candidate
from assistant.reader.names import absent_names, asked_names
from assistant.reader.questions import read_question
from index.types import Hit, Language, Passage, Sentence

UNION = (
    "Accord sur les salaires à l'usine de Lannion\n\n"
    "La direction de l'usine a présenté mardi un accord sur les salaires aux syndicats. "
    "La CGT n'a pas signé l'accord, qu'elle juge insuffisant. "
    "La hausse sera de 3 % en moyenne à partir du mois de mai."
)


def _candidate(title: str, text: str, source: str = "a.txt") -> Candidate:
    passage = Passage(
        id=f"{source}-{len(text)}",
        source=source,
        title=title,
        text=text,
        start=0,
        end=len(text),
        tokens=9,
        sentences=(Sentence(0, len(text)),),
    )
    hit = Hit(passage, 1.0, 0.5, 0.5, (0.5,), (0.5,))
    return Candidate(hit, passage.sentences[0], text, 0.5, 0.5)


@pytest.mark.parametrize(
    ("question", "language", "names"),
    [
        ("La CFDT a-t-elle signé l'accord ?", "fr", ["cfdt"]),
        ("Qui a fondé Armor-Lux ?", "fr", ["armor", "lux"]),
        ("Hyundai construit-elle une voiture ?", "fr", ["hyundai"]),
        ("Which car does Oppo build in Beijing?", "en", ["oppo", "beijing"]),
        ("Combien coûte la voiture ?", "fr", []),
        ("Voitures : combien en 2024 ?", "fr", []),
        ("QUI A FONDÉ APPLE ?", "fr", []),
        ("When Does Xiaomi Plan To Start Making Cars?", "en", []),
        ("Qui est Emmanuel Macron ?", "fr", ["emmanuel", "macron"]),
        ("« Étienne » a-t-il écrit à M. ?", "fr", ["etienne"]),
        ("Que reproche Monsieur Kervella à Mme Le Goff ?", "fr", ["kervella", "goff"]),
        ("Le Président Morvan a-t-il vu le Dr Abgrall ?", "fr", ["morvan", "abgrall"]),
        ("Combien l'État a-t-il versé aux États-Unis ?", "fr", ["etats", "unis"]),
        ("Did Mr Kerbrat write to President Morvan?", "en", ["kerbrat", "morvan"]),
    ],
)
def test_names_of_a_question(question: str, language: Language, names: list[str]) -> None:
    assert asked_names(read_question(question, language)) == names


@pytest.mark.parametrize(
    ("question", "language", "share"),
    [
        ("Is the plant in Beijing?", "en", 0.0),
        ("Is the plant in Tokyo?", "en", 1.0),
        ("Que dit Hyundai de Toyota ?", "fr", 0.5),
        ("Que font les Chinois ?", "fr", 0.0),
        ("Que sait-on de l'usine ?", "fr", 0.0),
        ("Que dit Madame Hyundai ?", "fr", 0.0),
    ],
)
def test_a_name_may_stand_there_in_another_form(
    question: str, language: Language, share: float
) -> None:
    found = [_candidate("Hyundai", "L'usine chinoise de Pékin ouvrira.")]
    assert absent_names(read_question(question, language), found).tolist() == [share]


def test_names_are_looked_for_in_all_that_is_found_of_an_article() -> None:
    found = [
        _candidate("Hyundai", "Une usine ouvrira."),
        _candidate("Hyundai", "Elle sera à Pékin."),
        _candidate("Nio", "Une usine ouvrira.", "b.txt"),
    ]
    asked = read_question("L'usine Hyundai de Pékin ?", "fr")
    assert absent_names(asked, found).tolist() == [0, 0, 1]


def test_what_is_asked_of_one_is_not_answered_by_another(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "accord.txt").write_text(UNION, encoding="utf-8")
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    right = assistant.ask("La CGT a-t-elle signé l'accord ?")
    assert right.answered
    assert assistant.ask("La CFDT a-t-elle signé l'accord ?").confidence < right.confidence - 0.2
