"""The encoding: lossless, the same everywhere, as good in English as in French, and its recipe."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from index import encoding
from index.encoding import PATTERN, count_tokens, fingerprint, read_ranks
from index.training import encoding as recipe

TEXTS = [
    "",
    " ",
    "\r\n\r\n\t ",
    "L’usine produira 300\u202f000 véhicules\u00a0: « oui » !",
    "e\u0301te\u0301 œuvre ÇA",
    "👩‍👩‍👧‍👦🇫🇷 voiture électrique",
    "小米汽车 Привет مرحبا",
    "\x00\x07\ufeff",
    "a" * 3_000,
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_comes_back_unchanged(text: str) -> None:
    tokens = encoding.encoding().encode_ordinary(text)

    assert encoding.encoding().decode(tokens) == text
    assert count_tokens(text) == len(tokens)


COUNTS = {
    "Les plans révèlent que cela devrait entrer en production dès 2024.": 12,
    "When does Xiaomi plan to start production?": 11,
}


@pytest.mark.parametrize(("text", "count"), COUNTS.items())
def test_counts_are_pinned_so_that_passages_stay_the_same(text: str, count: int) -> None:
    assert count_tokens(text) == count


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize("elided", ["l", "L", "d", "qu", "lorsqu"])
def test_an_elided_word_is_a_piece_of_its_own(elided: str, apostrophe: str) -> None:
    words = encoding.encoding()
    text = f"{elided}{apostrophe}usine"

    pieces = [words.decode([token]) for token in words.encode_ordinary(text)]

    assert any("".join(pieces[:count]) == f"{elided}{apostrophe}" for count in range(len(pieces)))


LANGUAGES = {
    "fr": "Le géant chinois a dû se rendre compte que l’obtention d’une licence pour construire "
    "des automobiles prend trop de temps, et il a choisi un partenaire.",
    "en": "The Chinese giant must have realised that getting a licence to build cars takes too "
    "much time, and it has chosen a partner.",
}


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_both_languages_take_few_tokens(text: str) -> None:
    assert len(text) / count_tokens(text) > 4.0


def test_a_long_text_is_counted_in_windows() -> None:
    sentence = " Le géant chinois a confirmé la date."

    assert count_tokens(sentence * 3_000) == pytest.approx(3_000 * count_tokens(sentence), rel=0.01)


def test_the_file_holds_every_byte_and_ranks_without_a_gap() -> None:
    ranks = read_ranks()

    assert sorted(ranks.values()) == list(range(32_000))
    assert {bytes([byte]) for byte in range(256)} <= ranks.keys()
    assert max(map(len, ranks)) <= 48  # bytes: no token stands for a whole paragraph


def test_nothing_is_cached_outside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    encoding.encoding.cache_clear()

    assert encoding.encoding().name == encoding.ENCODING_NAME
    assert list(tmp_path.iterdir()) == []


def test_the_fingerprint_follows_the_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    assert re.fullmatch("[0-9a-f]{32}", before)
    monkeypatch.setattr(encoding, "PATTERN", PATTERN + "|x")
    fingerprint.cache_clear()
    try:
        assert fingerprint() != before
    finally:
        monkeypatch.undo()
        fingerprint.cache_clear()
    assert fingerprint() == before


def _sources(folder: Path) -> None:
    """Write small sources in the formats and under the names of the recipe."""
    pairs = [
        f"The plant number {i} builds cars.\tL’usine numéro {i} produit.\n" for i in range(200)
    ]
    for share in recipe.SHARES:
        with gzip.open(folder / share.file, "wt", encoding="utf-8") as file:
            if isinstance(share.column, str):
                articles = [{share.column: f"Il a produit {i} voitures."} for i in range(200)]
                file.writelines(json.dumps(article) + "\n" for article in articles)
            else:
                file.writelines(pairs)


def test_the_recipe_makes_an_encoding_that_tiktoken_reads_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _sources(tmp_path)
    output = tmp_path / "made.gz"
    command = ["encoding", "--data", str(tmp_path), "--output", str(output)]
    monkeypatch.setattr("sys.argv", command)

    recipe.main()
    first = output.read_bytes()
    recipe.main()

    assert output.read_bytes() == first
    ranks = read_ranks(output)
    assert list(ranks.values()) == list(range(len(ranks)))
    assert "numéro".encode() in ranks or " numéro".encode() in ranks
    assert "tatoeba.en-fr.tsv.gz en" in capsys.readouterr().out


def test_the_recipe_trains_on_its_share_and_never_on_what_it_measures(tmp_path: Path) -> None:
    _sources(tmp_path)
    share = recipe.SHARES[-1]._replace(characters=1_000)

    trained = list(recipe.sample(tmp_path, share))
    held_out = list(recipe.records(tmp_path, share, held_out=True))

    assert len(held_out) == 4
    assert not set(trained) & set(held_out)
    assert sum(map(len, trained)) == pytest.approx(1_000, abs=50)
    assert "194" in trained[-1]  # from the whole source, not from its beginning
