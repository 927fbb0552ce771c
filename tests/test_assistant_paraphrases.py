"""What a chat model may say otherwise than its evidence, and what it may not: rule by rule."""

from __future__ import annotations

import pytest

from index.types import Language
from tests.support.judging import carries, judge, rows


@rows(
    (
        "Elle mène une enquête qui a duré un an.",
        "Her investigation took one year.",
        "Her investigation took one month.",
        "en",
    ),
    (
        "Le club réunit tous les ans depuis 1954 environ 130 personnalités.",
        "Le club réunit environ 130 personnalités chaque année depuis 1954.",
        "Le club réunit environ 130 personnalités chaque mois depuis 1954.",
        "fr",
    ),
    (
        "La réunion est prévue entre la fin de l’année 2017 et début 2018.",
        "La réunion est prévue entre fin 2017 et début 2018.",
        "La réunion est prévue entre début 2017 et fin 2018.",
        "fr",
    ),
    (
        "C’est la première hausse depuis plus de vingt ans.",
        "It is the first rise in more than twenty years.",
        "It is the first rise in more than thirty years.",
        "en",
    ),
    (
        "L’enregistrement coûtera 25 euros au lieu des 35 euros actuels.",
        "L’enregistrement coûtera 25 euros, contre 35.",
        "L’enregistrement coûtera 35 euros, contre 25.",
        "fr",
    ),
    (
        "Le modèle est proposé dès 58 800 € en Allemagne.",
        "The model starts at 58,800 euros in Germany.",
        "The model costs at most 58,800 euros in Germany.",
        "en",
    ),
    (
        "La production démarre dès 2024.",
        "Production starts from 2024 onwards.",
        "Production starts from 2023 onwards.",
        "en",
    ),
)
def test_figures_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "L’achat coûte moins que 8 000 euros.",
        "The purchase costs under 8,000 euros.",
        "The purchase costs over 8,000 euros.",
        "en",
    ),
    (
        "Les ouvriers ne sont plus que 900.",
        "Les ouvriers ne sont plus que 900.",
        "Les ouvriers sont plus de 900.",
        "fr",
    ),
    (
        "Chaque sentier sera limité à 350 marcheurs.",
        "Each trail takes at most 350 walkers.",
        "Each trail takes at least 350 walkers.",
        "en",
    ),
    (
        "Le plafond de 61 % tient.",
        "Le plafond tient à 61 % au maximum.",
        "Le plafond tient à 61 % au minimum.",
        "fr",
    ),
    (
        "L’abonnement part de 19 euros.",
        "The subscription starts from 19 euros.",
        "The subscription costs at most 19 euros.",
        "en",
    ),
    (
        "Le salaire dépasse de 12 % la moyenne.",
        "The pay is 12% above the average.",
        "The pay is 12% of the average.",
        "en",
    ),
    (
        "La valeur avoisine 8 milliards d’euros.",
        "La valeur est d’environ 8 milliards d’euros.",
        "La valeur dépasse 8 milliards d’euros.",
        "fr",
    ),
    (
        "Une dizaine de gendarmes cherchent le lynx.",
        "Dix gendarmes environ cherchent le lynx.",
        "Vingt gendarmes environ cherchent le lynx.",
        "fr",
    ),
    (
        "Elle vit dans le IXe arrondissement.",
        "Elle vit dans le 9e arrondissement.",
        "Elle vit dans le 11e arrondissement.",
        "fr",
    ),
)
def test_bounds_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "L’abonnement coûte 19 euros le mois.",
        "The subscription costs 19 euros a month.",
        "The subscription costs 19 euros a week.",
        "en",
    ),
    (
        "La ligne remplit 40 000 bouteilles à l’heure.",
        "The line fills 40,000 bottles an hour.",
        "The line fills 40,000 bottles a day.",
        "en",
    ),
    (
        "Les deux pandas coûtent par an un million d’euros.",
        "The two pandas cost one million euros a year.",
        "The two pandas cost one million euros a month.",
        "en",
    ),
    (
        "Les ventes ont dépassé 60 000 paires en un an.",
        "Sales exceeded 60,000 pairs in a year.",
        "Sales exceeded 60,000 pairs in a month.",
        "en",
    ),
    (
        "Une semaine coûte 1 950 euros.",
        "A week costs 1,950 euros.",
        "A day costs 1,950 euros.",
        "en",
    ),
    (
        "Un lecteur sur dix compte faire la mise à jour.",
        "Un lecteur sur dix compte faire la mise à jour.",
        "Un lecteur sur dix compte faire la mise à jour chaque jour.",
        "fr",
    ),
)
def test_periods_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "La décision est attendue dans les six mois.",
        "The decision is expected within six months.",
        "The decision is expected within seven months.",
        "en",
    ),
    (
        "Les procès seront retirés en deux semaines.",
        "The lawsuits will be withdrawn within two weeks.",
        "The lawsuits will be withdrawn within three weeks.",
        "en",
    ),
    (
        "Le contrat sera prolongé dans deux ans.",
        "The contract will be extended in two years.",
        "The contract will be extended within two years.",
        "en",
    ),
    (
        "Le robot travaille depuis trois semaines.",
        "Le robot travaille depuis déjà trois semaines.",
        "Le robot travaille depuis déjà cinq semaines.",
        "fr",
    ),
    (
        "Les travaux dureront vingt mois.",
        "The works will last twenty months.",
        "The works lasted the last twenty months.",
        "en",
    ),
    (
        "L’énergie a triplé depuis cinq ans.",
        "Energy has tripled in five years.",
        "Energy will triple in five years.",
        "en",
    ),
    (
        "Le syndicat veut un délai d’un an.",
        "Le syndicat veut un délai de douze mois.",
        "Le syndicat veut un délai de dix mois.",
        "fr",
    ),
    (
        "La vérification se fait deux semaines avant le vol.",
        "La vérification se fait quinze jours avant le vol.",
        "La vérification se fait huit jours avant le vol.",
        "fr",
    ),
    (
        "Les billets sont tirés au sort trois mois avant.",
        "Les billets sont tirés au sort trois mois plus tôt.",
        "Les billets sont tirés au sort il y a trois mois.",
        "fr",
    ),
    (
        "La ville vendra le terrain d’ici six mois.",
        "The city will sell the land within six months.",
        "The city will sell the land in six months.",
        "en",
    ),
    (
        "La ville vendra le terrain d’ici à six mois.",
        "La ville vendra le terrain dans les six mois.",
        "La ville vendra le terrain dans six mois.",
        "fr",
    ),
)
def test_spans_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Un pêcheur sur quatre arrête.",
        "A quarter of fishermen stop.",
        "A third of fishermen stop.",
        "en",
    ),
    (
        "Les capteurs se trompent une fois sur dix.",
        "The sensors are wrong ten percent of the time.",
        "The sensors are wrong twenty percent of the time.",
        "en",
    ),
    (
        "Le gel réduit l’eau trois fois moins.",
        "Le gel réduit l’eau d’un tiers.",
        "Le gel réduit l’eau d’un quart.",
        "fr",
    ),
    (
        "La cour a refusé deux fois le vote.",
        "The court has refused the vote twice.",
        "The court has refused the vote three times.",
        "en",
    ),
    (
        "Le ticket reste à un euro.",
        "The ticket stays at one euro.",
        "The ticket stays at two euros.",
        "en",
    ),
    (
        "La ville met 9 millions d’euros, pris des fonds européens.",
        "La ville met 9 millions de fonds européens.",
        "La ville met 7 millions de fonds européens.",
        "fr",
    ),
    (
        "L’atelier a embauché 240 personnes.",
        "The workshop has taken on 240 recruits.",
        "The workshop has taken on 240 robots.",
        "en",
    ),
    (
        "Les loups ont attaqué à deux reprises le troupeau.",
        "Le troupeau a subi deux attaques.",
        "Le troupeau a subi trois attaques.",
        "fr",
    ),
    (
        "Le bus est gratuit pour qui a moins de 26 ans ou plus de 65.",
        "Le bus est gratuit pour les plus de 65 ans.",
        "Le bus est gratuit pour les plus de 26 ans.",
        "fr",
    ),
    (
        "La ville attend 500 élèves de plus.",
        "The town expects 500 additional pupils.",
        "The town expects 600 additional pupils.",
        "en",
    ),
)
def test_amounts_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("Ariane 6 flies rarely.", True),
        ("Ariane 5 flies rarely.", False),
        ("The K2PL flies rarely.", True),
        ("The K3PL flies rarely.", False),
    ],
)
def test_numbers_of_names_may_stand_in_the_title(text: str, carried: bool) -> None:
    title = "Ariane 6 et le K2PL"
    assert carries("L’appareil vole rarement.", text, "en", title) is carried


