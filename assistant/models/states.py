"""Which chat models could answer: what is installed, keyed, reachable; and one tiny try.

Only servers on this machine, and the one at ``base_url``, are asked; a hosted service is asked
nothing before ``try_model`` is told to.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from assistant.models import TIMEOUT, open_model
from assistant.models.providers import PROVIDERS, Provider, host_of
from assistant.models.servers import is_local, listed_at, names_in, with_scheme
from assistant.types import Message
from index.errors import ModelError

if TYPE_CHECKING:
    from pydantic import SecretStr
    from rich.table import Table

EMBEDDED = "embedded"
SHOWN = 6  # models of a server that the table names
OWN_KEY = "ASSISTANT_API_KEY"
OWN_SERVER = "openai"  # the provider that any OpenAI-compatible server is asked as


@dataclass(frozen=True, slots=True)
class ModelState:
    """A provider of chat models, or a server, as it is now."""

    provider: str  # "embedded", "ollama", ...
    where: str  # host, or "this machine"
    installed: bool
    keyed: bool | None  # None: it needs no key
    key: str | None  # the variables that may hold it
    reachable: bool | None  # None: not asked
    models: tuple[str, ...]  # that the server has, as they are named here
    hint: str  # what to do next


@dataclass(frozen=True, slots=True)
class Trial:
    """One tiny question to a model."""

    model: str
    works: bool
    first: float | None  # seconds to the first piece
    seconds: float  # to the end
    text: str  # what it said, or the line that says what is wrong


def states(
    base_url: str | None = None, api_key: SecretStr | str | None = None
) -> tuple[ModelState, ...]:
    """The embedded default, the server at ``base_url`` if one is named, and each provider."""
    embedded = ModelState(EMBEDDED, "this machine", True, None, None, True, (), "always there")
    own = [_own_server(base_url, _plain(api_key))] if base_url else []
    return (embedded, *own, *map(_state, PROVIDERS.values()))


def try_model(
    name: str,
    base_url: str | None = None,
    api_key: SecretStr | str | None = None,
    timeout: float = TIMEOUT,
    window: int | None = None,
) -> Trial:
    """Ask the model for one word; raises nothing, whatever is wrong with it."""
    if name == EMBEDDED:
        return Trial(name, True, 0.0, 0.0, "")
    begun = time.monotonic()
    first = None
    said = ""
    try:
        model = open_model(name, base_url=base_url, api_key=api_key, timeout=timeout, window=window)
        name = model.name
        with closing(model.stream([Message("user", "Reply with the word yes.")])) as pieces:
            for piece in pieces:
                first = first or time.monotonic() - begun
                said += piece
    except ModelError as error:
        return Trial(name, False, first, time.monotonic() - begun, str(error))
    return Trial(name, True, first, time.monotonic() - begun, " ".join(said.split()))


def as_json(found: Sequence[ModelState], trial: Trial | None = None) -> dict[str, Any]:
    """What ``assistant models --json`` prints."""
    shown: dict[str, Any] = {"models": [asdict(state) for state in found]}
    return {**shown, "trial": asdict(trial)} if trial else shown


def as_table(found: Sequence[ModelState]) -> Table:
    """The states as a table for the terminal."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("model", "installed", "key", "reachable", "next"):
        table.add_column(column, overflow="fold", no_wrap=column == "model")
    for state in found:
        cells = (
            f"{state.provider} at {state.where}" if state.key == OWN_KEY else state.provider,
            _said(state.installed),
            _said(state.keyed, unknown="not needed"),
            _said(state.reachable, unknown="not asked"),
            state.hint,
        )
        table.add_row(*map(escape, cells))
    return table


def as_line(trial: Trial) -> str:
    """A trial in one line."""
    if not trial.works:
        return trial.text
    return f"{trial.model} answers: {trial.seconds:.1f} s, the first word after {trial.first:.1f} s"


def _state(provider: Provider) -> ModelState:
    address = provider.address or provider.host
    reachable: bool | None = None
    models: tuple[str, ...] = ()
    if provider.name == "ollama" and is_local(address):
        listed = listed_at(f"{with_scheme(address)}/api/tags", None)
        reachable = isinstance(listed, dict)
        models = names_in(listed, provider.name, "models", "name")
    return ModelState(
        provider=provider.name,
        where=provider.host if address == provider.host else host_of(address),
        installed=provider.installed,
        keyed=provider.keyed if provider.keys else None,
        key=" or ".join(provider.keys) or None,
        reachable=reachable,
        models=models,
        hint=_hint(provider, reachable, models),
    )


def _own_server(base_url: str, key: str | None) -> ModelState:
    """The OpenAI-compatible server at ``base_url``."""
    listed = listed_at(f"{base_url.rstrip('/')}/models", key)
    models = names_in(listed, OWN_SERVER, "data", "id")
    provider = PROVIDERS[OWN_SERVER]
    if isinstance(listed, int):
        refused = listed in {401, 403}
        hint = (
            f"it refused the key; check {OWN_KEY}"
            if refused
            else (f"it answers HTTP {listed} to /models; check ASSISTANT_BASE_URL, often with /v1")
        )
    elif listed is None:
        hint = "start it, or check ASSISTANT_BASE_URL"
    elif not provider.installed:
        hint = provider.install
    else:
        hint = _use(models, f"{OWN_SERVER}:NAME")
    return ModelState(
        provider=OWN_SERVER,
        where=host_of(base_url),
        installed=provider.installed,
        keyed=bool(key) or None,
        key=OWN_KEY,
        reachable=listed is not None,
        models=models,
        hint=hint,
    )


def _hint(provider: Provider, reachable: bool | None, models: Sequence[str]) -> str:
    example = f"{provider.name}:{provider.example}"
    if not provider.installed:
        return provider.install
    if not provider.keyed:
        return f"set {' or '.join(provider.keys)}"
    if provider.name == "ollama" and reachable is False:
        return "start it with `ollama serve`"
    if provider.name == "ollama" and reachable and not models:
        return f"`ollama pull {provider.example}`, then --model {example}"
    return _use(models, example)


def _use(models: Sequence[str], example: str) -> str:
    if not models:
        return f"--model {example}"
    more = f" and {len(models) - SHOWN} more" if len(models) > SHOWN else ""
    return "--model " + ", ".join(models[:SHOWN]) + more


def _plain(key: SecretStr | str | None) -> str | None:
    return key if isinstance(key, str) or key is None else key.get_secret_value()


def _said(value: bool | None, unknown: str = "") -> str:
    return unknown if value is None else "yes" if value else "no"
