"""Figures, negation, certainty and names of sentences are read alike in French and in English."""

from __future__ import annotations

import pytest

from assistant.grounding.claims import read_claim
from assistant.grounding.concepts import concepts_of, name_of, opposites_of
from assistant.grounding.figures import figures_of
from assistant.grounding.words import plain
from index.types import Language


def _figures(text: str, language: Language) -> list[tuple[str, float, tuple[int, int, int]]]:
    return [(f.kind, round(f.value, 3), f.date) for f in figures_of(plain(text)[1], language)]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("300 000 voitures", "300,000 cars"),
        ("300\u202f000", "three hundred thousand"),
        ("300.000", "300 thousand"),
        ("trois cent mille", "300,000"),
        ("300 mille", "300k"),
        ("10 milliards de dollars", "$10 billion"),
        ("10 Mrd$", "US$10bn"),
        ("12,5 M€", "€12.5 million"),
        ("un million et demi", "one and a half million"),
        ("1,5 million", "1.5 million"),
        ("1er mars 2024", "March 1, 2024"),
        ("01/03/2024", "1 March 2024"),
        ("le 3 août", "August 3rd"),
        ("du 4 mars au 15 juin 2025", "from March 4 to June 15, 2025"),
        ("15 %", "15 percent"),
        ("deux ans", "two years"),
        ("la prochaine décennie", "the next ten years"),
        ("un tiers", "a third"),
        ("la moitié", "half"),
        ("quatre-vingt-dix-sept", "ninety-seven"),
        ("lundi", "Monday"),
        ("la deuxième usine", "the second factory"),
        ("le scooter C30", "the C30 scooter"),
        ("2,125 millions", "2.125 million"),
        ("17h45", "5:45 p.m."),
        ("entre 19h15 et 20h30", "between 7.15 and 8.30 pm"),
        ("une demi-heure", "half an hour"),
        ("une dizaine de minutes", "ten minutes"),
        ("son cinquantième anniversaire", "50 years"),
        ("les sept producteurs", "the seven makers"),
        ("cinq titres", "won five titles"),
        ("30 des voitures", "30 of the cars"),
        ("un maçon sur trois", "a third of them"),
        ("neuf passagers sur dix", "nine in ten"),
        ("cinq sur cent payent", "one patient in twenty"),
        ("un cinquième de moins", "a fifth less"),
        ("quatre cinquièmes", "four-fifths"),
        ("un autre tiers", "another third"),
        ("trois fois moins", "three times cheaper"),
        ("dix fois son poids", "ten times the weight"),
        ("le quadruple", "four times as much"),
        ("un demi-siècle", "half a century"),
        ("vingt et un jours", "twenty-one days"),
        ("une année et demie", "one and a half years"),
        ("six mois de salaire", "six months' pay"),
        ("dix secondes de pose", "a ten-second exposure"),
        ("500 points de vente", "500 outlets"),
        ("90 millions l'an passé", "90 million last year"),
        ("150 des 180 millions d'euros", "150 of the 180 million euros"),
        ("septembre de 2027", "September 2027"),
        ("entre mai et octobre", "from May to October"),
        ("les années quatre-vingt", "the 1980s"),
        ("la 3G", "3G"),
    ],
)
def test_figures_of_both_languages(french: str, english: str) -> None:
    assert _figures(french, "fr") == _figures(english, "en") != []


@pytest.mark.parametrize(
    "text", ["second-hand phones", "third-party cover", "half-board", "a double-decker train"]
)
def test_sayings_are_no_figures(text: str) -> None:
    assert _figures(text, "en") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 milliards de dollars", "10 millions de dollars"),
        ("10 milliards de dollars", "10 milliards d’euros"),
        ("5 %", "5 points"),
        ("2 ans", "2 mois"),
        ("1er mars 2024", "2 mars 2024"),
        ("un billion", "un milliard"),
        ("17h45", "5h45"),
        ("un quart d'heure", "un quart"),
        ("un accord sur dix ans", "un élève sur dix"),
        ("un livre sur trois femmes", "un tiers des femmes"),
        ("un cinquième joueur", "un cinquième des joueurs"),
        ("deux fois par an", "deux fois plus"),
    ],
)
def test_figures_that_differ(one: str, other: str) -> None:
    assert _figures(one, "fr") != _figures(other, "fr")


