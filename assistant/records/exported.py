"""What is read back from an exported conversation, Markdown or JSON."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.types import Quote


@dataclass
class ReadTurn:
    """What an export says of one answer."""

    number: int
    text: str = ""
    quotes: list[tuple[int, Quote]] = field(default_factory=list)  # with the number it has
    closest: list[Quote] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)  # quotes without a place that can be read
    answered: bool | None = None  # None: it does not say, as in Markdown
