"""The bilingual lexicon: what it says, how it is learnt, and that it is small."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.lexicon import FOLDER, LEXICON_FILE, groups, stem, synonyms, thesaurus, translations
from index.training.lexicon import likely_pairs, read, table


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("mayors", "maires"),
        ("storm", "tempete"),
        ("shortage", "penurie"),
        ("strikes", "greve"),
        ("increased", "augmente"),
        ("hake", "merlu"),
    ],
)
def test_translations_are_found_from_both_sides(english: str, french: str) -> None:
    assert translations(english, "en")[stem(french, "fr")] > 0.1
    assert translations(french, "fr")[stem(english, "en")] > 0.1


def test_synonyms_share_a_translation() -> None:
    assert stem("orage", "fr") in synonyms("tempete", "fr")
    assert stem("tempete", "fr") not in synonyms("tempete", "fr")


def test_unknown_words_have_none() -> None:
    assert translations("qwzrtx", "en") == {}
    assert synonyms("qwzrtx", "fr") == {}
    assert groups("qwzrtx", "fr") == frozenset()


def test_opposites_do_not_translate() -> None:
    for english, french in (("increase", "diminuer"), ("buy", "vendre"), ("open", "fermer")):
        assert stem(french, "fr") not in translations(english, "en")


def test_the_thesaurus_brings_related_words_together() -> None:
    assert all(len(group) > 1 for group in thesaurus())
    assert groups("treaty", "en") & groups("traites", "fr")
    assert not groups("treaty", "en") & groups("poisson", "fr")


def test_the_files_are_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_000_000
    assert LEXICON_FILE.parent == FOLDER


def test_words_that_meet_are_learnt() -> None:
    pairs = [
        ("the dog sleeps", "le chien dort"),
        ("a dog eats", "un chien mange"),
        ("the cat sleeps", "le chat dort"),
        ("a cat eats", "un chat mange"),
    ]
    found = table(likely_pairs(read(pairs * 2)))
    best = {one: max(others, key=others.__getitem__) for one, others in found["en"].items()}
    assert best == {"dog": "chien", "cat": "chat", "sleep": "dort", "eat": "mang"}
    assert found["fr"]["chien"]["dog"] == found["en"]["dog"]["chien"]


def test_the_card_names_its_sources() -> None:
    card = (Path(FOLDER) / "README.md").read_text(encoding="utf-8")
    for source in ("Tatoeba", "Justice Canada", "NTREX-128", "thesaurus.txt"):
        assert source in card
