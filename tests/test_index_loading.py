"""Folders and files -> articles: decoding, titles, what is left out and why."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from index.errors import FolderNotFoundError, UnreadableFileError
from index.listing import FileState, listing, scan
from index.loading import MAX_BYTES, article_from_bytes, read_article
from index.types import Span
from tests.support.folders import load_folder
from tests.support.rights import as_nobody

TEXT = "L’été à Pékin\r\n\r\nIl coûte 300\u202f000\u00a0€ – « cher », dit-on. 🚗\n"
LATIN = "L'été à Pékin\n\nIl coûte cher, ça fait déjà dix ans.\n"

DECODED = {
    "utf-8": (TEXT.encode(), TEXT),
    "utf-8 with its mark": (TEXT.encode("utf-8-sig"), TEXT),
    "utf-16 with its mark": (TEXT.encode("utf-16"), TEXT),
    "utf-16 little end first": (TEXT.encode("utf-16-le"), TEXT),
    "utf-16 big end first": (TEXT.encode("utf-16-be"), TEXT),
    "utf-32 with its mark": (TEXT.encode("utf-32"), TEXT),
    "latin-1": (LATIN.encode("latin-1"), LATIN),
    "windows-1252": (
        "L’œuvre coûte 3 €… « bon »".encode("cp1252"),
        "L’œuvre coûte 3 €… « bon »",
    ),
    "latin-1 that is no windows-1252": (b"d\xe9j\xe0 vu\x81 ici", "déjà vu\x81 ici"),
    "utf-8 cut in a character": (TEXT.encode().rstrip()[:-1], TEXT.rstrip()[:-1] + "\ufffd"),
    "line ends as they are": (b"Un.\rDeux.\nTrois.\r\n", "Un.\rDeux.\nTrois.\r\n"),
}


@pytest.mark.parametrize(("data", "text"), DECODED.values(), ids=DECODED.keys())
def test_a_text_is_decoded_whatever_its_encoding(data: bytes, text: str) -> None:
    article = article_from_bytes(data, "a.txt")

    assert article.text == text
    assert article.digest == hashlib.blake2b(data, digest_size=16).hexdigest()


REFUSED = {
    "zero bytes": (b"", "empty file"),
    "only space": (b" \r\n\t\n", "holds no words"),
    "only punctuation": ("— … !".encode(), "holds no words"),
    "nul bytes": (b"abc\x00\x01\x02def" * 40, "not text: holds NUL bytes"),
    "random bytes without nul": (bytes(range(1, 256)) * 9, "not text: holds control characters"),
    "an image": (b"\x89PNG\r\n\x1a\n" + b"abc" * 50, "not text: an image"),
    "a pdf": (b"%PDF-1.7\nabc", "not text: a PDF file"),
    "a word file": (b"PK\x03\x04abc", "not text: a ZIP or Office file"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        article_from_bytes(data, "a.txt")

    assert str(caught.value) == reason


TITLES = {
    "first line": ("a.txt", "\n\n  Le titre\n\nIl pleut.", "Le titre"),
    "first line that asks": ("a.txt", "Que fait Xiaomi ?\n\nIl pleut.", "Que fait Xiaomi ?"),
    "first line after an image's name": ("a.txt", "x-y.jpg\n\nLe titre\n\nIl pleut.", "Le titre"),
    "first line is a sentence": ("mon-bel_article.txt", "Il pleut.\n\nOui.", "Mon bel article"),
    "first line is long": ("b-c.txt", "Il pleut, " * 30 + "\n\nOui.", "B c"),
    "first line opens a list": ("b-c.txt", "Il faut :\n- du pain", "B c"),
    "a single line": ("seul.txt", "Le directeur est Paul Martin", "Seul"),
    "a heading closed, behind a fence in a line": (
        "a.md",
        "``` x``` y\n\n# Le titre ##\r\n\nIl pleut.",
        "Le titre",
    ),
    "first line with a hashtag": ("a.txt", "#Xiaomi : le retour\n\nOui.", "#Xiaomi : le retour"),
    "first line in emphasis": ("a.txt", "**Le titre** de _l’an_\n\nOui.", "Le titre de l’an"),
    "below a kicker": ("a.txt", "Vu de l’étranger\nLe titre\n\nOui.", "Le titre"),
    "below a kicker and a byline": (
        "a.txt",
        "Tribune\nPar Zoé Roy\n\nLe titre\n\nOui.",
        "Le titre",
    ),
    "a kicker and a byline alone": ("a.txt", "Tribune\nPar Zoé Roy\n\nIl pleut.", "Tribune"),
    "a paper’s name": ("a.txt", "Le Monde\nUn journal du soir\n\nLe Monde paraît.", "Le Monde"),
    "a date below a kicker": (
        "a.txt",
        "TRIBUNE\nLe 7 octobre, un tournant\nPar Zoé Roy, meunière\n\nOui.",
        "Le 7 octobre, un tournant",
    ),
    "what begins as a byline does": (
        "a.txt",
        "REPORTAGE\nPar amour du risque\nIls sont trois à partir à la mer\n\nOui.",
        "Par amour du risque",
    ),
    "in HTML": ("a.txt", "<h1>L&rsquo;été <b>là</b></h1>\n<p>Oui.</p>", "L’été là"),
    "in a folder": ("2021/été/la-une.txt", "Il pleut.", "La une"),
    "markdown heading": ("a.md", "Du texte.\n\n# Le *titre* #\n\nIl pleut.", "Le titre"),
    "markdown heading in a text file": ("a.txt", "# Le titre\n\nIl pleut.", "Le titre"),
    "markdown without one": ("le-nom.md", "## Partie.\n\nIl pleut.", "Le nom"),
    "front matter": (
        "a.md",
        '---\r\ntitle: "Le titre"\r\nlang: fr\r\n---\r\n# Autre\r\n',
        "Le titre",
    ),
    "front matter in French, in a text file": (
        "a.txt",
        "---\ntitre: Le pont\n---\nOui.",
        "Le pont",
    ),
    "front matter in TOML": ("a.md", '+++\ntitle = "Le pont"\n+++\n# Autre\n', "Le pont"),
    "front matter without a title": ("le-nom.md", '---\ntitle: ""\n---\n\nIl pleut.', "Le nom"),
    "front matter, quotes in quotes": ("a.md", "---\ntitle: 'L''été'\n---\nOui.", "L'été"),
    "front matter, a title on lines of its own": (
        "a.md",
        "---\ntitle: >-\n  Le pont | la gare\n  rouvrent\nlang: fr\n---\nOui.",
        "Le pont | la gare rouvrent",
    ),
    "a heading underlined, and code": (
        "a.md",
        "Le titre\r\n========\r\n\r\n```\r\n# lancer\r\n```\r\n",
        "Le titre",
    ),
    "a heading after code": ("a.md", "~~~\n# lancer\n~~~\n\n# Le titre\n\nOui.", "Le titre"),
    "Pandoc's": ("a.md", "% L’été là\n% Zoé Roy\n% 2 mai 2019\n\n# Un\n\nOui.", "L’été là"),
    "what a message is on": (
        "a.txt",
        "De : Zoé <z@b.example>\r\nEnvoyé : lundi\r\nObjet\u00a0: TR : Le lac gèle\r\n\r\nOui.",
        "Le lac gèle",
    ),
    "no message: nobody sent it": (
        "a.txt",
        "Objet : un pont\nDate : 2 mai\n\nFin.",
        "Objet : un pont",
    ),
    "columns in one line": ("a.txt", "L'ÉCHO     Mai\t- N° 4\n\nOui.", "L'ÉCHO Mai - N° 4"),
    "a title: line after the front matter": ("a.md", "---\na: b\n---\n# Un\n\ntitle: deux", "Un"),
}


@pytest.mark.parametrize(("source", "text", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title_is_the_heading_the_first_line_or_the_name(
    source: str, text: str, title: str
) -> None:
    assert article_from_bytes(text.encode(), source).title == title


def test_the_seed_articles_have_their_titles(seeds: Path) -> None:
    report = load_folder(seeds)

    assert [article.title for article in report.articles] == [
        "Xiaomi s’entend avec BAIC pour la production de voitures électriques",
        "Xiaomi usine 300 000 voitures par an",
    ]
    assert report.skipped == ()


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Voici {name}.", encoding="utf-8")


def test_a_scan_finds_supported_files_sorted_with_their_state(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a/c.MD", "a/d.pdf", "é.TXT", ".hidden.txt", ".git/e.txt")
    _write(tmp_path, "README.md", "loire/sources.md", "sources-du-nil.md")

    found = scan(tmp_path)

    assert list(found) == ["a/c.MD", "b.txt", "loire/sources.md", "sources-du-nil.md", "é.TXT"]
    state = (tmp_path / "b.txt").stat()
    assert found["b.txt"] == FileState(state.st_size, state.st_mtime_ns)


def test_documents_left_out_are_named_and_other_files_counted(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "page.html", "sub/Vieux.PDF", "sub/notice.txt", "gare.markdown")
    _write(tmp_path, "1.jpg", "2.JPG", "sub/3.jpg", "plan.png", "liste", "License", ".caché.pdf")

    report = load_folder(tmp_path)

    assert [article.source for article in report.articles] == ["a.txt", "sub/notice.txt"]
    assert {skipped.source: skipped.reason for skipped in report.skipped} == {
        "page.html": "not a format that can be read: .html",
        "sub/Vieux.PDF": "not a format that can be read: .pdf",
        "gare.markdown": "not a format that can be read: .markdown",
    }
    assert list(report.others.items()) == [
        (".jpg", 3), (".png", 1), ("License (about the folder)", 1), ("without a suffix", 1),
    ]  # fmt: skip


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    _write(tmp_path, "articles/a.txt", "secret.txt", "outside/b.txt")
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "leak.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "broken.txt").symlink_to(tmp_path / "nothing.txt")
    (folder / "outside").symlink_to(tmp_path / "outside")
    (folder / "outside.jpg").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "ring.txt").symlink_to(folder / "ring.txt")
    (folder / "ring.jpg").symlink_to(folder / "ring.jpg")

    found = listing(folder)

    assert list(found.files) == ["a.txt", "inside.txt"]
    assert {one.source: one.reason for one in found.named} == {
        "leak.txt": "outside the folder",
        "outside": "outside the folder",
        "broken.txt": "a link that leads nowhere",
        "ring.txt": "too many levels of symbolic links",
    }
    assert found.others == {".jpg": 1}
    with pytest.raises(UnreadableFileError, match="outside the folder"):
        read_article(folder, "leak.txt")
    with pytest.raises(UnreadableFileError, match="outside the folder"):
        read_article(folder, "../secret.txt")


def test_a_folder_must_be_there_and_be_one(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")

    with pytest.raises(FolderNotFoundError, match=r"no such folder: .*nowhere"):
        scan(tmp_path / "nowhere")
    with pytest.raises(FolderNotFoundError, match=r"not a folder: .*a\.txt"):
        scan(tmp_path / "a.txt")


def test_an_empty_folder_gives_an_empty_report(tmp_path: Path) -> None:
    report = load_folder(tmp_path)

    assert (report.articles, report.skipped) == ((), ())


def test_one_bad_file_never_stops_the_others(open_folder: Path) -> None:
    _write(open_folder, "bon.txt", "fermé.txt", "clos/dedans.txt", "vu/dedans.txt")
    (open_folder / "vide.txt").write_bytes(b"")
    (open_folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    with (open_folder / "gros.txt").open("wb") as file:
        file.truncate(50_000_000)
    (open_folder / "fermé.txt").chmod(0)
    (open_folder / "clos").chmod(0)
    (open_folder / "vu").chmod(0o644)  # may be listed, but not entered
    os.mkfifo(open_folder / "tube.txt")

    with as_nobody():
        report = load_folder(open_folder)
    for name in ("clos", "vu"):
        (open_folder / name).chmod(0o755)

    assert [article.source for article in report.articles] == ["bon.txt"]
    assert {skipped.source: skipped.reason for skipped in report.skipped} == {
        "vide.txt": "empty file",
        "image.txt": "not text: an image",
        "gros.txt": "larger than 10 MB (50 MB)",
        "fermé.txt": "permission denied",
        "clos": "permission denied",
        "vu/dedans.txt": "permission denied",
        "tube.txt": "a pipe or a device, not a file",
    }


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Oui. " * (MAX_BYTES // 5))

    assert len(read_article(tmp_path, "a.txt").text) == MAX_BYTES


def test_a_file_that_went_away_and_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"d\xe9j\xe0.txt")).write_bytes(b"Oui.")

    (source,) = scan(tmp_path)

    source.encode()  # a key that can be stored
    for gone in (source, "away.txt"):
        with pytest.raises(UnreadableFileError, match="no such file"):
            read_article(tmp_path, gone)


def test_characters_that_are_not_seen_stay_in_the_text_only() -> None:
    text = "Une pas\u00adserelle rou\u00advre\n\npho\u00adto.jpg\n\nPublié le 3 ma\u200brs 2021\n"

    article = article_from_bytes(text.encode(), "a.txt")

    assert (article.text, article.title) == (text, "Une passerelle rouvre")
    assert article.date == "2021-03-03"
    assert text[slice(*article.boilerplate[0])].strip() == "pho\u00adto.jpg"


def test_boilerplate_is_recognised_and_the_text_kept() -> None:
    text = "Le titre\n\nphoto.jpg\n\nIl pleut."

    article = article_from_bytes(text.encode(), "a.txt")

    assert article.text == text
    assert article.boilerplate == (Span(10, 19),)


def test_a_date_is_found_between_tags() -> None:
    page = "<h1>Le pont</h1>\n<p class='date'>Publi&eacute; le 3 mars 2021</p>\n<p>Il rouvre.</p>"
    assert article_from_bytes(page.encode(), "a.txt").date == "2021-03-03"


MENU = "Aller au contenu\n" + "Accueil\nContact\n" * 9


@pytest.mark.parametrize(
    ("below", "date"),
    [
        ("Le pont ferme\n\nPublié le 27/02/2024 à 17:42\n\nIl a plu.", "2024-02-27"),
        ("Le pont ferme\n\nMardi 27 février 2024\n\nIl a plu.", "2024-02-27"),
        ("Le pont ferme\n\n" + "Il a plu.\n" * 20 + "27/02/2024\n" + "Il neige.\n" * 9, None),
        ("Le pont ferme\n\nIl a plu le 27 février 2024 sur la ville.", None),
        ("Le pont ferme\n\n26/02/2024\nIl a plu.\n27/02/2024\nIl neige.", None),
    ],
)
def test_a_date_is_found_below_a_menu(below: str, date: str | None) -> None:
    page = f"{MENU}\n{below}\n" + "Le vent souffle.\n" * 20
    assert article_from_bytes(page.encode(), "a.txt").date == date
