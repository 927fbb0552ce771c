"""Make the bilingual lexicon: ``python -m index.training.lexicon --data FOLDER``.

IBM Model 1 (P. Brown et al., 1993) over the stems of the parallel pairs, in both directions; what
both find likely is kept. Every tenth news pair is held out, as something to measure on.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.lexical import words
from index.lexicon import LEXICON_FILE, stem, write
from index.questions import FUNCTION_WORDS
from index.training.sources import parallel
from index.types import Language

HELD_OUT_EVERY = 10  # of the news pairs
LAWS = 120_000  # pairs of the laws, which are alike throughout
LONGEST = 40  # stems of a sentence that is learnt from
RAREST = 2  # sentences a stem must be in
ITERATIONS = 5
LEAST = 0.06  # the geometric mean of both probabilities
LEAST_EITHER = 0.01  # the less likely of both
MOST = 8  # translations of a stem

Pair = tuple[str, str]
Table = dict[Language, dict[str, dict[str, float]]]
Array = NDArray[np.float32]


class Corpus(NamedTuple):
    """Stems by number, and every pair of stems that meet in a pair of sentences.

    ``cells``: the kind of each meeting, as a number into ``kinds``; ``kinds``: (kinds, 2), the
    English and the French stem, 0 for none; ``groups``: (directions, meetings), which meetings
    are rivals: those of one French word, or of one English word, in one pair of sentences.
    """

    stems: dict[Language, list[str]]
    kinds: NDArray[np.int32]
    cells: NDArray[np.int32]
    groups: tuple[NDArray[np.int32], NDArray[np.int32]]


def held_out(data: Path) -> list[Pair]:
    """News pairs that the lexicon is not learnt from: (English, French)."""
    return parallel(data)["news"][::HELD_OUT_EVERY]


def _training_pairs(data: Path) -> Iterator[list[Pair]]:
    """The pairs by domain: an act is a law in laws, a deed elsewhere."""
    pairs = parallel(data)
    yield random.Random(0).sample(pairs["law"], min(LAWS, len(pairs["law"])))
    news = [pair for number, pair in enumerate(pairs["news"]) if number % HELD_OUT_EVERY]
    yield pairs["everyday"] + news


def _stems(text: str, language: Language) -> list[str]:
    found = (w for w in words(text) if len(w) > 1 and w.isalpha() and w not in FUNCTION_WORDS)
    return list(dict.fromkeys(stem(word, language) for word in found))


def read(pairs: Iterable[Pair]) -> Corpus:
    """Number the stems that are frequent enough, and pair off those of each pair of sentences."""
    rows = [(_stems(english, "en"), _stems(french, "fr")) for english, french in pairs]
    rows = [row for row in rows if all(0 < len(side) <= LONGEST for side in row)]
    numbers: list[dict[str, int]] = []
    for side in (0, 1):
        counted = Counter(stem for row in rows for stem in row[side])
        frequent = sorted(stem for stem, count in counted.items() if count >= RAREST)
        numbers.append({"": 0, **{stem: place for place, stem in enumerate(frequent, 1)}})
    english, french = numbers
    keys: list[NDArray[np.int64]] = []
    groups: tuple[list[NDArray[np.int64]], list[NDArray[np.int64]]] = ([], [])
    ends = [0, 0]
    for row in rows:
        one = np.array([0, *(english[s] for s in row[0] if s in english)])
        other = np.array([0, *(french[s] for s in row[1] if s in french)])
        keys.append((one[:, None] * len(french) + other[None, :]).ravel())
        places = np.indices((len(one), len(other)))
        groups[0].append((places[1] + ends[0]).ravel())
        groups[1].append((places[0] + ends[1]).ravel())
        ends = [ends[0] + len(other), ends[1] + len(one)]
    kinds, cells = np.unique(np.concatenate(keys), return_inverse=True)
    return Corpus(
        {"en": list(english), "fr": list(french)},
        np.stack(np.divmod(kinds, len(french)), axis=1).astype(np.int32),
        cells.astype(np.int32),
        tuple(np.concatenate(side).astype(np.int32) for side in groups),  # type: ignore[arg-type]
    )


def model_1(corpus: Corpus, given: int) -> Array:
    """The probability of each kind's stem in one language, given its stem in the other: (kinds,).

    ``given``: 0 for English, 1 for French. The words of the language given may also be none.
    """
    from_, to = corpus.kinds[:, given], corpus.kinds[:, 1 - given]
    groups = corpus.groups[given]
    said = to[corpus.cells] > 0  # none is nobody's translation
    cells, groups = corpus.cells[said], groups[said]
    likely = (to > 0).astype(np.float32)
    for _ in range(ITERATIONS):
        shares = likely[cells]
        totals = np.bincount(groups, weights=shares)
        shares /= totals[groups].astype(np.float32)
        counts = np.bincount(cells, weights=shares, minlength=len(corpus.kinds))
        sums = np.bincount(from_, weights=counts)
        likely = (counts / np.maximum(sums[from_], 1e-9)).astype(np.float32)
    return likely


def likely_pairs(corpus: Corpus) -> dict[Pair, float]:
    """Stems that both directions find likely, with the geometric mean of both."""
    forth, back = model_1(corpus, 0), model_1(corpus, 1)
    mean = np.sqrt(forth * back)
    kept = (mean >= LEAST) & (np.minimum(forth, back) >= LEAST_EITHER)
    kept &= (corpus.kinds > 0).all(axis=1)
    english, french = corpus.stems["en"], corpus.stems["fr"]
    return {
        (english[one], french[other]): float(share)
        for (one, other), share in zip(corpus.kinds[kept], mean[kept], strict=True)
    }


def table(pairs: Mapping[Pair, float]) -> Table:
    """The likeliest translations: by language, stem, stem of the other language."""
    found: Table = {"en": {}, "fr": {}}
    for (english, french), share in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        for side, one, other in ((found["en"], english, french), (found["fr"], french, english)):
            if len(side.setdefault(one, {})) < MOST:
                side[one][other] = share
    return found


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the sources")
    parser.add_argument("--output", type=Path, default=LEXICON_FILE, help="file to write")
    options = parser.parse_args()
    likely: dict[Pair, float] = {}
    for pairs in _training_pairs(options.data):
        for pair, share in likely_pairs(read(pairs)).items():
            likely[pair] = max(share, likely.get(pair, 0.0))
    found = table(likely)
    write(found, options.output)
    print(
        f"{options.output}: {len(found['en'])} English and {len(found['fr'])} French stems, "
        f"{sum(map(len, found['en'].values()))} translations, "
        f"{options.output.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
