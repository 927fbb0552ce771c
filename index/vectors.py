"""What the index asks of a vector store. `index.store` has the one there is, Chroma's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class FormerVectors(NamedTuple):
    """The vectors of the generation before, to start from."""

    path: Path
    ids: Sequence[str]
    deleted: int  # vectors deleted since its graph was made from nothing


class VectorStore(ABC):
    """The passages' vectors in a folder, under the passages' ids."""

    @abstractmethod
    def __init__(self, path: Path) -> None:
        """Open the folder for reading."""

    @classmethod
    @abstractmethod
    def write(
        cls,
        path: Path,
        ids: Sequence[str],
        embed: Callable[[Sequence[str]], NDArray[np.float32]],
        former: FormerVectors | None,
        progress: Callable[[int, int], None],
    ) -> int:
        """Make the folder ``path`` with the vectors of these ids; check that all are there.

        ``embed`` gives the vectors for some of the ids: (n, dimension). ``progress`` is told how
        many are done, of how many. Returns ``deleted`` for the next generation's `FormerVectors`.
        Raises IndexDamagedError.
        """

    @classmethod
    @abstractmethod
    def live_files(cls, path: Path) -> set[Path]:
        """The files in a finished folder that change even when it is only read."""

    @abstractmethod
    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """(passage id, cosine), best first; ``limit`` is at most the number of vectors."""

    @abstractmethod
    def check(self, count: int, probes: Sequence[str]) -> bool:
        """Tell whether vectors are found again; ``probes`` are ids of a few that are looked for.

        Where very many are the same, a graph may not lead to the others. Raises IndexDamagedError
        unless there are so many vectors.
        """

    @abstractmethod
    def close(self) -> None:
        """Let the folder go."""
