"""The words of a sentence that answer: whole words and figures, whole pairs, or none."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.reader.answers import best_answer
from assistant.reader.candidates import LikelyAnswer
from assistant.reader.questions import read_question
from index.types import Span


@pytest.mark.parametrize(
    ("question", "text", "likely", "answer"),
    [
        # whole words and figures, with the unit that belongs to them
        ("De combien baissent les ventes ?", "Elles baissent de 3,5% en mai.", "3", "3,5%"),
        ("What is built there?", "On y bâtit des automobiles.", "automob", "automobiles"),
        # the kind asked for, where the likely answer cuts through it
        ("Quand ouvre l’usine ?", "Elle ouvre le 23 juin 2024 à Pékin.", "juin", "23 juin 2024"),
        # the likely answer, where it holds what is asked for and more
        ("Combien coûte-t-elle ?", "Elle coûte environ 5 000 euros par mois, dit-on.",
         "environ 5 000 euros par mois", "environ 5 000 euros par mois"),
        # no part of a word with hyphens
        ("Que lui a-t-elle dit ?", "Qu’ai-je oublié, demanda alors la vieille meunière.",
         "je oublié", "ai-je oublié"),
        ("Which line is it?", "C’est la ligne Vire-Granville qui rouvre.", "Granville",
         "Vire-Granville"),
        # a name whole, but not the one that stands behind a place
        ("Avec qui boit-il ?", "Il boit un verre avec la socialiste Ada Le Roy, élue de Paris.",
         "la socialiste Ada", "la socialiste Ada Le Roy"),
        ("Quels ministres a-t-il vus ?", "Il a vu hier Luc Morin et Bruno Le Maire à Matignon.",
         "Luc Morin et Bruno", "Luc Morin et Bruno Le Maire"),
        ("Où parla-t-elle ?", "Hier, à Marseille Ada Le Roy a parlé de la mer et du port.",
         "à Marseille", "Marseille"),
        ("Qui est le procureur ?", "Le procureur de Paris Luc Morin a parlé de la mer et du port.",
         "Luc Morin", "Luc Morin"),
        # of a person the name, without what the question says, or stands before the name
        ("Qui est le maire de Nîmes ?", "Le maire de Nîmes, Luc-Yves Morin (LR), a salué hier.",
         "Le maire de Nîmes, Luc-Yves", "Luc-Yves Morin"),
        ("Qui dirige les sports ?", "La ministre des Sports Ada Morin a parlé de la mer hier.",
         "Ada Morin", "Ada Morin"),
        # both marks of a pair, or none
        ("Où se tient le marché ?", "Le marché se tient à Plouha-le-Bas (Finistère), dit-il.",
         "Plouha-le-Bas (Finistère", "Plouha-le-Bas (Finistère)"),
        ("Que dit le panneau ?", "Le panneau, lui, dit : « Chien gentil ! » et rien de plus.",
         "Chien gentil ! »", "« Chien gentil ! »"),
        ("Que crie le fermier ?", 'Le fermier crie aux passants : "Sortez d’ici !", puis rentre.',
         'aux passants : "Sortez d’ici', 'aux passants : "Sortez d’ici !"'),
        ("Que fit-il ?", "Il salua la foule : “Mes amis, ce soir nous fêtons la pluie.”",
         "salua la foule : “Mes", "salua la foule"),
        ("Que fêtent-ils ?", "Il dit (enfin) : “Nous fêtons la pluie ce soir, mes amis.",
         "enfin) : “Nous fêtons la pluie", "Nous fêtons la pluie"),
        # a range whole, but not both ends of a change
        ("De combien le passe augmente-t-il ?", "Le passe augmente de 20 euros, dit la région.",
         "20", "20 euros"),
        # beside another of its series
        ("Quelle puissance a l’EXP 2 ?", "L’EXP 2 suit l’EXP 1 et ses 90 chevaux, plutôt légers.",
         "90 chevaux", None),
        ("Combien coûte le toit ?", "Il coûte entre 20 000 et 30 000 euros, selon le devis reçu.",
         "30 000 euros", "entre 20 000 et 30 000 euros"),
        ("Quand a-t-il neigé ?", "Il a neigé dans la nuit du 3 au 4 mai 2021 sur la ville.",
         "4 mai 2021", "du 3 au 4 mai 2021"),
        ("Combien coûte le toit ?", "Le prix du toit passe de 10 à 12 euros le mètre carré.",
         "12 euros", "12 euros"),
        ("À combien passe le prix ?", "Le prix du toit passe de 10,50 € à 12,50 € en juin 2021.",
         "10,50 €", "de 10,50 € à 12,50 €"),
        ("Combien coûte le toit ?", "Le prix du toit passe de 10 à 12 euros le mètre carré.",
         "10", "de 10 à 12 euros"),
        ("Quand a-t-il plu ?", "Il a plu sur le port le 12 mars 2024 à 06h30 et à midi.",
         "12 mars 2024", "12 mars 2024"),
        ("Quelle part vote ?", "Selon la mairie, il vote de 10 à 20 % des jeunes du port.",
         "10", "de 10 à 20 %"),
        # no range, nor a change whose first figure is asked for
        ("Combien coûte-t-il ?", "L’iPhone 15 à 900 euros se vend bien dans les rues de Brest.",
         "900 euros", "900 euros"),
        ("Combien coûte le billet ?", "Le billet du TGV 8712 à 30 euros se vend bien à Brest.",
         "30 euros", "30 euros"),
        ("À quelle distance ?", "Il habite sur la ligne 4 à 500 mètres du port de pêche.",
         "500 mètres", "500 mètres"),
        ("Combien d’habitants ?", "C’est la commune de 1 200 habitants à 40 km de Brest.",
         "1 200 habitants", "1 200 habitants"),
        ("Combien de buts ?", "Brest a battu Lyon 3 à 1 hier soir devant ses supporteurs.",
         "3", "3"),
        ("What was the rate in 2010?", "Le taux est passé de 10 % en 2010 à 12 % en 2020.",
         "10 %", "10 %"),
        ("Combien coûte le toit ?", "Le prix du toit passe de 10 € en mai à 12 € en juin 2021.",
         "10 €", "10 €"),
        ("Quel était le taux ?", "Le taux est passé de 10 % à 12 % dans les villes du port.",
         "10 %", "10 %"),
        ("Combien pèse le blaireau ?", "Le blaireau des talus pèse de 9 à 14 kg, dit-elle.",
         "14 kg", "de 9 à 14 kg"),
        ("Quelle est la durée ?", "On a réduit la durée de 12 à 10 mois pour tous les apprentis.",
         "10 mois", "10 mois"),
        ("Quel est le budget ?", "Le budget du pont passe de 3,5 M€ à 4 M€.",
         "3,5 M€ à 4 M€", "de 3,5 M€ à 4 M€"),
        ("Combien coûte le lot ?", "Le lot de 12 à 45 euros se vend bien dans les rues de Brest.",
         "45 euros", "45 euros"),
        ("À quelle heure ferme la foire ?", "La foire va de 8 à 18 heures, tous les jours de mai.",
         "18 heures", "18 heures"),
        # numbers whole, in letters too
        ("Quelle affluence ?", "On a compté 6 340 visiteurs dans les allées de la foire.",
         "340 visiteurs", "6 340 visiteurs"),
        ("Combien de granges ?", "Il reste cent trente-deux granges de pierre dans la vallée.",
         "trente-deux", "cent trente-deux"),
        ("Combien de fois ?", "Il l’a dit deux ou trois fois devant entre vingt et trente témoins.",
         "deux ou trois fois", "deux ou trois fois"),
        ("Combien de noyés ?", "En 2019, 1 120 personnes se sont noyées dans les lacs et rivières.",
         "1 120 personnes", "1 120 personnes"),
        # the unit's sign, where it is one
        ("Quelle quantité ?", "- 180 g de beurre", "180 g de beurre", "180 g"),
        ("Quelle hauteur ?", "La crue de l’Aulne a atteint la cote de 3,20 m dans la nuit.",
         "3,20", "3,20 m"),
        ("Combien d’élèves ?", "Les 30 mineurs sont logés dans un ancien hôtel du port.",
         "30", "30"),
        ("Combien de joueurs ?", "Ils sont 12 l’avant-veille du match, dit l’entraîneur du club.",
         "12", "12"),
        ("Quel bus ?", "Le bus 4 t’emmène à la gare en dix minutes.", "bus 4", "bus 4"),
        ("En quelle année ?", "Le phare fut bâti en 1954 m’a-t-on dit au bar du port.",
         "1954", "1954"),
        # what is denied, and what only looks so
        ("Y a-t-il une fuite ?", "Il n’y a pas de fuite visible, assure la maire du village.",
         "fuite visible", "pas de fuite visible"),
        ("Y a-t-il des victimes ?", "« Pas de victime connue » est tout ce que dit la police.",
         "victime connue", "Pas de victime connue"),
        ("Y a-t-il des blessés ?", "On ne compte aucun blessé grave dans le car, dit la police.",
         "blessé grave", "aucun blessé grave"),
        ("Comment s’appelle-t-il ?", "Le patron de la scierie s’appelle Yves et non Yvon.",
         "Yvon", "non Yvon"),
        ("Où habite-t-il ?", "Il n’habite qu’à deux pas de Brest, dans une maison de pêcheur.",
         "Brest", "Brest"),
        ("Qui a dansé ?", "Au troisième pas de Carole, la salle a longuement applaudi.",
         "Carole", "Carole"),
        ("Quand vote-t-on ?", "Les élus ont voté et le maire a dit non lundi au projet de parc.",
         "lundi", "lundi"),
        ("Quand joue-t-on ?", "Le concert aura lieu samedi et non dimanche, écrit la mairie.",
         "dimanche", "non dimanche"),
        ("Comment s’appelle-t-il ?", "Le patron s’appelle Yves, non pas Yvon, écrit la mairie.",
         "Yvon", "non pas Yvon"),
        ("Qui l’accompagne ?", "Le ministre est parti non sans Luc Roy, son conseiller de Lens.",
         "Luc Roy", "Luc Roy"),
        ("Avec qui sort-il ?", "Il ne sort jamais sans Luc Roy, son ami, dans les rues de Lens.",
         "Luc Roy", "Luc Roy"),
        ("Que manque-t-il ?", "Rien n’y fait : le village reste sans eau depuis la crue de mai.",
         "eau", "sans eau"),
        ("A-t-il tant reçu ?", "« Jamais le port n’a reçu autant de sable », dit hier le maire.",
         "le port n’a reçu", "Jamais le port n’a reçu"),
        ("A-t-il tant reçu ?", "« Le port n’a jamais reçu autant de sable », dit hier le maire.",
         "n’a jamais reçu", "n’a jamais reçu"),
        ("Est-il en vie ?", "Rien n’indique, depuis la crue de mai, s’il est encore en vie.",
         "s’il est encore en vie", "Rien n’indique, depuis la crue de mai, s’il est encore en vie"),
        ("Qui l’a tué ?", "La police dit qu’elle ne sait pas encore qui a tué le chien de Luc Roy.",
         "qui a tué le chien", "ne sait pas encore qui a tué le chien"),
        # of several with a year each the one of the year that is asked about
        ("Combien en 2011 ?", "Le bourg avait 1 089 âmes en 2011, 1 092 en 2016 et 1 105 en 2017.",
         "1 105", "1 089"),
        ("Combien en 2016 ?", "Le bourg avait 1 089 âmes en 2011, 1 092 en 2016 et 1 105 en 2017.",
         "1 105", "1 092"),
        ("Combien en 2016 ?", "En 2016, le bourg avait 1 092 habitants, et il en a 1 105 en 2017.",
         "1 092", "1 092"),
        # a figure with its bound, and hours whole
        ("Combien d’habitants ?", "Il reste moins de 300 habitants dans le bourg, dit le maire.",
         "300 habitants", "moins de 300 habitants"),
        ("Combien d’amphores ?", "Le navire transportait au moins 1 500 amphores de vin rouge.",
         "1 500 amphores", "au moins 1 500 amphores"),
        ("Quelle remise ?", "Le site vend son Armor 12 à 30 % de remise cette semaine, dit-il.",
         "30 %", "30 %"),
        ("Que dit-on ?", "Voici le bilan que la mairie de Brest a publié hier matin :", ":", None),
        ("Quelle part ?", "« Environ 25 à 30 % des déchets du bourg », selon la mairie de Lens.",
         "30 %", "25 à 30 %"),
        ("Qui part ?", "Personne n’ignore qui est parti avec le chien de Luc Roy hier soir.",
         "qui est parti", "qui est parti"),
        ("Quelle part ?", "Le tri concerne 25 à 30 % des déchets du bourg, selon la mairie.",
         "30 %", "25 à 30 %"),
        ("Combien a-t-il plu ?", "Il n’est pas tombé plus de 12 mm de pluie en six semaines ici.",
         "12 mm", "12 mm"),
        ("Combien d’habitants ?", "Il n’y a plus de 300 habitants dans le bourg depuis la guerre.",
         "300 habitants", "300 habitants"),
        ("Combien de places ?", "Le théâtre compte non moins de 300 places dans la halle du port.",
         "300 places", "non moins de 300 places"),
        ("Combien a-t-il plu ?", "Rien ne presse : il est tombé plus de 12 mm de pluie hier soir.",
         "12 mm", "plus de 12 mm"),
        ("Combien de brebis ?", "Le berger a dit qu’il en avait 40 de plus, 300 en tout cet été.",
         "300", "300"),
        ("Qui est plus grand ?", "Il y a plus de Brestois que de Nantais dans les tribunes.",
         "Brestois", "Brestois"),
        ("Où va-t-elle ?", "Elle ira jusqu’à Lens, où sa mère a tenu un café, puis à Lille.",
         "Lens", "Lens"),
        ("Combien de temps ?", "- **Temps d’attente moyen** : 4 h 12", "4 h", "4 h 12"),
        ("Combien de temps ?", "La battue a duré plus de 2 h, 51 chasseurs y ont pris part.",
         "2 h", "plus de 2 h"),
        ("À quelle heure ?", "Le car part à 9 h 30 de la place et rentre à 18 h le soir.",
         "30", "9 h 30"),
        # what stands in one pair of brackets, and not the next one's
        ("Combien paye la Région ?", "Payent la Région (3 millions) et l’État (1 million), dit-il.",
         "3 millions) et l’État (1 million", "3 millions"),
        ("Combien paye l’État ?", "Payent la Région (3 millions) et l’État (1 million), dit-il.",
         "3 millions) et l’État (1 million", "1 million"),
        ("Qui a gagné ?", "Le prix va à Luc Roy (Brest) et Anne Gall (Vannes), a dit le jury.",
         "Luc Roy (Brest) et Anne Gall (Vannes)", "Luc Roy (Brest) et Anne Gall (Vannes)"),
        # no other figure beside the one of the kind asked for
        ("Combien coûte l’atlas ?", "L’atlas (éd. du Port, 192 p., 24,50 €) paraît en mai.",
         "192 p., 24,50 €", "24,50 €"),
        # the hour or the year, where that is asked for
        ("À quelle heure a-t-il plu ?", "Il a plu lundi vers 7 h 15 sur le port.", "lundi",
         "7 h 15"),
        ("En quelle année a-t-il plu ?", "Il a plu un lundi, le 3 mai 1998, sur le port.", "lundi",
         "3 mai 1998"),
        # what is said of one thing, not of the next
        ("Qui est le meunier ?", "Étaient là le meunier, chef de la fanfare ; Luc Roy, boulanger.",
         "chef de la fanfare ; Luc Roy", "chef de la fanfare"),
        ("What share of those over 65?", "Pour : des jeunes (71 %) ; contre, les 65 ans (44 %).",
         "(71 %) ; contre, les 65 ans (44 %)", "44 %"),
        ("Who were they?", "Étaient là le meunier, chef de la fanfare ; Luc Roy, boulanger.",
         "chef de la fanfare ; Luc Roy", "chef de la fanfare ; Luc Roy"),
        # no part of an acronym or of a tag
        ("Combien coûte le toit ?", "Le toit coûte 85 000 € H.T., dont une part de la Région.",
         "85 000 € H", "85 000 € H.T."),
        ("Que vend-on ?", "On y vend <a href=\"/x\">des pommes</a> de Lannion et des poires.",
         "/x\">des pommes", "des pommes"),
        # one cell of a table
        ("Combien de brebis ?", "Brebis | 12 340 | 6 210 | le cheptel de la vallée",
         "12 340 | 6 210", "12 340"),
        # no kind of few words is asked for
        ("Pourquoi ferme-t-elle ?", "Elle ferme faute de commandes, selon la direction.",
         "faute de commandes", "faute de commandes"),
        # what the question says itself, and nearly the whole sentence, answer nothing
        ("Que fait Xiaomi ?", "Xiaomi se tait.", "Xiaomi", None),
        ("Que se passe-t-il ?", "Tout le monde se tait.", "Tout le monde se tait", None),
    ],
)  # fmt: skip
def test_the_words_that_answer(
    assistant: Assistant, question: str, text: str, likely: str, answer: str | None
) -> None:
    start = text.index(likely)
    read = LikelyAnswer(Span(start, start + len(likely)), 0.9)
    asked = read_question(question, "en" if question.startswith("W") else "fr")
    span = best_answer(asked, text, assistant._index.word_vectors, read)
    assert (span and text[span.start : span.end]) == answer


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text('ab "«»()“”|-,', min_size=8), start=st.integers(0, 7), length=st.integers(1, 9))
def test_an_answer_holds_no_half_of_a_pair(
    assistant: Assistant, text: str, start: int, length: int
) -> None:
    read = LikelyAnswer(Span(start, min(start + length, len(text))), 0.9)
    asked = read_question("Pourquoi ferme-t-elle ?", "fr")
    span = best_answer(asked, text, assistant._index.word_vectors, read)
    if span:
        answer = text[span.start : span.end]
        assert answer.strip()
        assert answer.count('"') % 2 == 0
        assert all(answer.count(a) == answer.count(b) for a, b in ("«»", "()", "“”"))


def test_an_unlikely_answer_is_not_pointed_out(assistant: Assistant) -> None:
    text = "Elle ferme faute de commandes, selon la direction."
    asked = read_question("Pourquoi ferme-t-elle ?", "fr")
    read = LikelyAnswer(Span(11, 29), 0.1)
    assert best_answer(asked, text, assistant._index.word_vectors, read) is None
