"""Thumbs up and down, kept on this machine, and turned into a question set of one's own.

What a thumb becomes in a question set:

- up on an answer: its first quote's answering words are right, else, when it has none or too few
  characters to tell an answer by, the whole quote; it comes from the quote's article;
- up on a silence: the articles do not answer;
- down with words: these are the right words, if they stand in an article (as ``evaluation``
  compares: spaces, apostrophes and case do not matter); they come from the articles that hold them;
- any other down: not exported, but listed with the reason, as is what no longer holds, and any
  thumb on what asks nothing ("Merci !").

A follow-up is exported as it was understood. Thumbs on the same question are one question; when
they disagree on whether it can be answered, it is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.evaluation import Question, normalize
from assistant.politeness import plain
from assistant.records.codec import answer_as_dict, answer_from_dict, as_json, from_json
from assistant.records.local import Database, data_folder, owner_of
from assistant.rendering import as_shown
from assistant.types import Answer
from index.types import Article

MAX_WORDS = 500  # characters a user may add
_TELLING = 3  # characters an answer needs so that a quote does not contain it by accident
_SCHEMA = """
CREATE TABLE thumbs (
    owner TEXT NOT NULL,  -- hash of the browser's id and the folder of articles
    answer_hash TEXT NOT NULL,
    folder TEXT NOT NULL,
    given TEXT NOT NULL,
    up INTEGER NOT NULL,
    words TEXT NOT NULL,
    answer TEXT NOT NULL,  -- JSON, see assistant/records/codec.py
    PRIMARY KEY (owner, answer_hash)
) WITHOUT ROWID
"""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Thumb:
    """What a user thought of an answer."""

    answer: Answer
    up: bool
    words: str  # for a thumb down: the words that would have been right; may be empty
    given: datetime


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A thumb that became no question, and why."""

    question: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Export:
    """A question set made of thumbs."""

    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]

    def as_jsonl(self) -> str:
        """The set as ``evaluation.load_questions`` reads it, one question a line."""
        return "".join(as_json(asdict(question)) + "\n" for question in self.questions)


class Feedback:
    """The thumbs on answers about one folder of articles. May be used from several threads."""

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """``path`` is the SQLite file. Raises ConversationError when it cannot be used."""
        self._folder = folder.expanduser().resolve()
        self._database = Database(path or data_folder() / "feedback.sqlite", _SCHEMA, _VERSION)

    @property
    def notice(self) -> str | None:
        """What is to be told: that a damaged file was put aside, and where."""
        return self._database.notice

    def give(
        self, browser: str, answer: Answer, up: bool, words: str = "", folder: Path | None = None
    ) -> None:
        """Keep a thumb; another one of the same browser on the same answer replaces it.

        ``folder``: the private folder that was asked instead of the shared one, so that the thumb
        makes no question about the shared one.
        """
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO thumbs VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    owner_of(browser, self._folder),
                    _hash(answer),
                    as_json(str(folder or self._folder)),
                    datetime.now(UTC).replace(microsecond=0).isoformat(),
                    up,
                    as_json(" ".join(words.split())[:MAX_WORDS]),
                    as_json(answer_as_dict(answer)),
                ),
            )

    def given(self, browser: str, answer: Answer) -> bool | None:
        """The browser's thumb on an answer: up, down, or none."""
        with self._database.transaction() as rows:
            found = rows.execute(
                "SELECT up FROM thumbs WHERE owner = ? AND answer_hash = ?",
                (owner_of(browser, self._folder), _hash(answer)),
            ).fetchone()
        return bool(found[0]) if found else None

    def withdraw(self, browser: str, answer: Answer) -> None:
        """Delete the browser's thumb on an answer for good."""
        with self._database.transaction() as rows:
            rows.execute(
                "DELETE FROM thumbs WHERE owner = ? AND answer_hash = ?",
                (owner_of(browser, self._folder), _hash(answer)),
            )

    def withdraw_all(self, browser: str) -> None:
        """Delete all of the browser's thumbs about the folder for good."""
        with self._database.transaction() as rows:
            rows.execute("DELETE FROM thumbs WHERE owner = ?", (owner_of(browser, self._folder),))

    def thumbs(self) -> list[Thumb]:
        """All thumbs of all browsers on answers about the folder, in order of time."""
        with self._database.transaction() as rows:
            found = rows.execute(
                "SELECT answer, up, words, given FROM thumbs WHERE folder = ? "
                "ORDER BY given, answer_hash, owner",
                (as_json(str(self._folder)),),
            ).fetchall()
        return [
            Thumb(
                answer_from_dict(from_json(answer)),
                bool(up),
                from_json(words),
                datetime.fromisoformat(given),
            )
            for answer, up, words, given in found
        ]

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