@pytest.mark.parametrize(
    ("text", "language", "negated"),
    [
        ("Il ne part pas.", "fr", True),
        ("Il n’est plus là.", "fr", True),
        ("Aucun bus ne circule.", "fr", True),
        ("Il part sans elle.", "fr", True),
        ("Il n’a que deux voitures.", "fr", False),
        ("Plus de dix voitures.", "fr", False),
        ("Sans doute.", "fr", False),
        ("Il n’hésite pas à sortir.", "fr", False),
        ("Il hésite à sortir.", "fr", True),
        ("Il sort avant que le bus ne parte.", "fr", False),
        ("On sait qu’il ne peut sortir.", "fr", True),
        ("Rien n’est sûr.", "fr", True),
        ("Il n’a jamais payé.", "fr", True),
        ("La somme la plus importante jamais payée.", "fr", False),
        ("La ville lui emboîte le pas.", "fr", False),
        ("Le dossier n°12 est clos.", "fr", False),
        ("Ils ne sont donc pas partis.", "fr", True),
        ("Il choisit un stade, non une piscine.", "fr", True),
        ("It isn’t there.", "en", True),
        ("It cannot start.", "en", True),
        ("No buses run.", "en", True),
        ("Not only cars.", "en", False),
        ("It starts.", "en", False),
    ],
)
def test_negation(text: str, language: Language, negated: bool) -> None:
    assert any(clause.negated for clause in read_claim(text, language).clauses) == negated


@pytest.mark.parametrize(
    ("text", "language", "certainty"),
    [
        ("L’usine produit des voitures.", "fr", 0),
        ("L’usine produira des voitures.", "fr", 1),
        ("L’usine devrait produire des voitures.", "fr", 1),
        ("L’usine pourrait produire des voitures.", "fr", 2),
        ("L’usine serait à vendre.", "fr", 2),
        ("Il préparait la vente.", "fr", 0),
        ("Le maire a annoncé que le pont serait fermé.", "fr", 1),
        ("Le maire a annoncé que la ville allait fermer le pont.", "fr", 1),
        ("Ce pont allait changer la ville.", "fr", 0),
        ("Il rencontrait le maire.", "fr", 0),
        ("Cela va de pair avec la vente.", "fr", 0),
        ("Le pont peut être visité.", "fr", 1),
        ("Le pont est peut-être visité.", "fr", 2),
        ("Il est possible de visiter le pont.", "fr", 1),
        ("Il est possible que le pont ferme.", "fr", 2),
        ("Le pont est apparemment fermé.", "fr", 2),
        ("Il étudie la possibilité de fermer le pont.", "fr", 2),
        ("The plant opened in May.", "en", 0),
        ("The plant is also due in court.", "en", 1),
        ("The plant is said to make cars.", "en", 2),
        ("The plant makes cars.", "en", 0),
        ("The plant will make cars.", "en", 1),
        ("The plant is set to make cars.", "en", 1),
        ("The plant may make cars.", "en", 2),
        ("Reportedly the plant makes cars.", "en", 2),
    ],
)
def test_certainty(text: str, language: Language, certainty: int) -> None:
    assert max(clause.certainty for clause in read_claim(text, language).clauses) == certainty


def test_names_of_both_languages() -> None:
    assert name_of("beijing") == name_of("pekin")
    assert name_of("chinese") == name_of("chine")
    assert name_of("beijing") != name_of("shanghai")
    assert name_of("tehran") == name_of("teheran")
    assert read_claim("The United States and China", "en").names == {"etats-unis", "chine"}


def test_opposites() -> None:
    assert opposites_of(concepts_of("fermer")) & concepts_of("opened")
    assert not opposites_of(concepts_of("fermer")) & concepts_of("closed")


def test_the_lists_know_no_article() -> None:
    from assistant.grounding.concepts import FOLDER

    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.iterdir())
    assert not any(name in text for name in ("xiaomi", "baic", "hyundai", "reuters", "jac "))
