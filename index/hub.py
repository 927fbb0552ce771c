"""Where a sentence-transformers model that is named comes from: a folder, this machine or the hub.

Nothing here imports sentence_transformers or torch: whoever names a model that is nowhere learns it
before these are loaded.
"""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from threading import Thread

from index.errors import VerbatimError

HUB_SECONDS = 4.0  # how long the model hub may take to say that it is there
_WEIGHTS = frozenset({".safetensors", ".bin"})


def located(name: str, kind: str, refused: type[VerbatimError]) -> tuple[str, bool]:
    """What to load the model from, a folder or its name, and whether it is on this machine.

    ``kind`` says what it is in the message ("embedder"). Raises ``refused`` within about 5 seconds
    when it is nowhere: neither a folder nor in the hub's cache, and the hub does not offer it.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return str(folder), True
    if _cached(name):
        return name, True
    try:
        _ask_hub(name)
    except Exception as error:
        raise refused(
            f"The {kind} {name!r} is neither a folder nor on this machine, and the model hub did "
            "not offer it. Check the name, or download the model where the hub is in reach and "
            "name its folder."
        ) from error
    return name, False


def _cached(name: str) -> bool:
    """Whether the hub's cache has its weights, which come last: a download may have been ended."""
    from huggingface_hub import snapshot_download

    try:
        folder = snapshot_download(name, local_files_only=True)
    except Exception:
        return False
    return any(file.suffix in _WEIGHTS for file in Path(folder).rglob("*"))


def _ask_hub(name: str) -> None:
    """Raises what the hub's client raises, or TimeoutError, when the hub does not have it."""
    from huggingface_hub import HfApi

    answer: Future[object] = Future()

    def ask() -> None:
        try:
            answer.set_result(HfApi().model_info(name, timeout=HUB_SECONDS - 1))
        except Exception as error:
            answer.set_exception(error)

    # Its client may try several times; a daemon keeps no process from its end meanwhile.
    Thread(target=ask, daemon=True).start()
    answer.result(HUB_SECONDS)
