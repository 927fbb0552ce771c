"""The guard itself: without it, "no socket to the outside" would be a claim."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from network_guard import LOG_VARIABLE, OutsideError


@pytest.fixture
def log() -> Iterator[Path]:
    """The log of attempts, emptied before the check that follows every test."""
    path = Path(os.environ[LOG_VARIABLE])
    yield path
    path.unlink(missing_ok=True)


def test_connection_and_look_up_are_refused(log: Path) -> None:
    with socket.socket() as outside, pytest.raises(OutsideError):
        outside.connect_ex(("192.0.2.1", 80))
    with pytest.raises(OutsideError):
        socket.getaddrinfo("example.org", 443)
    assert len(log.read_text().splitlines()) == 2


def test_loopback_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_child_process_is_guarded(log: Path) -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert child.returncode != 0
    assert "OutsideError" in child.stderr
    assert log.exists()
