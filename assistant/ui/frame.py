"""All that stands around conversation and article, in the language that someone reads."""

from __future__ import annotations

from typing import Any

from assistant.embedded import MODEL as EMBEDDED
from assistant.ui import chrome
from assistant.ui.conversation import Session
from assistant.ui.events import Asking, Contents
from assistant.ui.keeping import Keeping
from assistant.ui.shelving import Shelving
from assistant.ui.texts import language_of, words


class Frame:
    """The page as a whole; methods take the page's session."""

    def __init__(self, asking: Asking, keeping: Keeping, shelving: Shelving) -> None:
        self._asking, self._keeping, self._shelving = asking, keeping, shelving
        self._services = asking.services

    def begin(self, conversation: str, model: str, session: Session) -> Contents:
        """The page as it is opened, with a conversation that was kept if there is one, and the
        model that was chosen before it was loaded again."""
        self._choose(model, session)
        session.excluded = self._services.workspace(session).unused
        return self._keeping.resume(conversation, session) | self._around(session)

    def language(self, chosen: str, session: Session) -> Contents:
        """The page in another language."""
        session.language = language_of(chosen, None)
        return {
            "conversation": self._asking.conversation(session),
            "article": self._asking.article(session),
            "status": self._asking.status(session),
            **self._keeping.drawer(session),
            **self._around(session),
        }

    def choose(self, model: str, session: Session) -> Contents:
        """Let another model answer from now on."""
        self._choose(model, session)
        self._services.models.look()
        return {"model": self._model(session)}

    def _choose(self, model: str, session: Session) -> None:
        """Unless it cannot be chosen, as when its server has gone."""
        if model in self._services.models.names():
            session.model = model

    def _around(self, session: Session) -> Contents:
        texts = words(session.language)
        return {
            "top": self._shelving.header(session),
            "model": self._model(session),
            "question": _changed(label=texts.say("question"), placeholder=texts.say("placeholder")),
            "send": texts.say("send"),
            "stop": texts.say("stop"),
            "upload": _changed(label=texts.say("upload")),
            "folder_path": _changed(label=texts.say("folder_path"), placeholder="~/articles"),
            "add_folder": texts.say("add_folder"),
            **self._shelving.drawer(session),
        }

    def _model(self, session: Session) -> str:
        texts, models = words(session.language), self._services.models
        chosen = session.model or models.default
        names = [
            (name, texts.say("embedded_model") if name == EMBEDDED else name)
            for name in models.names()
        ]
        return chrome.models(names, chosen, models.problem(chosen, texts), texts)


def _changed(**properties: Any) -> Any:
    import gradio as gr

    return gr.update(**properties)
