"""Measure what the cross-encoders may overrule of what the rules find in claims.

    python -m assistant.training.grounding --data FOLDER

`AFFIRMED` and `DENIED` of `assistant.grounding.entailment` are chosen by what this prints for the
claims on the development articles and pages: how many honest and how many false ones pass, by the
mean log odds from which on a claim is affirmed, and below which it is denied.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.grounding.checks import Checks
from assistant.grounding.entailment import (
    AFFIRMED,
    AFFIRMING,
    DENIED,
    DENYING,
    READERS,
    is_affirmed,
    is_denied,
    may_be_denied,
    may_be_overruled,
    readings,
)
from assistant.grounding.figure_wordings import with_figures_of
from assistant.training.claims import Claim, claims, page_claims, sentences_at
from assistant.training.figures import ranked_above
from index.embedding import static_embedder

TRIED = (
    (np.inf, -np.inf),
    *((affirmed, -np.inf) for affirmed in (2.0, 1.8, AFFIRMED, 1.5, 1.3, 1.0)),
    *((AFFIRMED, denied) for denied in (-2.0, -1.5, -1.25, DENIED, -0.75, -0.5)),
)


class Judged(NamedTuple):
    """A claim, what the rules found, and what the cross-encoders said."""

    honest: bool
    found: str | None
    deniable: bool  # its evidence can be read by itself
    odds: tuple[float, ...]  # by each of them; fewer if it was not read

    def passes(self, affirmed: float, denied: float) -> bool:
        """Whether the claim is taken as carried."""
        if self.found is None:
            return not (self.deniable and is_denied(self.odds, denied))
        return may_be_overruled(self.found) and is_affirmed(self.odds, affirmed)


def judged(claim: Claim) -> Judged:
    """Check a claim by the rules, and read it."""
    cited = sentences_at(claim.given, claim.cited)
    checks = Checks(claim.given, "", claim.language, static_embedder().encode)
    found = checks.lacking(claim.text, cited)
    read = with_figures_of((sentence.text for sentence in cited), claim.text, claim.language)
    said = tuple(readings(read, cited, AFFIRMING if found else DENYING))
    return Judged(claim.honest, found, may_be_denied(cited), said)


def report(name: str, found: Sequence[Judged]) -> None:
    """Print how many claims pass, and how well the mean log odds tell what the rules leave open."""
    honest = np.array([one.honest for one in found])
    left_open = [one for one in found if one.found and may_be_overruled(one.found)]
    read = [one for one in left_open if len(one.odds) == READERS]
    odds = np.array([np.mean(one.odds) for one in read], dtype=np.float32)
    auc = ranked_above(odds, np.array([one.honest for one in read]))
    print(
        f"{name}: {honest.sum()} honest claims, {(~honest).sum()} false ones; "
        f"of {len(read)} that the rules leave open AUC {auc:.3f}"
    )
    for affirmed, denied in TRIED:
        passed = np.array([one.passes(affirmed, denied) for one in found])
        print(
            f"  affirmed from {affirmed}, denied below {denied}: "
            f"{passed[honest].sum()} honest pass, {passed[~honest].sum()} false"
        )


def main() -> None:
    """Read the claims of the development articles and of those reported on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    arguments = parser.parse_args()
    for part in ("dev", "report"):
        written = claims(arguments.data, part)
        for name, near in (("freely worded", False), ("near copies", True)):
            report(f"{part}, {name}", [judged(one) for one in written if one.near == near])
        report(f"{part}, on pages", [judged(one) for one in page_claims(part)])


if __name__ == "__main__":
    main()
