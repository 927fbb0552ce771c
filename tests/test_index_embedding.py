"""The embedded embedder, and other ones by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import MODEL_FOLDER, load_embedder, static_embedder
from index.errors import EmbedderError
from index.questions import content_words, question_language

TEXTS = [
    "Xiaomi veut démarrer la production en 2024.",
    "L’usine produira 300 000 véhicules par an, à Pékin.",
    "When does production start?",
    "e\u0301te\u0301 : œuvre, 10 % et 3,5 €",
    "…",
    "",
]


def test_static_vectors_are_those_of_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(MODEL_FOLDER), local_files_only=True, device="cpu")
    theirs = np.asarray(model.encode(TEXTS[:4]), dtype=np.float32)
    ours = static_embedder().encode(TEXTS)
    assert np.linalg.norm(ours[:4], axis=1) == pytest.approx(1, abs=1e-5)
    assert np.allclose(ours[:4], theirs, atol=2e-3)  # theirs are summed in half precision
    assert not ours[4:].any()  # no word: theirs is not a number there, half being so coarse


def test_vectors_do_not_depend_on_what_is_encoded_with_them() -> None:
    together = static_embedder().encode(TEXTS * 100)
    alone = np.stack([static_embedder().encode([text])[0] for text in TEXTS])
    assert np.allclose(together, np.tile(alone, (100, 1)), atol=1e-6)


@pytest.mark.parametrize(
    ("english", "french", "other"),
    [
        ("price", "prix", "usine"),
        ("partner", "partenaire", "licence"),
        ("factory", "usine", "prix"),
        ("begin", "commencer", "voiture"),
        ("year", "année", "partenaire"),
    ],
)
def test_translations_are_near(english: str, french: str, other: str) -> None:
    asked, translation, unrelated = static_embedder().encode([english, french, other])
    assert asked @ translation > 0.4
    assert asked @ translation > asked @ unrelated + 0.2


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When does Xiaomi plan to start production?", "en"),
        ("Quand Xiaomi veut-il démarrer la production ?", "fr"),
        ("Xiaomi production start date", "en"),
        ("date lancement production Xiaomi", "fr"),
        ("Who owns BAIC?", "en"),
        ("A qui appartient BAIC ?", "fr"),
        ("Nio Europe?", "fr"),  # nothing tells: the articles' language
        # few words that tell, beside a name or a word that looks English
        ("Peut-on congeler le far ?", "fr"),
        ("Quand sort le Sweepy 4 ?", "fr"),
        ("Le Sweepy 4 sort quand ?", "fr"),
        ("Tell me about Quand la mer monte", "en"),
        ("Find articles about Cette Nuit", "en"),
        ("Selon Musk tax returns", "en"),
        ("when does Quand la mer monte open", "en"),
        ("price of Cette Nuit tickets", "en"),
        ("Is Le Monde on sale in Ont?", "en"),
        ("Which prize did Peut-être win?", "en"),
        ("lynx weight", "en"),
        # what it begins with, whatever the names are
        ("Qui a remplacé Will Smith ?", "fr"),
        ("Pourquoi Alan Parker ?", "fr"),
        ("Et Alan Parker ?", "fr"),
        ("Quand a lieu le Festival of Speed de Brest ?", "fr"),
        ("Why Aliou Bâ?", "en"),
        ("And Aliou Bâ?", "en"),
        ("Who leads la République en Marche?", "en"),
        ("Who chairs the Cercle de la mer et de la voile?", "en"),
        ("When Harry Met Sally est sorti quand ?", "fr"),
    ],
)
def test_language_of_a_question(question: str, language: str) -> None:
    assert question_language(question) == language


def test_rare_words_surprise_more() -> None:
    common, rare = static_embedder().rarity(["annee", "trottinette"])
    assert rare > common + 2


def test_content_words_leave_out_what_only_asks() -> None:
    assert content_words("Quand l’usine démarre-t-elle ?") == ["usine", "demarre"]
    assert content_words("When?") == ["when"]  # nothing else is left


@pytest.mark.timeout(20)  # the slowest machine's imports among it
def test_a_model_that_is_nowhere_is_refused() -> None:
    with pytest.raises(EmbedderError, match="no-such/model"):
        load_embedder("no-such/model")


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("no model")
    with pytest.raises(EmbedderError, match="cannot be loaded"):
        load_embedder(str(tmp_path))


def test_a_named_folder_gives_its_vectors() -> None:
    named = load_embedder(str(MODEL_FOLDER))
    assert named.dimension == static_embedder().dimension
    assert np.allclose(named.encode(TEXTS[:3]), static_embedder().encode(TEXTS[:3]), atol=2e-3)
    assert np.allclose(named.encode_question(TEXTS[2]), named.encode(TEXTS[2:3])[0], atol=2e-3)
    assert named.fingerprint != static_embedder().fingerprint


def test_the_embedded_embedder_needs_no_torch() -> None:
    code = (
        "import sys; from index.embedding import static_embedder; "
        "static_embedder().encode(['mot']); "
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
