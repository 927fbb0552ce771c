"""Claims in other words than their evidence: the cross-encoders read what rules cannot follow."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from assistant.grounding import entailment
from assistant.grounding.checks import Checks
from assistant.grounding.entailment import LEAST, carried, may_be_overruled, overruled
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


def _judged(claim: str, odds: float | None, evidence: str = EVIDENCE) -> Checked:
    vectors = static_embedder().encode
    grounder = Grounder(_cited(evidence), "", "fr", vectors, carried=lambda *_: odds)
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
    said, not_said = carried(honest, _cited()), carried(false, _cited())
    assert said is not None
    assert not_said is not None
    assert said > not_said


def test_a_word_without_a_counterpart_may_be_overruled() -> None:
    claim = "Le constructeur recrutera à Lille [1]."
    assert _judged(claim, -9).reason == "words: recrutera"
    assert _judged(claim, None).reason == "words: recrutera"
    assert _judged(claim, LEAST).supported


def test_both_have_to_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
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
    assert carried("Une usine ouvrira.", _cited()) == 2.0
    said["second"] = -1.0
    assert carried("Une usine ouvrira.", _cited()) == -1.0
    read.clear()
    said["first"] = LEAST - 0.1
    assert carried("Une usine ouvrira.", _cited()) == LEAST - 0.1
    assert read == ["first"]


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
    reason = _judged(claim, 99).reason
    assert reason is not None
    assert reason.startswith(kind)


def test_a_refusal_is_not_overruled() -> None:
    assert _judged("L'article ne précise pas le salaire des dompteurs [1].", 99).refusal


def test_what_cannot_be_read_whole_is_not_read() -> None:
    assert carried("Oui. " * 100, _cited()) is None
    assert carried("☃", _cited()) is None
    assert carried("Une usine ouvrira.", _cited(EVIDENCE * 20)) is None
    elsewhere = replace(_cited()[0], source="b.txt")
    assert carried("Une usine ouvrira.", [*_cited(), elsewhere]) is None


def test_only_words_without_a_counterpart_are_read() -> None:
    read: list[str] = []

    def carrying(claim: str, _: object) -> float:
        read.append(claim)
        return 99.0

    assert not overruled("name: Tokyo", "À Tokyo.", _cited(), carrying)
    assert not overruled("nothing said", "Oui.", _cited(), carrying)
    assert overruled("words: bâtiment", "Un bâtiment.", _cited(), carrying)
    assert read == ["Un bâtiment."]


def test_a_claim_passes_by_rules_or_by_reading() -> None:
    assert Judged(True, None, -9.0).passes(1.0)
    assert Judged(True, "words: bâtiment", 1.0).passes(1.0)
    assert not Judged(True, "words: bâtiment", 0.9).passes(1.0)
    assert not Judged(True, "words: bâtiment", None).passes(1.0)
    assert not Judged(True, "name: Tokyo", 9.0).passes(1.0)


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
