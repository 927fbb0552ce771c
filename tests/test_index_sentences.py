"""Sentences: the cases of ``cases/sentences.txt``, and how lines make paragraphs and headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.loading import read_article
from index.sentences import split_article, split_sentences
from index.types import Span
from index.unseen import as_read, as_written

ROOT = Path(__file__).parent.parent
ESCAPES = {"\\n": "\n", "\\r": "\r", "\\u00a0": "\u00a0", "\\u202f": "\u202f", "\\u0301": "\u0301"}


def _cases() -> list[str]:
    text = (Path(__file__).parent / "cases" / "sentences.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


def _shown(text: str, *, boilerplate: tuple[Span, ...] = ()) -> list[str]:
    """Return the sentences, "H " before headings, line ends made visible."""
    return [
        ("H " if sentence.heading else "")
        + text[sentence.start : sentence.end].replace("\r\n", "⏎").replace("\n", "⏎")
        for sentence in split_article(text, boilerplate)
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_paragraph_is_cut_where_the_case_says(case: str) -> None:
    for escape, character in ESCAPES.items():
        case = case.replace(escape, character)
    text = case.replace("¦", "")

    sentences = split_sentences(text)

    wanted = [part.strip() for part in case.split("¦") if part.strip()]
    assert [text[one.start : one.end] for one in sentences] == wanted


LONG = "Le géant chinois a dû se rendre compte que l’obtention d’une licence prend trop de temps, "
LONG += "c’est pourquoi un autre constructeur peut lui donner un coup de main."

LINES = {
    "a subheading glued to the text below it": (
        "Il a tenu. Une chute d'audienceLe présentateur, vu sur LinkedIn, part. 70 000 testsPar "
        "ailleurs, il neige.",
        ["Il a tenu.", "H Une chute d'audience", "Le présentateur, vu sur LinkedIn, part.",
         "H 70 000 tests", "Par ailleurs, il neige."],
    ),
    "a subheading in quotation marks glued to the text below it": (
        'Il a tenu. "Les origines de sa tristesse"Documentaire choc, il sort. Une situation '
        '"très difficile"Pour Anne, il neige.',
        ["Il a tenu.", 'H "Les origines de sa tristesse"', "Documentaire choc, il sort.",
         'H Une situation "très difficile"', "Pour Anne, il neige."],
    ),
    "a subheading in capitals glued to the text below it": (
        "Il a tenu. ANCIENNE JOURNALISTEAncienne de la radio, elle part. L'ONU l'a dit.",
        ["Il a tenu.", "H ANCIENNE JOURNALISTE", "Ancienne de la radio, elle part.",
         "L'ONU l'a dit."],
    ),
    "a video's caption glued to the text below it": (
        "Il a tenu. Le port s'étend-il ?par BFMTVAlors que la grue tourne, il neige. Vu par "
        "BFMTV, il part.",
        ["Il a tenu.", "H Le port s'étend-il ?par BFMTV", "Alors que la grue tourne, il neige.",
         "Vu par BFMTV, il part."],
    ),
    "brands, addresses and quotations are not glued": (
        "Voir #RestezChezVous et VousNousIls. La VilleD'Art dit « c'est finieLe maire part ».",
        ["Voir #RestezChezVous et VousNousIls.",
         "La VilleD'Art dit « c'est finieLe maire part »."],
    ),
    "a sentence glued to the next": (
        f"{LONG[:-1]}La Caisse part. Fin.",
        [LONG[:-1], "La Caisse part.", "Fin."],
    ),
    "blank lines split": ("Un texte\n\nsans point\n\nici", ["H Un texte", "sans point", "ici"]),
    "windows line ends": (
        "Titre\r\n\r\nIl pleut.\r\nIl vente.\r\n",
        ["H Titre", "Il pleut.", "Il vente."],
    ),
    "old mac line ends": ("Titre\r\rIl pleut.\rIl vente.", ["H Titre", "Il pleut.", "Il vente."]),
    "a line break in a sentence, lower case after it": (
        "Xiaomi veut aussi se lancer dans le monde de\nl’automobile avec un autre.",
        ["Xiaomi veut aussi se lancer dans le monde de⏎l’automobile avec un autre."],
    ),
    "wrapped text, a capital after a break": (
        "Xiaomi veut aussi se lancer dans le monde vaste\nautomobile avec BAIC, dit-on à la bourse"
        " de la\nville, où les cours des valeurs montent depuis\nMarseille et Toulon. Puis rien.",
        [
            "Xiaomi veut aussi se lancer dans le monde vaste⏎automobile avec BAIC, dit-on à la "
            "bourse de la⏎ville, où les cours des valeurs montent depuis⏎Marseille et Toulon.",
            "Puis rien.",
        ],
    ),
    "a line that ends with a title before a name": (
        "Il a vu M.\nDupont.",
        ["Il a vu M.⏎Dupont."],
    ),
    "a line that ends with a title before an initial": (
        "Selon Mme\nA. Lang, M.\nL. encourt six ans. Fin.",
        ["Selon Mme⏎A. Lang, M.⏎L. encourt six ans.", "Fin."],
    ),
    "an abbreviation at a broken line's beginning": (
        "Les communes de la côte vendéenne accueillent\np. ex. des festivals. Fin.",
        ["Les communes de la côte vendéenne accueillent⏎p. ex. des festivals.", "Fin."],
    ),
    "lettered items": (
        "Il faut choisir\na. le vert, b\nB. Le rouge,\nc. le bleu",
        ["Il faut choisir", "a. le vert, b", "B. Le rouge,", "c. le bleu"],
    ),
    "a quotation in markdown": (
        f"{LONG}\n\n> Il a dit que la production de chaque modèle\n> commencera.\n> Puis rien.",
        [
            LONG,
            "> Il a dit que la production de chaque modèle⏎> commencera.",
            "> Puis rien.",
        ],
    ),
    "a title with its byline": (
        f"L’usine ouvrira\nPar Jean Dupont\nPublié le 3 mai\n\n{LONG}",
        ["H L’usine ouvrira", "Par Jean Dupont", "Publié le 3 mai", LONG],
    ),
    "short lines stand alone": (
        f"{LONG}\n\nFacebook\nTwitter\nLinkedIn",
        [*LONG.split("¦"), "Facebook", "Twitter", "LinkedIn"],
    ),
    "lower-case short lines too": (f"{LONG}\n\nfacebook\ntwitter", [LONG, "facebook", "twitter"]),
    "bullets": (
        "Il faut :\n- du pain\n- du vin, rouge\n  ou blanc\n• de l’eau",
        ["Il faut :", "- du pain", "- du vin, rouge⏎  ou blanc", "• de l’eau"],
    ),
    "numbered items": ("1. Un pas\n2. Deux pas\n10) Dix", ["1. Un pas", "2. Deux pas", "10) Dix"]),
    "a title above its text": (f"Le titre\n{LONG}", ["H Le titre", LONG]),
    "a title that asks": (f"Que fait Xiaomi ?\n\n{LONG}", ["H Que fait Xiaomi ?", LONG]),
    "a title in two parts": (
        f"EN DIRECT. Le pont rouvre\n\n{LONG}\n\nLe maire parle. Puis rien",
        ["H EN DIRECT. Le pont rouvre", LONG, "Le maire parle.", "Puis rien"],
    ),
    "a title of a question and more": (
        f"Le loup : que faire ? Notre enquête\n{LONG}",
        ["H Le loup : que faire ? Notre enquête", LONG],
    ),
    "no title in two parts: the first is more than a label": (
        f"Le pont ferme lundi. Les travaux durent un mois\n\n{LONG}",
        ["Le pont ferme lundi.", "Les travaux durent un mois", LONG],
    ),
    "no title in two parts: more than one sentence behind the first": (
        f"Lens. Un homme est mort. La police enquête\n\n{LONG}",
        ["Lens.", "Un homme est mort.", "La police enquête", LONG],
    ),
    "no title in two parts: it ends as a sentence": (
        f"Il pleut. Il vente.\n\n{LONG}", ["Il pleut.", "Il vente.", LONG],
    ),
    "a title that asks behind a label": (
        f"DÉCRYPTAGE. Pourquoi pleut-il ?\n\n{LONG}\n\nIl pleut. Et demain ?\n\n{LONG}",
        ["H DÉCRYPTAGE. Pourquoi pleut-il ?", LONG, "Il pleut.", "Et demain ?", LONG],
    ),
    "no title in two parts: it opens a list": (
        f"Il pleut. Il faut :\n- du pain\n\n{LONG}",
        ["Il pleut.", "Il faut :", "- du pain", LONG],
    ),
    "no title in two parts: it goes on in the next line": (
        f"Il pleut. Le vent, qui vient de la mer depuis ce matin\nne faiblit pas.\n\n{LONG}",
        ["Il pleut.", "Le vent, qui vient de la mer depuis ce matin⏎ne faiblit pas.", LONG],
    ),
    "no title in two parts: it is all there is": (
        "Le directeur est Paul Martin. Il part lundi",
        ["Le directeur est Paul Martin.", "Il part lundi"],
    ),
    "no title in two parts: too long": (
        f"{LONG} {LONG[:-1]}\n\n{LONG}", [LONG, LONG[:-1], LONG],
    ),
    "a question later is a sentence": (
        f"{LONG}\n\nQue faire ?\n\n{LONG}",
        [LONG, "Que faire ?", LONG],
    ),
    "a heading between paragraphs": (
        f"{LONG}\n\nL’usine produira 300 000 véhicules par an\n\n{LONG}",
        [LONG, "H L’usine produira 300 000 véhicules par an", LONG],
    ),
    "a heading that quotes": (
        f"{LONG}\n\n« Un pari clair »\n\n{LONG}",
        [LONG, "H « Un pari clair »", LONG],
    ),
    "a heading above a list": (
        f"{LONG}\n\nCe qu’il faut\n\n- Du pain\n- Du vin\n\n{LONG}",
        [LONG, "H Ce qu’il faut", "- Du pain", "- Du vin", LONG],
    ),
    "no heading: it heads another such line": (
        f"{LONG}\n\nLe tunnel rouvre aux voitures\n\nDeux cents logements évacués\n\n{LONG}",
        [LONG, "Le tunnel rouvre aux voitures", "H Deux cents logements évacués", LONG],
    ),
    "no heading: nothing follows": (
        f"{LONG}\n\nOuvert du lundi au samedi\n",
        [LONG, "Ouvert du lundi au samedi"],
    ),
    "no heading: what it is about stands in it": (
        f"L’ère : ses dates\n\n{LONG}\n\n1987 : l’usine ferme\n\n{LONG}\n\nEntrée : 6 €\n\n{LONG}",
        ["H L’ère : ses dates", LONG, "1987 : l’usine ferme", LONG, "Entrée : 6 €", LONG],
    ),
    "no heading: a line above one in markdown": (
        f"{LONG}\n\nLe pont reste fermé\n\n## La suite\n\n{LONG}",
        [LONG, "Le pont reste fermé", "H ## La suite", LONG],
    ),
    "no heading: it opens a list": (f"{LONG}\n\nIl faut :\n\n{LONG}", [LONG, "Il faut :", LONG]),
    "no heading: it goes on": (f"{LONG}\n\nde la ville\n\n{LONG}", [LONG, "de la ville", LONG]),
    "no heading: a byline": (
        f"{LONG}\n\nPublié le 3 mai\n\n{LONG}",
        [LONG, "Publié le 3 mai", LONG],
    ),
    "a signature or a credit at the end says nothing": (
        f"{LONG}\n\nLe pont ferme\n\nPhoto Jean-Paul de La Tour",
        [LONG, "Le pont ferme", "H Photo Jean-Paul de La Tour"],
    ),
    "no signature, which takes no time to see": (
        f"{LONG}\n\nLe pont ferme\n\n{'Anti' * 20}constitutionnellement 5",
        [LONG, "Le pont ferme", f"{'Anti' * 20}constitutionnellement 5"],
    ),
    "numbered headings, with and without blank lines": (
        f"{LONG}\n1. Le castor est partout\nC’est faux.\n2 - « Il ruine »\n{LONG}\n\n"
        f"3°) On peut le chasser\n\n{LONG}",
        [
            LONG, "H 1. Le castor est partout", "C’est faux.", "H 2 - « Il ruine »", LONG,
            "H 3°) On peut le chasser", LONG,
        ],
    ),
    "no heading: a numbered list, text behind it": (
        f"1. Redon 41 pts\n2. Vitré 38 pts\n{LONG}",
        ["1. Redon 41 pts", "2. Vitré 38 pts", LONG],
    ),
    "no heading: who asked the questions": (
        f"{LONG}\n\nPropos recueillis par Jean Dupont\n\n{LONG}",
        [LONG, "Propos recueillis par Jean Dupont", LONG],
    ),
    "columns are not read across": (
        "La fabrique de sabots a         « Nul ne veut reprendre »,\n"
        "fermé en mai. Elle datait       dit-il. La mairie étudie un\n"
        "de 1862.                        projet de musée.",
        [
            "La fabrique de sabots a", "« Nul ne veut reprendre »,", "fermé en mai.",
            "Elle datait", "dit-il.", "La mairie étudie un",
            "de 1862.                        projet de musée.",
        ],
    ),
    "rows of a table are whole": (
        "Liste du maire        2 104      55,2\nla liste verte       1 211      31,8",
        ["Liste du maire        2 104      55,2", "la liste verte       1 211      31,8"],
    ),
    "no heading: too long": (f"{LONG}\n\n{LONG[:-1]}\n\n{LONG}", [LONG, LONG[:-1], LONG]),
    "nothing but headings are none": (
        "Le directeur est Paul Martin",
        ["Le directeur est Paul Martin"],
    ),
    "nothing but markdown headings, which lose their marks": (
        "# Le prix monte\n\n## Les bus s’arrêtent ##\r\n\r\n#\tC# et F#",
        ["Le prix monte", "Les bus s’arrêtent", "C# et F#"],
    ),
    "markdown headings": (
        f"# Titre. Suite\n{LONG}\n## Partie\n{LONG}\nSous-titre\n-----\n{LONG}",
        ["H # Titre. Suite", LONG, "H ## Partie", LONG, "H Sous-titre", LONG],
    ),
    "an agency's subheading inside a line": (
        'Il est parti.- "Pas grand chose" -La suite vient.',
        ["Il est parti.", 'H - "Pas grand chose" -', "La suite vient."],
    ),
    "an agency's subheading on its own line": (
        f'{LONG}\n\n- "Pas grand chose" -\n\n{LONG}\n\n— 2 —\n\n{LONG}',
        [LONG, 'H - "Pas grand chose" -', LONG, "H — 2 —", LONG],
    ),
    "no subheading: it says what it is about, ends as a sentence, or ends the text": (
        f"{LONG}\n\n- Entrée : 5 euros -\n\n{LONG}\n\n- Il est parti. -\n\n{LONG}\n\n- Lens -\n"
        f"- Liévin -\n\n{LONG}\n\n- Du pain\n\n{LONG}\n\n- Entrée libre -",
        [LONG, "- Entrée : 5 euros -", LONG, "- Il est parti. -", LONG, "- Lens -", "- Liévin -",
         LONG, "- Du pain", LONG, "- Entrée libre -"],
    ),
    "no subheadings: items between dashes that stand apart": (
        f"{LONG}\n\n- Lens -\n\n- Lille -\n\n- Brest\n\n— Oui, dit-il — un peu —\n\n{LONG}",
        [LONG, "- Lens -", "- Lille -", "- Brest", "— Oui, dit-il — un peu —", LONG],
    ),
    "no subheading without a stop before it: a line-up, words between dashes": (
        "Laval : Roy - Morin, Le Gall (Petit, 64e) - Diarra, Guillou (Faye, 75e) - Sané.\n"
        "Il a vu « Le Pont » - Un film de 1959 - Hier soir.",
        ["Laval : Roy - Morin, Le Gall (Petit, 64e) - Diarra, Guillou (Faye, 75e) - Sané.",
         "Il a vu « Le Pont » - Un film de 1959 - Hier soir."],
    ),
    "no subheading in a compound": (
        "Il est parti.- Paris-Roubaix - reste.",
        ["Il est parti.", "- Paris-Roubaix - reste."],
    ),
    "invisible characters are no text": ("\ufeffUn.\n\n\u200b\n\n—\n\nDeux.", ["Un.", "Deux."]),
    "invisible characters behind a stop": (
        "Il est parti.\u00ad Il reviendra. \u200bElle lit.\u200e Bon.\u200d\u200c \u202cOk.\u2060",
        ["Il est parti.", "Il reviendra.", "Elle lit.", "Bon.", "Ok."],
    ),
    "no end: an invisible character is no space": (
        "Chez M.\u200e Morin, il pèse 3.\u200b5 kilos.",
        ["Chez M.\u200e Morin, il pèse 3.\u200b5 kilos."],
    ),
    "empty": (" \n\u00a0\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LINES.values(), ids=LINES.keys())
def test_lines_make_paragraphs_items_and_headings(text: str, wanted: list[str]) -> None:
    assert _shown(text) == wanted


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Il se régé-\r\n  nère seul.", "Il se régénère seul."),
        ("Lucien Mar-\nchadier", "Lucien Marchadier"),
        ("vingt-\ncinq sous-\npréfets", "vingt-\ncinq sous-\npréfets"),
        ("A-t-\nelle peut-\nêtre gagné", "A-t-\nelle peut-\nêtre gagné"),
        ("Saint-\nÉtienne 12-\n14", "Saint-\nÉtienne 12-\n14"),
    ],
)
def test_a_word_that_is_broken_over_lines_is_read_whole(written: str, read: str) -> None:
    assert as_read(written) == read
    for word in read.split():
        start = read.index(word)
        (span,) = as_written(written, [Span(start, start + len(word))])
        assert as_read(written[span.start : span.end]) == word


def test_offsets_of_a_range_are_those_of_the_text() -> None:
    text = "Avant. Il pleut. Il vente. Après."

    sentences = split_sentences(text, 7, 26)

    assert [(one.start, one.end) for one in sentences] == [(7, 16), (17, 26)]


def test_what_is_left_out_ends_a_sentence() -> None:
    text = "Le début de la phrase\nRETOUR EN HAUT\net sa fin vient ici, un peu plus loin que prévu."
    start = text.index("RETOUR")

    shown = _shown(text, boilerplate=(Span(start, start + len("RETOUR EN HAUT")),))

    assert shown == ["H Le début de la phrase", text[start + 15 :]]


SEEDS = {
    "xiaomi-baic-production-voitures-electriques.txt": (12, 1),
    "xiaomi-usine-300-000-voitures-par-an.txt": (19, 3),
}


@pytest.mark.parametrize(("name", "counts"), SEEDS.items(), ids=SEEDS.keys())
def test_the_seed_articles_are_cut_at_their_full_stops(name: str, counts: tuple[int, int]) -> None:
    article = read_article(ROOT / "seeds", name)

    sentences = split_article(article.text, article.boilerplate)

    headings = [one for one in sentences if one.heading]
    assert (len(sentences), len(headings)) == counts
    for one in sentences:
        words = article.text[one.start : one.end]
        assert one.heading or words.endswith(".")
        assert words.count(". ") == 0
