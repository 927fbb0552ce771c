"""Names of the files that users add: those that lead elsewhere or mislead are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.workspaces.names import RefusedError, checked_name, free_name

NOT_A_NAME = {
    "../x.txt": "name_path",
    "a/b.txt": "name_path",
    "/etc/x.txt": "name_path",
    "..\\x.txt": "name_path",
    "C:x.txt": "name_path",
    "Ｃ：x.txt": "name_path",
    "x\0.txt": "name_path",
    "a／b.txt": "name_path",  # NFKC: a slash
    "‥": "name_hidden",  # NFKC: two full stops
    "．．": "name_hidden",
    "..": "name_hidden",
    ".x.txt": "name_hidden",
    " .x.txt": "name_hidden",
    "": "name_hidden",
    " ": "name_hidden",
    "a\nb.txt": "name_invisible",
    "a\x1b[2J.txt": "name_invisible",
    "a\u202etxt.md": "name_invisible",
    "a\u200b.txt": "name_invisible",
    "a\u2028.txt": "name_invisible",
    "a\ud800.txt": "name_invisible",
    "CON.txt": "name_reserved",
    "nul": "name_reserved",
    "Lpt1.tar.txt": "name_reserved",
    "é" * 99 + ".txt": "name_long",
}


@pytest.mark.parametrize(("name", "reason"), NOT_A_NAME.items())
def test_names_that_are_refused(name: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        checked_name(name)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "name",
    [
        "a.txt",
        "L’été : « où » ? (2).md",
        "<img src=x onerror=alert(1)>.txt",
        "con-grès.txt",
        "日本.txt",
    ],
)
def test_names_that_are_kept(name: str) -> None:
    assert checked_name(name) == name


@given(st.text() | st.text(alphabet="./\\:.. aC\0"))
def test_no_name_leaves_its_folder(name: str) -> None:
    folder = Path("/uploads")
    try:
        checked = checked_name(name)
    except RefusedError:
        return
    path = Path(os.path.normpath(folder / checked))
    assert path.parent == folder
    assert path.name == checked
    assert len(checked.encode()) <= 200


def test_taken_names_are_numbered() -> None:
    assert free_name("a.txt", ["b.txt"]) == "a.txt"
    assert free_name("a.txt", ["A.TXT", "a (2).txt"]) == "a (3).txt"
