"""Answers as JSON and back: one form for what is kept, exported and printed.

Reading leaves nothing out silently: a field that is unknown, missing or of another type is an
error, and so is a version that this program does not know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from assistant.types import Answer
from index.errors import ConversationError

if TYPE_CHECKING:
    from index.types import Article

VERSION = 1
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question's answer, when it was given, and of which state of the articles."""

    answer: Answer
    asked: datetime  # with its time zone
    digests: Mapping[str, str] = field(default_factory=dict)  # source -> digest, for what it quotes


def turn_of(answer: Answer, article: Callable[[str], Article]) -> Turn:
    """The turn of an answer just given; ``article`` is ``Assistant.article``.

    An article that has changed meanwhile gets no digest: the quotes are of its former state.
    """
    digests: dict[str, str] = {}
    stale: set[str] = set()
    for quote in (*answer.quotes, *answer.closest):
        try:
            found = article(quote.source)
        except KeyError:
            continue
        digests[quote.source] = found.digest
        if found.text[quote.start : quote.end] != quote.text:
            stale.add(quote.source)
    kept = {source: digest for source, digest in digests.items() if source not in stale}
    return Turn(answer, datetime.now(UTC).replace(microsecond=0), kept)


def answer_as_dict(answer: Answer) -> dict[str, Any]:
    """Every field, with the version of this form."""
    return {"version": VERSION, **asdict(answer)}


def answer_from_dict(record: object) -> Answer:
    """The answer that ``answer_as_dict`` or ``assistant ask --json`` wrote.

    The version may be missing, and the fields that an ``Answer`` has defaults for.
    Raises ConversationError that says what is wrong.
    """
    record = dict(_mapping(record, "an answer"))
    check_version(record.pop("version", VERSION))
    answer: Answer = _build(Answer, record, "an answer")
    return answer


def turn_as_dict(turn: Turn) -> dict[str, Any]:
    """Every field of a turn."""
    return {
        "asked": turn.asked.isoformat(),
        "digests": dict(turn.digests),
        "answer": answer_as_dict(turn.answer),
    }


def turn_from_dict(record: object) -> Turn:
    """The turn that ``turn_as_dict`` wrote. Raises ConversationError."""
    record = _mapping(record, "a turn")
    _check_fields(record, Turn, "a turn")
    digests = _mapping(record.get("digests", {}), '"digests"')
    if not all(isinstance(digest, str) for digest in digests.values()):
        raise ConversationError('"digests" must be texts')
    try:
        asked = datetime.fromisoformat(record["asked"])
    except (TypeError, ValueError) as error:
        raise ConversationError('"asked" must be a date and time') from error
    return Turn(answer_from_dict(record["answer"]), asked, digests)


def check_version(version: object) -> None:
    """Raise ConversationError for a form that this program does not know."""
    if version != VERSION or isinstance(version, bool):
        raise ConversationError(
            f"version {version!r} of a conversation is not known; this program reads {VERSION}"
        )


def as_json(value: object, indent: int | None = None) -> str:
    """JSON that any encoding of Unicode can write: halves of characters are written out."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def from_json(text: str) -> Any:
    """What a JSON text says. Raises ConversationError."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConversationError(f"no JSON that can be read: {error}") from error


def _mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ConversationError(f"{what} must be a JSON object")
    return value


def _check_fields(record: Mapping[str, Any], kind: type[Any], what: str) -> None:
    known = {item.name: item for item in fields(kind)}
    if unknown := sorted(record.keys() - known.keys()):
        raise ConversationError(f"{what} has an unknown field {unknown[0]!r}")
    for name, item in known.items():
        needed = item.default is MISSING and item.default_factory is MISSING
        if needed and name not in record:
            raise ConversationError(f"{what} has no field {name!r}")


def _build(kind: type[Any], record: object, what: str) -> Any:
    """A value of one of the dataclasses of ``assistant.types`` from its JSON object."""
    record = _mapping(record, what)
    _check_fields(record, kind, what)
    hints = get_type_hints(kind)
    values = {name: _value(hints[name], value, name) for name, value in record.items()}
    return kind(**values)


def _value(hint: Any, value: object, name: str) -> Any:
    """``value`` if it is what a field's type says, lists as tuples."""
    if get_origin(hint) is tuple:
        if isinstance(value, list | tuple):
            return tuple(_build(get_args(hint)[0], item, f'an item of "{name}"') for item in value)
    elif get_origin(hint) is Literal:
        if value in get_args(hint):
            return value
    elif hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    elif isinstance(value, hint) and (hint is bool or not isinstance(value, bool)):
        return value
    raise ConversationError(f'"{name}" of an answer has a value that cannot be read')
