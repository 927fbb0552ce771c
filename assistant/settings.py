"""Settings: environment variables that start with ``ASSISTANT_``, under what the caller names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.data import data_dir
from assistant.models import TIMEOUT
from index.errors import SettingsError

PREFIX = "ASSISTANT_"

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseSettings):
    """Each field is read from ``ASSISTANT_<FIELD>``, unless it is given or that is empty."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    sources: Path = Field(default_factory=lambda: data_dir("seeds"))
    """The folder of articles."""
    index_dir: Path | None = None
    """Where its index is kept; None: the user's cache folder."""
    model: Name = "embedded"
    """What answers: ``embedded`` or ``provider:model``."""
    embedder: Name = "embedded"
    """What turns text into vectors."""
    reranker: Name | None = None
    """What orders the evidence: a sentence-transformers cross-encoder; None: the reader."""
    base_url: str | None = None
    """The address of an OpenAI-compatible server, or of an Ollama, that has the model."""
    api_key: SecretStr | None = None
    """The key of the server at ``base_url``; hosted providers' keys have their own variables."""
    timeout: float = Field(default=TIMEOUT, gt=0, le=3600, allow_inf_nan=False)
    """For how many seconds a chat model may be silent."""
    context: int | None = Field(default=None, ge=1024)
    """How many tokens the chat model takes, its reply included; None: what it says, else 4096."""

    @field_validator("sources", "index_dir", mode="before")
    @classmethod
    def _path(cls, value: object) -> object:
        """Refuse an empty path, which would mean the current folder; read ``~`` as home."""
        if isinstance(value, str | Path):
            if not str(value).strip():
                raise ValueError("is empty; it must name a folder")
            return Path(value).expanduser()
        return value

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        """Refuse what is no address, and secrets in one: addresses are shown and logged."""
        if value is None:
            return None
        value = value.strip()
        try:
            parts = urlsplit(value)
            good = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        except ValueError:
            good = False
        if not good:
            raise ValueError("is not an address such as http://127.0.0.1:8080/v1")
        if parts.username is not None or parts.query or parts.fragment:
            raise ValueError(
                "must hold no user, password or query; the server's key goes into ASSISTANT_API_KEY"
            )
        return value

    @field_validator("api_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        """An empty key is none; one with a line's end in it was copied wrongly."""
        key = value.get_secret_value().strip() if value else ""
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise ValueError("holds characters that no key has")
        return SecretStr(key) if key else None


def load_settings(
    sources: Path | str | None = None,
    index_dir: Path | str | None = None,
    model: str | None = None,
    embedder: str | None = None,
    base_url: str | None = None,
    reranker: str | None = None,
) -> Settings:
    """What is given, else the environment, else the defaults.

    Raises SettingsError that names the option or variable whose value cannot be used.
    """
    given: dict[str, Path | str | None] = {
        "sources": sources,
        "index_dir": index_dir,
        "model": model,
        "embedder": embedder,
        "base_url": base_url,
        "reranker": reranker,
    }
    given = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False)[0]
    field = str(first["loc"][0]).removeprefix(PREFIX.lower())
    name = field if field in given else PREFIX + field.upper()
    reason = str(first["msg"]).removeprefix("Value error, ")
    raise SettingsError(f"{name}: {reason}")
