"""Whether a sentence tells of something else than is asked about: all that rules can see of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.reader.candidates import Candidate
from assistant.reader.elsewhere.circumstances import at_another_time_or_place
from assistant.reader.elsewhere.opposites import tells_opposite
from assistant.reader.elsewhere.ordinals import out_of_order
from assistant.reader.elsewhere.series import of_another
from assistant.reader.questions import Question

_RULES = (at_another_time_or_place, of_another, out_of_order, tells_opposite)


def tells_elsewhere(question: Question, found: Sequence[Candidate]) -> NDArray[np.bool_]:
    """Of each candidate, whether it tells of something else than is asked about: (candidates,).

    Of another time or place, of another one of a series or in order, or of the opposite.
    """
    told: NDArray[np.bool_] = np.any([rule(question, found) for rule in _RULES], axis=0)
    return told
