"""A chat model on a scripted server."""

from __future__ import annotations

from assistant.models import ChatModel, open_model
from assistant.types import Message
from tests.support.chat_server import ChatServer

KEY = "sk-proj-4f9a8b7c6d5e4f3a2b1c"
HOSTED_KEY = "sk-hosted-0a1b2c3d4e5f6a7b8c9d"
MESSAGES = (Message("system", "Be brief."), Message("user", "Bonjour ?"))
PATIENCE = 1.0  # seconds; a request is on its way by then, on a busy machine too
SOON = 5  # seconds after which a test that hangs is given up


def at(server: ChatServer, timeout: float = 10.0, key: str | None = KEY) -> ChatModel:
    return open_model("openai:scripted", base_url=server.base_url, api_key=key, timeout=timeout)
