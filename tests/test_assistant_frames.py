"""What an article denies, asks, supposes or leaves open carries no claim; what it says beside does.

The readers are made to say yes to everything, so that only the rules are judged.
"""

from __future__ import annotations

import pytest

from assistant.grounding.frames import asserted
from assistant.grounding.grounder import Checked, Grounder
from assistant.types import NumberedSentence
from index.embedding import static_embedder

AGEN = "L’usine de Xiaomi ouvrira à Agen."


def _judged(evidence: str, claim: str) -> Checked:
    cited = [NumberedSentence(1, evidence, "a.txt", "Actualité", 0, len(evidence))]
    vectors = static_embedder().encode
    grounder = Grounder(cited, "", "fr", vectors, readings=lambda *_: iter((0.99, 0.99)))
    (checked,) = [*grounder.feed(f"{claim} [1]"), *grounder.finish()]
    return checked


@pytest.mark.parametrize(
    ("evidence", "claim"),
    [
        ("Xiaomi dément que son usine ouvrira à Agen.", AGEN),
        ("Xiaomi a toujours démenti que son usine ouvrira à Agen.", AGEN),
        ("Il est faux que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Il est faux de dire que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Ce serait une erreur de croire que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Personne ne croit que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Le maire rejette l’idée que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Le maire doute que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("L’usine de Xiaomi ouvrira-t-elle à Agen ?", AGEN),
        ("« L’usine de Xiaomi ouvrira-t-elle à Agen ? »", AGEN),
        ("« L’usine de Xiaomi ouvrira-t-elle à Agen ? », demande le maire.", AGEN),
        ("On ignore si l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Le maire ne sait pas encore si l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Imaginons que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Renault dément avoir vendu son usine de Flins.", "Renault a vendu son usine de Flins."),
        (
            "Le maire dit que le pont coûtera 12 millions d’euros et nie avoir touché de l’argent.",
            "Le maire a touché de l’argent.",
        ),
        (
            "Le maire a-t-il touché 10 000 euros de pots-de-vin ?",
            "Le maire a touché 10 000 euros de pots-de-vin.",
        ),
        (
            "Renault, qui emploie 300 personnes à Flins, dément avoir vendu son usine.",
            "Renault a vendu son usine.",
        ),
    ],
)
def test_what_is_not_asserted_carries_no_claim(evidence: str, claim: str) -> None:
    checked = _judged(evidence, claim)
    assert not checked.supported
    assert str(checked.reason).startswith("certainty: ")


@pytest.mark.parametrize(
    ("evidence", "claim"),
    [
        # what stands beside it
        (
            "Renault, qui emploie 300 personnes à Flins, dément avoir vendu son usine.",
            "Renault emploie 300 personnes à Flins.",
        ),
        (
            "Le maire dit que le pont coûtera 12 millions d’euros et nie avoir touché de l’argent.",
            "Le pont coûtera 12 millions d’euros.",
        ),
        (
            "La préfecture, qui a fermé le pont en mai, ne sait pas encore si la digue tiendra.",
            "La préfecture a fermé le pont en mai.",
        ),
        (
            "« Qui paiera ? », demande le maire d’Agen, qui emploie 300 personnes.",
            "Le maire d’Agen emploie 300 personnes.",
        ),
        # no doubt about it
        ("Il ne fait aucun doute que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Nul doute que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        ("Sans doute que l’usine de Xiaomi ouvrira à Agen.", AGEN),
        # denied alike
        (
            "Xiaomi dément que son usine ouvrira à Agen.",
            "Xiaomi dément que son usine ouvrira bien à Agen.",
        ),
        (
            "Renault dément avoir vendu son usine de Flins.",
            "Renault nie avoir vendu son usine de Flins.",
        ),
        ("On ignore si l’usine de Xiaomi ouvrira à Agen.", f"On ne sait pas si {AGEN}"),
        (
            "Si la loi est votée, le péage coûtera 5 euros.",
            "Si la loi est votée, le péage coûtera bien 5 euros.",
        ),
    ],
)
def test_what_is_asserted_beside_or_denied_alike_carries_its_claim(
    evidence: str, claim: str
) -> None:
    checked = _judged(evidence, claim)
    assert (checked.supported, checked.reason) == (True, None)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Il pleut à Agen.", "Il pleut à Agen."),
        ("Pleut-il à Agen ?", ""),
        ("« Il pleut. Mais où ? », dit le maire.", "« Il pleut. », dit le maire."),
        ("À Agen, le maire nie qu’il pleut.", "À Agen, le maire "),
        ("Si le vent tombe, le pont rouvrira.", ", le pont rouvrira."),
        ("Si beaucoup de rumeurs sont fausses, celle-ci est vraie.",) * 2,
        ("Il va sans doute que le pont rouvrira.",) * 2,
    ],
)
def test_what_is_asserted(sentence: str, said: str) -> None:
    assert asserted(sentence) == said
