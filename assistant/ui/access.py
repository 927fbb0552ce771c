"""Who may open the page: anyone on this machine, or a user with a password where others could."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import logging
import stat
import unicodedata
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.settings import PREFIX
from index.errors import SettingsError

SHORTEST = 12  # characters of a password
PAUSE = 1.0  # seconds that a wrong password takes longer
_MOST_BYTES = 100_000  # of a file of passwords

_log = logging.getLogger(__name__)

Check = Callable[[str, str], bool]


class AccessSettings(BaseSettings):
    """Each field is read from ``ASSISTANT_<FIELD>``; an empty one is none."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    user: str | None = None
    """The name of the one user."""
    password: SecretStr | None = None
    """This user's password."""
    password_file: Path | None = None
    """A file whose first line is the password."""
    auth_file: Path | None = None
    """A file of ``user:password`` lines, for several users."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server on ``host``: no name but localhost is trusted."""
    name = host.strip().removeprefix("[").removesuffix("]").lower()
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def credentials(host: str, share: bool, auth_file: Path | None = None) -> Check | None:
    """What Gradio asks whether a user and a password are right; None: nobody is asked.

    Users come from ``auth_file`` (``--auth-file``, else ``ASSISTANT_AUTH_FILE``), else from
    ``ASSISTANT_USER`` and ``ASSISTANT_PASSWORD`` or ``ASSISTANT_PASSWORD_FILE``. On this machine
    alone none is needed; where others can reach the page, SettingsError is raised without one, as
    it is for what cannot be read or is too easy to guess.
    """
    settings = AccessSettings()
    users = _users(settings, auth_file or settings.auth_file)
    if users:
        return _checker(users)
    if share or not is_loopback(host):
        raise SettingsError(
            "where others can reach it, the page needs a user and a password: set "
            f"{PREFIX}USER and {PREFIX}PASSWORD (or {PREFIX}PASSWORD_FILE), or name a file of "
            "user:password lines with --auth-file"
        )
    return None


def slowed(check: Check) -> Callable[[str, str], Awaitable[bool]]:
    """The same, with a pause after what is wrong: guesses come slowly, and hold nobody else up."""

    async def check_slowly(user: str, password: str) -> bool:
        right = check(user, password)
        if not right:
            await asyncio.sleep(PAUSE)
        return right

    return check_slowly


def _users(settings: AccessSettings, auth_file: Path | None) -> dict[str, SecretStr]:
    if auth_file:
        return _several(auth_file)
    secret = settings.password
    if settings.password_file:
        if secret:
            raise SettingsError(f"set {PREFIX}PASSWORD or {PREFIX}PASSWORD_FILE, not both")
        lines = _lines(settings.password_file)
        secret = SecretStr(lines[0] if lines else "")
    user = (settings.user or "").strip()
    if not user and not secret:
        return {}
    if not user or not secret:
        missing = "USER" if not user else "PASSWORD"
        raise SettingsError(f"{PREFIX}{missing} is missing: a user and a password are needed")
    return {user: _sound(user, secret, f"{PREFIX}PASSWORD")}


def _several(path: Path) -> dict[str, SecretStr]:
    users: dict[str, SecretStr] = {}
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, secret = line.partition(":")
        name, where = name.strip(), f"{path}, line {number}"
        if not colon or not name:
            raise SettingsError(f"{where}: it must be user:password")
        if name in users:
            raise SettingsError(f"{where}: the user is named already")
        users[name] = _sound(name, SecretStr(secret), where)
    if not users:
        raise SettingsError(f"{path} names no user; write user:password lines in it")
    return users


def _lines(path: Path) -> list[str]:
    """A file's lines; warns when other users of the machine may read it."""
    path = path.expanduser()
    try:
        mode = path.stat().st_mode
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"the file of passwords {path} cannot be read: {reason}") from None
    if mode & (stat.S_IROTH | stat.S_IWOTH):
        _log.warning("every user of this machine can read the passwords in %s: chmod 600 it", path)
    return [line.removesuffix("\r") for line in text.split("\n")]


def _sound(user: str, secret: SecretStr, where: str) -> SecretStr:
    """The password, if it is hard enough to guess. Raises SettingsError, without showing it."""
    word = secret.get_secret_value()
    if len(word) < SHORTEST:
        raise SettingsError(f"{where}: the password needs {SHORTEST} characters at least")
    if len(set(word)) < 4 or word.casefold() == user.casefold():
        raise SettingsError(f"{where}: the password is too easy to guess")
    return secret


def _checker(users: Mapping[str, SecretStr]) -> Check:
    digests = {_digest(name): _digest(word.get_secret_value()) for name, word in users.items()}

    def check(user: str, password: str) -> bool:
        """Every user's entry is compared, in the same time whatever is right."""
        given_user, given_password = _digest(user), _digest(password)
        right = False
        for name, word in digests.items():
            same_user = hmac.compare_digest(name, given_user)
            same_word = hmac.compare_digest(word, given_password)
            right |= same_user & same_word
        return right

    return check


def _digest(text: str) -> bytes:
    """Of one length whatever the text; accents as one form, as browsers and files differ."""
    normal = unicodedata.normalize("NFC", text)
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).digest()
