"""Small changes that make a near copy wrong are found, and what is said alike passes."""

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
LINE = "Le RER A ne marquait plus l'arrêt à cette station."
SALES = "Le groupe ne fait pas mieux avec -48% pour Nissan et -38% pour Renault."
ASKED = "Consulté à plusieurs reprises par Emmanuel Macron, Nicolas Sarkozy est écouté."
SEIZED = "Edouard Philippe avait saisi le 4 mai le conseil scientifique sur les risques à prendre."
BOUGHT = "Ford Motor Company a investi 500 millions dans cette entreprise."
GAS = (
    "La baisse est de 0,6% pour les clients qui utilisent le gaz pour la cuisson, de 1,4% pour un "
    "double usage et de 2,5% pour les foyers qui se chauffent au gaz."
)
CANDIDATE = "Hugo Lantier, candidat LREM et rival de Paul Mercier, a annoncé un plan pour Brest."
AMONG = "Parmi les plaignants, la marine libyenne a cité deux pêcheurs de Tarhouna."
NOLAN = "Le couturier Nolan a signé un accord avec la Guinée et la Ligurie."
BISHOP = "L'archevêque de Nantes a vendu la maison, a rapporté un Néerlandais."
REPLACED = "La Lynx dévoilée à Nantes, devrait de son côté remplacer la Puma, moins chère."
SHARED = "Les modèles Corsa et Astra totalisent respectivement 18 417 et 15 547 ventes."
VOTED = "La motion a été rejetée par 50 voix contre 13."
BUILT = "En 2011, le navire construit par le chantier Vulcain a quitté Brest."
TRAIN = "Ce train aux 97% de matériaux recyclables réduit de 32% les émissions et de 20% les coûts."

BEDS = "L'hôpital dispose de trop peu de lits."
OPENS = "Le musée ouvrira ses portes en mai."
SHOULD = "Le musée devrait ouvrir ses portes en mai."
RAIN = "Le pont sera fermé si la pluie continue."
SHUT = "Les écoles seront fermées en mai."
UNLESS = "Le maire signera l'accord mardi, à moins que le conseil ne s'y oppose."
PROVIDED = "L'usine ouvrira en mai sous réserve d'un accord."
SENTENCE = "La peine passera de trois à deux ans."
PAID = "Il aurait perçu 5 000 euros, selon celui qui n'est plus sénateur."
OLD = "Ce pont, construit en 1950, n'a jamais été réparé."
NEVER = "Le tunnel, jamais fermé le mardi, n'est pas sûr."
ELECTED = "Paul Durand, élu de Nantes, n'a pas voté."
STOPS = "Le bus s'arrête à la gare, mais pas à la mairie."
CRITIC = "Le maire n'hésite pas à critiquer le projet."
BEAR = "C'est la première fois qu'un ours est aperçu dans la vallée."
SAID = "Le pont est fermé, a détaillé le préfet Paul Durand devant Marie Petit, la maire."
LATER = "Il est mort deux mois plus tard."
OPEN = "La boulangerie est ouverte depuis plus de 40 ans."
POWER = "Ce coupé développe 434 kW (590 ch) grâce à une boîte à six rapports."
CLOSING = "Les bars ferment à 23h00 dans la ville."
TEN = "Les bars ferment à 10 heures."
LONG = "L'usine ferme pendant 10 heures."
DAILY = "L'usine tourne 10 heures par jour."
RESCUES = "Les pompiers ont mené 80 opérations dans l'Isère et 120 dans le Rhône."
SIXTY = "Ils étaient une soixantaine à manifester pendant une dizaine de minutes."
FIFTEEN = "Une quinzaine de personnes manifestent."
SHARE = "Le loyer a augmenté d'environ 25 %."
TICKET = "Le billet coûte environ 3,5 euros."
POWERFUL = "Cette voiture développe quelque 537 ch."
WOUNDED = "La tempête a fait pas moins de 44 blessés."
STARTING = "La citadine est vendue à partir de 19 000 euros."
PRICE = "Le litre a augmenté de 15 centimes, soit 3 de plus qu'en mars."
GUESTS = "La salle accueille au moins 200 visiteurs."
FLAT = "Un appartement de 100 mètres carrés est à vendre."
AGE = "Le cycliste, âgé de 59 ans, a été blessé."
NIGHT = "Une voiture a brûlé dans la nuit du samedi 1er au dimanche 2 avril."

