"""Who does what, and who says it, in the evidence and in what a chat model writes of it."""

from __future__ import annotations

import pytest

from index.types import Language
from tests.support.judging import carries, judge, rows


@pytest.mark.parametrize(
    ("article", "claims"),
    [
        (
            ["Hélène Vasseur dirige le chantier naval.", "Elle a promis 40 postes."],
            ["Bruno Delmas a promis 40 postes.", "Delmas promised 40 posts."],
        ),
        (
            ["Hélène Vasseur a reçu Anne Delmas.", "Elle a promis 40 postes."],
            ["Hélène Vasseur a promis 40 postes.", "Anne Delmas a promis 40 postes."],
        ),
        (
            ["Paul Durand a critiqué la loi.", "Elle a été votée en mai par les députés."],
            ["Paul Durand a été voté en mai par les députés."],
        ),
        (
            ["Xiaomi a présenté un téléphone.", "Il coûte 400 euros."],
            ["Xiaomi coûte 400 euros.", "Xiaomi costs 400 euros."],
        ),
        (
            [
                "Hélène Vasseur dirige le chantier naval.",
                "Paul Durand a quitté le port hier.",
                "Elle sera jugée en mai.",
            ],
            ["Paul Durand sera jugé en mai."],
        ),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_pronoun_gives_no_name(article: list[str], claims: list[str], language: Language) -> None:
    for claim in claims:
        assert not carries(article, claim, language), claim


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (
            ["Le port a reçu la maire Jeanne Blanc.", "Mme Blanc a promis un nouveau quai."],
            "Louise Blanc a promis un nouveau quai.",
        ),
        (
            ["Jeanne Blanc préside.", "M. Dupont a promis à Mme Blanc un nouveau quai."],
            "Jeanne Dupont a promis un nouveau quai.",
        ),
        (
            ["Jeanne Blanc préside.", "La maire a reçu Mme Blanc et M. Roy lundi."],
            "La maire a reçu Jeanne Roy lundi.",
        ),
        (
            ["Donald Trump a parlé.", "Mme Trump a visité l’école lundi."],
            "Donald Trump a visité l’école lundi.",
        ),
    ],
)
def test_a_first_name_of_another_sentence_is_no_evidence(article: list[str], claim: str) -> None:
    assert not carries(article, claim, "fr")


