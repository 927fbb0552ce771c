"""What something is: what asks for it, and the words beside a name that say it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.reader.identification.definitions import definition
from assistant.reader.questions import read_question


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Qu’est-ce que l’IGPN ?", "IGPN"),
        ("Qu’est ce que l’IGPN ?", "IGPN"),
        ("Qu'est ce que Macron a dit ?", ""),
        ("Qu'est-ce qu'Unreal Engine ?", "Unreal Engine"),
        ("Qu'est-ce que c'est que le parkour ?", "parkour"),
        ("Et c'est quoi la chloroquine\u202f?", "chloroquine"),
        ("C'est quoi un Américain accidentel ?", "Américain accidentel"),
        ("C'était quoi la marque Eunos ?", "marque Eunos"),
        ("le parkour, c'est quoi ?", "parkour"),
        ("L'IGPN, qu'est-ce que c'est ?", "IGPN"),
        ("Qu'est-ce que la Journée d'Al-Qods ?", "Journée d'Al-Qods"),
        ("Qu'est-ce que l'Œuvre française ?", "Œuvre française"),
        ("Qu'est-ce que « Corsia », d'après l'article ?", "Corsia"),
        ("Que veut dire PKK ?", "PKK"),
        ("Que signifie le sigle STMG ?", "STMG"),
        ("Que veut dire Sián en français ?", "Sián"),
        ("What does PKK stand for?", "PKK"),
        ('What does "Taoiseach" mean?', "Taoiseach"),
        ("What is Nanobiotix?", "Nanobiotix"),
        ("What's the Duchy of Lancaster?", "Duchy of Lancaster"),
        ("What is 5-MeO-DMT?", "5-MeO-DMT"),
        ("What is Bufo alvarius?", "Bufo alvarius"),
        ("What is chloroquine?", "chloroquine"),
        ("What is blackface, according to the CRAN?", "blackface"),
        # a part, a deed or a trait of something
        ("What is Xiaomi's turnover?", ""),
        ("What is Macron's priority?", ""),
        ("What is the price of the SU7?", ""),
        ("What is the US price of the RS Tribute Edition?", ""),
        ("What is the population of Paris?", ""),
        ("What is behind the strike?", ""),
        ("What is inside?", ""),
        ("What is it?", ""),
        ("What is the toll?", ""),
        ("What's the budget?", ""),
        ("What is FCA offering Renault?", ""),
        ("What are the officers accused of?", ""),
        ("What is the Nutri-Score for?", ""),
        ("What is the company called?", ""),
        ("What is antibiotic resistance?", ""),
        ("Quel est le prix du Cimavax ?", ""),
        ("Qu'est-ce que Macron a dit ?", ""),
        ("Qu'est-ce que Paris attend de Tokyo ?", ""),
        ("Qu'est-ce que cela change ?", ""),
        ("Qu'est-ce que cela ?", ""),
        ("C'est quoi le problème ?", ""),
        ("C'est quoi le salaire d'une couturière ?", ""),
        ("C'est quoi le nom de la société ?", ""),
        ("Que signifie ce geste ?", ""),
        ("Qui est Luc Roy ?", ""),
    ],
)
def test_a_question_what_something_is(question: str, thing: str) -> None:
    assert read_question(question, "fr").thing == thing


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        # behind the name
        ("Une enquête est confiée à la Vela, la police des polices.", "la police des polices"),
        ("Vela, une société française spécialisée dans le cloud, embauche.",
         "une société française spécialisée dans le cloud"),
        ("Il dirige Vela, petit village de 300,5 hectares.", "petit village de 300,5 hectares"),
        ("Le rachat de Vela (une société cotée à Paris) plaît.", "une société cotée à Paris"),
        ("La villa « Vela » (Var) - résidence officielle du roi - ferme.",
         "résidence officielle du roi"),
        ("Il regarde Vela, une chaîne qui vise les jeunes.", "une chaîne qui vise les jeunes"),
        ("Il quitte Vela, un groupe jugé « trop lent » par Brest.",
         "un groupe jugé « trop lent » par Brest"),
        ("Vela, c’est-à-dire une taxe, un impôt.", None),
        ("Vela, c’est-à-dire un logiciel libre.", "un logiciel libre"),
        # is
        ("Vela est une station de ski suisse.", "une station de ski suisse"),
        ("Vela, qui date de 1990, consiste à sauter des murs.", "à sauter des murs"),
        ("Le Vela, né en 1990, consiste à sauter des murs.", "à sauter des murs"),
        # called so
        ("Un essai européen baptisé « Vela » a débuté.", "Un essai européen"),
        ("Il vend une montre à écran, appelée Vela.", "une montre à écran"),
        ("Une start-up du nom de Vela a débuté.", "Une start-up"),
        # just before
        ("C’est ce qu’annonce le constructeur chinois Vela.", "le constructeur chinois"),
        ("Il en parle au laboratoire Vela.", "laboratoire"),
        ("Il vise un géant du gaz et du pétrole Vela.", "un géant du gaz et du pétrole"),
        ("L’application « Vela » est prête.", "L’application"),
        # of another, of nothing, or what is told of it
        ("La filiale de Vela, une société suisse, embauche.", None),
        ("L’affaire Vela, un système de fraude, est jugée.", None),
        ("À Vela, une société suisse, embauchée hier, ferme.", None),
        ("Selon Vela, la police de la route doit partir.", None),
        ("Contactée par Vela, l’entreprise, qui vend, se tait.", None),
        ("Il cite la France, Vela, la région parisienne et Brest.", None),
        ("Il a vu Vela, la ville de Lyon, Brest.", None),
        ("Vela, un bateau aurait coulé.", None),
        ("Vela, police, école : les soucis.", None),
        ("Il a quitté Vela, une décision saluée.", None),
        ("Il va à Vela (centre).", None),
        ("La station Vela (ligne 8) ferme.", None),
        ("On ferme Vela (3 m), pont du Gard et Brest.", None),
        ("Le Parti du peuple de Vela (PPV), un grand mouvement, perd.", None),
        ("L’équipe de Vela, un sport populaire, perd.", None),
        ("Les éditions Vela (groupe Roy) ferment.", None),
        ("Vela est une réussite.", None),
        ("Vela est la cible de critiques.", None),
        ("Vela est le plus cher.", None),
        ("Vela est le deuxième pays à signer.", None),
        ("Vela n’est pas une société.", None),
        ("Vela est-elle une société ?", None),
        ("Si Vela est une ville, tant mieux.", None),
        ("« Vela est une entreprise de menteurs », a-t-il dit.", None),
        ("Un homme nommé Vela a débuté.", None),
        ("Une association pour un chien nommé Vela.", "un chien"),
        ("Une infection due à la bactérie nommée Vela.", None),
        ("Un bateau de la ville, appelée Vela, part.", None),
        ("Une campagne lancée cette semaine, intitulée Vela.", None),
        ("Le gestionnaire du réseau électrique Vela.", None),
        ("L’adresse du site du journal La Vela.", None),
        ("La société Vela embauche.", None),
        ("Le groupe des députés Vela.", None),
        ("Le président de la Commission européenne Luc Vela.", None),
        ("Il vend de la bière et des cartes Vela.", None),
        # another name
        ("L’application Vela Maps est prête.", None),
        ("L’application Google Vela est prête.", None),
        ("L’émission « Vela de nuit » reprend.", None),
        ("L’association Vela dorée ferme.", None),
        ("L’application vela est prête.", None),
    ],
)  # fmt: skip
def test_the_words_beside_a_name_that_say_what_it_is(sentence: str, said: str | None) -> None:
    span = definition(sentence, "Vela")
    assert (span and sentence[span.start : span.end]) == said


@pytest.mark.parametrize(
    ("sentence", "acronym", "said"),
    [
        ("l’Inspection générale de la police nationale (IGPN) y va", "IGPN",
         "Inspection générale de la police nationale"),
        ("l’IGPN (Inspection générale de la police nationale) y va", "IGPN",
         "Inspection générale de la police nationale"),
        ("le Programme des Nations unies pour le développement (Pnud)", "PNUD",
         "Programme des Nations unies pour le développement"),
        ("Al-Qaïda dans la péninsule arabique (Aqpa), dit-il", "Aqpa",
         "Al-Qaïda dans la péninsule arabique"),
        ("l’Institut national de la santé et de la recherche médicale (Inserm)", "Inserm",
         "Institut national de la santé et de la recherche médicale"),
        ("le Mouvement des entreprises de France (Medef)", "Medef",
         "Mouvement des entreprises de France"),
        ("du Parti des travailleurs du Kurdistan (PKK, kurde)", "PKK",
         "Parti des travailleurs du Kurdistan"),
        ("le leader de La France insoumise (LFI)", "LFI", "La France insoumise"),
        ("la direction départementale de la protection des populations (DDPP)", "DDPP",
         "direction départementale de la protection des populations"),
        ("la loi « Pacte » (plan d’action pour la croissance des entreprises)", "Pacte", None),
        ("la préfecture de police de Paris (PP)", "PP", None),
        ("la Mission multiple indiquée des Nations unies pour la stabilité à Malte (Minusma)",
         "Minusma", None),
        ("le président Luc Roy (LR)", "LR", "Luc Roy"),
        ("le député de Brest (RN)", "RN", None),
        ("le maire de Lyon (PS) et l’élu", "PS", None),
        ("le virus à Brest (OMS)", "OMS", None),
    ],
)  # fmt: skip
def test_the_words_that_an_acronym_stands_for(
    sentence: str, acronym: str, said: str | None
) -> None:
    span = definition(sentence, acronym)
    assert (span and sentence[span.start : span.end]) == said


@pytest.mark.parametrize(
    ("sentence", "term", "said"),
    [
        ("Le parkour consiste à sauter des murs.", "parkour", "à sauter des murs"),
        ("Il l’a comparé au ayahuasca, une concoction venue d’Amazonie", "ayahuasca",
         "une concoction venue d’Amazonie"),
        ("L’Oeuvre française, un mouvement antisémite, ferme.", "Œuvre française",
         "un mouvement antisémite"),
        ("la « remise en état » du fort de Brégançon (Var) - résidence du roi - va coûter",
         "Fort de Brégançon", "résidence du roi"),
        ("Il va au fort de Brégançon (Var), résidence officielle du roi", "Fort de Brégançon",
         "résidence officielle du roi"),
        ("du venin de Bufo Alvarius, une espèce rare de crapaud", "Bufo alvarius",
         "une espèce rare de crapaud"),
        ("un psychotrope nommé 5-MeO-DMT dont on parle", "5-MeO-DMT", "un psychotrope"),
    ],
)  # fmt: skip
def test_a_term_is_found_however_it_is_written(sentence: str, term: str, said: str) -> None:
    span = definition(sentence, term)
    assert span
    assert sentence[span.start : span.end] == said


def test_a_long_line_is_not_looked_through() -> None:
    assert definition("la société " * 200_000 + "Vela, un lac", "Vela") is None


@pytest.mark.parametrize(
    "piece",
    [
        "un Vela ",
        "Vela, un lac qui a un " + "long" * 9 + " et " * 9,
        "la société de Vela, ",
        "Vela (",
        "un ",
        "de la ",
        "« ",
        "Vela, un lac de ",
        "V",
    ],
)
def test_no_sentence_takes_long(piece: str) -> None:
    sentence = (piece * 2_000)[:1_990] + " Vela"
    began = time.perf_counter()
    definition(sentence, "Vela")
    assert time.perf_counter() - began < 2


ARTICLE = """La gare de Brest va doubler

