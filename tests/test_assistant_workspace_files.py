"""Files and folders that a user adds: what is taken, what is refused and why, what is copied."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from assistant.records.local import new_id
from assistant.ui.workspaces.mirror import mirror
from assistant.ui.workspaces.workspace import Limits, Workspace
from tests.support.workspaces import ARTICLE, BAIC, OTHER, USINE, Make, contents, sources

pytest_plugins = ["tests.support.fixtures"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", ARTICLE, "type"),
        ("a", ARTICLE, "type"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.txt", b"%PDF-1.7 x", "binary"),
        ("a.txt", b"\x00\x01\x02abc", "binary"),
        ("a.txt", b"--- !", "binary"),
        ("a.txt", b"a" * 10_000_001, "size"),
        ("README.md", ARTICLE, "about"),
        ("../a.txt", ARTICLE, "name_path"),
        (".a.txt", ARTICLE, "name_hidden"),
        ("e\u0301.txt", ARTICLE, "added"),
    ],
)
def test_what_is_refused(
    tmp_path: Path, workspace: Workspace, name: str, data: bytes, reason: str
) -> None:
    (outcome,) = workspace.add_files([(name, data)])
    assert outcome.reason == reason
    assert outcome.accepted == (reason == "added")
    assert outcome.say("fr")
    assert outcome.say("en")
    assert workspace.private == outcome.accepted
    written = [p for p in (tmp_path / "root").rglob("*") if p.is_file() and p.suffix != ".json"]
    assert [p.name for p in written] == (["é.txt"] if outcome.accepted else [])


def test_a_served_article_is_not_added_again_unless_it_is_left_out(
    workspace: Workspace, seeds: Path
) -> None:
    data = (seeds / USINE).read_bytes()
    (outcome,) = workspace.add_files([("copie.txt", data)])
    assert (outcome.reason, outcome.values) == ("same", {"source": USINE})
    assert not workspace.private
    workspace.remove(USINE)
    (outcome,) = workspace.add_files([("copie.txt", data)])
    assert outcome.accepted


def test_one_refusal_stops_no_other(tmp_path: Path, make: Make) -> None:
    workspace = make(limits=Limits(files=2, total_bytes=len(ARTICLE) + len(OTHER))).of(new_id())
    path = tmp_path / "upload"
    path.write_bytes(ARTICLE)
    third = b"Un troisieme article sur la meteo du jour.\n"
    outcomes = workspace.add_files(
        [
            ("a.txt", path),
            ("gone.txt", tmp_path / "gone"),
            ("same.txt", ARTICLE),
            ("big.txt", OTHER + b"x"),
            ("A.txt", OTHER),
            ("c.txt", third),
        ]
    )
    assert [(o.source, o.reason) for o in outcomes] == [
        ("uploads/a.txt", "added"),
        (None, "unreadable"),
        (None, "same"),
        (None, "total"),
        ("uploads/A (2).txt", "added"),
        (None, "number"),
    ]
    assert outcomes[2].say("en") == "already among the articles, as uploads/a.txt"


def test_a_folder_is_added_and_followed(tmp_path: Path, make: Make, served: Path) -> None:
    workspace = make(folders_allowed=True).of(new_id())
    folder = tmp_path / "Presse 2024.05"
    folder.mkdir()
    (folder / "pont.txt").write_bytes(ARTICLE)
    (folder / "secret.txt").symlink_to("/etc/passwd")
    outcome = workspace.add_folder(str(folder))
    assert outcome.source == "folders/Presse 2024.05"
    assert workspace.folders() == {outcome.source: str(folder)}
    workspace.refresh()
    assert sources(workspace) == [f"{outcome.source}/pont.txt", BAIC, USINE]
    (folder / "gare.txt").write_bytes(OTHER)
    workspace.remove(f"{outcome.source}/pont.txt")
    workspace.refresh()
    assert sources(workspace) == [f"{outcome.source}/gare.txt", BAIC, USINE]
    assert workspace.remove(outcome.source).accepted
    assert workspace.chosen() == [BAIC, USINE]
    assert not workspace.private
    assert (folder / "pont.txt").read_bytes() == ARTICLE


def test_folders_that_are_refused(tmp_path: Path, make: Make, served: Path) -> None:
    workspaces = make(folders_allowed=True, limits=Limits(folder_files=1))
    workspace = workspaces.of(new_id())
    (tmp_path / "empty").mkdir()
    (tmp_path / "large").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "large" / name).write_bytes(ARTICLE)
    (served / "inside").mkdir()
    for path, reason in [
        ("", "folder_missing"),
        ("\0", "folder_missing"),
        (str(tmp_path / "none"), "folder_missing"),
        (str(tmp_path / "large" / "a.txt"), "folder_missing"),
        (str(tmp_path / "empty"), "folder_empty"),
        (str(tmp_path / "large"), "folder_large"),
        (str(served), "folder_overlaps"),
        (str(served / "inside"), "folder_overlaps"),
        ("/", "folder_overlaps"),
        (str(tmp_path / "empty" / ".." / "served"), "folder_overlaps"),
    ]:
        outcome = workspace.add_folder(path)
        assert (outcome.source, outcome.reason) == (None, reason), path
        assert outcome.say("fr")
    assert not workspace.private
    refused = make().of(new_id()).add_folder(str(tmp_path / "large"))
    assert refused.reason == "folders_forbidden"


@pytest.mark.parametrize("links", [True, False])
def test_mirror(tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not links:  # another file system

        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EXDEV, "Invalid cross-device link")

        monkeypatch.setattr(os, "link", refuse)
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    (source / "a.txt").write_bytes(ARTICLE)
    (source / "link.txt").symlink_to("a.txt")
    wanted = {"a.txt": source / "a.txt", "b/c.txt": source / "link.txt", "x.txt": source / "none"}
    (skipped,) = mirror(wanted, target)
    assert (skipped.source, skipped.reason) == ("x.txt", "no such file or directory")
    del wanted["x.txt"]
    before = contents(target)
    assert before == {name: (ARTICLE, path.stat().st_mtime_ns) for name, path in wanted.items()}
    assert ((target / "a.txt").stat().st_ino == (source / "a.txt").stat().st_ino) == links
    assert not (target / "b" / "c.txt").is_symlink()
    inodes = [path.stat().st_ino for path in sorted(target.rglob("*"))]
    assert mirror(wanted, target) == ()
    assert [path.stat().st_ino for path in sorted(target.rglob("*"))] == inodes
    (source / "new").write_bytes(OTHER)
    (source / "new").replace(source / "a.txt")
    mirror({"a.txt/b.txt": source / "a.txt"}, target)
    assert {name: data for name, (data, _) in contents(target).items()} == {"a.txt/b.txt": OTHER}
