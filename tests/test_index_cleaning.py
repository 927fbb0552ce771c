"""Boilerplate: what is recognised, what must stay, and the rules that need company."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.cleaning import cleaned
from index.loading import read_article
from index.page_lines import RULES
from index.types import Span

SENTENCE = "Le constructeur a confirmé lundi que l’usine de Pékin ouvrira en 2024."


def _removed(page: str) -> list[str]:
    """Return the lines of a page that are boilerplate."""
    return [
        line.strip()
        for span in cleaned(page).boilerplate
        for line in page[span.start : span.end].splitlines()
        if line.strip()
    ]


# Rule -> lines that it takes out wherever they stand.
STRONG = {
    "lone_dashes": ["—–", "---", "* * *", "_____", "• • •", "|---|:--|"],
    "image_file": ["xiaomi-car.jpg", "Photo de l’usine.JPEG", "![l’usine](a/b.png)", "logo.webp"],
    "photo_credit": ["Crédit photo : AFP", "Crédits : Jean Dupont", "Photo credit: Reuters"],
    "follow_us": [
        "Suivez-nous sur Twitter et Facebook !",
        "Nous vous invitons à nous suivre sur Google News, mais aussi sur Instagram.",
        "Abonnez-vous à notre chaîne YouTube",
        "Follow us on Twitter.",
        "Rejoignez-nous",
    ],
    "follow_our": [
        "Retrouvez toute l’actualité sur notre page Facebook.",
        "Follow our Facebook page.",
        "Suivez toute l’actualité de la région sur Facebook et Google News.",
    ],
    "newsletter": [
        "Inscrivez-vous à notre newsletter",
        "Recevez chaque matin la lettre d’information de la rédaction.",
        "Subscribe to our newsletter!",
        "S’abonner à la newsletter",
        "Recevez tous les matins l’essentiel de l’actualité",
        "Votre adresse e-mail est utilisée pour vous envoyer la newsletter du Journal.",
    ],
    "invite_comment": [
        "N’hésitez pas à partager vos avis et expériences en commentant nos articles.",
        "Donnez-nous votre avis en commentaire !",
        "Let us know in the comments below.",
        "Partagez cet article avec vos amis !",
        "N’hésitez pas à partager cet article sur Facebook.",
    ],
    "share_plugin": [
        "Cliquez pour partager sur Twitter(ouvre dans une nouvelle fenêtre)",
        "J’aime ça :",
        "Loading...",
        "Articles similaires",
    ],
    "rating": ["Rate this post", "Notez cet article", "[Total: 3 Average: 4.5]", "5/5 - (2 votes)"],
    "contents": ["Table des matières", "Table of contents [hide]"],
    "comment_form": [
        "Laisser un commentaire",
        "Leave a Reply Cancel reply",
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        "Your email address will not be published.",
        "Enregistrer mon nom et mon site dans le navigateur pour mon prochain commentaire.",
        "Ce site utilise Akismet pour réduire les indésirables.",
        "2 réflexions sur « L’usine de Pékin »",
        "3 thoughts on “The plant in Beijing”",
    ],
    "back_to_top": ["Retour en haut", "Haut de page", "Back to top"],
    "read_also": [
        "À lire aussi : L’usine de Pékin ouvre ses portes",
        "Lire aussi",
        "» Voir aussi – Les essais",
        "Read more",
    ],
    "other_articles": [
        "Ces contenus pourraient vous intéresser",
        "Les plus lus",
        "Contenus sponsorisés",
        "Nos derniers articles :",
    ],
    "navigation": [
        "Article précédent",
        "Next post → L’usine",
        "Aller au contenu",
        "Accueil > Bretagne > Le Faouët",
    ],
    "advertisement": ["Publicité", "La suite après cette publicité", "Advertisement"],
    "cookies": [
        "Nous utilisons des cookies pour mesurer l’audience.",
        "Tout accepter",
        "Gérer mes choix",
        "Nous et nos 640 partenaires accédons à des informations sur votre appareil.",
        "Continuer sans accepter →",
    ],
    "paywall": [
        "Article réservé aux abonnés",
        "Réservé aux abonnés",
        "Il vous reste 70 % de cet article à lire.",
    ],
    "reading_time": ["Temps de lecture : 3 minutes", "4 min read"],
    "labels": ["Étiquettes : Xiaomi, voiture", "Tags: car", "Mots-clés : usine", "#usine #Pékin"],
    "rights": [
        "© 2021 Le Journal",
        "Tous droits réservés.",
        "Politique de confidentialité",
        "Mentions légales - CGU - Gestion des cookies",
    ],
    "disclaimer": [
        "Les tribunes publiées dans nos colonnes n’engagent que leurs auteurs.",
        "Cette chronique n'engage que la responsabilité de son auteure.",
    ],
}

# Lines that count beside other boilerplate only.
WEAK = {
    "share_label": ["Partager sur Facebook", "Share this:", "Partager cet article"],
    "share_button": [
        "Facebook X (Twitter) LinkedIn",
        "Envoyer par e-mail",
        "Facebook",
        "télégramme",
        "Twitter | LinkedIn 12",
        "Imprimer",
    ],
    "comment_field": ["Nom *", "E-mail *", "3 commentaires", "Commentaires (3)", "Répondre"],
    "menu_word": ["Accueil", "Mentions légales", "Catégories : Voitures", "Je m’abonne"],
    "article_button": ["Réagir (12)", "Écouter cet article", "En savoir plus."],
}

STAY = [
    "Facebook a annoncé lundi la fermeture de sa régie publicitaire à Paris.",
    "Selon Twitter, suivez-nous est la formule la plus employée.",
    "Suivez-nous dans ce voyage au cœur de l’usine de Pékin.",
    "Il a dit : « Abonnez-vous à notre newsletter » avant de partir.",
    "Suivez-nous sur Facebook. Le ministre a confirmé la date.",
    "Partager la route reste difficile.",
    "Les cookies sont utilisés par tous les sites de presse.",
    "À lire aussi, ce roman paru chez Gallimard.",
    "Le retour en haut de tableau est acquis.",
    "Publicité et vie privée : ce qui change",
    "La newsletter compte 300 000 abonnés.",
    "Share prices of our banks rose on Monday.",
    "Like our neighbours, we follow the page.",
    "Laissez un pourboire !",
    "Vous êtes ici en sécurité.",
    "Notez cet usage : il est ancien.",
    "2019",
    "1 200 000",
    "...",
    "[…]",
    "Sommaire des travaux",
    "Le fichier usine.jpg, publié hier, montre la chaîne.",
    "Copyright : ce que change la loi",
    "Catégorie reine",
    "4 réponses à vos questions sur les chèques vacances",
    "3 réflexions sur une défaite",
    "Donnez votre avis : le registre est ouvert jusqu’au 2 juin en mairie.",
    "N’hésitez pas à laisser vos commentaires sur le registre de la mairie.",
    "Suivez le conseil municipal en direct sur la chaîne YouTube de la ville.",
    "Pour aller plus loin : la loi prévoit aussi de tripler les amendes.",
    "Photo : le port de Sète, où les chalutiers sont restés à quai.",
    "Tags : la ville veut effacer ceux du pont d’ici l’été.",
    "45 minutes",
    "Recevez chaque mois un panier de légumes de la ferme.",
    "Les plus lus sont Hugo et Zola.",
    "Nous et nos partenaires financiers croyons à ce projet.",
    "Réservé aux abonnés, le parking compte 40 places.",
    "#MeToo a changé la loi.",
    "Accueil des réfugiés : la mairie s’engage",
    "Aide - Contact humain, les deux manquent",
    "Les propos du maire n’engagent que leur auteur.",
    "Cette opinion n’engage que lui.",
    "Les articles 12 et 13 n’engagent que leurs auteurs.",
    "Cette tribune n’engage que son auteur, a répondu la direction du journal.",
    "Les opinions changent ; elles n’engagent que leurs auteurs.",
    "Le texte n’engage à rien, dit son auteur.",
]


@pytest.mark.parametrize("line", [line for lines in STRONG.values() for line in lines])
def test_a_line_of_the_pages_furniture_is_left_out(line: str) -> None:
    page = f"Le titre\n\n{SENTENCE}\n\n{line}\n\n{SENTENCE} Bis."

    assert _removed(page) == [line]


@pytest.mark.parametrize("line", [line for lines in WEAK.values() for line in lines])
def test_a_line_that_may_be_a_heading_needs_company(line: str) -> None:
    alone = f"Le titre\n\n{SENTENCE}\n\n{line}\n\n{SENTENCE} Bis."
    beside = f"Le titre\n\n{SENTENCE}\n\n{line}\n\nRate this post\n\n{SENTENCE} Bis."

    assert _removed(alone) == []
    assert _removed(beside) == [line, "Rate this post"]


@pytest.mark.parametrize("line", STAY)
def test_a_line_of_the_article_stays(line: str) -> None:
    page = f"Le titre\n\n{SENTENCE}\n\n{line}\n\nRate this post\n\n{SENTENCE} Bis."

    assert _removed(page) == ["Rate this post"]


def test_every_rule_has_its_examples_and_no_other_does() -> None:
    assert [rule.name for rule in RULES if not rule.weak] == list(STRONG)
    assert [rule.name for rule in RULES if rule.weak] == list(WEAK)


PAGES = {
    "two buttons are company for each other": (
        f"Titre\n\n{SENTENCE}\n\nFacebook\nTwitter",
        ["Facebook", "Twitter"],
    ),
    "a list that the article opens": (
        f"Titre\n\n{SENTENCE}\n\nLes voici :\n\nFacebook\nTwitter",
        [],
    ),
    "no company: a ruling, a picture, an advertisement": (
        f"Titre\n\n---\n\nFacebook\n\nphoto.jpg\n\nPublicité\n\n{SENTENCE}",
        ["---", "photo.jpg", "Publicité"],
    ),
    "a heading and a button of one name": (
        f"Titre\n\nFacebook\n\n{SENTENCE}\n\nFacebook\nTwitter",
        ["Facebook", "Twitter"],
    ),
    "the title again, other apostrophes and case": (
        f"L’usine de Pékin\n\nL'USINE DE PÉKIN\n\n{SENTENCE}",
        ["L'USINE DE PÉKIN"],
    ),
    "a sentence again is no title": (f"{SENTENCE}\n\nOui.\n\n{SENTENCE}", []),
    "a table of contents": (
        f"Titre\n\nTable des matières\n1. Le prix\n2. L’usine\n\nLe prix\n\n{SENTENCE}\n\n"
        f"L’usine\n\n{SENTENCE} Bis.",
        ["Table des matières", "1. Le prix", "2. L’usine"],
    ),
    "no entries: long paragraphs": (
        f"Titre\n\nTable des matières\n\n{SENTENCE * 9}\n\n{SENTENCE * 9}",
        ["Table des matières"],
    ),
    "a table of contents that begins with the title": (
        f"Table des matières\nTitre\nL’usine\n\nTitre\n\n{SENTENCE}\n\nL’usine\n\n{SENTENCE} Bis.",
        ["Table des matières", "Titre", "L’usine"],
    ),
    "a paragraph broken over lines": (
        f"Titre\n\n{SENTENCE}\n\nNous vous invitons à nous suivre\nsur Google News et Facebook.",
        ["Nous vous invitons à nous suivre", "sur Google News et Facebook."],
    ),
    "a label eats no line below it": (
        f"Titre\n\nPhoto : AFP\n{SENTENCE}\nMots-clés : usine\n{SENTENCE} Bis.",
        ["Photo : AFP", "Mots-clés : usine"],
    ),
    "a label eats no lower-case line either": (
        f"Titre\n\nMots-clés : usine\nde la ville on ne sait rien\n\n{SENTENCE}",
        ["Mots-clés : usine"],
    ),
    "links to other articles under their label": (
        f"Titre\n\n{SENTENCE}\n\nLire aussi :\nTesla baisse ses prix\nBAIC\n{SENTENCE} Bis.\n\n"
        "Article suivant\nL’avenir",
        ["Lire aussi :", "Tesla baisse ses prix", "BAIC", "Article suivant", "L’avenir"],
    ),
    "headlines of other articles, numbered": (
        f"Titre\n\n{SENTENCE}\n\nLes plus lus\n1 Le pont ferme\n2 Une baleine à Pornic",
        ["Les plus lus", "1 Le pont ferme", "2 Une baleine à Pornic"],
    ),
    "a label with its link eats no line below it": (
        f"Titre\n{SENTENCE}\nÀ lire aussi : Tesla baisse ses prix\nUne centaine, dont dix ici\n"
        f"{SENTENCE} Bis.",
        ["À lire aussi : Tesla baisse ses prix"],
    ),
    "a label eats no question": (
        f"Titre\n{SENTENCE}\nÀ lire aussi\nTesla : les prix\nBAIC\nEt demain ?\nUne autre usine",
        ["À lire aussi", "Tesla : les prix", "BAIC"],
    ),
    "a list of networks and others is the article's": (
        f"Titre\n\n{SENTENCE}\n\nLe palmarès\nYouTube\nInstagram\nVinted\nTikTok",
        [],
    ),
    "buttons under their label, one of them unknown": (
        f"Titre\n\n{SENTENCE}\n\nPartager cet article\nFacebook\nSignal\nWhatsApp",
        ["Partager cet article", "Facebook", "Signal", "WhatsApp"],
    ),
    "the times of a recipe": (f"Titre\n\nCuisson\n45 minutes\n\nRepos\n20 min\n\n{SENTENCE}", []),
    "an invitation eats no heading below it": (
        f"Titre\n\nInscrivez-vous à notre newsletter\nL’usine ouvre\n{SENTENCE}",
        ["Inscrivez-vous à notre newsletter"],
    ),
    "a menu, entries of its own included": (
        f"Accueil\nEssais\nContact\n\nTitre\n\n{SENTENCE}",
        ["Accueil", "Essais", "Contact"],
    ),
    "a menu under links, entries of its own included": (
        f"Aller au contenu\nMenu\nEssais\nCulture\nVidéos\nContact\nLe pont rouvre\n\n{SENTENCE}",
        ["Aller au contenu", "Menu", "Essais", "Culture", "Vidéos", "Contact"],
    ),
    "no entries: a sentence between the words, or a title below them": (
        f"Aller au contenu\nAccueil\nL’usine ouvre\n{SENTENCE}\nContact\nLire aussi : Le pont",
        ["Aller au contenu", "Accueil", "Contact", "Lire aussi : Le pont"],
    ),
    "a menu with blank lines, the paper's parts included": (
        f"Menu\n\nAccueil\n\nPolitique\n\nSport\n\nS’abonner\n\nLe pont rouvre\n\n{SENTENCE}",
        ["Menu", "Accueil", "Politique", "Sport", "S’abonner"],
    ),
    "no entry of it: a title": (
        f"Menu\n\nAccueil\n\nSport\n\nLe pont rouvre\n\nS’abonner\n\nPartager\n\n{SENTENCE}",
        ["Menu", "Accueil", "Sport", "S’abonner", "Partager"],
    ),
    "no entry of it: a heading between paragraphs": (
        f"Accueil\nContact\n\nLe pont\n\n{SENTENCE}\n\nSport\n\n{SENTENCE} Bis.\n\nContact\nMenu",
        ["Accueil", "Contact", "Contact", "Menu"],
    ),
    "no entries: a title above an article's button": (
        f"Aller au contenu\nMenu\nLe pont rouvre\nÉcouter\n{SENTENCE}",
        ["Aller au contenu", "Menu"],
    ),
    "no entries: a title below the page's place": (
        f"Accueil > Sport > Rugby\nBlog\nLens bat Lille\nVidéo\n{SENTENCE}",
        ["Accueil > Sport > Rugby", "Blog"],
    ),
    "no entries: a programme in the article": (
        f"Le lycée ouvre\n\n{SENTENCE}\nAccueil\nVisite\nDéjeuner\nVidéo\n\n{SENTENCE} Bis.",
        [],
    ),
    "no entries: parts that the article names": (
        f"Le journal change\n\n{SENTENCE}\n\nBlog\n\nCuisine\n\nVoyages\n\nVidéos\n\nOui.",
        [],
    ),
    "no entries: a title between a part and a button": (
        f"Actualités\nLe pont rouvre\nÉcouter\n{SENTENCE}",
        [],
    ),
    "no entries in another block": (
        f"Aller au contenu\nAccueil\n\nL’usine ouvre\n\nMenu\nFermer\n\n{SENTENCE}",
        ["Aller au contenu", "Accueil", "Menu", "Fermer"],
    ),
    "no menu: a sentence among the words": (
        f"Titre\n\nContact\nIl pleut.\nAccueil\n\n{SENTENCE}",
        [],
    ),
    "front matter": (f"---\ntitle: Titre\ntags:\n  - a\n---\n\n{SENTENCE}", [
        "---", "title: Titre", "tags:", "- a", "---",
    ]),
    "lines about percents are no front matter": ("% des voix\n% des inscrits\n\nOui.", []),
    "two lines of results are none": (f"% Oui : 52,3\n% Non : 47,7\n\n{SENTENCE}", []),
    "three lines of a table are none": (f"% Nuls\n% Blancs\n% Votants\n\n{SENTENCE}", []),
    "one line about percents is none": (f"% Liste du maire : 52\n\n{SENTENCE}", []),
    "lines of percents among others are none": (f"% Votes\n% Voix\nPour : 52\n\n{SENTENCE}", []),
    "a ruling is no front matter": (
        f"---\n\nTitre : le voici\n\n{SENTENCE}\n\n---",
        ["---", "---"],
    ),
    "an interview between rulings is no front matter": (
        f"---\nLe Monde: Que faites-vous ?\n\nLa maire: J'attends.\n---\n\n{SENTENCE}",
        ["---", "---"],
    ),
    "a linked title may end with a stop": (
        f"Titre\n\n{SENTENCE}\n\nLire aussi : La maire de Vitré démissionne.\n\n{SENTENCE}",
        ["Lire aussi : La maire de Vitré démissionne."],
    ),
    "decomposed accents": (
        f"Titre\n\n{SENTENCE}\n\nA\u0300 lire e\u0301galement : Un pont ferme\n\n{SENTENCE}",
        ["A\u0300 lire e\u0301galement : Un pont ferme"],
    ),
    "lines between rulings are no front matter": (
        f"---\nOuvert : de 9 h à 18 h\n---\n\n{SENTENCE}",
        ["---", "---"],
    ),
    "a script in a line": (
        f"Titre\n\n{SENTENCE} window.pvp_1 = new Pvp('x', {{ 'id': 1 }}, {{",
        ["window.pvp_1 = new Pvp('x', { 'id': 1 }, {"],
    ),
    "comments in the code": (
        f"<!-- wp:heading -->\nTitre\n<!-- À relire.\n\nFini ? -->\n\n{SENTENCE} <!-- sic --> Bis.",
        ["<!-- wp:heading -->", "<!-- À relire.", "Fini ? -->"],  # "sic" would part one
    ),
    "tags around paragraphs, not those in one": (
        f"<h1 class='a'>Titre</h1>\n<p>Le <b>pont</b> a<br>dix ans.</p><p><i>{SENTENCE}</i></p>",
        ["<h1 class='a'>", "</h1>", "<p>", "</p><p><i>", "</i></p>"],
    ),
    "lines of tags and blanks": (
        f"Titre\r\n\r\n<span>\r\n{SENTENCE}\r\n</span>&nbsp;\r\n{SENTENCE} Si a < b et c > d.",
        ["<span>", "</span>&nbsp;"],
    ),
    "scripts and styles": (
        f"<!DOCTYPE html>\n<html><head><title>A</title></head>\nTitre\n\n<style>\np {{ a: b; }}\n"
        f"</style>\n{SENTENCE}\n<SCRIPT src='x'>\nif (a < b) f('Il pleut.');\n</SCRIPT>\nOui.",
        ["<!DOCTYPE html>", "<html><head><title>A</title></head>", "<style>", "p { a: b; }",
         "</style>", "<SCRIPT src='x'>", "if (a < b) f('Il pleut.');", "</SCRIPT>"],
    ),
    "the fences of code": (
        f"Titre\n\n{SENTENCE}\n\n```python\nprint(1)\n```\n\n{SENTENCE} Bis.",
        ["```python", "```"],
    ),
    "kickers above the title": (
        f"TRIBUNE\nÉconomie | Énergie\nRugby / Pro D2\nLe pont rouvre\n\n{SENTENCE}",
        ["TRIBUNE", "Économie | Énergie", "Rugby / Pro D2"],
    ),
    "what Markdown sets around a line": (
        f"> **Publicité**\n\n_Titre_\n\n{SENTENCE}\n\n**Lire aussi :** [Metz : le pont](x.fr/a)"
        f"\n\n[Facebook](f.fr) | [Twitter](t.fr)\n\n**Facebook** [a payé](x.fr).",
        ["> **Publicité**", "**Lire aussi :** [Metz : le pont](x.fr/a)",
         "[Facebook](f.fr) | [Twitter](t.fr)"],
    ),
    "a title of one word": (f"Portrait\n\n{SENTENCE}\n\n{SENTENCE} Bis.", []),
    "a title of one word above who wrote it": (f"Énergie\nPar Zoé Roy\n\n{SENTENCE}", []),
    "a heading is no kicker": (f"# Histoire\n\n## Les origines\n\n{SENTENCE}\n\nOui.", []),
    "a heading in HTML is no kicker": (
        f"<h1>Histoire</h1>\n<h2>Les origines</h2>\n<p>{SENTENCE}</p>\nOui.",
        ["<h1>", "</h1>", "<h2>", "</h2>", "<p>", "</p>"],
    ),
    "sentences about tags": (
        f"Titre\n\n<style> est une balise. Elle sert à {SENTENCE}\n\n{SENTENCE}\n\nFermée par "
        f"</style>\n\nElle s’ouvre par <script>\n\n{SENTENCE}\n\nElle se ferme par </script>",
        [],
    ),
    "scripts on one line": (
        f"Titre\n\n<p>{SENTENCE}</p><script>var a;\nf(1);</script>\n<style>p {{ a: b }}</style>",
        ["<p>", "</p><script>var a;", "f(1);</script>", "<style>p { a: b }</style>"],
    ),
    "a tag that HTML does not know": (f"Titre\n\n{SENTENCE}\n\n<rires>\n\n{SENTENCE}", []),
    "windows line ends": (
        f"Titre\r\n\r\n{SENTENCE}\r\n\r\nFacebook\r\nTwitter\r\n",
        ["Facebook", "Twitter"],
    ),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize(("page", "removed"), PAGES.values(), ids=PAGES.keys())
def test_lines_are_judged_with_their_neighbours(page: str, removed: list[str]) -> None:
    assert _removed(page) == removed


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Le pont\n\ndate: 2021-11-27\n---",
        "---\n# pour le site\ntitle: Le pont\n---",
        "---\ntitle: Le pont\nmots clés du site: gare\n---",
        '+++\ntitle = "Le pont"\n\n[params]\nauthor = "Z"\n+++',
        "---\ntitle: Le pont\n...",
        "\n---\ntitle: Le pont\n---",
        "De : a@b.example\nÀ : c@d.example\nObjet : Le pont\nDate : mardi 5 mars 2019",
        "From: Zoé Roy\nSent: Tuesday\nTo: Max;\n  Lou\nSubject: Le pont",
        "% Le pont\n% Zoé Roy\n% 2 mai 2019",
        "% Le pont\n%\n% 2 mai 2019",
        "% « Le pont »\n% Zoé Roy; Max Le Gall",
    ],
)
def test_front_matter_is_left_out_in_all_its_forms(front: str) -> None:
    for end in ("\n", "\r\n"):
        text = front.replace("\n", end)
        assert cleaned(f"{text}{end}{end}{SENTENCE}").boilerplate == ((0, len(text)),)


def test_spans_are_sorted_disjoint_and_joined_over_space() -> None:
    page = f"Titre\n\nphoto.jpg\n\n\nTitre\n\n{SENTENCE}\n\nRate this post\n  Facebook \n"

    spans = cleaned(page).boilerplate

    assert [page[span.start : span.end] for span in spans] == [
        "photo.jpg\n\n\nTitre",
        "Rate this post\n  Facebook",
    ]


def test_the_first_title_is_kept() -> None:
    span = cleaned("photo.jpg\n\nLe titre\n\nLe titre\n\nIl pleut.").title

    assert span == (11, 19)
    assert cleaned("Accueil > Metz\n\nLe pont\n\nIl pleut.").title == (16, 23)
    assert cleaned("<!-- un -->\n\nLe titre<!-- deux -->\n\nIl pleut.").title == (13, 21)


def test_the_seed_article_loses_its_furniture_and_nothing_else(seeds: Path) -> None:
    article = read_article(seeds, "xiaomi-baic-production-voitures-electriques.txt")

    lost = [article.text[span.start : span.end] for span in article.boilerplate]

    assert lost[0] == (
        "xiaomi-car.jpg\n\n\nXiaomi s'entend avec BAIC pour la production de voitures électriques"
    )
    assert lost[1].startswith("—–\n\nNous vous invitons à nous suivre sur Google News")
    assert lost[1].endswith("Retour en haut")
    assert article.text.endswith(lost[1])
    assert len(lost) == 2
    other = read_article(seeds, "xiaomi-usine-300-000-voitures-par-an.txt")
    assert other.boilerplate == ()


def test_half_links_without_end_are_looked_through_once() -> None:
    """A pattern that ran to the line's end from each of them would take minutes."""
    assert cleaned(f"Titre\n\n{'[a](' * 100_000}\n\n{SENTENCE}").boilerplate == ()


def test_of_lines_that_may_be_kickers_few_are_dropped() -> None:
    assert cleaned("Sports\n" * 5000 + f"Le pont rouvre\n\n{SENTENCE}").title == Span(21, 27)
