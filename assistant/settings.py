"""Settings: environment variables that start with ``ASSISTANT_``, under what the caller names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.data import data_dir
from index.errors import SettingsError

PREFIX = "ASSISTANT_"

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseSettings):
    """Each field is read from ``ASSISTANT_<FIELD>`` unless it is given."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    sources: Path = Field(default_factory=lambda: data_dir("seeds"))
    """The folder of articles."""
    index_dir: Path | None = None
    """Where its index is kept; None: the user's cache folder."""
    model: Name = "embedded"
    """What answers."""
    embedder: Name = "embedded"
    """What turns text into vectors."""

    @field_validator("sources", "index_dir", mode="before")
    @classmethod
    def _path(cls, value: object) -> object:
        """Refuse an empty path, which would mean the current folder; read ``~`` as home."""
        if isinstance(value, str | Path):
            if not str(value).strip():
                raise ValueError("is empty; it must name a folder")
            return Path(value).expanduser()
        return value


def load_settings(
    sources: Path | str | None = None,
    index_dir: Path | str | None = None,
    model: str | None = None,
    embedder: str | None = None,
) -> Settings:
    """What is given, else the environment, else the defaults.

    Raises SettingsError that names the option or variable whose value cannot be used.
    """
    given: dict[str, Path | str | None] = {
        "sources": sources,
        "index_dir": index_dir,
        "model": model,
        "embedder": embedder,
    }
    given = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]).removeprefix(PREFIX.lower())
        name = field if field in given else PREFIX + field.upper()
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise SettingsError(f"{name}: {reason}") from error
