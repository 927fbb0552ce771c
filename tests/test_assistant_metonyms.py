"""Names that a chat model writes in another form than its evidence, and those that are others."""

from __future__ import annotations

import pytest

from assistant.grounding.checks import Checks
from assistant.grounding.claims import read_claim
from assistant.grounding.concepts import name_of
from assistant.types import NumberedSentence
from index.embedding import static_embedder
from index.types import Language
from tests.support.judging import carries, judge, rows

SUMMIT = "Sommet : la Suisse invite ses voisins"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ostend", "ostende"),
        ("flemish", "flandre"),
        ("friesland", "frise"),
        ("apulia", "pouilles"),
        ("tagus", "tage"),
        ("aargau", "argovie"),
        ("leuven", "louvain"),
        ("sudanese", "soudan"),
        ("ugandans", "ouganda"),
        ("vat", "tva"),
        ("eib", "bei"),
        ("gdp", "pib"),
    ],
)
def test_one_name_in_both_languages(one: str, other: str) -> None:
    assert name_of(one) == name_of(other) != one


@pytest.mark.parametrize(
    ("one", "other"),
    [("leuven", "louvain-la-neuve"), ("valenciennes", "valence"), ("niger", "nigeria")],
)
def test_names_that_only_look_alike(one: str, other: str) -> None:
    assert name_of(one) != name_of(other)


def test_names_of_several_words() -> None:
    assert read_claim("Aix-la-Chapelle et La Corogne", "fr").names == {
        "aix-la-chapelle",
        "la-corogne",
    }
    assert read_claim("Aachen and La Coruña", "en").names == {"aix-la-chapelle", "la-corogne"}


