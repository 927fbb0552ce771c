"""All, one alone, contraries by prefix, and measures: small changes that make a near copy wrong."""

from __future__ import annotations

import pytest

from assistant.grounding.checks import Checks
from assistant.types import NumberedSentence
from index.embedding import static_embedder
from index.types import Language

SHOPS = "Presque tous les magasins de la marque ont rouvert en Chine."
FIRST = "Cette berline est le premier modèle du programme."
SATISFIED = "La maire s'est dite satisfaite du service rendu aux habitants."
HEIGHT = "La scène s'est déroulée à plus de 2 500 mètres d'altitude."
CLOSED = "La gare a temporairement fermé ses portes."
MIXED = "Presque toutes les routes, et tous les ponts, sont rouverts."
MONDAY = "Chaque lundi, le musée est fermé."
AGREED = "Un accord important portant sur le commerce a été signé."
TWO = "La ville n'a que deux lignes de tramway."


def _lacking(evidence: str, claim: str, language: Language) -> str | None:
    cited = [NumberedSentence(1, evidence, "a.txt", "Un article", 0, len(evidence))]
    return Checks(cited, "", language, static_embedder().encode).lacking(claim, cited)


@pytest.mark.parametrize(
    ("evidence", "claim", "language", "reason"),
    [
        (SHOPS, "Tous les magasins de la marque ont rouvert en Chine.", "fr", "scope"),
        (SHOPS, "All the brand's shops have reopened in China.", "en", "scope"),
        (FIRST, "Cette berline est le seul modèle du programme.", "fr", "scope"),
        (FIRST, "This saloon is the only model of the programme.", "en", "scope"),
        (
            SATISFIED,
            "La maire s'est dite insatisfaite du service rendu aux habitants.",
            "fr",
            "direction",
        ),
        (HEIGHT, "The scene took place at an altitude of more than 2,500 feet.", "en", "figure"),
        (CLOSED, "La gare a définitivement fermé ses portes.", "fr", ""),
    ],
)
def test_a_small_change_is_found(
    evidence: str, claim: str, language: Language, reason: str
) -> None:
    found = _lacking(evidence, claim, language)
    assert found is not None
    assert found.startswith(reason)


@pytest.mark.parametrize(
    ("evidence", "claim", "language"),
    [
        (SHOPS, "Presque tous les magasins de la marque ont rouvert en Chine.", "fr"),
        (FIRST, "Cette berline est le premier modèle du programme.", "fr"),
        (SATISFIED, "La maire est satisfaite du service rendu aux habitants.", "fr"),
        (HEIGHT, "La scène s'est déroulée à plus de 2 500 m d'altitude.", "fr"),
        (CLOSED, "La gare a temporairement fermé ses portes.", "fr"),
        (TWO, "La ville a seulement deux lignes de tramway.", "fr"),
        (TWO, "The city has only two tram lines.", "en"),
        (SHOPS, "Nearly all the brand's shops have reopened in China.", "en"),
        (MIXED, "Tous les ponts sont rouverts.", "fr"),
        (MONDAY, "The museum is closed every Monday.", "en"),
        (AGREED, "Un accord important sur le commerce a été signé.", "fr"),
    ],
)
def test_what_is_said_alike_passes(evidence: str, claim: str, language: Language) -> None:
    assert _lacking(evidence, claim, language) is None
