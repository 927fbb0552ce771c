"""Close reading: what each cross-encoder says of the sentences that it has read."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.reader.attending import FIRST, SECOND, Close, attend
from assistant.reader.cross_encoder import second_cross_encoder
from assistant.reader.glancing import Glance
from assistant.reader.questions import read_question
from assistant.reader.windows import windows
from index.unseen import sentence_texts
from tests.support.candidates import candidates_of

SENTENCES = (
    "Fermé pour travaux, le musée de Nantes rouvrira ses portes le 23 juin.",
    "Les travaux ont coûté 48 millions d'euros, payés pour moitié par la ville.",
    "L'entrée sera gratuite le premier dimanche de chaque mois.",
)
QUESTION = read_question("Combien les travaux du musée ont-ils coûté ?", "fr")


@pytest.fixture(scope="module")
def close() -> Close:
    found = candidates_of("Le musée de Nantes rouvre", SENTENCES)
    scores = np.array([0.0, 2.0, -1.0], np.float32)
    nothing = np.zeros(len(found), np.float32)
    return attend(QUESTION, Glance(found, scores, nothing, nothing.astype(bool), 1.0))


def test_the_score_is_the_mean_of_both(close: Close) -> None:
    assert close.said.shape == (2, len(SENTENCES))
    assert not np.isnan(close.said).any()
    assert close.scores == pytest.approx(close.said.mean(axis=0))
    assert int(close.scores.argmax()) == 1


def test_the_first_alone_where_the_second_has_not_read(close: Close) -> None:
    said = close.said.copy()
    said[SECOND, 0] = np.nan
    assert Close(close.candidates, said).scores[0] == said[FIRST, 0]
    said[FIRST, 0] = np.nan
    assert np.isnan(Close(close.candidates, said).scores[0])


def test_the_likely_answer_is_what_the_second_finds(close: Close) -> None:
    second, passage = second_cross_encoder(), close.candidates[0].hit.passage
    (window,) = windows(second.vocabulary, passage.title, sentence_texts(passage))
    (reading,) = second.read(QUESTION.text, [window])
    assert [one.answer for one in close.candidates] == [reading.answer(n) for n in range(3)]
    likely = close.candidates[1].answer
    assert likely
    assert "48 millions" in SENTENCES[1][likely.span.start : likely.span.end]
