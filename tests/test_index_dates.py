"""When an article appeared: date lines, front matter and file names, and what is none of these."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.dates import article_date
from tests.support.folders import load_folder

BODY = "\n\n".join(f"Il se passe quelque chose de nouveau, numéro {n}." for n in range(30))

PUBLISHED = [
    "Publié le 27 novembre 2021 à 10h12",
    "Publié le 27 novembre 2021",
    "Publiée le 27/11/2021 à 10:12",
    "PUBLIÉ LE SAMEDI 27 NOVEMBRE 2021 À 20H",
    "Publie\u0301 le 27\u00a0novembre\u00a02021 a\u0300 10\u202fh\u202f12",
    "**Publié le 27 novembre 2021**",
    "Publié le : 27/11/2021 - 10:12",
    "Publié le 27/11/21",
    "Publié: 2021-11-27T10:12:00+01:00",
    "Mis en ligne le 27/11/2021",
    "Paru le 27.11.2021",
    "Date de publication : 27 novembre 2021",
    "Par Jean Dupont, publié le 27 novembre 2021 à 10h12",
    "Par Jean Dupont | Publié le 27/11/2021 à 10:12 | Mis à jour le 28/11/2021 à 09:00",
    "Publié le 27 novembre 2021 à 10h12 - Mis à jour le 28 novembre 2021 à 11h00",
    "Mis à jour le 28 novembre 2021 à 11h00, publié le 27 novembre 2021",
    "Publié par Jean Dupont le 27 novembre 2021",
    "Publié le 27 novembre 2021 par La rédaction",
    "Publié le 27 novembre 2021 à 10h12 (heure de Paris) · Lecture 3 min.",
    "Par J.-P. Roux, le 27/11/2021",
    "Par Le Monde avec AFP Publié le 27 novembre 2021 à 10h12",
    "Rédigé par Zoé d’Arc le 27 novembre 2021",
    "Par Anne-Lise Roux, le 27/11/2021",
    "Par Anne Le Roux — Publié le 27 novembre 2021 à 10 h 12",
    "Publié le 27 novembre 2021 à 10h12 par Anne Le Roux",
    "Par Anne Le Roux et Paul Le Mat le samedi 27 novembre 2021",
    "Posted on November 27, 2021",
    "Published: 27 November 2021",
    "Published on Nov 27th, 2021 at 10:12 am",
    "By Jane Doe, November 27, 2021",
    "Posted by Jane Doe on 27 Nov. 2021",
    "Published 11/27/2021",
]
BARE = [
    "Le 27/11/2021",
    "27 nov. 2021",
    "27 novembre 2021",
    "Le 27 novembre 2021 à 10h12",
    "samedi 27 novembre 2021",
    "Samedi 27 novembre 2021 - 10h12",
    "Paris, le 27 novembre 2021",
    "27 novembre 2021 | Jean Dupont",
    "Économie · 27 novembre 2021 · 3 min de lecture",
    "Ici.fr avec AFP | 27.11.2021 à 10h12 • Mis à jour le 28.11.2021 à 11h00",
    "2021-11-27",
    "27/11/2021 10:12",
    "November 27, 2021",
    "Saturday, November 27th, 2021",
    "(27 novembre 2021)",
    "Date : 27/11/2021",
]


@pytest.mark.parametrize("line", PUBLISHED + BARE)
@pytest.mark.parametrize(
    "text",
    ["{}\n\nLe titre\n\n" + BODY, "Le titre\r\n\r\n{}\r\n\r\n" + BODY, BODY + "\n\n{}\n", "{}"],
    ids=["above the title", "under the title", "at the foot", "alone"],
)
def test_a_date_line_is_read(text: str, line: str) -> None:
    assert article_date(text.format(line), "a.txt") == "2021-11-27"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Publié en novembre 2021", "2021-11"),
        ("Novembre 2021", "2021-11"),
        ("Publié en 2021", "2021"),
        ("Published 03/04/2021", "2021"),  # March or April
        ("Published 03/03/2021", "2021-03-03"),
        ("Publié le 03/04/2021", "2021-04-03"),
        ("Publié le 1er mars 1944", "1944-03-01"),
        ("Publié le 03/04/98", "1998-04-03"),
        ("3 août 2021", "2021-08-03"),
        ("3 févr. 2021", "2021-02-03"),
        ("July 3, 2021", "2021-07-03"),
        ("3 juin 2021", "2021-06-03"),
        ("3 juil. 2021", "2021-07-03"),
        ("3 sept. 2021", "2021-09-03"),
        ("29 février 2020", "2020-02-29"),
        ("Mis à jour le 27 novembre 2021 à 10h12", "2021-11-27"),
        ("Dernière mise à jour : 27/11/2021", "2021-11-27"),
        ("Par Jean Dupont, mis à jour le 27 novembre 2021", "2021-11-27"),
        ("Last updated on November 27, 2021", "2021-11-27"),
    ],
)
def test_as_much_of_a_date_as_is_known(line: str, date: str) -> None:
    assert article_date(f"Le titre\n\n{line}\n\n{BODY}", "a.txt") == date


@pytest.mark.parametrize(
    "line",
    [
        "Le 27 novembre 2021, Xiaomi a annoncé une usine.",
        "Le 27 novembre 2021, Xiaomi annonce une usine",
        "Publié le 27 novembre 2021, le rapport annonce une usine.",
        "Un rapport publié le 27 novembre 2021",
        "Xiaomi : une usine le 27 novembre 2021",
        "27 novembre 2021 : Xiaomi annonce une usine",
        "27 novembre 2021 - Naissance de Paul",
        "Rendez-vous le 27 novembre 2021 à Lyon",
        "Samedi 27 novembre 2021 à 20h30",  # when it takes place
        "© 2021 Le Journal",
        "2021",
        "En 2021",
        "300 000",
        "Publié le 31 février 2021",
        "Publié le 27 novembre 9021",
        "Version 27.11.2021.4",
        "Posted 12345678",
        "du 27 novembre 2021 au 3 décembre 2021",
        "27/11/2021/4",
        "12-27-11-2021",
        "Par Jean Dupont",
    ],
)
def test_other_lines_say_no_date(line: str) -> None:
    assert article_date(f"Le titre\n\n{line}\n\n{BODY}", "a.txt") is None
    assert article_date(f"{BODY}\n\n{line}", "a.txt") is None


def test_a_date_in_the_midst_of_the_text_is_not_the_article_s() -> None:
    for line in ("Publié le 27 novembre 2021", "27 novembre 2021"):
        assert article_date(f"Le titre\n\n{BODY}\n\n{line}\n\n{BODY}", "a.txt") is None


def test_several_bare_dates_are_a_chronology() -> None:
    text = f"La crise\n\n3 mars 2021\n\nElle débute.\n\n{BODY}\n\n27 novembre 2021\n\nElle finit."
    assert article_date(text, "a.txt") is None
    assert article_date(text, "2022-01-05-la-crise.txt") == "2022-01-05"


def test_dates_of_comments_at_the_foot_are_not_the_article_s() -> None:
    comments = "Posté le 28/11/2021 à 10:12\n\nBravo !\n\nPosté le 29/11/2021 à 10:12\n\nMerci."
    assert article_date(f"{BODY}\n\n{comments}", "a.txt") is None
    text = f"Le titre\n\nPublié le 27/11/2021\n\n{BODY}\n\n{comments}"
    assert article_date(text, "a.txt") == "2021-11-27"


@pytest.mark.parametrize(
    ("entries", "date"),
    [
        ("date: 2021-11-27", "2021-11-27"),
        ("date: 2021-11-27T10:12:00Z", "2021-11-27"),
        ("date: 2021-11-27 10:12", "2021-11-27"),
        ('date: "2021-11"', "2021-11"),
        ("date: 2021", "2021"),
        ("published: 27 November 2021", "2021-11-27"),
        ("publié: le 27 novembre 2021", "2021-11-27"),
        ("date_published: 2021-11-27", "2021-11-27"),
        ("datePublished: 2021-11-27", "2021-11-27"),
        ("date-publication: 27/11/2021", "2021-11-27"),
        ("lastmod: 2022-01-01\ndate: 2021-11-27", "2021-11-27"),
        ("lastmod: 2022-01-01", "2022-01-01"),
        ("# of the site\n\ndate: 2021-11-27", "2021-11-27"),
        ("publié le: 27/11/2021", "2021-11-27"),
        ("date: demain", None),
        ("validity: 2021-11-27", None),
        ("title: Le 27 novembre 2021", None),
    ],
)
def test_front_matter(entries: str, date: str | None) -> None:
    for end in ("\n", "\r\n"):
        text = end.join(["---", "lang: fr", *entries.split("\n"), "---", "# Le titre", "", BODY])
        assert article_date(text, "a.md") == date


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("% Zoé Roy\n% 2 mai 2019", "2019-05-02"),
        ("%\n% mai 2019", "2019-05"),
        ("% Le 2 mai 2019", None),
        ("% Zoé Roy\n% bientôt", None),
    ],
)
def test_pandoc_has_the_date_in_its_third_line(lines: str, date: str | None) -> None:
    assert article_date(f"% Le titre\n{lines}\n\n{BODY}", "a.md") == date


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("2021-11-27-titre.txt", "2021-11-27"),
        ("2021-11-27.md", "2021-11-27"),
        ("titre_2021-11-27.txt", "2021-11-27"),
        ("20211127-titre.txt", "2021-11-27"),
        ("2021-11-27T10h12.txt", "2021-11-27"),
        ("2021/11/27/titre.txt", "2021-11-27"),
        ("blog/2021/11/titre.txt", "2021-11"),
        ("2021-11-raisons.txt", None),
        ("2021/titre.txt", None),
        ("2021-13-45-titre.txt", None),
        ("12021-11-27.txt", None),
        ("300000000.txt", None),
        ("10000000-voitures.txt", None),
        ("2021-1127.txt", None),
        ("titre.txt", None),
    ],
)
def test_the_file_s_name(source: str, date: str | None) -> None:
    assert article_date(f"Le titre\n\n{BODY}", source) == date


def test_what_goes_first() -> None:
    updated, bare = "Mis à jour le 5 mai 2021", "4 mai 2021"
    text = f"---\ndate: 2021-05-01\n---\nLe titre\n\nPublié le 2 mai 2021\n\n{bare}\n\n{updated}"
    expected = ["2021-05-01", "2021-05-02", "2021-05-04", "2021-05-03", "2021-05-05"]
    given = [article_date(text, "2021-05-03.txt")]
    for part in ("date: 2021-05-01", "Publié le 2 mai 2021", bare):
        text = text.replace(part, "x: y")
        given.append(article_date(text, "2021-05-03.txt"))
    given.append(article_date(text, "a.txt"))
    assert given == expected


def test_the_seed_articles_say_no_date(seeds: Path) -> None:
    assert [article.date for article in load_folder(seeds).articles] == [None, None]


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("mardi 5 mars 2019 08:12", "2019-03-05"),
        ("mar. 5 mars 2019 08:12", "2019-03-05"),
        ("Tue, 5 Mar 2019 08:12:00 +0100", "2019-03-05"),
        ("Mar. 5, 2019", "2019-03-05"),
        ("Mar 5, 2019", "2019-03-05"),
        ("mar. 2019", "2019-03"),
        ("mar. 45 mars 2019", None),
        ("mar, 2019 ou plus tard", None),
        ("mer, plage et lac", None),
    ],
)
def test_a_message_has_its_date_in_its_head(date: str, read: str | None) -> None:
    head = f"De : Zoé Roy\nEnvoyé le : {date}\nObjet : Le lac"

    assert article_date(f"{head}\n\nLe lac a gelé.", "a.txt") == read
