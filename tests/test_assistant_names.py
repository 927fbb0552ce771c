"""Names that a question asks about, and articles that lack them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.reader.names import absent_names, asked_names
from assistant.reader.questions import read_question
from index.types import Language
from tests.support.candidates import candidate

UNION = (
    "Accord sur les salaires à l'usine de Lannion\n\n"
    "La direction de l'usine a présenté mardi un accord sur les salaires aux syndicats. "
    "La CGT n'a pas signé l'accord, qu'elle juge insuffisant. "
    "La hausse sera de 3 % en moyenne à partir du mois de mai."
)


@pytest.mark.parametrize(
    ("question", "language", "names"),
    [
        ("La CFDT a-t-elle signé l'accord ?", "fr", ["CFDT"]),
        ("Qui a fondé Armor-Lux ?", "fr", ["Armor", "Lux"]),
        ("Hyundai construit-elle une voiture ?", "fr", ["Hyundai"]),
        ("Which car does Oppo build in Beijing?", "en", ["Oppo", "Beijing"]),
        ("Combien coûte la voiture ?", "fr", []),
        ("Voitures : combien en 2024 ?", "fr", []),
        ("QUI A FONDÉ APPLE ?", "fr", []),
        ("Que dit Mme Hidalgo du CO2 au Premier ministre ?", "fr", ["Hidalgo"]),
        ("Où est né E\u0301tienne ?", "fr", ["Étienne"]),
        ("When Does Xiaomi Plan To Start Making Cars?", "en", []),
        ("Qui est Emmanuel Macron ?", "fr", ["Emmanuel", "Macron"]),
        ("« Étienne » a-t-il écrit à M. ?", "fr", ["Étienne"]),
        ("Que reproche Monsieur Kervella à Mme Le Goff ?", "fr", ["Kervella", "Goff"]),
        ("Le Président Morvan a-t-il vu le Dr Abgrall ?", "fr", ["Morvan", "Abgrall"]),
        ("Combien l'État a-t-il versé aux États-Unis ?", "fr", ["États", "Unis"]),
        ("Did Mr Kerbrat write to President Morvan?", "en", ["Kerbrat", "Morvan"]),
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
    found = [candidate("Hyundai", "L'usine chinoise de Pékin ouvrira.")]
    assert absent_names(read_question(question, language), found).tolist() == [share]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("les Lyonnais", "La ville de Lyon a des dettes."),
        ("les Russes", "La Russie a signé."),
        ("l'OMS", "L'Organisation mondiale de la santé a parlé."),
        ("Loréal", "L'Oréal a donné un million."),
        ("Terrenez", "Le pont de Te\u0301re\u0301nez ferme."),
        ("Térénez", "Le pont de Té\u00adré\u00adnez ferme."),
        ("Brest", "Les Brestois ont voté."),
    ],
)
def test_in_doubt_a_name_stands_there(name: str, text: str) -> None:
    asked = read_question(f"Que sait-on ici, d'après {name} ?", "fr")
    assert absent_names(asked, [candidate("", text)]).tolist() == [0]
    assert absent_names(asked, [candidate("", "Une tout autre affaire.")]).tolist() == [1]


def test_names_are_looked_for_in_all_that_is_found_of_an_article() -> None:
    found = [
        candidate("Hyundai", "Une usine ouvrira."),
        candidate("Hyundai", "Elle sera à Pékin."),
        candidate("Nio", "Une usine ouvrira.", "b.txt"),
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