@rows(
    (
        "Selon Solane, une usine de Varmont pourrait être achetée par Lotis.",
        "Solane says a Varmont plant could be bought by Lotis.",
        "Lotis says a Varmont plant could be bought.",
        "en",
    ),
    (
        "Une usine de Varmont, qui selon Solane pourrait être achetée par Lotis.",
        "According to Solane, a Varmont plant could be bought by Lotis.",
        "Lotis says it could buy a Varmont plant.",
        "en",
    ),
)
def test_whose_statement_it_is(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Le maire Jean Roy a appelé samedi le Japon à respecter les droits de Paul Blanc.",
        "Jean Roy a demandé samedi au Japon de respecter les droits de Paul Blanc.",
        "Le Japon a demandé samedi à Jean Roy de respecter les droits de Paul Blanc.",
        "fr",
    ),
    (
        "Le ministre français du Budget, Jean Roy, a appelé le Japon à respecter l’accord.",
        "The French budget minister called on Japan to respect the agreement.",
        "The Japanese budget minister called on France to respect the agreement.",
        "en",
    ),
    (
        "Le salon de Lotis Nantes ouvrira ses portes en mai et exposera la nouvelle Lotis GT.",
        "Lotis Nantes will open its doors in May.",
        "Lotis GT will open its doors in May.",
        "en",
    ),
    (
        "Le ministre Jean Roy a répondu, sur LCI : « Cela m’interroge ».",
        "Jean Roy, ministre, lui a répondu sur LCI.",
        "LCI a répondu au ministre Jean Roy.",
        "fr",
    ),
    (
        "Le général Paul Roy parlait de l’opération qui a coûté la vie à 13 soldats, au Mali.",
        "L’opération a coûté la vie à 13 soldats au Mali.",
        "L’opération a coûté la vie à 13 soldats de Paul Roy.",
        "fr",
    ),
    (
        "La mairie est payée pour aider le club.",
        "Le club est aidé par la mairie.",
        "Le club doit aider la mairie.",
        "fr",
    ),
    (
        "Les magasins devraient soutenir les ventes.",
        "Shops are set to support sales.",
        "Sales are set to support shops.",
        "en",
    ),
    (
        "Varmont, qui appartient à l’État, a racheté Lotis.",
        "State-owned Varmont has bought Lotis.",
        "State-owned Lotis has bought Varmont.",
        "en",
    ),
    (
        "Varmont a repris Lotis en mai.",
        "Varmont took over Lotis in May.",
        "Lotis takes over Varmont in May.",
        "en",
    ),
    (
        ["Sur le port, Varmont.", "Silence chez Varmont et Lotis, alors que Solane a démenti."],
        "Lotis et Varmont gardent le silence.",
        "Solane et Lotis gardent le silence.",
        "fr",
    ),
    (
        ["Sur le port, Varmont.", "Varmont a ouvert une usine, mais Lotis a renoncé."],
        "Varmont has opened a plant.",
        "Lotis and Varmont have given up.",
        "en",
    ),
    (
        ["Hier, Anne Delmas a parlé.", "Anne Delmas succède à Paul Roy."],
        "Anne Delmas takes over from Paul Roy.",
        "Paul Roy takes over from Anne Delmas.",
        "en",
    ),
    (
        "La vidéo a été diffusée mardi par l’avocat.",
        "La vidéo a été rendue publique mardi par l’avocat.",
        "La vidéo a été cachée mardi par l’avocat.",
        "fr",
    ),
    (
        "D’un côté, Lotis, qui fait des vélos, de l’autre, un groupe qui a percé dans le textile.",
        "Lotis fait des vélos.",
        "Lotis, qui fait des vélos, a percé dans le textile.",
        "fr",
    ),
    (
        "D’un côté, Lotis, qui produit des vélos, de l’autre, un groupe de textile.",
        "Lotis makes bikes, and the other group makes textiles.",
        "Lotis, a textile group, makes bikes.",
        "en",
    ),
    (
        "Sur le reste, bouche cousue chez Varmont et Lotis, alors que Solane a démenti.",
        "Lotis et Varmont gardent le silence.",
        "Les gens de Solane restent bouche cousue.",
        "fr",
    ),
    (
        "D’un côté, Lotis, qui appartient à l’État, de l’autre, un groupe qui produit des vélos.",
        "Lotis is state-owned.",
        "The state-owned group makes bikes.",
        "en",
    ),
    (
        "Silence chez Varmont et Lotis, tandis que Solane a nié l’affaire.",
        "Solane a nié l’affaire.",
        "Solane et Lotis ont nié l’affaire.",
        "fr",
    ),
)
def test_who_acts_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "La batterie coûte 29 euros, le moteur 45.",
        "The battery costs 29 euros and the motor 45.",
        "The motor costs 29 euros and the battery 45.",
        "en",
    ),
    (
        "Les paiements seront gratuits, alors que les retraits coûteront 2 %.",
        "Les retraits coûteront 2 %.",
        "Les paiements coûteront 2 %, alors que les retraits seront gratuits.",
        "fr",
    ),
    (
        "Les commerçants se réjouissent, mais les habitants parlent d’une invasion.",
        "Les habitants parlent d’une invasion, mais les commerçants se réjouissent.",
        "Les commerçants parlent d’une invasion, mais les habitants se réjouissent.",
        "fr",
    ),
    (
        "Le blessé grave est un homme, et le blessé léger une femme.",
        "Le blessé léger est une femme, et le blessé grave un homme.",
        "Le blessé grave est une femme, et le blessé léger un homme.",
        "fr",
    ),
    (
        "Elle est née de père japonais et de mère suédoise.",
        "She has a Japanese father and a Swedish mother.",
        "She has a Swedish father and a Japanese mother.",
        "en",
    ),
    (
        "Un sommet entre la mairie et le port est prévu.",
        "Un sommet entre le port et la mairie est prévu.",
        "Un sommet entre le port et la mairie est annulé.",
        "fr",
    ),
)
def test_what_is_told_of_each_of_two(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Un homme a été agressé par un groupe dans la nuit.",
        "Un groupe a agressé un homme dans la nuit.",
        "Un homme a agressé un groupe dans la nuit.",
        "fr",
    ),
    (
        "Le maire a convoqué les commerçants lundi.",
        "Les commerçants ont été convoqués lundi par le maire.",
        "Le maire a été convoqué lundi par les commerçants.",
        "fr",
    ),
    (
        "Les gendarmes sont appelés par le propriétaire du pont.",
        "The owner of the bridge called the gendarmes.",
        "The gendarmes called the owner of the bridge.",
        "en",
    ),
    (
        "Un homme d’une trentaine d’années a été attaqué par un groupe.",
        "Le groupe qui a attaqué cet homme est connu.",
        "Cet homme a attaqué un groupe.",
        "fr",
    ),
    (
        "L’homme était finalement ceinturé par un gendarme.",
        "Un gendarme a finalement ceinturé l’homme.",
        "L’homme a finalement ceinturé un gendarme.",
        "fr",
    ),
)
def test_who_does_it_in_the_other_voice(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "La région donne 200 000 euros à l’usine.",
        "La région versera 200 000 euros.",
        "L’usine donne 200 000 euros à la région.",
        "fr",
    ),
    (
        "La commune a donné 500 places gratuites.",
        "La commune a offert 500 places gratuites.",
        "Le club a donné 500 places gratuites à la commune.",
        "fr",
    ),
    (
        "Le syndicat accuse la direction d’avoir négligé le port.",
        "The union accuses the management of having neglected the port.",
        "The management accuses the union of having neglected the port.",
        "en",
    ),
    (
        "L’État a promis 2 milliards d’euros à l’usine.",
        "The state has promised the plant 2 billion euros.",
        "The plant has promised the state 2 billion euros.",
        "en",
    ),
    (
        "La région demande le remboursement des aides versées à l’usine.",
        "The region is asking for repayment of the aid.",
        "The plant is asking the region for repayment of the aid.",
        "en",
    ),
    (
        "Les abonnés n’hésitent pas à lui envoyer des messages.",
        "Les abonnés lui envoient des messages sans hésiter.",
        "Il n’hésite pas à envoyer des messages aux abonnés.",
        "fr",
    ),
    (
        "Le ministère invite les patients à appeler le médecin.",
        "The ministry asks patients to call the doctor.",
        "The doctor asks patients to call the ministry.",
        "en",
    ),
)
def test_to_whom_it_is_given(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Varmont, propriété du groupe Lotis, a présenté un vélo.",
        "Varmont, propriété de Lotis, a présenté un vélo.",
        "Varmont, propriétaire de Lotis, a présenté un vélo.",
        "fr",
    ),
    (
        "Varmont, qui appartient à Lotis, a présenté un vélo.",
        "Varmont, owned by Lotis, has presented a bike.",
        "Varmont, which owned Lotis, has presented a bike.",
        "en",
    ),
    (
        "Les élus préfèrent dialoguer avec la mairie plutôt qu’avec la préfecture.",
        "Les élus préfèrent dialoguer avec la mairie plutôt qu’avec la préfecture.",
        "Les élus préfèrent dialoguer avec la préfecture plutôt qu’avec la mairie.",
        "fr",
    ),
    (
        "La ville permet une extinction progressive plutôt qu’un arrêt brutal.",
        "The town allows a gradual shutdown rather than an abrupt stop.",
        "The town allows an abrupt stop rather than a gradual shutdown.",
        "en",
    ),
    (
        "Varmont, filiale du groupe Lotis, ouvre un port.",
        "Varmont is a subsidiary of Lotis.",
        "Lotis is a subsidiary of Varmont.",
        "en",
    ),
    (
        "La Chiron arrive en remplacement de la Veyron.",
        "La Chiron remplace la Veyron.",
        "La Veyron arrive en remplacement de la Chiron.",
        "fr",
    ),
    (
        "Le Levante est inspiré du Ghibli.",
        "The Levante is inspired by the Ghibli.",
        "The Ghibli is inspired by the Levante.",
        "en",
    ),
)
def test_what_owns_or_replaces_what(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)
