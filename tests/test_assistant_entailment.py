"""Claims in other words than their evidence: the cross-encoders read what rules cannot follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from assistant.grounding import entailment
from assistant.grounding.checks import Checks
from assistant.grounding.entailment import (
    AFFIRMED,
    AFFIRMING,
    DENIED,
    DENYING,
    MEANING,
    UNLIKELY,
    may_be_overruled,
    readings,
    settled,
)
from assistant.grounding.figure_wordings import with_figures_of
from assistant.grounding.grounder import Checked, Grounder
from assistant.training.grounding import Judged
from assistant.types import NumberedSentence
from index.embedding import static_embedder
from index.types import Language

EVIDENCE = (
    "Le constructeur prévoit d'ouvrir une usine près de Lille, où 400 salariés assembleront "
    "des batteries à partir de 2026."
)


def _cited(text: str = EVIDENCE) -> list[NumberedSentence]:
    return [NumberedSentence(1, text, "a.txt", "Une usine de batteries", 0, len(text))]


def _judged(claim: str, *odds: float) -> Checked:
    vectors = static_embedder().encode
    grounder = Grounder(_cited(), "", "fr", vectors, readings=lambda *_: iter(odds))
    (checked,) = [*grounder.feed(claim), *grounder.finish()]
    return checked


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        (
            "The carmaker wants to set up a battery plant near Lille.",
            "The carmaker wants to close a battery plant near Lille.",
        ),
        (
            "L'assemblage des batteries commencera en 2026.",
            "L'assemblage des batteries s'arrêtera en 2026.",
        ),
    ],
)
def test_what_is_said_in_other_words_is_likelier_than_its_contrary(honest: str, false: str) -> None:
    for added in (AFFIRMING, DENYING, (False, False)):
        of_both = (readings(claim, _cited(), added) for claim in (honest, false))
        for said, not_said in zip(*of_both, strict=True):
            assert said > not_said


def test_a_word_without_a_counterpart_may_be_overruled_by_both() -> None:
    claim = "Le constructeur recrutera à Lille [1]."
    assert _judged(claim, AFFIRMED, AFFIRMED).supported
    assert _judged(claim, 2 * AFFIRMED - UNLIKELY, UNLIKELY).supported
    assert _judged(claim, UNLIKELY, 2 * AFFIRMED - UNLIKELY).supported
    for odds in (
        (),
        (9.0,),
        (AFFIRMED, AFFIRMED - 0.1),
        (9.0, UNLIKELY - 0.1),
        (UNLIKELY - 0.1, 9.0),
    ):
        assert _judged(claim, *odds).reason == "words: recrutera"


def test_what_both_deny_is_not_carried() -> None:
    claim = "Le constructeur prévoit d'ouvrir une usine près de Lille [1]."
    assert _judged(claim, DENIED - 0.1, DENIED - 0.1).reason == MEANING
    assert _judged(claim, -0.1, 2 * DENIED).reason == MEANING
    for odds in ((), (-9.0,), (-0.1, 2 * DENIED + 0.2), (DENIED, DENIED), (0.0, -9.0)):
        assert _judged(claim, *odds).supported


def test_what_a_sentence_says_of_something_before_it_is_not_denied() -> None:
    read: list[str] = []

    def denying(claim: str, *_: object) -> Iterator[float]:
        read.append(claim)
        return iter((-9.0, -9.0))

    for evidence in ("Il sera situé à Pékin.", "Elles seront à Pékin."):
        assert settled(None, "L'usine sera à Pékin.", _cited(evidence), denying) is None
    assert not read
    assert settled(None, "L'usine sera à Pékin.", _cited("L'île est loin."), denying) == MEANING


def test_the_second_reads_only_what_the_first_says_so_of(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"first": 2.0, "second": 3.0}
    read: list[str] = []

    class Says:
        def __init__(self, name: str) -> None:
            self._name = name

        def carried(self, *_: object) -> float:
            read.append(self._name)
            return said[self._name]

    for name in said:
        monkeypatch.setattr(entailment, f"{name}_cross_encoder", partial(Says, name))
    assert settled("words: usine", "Une usine ouvrira.", _cited(), readings) is None
    assert read == ["first", "second"]
    assert settled(None, "Une usine ouvrira.", _cited(), readings) is None
    assert read == ["first", "second", "first"]
    assert settled("name: Tokyo", "Une usine ouvrira.", _cited(), readings) == "name: Tokyo"
    assert read == ["first", "second", "first"]
    said["first"] = -0.1
    assert settled(None, "Une usine ouvrira.", _cited(), readings) is None
    assert read[3:] == ["first", "second"]


def test_only_words_without_a_counterpart_may_be_overruled() -> None:
    assert may_be_overruled("words: recrutera, apprentis")
    assert not may_be_overruled("name: Tokyo")


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Le constructeur prévoit d'ouvrir une usine près de Tokyo [1].", "name"),
        ("Le constructeur prévoit d'ouvrir une usine en 2027 [1].", "date"),
        ("Le constructeur ne prévoit pas d'ouvrir une usine [1].", "negation"),
        ("Le constructeur recrutera après avoir ouvert une usine [1].", "sequence"),
    ],
)
def test_nothing_else_is_overruled(claim: str, kind: str) -> None:
    reason = _judged(claim, 99, 99).reason
    assert reason is not None
    assert reason.startswith(kind)


def test_a_refusal_is_not_overruled() -> None:
    assert _judged("L'article ne précise pas le salaire des dompteurs [1].", 99, 99).refusal


def test_what_cannot_be_read_whole_is_not_read() -> None:
    assert not [*readings("Oui. " * 100, _cited(), DENYING)]
    assert not [*readings("☃", _cited(), AFFIRMING)]
    assert not [*readings("Une usine ouvrira.", _cited(EVIDENCE * 20), AFFIRMING)]
    elsewhere = replace(_cited()[0], source="b.txt")
    assert not [*readings("Une usine ouvrira.", [*_cited(), elsewhere], DENYING)]


@pytest.mark.parametrize(
    ("claim", "read"),
    [
        ("It costs $1.5bn over ten years.", "It costs 1,5 milliard de dollars over 10 ans."),
        (
            "Il coûte 1,5 milliard de dollars en dix ans.",
            "Il coûte 1,5 milliard de dollars en 10 ans.",
        ),
        ("Half opened on March 1, 2024.", "La moitié opened on 1er mars 2024."),
        ("It costs $1.6bn.", "It costs $1.6bn."),  # another figure
        ("It’s said.", "It’s said."),
        ("Jusqu’à 1,5 milliard de dollars.", "Jusqu’à 1,5 milliard de dollars."),
    ],
)
def test_figures_are_read_as_the_evidence_writes_them(claim: str, read: str) -> None:
    evidence = (
        "Le plan coûte 1,5 milliard de dollars en 10 ans.",
        "La moitié des sites a ouvert le 1er mars 2024, l'autre moitié en mai.",
    )
    language: Language = "fr" if claim[0] == "J" or claim[:2] == "Il" else "en"
    assert with_figures_of(evidence, claim, language) == read


def test_a_claim_passes_by_rules_and_reading() -> None:
    assert Judged(True, None, True, (0.0, -9.0)).passes(1.0, -1.0)
    assert Judged(True, None, True, (-1.0, -1.0)).passes(1.0, -1.0)
    assert Judged(True, None, True, ()).passes(1.0, -1.0)
    assert not Judged(True, None, True, (-9.0, -2.0)).passes(1.0, -1.0)
    assert Judged(True, None, False, (-9.0, -2.0)).passes(1.0, -1.0)
    assert Judged(True, "words: bâtiment", True, (1.2, 0.8)).passes(1.0, -1.0)
    assert not Judged(True, "words: bâtiment", True, (1.2, 0.7)).passes(1.0, -1.0)
    assert not Judged(True, "words: bâtiment", True, (9.0, UNLIKELY - 0.1)).passes(1.0, -1.0)
    assert not Judged(True, "words: bâtiment", True, ()).passes(1.0, -1.0)
    assert not Judged(True, "name: Tokyo", True, (9.0, 9.0)).passes(1.0, -1.0)


@pytest.mark.parametrize(
    ("evidence", "claim", "language"),
    [
        ("A 6-speed gearbox is planned.", "A six-speed gearbox is planned.", "en"),
        ("Un moteur à quatre cylindres est prévu.", "Un quatre-cylindres est prévu.", "fr"),
    ],
)
def test_what_only_looks_different_is_no_finding(
    evidence: str, claim: str, language: Language
) -> None:
    lacking = Checks(_cited(evidence), "", language, static_embedder().encode).lacking
    assert not (lacking(claim, _cited(evidence)) or "").startswith(("figure", "name"))