@rows(
    (
        "Le chantier finira en décembre 2021.",
        "Le chantier finira fin 2021.",
        "Le chantier finira début 2021.",
        "fr",
    ),
    (
        "Le contrat prend fin le 30 juin.",
        "The contract ends at the end of June.",
        "The contract ends at the beginning of June.",
        "en",
    ),
    (
        "Le char ne sortira pas avant 2028.",
        "The tank will not come out until 2028.",
        "The tank will come out by 2028.",
        "en",
    ),
    (
        "La ligne restera au moins jusqu’en 2032.",
        "The line will stay until at least 2032.",
        "The line will stay until 2033.",
        "en",
    ),
    (
        "L’opération se ferme à décembre.",
        "L’opération se ferme en décembre.",
        "L’opération se ferme en novembre.",
        "fr",
    ),
    (
        "Les aides ont tardé après l’orage de 2023.",
        "Aid was late after the storm of 2023.",
        "Aid was late before the storm of 2023.",
        "en",
    ),
    (
        "La compagnie a repoussé des livraisons jusqu’au 2033.",
        "La compagnie a repoussé des livraisons à 2033.",
        "La compagnie a repoussé des livraisons à 2034.",
        "fr",
    ),
    (
        "La vente dure d’octobre à avril.",
        "La vente dure d’octobre à avril.",
        "La vente dure d’avril à octobre.",
        "fr",
    ),
    (
        "Les enfants de moins de 16 ans n’entrent pas seuls.",
        "Children under 16 may not enter alone.",
        "Children under 18 may not enter alone.",
        "en",
    ),
    (
        "La chorale chante en direct le 20 au matin.",
        "The choir sings live on the morning of the 20th.",
        "The choir sings live on the morning of the 21st.",
        "en",
    ),
    (
        "La course aura lieu les 27 et 28 juin.",
        "The race will take place on 27 June.",
        "The race will take place on 27 July.",
        "en",
    ),
    (
        "La vente dure du 15 au 17 août.",
        "The sale lasts from August 15 to 17.",
        "The sale lasts from August 15 to 18.",
        "en",
    ),
    (
        "Le salon se tient à Brest (26-28 juillet).",
        "Le salon se tient à Brest du 26 au 28 juillet.",
        "Le salon se tient à Brest du 26 au 29 juillet.",
        "fr",
    ),
    (
        "La scène se passe en Libye à la fin des années 70.",
        "It happened in Libya in the late 1970s.",
        "It happened in Libya in the early 1970s.",
        "en",
    ),
    (
        "La règle est entrée en vigueur en 2025.",
        "The rule has been in force since 2025.",
        "The rule has been in force since 2024.",
        "en",
    ),
    # What was opened or founded then, or entered, need not be so still.
    (
        "La loi, entrée en vigueur en 2015, a été annulée.",
        "La loi est entrée en vigueur en 2015.",
        "La loi est en vigueur depuis 2015.",
        "fr",
    ),
    (
        "Le magasin a ouvert en 2015 et déménage.",
        "The shop opened in 2015.",
        "The shop has been open since 2015.",
        "en",
    ),
    (
        "Il est entré au gouvernement en 2015 et a démissionné.",
        "Il est entré au gouvernement en 2015.",
        "Il est au gouvernement depuis 2015.",
        "fr",
    ),
    (
        "Elle est devenue ministre en 2015, pour deux ans.",
        "She became a minister in 2015.",
        "She has been a minister since 2015.",
        "en",
    ),
    (
        "Le 27 et 28 juin, le festival aura lieu à Lyon.",
        "The festival will be held in Lyon on 27 and 28 June.",
        "The festival will be held in Lyon on 26 and 28 June.",
        "en",
    ),
    (
        "Les années de service d’après 2018 comptent.",
        "Les années de service après 2018 comptent.",
        "Les années de service avant 2018 comptent.",
        "fr",
    ),
)
def test_dates_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Varmont veut construire un port avec Lotis.",
        "Varmont wants to build a port with Lotis.",
        "Varmont wants to build a port, without Lotis.",
        "en",
    ),
    (
        "Si la plupart des ports sont encore loin d’être fermés, à Nantes cela ne se produit pas.",
        "La plupart des ports sont loin d’être fermés.",
        "À Nantes, la plupart des ports sont loin d’être fermés.",
        "fr",
    ),
    (
        "Le port appartient à la ville et a une école.",
        "The port belongs to the town.",
        "The port used to belong to the town.",
        "en",
    ),
    (
        "Le port appartenait à la ville.",
        "The port used to belong to the town.",
        "The port never used to belong to the town.",
        "en",
    ),
    (
        "Varmont ouvrira une école dans la même ville.",
        "Varmont will open a school in the same town.",
        "Varmont will open a school in a different town.",
        "en",
    ),
    (
        "Beaucoup de ports ont fermé, mais à Nantes ce n’est pas le cas.",
        "Many ports have closed.",
        "In Nantes, many ports have closed.",
        "en",
    ),
    (
        "L'ancienne gare est un musée.",
        "The old station is now a museum.",
        "The station is now a museum.",
        "en",
    ),
)
def test_what_is_denied_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "La ville fermera toute sa flotte de bus.",
        "The town will close its whole bus fleet.",
        "The town will close part of its bus fleet.",
        "en",
    ),
    (
        "Tous les élèves font partie du club.",
        "The pupils are part of the club.",
        "The pupils are not part of the club.",
        "en",
    ),
    (
        "Varmont ouvrira un port avec Lotis.",
        "Varmont will open a port of its own with Lotis.",
        "Varmont will open a port on its own.",
        "en",
    ),
    (
        "Un incendie a détruit une école.",
        "Une école a été détruite par un incendie.",
        "Un incendie a détruit une autre école.",
        "fr",
    ),
    (
        "Varmont ouvrira une école dans la même ville, la nouvelle.",
        "Varmont ouvrira une école dans cette ville.",
        "Varmont ouvrira une école dans une autre ville.",
        "fr",
    ),
    (
        "Ce projet est mal vu dans la région.",
        "Ce projet est mal vu dans la région.",
        "Ce projet est bien vu dans la région.",
        "fr",
    ),
    (
        "Varmont gardera sa flotte dans la région.",
        "Varmont will keep its fleet in the region.",
        "Varmont will keep its fleet out of the region.",
        "en",
    ),
    (
        "Varmont veut se lancer dans le monde du textile.",
        "Varmont wants to get into the textile world.",
        "Varmont wants to get out of the textile world.",
        "en",
    ),
    (
        "La ville a donné un tour de vis aux banques.",
        "The town has tightened the screws on banks.",
        "Banks have tightened the screws on the town.",
        "en",
    ),
    (
        "L’usine a une capacité de 300 bateaux par an.",
        "The plant can make 300 boats a year.",
        "The plant made 300 boats this year.",
        "en",
    ),
    (
        "D’ici 2 ans, 300 bateaux seront fabriqués par an.",
        "Within 2 years, 300 boats will be made a year.",
        "300 boats will be made within 2 years.",
        "en",
    ),
    (
        "Neuf marins sur dix soutiennent la grève.",
        "Most of the sailors support the strike.",
        "All of the sailors support the strike.",
        "en",
    ),
    (
        "Jean Delmas habite encore Nantes, où il dirigeait un garage.",
        "Jean Delmas used to run a garage in Nantes.",
        "Jean Delmas used to live in Nantes.",
        "en",
    ),
    (
        "Le marché est perçu comme un succès par les marins.",
        "Les marins jugent que le marché est un succès.",
        "Les marins jugent que le marché est un échec.",
        "fr",
    ),
    (
        "Varmont a prévu d’investir 2 millions d’euros dans le port.",
        "Varmont prévoit de dépenser 2 millions d’euros dans le port.",
        "Varmont prévoit d’économiser 2 millions d’euros dans le port.",
        "fr",
    ),
    (
        "La ville a fermé des ports de pêche.",
        "La ville a fermé des ports.",
        "La ville a fermé la plupart des ports de pêche.",
        "fr",
    ),
    (
        "Le gymnase a coûté deux millions, dont la moitié vient de la région.",
        "Le gymnase a coûté deux millions, dont la moitié vient de la région.",
        "Le gymnase a coûté deux millions, dont la totalité vient de la région.",
        "fr",
    ),
    (
        "Le bénéfice atteint trois millions, hors taxes.",
        "Le bénéfice atteint trois millions, hors taxes.",
        "Le bénéfice atteint trois millions, taxes comprises.",
        "fr",
    ),
    (
        "La vitesse est parfois affichée sur l’écran.",
        "Speed is sometimes shown on the screen.",
        "Speed is always shown on the screen.",
        "en",
    ),
    (
        "Certains élus ne votent plus.",
        "Certains élus ne votent plus.",
        "Aucun élu ne vote plus.",
        "fr",
    ),
    (
        "Les vélos sont tous réservés.",
        "Les vélos sont tous réservés.",
        "Les vélos, dont certains sont réservés.",
        "fr",
    ),
    (
        "La pêche est autorisée, sauf si la rivière est en crue.",
        "La pêche est autorisée, sauf si la rivière est en crue.",
        "La pêche est autorisée, même si la rivière est en crue.",
        "fr",
    ),
    (
        "Seuls les pêcheurs agréés peuvent participer.",
        "Only approved fishermen may take part.",
        "Any fisherman may take part.",
        "en",
    ),
    (
        "Varmont travaillera aussi sur des moteurs.",
        "Varmont will also work on engines.",
        "Varmont will work only on engines.",
        "en",
    ),
    (
        "L’une d’entre elles est connue de la police.",
        "One of them is known to the police.",
        "Both of them are known to the police.",
        "en",
    ),
    (
        "Lotis a dit que non.",
        "Lotis a dit non.",
        "Lotis a dit oui.",
        "fr",
    ),
    (
        "Nantes le soutient, Brest non.",
        "Nantes le soutient, Brest non.",
        "Nantes le soutient, Brest aussi.",
        "fr",
    ),
    (
        "Le musée restera gratuit, mais les concerts seront payants.",
        "Le musée restera gratuit, et les concerts seront payants.",
        "Le musée sera payant, mais les concerts seront gratuits.",
        "fr",
    ),
    (
        "Le bénéfice du port a progressé de 41 %.",
        "The port’s profit rose by 41%.",
        "The port’s profit fell by 41%.",
        "en",
    ),
    (
        "L’homme est un ancien dirigeant de Varmont.",
        "The man is a former head of Varmont.",
        "The man is the current head of Varmont.",
        "en",
    ),
    (
        "Lotis lance deux versions diesel.",
        "Lotis is launching two diesel versions.",
        "Lotis is launching two petrol versions.",
        "en",
    ),
    (
        "Les chiffres de la grève étaient bas.",
        "Les chiffres de la grève étaient bas.",
        "Les chiffres de la grève étaient élevés.",
        "fr",
    ),
    (
        "Chacun reçoit 25 kilos de pommes.",
        "Each receives 25 kilos of apples.",
        "Together they receive 25 kilos of apples.",
        "en",
    ),
    (
        "Le navire a été vu pour la première fois en février dernier.",
        "The ship was seen for the first time last February.",
        "The ship was seen for the last time in February.",
        "en",
    ),
    (
        "Le masque est exigé dans la majeure partie de Nantes.",
        "Masks are required in most of Nantes.",
        "Masks are required throughout Nantes.",
        "en",
    ),
    (
        "Le bénéfice atteint trois millions, hors effet exceptionnel.",
        "Le bénéfice atteint trois millions, hors effet exceptionnel.",
        "Le bénéfice atteint trois millions, y compris un effet exceptionnel.",
        "fr",
    ),
    (
        "Le syndicat veut surtout des camionnettes.",
        "Le syndicat veut avant tout des camionnettes.",
        "Le syndicat veut des camionnettes avant tous les autres.",
        "fr",
    ),
    (
        "Le jeune homme conteste la décision devant le tribunal administratif.",
        "The young man contests the decision before the administrative court.",
        "The young man contested the decision before the election.",
        "en",
    ),
)
def test_small_words_that_change_all(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


def test_what_the_title_alone_names_is_no_cause() -> None:
    claims = [f"The market is booming {why} Lotis." for why in ("because of", "thanks to")]
    for claim in claims:
        assert not carries("Le marché est en plein essor.", claim, "en", "Lotis se lance"), claim
        assert carries("Le marché est en plein essor grâce à Lotis.", claim, "en"), claim


@rows(
    (
        "Depuis son arrivée, le maire n’a eu de cesse de dénigrer son prédécesseur.",
        "Depuis son arrivée, le maire dénigre sans cesse son prédécesseur.",
        "Depuis son arrivée, le maire ne dénigre pas son prédécesseur.",
        "fr",
    ),
    (
        "L’accident a coûté la vie à 13 soldats.",
        "The accident cost the lives of 13 soldiers.",
        "The accident saved the lives of 13 soldiers.",
        "en",
    ),
)
def test_what_a_negation_does_not_deny(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Le magasin de St Cloud (10 km à l’ouest de Paris) ouvrira en août.",
        "Le magasin de Saint-Cloud, à 10 km à l’ouest de Paris, ouvrira en août.",
        "Le magasin de Saint-Cloud, à 10 km à l’est de Paris, ouvrira en août.",
        "fr",
    ),
    (
        "Le magasin de St Cloud (10 km à l’ouest de Paris) ouvrira en août.",
        "The shop in Saint-Cloud, 10 km west of Paris, will open in August.",
        "The shop in Saint-Cloud, 10 km east of Paris, will open in August.",
        "en",
    ),
    (
        "Le magasin de St Cloud (10 km à l’ouest de Paris) ouvrira en août.",
        "Le magasin de Saint-Cloud ouvrira en août.",
        "Le magasin de Saint-Denis ouvrira en août.",
        "fr",
    ),
    (
        "La marque ouvre un magasin physique.",
        "The brand opens a brick-and-mortar shop.",
        "The brand closes a brick-and-mortar shop.",
        "en",
    ),
    (
        "Le groupe canadien prévoit une mine, a dit lundi le ministre.",
        "Le groupe canadien prévoit une mine.",
        "Le groupe australien prévoit une mine.",
        "fr",
    ),
    (
        "Le président interviendra en anglais devant le Congrès.",
        "Le président interviendra en anglais devant le Congrès.",
        "Le président interviendra en français devant le Congrès.",
        "fr",
    ),
)
def test_places_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


