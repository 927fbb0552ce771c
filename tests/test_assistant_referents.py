"""Who is meant by "le groupe", "elle", "a-t-il dit": the one whom the sentence before is about.

The readers are made to say yes to everything, so that only the rules are judged.
"""

from __future__ import annotations

import pytest

from assistant.grounding.grounder import Grounder
from assistant.grounding.naming import known_names
from assistant.grounding.referents import Referents
from assistant.types import NumberedSentence
from index.embedding import static_embedder
from index.types import Language

BAIC = (
    "Xiaomi veut aussi se lancer dans le monde de l'automobile avec BAIC, un groupe d'État.",
    "Le géant chinois a dû se rendre compte que l'obtention d'une licence prend trop de temps, "
    "c'est pourquoi Groupe automobile de Pékin peut lui donner un coup de main.",
)
ALLIANCE = "Xiaomi s'entend avec BAIC pour la production de voitures électriques"


def _sentences(
    texts: tuple[str, ...], title: str = "Actualité", apart: int = 1
) -> list[NumberedSentence]:
    sentences, start = [], len(title) + 2
    for number, text in enumerate(texts, 1):
        end = start + len(text)
        sentences.append(NumberedSentence(number, text, "a.txt", title, start, end))
        start = end + apart
    return sentences


def _named(texts: tuple[str, ...], title: str = "Actualité", apart: int = 1) -> str:
    """The last sentence as it is read."""
    given = _sentences(texts, title, apart)
    names = known_names([s.text for s in given], {title})
    return Referents(given, names).named(given[-1]).text


def _carries(texts: tuple[str, ...], claim: str, language: Language, title: str) -> bool:
    """Whether the last sentence carries a claim, by the rules."""
    given = _sentences(texts, title)
    vectors = static_embedder().encode
    grounder = Grounder(given, "", language, vectors, readings=lambda *_: iter((0.99, 0.99)))
    (checked,) = [*grounder.feed(f"{claim} [{len(given)}]."), *grounder.finish()]
    return checked.supported


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (BAIC, "Le géant chinois Xiaomi a dû"),
        (
            ("Bentley va présenter une édition spéciale à Genève.", "Le constructeur de Crewe a"),
            "Le constructeur Bentley de Crewe a",
        ),
        (
            ("Pour payer, ANA veut augmenter les taxes.", "En plus elle demande trente ans."),
            "En plus ANA demande trente ans.",
        ),
        (
            ("Le syndicat FNV est furieux.", "Il a déjà tenu une grève de deux heures."),
            "FNV a déjà tenu une grève de deux heures.",
        ),
        (
            ("Et la Turquie dans tout ça ?", "Elle garde ses soldats sur l'île."),
            "Turquie garde ses soldats sur l'île.",
        ),
        (
            (
                '"La situation est grave", a déclaré à l\'AFP le directeur de la FAS, Hugo Morvan.',
                '"Il faut agir", a-t-il ajouté.',
            ),
            '"Il faut agir", a ajouté Hugo Morvan.',
        ),
        (
            ("L'agence de voyages TUI fait ordre chez elle.", "Elle a vendu cinq clubs."),
            "TUI a vendu cinq clubs.",
        ),
        (
            (
                "Le directeur général de Sanofi, Paul Hudson, s'est montré rassurant.",
                "« La France gardera sa place. »",
            ),
            "Paul Hudson : « La France gardera sa place. »",
        ),
        (
            (
                "Rachida Dati, ministre d'hier, n'a pas apprécié le discours.",
                '"Merci", a écrit l\'ancienne ministre.',
            ),
            '"Merci", a écrit l\'ancienne ministre Rachida Dati.',
        ),
        (
            ("Le PDG de Lotis, Hugo Morvan, est confiant.", "« Les ventes vont remonter. »"),
            "Hugo Morvan : « Les ventes",
        ),
        (
            ("Karine Kermadec a expliqué pourquoi.", '"Mon mari a vu une injustice."'),
            'Karine Kermadec : "Mon mari a vu une injustice."',
        ),
        (
            ("Hugo Morvan a réagi.", "« Je suis fier.", "Le projet avance. »"),
            "Hugo Morvan : Le projet avance. »",
        ),
        (
            ("Il est suivi par l'avocat Hugo Morvan.", "Ce dernier a porté plainte."),
            "Hugo Morvan a porté plainte.",
        ),
        (
            ("Holcim va construire une installation.", "Le groupe suisse y consacrera 9 millions."),
            "Le groupe suisse Holcim y consacrera 9 millions.",
        ),
        (
            ("Ikea ouvre un magasin à Nice.", "L'enseigne suédoise veut attirer les clients."),
            "L'enseigne suédoise Ikea veut",
        ),
        # Of sentences in a row that name nobody, all are about the one before them.
        (
            ("Le syndicat FNV est furieux.", "Il a fait grève.", "Il exige un plan social."),
            "FNV exige un plan social.",
        ),
    ],
)
def test_who_is_meant(texts: tuple[str, ...], named: str) -> None:
    assert _named(texts).startswith(named)


