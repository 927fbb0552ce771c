"""Hugging Face models that run in this process, from a folder or the hub's cache."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.models.errors import ChatModelError, Place, Said
from assistant.models.langchain_models import LangChainModel

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LONGEST_REPLY = 512  # tokens


class LocalPipeline(LangChainModel):
    """A model in this process. Nothing is downloaded for it."""

    def __init__(self, model: str, timeout: float, window: int | None) -> None:
        """``model``: a folder, or a name on the hub that was downloaded before."""
        place = Place(
            model=f"huggingface:{model}",
            where=Said("here"),
            fetch=Said("fetch_folder", model),
        )

        def build(_cold: bool) -> BaseChatModel:
            from langchain.chat_models import init_chat_model

            return init_chat_model(
                str(_folder(model, place)),
                model_provider="huggingface",
                max_tokens=LONGEST_REPLY,
                do_sample=False,
            )

        super().__init__(place, build, timeout=timeout, window=window, blocks=True)

    def _window_of(self, model: BaseChatModel) -> int | None:
        config = _transformer(model).config
        return getattr(config, "max_position_embeddings", None)

    def _call_options(self, model: BaseChatModel, closed: threading.Event) -> dict[str, Any]:
        """End the text at the next token when nobody reads on.

        The pipeline generates on a thread of its own that closing the stream does not stop, and
        takes its stopping criteria from nobody; but it takes processors of the scores.
        """
        from transformers import LogitsProcessorList

        end = _transformer(model).generation_config.eos_token_id

        def score(_ids: Any, scores: Any) -> Any:
            if closed.is_set() and end is not None:
                scores[:, end] = float("inf")
            return scores

        return {"pipeline_kwargs": {"logits_processor": LogitsProcessorList([score])}}


def _transformer(model: Any) -> Any:
    """The transformers model inside LangChain's ChatHuggingFace."""
    return model.llm.pipeline.model


def _folder(model: str, place: Place) -> Path:
    """The folder that holds the model. Raises ChatModelError when it is not on this machine."""
    folder = Path(model).expanduser()
    if not folder.is_dir():
        from huggingface_hub import snapshot_download

        with contextlib.suppress(Exception):  # not a name, or not downloaded: the same to a user
            folder = Path(snapshot_download(model, local_files_only=True))
    if not (folder / "config.json").is_file():
        raise ChatModelError("unknown_model", place)
    return folder
