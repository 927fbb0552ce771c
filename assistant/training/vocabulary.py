"""Choose the tokens that the second cross-encoder reads, and write them with their vectors.

    python -m assistant.training.vocabulary --data FOLDER

Of the 250,000 pieces of the pretrained model's vocabulary those are kept that French and English
texts are made of, the most frequent first, and all single letters. A word of which a piece is left
out is read in smaller ones.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from assistant.reader.cross_encoder import SECOND
from assistant.reader.vocabulary import TOKENIZER, VECTORS
from assistant.training.pretrained import BLOCK, Pretrained, pretrained
from index.training import sources

TOKENS = 24_000  # 99.8 % of what French news is made of
WEIGHTS = {"articles": 1.0, "french": 0.5, "english": 0.7}  # of what is counted
SENTENCES = {"everyday": 60_000, "law": 30_000, "news": 10_000}  # parallel ones of each source
LETTERS = 0x250  # Latin letters and what stands among them
SIGNS = "€–—…«»“”‘’•™°₂→"
_BATCH = 2_000  # texts
_MARK = re.compile("</?[a-z]+>")


def main() -> None:
    """Choose and write."""
    parser = argparse.ArgumentParser(description="Choose the tokens that the reader reads.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--out", type=Path, default=SECOND)
    arguments = parser.parse_args()
    write(pretrained(), frequencies(arguments.data, pretrained()), arguments.out)
    print(f"written to {arguments.out}")


def texts(data: Path) -> dict[str, list[str]]:
    """What the pieces are counted in."""
    draw = random.Random(1)
    pairs = [
        pair
        for source, count in SENTENCES.items()
        for pair in draw.sample(sources.parallel(data)[source], count)
    ]
    asked = sources.news_questions("train")
    articles = [sources.news_text(row) for row in sources.news(data)]
    articles += [paragraph.text for paragraph in sources.piaf(data, "train")]
    articles += [f"{paragraph.text} {paragraph.title}" for paragraph in sources.afriqa(data)]
    english = [paragraph.text for paragraph in sources.squad(data)]
    return {
        "articles": articles,
        "french": [question.fr for question in asked] + [pair[1] for pair in pairs],
        "english": [question.en for question in asked] + [pair[0] for pair in pairs] + english,
    }


def frequencies(data: Path, model: Pretrained) -> Counter[int]:
    """How much of the texts each piece makes, weighted by what they are."""
    everything = _tokenizer(list(zip(model.pieces, model.scores, strict=True)), model.unknown)
    found: Counter[int] = Counter()
    for name, some in texts(data).items():
        counts: Counter[int] = Counter()
        for first in range(0, len(some), _BATCH):
            for encoding in everything.encode_batch(some[first : first + _BATCH], False):
                counts.update(encoding.ids)
        for piece, count in counts.items():
            found[piece] += WEIGHTS[name] * count / counts.total()  # type: ignore[assignment]
    return found


def chosen(model: Pretrained, frequency: Counter[int], count: int = TOKENS) -> list[int]:
    """The pieces that are kept: those that begin, end and stand for what is unknown, then others
    in their order."""
    first = [model.begin, model.end, model.unknown]
    marks = {number for number, piece in enumerate(model.pieces) if _MARK.fullmatch(piece)}
    letters = [
        number
        for number, piece in enumerate(model.pieces)
        if len(piece) == 1 and (number in frequency or ord(piece) < LETTERS or piece in SIGNS)
    ]
    ordered = [*letters, *(piece for piece, _ in frequency.most_common())]
    kept = [piece for piece in dict.fromkeys(ordered) if piece not in marks]
    return first + sorted(kept[: count - len(first)])


def write(model: Pretrained, frequency: Counter[int], folder: Path, count: int = TOKENS) -> None:
    """Write the tokenizer and the vectors of its tokens, as they are kept in the model's file."""
    kept = chosen(model, frequency, count)
    tokenizer = _tokenizer([(model.pieces[n], model.scores[n]) for n in kept], 2)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    halves, scales = model.blocks("emb.word")
    of_token = model.width // BLOCK
    np.savez(
        folder / VECTORS,
        halves=halves.reshape(-1, of_token, BLOCK // 2)[kept],
        scales=scales.reshape(-1, of_token)[kept],
    )


def _tokenizer(pieces: Sequence[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always")
    return tokenizer


if __name__ == "__main__":
    main()
