"""What the check of written sentences lets through, on articles and pages nothing was made on.

    python -m tests.benchmarks.grounding --data FOLDER [--limit 1000]

The sentences are those of `assistant.training.claims` on the news articles and on the pages that
are reported on. The articles are not part of the repository.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.grounding.grounder import Grounder
from assistant.training.claims import HONEST, Claim, claims, page_claims
from index.embedding import static_embedder


def passes(claim: Claim) -> bool:
    """Whether the sentence would be shown."""
    grounder = Grounder(claim.given, "", claim.language, static_embedder().encode)
    marks = " " + "".join(f"[{number}]" for number in claim.cited)
    judged = [*grounder.feed(claim.text.rstrip(".") + marks + "."), *grounder.finish()]
    return bool(judged) and all(checked.supported for checked in judged)


def measure(name: str, written: Sequence[Claim]) -> None:
    """Print how many pass of the honest sentences, and of the false ones, by what is wrong."""
    all_of, passed = Counter[str](), Counter[str]()
    began = time.perf_counter()
    for claim in written:
        all_of[claim.kind] += 1
        passed[claim.kind] += passes(claim)
    milliseconds = 1000 * (time.perf_counter() - began) / max(1, all_of.total())
    false, let_through = all_of.total() - all_of[HONEST], passed.total() - passed[HONEST]
    print(f"{name}: honest sentences let through: {passed[HONEST]} of {all_of[HONEST]}")
    print(f"  false ones: {let_through} of {false}; {milliseconds:.0f} ms a sentence")
    for kind, count in all_of.most_common():
        if kind != HONEST:
            print(f"    {kind}: {passed[kind]} of {count}")


def main() -> None:
    """Measure claims in free words and near copies of their evidence, on news and on pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--limit", type=int, default=1_000, help="claims of either, at most")
    arguments = parser.parse_args()
    written = claims(arguments.data, "report")
    for name, near in (("freely worded", False), ("near copies", True)):
        measure(name, [claim for claim in written if claim.near == near][: arguments.limit])
    measure("on pages", page_claims("report"))


if __name__ == "__main__":
    main()
