"""The providers of chat models: their packages, their keys, where they are."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from types import MappingProxyType
from urllib.parse import urlsplit

from assistant.models.errors import scrub
from index.errors import ModelError


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider of chat models."""

    name: str  # as init_chat_model calls it
    package: str  # what pip installs
    host: str  # where its models are, unless an address says otherwise
    keys: tuple[str, ...] = ()  # variables, any of which holds its key
    addresses: tuple[str, ...] = ()  # variables that its package reads its address from
    example: str = ""  # the name of one of its models

    @property
    def install(self) -> str:
        """The one command that makes it usable."""
        return f"pip install langchain {self.package}"

    @property
    def installed(self) -> bool:
        """Whether its packages are there; imports none of them."""
        return all(find_spec(name) for name in ("langchain", self.package.replace("-", "_")))

    @property
    def keyed(self) -> bool:
        """Whether its key is there, or none is needed."""
        return not self.keys or any(os.environ.get(name, "").strip() for name in self.keys)

    @property
    def address(self) -> str | None:
        """The address that its own variables give, if any does."""
        return os.environ.get(self.address_set) if self.address_set else None

    @property
    def address_set(self) -> str:
        """The variable that gives it; "" when none does."""
        return next((name for name in self.addresses if os.environ.get(name)), "")


PROVIDERS: Mapping[str, Provider] = MappingProxyType(
    {
        provider.name: provider
        for provider in (
            Provider(
                "ollama",
                "langchain-ollama",
                "127.0.0.1:11434",
                addresses=("OLLAMA_HOST",),
                example="qwen3:8b",
            ),
            Provider("huggingface", "langchain-huggingface", "this machine", example="./my-model"),
            Provider(
                "openai",
                "langchain-openai",
                "api.openai.com",
                ("OPENAI_API_KEY",),
                ("OPENAI_API_BASE", "OPENAI_BASE_URL"),
                "gpt-5-mini",
            ),
            Provider(
                "anthropic",
                "langchain-anthropic",
                "api.anthropic.com",
                ("ANTHROPIC_API_KEY",),
                ("ANTHROPIC_API_URL", "ANTHROPIC_BASE_URL"),
                "claude-haiku-4-5",
            ),
            Provider(
                "mistralai",
                "langchain-mistralai",
                "api.mistral.ai",
                ("MISTRAL_API_KEY",),
                ("MISTRAL_BASE_URL",),
                "mistral-small-latest",
            ),
            Provider(
                "google_genai",
                "langchain-google-genai",
                "generativelanguage.googleapis.com",
                ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
                ("GOOGLE_GEMINI_BASE_URL",),
                example="gemini-2.5-flash",
            ),
        )
    }
)
ALIASES: Mapping[str, str] = MappingProxyType({"mistral": "mistralai", "google": "google_genai"})


def split_name(name: str) -> tuple[Provider, str]:
    """The provider and its model out of ``provider:model``. Raises ModelError for any other."""
    prefix, colon, model = name.strip().partition(":")
    prefix = prefix.strip().lower()
    provider = PROVIDERS.get(ALIASES.get(prefix, prefix))
    if provider and colon and model.strip():
        return provider, model.strip()
    forms = f"a model is named embedded or provider:model, with {', '.join(PROVIDERS)}"
    if provider:
        meant = f"such as {provider.name}:{provider.example}"
    elif near := difflib.get_close_matches(prefix, [*PROVIDERS, *ALIASES, "embedded"], 1, 0.7):
        meant = f"did you mean {near[0]}{colon}{model}?"
    else:
        meant = "such as ollama:qwen3:8b"
    raise ModelError(f"there is no model {scrub(name)!r}; {forms}; {meant}")


def full_name(name: str) -> str:
    """The name as answers are signed with it: "mistral:x" is "mistralai:x"; any other as it is."""
    try:
        provider, model = split_name(name)
    except ModelError:
        return name
    return f"{provider.name}:{model}"


def host_of(address: str) -> str:
    """Host and port of an address: no user, no password, no path, no query."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        return (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return "an address that is none"
