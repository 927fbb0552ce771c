"""What the page keeps for those who use it: their articles, conversations and thumbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.records.feedback import Feedback
from assistant.records.history import History
from assistant.ui.choices import Models
from assistant.ui.conversation import Session
from assistant.ui.workspaces import Workspaces

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from assistant.ui.workspaces.workspace import Workspace


@dataclass(frozen=True)
class Services:
    """Over one served folder; each session sees only what is its browser's."""

    workspaces: Workspaces
    history: History
    feedback: Feedback
    models: Models

    @classmethod
    def open(
        cls,
        assistant: Assistant,
        folder: Path,
        *,
        models: Sequence[str] = (),
        data: Path | None = None,
        folders_allowed: bool = False,
    ) -> Self:
        """``data`` is where all is kept, by default the user's data folder.

        Raises ConversationError when what is kept cannot be read.
        """
        return cls(
            Workspaces(
                assistant,
                folder,
                folders_allowed=folders_allowed,
                root=data / "workspaces" if data else None,
            ),
            History(folder, data / "history.sqlite" if data else None),
            Feedback(folder, data / "feedback.sqlite" if data else None),
            Models([assistant.model, *models]),
        )

    def workspace(self, session: Session) -> Workspace:
        """The session's articles."""
        return self.workspaces.of(session.browser)

    def assistant(self, session: Session) -> Assistant:
        """What answers the session's questions. Raises ModelError."""
        assistant = self.workspace(session).assistant
        model = session.model or self.models.default
        return assistant if model == assistant.model else assistant.using(model)

    def close(self) -> None:
        """Let files and indexes go."""
        self.workspaces.close()
        self.history.close()
        self.feedback.close()
