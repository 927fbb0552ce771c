"""A follow-up question while what points back in it is put into words."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.conversation.follow_ups.antecedents import Antecedent, Antecedents
from assistant.conversation.follow_ups.asked import Asked


@dataclass
class Resolution:
    """A question's words being replaced, and what is to be named at its end."""

    asked: Asked
    antecedents: Antecedents
    edits: list[tuple[int, int, str]] = field(default_factory=list)  # start, end, new text
    named: list[str] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)  # whom "he", "she" and "his" mean

    def replace(self, first: int, last: int, text: str) -> None:
        """Put ``text`` in the place of tokens ``first`` to before ``last``."""
        start, end = self.asked.tokens[first].start, self.asked.tokens[last - 1].end
        if not any(start < ended and began < end for began, ended, _ in self.edits):
            self.edits.append((start, end, text))

    def put(self, antecedent: Antecedent, first: int, last: int, text: str = "") -> None:
        """Put an antecedent, or words with it, there; with all the rest when it is not enough."""
        self.replace(first, last, text or antecedent.text)
        if antecedent.partial and not self.name_all():
            self.named.append(self.antecedents.last.gist)

    def is_somebody(self, antecedent: Antecedent) -> None:
        """Remember that a name is somebody's: a noun may be what somebody is nearest to."""
        if antecedent.named:
            self.persons.add(antecedent.text)

    def name(self, antecedent: Antecedent | None) -> None:
        """Name an antecedent at the end, unless it is named already."""
        if antecedent and antecedent.text not in self.named:
            self.named.append(antecedent.text)

    def name_all(self) -> bool:
        """Name all that the question before spoke of; whether there was more than a remark."""
        every = self.antecedents.all()
        for antecedent in every:
            self.name(antecedent)
        if not every:
            self.named.append(self.antecedents.last.gist)
        return len(every) > 1

    def name_instead(self, antecedent: Antecedent | None) -> None:
        """Name what cannot be put in the pronoun's place, or else what the question before says."""
        antecedent = antecedent or self.antecedents.name()
        if antecedent:
            self.name(antecedent)
            return
        name = self.antecedents.answering_name()
        self.named += [part for part in (name, self.antecedents.last.gist) if part]

    def can_say(self, antecedent: Antecedent) -> bool:
        """Whether the antecedent's words fit into the question's language."""
        return antecedent.named or antecedent.language == self.asked.language

    @property
    def found(self) -> bool:
        """Whether anything points back."""
        return bool(self.edits or self.named)

    def text(self) -> str:
        """The question with its edits and, in parentheses, what is not in it yet."""
        text = self.asked.text
        for start, end, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[end:]
        missing = [name for name in self.named if name.lower() not in text.lower()]
        missing = [n for n in missing if not any(n != m and n in m for m in missing)]
        return f"{text} ({', '.join(missing)})" if missing else text
