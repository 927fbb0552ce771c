"""The project's own encoding: it counts tokens alike on every machine, with no network.

A byte-level BPE for French and English, in tiktoken's terms; ``index.training.encoding`` makes it.
The file is tiktoken's text format (``base64 token, space, rank`` on each line), gzipped. It is
parsed here because ``tiktoken.load`` caches by path in a temporary folder and reads that back
after the file has changed.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

ENCODING_NAME = "verbatim-32k"
RANKS_FILE = Path(__file__).parent / "models" / "encoding" / f"{ENCODING_NAME}.tiktoken.gz"

# Elided words (l', d', qu') are pieces of their own, so that a noun has one form with and without.
PATTERN = (
    r"""'(?:[sStTmMdD]|[rR][eE]|[vV][eE]|[lL][lL])(?!\p{L})"""
    r"""| ?(?:[cdjlmnstCDJLMNST]|(?:[Ll]ors|[Pp]uis|[Jj]us)?[Qq]u)['’](?=\p{L})"""
    r"""|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+"""
    r"""| ?\p{N}{1,4}"""
    r"""| ?[^\s\p{L}\p{N}]+[\r\n]*"""
    r"""|\s*[\r\n]+"""
    r"""|\s+(?!\S)"""
    r"""|\s+"""
)

# The tokenizer's time grows faster than the length of one unbroken run of letters.
_WINDOW = 20_000


def read_ranks(path: Path = RANKS_FILE) -> dict[bytes, int]:
    """Return the rank of every token of an encoding file; lower ranks merge first."""
    with gzip.open(path, "rb") as lines:
        pairs = (line.split() for line in lines)
        return {base64.b64decode(token): int(rank) for token, rank in pairs}


@lru_cache(maxsize=1)
def encoding() -> tiktoken.Encoding:
    """Return the encoding; read once in a process."""
    import tiktoken

    return tiktoken.Encoding(
        name=ENCODING_NAME, pat_str=PATTERN, mergeable_ranks=read_ranks(), special_tokens={}
    )


def count_tokens(text: str) -> int:
    """Return the number of tokens of ``text``.

    Exact up to 20,000 characters; a longer text is counted in windows of that size, which can
    differ by a token at each window's edge.
    """
    encode = encoding().encode_ordinary
    if len(text) <= _WINDOW:
        return len(encode(text))
    return sum(len(encode(text[i : i + _WINDOW])) for i in range(0, len(text), _WINDOW))


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Return a hex hash (16 bytes) of all that decides how a text is cut into tokens."""
    state = hashlib.blake2b(digest_size=16)
    ranks = gzip.decompress(RANKS_FILE.read_bytes())
    for part in (ENCODING_NAME.encode(), PATTERN.encode(), ranks):
        state.update(len(part).to_bytes(8, "big") + part)
    return state.hexdigest()
