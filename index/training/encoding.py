"""Make the project's encoding: ``python -m index.training.encoding --data FOLDER``.

A byte-level BPE is trained with ``tokenizers`` on as much French as English, then written as
tiktoken ranks. Same data, same file. Every 50th record of a source is held out, and the characters
per token on those are printed for the model card.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from index.encoding import ENCODING_NAME, PATTERN, RANKS_FILE, read_ranks

VOCABULARY_SIZE = 32_000  # 256 bytes and 31,744 merges
HELD_OUT_EVERY = 50


class Share(NamedTuple):
    """How many characters to take from one column of one source."""

    file: str
    column: str | int  # a JSON key, or a TSV column
    language: str
    characters: int


# About 15 million characters for each language; legal text is capped, for it is alike throughout.
SHARES = (
    Share("orangesum-articles.jsonl.gz", "article", "fr", 9_000_000),
    Share("tatoeba.en-fr.tsv.gz", 1, "fr", 3_000_000),
    Share("justice-canada.en-fr.tsv.gz", 1, "fr", 2_000_000),
    Share("news-wiki.en-fr.tsv.gz", 1, "fr", 1_200_000),
    Share("justice-canada.en-fr.tsv.gz", 0, "en", 9_000_000),
    Share("tatoeba.en-fr.tsv.gz", 0, "en", 5_000_000),
    Share("news-wiki.en-fr.tsv.gz", 0, "en", 1_200_000),
)


def records(data: Path, share: Share, *, held_out: bool) -> Iterator[str]:
    """Yield the texts of one column of one source: those to train on, or those held out."""
    with gzip.open(data / share.file, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines):
            if (number % HELD_OUT_EVERY == 0) != held_out:
                continue
            if isinstance(share.column, str):
                yield str(json.loads(line)[share.column])
            else:
                yield line.rstrip("\n").split("\t")[share.column]


def sample(data: Path, share: Share) -> Iterator[str]:
    """Yield a source's share of the training text, taken evenly from all of it."""
    total = sum(len(text) for text in records(data, share, held_out=False))
    seen = taken = 0
    for text in records(data, share, held_out=False):
        seen += len(text)
        if taken < share.characters * seen / total:
            taken += len(text)
            yield text


def train(texts: Iterator[str]) -> dict[bytes, int]:
    """Return token -> rank of a byte-level BPE of ``VOCABULARY_SIZE`` tokens."""
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split
    from tokenizers.trainers import BpeTrainer

    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = Sequence(
        [Split(Regex(PATTERN), "isolated"), ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    trainer = BpeTrainer(
        vocab_size=VOCABULARY_SIZE,
        initial_alphabet=sorted(ByteLevel.alphabet()),
        max_token_length=24,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer=trainer)
    to_byte = _bytes_of_symbols()
    by_id = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    tokens = [bytes(to_byte[symbol] for symbol in token) for token, _ in by_id]
    return {token: rank for rank, token in enumerate(tokens)}


def _bytes_of_symbols() -> dict[str, int]:
    """Return GPT-2's table: the printable character that stands for each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in printable]
    table = {chr(byte): byte for byte in printable}
    table.update({chr(256 + place): byte for place, byte in enumerate(hidden)})
    return table


def write(ranks: dict[bytes, int], path: Path) -> None:
    """Write ranks in tiktoken's text format, gzipped without a date."""
    lines = b"".join(b"%s %d\n" % (base64.b64encode(token), rank) for token, rank in ranks.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(lines, compresslevel=9, mtime=0))


def measure(data: Path, path: Path) -> Iterator[tuple[Share, float]]:
    """Yield the characters per token on the held-out records of every share."""
    import tiktoken

    encoding = tiktoken.Encoding(
        name=ENCODING_NAME, pat_str=PATTERN, mergeable_ranks=read_ranks(path), special_tokens={}
    )
    for share in SHARES:
        texts = list(records(data, share, held_out=True))
        tokens = sum(len(encoding.encode_ordinary(text)) for text in texts)
        yield share, sum(map(len, texts)) / tokens


def main() -> None:
    """Train, write and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the sources")
    parser.add_argument("--output", type=Path, default=RANKS_FILE, help="file to write")
    options = parser.parse_args()
    texts = (text for share in SHARES for text in sample(options.data, share))
    ranks = train(texts)
    write(ranks, options.output)
    print(f"{options.output}: {len(ranks)} tokens, {options.output.stat().st_size:,} bytes")
    for share, ratio in measure(options.data, options.output):
        print(f"{share.file} {share.language}: {ratio:.2f} characters per token, held out")


if __name__ == "__main__":
    main()
