"""The models that can be chosen on the page, and how they are just now."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.embedded import MODEL as EMBEDDED
from assistant.phrases import Phrases

if TYPE_CHECKING:
    from assistant.models.states import ModelState

MODEL_COOKIE = "verbatim_model"
FRESH = 15.0  # seconds for which what servers said is believed


class Models:
    """What is configured, and what reachable servers offer. May be used from several threads."""

    def __init__(self, configured: Sequence[str]) -> None:
        """``configured``: names that can be chosen in any case, the first one by default."""
        self._configured = tuple(dict.fromkeys([*configured, EMBEDDED]))
        self._states: dict[str, ModelState] = {}
        self._looked = float("-inf")
        self._looking = threading.Lock()

    @property
    def default(self) -> str:
        """What answers unless another is chosen."""
        return self._configured[0]

    def names(self) -> tuple[str, ...]:
        """All that can be chosen."""
        offered = [
            name for state in self._states.values() if state.installed for name in state.models
        ]
        return tuple(dict.fromkeys([*self._configured, *offered]))

    def look(self) -> None:
        """Ask the servers on this machine how they are, unless that was done just now."""
        if not self._looking.acquire(blocking=False):
            return
        try:
            if time.monotonic() - self._looked < FRESH:
                return
            from assistant.models.states import states
            from assistant.settings import load_settings

            settings = load_settings()
            found = states(settings.base_url, settings.api_key)
            # The server at the address that is set comes before the provider of its name.
            self._states = {state.provider: state for state in reversed(found)}
            self._looked = time.monotonic()
        finally:
            self._looking.release()

    def problem(self, name: str, texts: Phrases) -> str:
        """Why the model cannot answer just now, as far as is known; else nothing."""
        state = self._states.get(name.partition(":")[0])
        if name == EMBEDDED or state is None:
            return ""
        if not state.installed:
            return texts.say("model_not_installed", model=name)
        if state.keyed is False:
            return texts.say("model_without_key", key=state.key)
        if state.reachable is False:
            return texts.say("model_unreachable", model=name, where=state.where)
        if state.models and name not in state.models:
            return texts.say("model_unknown", model=name, where=state.where)
        return ""