@pytest.mark.parametrize(
    "texts",
    [
        # More than one may be meant.
        ("Renault et Nissan ferment une usine.", "Le groupe prévoit des aides."),
        ("Renault a gagné, mais Nissan perdra des clients.", "Le groupe prévoit des aides."),
        ("Martine Aubry a attaqué Emmanuel Macron.", "Le ministre a répondu."),
        # The name does nothing in the sentence before, or is another thing's.
        ("Le directeur de Renault a démissionné.", "Il estime avoir raison."),
        ("Le PDG de Renault a démissionné.", "Il estime avoir raison."),
        ("Un représentant du maître d'œuvre, Naval Group, est venu.", "Il estime avoir raison."),
        ("Les agents d'Amsterdam sont inquiets.", "Il estime avoir raison."),
        ("Les clients de Renault se plaignent.", "Le groupe prévoit des aides."),
        # It has a name of its own, or is told apart.
        ("Le syndicat FNV est furieux.", "Le syndicat 3F trouve cela trop maigre."),
        ("Renault est inquiet.", "Le groupe Lotis prévoit des aides."),
        ("Renault est inquiet.", "Le patron du groupe, Hugo Morvan, prévoit des aides."),
        ("L'association Sanitas est contente.", "L'association des patients demande plus."),
        ("Emmanuel Macron a parlé.", "La ministre de la Justice Nicole Belloubet a répondu."),
        ("OVS fermera dix magasins.", "La marque ne disparaîtra pas."),
        # Another is told of who may be meant, or does it.
        ("Renault affronte un rival.", "Le constructeur chinois prévoit des aides."),
        ("Greenpeace attaque une entreprise de Nantes.", "L'entreprise nie avoir pollué."),
        ("Sanitas poursuit un laboratoire suisse.", "Le laboratoire conteste tout."),
        ("Renault a été racheté par le groupe Lotis.", "Le groupe veut fermer deux usines."),
        ("Renault a été racheté par Lotis.", "Le groupe veut fermer deux usines."),
        ("Anna Kerlann accuse son ancien mari.", "Il affirme n'avoir rien pris."),
        ("Ryanair a répondu à la Commission.", "Elle juge les aides illégales."),
        ("Hugo Morvan a écrit à Paul Durand.", "Il a refusé de répondre."),
        ("Sarah Morvan défend une vieille dame.", "Elle réclame 10 000 euros."),
        ("Hugo Morvan a écouté la victime.", '"J\'ai eu peur", a-t-elle raconté.'),
        ("Le voleur a été vu par le voisin d'Hugo Morvan.", "Ce dernier a appelé la police."),
        ("La mère était avec Hugo Morvan.", "Cette dernière a appelé la police."),
        ("Renault vend ses parts dans Nissan.", "Le constructeur japonais prévoit des aides."),
        ("Après le refus de Nissan, Renault attend.", "Le groupe japonais veut plus."),
        ("Anna Kerlann conteste une loi.", "Elle exige un permis pour chaque chien."),
        ("Le syndicat FNV rejette le plan social.", "Il prévoit 300 départs."),
        ("Hugo Morvan a reçu le rapport.", "Il recommande de fermer l'usine."),
        ("L'OM a recruté un ailier.", "Il veut rester trois ans."),
        ("Anna Kerlann a lu le message de Sarah Morvan.", "Elle demande 3 000 euros."),
        ("Nissan va mal.", "Renault attend.", "Le groupe prévoit des aides."),
        ("Le ministre Hugo Morvan est là.", "Le ministre belge a promis une aide."),
        ("Ikea ouvre un magasin.", "La banque centrale relève ses taux."),
        ("Hugo Morvan, patron de Lotis, parle.", '"Non", lance le patron de Varmont.'),
        # What tells that it is another: "new", "rival", of a town; or who it is was not told.
        ("Paul Hudson a démissionné.", "Le nouveau patron veut supprimer 100 postes."),
        ("Bentley présente une voiture.", "L'autre constructeur prépare une réponse."),
        ("La Suisse vote dimanche.", "Le pays voisin a déjà accepté la loi."),
        ("Lyon ferme ses piscines.", "La commune de Bron garde les siennes."),
        ("Hugo Morvan est mort jeudi.", "Le maire a annoncé un jour de deuil."),
        ("Paul Hudson a porté plainte.", "Le journaliste nie avoir menti."),
        ("Volkswagen a trompé ses clients.", "Le syndicat a déposé une plainte."),
        # Words that another may have said.
        ("Hugo Morvan lit la pancarte d'un manifestant.", "« Rendez-nous la mer ! »"),
        ("Hugo Morvan a réagi au discours du gouvernement.", "« La réforme est juste. »"),
        ("Hugo Morvan cite un sondage.", "« Sept Français sur dix veulent partir. »"),
        # One of another kind: a person, a company, a thing, another gender.
        ("Le syndicat FNV est furieux.", "La compagnie ne veut pas réagir."),
        ("La Taycan est rapide.", "Le constructeur annonce une hausse."),
        ("M. Morvan est inquiet.", "Le groupe prévoit des aides."),
        ("Le syndicat FNV est furieux.", "Elle exige un plan social."),
        # What things do, too.
        ("Xiaomi lance une voiture.", "Elle coûtera 30 000 euros."),
        ("Xiaomi lance une voiture.", "Il faut attendre mai."),
        # No subject of before: "a group".
        ("Renault est inquiet.", "Un groupe prévoit des aides."),
        ('"Je pars", a dit Hugo Morvan.', "Y a-t-il un accord ?"),
    ],
)
def test_where_it_is_not_known_who_is_meant(texts: tuple[str, ...]) -> None:
    assert _named(texts) == texts[-1]


