"""Measure what the cross-encoders may overrule of what the rules find in claims.

    python -m assistant.training.grounding --data FOLDER

`LEAST` of `assistant.grounding.entailment` is chosen by what this prints for the claims on the
development articles: how many honest and how many false ones pass, by the least log odds.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.grounding.checks import Checks
from assistant.grounding.entailment import LEAST, carried, may_be_overruled
from assistant.training.claims import Claim, claims, sentences_at
from assistant.training.figures import ranked_above
from index.embedding import static_embedder

TRIED = (np.inf, 1.5, LEAST, 1.2, 1.1, 1.0, 0.5)


class Judged(NamedTuple):
    """A claim, what the rules found, and the lower log odds of the two cross-encoders'."""

    honest: bool
    found: str | None
    odds: float | None  # None if not read

    def passes(self, least: float) -> bool:
        """Whether the claim is taken as carried."""
        if self.found is None:
            return True
        return may_be_overruled(self.found) and self.odds is not None and self.odds >= least


def judged(claim: Claim) -> Judged:
    """Check a claim by the rules, and read it."""
    cited = sentences_at(claim.given, claim.cited)
    checks = Checks(claim.given, "", claim.language, static_embedder().encode)
    found = checks.lacking(claim.text, cited)
    return Judged(claim.honest, found, carried(claim.text, cited, -np.inf))


def report(name: str, found: Sequence[Judged]) -> None:
    """Print how many claims pass, and how well the log odds alone tell honest from false ones."""
    honest = np.array([one.honest for one in found])
    read = np.array([one.odds is not None for one in found])
    odds = np.array([one.odds or 0.0 for one in found], dtype=np.float32)
    print(
        f"{name}: {honest.sum()} honest claims, {(~honest).sum()} false ones; "
        f"AUC of the log odds {ranked_above(odds[read], honest[read]):.3f}"
    )
    for least in TRIED:
        passed = np.array([one.passes(least) for one in found])
        print(
            f"  from {least} on: {passed[honest].sum()} honest pass, {passed[~honest].sum()} false"
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


if __name__ == "__main__":
    main()
