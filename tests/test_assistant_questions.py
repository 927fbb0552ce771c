"""What a question asks for, and which words of a sentence can answer it."""

from __future__ import annotations

import pytest

from assistant.politeness import plain
from assistant.reader.entities import spans
from assistant.reader.questions import KINDS, Kind, read_question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Quand l’usine ouvrira-t-elle ?", "date"),
        ("When does Xiaomi plan to start production?", "date"),
        ("En quelle année la production démarre-t-elle ?", "date"),
        ("What year will it open?", "date"),
        ("Since when has the law been in force?", "date"),
        ("Combien de temps faut-il ?", "duration"),
        ("How long will it take?", "duration"),
        ("How old is she?", "duration"),
        ("Combien coûte la voiture ?", "amount"),
        ("How much money will Xiaomi invest?", "amount"),
        ("Quel est le prix de la voiture ?", "amount"),
        ("Combien de voitures par an ?", "number"),
        ("How many cars will it build?", "number"),
        ("Quelle part du marché détient-elle ?", "percentage"),
        ("Qui dirige BAIC ?", "person"),
        ("Who founded the company?", "person"),
        ("Où est l’usine ?", "place"),
        ("In which city is the plant?", "place"),
        ("Avec quelle entreprise Xiaomi s’allie-t-elle ?", "organisation"),
        ("Which carmaker is helping?", "organisation"),
        ("Pourquoi Xiaomi a-t-elle besoin d’aide ?", "reason"),
        ("Why does it take so long?", "reason"),
        ("Comment l’usine sera-t-elle construite ?", "manner"),
        ("Est-ce que l’usine est prête ?", "yes-no"),
        ("Has Hyundai confirmed it?", "yes-no"),
        ("Xiaomi a-t-il un partenaire ?", "yes-no"),
        ("Dans quel film a-t-il joué ?", "other"),
        ("Que trouve-t-on dans l’habitacle ?", "other"),
        ("Qu’est-ce qui a causé l’incendie ?", "other"),
        ("À quelle place a-t-elle fini ?", "other"),
        ("À quelles dates se tient le salon ?", "date"),
        ("À quelle époque le pont date-t-il ?", "date"),
        ("From what age is it allowed?", "duration"),
        ("partenaire de Xiaomi", "other"),
        ("Quelle est la protéine qui bloque le virus ?", "other"),
        ("What is the group that opposes those who strike?", "other"),
        ("Est-ce gratuit pour ceux qui ont moins de 18 ans ?", "yes-no"),
        ("Dans le groupe, qui s’oppose au projet ?", "person"),
        ("À qui l’usine appartient-elle ?", "person"),
    ],
)
def test_kind(question: str, kind: Kind) -> None:
    assert read_question(question, "fr").kind == kind


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("Bonsoir, pourriez-vous me dire où ouvrira le lycée, s'il vous plaît ?",
         "Où ouvrira le lycée ?"),
        ("Je voudrais savoir à quelle heure part le bac.", "À quelle heure part le bac ?"),
        ("Je cherche à savoir qui a repeint le phare, merci.", "Qui a repeint le phare ?"),
        ("Est-ce que tu sais si elle est ouverte ?", "Est-ce qu'elle est ouverte ?"),
        ("Peux-tu me dire s’il est tard ?", "Est-ce qu'il est tard ?"),
        ("Dites-moi ce qui a coulé", "Qu'est-ce qui a coulé ?"),
        ("Salut combien coûte le bac", "Combien coûte le bac"),
        ("Combien coûte le bac ? Merci d'avance !", "Combien coûte le bac ?"),
        ("Pourriez-vous m'expliquer pourquoi il est fermé ?", "Pourquoi il est fermé ?"),
        ("Puis-je savoir ou est le phare ?", "Ou est le phare ?"),
        ("Et sais-tu pourquoi ?", "Et pourquoi ?"),
        ("Hello, can you tell me how long the ferry takes? Thanks", "How long the ferry takes?"),
        ("I'd like to know who painted it.", "Who painted it?"),
        ("Do you know where it was built?", "Where it was built?"),
        ("Could you please tell me how old she is?", "How old she is?"),
    ],
)  # fmt: skip
def test_politeness_is_no_part_of_a_question(message: str, asks: str) -> None:
    assert plain(message) == asks


