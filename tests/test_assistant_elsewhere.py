"""Sentences that tell of something else than what is asked about, however alike they sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.reader.elsewhere.telling import tells_elsewhere
from assistant.reader.questions import read_question
from index.types import Language
from tests.support.candidates import candidate, candidates_of


def _elsewhere(question: str, language: Language, *sentences: str) -> list[bool]:
    """Of each sentence; all are of one article."""
    found = [candidate("Un titre", sentence) for sentence in sentences]
    return [bool(told) for told in tells_elsewhere(read_question(question, language), found)]


@pytest.mark.parametrize(
    ("question", "language", "sentence", "elsewhere"),
    [
        # another year
        ("Combien de marins ont été secourus en 2018 ?", "fr", "Ils étaient 9 000 en 2017.", True),
        ("How many sailors were rescued in 2018?", "en", "Ils étaient 9 000 en 2017.", True),
        ("Combien de marins ont été secourus en 2018 ?", "fr", "Ils étaient 9 000 en 2018.", False),
        ("Combien de marins ont été secourus en 2018 ?", "fr", "Ils étaient 9 000.", False),
        ("Combien en 2018 ?", "fr", "Ils étaient 8 000 en 2017 et 9 000 en 2018.", False),
        # a span of years may hold it, and a figure is no year
        ("Où vivait-il en 1956 ?", "fr", "De 1952 à 1968, il vivait à Brest.", False),
        ("Où vivait-il en 1956 ?", "fr", "De 1958 à 1968, il vivait à Brest.", True),
        ("Combien en 2018 ?", "fr", "Le port a perdu 2000 postes.", False),
        ("Combien en 2018 ?", "fr", "Le port a coûté 2017,5 millions.", False),
        ("Où vivait-il en 2016 ?", "fr", "Entre juin 2014 et mai 2018, il vivait à Brest.", False),
        ("Où vivait-il en 2016 ?", "fr", "Il vivait à Brest (2014-2018).", False),
        ("Combien de mètres en 2014 ?", "fr", "Elle en faisait 8 en 2011, 9 en 2016.", True),
        ("Combien de mètres en 2014 ?", "fr", "Elle en faisait 8 en 2011 et en 2016.", True),
        ("Lequel a le plus progressé en 2019 ?", "fr", "Il en a 9, contre 1.575 en 2018.", False),
        # what is asked is when, or of something that has a year in its name
        ("Quand s'ouvriront les Jeux de Tokyo 2020 ?", "fr", "Ils s'ouvriront en 2021.", False),
        ("Quand la loi de 1905 changera-t-elle ?", "fr", "Elle changera début 2019.", False),
        ("Que vaut un billet pour Rock en Seine 2020 ?", "fr", "Il vaudra autant en 2021.", False),
        ("Où est jugé l'attentat du 13 novembre 2015 ?", "fr", "Il sera jugé en 2021.", False),
        ("Qui supprime 2000 emplois ?", "fr", "Le groupe l'a dit en 2019.", False),
        # a sentence may date something else, or compare
        ("Combien en 2018 ?", "fr", "Le port en a gagné 415 de plus qu'en 2017.", False),
        ("Combien en 2018 ?", "fr", "Il a perdu Ada Roy, née en 1977.", False),
        ("Combien en 2019 ?", "fr", "La saison 2018-2019 en a compté 12.", False),
        # a bound or a decade is not the time itself
        ("Quel était le record avant 2018 ?", "fr", "Le record datait de 1995.", False),
        ("What was the record before 2018?", "en", "Le record datait de 1995.", False),
        ("Combien depuis janvier 2018 ?", "fr", "Le total était de 12 en août 2016.", False),
        ("Combien entre 2014 et 2018 ?", "fr", "Le total était de 12 en 2012.", False),
        ("Combien dans les années 2000 ?", "fr", "Le total était de 12 en 2012.", False),
        ("Combien en 2018 ?", "fr", "Entre 2016 et 2018, par rapport à 2013, 9 de plus.", False),
        ("Qui est née en 1977 ?", "fr", "Ada Roy, née en 1977, a été élue en 2012.", False),
        ("Qui présidait en 1965 ?", "fr", "Du 8 mai 1959 au 28 avril 1969, ce fut lui.", False),
        ("Combien en 2020 ?", "fr", "Le total a crû de 12 par rapport à 2019.", False),
        ("Combien pour la grève de mars 2012 ?", "fr", "On en a dénombré 12 en 2014.", False),
        ("Combien après l'explosion du 4 août ?", "fr", "Le 9 mai, on en comptait 12.", False),
        # counted from the article's day: which year or month it is cannot be told
        ("Combien en 2018 ?", "fr", "Ils sont 12 cette année, ils étaient 9 en 2017.", False),
        ("Combien le 20 juin ?", "fr", "Samedi, on en comptait 12, 9 en mars.", False),
        # another month
        ("Que s'est-il passé le 23 septembre ?", "fr", "Le 23 février, le pont a rouvert.", True),
        ("What happened on September 23?", "en", "Le 23 février, le pont a rouvert.", True),
        ("What happened on 23 September?", "en", "Le 3 septembre, le pont a rouvert.", False),
        ("Que s'est-il passé en août ?", "fr", "De juillet à octobre, le pont a fermé.", False),
        ("Que s'est-il passé en mars ?", "fr", "Le pont a fermé mi-mai.", True),
        ("Que cherche-t-on sur Mars ?", "fr", "On en saura plus en mai.", False),
        ("Que dit-on de Mars ?", "fr", "On en saura plus en mai.", False),
        ("How many are expected to march?", "en", "Le 5 décembre, ils étaient 12.", False),
        # another country or city
        ("Combien de hameaux vides en Espagne ?", "fr", "L’Italie en compte 2 300.", True),
        ("How many empty hamlets are there in Spain?", "en", "L'Italie en compte 2 300.", True),
        ("How many empty hamlets in Italy?", "en", "L'Italie en compte 2 300.", False),
        ("How many people marched in Lyon?", "en", "À Paris, ils étaient 3 000.", True),
        ("How many people marched in the US?", "en", "À Paris, ils étaient 3 000.", False),
        ("Combien ont défilé en France ?", "fr", "À Paris, ils étaient 3 000.", False),
        ("Combien de cas au Royaume-Uni ?", "fr", "La Côte d’Ivoire en a compté 12.", True),
        ("Can you tell us where it is?", "en", "C'est en Italie.", False),
        # whose it is, whom it is done to, or who goes there: not where something is so
        ("Que reproche-t-on au Brésil ?", "fr", "En Italie, on ne dit rien.", False),
        ("Combien de cas en Espagne ?", "fr", "Il est venu d'Italie avec 12 malades.", False),
        ("Combien de cas à Brest ?", "fr", "Il faut que la police vienne en tours.", False),
        ("Combien de cas en France et en Italie ?", "fr", "En France, 30 000 cas.", False),
        ("Que dit l'Espagne ?", "fr", "L'Italie est contre.", False),
    ],
)
def test_another_time_or_place(
    question: str, language: Language, sentence: str, elsewhere: bool
) -> None:
    assert _elsewhere(question, language, sentence) == [elsewhere]


@pytest.mark.parametrize(
    ("question", "language", "other"),
    [
        ("Combien de hameaux vides en Espagne ?", "fr", "Les villages espagnols se vident."),
        (
            "Which airlines are banned in the US?",
            "en",
            "Les autorités américaines l’ont dit.",
        ),
        ("Which airlines are banned in the UK?", "en", "Le ministre britannique les a listées."),
        ("How many people marched in Lyon?", "en", "Les Lyonnais ont défilé."),
        ("How many cases are there in India?", "en", "Le gouvernement indien les compte."),
        ("What is sold in New York?", "en", "La vente aura lieu à New York."),
    ],
)
def test_an_article_that_speaks_of_the_place_may_mean_it(
    question: str, language: Language, other: str
) -> None:
    assert _elsewhere(question, language, "À Rome, en Italie, ils sont 2 300.", other)[0] is False


@pytest.mark.parametrize(
    ("question", "language", "sentence", "elsewhere"),
    [
        # another one of a series
        ("Quelle puissance a l'EXP 2 ?", "fr", "L'EXP 1 a 90 ch.", True),
        ("How powerful is the EXP 2?", "en", "L'EXP 1 a 90 ch.", True),
        ("Quelle puissance a l'EXP 2 ?", "fr", "L'EXP 2 a 90 ch.", False),
        ("Quelle puissance a l'EXP 2 ?", "fr", "L'EXP 1 et l'EXP 2 ont 90 ch.", False),
        ("Quelle puissance a l'EXP 2 ?", "fr", "Il a 90 ch.", False),
        ("Quand Henri IV est-il mort ?", "fr", "Henri VI est mort en 1471.", True),
        ("Que coûte le kit m400X ?", "fr", "Le kit m400R coûte 2 000 euros.", True),
        ("What does the iPhone 16 cost?", "en", "L'iPhone 15 coûte 969 euros.", True),
        ("Quelle vitesse atteint la C 111-IV ?", "fr", "La C 111 dépasse 400 km/h.", False),
        # a figure names nothing, nor does a year
        ("Que gagne un foyer de 2 enfants ?", "fr", "Avec 3 enfants, il gagne 90 euros.", False),
        ("Que coûte Paris 2024 ?", "fr", "Londres 2012 a coûté 11 milliards.", False),
        ("Combien le 2 mai ?", "fr", "Le 3 mai, ils étaient 12.", False),
        # another one in order
        ("Combien de voix au second tour ?", "fr", "Elle a eu 22 % au premier tour.", True),
        ("How many votes in the second round?", "en", "Elle a eu 22 % au premier tour.", True),
        ("Combien de voix au second tour ?", "fr", "Elle a eu 52 % au deuxième tour.", False),
        ("Combien de voix au second tour ?", "fr", "22 % au premier tour, 52 % au second.", False),
        ("Combien de films à la 44e édition ?", "fr", "La 43e édition en a montré 12.", True),
        (
            "Combien de films à la 44e édition ?",
            "fr",
            "La première séance est gratuite.",
            False,
        ),
        ("Qui est le deuxième fils ?", "fr", "Le Premier ministre a deux fils.", False),
        ("Qui a vu la 1 000e émission ?", "fr", "La 3e émission a plu.", False),
        ("Who saw the 1,000th show?", "en", "La 1.000e émission a plu.", False),
        (
            "Quand s'ouvre le salon de la Porsche 914 ?",
            "fr",
            "Après la Porsche 917, la 914.",
            False,
        ),
        ("How many XJ220Cs exist?", "en", "Il y a neuf XJ220C.", False),
        # the opposite
        ("Quand ferme le musée ?", "fr", "Le musée ouvre à 9 heures.", True),
        ("When does the museum close?", "en", "Le musée ouvre à 9 heures.", True),
        ("Quand ferme le musée ?", "fr", "Le musée est ouvert de 9 heures au 31 mai.", False),
        (
            "Quand ouvre le musée ?",
            "fr",
            "L'inauguration aura lieu à la fin de l'année.",
            False,
        ),
        ("Que conseille-t-il contre la fermeture ?", "fr", "Je leur dis de rester ouverts.", False),
        ("De combien les prix ont-ils baissé ?", "fr", "Les prix ont augmenté de 3 %.", True),
        ("Which city is the cheapest?", "en", "Genève est la ville la plus chère.", True),
        ("Combien de femmes y travaillent ?", "fr", "Quarante hommes y travaillent.", True),
        ("Combien de femmes y travaillent ?", "fr", "Dix femmes et 40 hommes y sont.", False),
        ("Combien d'emplois ont été créés ?", "fr", "Le groupe a supprimé 300 emplois.", True),
        ("Qui a perdu le match ?", "fr", "Nantes a gagné le match.", True),
        # what is asked of those that lack something
        ("Combien n'ont pas été vendus ?", "fr", "36 des 57 ont été vendus.", True),
        ("Combien n'ont pas été vendus ?", "fr", "21 n'ont pas trouvé acquéreur.", False),
        ("Combien n'ont pas été vendus ?", "fr", "21 sont restés sans acquéreur.", False),
        ("Combien ne sont pas vendus ?", "fr", "14 foyers attendent du courant.", False),
        ("Combien n'ont plus de courant ?", "fr", "9 000 foyers sont dans le noir.", False),
        ("How many were not sold?", "en", "36 des 57 ont été vendus.", True),
        # the opposite answers whether it is so
        ("Spotify gagne-t-il de l'argent ?", "fr", "Il continue à perdre de l'argent.", False),
        ("Is parking allowed there?", "en", "Le stationnement y est interdit.", False),
        ("Où va-t-on l'autoriser ?", "fr", "Nice va l'interdire.", True),
        ("Why weren't they allowed to meet?", "en", "Cela leur était interdit.", False),
        # words that are of no side
        ("Combien de fidèles a-t-il perdus ?", "fr", "Le virus en a emporté 44.", False),
        ("Combien a-t-il perdu ?", "fr", "Le manque à gagner est de 3 millions.", False),
        ("What set it on fire?", "en", "Le foin a pu créer un incendie.", False),
        ("Le syndicat qui y croit ?", "fr", "FO dit que les ventes ont baissé.", False),
        ("Why does it decline?", "en", "La pie à poitrine rose a faim.", False),
        ("Combien de cas au pire moment ?", "fr", "700 au plus fort de la crise.", False),
        ("Which area is worst hit?", "en", "Elbeuf est le plus touché.", False),
        ("Combien coûte la moins chère ?", "fr", "La plus abordable est à 9 000 euros.", False),
        ("How long were they close?", "en", "Ils se lançaient des défis, depuis 20 ans.", False),
        ("Quand cesse-t-il de payer ?", "fr", "À partir du 8, il ne paiera plus.", False),
        ("Quand a-t-elle fermé ?", "fr", "Elle est partie début avril.", False),
        ("À qui l'a-t-il autorisé ?", "fr", "Il lève l'interdiction pour Nantes.", False),
    ],
)
def test_another_of_its_kind_or_the_opposite(
    question: str, language: Language, sentence: str, elsewhere: bool
) -> None:
    assert _elsewhere(question, language, sentence) == [elsewhere]


def test_the_one_of_a_series_that_is_spoken_of_was_named_before() -> None:
    question = read_question("Quelle puissance a l'EXP 2 ?", "fr")
    found = candidates_of("Un titre", ["L'EXP 1 a été présentée en mai.", "Elle a 90 ch."])
    assert tells_elsewhere(question, found).tolist() == [True, True]


ARTICLES = {
    "a.txt": "Les sauveteurs en mer\n\nLes sauveteurs en mer ont secouru 9 000 personnes en 2017.",
    "b.txt": "Les sauveteurs en mer\n\nIls en ont secouru 8 400 en 2018.",
}


def test_another_year_answers_nothing(tmp_path: Path) -> None:
    asked = "Combien de personnes les sauveteurs en mer ont-ils secourues en {} ?"
    (tmp_path / "a.txt").write_text(ARTICLES["a.txt"], encoding="utf-8")
    assistant = Assistant.open(tmp_path, index_dir=tmp_path / ".index")
    assert assistant.ask(asked.format(2017)).quotes[0].answer == "9 000 personnes"
    silent = assistant.ask(asked.format(2016))
    assert not silent.answered
    assert silent.confidence == 0


def test_another_year_stands_behind_the_one_that_is_asked(tmp_path: Path) -> None:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assistant = Assistant.open(tmp_path, index_dir=tmp_path / ".index")
    answer = assistant.ask("Combien de personnes les sauveteurs en mer ont-ils secourues en 2018 ?")
    assert [quote.source for quote in answer.quotes] == ["b.txt"]