def test_what_was_not_given_may_name_another() -> None:
    texts = ("Le syndicat FNV est furieux.", "Il exige un plan social.")
    assert _named(texts) != texts[-1]
    assert _named(texts, apart=30) == texts[-1]
    assert _named(texts[1:]) == texts[-1]


def test_sentences_far_from_the_name_are_about_others() -> None:
    texts = ("Le syndicat FNV est furieux.", *(["Il exige une aide."] * 4))
    assert _named(texts[:4]) != texts[-1]
    assert _named(texts) == texts[-1]


@pytest.mark.parametrize(
    ("texts", "title", "named"),
    [
        (("Le groupe de Nantes ouvre une usine.",), "Michelin se diversifie", True),
        (("Le groupe de Nantes ouvre une usine.",), "Michelin et Getinge s'allient", False),
        (("Mauvaise semaine pour Dyson !", "L'entreprise rappelle tout."), "Rappel : Dyson", True),
        (("Mauvaise semaine pour Rowenta !", "L'entreprise rappelle tout."), "Dyson", False),
    ],
)
def test_the_title_may_say_whom_an_article_is_about(
    texts: tuple[str, ...], title: str, named: bool
) -> None:
    assert (_named(texts, title) != texts[-1]) == named


@pytest.mark.parametrize(
    ("texts", "carried", "not_carried", "language"),
    [
        (
            BAIC,
            "Xiaomi a dû se rendre compte que l'obtention d'une licence prend trop de temps",
            "BAIC a dû se rendre compte que l'obtention d'une licence prend trop de temps",
            "fr",
        ),
        (
            (
                "Ryanair, qui transporte huit passagers sur dix, n'est pas d'accord.",
                "La compagnie irlandaise retire cinq avions de Charleroi.",
            ),
            "Ryanair is withdrawing five planes from Charleroi",
            "Brussels Airlines is withdrawing five planes from Charleroi",
            "en",
        ),
        (
            (
                "L'autorité aérienne AESA a ouvert une enquête.",
                "Elle veut savoir pourquoi les compagnies n'avaient pas de plan B.",
            ),
            "L'AESA veut savoir pourquoi les compagnies n'avaient pas de plan B",
            "Les compagnies veulent savoir pourquoi l'AESA n'avait pas de plan B",
            "fr",
        ),
        (
            (
                "Marc Rochet est inquiet pour Orly.",
                "Il a écrit une lettre à Donald Trump.",
            ),
            "Marc Rochet a écrit une lettre à Donald Trump",
            "Donald Trump a écrit une lettre à Marc Rochet",
            "fr",
        ),
        (
            (
                "Hugo Morvan, ministre de la Justice, a répondu à Anna Kerlann.",
                "« Le projet était le bon. »",
            ),
            "Pour Hugo Morvan, le projet était le bon",
            "Pour Anna Kerlann, le projet était le bon",
            "fr",
        ),
    ],
)
def test_what_is_told_of_whom_is_meant(
    texts: tuple[str, ...], carried: str, not_carried: str, language: Language
) -> None:
    assert _carries(texts, carried, language, ALLIANCE)
    assert not _carries(texts, not_carried, language, ALLIANCE)


def test_what_another_gives_is_given_to_the_one_who_is_meant() -> None:
    assert "Pékin peut à Xiaomi donner un coup de main" in _named(BAIC)
    own = "Le géant chinois a dit qu'il pouvait lui donner un coup de main."
    assert "pouvait lui donner" in _named((BAIC[0], own))


def test_what_is_given_to_another_is_not_given_to_the_one_who_is_meant() -> None:
    told = "Le géant chinois a un fournisseur, et Lotis va lui acheter des batteries."
    assert "Lotis va lui acheter" in _named((BAIC[0], told))


def test_a_sentence_that_asserts_nothing_still_asserts_nothing() -> None:
    texts = ("Le syndicat FNV est furieux.", "Il dément que l'usine fermera en mai.")
    assert not _carries(texts, "L'usine fermera en mai", "fr", "Actualité")
