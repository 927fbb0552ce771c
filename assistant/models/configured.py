"""The chat model that is asked for, or that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.embedded import MODEL as EMBEDDED
from assistant.models import ChatModel, open_model
from assistant.settings import load_settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def chat_model(
    model: str | BaseChatModel | ChatModel | None, base_url: str | None
) -> ChatModel | None:
    """The chat model, as the settings say where nothing is given; None for the embedded reader.

    One that is there already is taken as it is. Raises ModelError and SettingsError.
    """
    if isinstance(model, ChatModel):
        return model
    name = model if isinstance(model, str) else None
    settings = load_settings(model=name, base_url=base_url)
    chosen = settings.model if model is None or name is not None else model
    if chosen == EMBEDDED:
        return None
    return open_model(
        chosen,
        base_url=settings.base_url,
        api_key=settings.api_key,
        timeout=settings.timeout,
        window=settings.context,
    )
