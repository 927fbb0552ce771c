"""What is kept on this machine for its users: where, under which names, and in SQLite how.

A browser is known by a random id that only it keeps. What is stored goes by the id's hash, so
that no file name, database or message gives the id away.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from index.errors import ConversationError

_ID = re.compile(r"[0-9a-f]{40}")
_WAIT_S = 10.0  # for another process that writes
_BESIDE = ("", "-journal", "-wal", "-shm")


def new_id() -> str:
    """An id that no one can guess: 160 random bits in hexadecimal."""
    return secrets.token_hex(20)


def owner_of(browser: str, folder: Path) -> str:
    """The name under which a browser's things about a folder of articles are kept.

    Raises ConversationError for what ``new_id`` cannot have made.
    """
    if not isinstance(browser, str) or not _ID.fullmatch(browser):
        raise ConversationError("the browser's id is not valid; reload the page")
    owner = hashlib.blake2b(browser.encode(), digest_size=20)
    owner.update(str(folder.expanduser().resolve()).encode("utf-8", "surrogateescape"))
    return owner.hexdigest()


def data_folder() -> Path:
    """The folder for all of it, in the user's data folder."""
    import platformdirs

    return platformdirs.user_data_path("verbatim-assistant", appauthor=False)


class Database:
    """A SQLite file, for several threads and processes; what is deleted is overwritten.

    A damaged file is put aside under another name, never removed, and a new one is begun.
    """

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """Open it, or make it for this user alone. Raises ConversationError."""
        self.path, self._schema, self._version = path, schema, version
        self.notice: str | None = None  # where a damaged file was put
        self._lock = threading.RLock()
        try:
            self._connection = self._open()
        except (sqlite3.Error, OSError) as error:
            raise ConversationError(f"{path} cannot be used: {error}") from error

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done in the block, or nothing. Raises ConversationError."""
        with self._lock, self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.rollback()
                raise
            self._connection.commit()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not _damaged(error):  # locked, or not to be written
                raise
            self._put_aside()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        connection = sqlite3.connect(
            self.path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA foreign_keys = ON")
            with closing(connection.execute("PRAGMA quick_check(1)")) as check:
                if check.fetchone() != ("ok",):
                    raise sqlite3.DatabaseError("quick_check fails")
            connection.execute("BEGIN IMMEDIATE")
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found == 0:
                for statement in self._schema.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {self._version}")
            connection.commit()
        except BaseException:
            connection.close()
            raise
        if found not in (0, self._version):
            connection.close()
            raise ConversationError(f"{self.path} was written by another version of Verbatim")
        return connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if not _damaged(error):
                raise ConversationError(f"{self.path} cannot be used: {error}") from error
            self._connection.close()
            self._put_aside()
            self._connection = self._connect()
            raise ConversationError(f"{self.notice}; try again") from error

    def _put_aside(self) -> None:
        """Rename the file and what SQLite keeps beside it."""
        moment = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        aside = self.path.with_name(f"{self.path.stem}.damaged-{moment}{self.path.suffix}")
        for end in _BESIDE:
            beside = self.path.with_name(self.path.name + end)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + end))
        self.notice = f"{self.path} was damaged; it is now {aside.name}, and a new one is begun"


def _damaged(error: sqlite3.Error) -> bool:
    """Whether the file is no database or a broken one; all else has a class of its own."""
    return type(error) is sqlite3.DatabaseError
