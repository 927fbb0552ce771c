"""The same denial, and what is no fact, in other words than the evidence's: rule by rule.

The words themselves may have no counterpart, which reading a claim may overrule.
"""

from __future__ import annotations

import pytest

from assistant.grounding.checks import Checks
from assistant.grounding.entailment import may_be_overruled
from assistant.types import NumberedSentence
from index.embedding import static_embedder
from index.types import Language


def _found(evidence: str, text: str, language: Language) -> str | None:
    sentences = [NumberedSentence(1, evidence, "a.txt", "Actualité", 0, len(evidence))]
    checks = Checks(sentences, "", language, static_embedder().encode)
    return checks.lacking(text, sentences)


def _judge(evidence: str, said: str, reversed_: str, language: Language, reason: str) -> None:
    found = _found(evidence, said, language)
    assert found is None or may_be_overruled(found), f"{said} {found}"
    found = _found(evidence, reversed_, language)
    assert (found or "").startswith(reason or found or "-"), f"{reversed_} {found}"


@pytest.mark.parametrize(
    ("evidence", "said", "reversed_", "language"),
    [
        (
            "Le prix d'achat n'a pas été communiqué.",
            "Le prix d'achat reste secret.",
            "Le prix d'achat a été communiqué.",
            "fr",
        ),
        (
            "Le prix d'achat reste confidentiel.",
            "The purchase price has not been disclosed.",
            "The purchase price is not confidential.",
            "en",
        ),
        (
            "L'entreprise n'a pas commenté la fuite.",
            "The company has made no comment on the leak.",
            "The company has commented on the leak.",
            "en",
        ),
        (
            "L'inscription au musée est gratuite.",
            "Signing up at the museum costs nothing.",
            "Signing up at the museum is not free.",
            "en",
        ),
        (
            "Le régulateur doit encore donner son accord.",
            "Le régulateur n'a pas encore donné son accord.",
            "Le régulateur ne doit pas donner son accord.",
            "fr",
        ),
        (
            "Pelforth ne changera pas de nom.",
            "Pelforth will keep its name.",
            "Pelforth will change its name.",
            "en",
        ),
        (
            "Le prix du robusta a frappé lundi un nouveau record.",
            "Jamais le prix du robusta n'avait été aussi haut.",
            "Le prix du robusta n'a pas frappé de record.",
            "fr",
        ),
        (
            "Les lapins ne sont pas concernés par la loi.",
            "Rabbits are left out of the law.",
            "Rabbits are concerned by the law.",
            "en",
        ),
        (
            "Le syndicat n'exclut pas une grève à Noël.",
            "The union may strike at Christmas.",
            "The union excludes a strike at Christmas.",
            "en",
        ),
        (
            "La visite durera deux heures au maximum.",
            "La visite ne durera pas plus de deux heures.",
            "La visite ne durera pas deux heures.",
            "fr",
        ),
        (
            "La durée de vie des batteries n'est pas encore sûre.",
            "La durée de vie des batteries reste incertaine.",
            "La durée de vie des batteries est sûre.",
            "fr",
        ),
        (
            "Les joueurs n'ont pas voulu du gel des salaires.",
            "The players have rejected the wage freeze.",
            "The players wanted the wage freeze.",
            "en",
        ),
        (
            "L'usine manque de personnel.",
            "L'usine n'a pas assez de personnel.",
            "L'usine ne manque pas de personnel.",
            "fr",
        ),
        (
            "La direction exclut tout licenciement.",
            "La direction assure qu'il n'y aura pas de licenciement.",
            "La direction n'exclut pas de licenciement.",
            "fr",
        ),
    ],
)
def test_a_denial_in_other_words(
    evidence: str, said: str, reversed_: str, language: Language
) -> None:
    _judge(evidence, said, reversed_, language, "negation")


@pytest.mark.parametrize(
    ("evidence", "said", "language"),
    [
        # Unknown is not denied, a delay is no refusal, a denial of a denial is none.
        ("On ignore s'il y a des victimes.", "Il n'y a pas de victimes.", "fr"),
        ("L'entreprise n'a pas encore commenté la fuite.", "The company denied the leak.", "en"),
        ("Revenir n'est pas possible sans perdre les données.", "On perd les données.", "fr"),
        (
            "Le maire n'a eu de cesse de dénigrer le projet.",
            "Le maire ne dénigre pas le projet.",
            "fr",
        ),
        (
            "Le bus s'arrête à la gare, mais pas à la mairie.",
            "Le bus s'arrête à la mairie, mais pas à la gare.",
            "fr",
        ),
    ],
)
def test_what_is_no_denial_of_the_same(evidence: str, said: str, language: Language) -> None:
    found = _found(evidence, said, language)
    assert found is not None, said