@pytest.mark.parametrize(
    "question",
    [
        "Qu'a dit le gardien ?", "Que sait-on du naufrage ?", "Le gardien sait-il où ?",
        "Savez-vous que le phare est fermé ?", "Qui a dit merci ?", "Merci patron, c'est un film ?",
        "Oui ou non, le phare est-il fermé ?", "Good for whom?", "Bonjour tristesse est de qui ?",
        "Super U ouvre-t-il le dimanche ?", "Parle-moi de l'école", "Who told the keeper?",
        "Do they know who did it?", "Tell me about the school", "Why?",
    ],
)  # fmt: skip
def test_what_is_no_frame_stays(question: str) -> None:
    assert plain(question) == question


@pytest.mark.parametrize(
    "message",
    [
        "Merci", "merci beaucoup !", "ok", "D'accord, merci.", "Parfait 👍", "oui", "Bonjour",
        "thanks", "Thank you very much!", "OK, got it", "Merci pour ces précisions",
        "Je vous remercie", "Ça marche, merci pour tout !", "Thanks for that.",
    ],
)  # fmt: skip
def test_courtesy_asks_nothing(message: str) -> None:
    assert plain(message) == ""


@pytest.mark.parametrize(
    "part", ["merci ", "et ", "ok, ", "sais-tu ", "   ", ", merci ", "good bye "]
)
@pytest.mark.timeout(20)  # tried in every way, the last would take years
def test_long_messages_are_read_at_once(part: str) -> None:
    plain(part * (2_000 // len(part)) + "x")


@pytest.mark.parametrize(
    ("sentence", "kind", "found"),
    [
        ("Cela devrait entrer en production dès 2024.", "date", ["2024"]),
        ("Le 1er mars 2024, puis mardi.", "date", ["1er mars 2024", "mardi"]),
        ("La production démarre d’ici 2 ans.", "date", ["d’ici 2 ans"]),
        ("Il a vendu 2024 voitures en juillet 2019.", "date", ["2024", "en juillet 2019"]),
        ("Au cours des 10 prochaines années.", "duration", ["10 prochaines années"]),
        ("Pendant dix-huit mois.", "duration", ["dix-huit mois"]),
        (
            "300\u202f000 voitures et 3,5 millions d’autres.",
            "number",
            ["300\u202f000", "3,5 millions"],
        ),
        ("Investir 10 milliards de dollars.", "amount", ["10 milliards de dollars"]),
        ("Une amende de 135 € ou 1.500 euros.", "amount", ["135 €", "1.500 euros"]),
        ("En baisse de 15,6 % sur un an.", "percentage", ["15,6 %"]),
        ("Sa première usine à Pékin, en Chine.", "place", ["Pékin", "Chine"]),
        ("Selon le ministre Bruno Le Maire, c’est prêt.", "person", ["Bruno Le Maire"]),
        ("C’est M. Dupont qui décide.", "person", ["Dupont"]),
        ("Le géant BAIC appartient à l’État.", "organisation", ["BAIC"]),
        ("Rien de tout cela.", "number", []),
        ("Deux cent mille brebis.", "number", ["Deux cent mille"]),
        ("Soixante et onze élus, cent vingt-sept voix.", "number",
         ["Soixante et onze", "cent vingt-sept"]),
        ("Trois cents millions d’euros.", "amount", ["Trois cents millions d’euros"]),
        ("Entre vingt et trente, deux ou trois, vingt et unième.", "number",
         ["vingt", "trente", "deux", "trois", "vingt"]),
        ("Il coûte 50 cents, ou deux cents francs.", "number", ["50", "deux cents"]),
        ("Dix pour cent deux fois.", "percentage", ["Dix pour cent"]),
        ("Le pont coûte 6,8 M€, puis 3 Mds€.", "amount", ["6,8 M€", "3 Mds€"]),
        ("Le gel Sorbex-7 retient 5,3 litres d’eau.", "number", ["5,3"]),
        ("Par Marthe Vidal, à Lens", "person", ["Marthe Vidal"]),
        ("Selon J.-P. Morin, il a plu.", "person", ["J.-P. Morin"]),
        ("Par N. Fabre, à Carcassonne", "person", ["N. Fabre"]),
        ("Il pleut parce qu’il fait froid.", "reason", []),
    ],
)  # fmt: skip
def test_spans(sentence: str, kind: Kind, found: list[str]) -> None:
    assert [sentence[span.start : span.end] for span in spans(sentence, kind)][
        : len(found)
    ] == found


@pytest.mark.parametrize("kind", KINDS)
def test_spans_are_slices_of_any_text(kind: Kind) -> None:
    for text in (
        "",
        " ",
        "«",
        "\u00a0\u202f",
        "M.",
        "1",
        "e\u0301" * 50,
        "👩‍👩‍👧‍👦 2024",
        "A B " * 300,
    ):
        for span in spans(text, kind):
            assert 0 <= span.start < span.end <= len(text)
