"""Only what the cited sentences carry passes: fixed tampered and honest answers, and any garbage.

The answers of ``tests/grounding`` were written by hand. The sets without a prefix and "other" were
developed on, odd ids first; "fresh" and "last" were each judged once before anything was changed
for their sake, on texts of their own: of their tampered answers 34 of 37 and 28 of 30 were refused
then, of their honest ones 8 of 25 and 9 of 20 passed. "blind" (on articles of its own) and
"blind-seeds" were written by others, who knew none of the rules, and judged once before anything
was changed for their sake: 45 of 50 and 47 of 50 refused, 12 of 40 and 45 of 60 passed.
"third-seeds" and "fourth-seeds" were written later in the same way: 97 and 95 of 100 refused, 56 of
100 and 77 of 99 passed at first sight. Of "fifth-seeds", written by one who had read most of
the rules, before any was judged, 114 of 120 were refused and 96 of 120 passed at first sight. Of
"eighth-seeds", written blind again, 94 of 100 were refused and 69 of 100 passed when first judged;
of "ninth-seeds", as blind, 193 of 200 and 83 of 100; of "tenth-seeds", again blind and over all
sentences of both articles, a third in quite other words, 178 of 192 and 56 of 93.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.data import data_dir
from assistant.grounding.checks import Checks
from assistant.grounding.grounder import REFUSAL, Checked, Grounder
from assistant.types import NumberedSentence
from index.embedding import static_embedder
from index.loading import read_article
from index.sentences import split_article

CASES = Path(__file__).parent / "grounding"
SETS = {
    "": "seeds",
    "other-": "other",
    "fresh-": "other",
    "last-": "other",
    "blind-": "blind",
    "blind-seeds-": "seeds",
    "third-seeds-": "seeds",
    "fourth-seeds-": "seeds",
    "fifth-seeds-": "seeds",
    "sixth-seeds-": "seeds",
    "seventh-seeds-": "seeds",
    "eighth-seeds-": "seeds",
    "ninth-seeds-": "seeds",
    "tenth-seeds-": "seeds",
}
# Honest answers that must pass, per set; the shares reached when this was written, less a little.
HONEST = {
    "": 0.96,
    "other-": 0.92,
    "fresh-": 0.95,
    "last-": 0.74,
    "blind-": 0.65,
    "blind-seeds-": 0.95,
    "third-seeds-": 0.8,
    "fourth-seeds-": 0.83,
    "fifth-seeds-": 0.81,
    "sixth-seeds-": 0.87,
    "seventh-seeds-": 0.93,
    "eighth-seeds-": 0.77,
    "ninth-seeds-": 0.82,
    "tenth-seeds-": 0.6,
}


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@lru_cache(maxsize=3)
def _sentences(of: str) -> tuple[NumberedSentence, ...]:
    """The sentences of the shipped articles, or of the articles made for these tests."""
    found: list[NumberedSentence] = []
    if of != "seeds":
        for article in _rows(f"{of}-articles"):
            start = 0
            for text in article["sentences"]:
                end = start + len(text)
                place = (article["source"], article["title"], start, end)
                found.append(NumberedSentence(len(found) + 1, text, *place))
                start = end + 1
        return tuple(found)
    folder = data_dir("seeds")
    for path in sorted(folder.glob("*.txt")):
        seed = read_article(folder, path.name)
        for sentence in split_article(seed.text, seed.boilerplate):
            if not sentence.heading:
                text = seed.text[sentence.start : sentence.end]
                place = (path.name, seed.title, sentence.start, sentence.end)
                found.append(NumberedSentence(len(found) + 1, text, *place))
    return tuple(found)


def _ground(
    answer: str,
    of: str = "seeds",
    question: str = "",
    language: Any = "fr",
    size: int = 10_000,
) -> list[Checked]:
    grounder = Grounder(_sentences(of), question, language, static_embedder().encode)
    pieces = [answer[at : at + size] for at in range(0, len(answer), size)]
    return [checked for piece in pieces for checked in grounder.feed(piece)] + grounder.finish()


def _number(beginning: str, of: str = "seeds") -> int:
    return next(s.number for s in _sentences(of) if s.text.startswith(beginning))


def _judged(row: dict[str, Any], of: str) -> list[Checked]:
    answer = row["answer"].format(*(_number(cited, of) for cited in row["cites"]))
    return _ground(answer, of, row["question"], row["language"])


def _names(kind: str) -> list[str]:
    return [prefix for prefix in SETS if (CASES / f"{prefix}{kind}.jsonl").exists()]


# The tampered answers that still pass: a noun beside another's name ("a Xiaomi plant"); "have
# revealed all" for keeping silent; who does what around an idiom or a pronoun; a deed told by a
# noun; a word of the title or of the other sentence cited; one of two for both; silence on the rest
# for silence on all; a plan called done; a motorcycle for a scooter.
STILL_PASS = {
    "fourth-seeds-": ["e-t041"],
    "fifth-seeds-": ["g-t051"],
    "sixth-seeds-": ["s-t038", "s-t092"],
    "seventh-seeds-": ["v-t121", "v-t126", "v-t167", "v-t168", "v-t234"],
    "eighth-seeds-": ["h1-st042", "h1-st066", "h1-st083"],
    "ninth-seeds-": ["n9-t103", "n9-t106", "n9-t118", "n9-t189", "n9-t190"],
    "tenth-seeds-": [
        *("n10-t019", "n10-t034", "n10-t059", "n10-t061", "n10-t063", "n10-t066", "n10-t081"),
        *("n10-t085", "n10-t098", "n10-t099", "n10-t102", "n10-t111", "n10-t149", "n10-t153"),
    ],
}


@pytest.mark.parametrize("prefix", _names("tampered"))
def test_no_other_tampered_answer_passes(prefix: str) -> None:
    passed = [
        row["id"]
        for row in _rows(f"{prefix}tampered")
        if any(checked.supported for checked in _judged(row, SETS[prefix]))
    ]
    assert passed == STILL_PASS.get(prefix, [])


@pytest.mark.parametrize("prefix", sorted(HONEST))
def test_honest_answers_pass(prefix: str) -> None:
    rows = _rows(f"{prefix}honest")
    judged = {row["answer"]: _judged(row, SETS[prefix]) for row in rows}
    failed = {
        answer: [c.reason for c in checked if not c.supported]
        for answer, checked in judged.items()
        if not checked or not all(c.supported for c in checked)
    }
    assert len(failed) <= (1 - HONEST[prefix]) * len(rows), failed


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("La production débute en 2024.", "no citation"),
        ("La production débute en 2024 [99].", "unknown citation"),
        ("La production production production production [{}].", "words: production"),
        ("La production débute en 2025 [{}].", "date: 2025"),
        ("La production débute en 2024 à Tokyo [{}].", "name: Tokyo"),
        ("L’article dit : « la production est finie » [{}].", "quotation: la production est finie"),
    ],
)
def test_reasons(answer: str, reason: str) -> None:
    (checked,) = _ground(answer.format(_number("Les plans révèlent")))
    assert (checked.supported, checked.reason) == (False, reason)


@pytest.mark.parametrize(
    ("evidence", "carried", "not_carried"),
    [
        (
            "La pluie a atteint 9 millimètres, contre 52 en temps normal.",
            "La pluie a atteint 9 millimètres, contre 52 normalement.",
            "La pluie a atteint 52 millimètres, contre 9 normalement.",
        ),
        (
            "La marche a réuni 700 personnes d’après la police, et 1 500 selon les organisateurs.",
            "La marche a réuni 1 500 personnes selon les organisateurs.",
            "La marche a réuni 1 500 personnes selon la police.",
        ),
        (
            "L’effet est plus marqué chez les femmes que chez les hommes.",
            "L’effet est plus marqué chez les femmes que chez les hommes.",
            "L’effet est plus marqué chez les hommes que chez les femmes.",
        ),
        (
            "Le billet passe de 9 à 11 euros.",
            "The ticket rises from 9 to 11 euros.",
            "The ticket falls from 9 to 11 euros.",
        ),
        (
            "Le port n’emploiera plus d’intérimaires.",
            "Le port cessera d’employer des intérimaires.",
            "Le port continuera d’employer des intérimaires.",
        ),
        (
            "L’Espagne est devenue le deuxième marché, derrière la France.",
            "L’Espagne est devenue le deuxième marché, derrière la France.",
            "L’Allemagne est devenue le deuxième marché, derrière la France.",
        ),
        (
            "Le projet est repoussé de dix-huit mois.",
            "Le projet est repoussé d’un an et demi.",
            "Le projet est repoussé de deux ans et demi.",
        ),
        (
            "Les quotas de merlu ont été réduits par la Commission.",
            "The Commission has reduced hake quotas.",
            "The Commission has reduced herring quotas.",
        ),
    ],
)
def test_two_of_a_kind_keep_their_places(evidence: str, carried: str, not_carried: str) -> None:
    sentence = NumberedSentence(1, evidence, "a.txt", "Actualité : Allemagne", 0, len(evidence))
    for text, expected in ((carried, True), (not_carried, False)):
        language: Any = "en" if text.startswith("The ") else "fr"
        checks = Checks([sentence], "", language, static_embedder().encode)
        assert (checks.lacking(text, [sentence]) is None) == expected, text


@pytest.mark.parametrize(
    "unseen",
    ["\ud83d", "\x00", "\x1b", "\x07", "\x08\x08", "\x7f", "\x9b", "\u202e", "\u2066"],
)
def test_what_would_spoil_a_terminal_or_a_page_is_left_out(unseen: str) -> None:
    claim = "Production is planned to start in 2024"
    number = _number("Les plans révèlent")
    (checked,) = _ground(f"{unseen}{claim[:-4]}{unseen}2024{unseen} [{number}].", language="en")
    assert (checked.supported, ascii(checked.text)) == (True, ascii(f"{claim}."))


@pytest.mark.parametrize(
    ("quoted", "supported"),
    [("serious breakdown", True), ("serious crisis", False), ("breakdown that we regret", False)],
)
def test_a_translated_quotation_is_no_quotation(quoted: str, supported: bool) -> None:
    evidence = "La mairie a parlé d’une « panne sérieuse »."
    sentence = NumberedSentence(1, evidence, "a.txt", "Actualité", 0, len(evidence))
    grounder = Grounder([sentence], "", "en", static_embedder().encode)
    answer = f"The town hall spoke of a “{quoted}” [1]."
    (checked,) = [*grounder.feed(answer), *grounder.finish()]
    assert checked.supported == supported
    assert ("“" in checked.text) != supported


def test_quoted_words_become_the_articles_own() -> None:
    (checked,) = _ground("« La production démarre d'ici 2 ans »")
    assert checked.supported
    assert "d’ici" in checked.text
    assert [s.text[:13] for s in checked.cited] == ["La production"]


@pytest.mark.parametrize("of", ["seeds", "other", "blind"])
def test_a_sentence_repeated_whole_is_carried(of: str) -> None:
    for sentence in _sentences(of):
        written = sentence.text.replace("’", "'").rstrip(".")
        (checked,) = _ground(f"{written} [{sentence.number}].", of)
        assert (checked.supported, checked.text) == (True, sentence.text)


@pytest.mark.parametrize(
    "text",
    [
        REFUSAL, f"{REFUSAL}.", f"[{REFUSAL}]", f"`{REFUSAL}`", f"**{REFUSAL}**", REFUSAL.lower(),
        "NOT IN ARTICLES", "Les articles ne le disent pas.",
        "Les articles fournis ne mentionnent pas le prix [1].", "Je ne trouve pas l’information.",
        "Aucune information n’est donnée sur ce point.", "The articles do not mention the price.",
        "There is no information about it.", "I cannot find the answer.",
        "The provided sentences don't say who founded it.",
    ],
)  # fmt: skip
def test_refusals(text: str) -> None:
    (checked,) = _ground(text)
    assert checked.refusal
    assert not checked.supported
    assert checked.cited == ()


@pytest.mark.parametrize(
    "text",
    [
        "The articles do not say who pays, but the plant makes 300,000 cars [{}].",
        "Les articles ne précisent pas le prix, mais Xiaomi vend 300 000 voitures [{}].",
        "Xiaomi n’a rien dit [{}].",
    ],
)
def test_a_claim_is_no_refusal(text: str) -> None:
    (checked,) = _ground(text.format(_number("Les plans révèlent")))
    assert not checked.refusal
    assert not checked.supported


PIECES = st.one_of(
    st.sampled_from(
        [*(s.text for s in _sentences("seeds")), "NOT_IN_ARTICLES", "« ", " »", "\n\n"]
    ),
    st.sampled_from(
        ["[1]", "[2, 99]", "【3†s】", "[", "]", "(source 4)", ". ", "<think>", "**", "“"]
    ),
    st.sampled_from([s.text[:40] for s in _sentences("seeds")]),
    st.sampled_from(["not ", "ne pas ", "300 000 ", "10 milliards ", "2024-13-45 ", "1/0 ", "½"]),
    st.text(max_size=20),
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(PIECES, max_size=12).map("".join), st.integers(1, 50), st.sampled_from(["fr", "en"])
)
def test_any_output_is_judged(text: str, size: int, language: str) -> None:
    whole = _ground(text, language=language)
    assert _ground(text, language=language, size=size) == whole
    given_sentences = set(_sentences("seeds"))
    for checked in whole:
        assert set(checked.cited) <= given_sentences
        assert checked.supported == (checked.reason is None and not checked.refusal)
        assert not checked.supported or checked.cited