@pytest.mark.parametrize(
    ("evidence", "said", "reversed_", "language"),
    [
        (
            "La mairie veut un pont à Nantes.",
            "The city hall is calling for a bridge in Nantes.",
            "The city hall got a bridge in Nantes.",
            "en",
        ),
        (
            "Le vendeur doit afficher le prix total.",
            "La loi oblige le vendeur à afficher le prix total.",
            "Le vendeur a affiché le prix total.",
            "fr",
        ),
        (
            "BYD pourrait devoir céder des actifs.",
            "BYD risque de devoir céder des actifs.",
            "BYD a cédé des actifs.",
            "fr",
        ),
        (
            "Le groupe espère 2 000 emplois.",
            "The group is hoping for 2,000 jobs.",
            "The group created 2,000 jobs.",
            "en",
        ),
        (
            "Si l'essai réussit, dix villes suivront.",
            "If the trial succeeds, ten cities will follow.",
            "The trial succeeded, and ten cities have followed.",
            "en",
        ),
        (
            "Le groupe ne veut pas investir 10 milliards de dollars.",
            "Le groupe refuse d'investir 10 milliards de dollars.",
            "Le groupe n'a pas investi 10 milliards de dollars.",
            "fr",
        ),
        (
            "La production sera transférée au Havre.",
            "Production is moving to Le Havre.",
            "Production was moved to Le Havre.",
            "en",
        ),
    ],
)
def test_what_is_no_fact_in_other_words(
    evidence: str, said: str, reversed_: str, language: Language
) -> None:
    _judge(evidence, said, reversed_, language, "certainty")


@pytest.mark.parametrize(
    ("evidence", "said", "language", "reason"),
    [
        ("Xiaomi a prévu d'investir à Lyon.", "Xiaomi refuse d'investir à Lyon.", "fr", "cert"),
        ("Xiaomi veut obliger Lotis à payer.", "Xiaomi has obliged Lotis to pay.", "en", "cert"),
        (
            "L'assistant répond, pourvu que le téléphone soit proche.",
            "The assistant answers even when the phone is far away.",
            "en",
            "certainty",
        ),
        ("Le pont pourrait fermer en mai.", "The city denied that the bridge closes.", "en", ""),
    ],
)
def test_what_is_surer_all_the_same(
    evidence: str, said: str, language: Language, reason: str
) -> None:
    found = _found(evidence, said, language)
    assert (found or "").startswith(reason or found or "-"), f"{said} {found}"


@pytest.mark.parametrize(
    ("evidence", "said", "reversed_", "language", "reason"),
    [
        (
            "Les nouvelles presses consomment un tiers de moins.",
            "The new presses consume a third less than the old ones.",
            "The old presses consume a third less.",
            "en",
            "direction",
        ),
        (
            "Le chantier du terminal arrivera en mai.",
            "Le chantier doit commencer en mai.",
            "Le chantier doit finir en mai.",
            "fr",
            "",
        ),
        (
            "L'objectif est une usine à Lyon.",
            "The aim is a factory in Lyon.",
            "The aim is a factory in Nantes.",
            "en",
            "name",
        ),
        (
            "Les bénévoles soignent les arbres.",
            "The volunteers look after the trees.",
            "The volunteers arrived after the trees.",
            "en",
            "sequence",
        ),
        (
            "Les animaux voyageront de nuit.",
            "The animals will travel after dark.",
            "The animals will travel after the storm.",
            "en",
            "sequence",
        ),
        (
            "Les compagnies paient le gros de la facture à la livraison.",
            "The companies pay most of the bill on delivery.",
            "The companies pay the entire bill on delivery.",
            "en",
            "scope",
        ),
        (
            "La ville attend les analyses complémentaires.",
            "La ville attend d'autres analyses.",
            "La ville attend toutes les analyses.",
            "fr",
            "scope",
        ),
    ],
)
def test_directions_orders_and_parts(
    evidence: str, said: str, reversed_: str, language: Language, reason: str
) -> None:
    _judge(evidence, said, reversed_, language, reason)


def test_a_denial_beside_another_one_is_not_taken_for_it() -> None:
    evidence = (
        "Grâce à la réouverture de l'application, les acheteurs dont le dossier n'avait pas été "
        "retenu lors de la première vague, vont donc pouvoir essayer à nouveau d'avoir le modèle."
    )
    claim = "Buyers who were not selected in the first round will not be able to try again."
    assert _found(evidence, claim, "en") == "negation: try"