BORN = "Un lynx né dans un parc du Jura a été relâché."
STATION = "La tente sera montée près de la gare inaugurée en mai par la maire de Nantes."
RAILS = "La navette embarquera deux moteurs de 40 kW et quatre sièges."
REPAIR = "Le maire a dit qu'il ne signerait pas et que le pont serait réparé."
LOOK = "Le café, où l'on peut lire le journal, permet tout."
UNSAID = "Le loueur vend ce scooter à un prix qui reste à fixer."
FANS = "La Zoé N n'est pas vendue ici, mais la Clio RS est vendue à Lyon."
HALF = "Plus d'un élève sur deux prend le bus."
SHOTS = "Sept personnes ont été tuées dans l'attaque."
FINES = "L'amende passe à 90 000 euros, contre 15 000 euros auparavant."
CALL = "Il était 11h54 lorsque le voisin a appelé les pompiers."

GALA = "Le gala des pompiers s'est tenu samedi à Brest."
SWIM = "Le maire a nagé une heure dans le lac avant de choisir un bateau."
SPEED = "La vitesse maximale de ce bateau, inférieure à celle du modèle standard, est de 90 km/h."
BODY = "La coque est intégralement en carbone."
RECORDS = "Ce bateau détient de nombreux records (16 au total), soit + 3 par rapport à 2019."
FALLS = "Les ventes ont chuté en avril (-55,8 %), en mai (-15,6 %) et en juin (-3 %)."
MAYOR = "Le pont ferme en mai, a dit lundi la mairie."
EITHER = "La ville vendra un des deux ponts."
ANYWAY = "En tout cas, les ponts sont à vendre."
AVOIDED = "Le défilé évite le centre de Nantes."
ARREST = "Le maire évoque un possible arrêt."
OPTIONS = "Plusieurs options seront disponibles, dont une batterie lithium-ion."
OPEN_YET = "Reste à savoir quelle sera la stratégie de la ville, ses ponts et son expansion."
EXPECTED = "L'inauguration du port est attendue d'ici à la fin de l'année."
RANGE = "L'autonomie pourra grimper jusqu'à 415 km."
BUSES = "Deux Roissybus sur trois circulent."
AGENCY = "L'agence onusienne a visité le port."
SEASON = "Il est mort lors de la saison 2017."
SOON = "La production démarre d'ici deux ans."
WATER = (
    "Le BRGM indiquait jeudi qu'au 1er juillet les niveaux des nappes se situent autour des "
    "niveaux moyens des mois de juin, à l'exception de la Corse."
)
CLUB = "Le lycéen fait partie du club, qu'il a rejoint en mai."