Nanobiotix a signé lundi. « Le quai va doubler », a promis devant la presse le patron de Nanobiotix,
une société française de chimie, aux côtés de son amie Ada Gil.

La Corsia refuse de répondre. Le chantier durera trois ans.
"""


@pytest.fixture
def station(tmp_path: Path) -> Assistant:
    (tmp_path / "gare.txt").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(tmp_path)


@pytest.mark.parametrize(
    "question", ["Qu'est-ce que Nanobiotix ?", "What is Nanobiotix?", "C'est quoi Nanobiotix ?"]
)
def test_the_sentence_that_says_what_comes_first(station: Assistant, question: str) -> None:
    answer = station.ask(question)
    assert (answer.answered, answer.doubtful) == (True, False)
    assert answer.quotes[0].text.startswith("« Le quai va doubler »")
    assert answer.quotes[0].answer == "une société française de chimie"


def test_of_something_that_no_article_names_nothing_is_said(station: Assistant) -> None:
    answer = station.ask("Qu'est-ce que Wakanda ?")
    assert not answer.answered
    assert answer.confidence == 0


def test_a_mere_mention_is_in_doubt(station: Assistant) -> None:
    answer = station.ask("Qu'est-ce que la Corsia ?")
    assert answer.doubtful or not answer.answered


PIECES = [
    *"Vela Brest une un le la l’ de du des à , . ( ) « » - est société groupe français".split(),
    *"petite ville qui baptisé baptisée nommé application consiste sauter IGPN police et".split(),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join))
def test_what_says_what_it_is_stands_in_whole_words_beside_the_name(sentence: str) -> None:
    span = definition(sentence, "Vela")
    if span:
        said = sentence[span.start : span.end]
        assert said == said.strip()
        around = sentence[: span.start][-1:] + sentence[span.end :][:1]
        assert not any(map(str.isalnum, around))
