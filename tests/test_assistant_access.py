"""The page is open to this machine alone, or to users whose password no message gives away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import SettingsError
from assistant.ui import access
from assistant.ui.access import AccessSettings, credentials, is_loopback

WORD = "corréct horse: 8 batteries"


@pytest.fixture
def private(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a file that its owner alone can read."""

    def write(text: str) -> Path:
        path = tmp_path / "passwords"
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def environment(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", str(value))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost", "LOCALHOST", "::ffff:127.0.0.1"],
)
def test_loopback(host: str) -> None:
    assert is_loopback(host)
    assert credentials(host, share=False) is None


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",  # noqa: S104
        "::",
        "",
        "192.168.1.2",
        "localhost.example.org",
        "127.0.0.1.nip.io",
        "127.1",
        "2130706433",
        "::ffff:8.8.8.8",
        "host",
    ],
)
def test_all_else_needs_a_user_and_a_password(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_loopback(host)
    with pytest.raises(SettingsError, match="ASSISTANT_USER and ASSISTANT_PASSWORD"):
        credentials(host, share=False)
    environment(monkeypatch, USER="marie", PASSWORD=WORD)
    assert credentials(host, share=False) is not None


def test_sharing_needs_them_too() -> None:
    with pytest.raises(SettingsError, match="needs a user and a password"):
        credentials("127.0.0.1", share=True)


def test_only_the_right_pair_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, USER="marie", PASSWORD=WORD)
    check = credentials("127.0.0.1", share=False)  # asked for here as well, since it is set
    assert check is not None
    assert check("marie", WORD)
    assert check("marie", WORD.replace("é", "e\u0301"))
    for user, word in [
        ("marie", WORD + " "),
        ("Marie", WORD),
        ("", ""),
        (WORD, "marie"),
        ("x", WORD),
        ("marie", "\ud800"),
    ]:
        assert not check(user, word)


def test_password_from_a_file(
    monkeypatch: pytest.MonkeyPatch, private: Callable[[str], Path]
) -> None:
    path = private(WORD + "\r\nsomething else\n")
    environment(monkeypatch, USER="marie", PASSWORD_FILE=path)
    check = credentials("0.0.0.0", share=False)  # noqa: S104
    assert check is not None
    assert check("marie", WORD)
    environment(monkeypatch, PASSWORD=WORD)
    with pytest.raises(SettingsError, match="not both"):
        credentials("127.0.0.1", share=False)


def test_several_users_from_a_file(
    monkeypatch: pytest.MonkeyPatch, private: Callable[[str], Path]
) -> None:
    path = private(f"# of the desk\n\nmarie:{WORD}\npaul:another long word\n")
    environment(monkeypatch, USER="eve", PASSWORD=WORD)
    for check in (credentials("::", False, path), credentials("127.0.0.1", True, path)):
        assert check is not None
        assert check("marie", WORD)
        assert check("paul", "another long word")
        assert not check("paul", WORD)
        assert not check("eve", WORD)
    environment(monkeypatch, AUTH_FILE=path)
    check = credentials("::", False)
    assert check is not None
    assert check("paul", "another long word")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "names no user"),
        ("# marie\n", "names no user"),
        ("marie", "line 1: it must be user:password"),
        (":" + WORD, "line 1: it must be user:password"),
        (f"marie:{WORD}\nmarie:{WORD}", "line 2: the user is named already"),
        ("marie:short", "line 1: the password needs 12"),
        ("marie:aaaaaaaaaaaaaaaa", "too easy"),
        ("marie de la tour:Marie de la Tour", "too easy"),
    ],
)
def test_wrong_files_are_refused(private: Callable[[str], Path], text: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason) as raised:
        credentials("127.0.0.1", False, private(text))
    assert WORD not in str(raised.value)


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x80")
    for path in (tmp_path / "none", tmp_path, tmp_path / "binary"):
        with pytest.raises(SettingsError, match="cannot be read"):
            credentials("127.0.0.1", False, path)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"USER": "marie"}, "ASSISTANT_PASSWORD is missing"),
        ({"PASSWORD": WORD}, "ASSISTANT_USER is missing"),
        ({"USER": " ", "PASSWORD": WORD}, "ASSISTANT_USER is missing"),
        ({"USER": "marie", "PASSWORD": "short"}, "needs 12 characters"),
    ],
)
def test_halves_are_refused_even_here(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], reason: str
) -> None:
    environment(monkeypatch, **values)
    with pytest.raises(SettingsError, match=reason) as raised:
        credentials("127.0.0.1", share=False)
    assert WORD not in str(raised.value)
    assert "short" not in str(raised.value)


def test_readable_files_are_warned_of_and_nothing_is_logged(
    private: Callable[[str], Path],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = private(f"marie:{WORD}\n")
    with caplog.at_level(logging.DEBUG):
        check = credentials("127.0.0.1", False, path)
        assert check is not None
        check("marie", "wrong password")
        assert caplog.records == []
        path.chmod(0o644)
        credentials("127.0.0.1", False, path)
    assert "chmod 600" in caplog.text
    assert WORD not in caplog.text
    environment(monkeypatch, USER="marie", PASSWORD=WORD)
    assert WORD not in repr(AccessSettings())


def test_a_wrong_password_is_answered_late(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", pause)
    check = access.slowed(lambda user, password: password == WORD)

    async def passes(password: str) -> bool:
        return await check("ada", password)

    assert asyncio.run(passes(WORD))
    assert pauses == []
    assert not asyncio.run(passes("wrong"))
    assert pauses == [access.PAUSE]