def question_set(thumbs: Iterable[Thumb], articles: Iterable[Article]) -> Export:
    """The questions that these thumbs make about these articles; see the module's docstring."""
    texts = {article.source: normalize(article.text) for article in articles}
    made: dict[str, list[Question]] = {}
    left_out = []
    for thumb in thumbs:
        made_of = _question(thumb, texts)
        if isinstance(made_of, str):
            left_out.append(LeftOut(_asked(thumb.answer), thumb.words, made_of))
        else:
            made.setdefault(made_of.id, []).append(made_of)
    questions = []
    for same in made.values():
        if len({question.answerable for question in same}) > 1:
            reason = "thumbs disagree on whether the articles answer it"
            left_out.append(LeftOut(same[0].question, "", reason))
        else:
            questions.append(_merged(same))
    return Export(tuple(questions), tuple(left_out))


def _question(thumb: Thumb, texts: Mapping[str, str]) -> Question | str:
    """The question that a thumb makes, else the reason why it makes none."""
    answer = thumb.answer
    if not plain(_asked(answer)):
        return "it asks nothing"
    if not thumb.up:
        words = thumb.words
        if not words:
            return "a thumb down without the right words"
        holding = tuple(source for source, text in texts.items() if _holds(text, words))
        if not holding:
            return "no article holds the words given"
        return _as_question(answer, (words,), holding)
    if not answer.answered:
        return _as_question(answer, (), ())
    if not answer.quotes:
        return "the answer has no quote"
    quote = as_shown(answer).quotes[0]  # no words that nobody has seen
    telling = quote.answer and len(normalize(quote.answer)) >= _TELLING
    right = quote.answer if quote.answer and telling else quote.text
    if normalize(quote.text) not in texts.get(quote.source, ""):
        return f"{quote.source} is missing, or no longer holds the quote"
    return _as_question(answer, (right,), (quote.source,))


def _holds(text: str, words: str) -> bool:
    """Whether an article's normalized text holds these words, as whole words."""
    words = normalize(words)
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return len(words) >= _TELLING and found is not None


def _as_question(answer: Answer, answers: Sequence[str], sources: Sequence[str]) -> Question:
    asked = _asked(answer)
    digest = hashlib.blake2b(normalize(asked).encode("utf-8", "replace"), digest_size=6)
    id_ = f"feedback-{answer.language}-{digest.hexdigest()}"
    return Question(id_, asked, answer.language, tuple(answers), bool(answers), tuple(sources))


def _merged(same: Sequence[Question]) -> Question:
    """One question of several thumbs on it, with all that was found right."""
    first = same[0]
    answers = dict.fromkeys(answer for question in same for answer in question.answers)
    sources = dict.fromkeys(source for question in same for source in question.sources)
    return Question(
        first.id, first.question, first.language, tuple(answers), first.answerable, tuple(sources)
    )


def _asked(answer: Answer) -> str:
    return answer.standalone or answer.question


def _hash(answer: Answer) -> str:
    return hashlib.blake2b(as_json(asdict(answer)).encode(), digest_size=16).hexdigest()