def _lacking(
    evidence: str, claim: str, language: Language, title: str = "Un article"
) -> str | None:
    cited = [NumberedSentence(1, evidence, "a.txt", title, 0, len(evidence))]
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
        (LINE, "RER D trains no longer stopped at the station.", "en", "name: RER D"),
        (SALES, "Nissan was up 48% and Renault up 38%.", "en", "direction: 48%"),
        (
            ASKED,
            "Emmanuel Macron a été consulté à plusieurs reprises par Nicolas Sarkozy.",
            "fr",
            "",
        ),
        (SEIZED, "Le 4 mai, le conseil scientifique avait saisi Edouard Philippe.", "fr", "roles"),
        (
            GAS,
            "La baisse est de 2,5 % pour les clients qui utilisent le gaz pour la cuisson.",
            "fr",
            "figure",
        ),
        (
            TRAIN,
            "Le train réduit de 97 % les émissions et a 32 % de matériaux recyclables.",
            "fr",
            "figure",
        ),
        (CANDIDATE, "Paul Mercier a annoncé un plan pour Brest.", "fr", "roles"),
        (AMONG, "The Syrian navy cited two fishermen from Tarhuna.", "en", "name: Syrian"),
        (AMONG, "The Libyan navy cited two fishermen from Sabratha.", "en", "name: Sabratha"),
        (NOLAN, "The designer Nolia signed an agreement.", "en", "name: Nolia"),
        (REPLACED, "La Puma devrait remplacer la Lynx.", "fr", "roles"),
        (
            SHARED,
            "Les modèles Astra et Corsa totalisent respectivement 18 417 et 15 547 ventes.",
            "fr",
            "roles",
        ),
        (BEDS, "L'hôpital dispose de trop de lits.", "fr", "direction: trop"),
        (BEDS, "The hospital has too many beds.", "en", "direction: too many"),
        (OPENS, "The museum opened its doors in May.", "en", "certainty"),
        (OPENS, "Le musée a ouvert ses portes en mai.", "fr", "certainty"),
        (SHOULD, "The museum opens its doors in May.", "en", "certainty"),
        (RAIN, "Le pont est fermé.", "fr", "certainty"),
        (SHUT, "Les écoles sont fermées en mai.", "fr", "certainty"),
        (SHUT, "Schools are closed in May.", "en", "certainty"),
        (SHUT, "They're closed in May.", "en", "certainty"),
        (UNLESS, "Le maire signe l'accord mardi.", "fr", "certainty"),
        (PROVIDED, "The plant opens in May.", "en", "certainty"),
        (OLD, "Ce pont a été réparé en 1950.", "fr", "negation"),
        (NEVER, "Le tunnel, fermé le mardi, n'est pas sûr.", "fr", "negation"),
        (NEVER, "The tunnel, closed on Tuesday, is not safe.", "en", "negation"),
        (ELECTED, "Paul Durand, pas élu de Nantes, n'a pas voté.", "fr", "negation"),
        (STOPS, "Le bus s'arrête à la mairie, mais pas à la gare.", "fr", "negation"),
        (CRITIC, "The mayor hesitates to criticise the project.", "en", "negation"),
        (BEAR, "Jamais un ours n'a été aperçu dans la vallée.", "fr", "negation"),
        (SAID, "Selon Anne Morel, le pont est fermé.", "fr", ""),
        (LATER, "Il est mort deux mois avant.", "fr", ""),
        (OPEN, "The bakery opened forty years ago.", "en", "figure: forty years"),
        (POWER, "This coupé develops 434 hp.", "en", "figure: 434"),
        (POWER, "This coupé has a five-speed gearbox.", "en", "figure: five"),
        (CLOSING, "Bars close at 11 a.m. in the city.", "en", "figure: 11 a.m."),
        (TEN, "Les bars ferment pendant 10 heures.", "fr", "figure: 10 heures"),
        (LONG, "The plant closes at 10 a.m.", "en", "figure: 10 a.m."),
        (LONG, "L'usine ferme à 10 heures.", "fr", "figure: 10 heures"),
        (DAILY, "The plant runs at 10.", "en", "figure: 10"),
        (SIXTY, "Ils ont manifesté pendant dix minutes.", "fr", "figure: dix minutes"),
        (SIXTY, "Sixty people demonstrated.", "en", "figure: Sixty"),
        (FIFTEEN, "15 personnes manifestent.", "fr", "figure: 15"),
        (SHARE, "The rent rose by 25%.", "en", "figure: 25%"),
        (TICKET, "Le billet coûte 3,5 euros.", "fr", "figure: 3,5 euros"),
        (WOUNDED, "La tempête a fait 44 blessés.", "fr", "figure: 44"),
        (STARTING, "La citadine est vendue 19 000 euros.", "fr", "figure: 19 000 euros"),
        (PRICE, "Le litre a augmenté de 3 centimes.", "fr", "figure: 3"),
        (GUESTS, "La salle accueille 200 visiteurs.", "fr", "figure: 200"),
        (GUESTS, "La salle accueille plus de 200 visiteurs.", "fr", "figure: 200"),
        (FLAT, "Un appartement de 100 mètres est à vendre.", "fr", "figure: 100"),
        (AGE, "The cyclist, 49, was injured.", "en", "figure: 49"),
        (NIGHT, "Une voiture a brûlé après le 2 avril.", "fr", "date: 2 avril"),
        (BORN, "Un lynx n'est pas né dans un parc du Jura.", "fr", "negation"),
        (STATION, "La tente est montée près de la gare.", "fr", "certainty"),
        (RAILS, "La navette embarquait deux moteurs de 40 kW.", "fr", "certainty"),
        (UNSAID, "Le prix est fixé.", "fr", "negation"),
        (
            SPEED,
            "The boat's top speed is higher than that of the standard model.",
            "en",
            "direction",
        ),
        (RECORDS, "This boat holds 16 records, 3 fewer than in 2019.", "en", "direction: 3"),
        (BODY, "La coque est partiellement en carbone.", "fr", "direction"),
        (FALLS, "Les ventes ont chuté de 55,8 % en mai.", "fr", "figure: 55,8 %"),
        (MAYOR, "Le pont ferme lundi.", "fr", "date: lundi"),
        (EITHER, "La ville vendra les deux ponts.", "fr", "scope: les deux"),
        (ANYWAY, "Les ponts sont tous à vendre.", "fr", "scope: sont tous"),
        (AVOIDED, "The parade went through the centre of Nantes.", "en", "words: went through"),
        (RANGE, "L'autonomie est de 415 km.", "fr", "figure: 415"),
        (HALF, "Plus d'un quart des élèves prennent le bus.", "fr", "figure: un quart"),
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
        (LINE, "RER A trains no longer stopped at the station.", "en"),
        (SALES, "Nissan was down 48% and Renault down 38%.", "en"),
        (ASKED, "Nicolas Sarkozy a été consulté à plusieurs reprises par Emmanuel Macron.", "fr"),
        (SEIZED, "Le 4 mai, Edouard Philippe avait saisi le conseil scientifique.", "fr"),
        (BOUGHT, "Ford avait investi 500 millions dans cette entreprise.", "fr"),
        (
            GAS,
            "La baisse est de 0,6 % pour les clients qui utilisent le gaz pour la cuisson.",
            "fr",
        ),
        (GAS, "La baisse est de 2,5 % pour les foyers qui se chauffent au gaz.", "fr"),
        (TRAIN, "Le train réduit de 32 % les émissions.", "fr"),
        (CANDIDATE, "Hugo Lantier a annoncé un plan pour Brest.", "fr"),
        (AMONG, "La marine de Libye a cité deux pêcheurs.", "fr"),
        (AMONG, "The Libyan navy cited two fishermen from Tarhuna.", "en"),
        (BISHOP, "The Archbishop of Nantes sold the house, a Dutchman reported.", "en"),
        (NOLAN, "Nolan signed an agreement with Liguria and Guinea.", "en"),
        (REPLACED, "La Lynx devrait remplacer la Puma.", "fr"),
        (VOTED, "La motion a été rejetée par 50 voix contre 13.", "fr"),
        (BUILT, "Vulcain a construit le navire.", "fr"),
        (BEDS, "The hospital has too few beds.", "en"),
        (OPENS, "The museum opens its doors in May.", "en"),
        (SHUT, "Les écoles ferment en mai.", "fr"),
        (SENTENCE, "The sentence falls from three to two years.", "en"),
        (PAID, "Il aurait perçu 5 000 euros.", "fr"),
        (OLD, "Ce pont n'a jamais été réparé.", "fr"),
        (NEVER, "Le tunnel n'est pas sûr.", "fr"),
        (NEVER, "Le tunnel, jamais fermé le mardi, n'est pas sûr.", "fr"),
        (ELECTED, "Paul Durand, élu de Nantes, n'a pas voté.", "fr"),
        (CRITIC, "The mayor criticises the project.", "en"),
        (BEAR, "Jamais un ours n'avait été aperçu dans la vallée.", "fr"),
        (SAID, "Selon Paul Durand, le pont est fermé.", "fr"),
        (LATER, "Il est mort deux mois après.", "fr"),
        (OPEN, "The bakery has been open for over forty years.", "en"),
        (POWER, "This coupé develops 590 hp.", "en"),
        (CLOSING, "Les bars ferment à 23 heures dans la ville.", "fr"),
        (CLOSING, "Bars close at 11 p.m. in the city.", "en"),
        (TEN, "Bars close at 10 a.m.", "en"),
        (TEN, "Bars close at 10.", "en"),
        (LONG, "The plant closes for 10 hours.", "en"),
        (DAILY, "The plant runs ten hours a day.", "en"),
        (RESCUES, "Les pompiers ont mené 120 opérations dans le Rhône.", "fr"),
        (SIXTY, "About sixty people demonstrated.", "en"),
        (FIFTEEN, "About 15 people demonstrate.", "en"),
        (POWERFUL, "Cette voiture développe 537 ch.", "fr"),
        (WOUNDED, "At least 44 people were injured by the storm.", "en"),
        (STARTING, "La citadine est vendue à partir de 19 000 euros.", "fr"),
        (STARTING, "La citadine est vendue dès 19 000 euros.", "fr"),
        (PRICE, "The litre rose by 15 cents.", "en"),
        (GUESTS, "La salle accueille au minimum 200 visiteurs.", "fr"),
        (FLAT, "Un appartement de 100 m² est à vendre.", "fr"),
        (AGE, "The cyclist, 59, was injured.", "en"),
        (NIGHT, "Une voiture a brûlé dans la nuit du 1er au 2 avril.", "fr"),
        (BORN, "Un lynx est né dans un parc du Jura.", "fr"),
        (STATION, "La gare a été inaugurée en mai par la maire de Nantes.", "fr"),
        (RAILS, "The shuttle has two 40 kW motors and four seats.", "en"),
        (REPAIR, "The mayor said that the bridge would be repaired.", "en"),
        (LOOK, "Le café permet de lire le journal.", "fr"),
        (UNSAID, "Le prix n'est pas fixé.", "fr"),
        (FANS, "La Clio RS est vendue à Lyon.", "fr"),
        (GALA, "The firefighters' gala took place in Brest on Saturday.", "en"),
        (GALA, "Le gala des pompiers a eu lieu samedi à Brest.", "fr"),
        (SWIM, "The mayor swam in the lake, then chose a boat.", "en"),
        (SPEED, "The boat's top speed is 90 km/h.", "en"),
        (RECORDS, "This boat holds 16 records.", "en"),
        (FALLS, "Les ventes ont chuté de 55,8 % en avril.", "fr"),
        (ARREST, "Le maire évoque un éventuel arrêt.", "fr"),
        (OPTIONS, "Parmi les options, on trouve une batterie lithium-ion.", "fr"),
        (OPEN_YET, "On ignore encore quels seront les ponts et si la ville se développera.", "fr"),
        (EXPECTED, "The port is due to be inaugurated before the end of the year.", "en"),
        (RANGE, "L'autonomie peut atteindre 415 km.", "fr"),
        (BUSES, "Two out of three Roissybuses run.", "en"),
        (AGENCY, "The UN agency visited the port.", "en"),
        (SEASON, "Il est mort au cours de la saison 2017.", "fr"),
        (SOON, "La production démarre dans un délai de deux ans.", "fr"),
        (
            WATER,
            "On 1 July, groundwater levels were around the June averages, except in Corsica, "
            "the BRGM said.",
            "en",
        ),
        (CLUB, "Le lycéen, qui a rejoint le club en mai, en fait partie.", "fr"),
        (HALF, "Plus de la moitié des élèves prennent le bus.", "fr"),
        (SHOTS, "Il y a eu sept morts dans l'attaque.", "fr"),
        (FINES, "L'amende passe à 90 000 euros, contre 15 000.", "fr"),
        (CALL, "Le voisin a appelé les pompiers à 11h54 par téléphone.", "fr"),
    ],
)
def test_what_is_said_alike_passes(evidence: str, claim: str, language: Language) -> None:
    assert _lacking(evidence, claim, language) is None