def test_what_is_unknown_may_be_to_come() -> None:
    article = "Reste à savoir quelle sera la stratégie de Lotis, à savoir les premiers modèles."
    claim = "Lotis’s strategy, including the first models, is {}."
    assert carries(article, claim.format("still unknown"), "en")
    assert not carries(article, claim.format("known"), "en")


def test_a_prefix_denies_a_word() -> None:
    article = "Ces remèdes se révèlent inutiles dans 30 % des cas."
    assert carries(article, "These remedies are useless in 30% of cases.", "en")
    assert not carries(article, "These remedies are useful in 30% of cases.", "en")
    assert not carries(article, "Ces remèdes sont utiles dans 30 % des cas.", "fr")


@rows(
    (
        "Il y a quelques années, le club avait acheté 50 actions pour 3 000 euros.",
        "The club bought 50 shares for 3,000 euros a few years ago.",
        "The club sold 50 shares for 3,000 euros a few years ago.",
        "en",
    ),
    (
        "L’agence n’est pas en mesure de déterminer ni la date ni le lieu de sa chute.",
        "The agency cannot determine either the date or the place of its fall.",
        "The agency can determine the date and the place of its fall.",
        "en",
    ),
)
def test_words_that_only_hold_a_sentence_together(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@pytest.mark.parametrize(
    ("article", "claim", "language"),
    [
        (
            "Renault, Nissan et Mitsubishi ferment une usine à Douai.",
            "Les deux constructeurs ferment une usine à Douai.",
            "fr",
        ),
        (
            "Washington impose des droits de 25 % contre 14 pays.",
            "Washington impose des droits de 14 %.",
            "fr",
        ),
        (
            "La bombe a explosé dans l’ambassade.",
            "The bomb exploded in front of the embassy.",
            "en",
        ),
        ("Le navire attend dans le port.", "The ship waits next to the port.", "en"),
        ("L’usine ne manque pas de fer.", "L’usine manque de fer.", "fr"),
        ("L’usine ne manque pas de fer.", "The plant lacks iron.", "en"),
        ("La ville ne manque pas de verdure.", "La ville manque de verdure.", "fr"),
    ],
)
def test_what_only_looks_alike(article: str, claim: str, language: Language) -> None:
    assert not carries(article, claim, language)


@pytest.mark.parametrize(
    ("article", "claim", "language"),
    [
        ("Le maire a montré la facture du stade.", "The bill for the stadium rose.", "en"),
        ("Le maire a montré la facture du stade.", "La facture du stade a augmenté.", "fr"),
        ("L’hôpital de Brest a reçu dix médecins.", "Brest espère dix médecins.", "fr"),
        ("La mairie travaille pour le club.", "La mairie a investi dans le club.", "fr"),
        ("Le journal décrit la foire.", "The fair was played.", "en"),
        ("Le grand cratère est celui d’un volcan.", "The large crater was stolen.", "en"),
        ("La loi a été ratifiée hier par la chambre.", "La loi a échoué hier à la chambre.", "fr"),
        ("Le chercheur a étudié le lac.", "Étudier le lac est cher.", "fr"),
        ("La voiture électrique plaît aux habitants.", "Les habitants ont élu une voiture.", "fr"),
        ("Les passagers du bateau ont applaudi.", "Les bateaux ont traversé.", "fr"),
        ("La population du canton a doublé.", "Le canton est célèbre.", "fr"),
        ("Le chantier du port est ouvert.", "The singer of the port is open.", "en"),
        ("Le tournoi du club a eu lieu.", "Le club a pivoté.", "fr"),
    ],
)
def test_words_that_only_begin_alike(article: str, claim: str, language: Language) -> None:
    assert not carries(article, claim, language)


def test_what_is_counted_is_what_its_sentence_says() -> None:
    article, title = "L’usine vend 20 000 vélos par an.", "Le marché des vélos électriques"
    assert carries(article, "The plant sells 20,000 bicycles a year.", "en", title)
    assert not carries(article, "The plant sells 20,000 electric bikes a year.", "en", title)
    assert not carries(article, "L’usine vend 20 000 vélos électriques par an.", "fr", title)


@rows(
    (
        "Le train roule d’ici 2 ans et devrait atteindre un niveau de 300 trajets par an.",
        "The train should reach 300 journeys a year.",
        "The train has already reached 300 journeys a year.",
        "en",
    ),
    (
        "Le nouveau Lotis sera présenté en première mondiale à Nantes le 14 janvier.",
        "The new Lotis will have its world premiere in Nantes on January 14.",
        "The new Lotis had its world premiere in Nantes on January 14.",
        "en",
    ),
    (
        "Il est prévu que les bus soient utilisés pour desservir le port.",
        "Buses are to be used to serve the port.",
        "Buses are already used to serve the port.",
        "en",
    ),
    (
        "Le maire demande que le pont soit fermé en mai.",
        "Le maire a demandé la fermeture du pont en mai.",
        "Le pont a été fermé en mai.",
        "fr",
    ),
    (
        "Le maire a demandé que le pont soit fermé avant mai.",
        "The mayor asked for the bridge to be closed before May.",
        "The bridge was closed before May.",
        "en",
    ),
    (
        "La loi interdit que les photos soient publiées sans accord.",
        "La loi interdit de publier les photos sans accord.",
        "Les photos sont publiées sans accord.",
        "fr",
    ),
    (
        "Le maire regrette que le pont soit fermé.",
        "The mayor regrets that the bridge is closed.",
        "The mayor regrets that the bridge is open.",
        "en",
    ),
    (
        "Varmont compte ouvrir un port en mai, alors que Lotis a renoncé.",
        "Varmont prévoit d’ouvrir un port en mai, tandis que Lotis a renoncé.",
        "Varmont prévoit d’ouvrir un port en mai, et Lotis prévoit de renoncer.",
        "fr",
    ),
    (
        "Bien que le pont soit fermé, les cars passent.",
        "The bridge is closed.",
        "The bridge will be reopened.",
        "en",
    ),
    (
        "Reste à savoir quelle sera la stratégie de Lotis, à savoir son expansion en Asie.",
        "On ignore quelle sera la stratégie de Lotis.",
        "Lotis prévoit une expansion en Asie.",
        "fr",
    ),
    (
        "La ville a donné un tour de vis aux bars.",
        "The town has tightened the screws on bars.",
        "The town plans to tighten the screws on bars.",
        "en",
    ),
    (
        "La ville a vendu le port.",
        "La ville a vendu le port.",
        "La ville souhaite vendre le port.",
        "fr",
    ),
    (
        "Les alliances plaisent, comme cela s’est déjà produit entre Varmont et Lotis.",
        "Les alliances plaisent, comme entre Varmont et Lotis.",
        "Varmont et Lotis envisagent une alliance.",
        "fr",
    ),
    (
        "Varmont a déjà fermé son port et la ville où ils seront logés est connue.",
        "Varmont a déjà fermé son port.",
        "Varmont espère fermer son port.",
        "fr",
    ),
    (
        "Varmont craint de perdre la moitié de sa récolte.",
        "Varmont fears losing half of its harvest.",
        "Varmont has lost half of its harvest.",
        "en",
    ),
    (
        "Certains craignent que Varmont devienne une filiale.",
        "Some fear that Varmont will become a subsidiary.",
        "Varmont will become a subsidiary.",
        "en",
    ),
    (
        "Le bus risque d’être annulé.",
        "Le bus risque d’être annulé.",
        "Le bus sera annulé.",
        "fr",
    ),
    (
        "La ville espère accueillir deux millions de visiteurs en 2030.",
        "The city hopes to welcome two million visitors in 2030.",
        "The city will welcome two million visitors in 2030.",
        "en",
    ),
    (
        "Varmont s’est engagé à planter 500 arbres.",
        "Varmont has pledged to plant 500 trees.",
        "Varmont planted 500 trees.",
        "en",
    ),
    (
        "Le maire étudie de fermer le port.",
        "The mayor is studying whether to close the port.",
        "The mayor has closed the port.",
        "en",
    ),
    (
        "Lotis recherche une somme de 2 millions d’euros.",
        "Lotis is looking for 2 million euros.",
        "Lotis has found a sum of 2 million euros.",
        "en",
    ),
    (
        "La première voiture est attendue au printemps.",
        "The first car is awaited in spring.",
        "The first car came out in spring.",
        "en",
    ),
    (
        "Ils devaient arriver à la gare à midi.",
        "They were due to arrive at the station at noon.",
        "They arrived at the station at noon.",
        "en",
    ),
    (
        "Le maire a dit que la ville allait déposer plainte.",
        "The mayor said the city would file a complaint.",
        "Le maire a dit que la ville avait déposé plainte.",
        "en",
    ),
    (
        "Le syndicat demande l’ouverture du port.",
        "Le syndicat demande l’ouverture du port.",
        "Le syndicat a obtenu l’ouverture du port.",
        "fr",
    ),
    (
        "Ils ont préparé la fête en décorant le port.",
        "Ils ont décoré le port.",
        "Ils ont détruit le port.",
        "fr",
    ),
    (
        "Deux avions ont survolé le port.",
        "Deux avions ont survolé le port.",
        "Deux avions doivent survoler le port.",
        "fr",
    ),
    (
        "La chambre refuse pour le moment de donner un chiffre.",
        "The chamber declines for the moment to give a figure.",
        "For the moment, the chamber is giving a figure.",
        "en",
    ),
    (
        "Varmont est en négociations avancées pour racheter Lotis.",
        "Varmont is in advanced talks to buy Lotis.",
        "Varmont has bought Lotis.",
        "en",
    ),
    (
        "Varmont menace maintenant de fermer le port.",
        "Varmont now threatens to close the port.",
        "Varmont has now closed the port.",
        "en",
    ),
    (
        "Le maire demande aux habitants de rester chez eux.",
        "The mayor told residents to stay at home.",
        "Residents stayed at home.",
        "en",
    ),
)
def test_what_is_to_come_has_not_come(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Varmont promet de corriger ce défaut.",
        "Varmont promises to correct this fault.",
        "Varmont has already corrected this fault.",
        "en",
    ),
    (
        "Varmont exploite ce port depuis 2019.",
        "Varmont already runs this port.",
        "Varmont already ran this port in 2012.",
        "en",
    ),
    (
        "Le jury estime que la moitié des clients l’ignorent.",
        "Le jury estime que la moitié des clients l’ignorent.",
        "Le jury a établi que la moitié des clients l’ignorent.",
        "fr",
    ),
    (
        "L’enquête a montré que le pont était fragile.",
        "The inquiry has shown that the bridge was fragile.",
        "The inquiry has shown that the bridge was sound.",
        "en",
    ),
    (
        "Les marins devraient payer une taxe.",
        "The sailors are expected to pay a tax.",
        "The sailors must pay a tax.",
        "en",
    ),
    (
        "Les marins doivent payer une taxe.",
        "The sailors must pay a tax.",
        "The sailors do not have to pay a tax.",
        "en",
    ),
    (
        "Varmont n’a pour le moment pas encore communiqué le prix du bateau.",
        "Varmont has not yet announced the price of the boat.",
        "Varmont has already announced the price of the boat.",
        "en",
    ),
    (
        "Des examens sont en cours pour déterminer les causes de la panne.",
        "Tests are under way to determine the causes of the failure.",
        "Tests have established the causes of the failure.",
        "en",
    ),
    (
        "Cinq trains suivront si les essais sont concluants.",
        "Five trains will follow if the tests are conclusive.",
        "Five trains will follow, the tests having been conclusive.",
        "en",
    ),
    (
        "Il sera prêt en mai, si tout va bien.",
        "It will be ready in May, if all goes well.",
        "It will be ready in May whatever happens.",
        "en",
    ),
    (
        "Même si la rivière monte, le pont ouvrira.",
        "The bridge will open even if the river rises.",
        "The bridge will close even if the river rises.",
        "en",
    ),
)
def test_what_is_shown_or_so_by_now(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "La mairie fêtera l’an prochain son centenaire.",
        "La mairie fêtera son centenaire l’année prochaine.",
        "La mairie fêtera son centenaire cette année.",
        "fr",
    ),
    (
        "Les ventes ont grimpé d’un tiers par rapport à l’an dernier.",
        "Les ventes ont grimpé d’un tiers cette année.",
        "Les ventes ont grimpé d’un tiers la semaine dernière.",
        "fr",
    ),
    (
        "La navette a été montrée il y a quelques jours.",
        "The shuttle was shown a few days ago.",
        "The shuttle was shown a few weeks ago.",
        "en",
    ),
    (
        "La présentation est attendue dans quelques jours.",
        "The presentation is expected in a few days.",
        "The presentation was expected a few days ago.",
        "en",
    ),
    (
        "Le café a ouvert en septembre dernier.",
        "Le café a ouvert en septembre.",
        "Le café a ouvert en septembre prochain.",
        "fr",
    ),
    (
        "La navette sera vendue en fin d’année.",
        "The shuttle will be sold at the end of the year.",
        "The shuttle will be sold at the start of the year.",
        "en",
    ),
    (
        "Le 30 avril dans la matinée, le maire nageait.",
        "On the morning of 30 April, the mayor was swimming.",
        "On the evening of 30 April, the mayor was swimming.",
        "en",
    ),
    (
        "Le port fermera avant l’été.",
        "The port will close before the summer.",
        "The port will close before the winter.",
        "en",
    ),
    (
        "L’accord a été signé au printemps dernier.",
        "L’accord a été signé au printemps.",
        "L’accord a été signé l’été dernier.",
        "fr",
    ),
    (
        "La réparation prendrait des années.",
        "The repair would take years.",
        "The repair would take months.",
        "en",
    ),
    (
        "Les élèves y auront accès dès le premier jour.",
        "Pupils will have access to it from the first day.",
        "Pupils will have access to it from the first year.",
        "en",
    ),
    (
        "Les clients ont trente jours pour partir.",
        "Les clients ont trente jours pour partir.",
        "Les clients ont un an pour partir.",
        "fr",
    ),
    (
        "Le foyer a été maîtrisé en une semaine.",
        "Le foyer a été maîtrisé en une semaine.",
        "Le foyer a été maîtrisé en un mois.",
        "fr",
    ),
    (
        "Le maire est en campagne pour le second tour.",
        "Le maire est en campagne pour le deuxième tour.",
        "Le maire est en campagne pour le premier tour.",
        "fr",
    ),
    (
        "La ville a ouvert la première grande école de la région.",
        "The city opened the first big school in the region.",
        "The city opened the second big school in the region.",
        "en",
    ),
)
def test_times_without_a_figure(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Les travaux se sont faits la nuit.",
        "The works were done at night.",
        "The works were done by day.",
        "en",
    ),
    (
        "La voiture a un nouveau moteur essence.",
        "La voiture a un nouveau moteur à essence.",
        "La voiture a un nouveau moteur diesel.",
        "fr",
    ),
    (
        "L’usine assemble des lave-linge.",
        "The plant assembles washing machines.",
        "The plant assembles dishwashers.",
        "en",
    ),
    (
        "Il a évoqué la mémoire de son grand-père, marin.",
        "Il a évoqué la mémoire de son grand-père, qui était marin.",
        "Il a évoqué la mémoire de son père, marin.",
        "fr",
    ),
    (
        "Les trois femelles partiront en mai.",
        "The three females will leave in May.",
        "The three males will leave in May.",
        "en",
    ),
    (
        "Le tribunal a donné tort au maire.",
        "The court ruled against the mayor.",
        "The court ruled in favour of the mayor.",
        "en",
    ),
    (
        "Les élus ont dit qu’ils voteraient pour le pont.",
        "The councillors have said that they will vote for the bridge.",
        "The councillors have said that they will vote against the bridge.",
        "en",
    ),
    (
        "À partir de 349 euros l’aller-retour.",
        "À partir de 349 euros l’aller-retour.",
        "À partir de 349 euros l’aller simple.",
        "fr",
    ),
)
def test_one_kind_is_not_the_other(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "Comptez 9 euros pour un zip, 6 euros pour un ourlet.",
        "Comptez 6 euros pour un ourlet et 9 euros pour un zip.",
        "Comptez 6 euros pour un zip et 9 euros pour un ourlet.",
        "fr",
    ),
    (
        "L’odeur est bonne le matin et insupportable le soir.",
        "The smell is unbearable in the evening and good in the morning.",
        "The smell is unbearable in the morning and good in the evening.",
        "en",
    ),
    (
        "D’abord en Espagne, puis en Italie et au Portugal.",
        "D’abord en Espagne, ensuite en Italie.",
        "D’abord en Italie, ensuite en Espagne.",
        "fr",
    ),
    (
        "Le camping restera gratuit, mais les douches seront payantes.",
        "Les douches seront payantes, mais le camping restera gratuit.",
        "Les douches seront gratuites, mais le camping restera payant.",
        "fr",
    ),
    (
        "La coque contient 90 % de magnésium et 10 % d’aluminium.",
        "The hull is 10% aluminium and 90% magnesium.",
        "The hull is 90% aluminium and 10% magnesium.",
        "en",
    ),
    (
        "Il a annoncé la création d’une brigade canine et le renfort de la brigade équestre.",
        "Il a annoncé le renfort de la brigade équestre et la création d’une brigade canine.",
        "Il a annoncé le renfort de la brigade canine et la création d’une brigade équestre.",
        "fr",
    ),
    (
        "La maire consacre cette semaine plusieurs heures au couple Durand-Morel.",
        "La maire consacre plusieurs heures à Durand et Morel cette semaine.",
        "La maire consacre plusieurs heures à Durand et Petit cette semaine.",
        "fr",
    ),
    (
        "Au total, 340 vols ont été retardés et 28 annulés en Europe.",
        "Au total, 28 vols ont été annulés et 340 retardés en Europe.",
        "Au total, 28 vols ont été retardés et 340 annulés en Europe.",
        "fr",
    ),
)
def test_halves_of_two_pairs_keep_their_places(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "La navette ne sortira pas avant 2029.",
        "The shuttle will not come out before 2029.",
        "The shuttle will come out before 2029.",
        "en",
    ),
    (
        "Ce jeu (n°75892) compte 219 pièces.",
        "Ce jeu compte 219 pièces.",
        "Ce jeu compte 75 892 pièces.",
        "fr",
    ),
    (
        "Pour son 110e anniversaire, la marque Lotis vend vingt Lynx.",
        "Pour ses 110 ans, la marque Lotis vend vingt Lynx.",
        "Pour son anniversaire, la marque Lotis vend 110 Lynx.",
        "fr",
    ),
    (
        "Le navire a franchi la barre du million de livres.",
        "Le navire a dépassé un million de livres.",
        "Le navire a dépassé le milliard de livres.",
        "fr",
    ),
    (
        "Les 63 navires ont été vendus 2 millions de dollars l’unité.",
        "The 63 ships were sold for 2 million dollars each.",
        "The 63 ships were sold for 2 million dollars in total.",
        "en",
    ),
    (
        "Les deux groupes paient 140 millions en tout.",
        "The two groups pay 140 million in all.",
        "The two groups each pay 140 million.",
        "en",
    ),
    (
        "Il écrit au moins une fois par mois.",
        "He writes at least once a month.",
        "He writes at most once a month.",
        "en",
    ),
    (
        "Le club est présent dans 12 000 des 18 000 écoles publiques.",
        "The club is present in 12,000 of the 18,000 public schools.",
        "The club is present in all 18,000 public schools.",
        "en",
    ),
    (
        "Le groupe a licencié 1 200 employés sur les 4 000.",
        "Le groupe a licencié 1 200 de ses 4 000 employés.",
        "Le groupe a licencié 4 000 de ses employés.",
        "fr",
    ),
    (
        "Il est jugé coupable en 2008 du vol de sept bateaux entre 1987 et 2001, puis en 2018.",
        "En 2008, il est jugé coupable du vol de sept bateaux entre 1987 et 2001.",
        "En 2018, il est jugé coupable du vol de sept bateaux entre 1987 et 2001.",
        "fr",
    ),
    (
        "Auparavant, le maire habitait à Brest.",
        "Le maire habitait à Brest auparavant.",
        "Le maire habite maintenant à Brest.",
        "fr",
    ),
    (
        "La fièvre a fait dix morts, 80 personnes ont été contaminées.",
        "Eighty people were infected by the fever.",
        "Eighty people died of the fever.",
        "en",
    ),
    (
        "L’incendie a fait six morts et deux disparus.",
        "Six people died in the fire.",
        "Six people are missing in the fire.",
        "en",
    ),
)
def test_a_figure_is_of_what_the_evidence_tells_it_of(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)
