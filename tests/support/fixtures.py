"""Fixtures that modules of tests share. A module of tests names this one in ``pytest_plugins``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.records.local import new_id
from assistant.ui.workspaces import Workspaces
from tests.support import chat_server as acts
from tests.support.chat_server import chat_server
from tests.support.cross_encoder import small_cross_encoder
from tests.support.server_model import HOSTED_KEY, MESSAGES, at
from tests.support.workspaces import Make, contents

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

    from assistant import Assistant
    from assistant.ui.workspaces.workspace import Workspace


@pytest.fixture
def served(tmp_path: Path, seeds: Path) -> Iterator[Path]:
    """A folder with the seeds, which a page serves; it must be unchanged when the test ends."""
    folder = shutil.copytree(seeds, tmp_path / "served")
    before = contents(folder)
    yield folder
    if folder.exists() and not (folder / "changed").exists():  # by a test that changes it itself
        assert contents(folder) == before


@pytest.fixture
def make(tmp_path: Path, served: Path, assistant: Assistant) -> Iterator[Make]:
    """Makes the workspaces over the served folder, whose shared assistant is that of the seeds."""
    made = []

    def workspaces(**options: object) -> Workspaces:
        made.append(Workspaces(assistant, served, root=tmp_path / "root", **options))  # type: ignore[arg-type]
        return made[-1]

    yield workspaces
    for one in made:
        one.close()


@pytest.fixture
def workspace(make: Make) -> Workspace:
    """That of one user."""
    return make().of(new_id())


@pytest.fixture(scope="module")
def asked_once() -> None:
    """A first request has been made: with it, a process imports half of what makes requests."""
    with chat_server(acts.says("yes")) as server:
        at(server).complete(MESSAGES)


@pytest.fixture
def hosted_key(asked_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment has a hosted provider's key, and nothing waits long to try again."""
    from assistant.models import langchain_models

    monkeypatch.setenv("OPENAI_API_KEY", HOSTED_KEY)
    monkeypatch.setattr(langchain_models, "RETRY_PAUSES", (0.01, 0.02))


@pytest.fixture(scope="module")
def reranker_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small cross-encoder."""
    return small_cross_encoder(tmp_path_factory.mktemp("models") / "cross-encoder")


@pytest.fixture(scope="module")
def cross_encoder(reranker_folder: Path) -> CrossEncoder:
    """The same, as sentence-transformers reads it."""
    from sentence_transformers import CrossEncoder

    model: CrossEncoder = CrossEncoder(str(reranker_folder), local_files_only=True, device="cpu")
    return model