@pytest.mark.parametrize(
    ("evidence", "carried"),
    [
        ("Le constructeur de Redon a livré 949 282 voitures.", True),
        ("Skoda a livré 949 282 voitures.", False),
        ("Selon les déclarations de Skoda, 949 282 voitures ont été livrées.", False),
    ],
)
def test_who_acts_in_the_title(evidence: str, carried: bool) -> None:
    title = "Ventes : bons résultats pour Opel"
    claim = "Opel a livré 949 282 voitures."
    assert (_lacking(evidence, claim, "fr", title) is None) == carried
    assert _lacking(evidence, "Seat a livré 949 282 voitures.", "fr", title)


@pytest.mark.parametrize(
    ("evidence", "claim", "language"),
    [
        ("L'amende est de 135 euros, selon l'article 40.", "The fine is 40 euros.", "en"),
        ("Le menu coûte 25 euros en salle 3.", "Le menu coûte 3 euros.", "fr"),
        ("Le loyer a augmenté de 3 % dans le lot 12.", "Rent rose by 12 %.", "en"),
        ("La voiture de l'année coûte 30 000 euros.", "The car costs 30,000 euros a year.", "en"),
        ("Le jour même, l'usine a vendu 300 voitures.", "The plant sold 300 cars a day.", "en"),
        ("Le vélo coûte 900 euros à l'heure actuelle.", "The bike costs 900 euros an hour.", "en"),
        ("Trois immeubles de dix logements ont brûlé.", "Three in ten buildings burned.", "en"),
        ("Le parc ouvert en 2019 a fermé.", "The park has been closed since 2019.", "en"),
        (
            "La loi ne passera pas avant 2028.",
            "The law will not pass until 2028 at the latest.",
            "en",
        ),
        (
            "Les travaux ont été repoussés jusqu'en avril.",
            "The works were delayed in April.",
            "en",
        ),
        (
            "L'usine consomme un tiers de moins que l'ancienne.",
            "The plant uses a third as much as the old one.",
            "en",
        ),
        (
            "L'usine pourrait supprimer 200 postes.",
            "The plant is expected to cut 200 jobs.",
            "en",
        ),
        ("Le maire souhaite une enquête.", "The mayor expects an inquiry.", "en"),
        (
            "Le test n'est pas automatique : il faut le demander, ce n'est pas obligatoire.",
            "Le test est automatique.",
            "fr",
        ),
    ],
)
def test_a_figure_or_a_word_of_something_else_carries_nothing(
    evidence: str, claim: str, language: Language
) -> None:
    sentence = NumberedSentence(1, evidence, "a.txt", "Actualité", 0, len(evidence))
    checks = Checks([sentence], "", language, static_embedder().encode)
    assert checks.lacking(claim, [sentence]) is not None
