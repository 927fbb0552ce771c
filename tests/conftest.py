"""What holds for every test: no network, no one's home folder, and one index of the seeds."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

GUARD = Path(__file__).parent / "guard"
SCRATCH = Path(tempfile.mkdtemp(prefix="verbatim-tests-"))
GUARD_LOG = SCRATCH / "network.log"
LONGEST = ("test_questions", "test_browser")  # how the names of the files begin that take longest

# Before anything is imported that reads them.
for variable in [name for name in os.environ if name.startswith("ASSISTANT_")]:
    del os.environ[variable]
os.environ.update(
    HOME=str(SCRATCH / "home"),
    XDG_CACHE_HOME=str(SCRATCH / "cache"),
    HF_HOME=str(SCRATCH / "hub"),
    HF_HUB_OFFLINE="1",
    GRADIO_ANALYTICS_ENABLED="False",
    PYTHONPATH=os.pathsep.join([str(GUARD), str(GUARD.parent.parent)]),
    NETWORK_GUARD_LOG=str(GUARD_LOG),
    PYTHONUTF8="1",
)
sys.path.insert(0, str(GUARD))

import network_guard  # noqa: E402

network_guard.install()

if TYPE_CHECKING:
    from assistant import Assistant


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: begun last, one would be at work alone when all others are done."""
    items.sort(key=lambda item: not item.path.name.startswith(LONGEST))


@pytest.fixture(autouse=True)
def _nothing_leaves_this_machine() -> Iterator[None]:
    GUARD_LOG.unlink(missing_ok=True)
    yield
    assert not GUARD_LOG.exists(), GUARD_LOG.read_text(encoding="utf-8")


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small index of a test is searched as a large one is, through Chroma."""
    import index.generation

    monkeypatch.setattr(index.generation, "COMPARED", -1)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two shipped articles."""
    from assistant.data import data_dir

    return data_dir("seeds")


@pytest.fixture(scope="session")
def index_dir() -> Path:
    """Where the index of the shipped articles is; made by ``assistant``."""
    return SCRATCH / "seeds-index"


@pytest.fixture(scope="session")
def assistant(seeds: Path, index_dir: Path) -> Assistant:
    """An assistant over the shipped articles; one for all tests, none of which changes it."""
    from assistant import Assistant

    return Assistant.open(seeds, index_dir=index_dir)


@pytest.fixture(scope="module")
def read_once(assistant: Assistant) -> Iterator[None]:
    """While a module's tests run, a question that is asked again is not read again."""
    from functools import cache

    from assistant import embedded

    look, once = embedded.look, cache(embedded.look)

    def looked(text: str, index: Any, language: Any, sources: Any, reranker: Any) -> Any:
        read = once if sources is None else look
        return read(text, index, language, sources, reranker)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded, "look", looked)
        yield


def pytest_unconfigure() -> None:
    import shutil

    shutil.rmtree(SCRATCH, ignore_errors=True)
