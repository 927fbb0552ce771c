"""Chat models opened, by name or around a LangChain chat model, with what each provider is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.models.errors import Place, Said
from assistant.models.langchain_models import WINDOW, LangChainModel
from assistant.models.pipelines import LocalPipeline
from assistant.models.providers import Provider, host_of, split_name
from index.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from pydantic import SecretStr

CONNECT = 10.0  # seconds to open a connection
GRACE = 5.0  # seconds by which a client outwaits LangChainModel, whose clock is the one that tells
# Where LangChain's chat models keep their address.
_ADDRESSES = ("openai_api_base", "anthropic_api_url", "endpoint", "base_url")


def named_model(
    name: str,
    base_url: str | None,
    api_key: SecretStr | str | None,
    timeout: float,
    window: int | None,
) -> LangChainModel:
    """See ``assistant.models.open_model``."""
    provider, model = split_name(name)
    name = f"{provider.name}:{model}"
    if base_url and provider.name not in {"openai", "ollama"}:
        raise ModelError(
            f"{name} cannot be asked at ASSISTANT_BASE_URL, which is for openai:NAME and "
            f"ollama:NAME; unset it, or name the model so"
        )
    if not provider.installed:
        raise ModelError(f"{name} needs a package that is not installed: `{provider.install}`")
    if provider.name == "huggingface":
        return LocalPipeline(model, timeout, window)
    key = api_key if isinstance(api_key, str) or api_key is None else api_key.get_secret_value()
    key = key if base_url else None
    if window is None and (base_url or provider.name == "ollama"):
        window = WINDOW  # what the server runs with is not what the model could take
    place = _place(provider, model, base_url)
    options = _options(provider, base_url, key, timeout, window)

    def build(cold: bool) -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        given = {**options, "temperature": 0} if cold else options
        made: BaseChatModel = init_chat_model(model, model_provider=provider.name, **given)
        return made

    return LangChainModel(
        place,
        build,
        timeout=timeout,
        window=window,
        missing_key=lambda: not base_url and not provider.keyed,
        secrets=[key] if key else [],
    )


def given_model(model: BaseChatModel, timeout: float, window: int | None) -> LangChainModel:
    """Around a LangChain chat model as its owner set it up. Raises ModelError for anything else."""
    from langchain_core.language_models import BaseChatModel
    from pydantic import SecretStr

    if not isinstance(model, BaseChatModel):
        raise ModelError(
            f"a model is a name or a LangChain chat model, not {type(model).__name__}; "
            "bind nothing to it, name one such as 'ollama:qwen3:8b', or leave it out"
        )
    told = model._get_ls_params()
    provider = told.get("ls_provider") or type(model).__name__
    called = told.get("ls_model_name") or getattr(model, "model_id", None)
    name = f"{provider}:{called}" if called else provider
    address = next((a for a in (getattr(model, n, None) for n in _ADDRESSES) if a), None)
    place = Place(
        model=name,
        where=Said("at", host_of(address)) if isinstance(address, str) else Said("object"),
    )
    secrets = [one.get_secret_value() for one in vars(model).values() if isinstance(one, SecretStr)]
    return LangChainModel(
        place, lambda _cold: model, timeout=timeout, window=window, blocks=True, secrets=secrets
    )


def _place(provider: Provider, model: str, base_url: str | None) -> Place:
    address = base_url or provider.address
    ollama = provider.name == "ollama"
    if address:
        start = Said("start_address", "ASSISTANT_BASE_URL" if base_url else provider.address_set)
    else:
        start = Said("start_ollama" if ollama else "start_network")
    fetch = Said("fetch_address" if base_url else "fetch_name")
    return Place(
        model=f"{provider.name}:{model}",
        where=Said("at", host_of(address) if address else provider.host),
        keys=("ASSISTANT_API_KEY",) if base_url else provider.keys,
        start=start,
        fetch=Said("fetch_ollama", model) if ollama else fetch,
    )


def _options(
    provider: Provider, base_url: str | None, key: str | None, timeout: float, window: int | None
) -> dict[str, Any]:
    """What init_chat_model is told beside the model's name; retries are LangChainModel's."""
    import httpx

    silence = timeout + GRACE
    patience = httpx.Timeout(silence, connect=min(CONNECT, timeout))
    if provider.name == "ollama":
        client: dict[str, Any] = {"timeout": patience}
        if key:
            client["headers"] = {"Authorization": f"Bearer {key}"}
        # Ollama drops what is beyond num_ctx without a word, so it must be told; and it must not
        # think aloud, which costs minutes and mixes with the text.
        address = {"base_url": base_url} if base_url else {}
        return {"num_ctx": window, "reasoning": False, "client_kwargs": client, **address}
    if provider.name == "openai":
        # A server of one's own is never sent the key of the hosted one.
        address = {"base_url": base_url, "api_key": key or "none"} if base_url else {}
        return {"timeout": patience, "max_retries": 0, "stream_chunk_timeout": None, **address}
    if provider.name == "anthropic":
        return {"timeout": silence, "max_retries": 0}
    return {"timeout": round(silence), "max_retries": 1}  # 1: one attempt