@rows(
    (
        "Les pêcheurs d'Ostende demandent de l'argent.",
        "The Ostend fishermen are asking for money.",
        "The Dunkirk fishermen are asking for money.",
        "en",
    ),
    (
        "Le ministre flamand critique la grève.",
        "The Flemish minister criticises the strike.",
        "The Walloon minister criticises the strike.",
        "en",
    ),
    (
        "L'armée a pris hier Tarhouna, au sud de la capitale.",
        "Tarhuna, south of the capital, was taken by the army yesterday.",
        "Tabarka, south of the capital, was taken by the army yesterday.",
        "en",
    ),
    (
        "Plus de mille personnes ont traversé à Kaïragatch.",
        "More than a thousand people crossed at Kairagach.",
        "More than a thousand people crossed at Batken.",
        "en",
    ),
    (
        "La chaîne milanaise ouvre un magasin à Nice.",
        "Une chaîne de Milan ouvre un magasin à Nice.",
        "Une chaîne de Turin ouvre un magasin à Nice.",
        "fr",
    ),
    (
        "La Slovaquie a commandé des chars au sud-coréen Hyundai.",
        "Slovakia ordered tanks from Hyundai of South Korea.",
        "Slovakia ordered tanks from Hyundai of North Korea.",
        "en",
    ),
)
def test_places_and_their_people(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@rows(
    (
        "L'OMS surveille le lac.",
        "The World Health Organization is monitoring the lake.",
        "The World Trade Organization is monitoring the lake.",
        "en",
    ),
    (
        "Le musée bloque les robots d'intelligence artificielle.",
        "The museum blocks AI robots.",
        "The museum blocks US robots.",
        "en",
    ),
    (
        "L'Organisation mondiale de la santé surveille le lac.",
        "The WHO is monitoring the lake.",
        "The WTO is monitoring the lake.",
        "en",
    ),
    (
        "La gouverneure de la Banque centrale européenne relève ses taux.",
        "La gouverneure de la BCE relève ses taux.",
        "La gouverneure de la BNP relève ses taux.",
        "fr",
    ),
    (
        "Le musée publie les PDF.",
        "The museum publishes PDFs.",
        "The museum publishes CDs.",
        "en",
    ),
)
def test_letters_and_what_they_stand_for(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@pytest.mark.parametrize(
    ("article", "claim", "language"),
    [
        # What happens in a capital is done by no government, and is not the whole country's.
        ("Paris a interdit les trottinettes.", "France banned scooters.", "en"),
        ("Ankara a construit un métro.", "La Turquie a construit un métro.", "fr"),
        ("La France a battu l'Allemagne en finale.", "Paris beat Germany in the final.", "en"),
        ("Le gouvernement a expulsé des diplomates de Russie.", "Moscow expelled diplomats.", "en"),
        ("L'usine ouvrira en Allemagne.", "L'usine ouvrira à Berlin.", "fr"),
        # Other words with the same letters, other people whose name is near.
        ("L'organisation a noté une hausse.", "L'ONU a noté une hausse.", "fr"),
        ("La Banque centrale d'Estonie relève ses taux.", "La BCE relève ses taux.", "fr"),
        ("La Banque centrale égyptienne relève ses taux.", "La BCE relève ses taux.", "fr"),
        ("Le groupe Valentin ferme un magasin.", "Le groupe Valente ferme un magasin.", "fr"),
    ],
)
def test_what_a_name_does_not_stand_for(article: str, claim: str, language: Language) -> None:
    for title in ("Actualité", SUMMIT, "La France, la Turquie et la Russie"):
        assert not carries(article, claim, language, title)


@pytest.mark.parametrize(
    ("article", "claim", "lacking"),
    [
        ("La région craint une pénurie.", "Beekeepers fear a shortage.", "words: Beekeepers"),
        ("La région craint une pénurie.", "Environmentalists fear a shortage.", "words: "),
        ("La région craint une pénurie.", "Vitibots fear a shortage.", "name: Vitibots"),
        ("La région craint une pénurie.", "Gliwaxa fears a shortage.", "name: Gliwaxa"),
        ("La région craint une pénurie.", "Wyoming fears a shortage.", "name: Wyoming"),
    ],
)
def test_a_common_word_that_begins_a_sentence_is_no_name(
    article: str, claim: str, lacking: str
) -> None:
    sentence = NumberedSentence(1, article, "a.txt", "Actualité", 0, len(article))
    checks = Checks([sentence], "", "en", static_embedder().encode)
    assert (checks.lacking(claim, [sentence]) or "").startswith(lacking)


@pytest.mark.parametrize(
    ("article", "carried"),
    [
        ("La licence a été reçue l'an dernier.", True),
        ("La licence a été reçue l'an dernier en Belgique.", False),
    ],
)
def test_a_place_of_the_title_is_not_that_of_the_evidence(article: str, carried: bool) -> None:
    claim = "La licence a été reçue l'an dernier en Pologne."
    assert carries(article, claim, "fr", "Vente en ligne : la Pologne ouvre") == carried


@rows(
    (
        "La production doit démarrer en mai.",
        "Production is due to start in May.",
        "Production stopped due to May strikes.",
        "en",
    ),
    (
        "Elle négocie un accord avec un autre distributeur, Enea.",
        "She is negotiating an agreement with Enea, another distributor.",
        "Enea is negotiating an agreement with another distributor, Lotis.",
        "en",
    ),
    (
        "La ligne entre Udine et Gorizia est coupée, un arbre étant tombé.",
        "Un arbre tombé a coupé la ligne entre Udine et Gorizia.",
        "Un arbre tombé a coupé la ligne entre Udine et Trieste.",
        "fr",
    ),
    (
        "L'Ouganda, par contre, se frotte les mains.",
        "Uganda, on the other hand, is rubbing its hands.",
        "Kenya, on the other hand, is rubbing its hands.",
        "en",
    ),
    (
        "L'arrivée se fait devant la Cité des arts.",
        "L'arrivée se fait devant la Cité des Arts.",
        "L'arrivée se fait devant la Cité des Sciences.",
        "fr",
    ),
)
def test_who_does_what_in_other_words(
    article: str, carried: str, not_carried: str, language: Language
) -> None:
    judge(article, carried, not_carried, language)


@pytest.mark.parametrize(
    ("article", "carried"),
    [
        ("Le groupe assure que les usines allemandes ne sont pas menacées.", True),
        ("L'association assure que les usines allemandes ne sont pas menacées.", False),
        ("Le groupe Lotis assure que les usines allemandes ne sont pas menacées.", False),
        ("Selon Lotis, les usines allemandes ne sont pas menacées, assure le groupe.", False),
    ],
)
def test_the_title_tells_which_company_says_so(article: str, carried: bool) -> None:
    claim = "Selon Haribo, les usines allemandes ne sont pas menacées."
    assert carries(article, claim, "fr", "Haribo inaugure une usine") == carried


@pytest.mark.parametrize(
    ("claim", "carried"),
    [
        ("Idemitsu, which extracts oil, is Toyota's partner for the battery.", True),
        ("Lotis, which extracts oil, is Toyota's partner for the battery.", False),
        ("Toyota, which extracts oil, is the partner for the battery.", False),
    ],
)
def test_whose_partner_someone_is(claim: str, carried: bool) -> None:
    article = "Le partenaire pour la batterie est Idemitsu, qui extrait du pétrole."
    assert carries(article, claim, "en", "Toyota ouvre une usine de batteries") == carried
