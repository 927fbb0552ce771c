"""The conversations of each browser, kept on this machine turn by turn until they are deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.records.codec import Turn, as_json, from_json, turn_as_dict, turn_from_dict
from assistant.records.local import Database, data_folder, new_id, owner_of

_SCHEMA = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,  -- hash of the browser's id and the folder of articles
    question TEXT NOT NULL,  -- the first one
    started TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX conversations_of_owner ON conversations (owner, started);
CREATE TABLE turns (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,  -- from 1
    turn TEXT NOT NULL,  -- JSON, see assistant/records/codec.py
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID
"""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation, for a list of them."""

    id: str
    question: str  # the first one
    started: datetime
    turns: int


class History:
    """A browser sees only what it asked about this folder. May be used from several threads."""

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """Over the conversations about ``folder``; ``path`` is the SQLite file.

        Raises ConversationError when the file cannot be used.
        """
        self._folder = folder
        self._database = Database(path or data_folder() / "history.sqlite", _SCHEMA, _VERSION)

    @property
    def notice(self) -> str | None:
        """What is to be told: that a damaged file was put aside, and where."""
        return self._database.notice

    def add(self, browser: str, conversation: str | None, turn: Turn) -> str:
        """Keep a turn; return its conversation's id, a new one's when ``conversation`` is none
        of this browser's."""
        owner = owner_of(browser, self._folder)
        with self._database.transaction() as rows:
            known = rows.execute(
                "SELECT id FROM conversations WHERE id = ? AND owner = ?", (conversation, owner)
            ).fetchone()
            place = known[0] if known else new_id()
            if not known:
                question = as_json(turn.answer.question)
                started = turn.asked.isoformat()
                rows.execute(
                    "INSERT INTO conversations VALUES (?, ?, ?, ?)",
                    (place, owner, question, started),
                )
            rows.execute(
                "INSERT INTO turns SELECT ?, 1 + coalesce(max(number), 0), ? FROM turns "
                "WHERE conversation = ?",
                (place, as_json(turn_as_dict(turn)), place),
            )
        return str(place)

    def conversations(self, browser: str) -> list[Conversation]:
        """This browser's conversations, the latest first."""
        with self._database.transaction() as rows:
            found = rows.execute(
                "SELECT id, question, started, count(*) FROM conversations "
                "JOIN turns ON conversation = id WHERE owner = ? "
                "GROUP BY id ORDER BY started DESC, id",
                (owner_of(browser, self._folder),),
            ).fetchall()
        return [
            Conversation(id_, from_json(question), datetime.fromisoformat(started), turns)
            for id_, question, started, turns in found
        ]

    def turns(self, browser: str, conversation: str) -> list[Turn]:
        """The turns of a conversation, none if it is none of this browser's.

        Raises ConversationError for turns that another version wrote.
        """
        with self._database.transaction() as rows:
            found = rows.execute(
                "SELECT turn FROM turns JOIN conversations ON conversation = id "
                "WHERE id = ? AND owner = ? ORDER BY number",
                (conversation, owner_of(browser, self._folder)),
            ).fetchall()
        return [turn_from_dict(from_json(turn)) for (turn,) in found]

    def delete(self, browser: str, conversation: str) -> None:
        """Delete a conversation of this browser's for good."""
        with self._database.transaction() as rows:
            rows.execute(
                "DELETE FROM conversations WHERE id = ? AND owner = ?",
                (conversation, owner_of(browser, self._folder)),
            )

    def delete_all(self, browser: str) -> None:
        """Delete all that this browser asked about the folder for good."""
        with self._database.transaction() as rows:
            rows.execute(
                "DELETE FROM conversations WHERE owner = ?", (owner_of(browser, self._folder),)
            )

    def close(self) -> None:
        """Let the file go."""
        self._database.close()
