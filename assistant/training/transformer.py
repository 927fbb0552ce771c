"""The cross-encoder in torch: begun from the shipped sentence encoder, written for onnxruntime."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from index.encoder import ENCODER_FOLDER
from index.encoder import LAYERS as ENCODER_LAYERS

HEADS = 12
NUMBERS = 4  # of a token, that the model gives
_NOWHERE = -1e4  # attention score of a place that holds no token
_SELDOM = -1.0  # log odds that a sentence answers, before anything is learnt


class Block(nn.Module):
    """A transformer layer, with its three projections in one product."""

    def __init__(self, width: int, wide: int) -> None:
        super().__init__()
        self.projections = nn.Linear(width, 3 * width)
        self.seen = nn.Linear(width, width)
        self.seen_norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, wide), nn.Linear(wide, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: torch.Tensor, nowhere: torch.Tensor) -> torch.Tensor:
        """(runs, longest, width) and (runs, 1, 1, longest) -> (runs, longest, width)."""
        runs, longest, width = x.shape
        parts = self.projections(x).view(runs, longest, 3, HEADS, width // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) * (1 / math.sqrt(width // HEADS)) + nowhere
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(runs, longest, width)
        x = self.seen_norm(x + self.seen(seen))
        forward: torch.Tensor = self.norm(x + self.down(functional.gelu(self.up(x))))
        return forward


class Transformer(nn.Module):
    """Tokens' vectors to NUMBERS numbers a token."""

    def __init__(self, layers: int, width: int, wide: int, places: int) -> None:
        super().__init__()
        self.places, self.kinds = nn.Embedding(places, width), nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Block(width, wide) for _ in range(layers))
        self.head = nn.Linear(width, NUMBERS)

    def forward(
        self, tokens: torch.Tensor, kinds: torch.Tensor, nowhere: torch.Tensor
    ) -> torch.Tensor:
        """(runs, longest, width), (runs, longest), (runs, 1, 1, longest)
        -> (runs, longest, NUMBERS)."""
        places = self.places(torch.arange(tokens.shape[1]))
        x = self.norm(tokens + places + self.kinds(kinds))
        for layer in self.layers:
            x = layer(x, nowhere)
        numbers: torch.Tensor = self.head(x)
        return numbers


def no_place(present: torch.Tensor) -> torch.Tensor:
    """What is added to attention scores, so that only tokens are attended to: present is 1."""
    return (1 - present)[:, None, None, :] * _NOWHERE


def begun() -> Transformer:
    """A cross-encoder with the layers of the shipped sentence encoder, read back from its graph.

    That a token is of the article, not of the question, begins as the vector with which BERT's own
    second text is told from its first.
    """
    from transformers import AutoModel

    from index.training.teacher import teacher_folder

    teacher = AutoModel.from_pretrained(teacher_folder(), local_files_only=True)
    kinds = teacher.embeddings.token_type_embeddings.weight.detach()
    graph = _Graph(ENCODER_FOLDER / ENCODER_LAYERS)
    places = graph.table("bert.embeddings.position_embeddings.weight")
    count = sum(name.endswith("intermediate.dense.bias") for name in graph.arrays)
    wide = len(graph["bert.encoder.layer.0.intermediate.dense.bias"])
    model = Transformer(count, places.shape[1], wide, places.shape[0])
    with torch.no_grad():
        model.places.weight.copy_(places)
        model.kinds.weight.copy_(kinds - kinds[0] + graph.first_kind())
        graph.copy(model.norm, "bert.embeddings.LayerNorm")
        products = iter(graph.products())
        for number, block in enumerate(model.layers):
            _fill(block, graph, f"bert.encoder.layer.{number}", products)
        nn.init.normal_(model.head.weight, std=0.02)
        model.head.bias.copy_(torch.tensor([0.0, 0.0, 0.0, _SELDOM]))
    return model


def _fill(block: Any, graph: _Graph, name: str, products: Any) -> None:
    """Copy a layer; ``products`` are the weights of all layers' matrix products, in order."""
    block.projections.weight.copy_(torch.cat([next(products) for _ in range(3)]))
    parts = ("query", "key", "value")
    biases = [graph[f"{name}.attention.self.{part}.bias"] for part in parts]
    block.projections.bias.copy_(torch.cat(biases))
    for linear, bias in (
        (block.seen, "attention.output.dense"),
        (block.up, "intermediate.dense"),
        (block.down, "output.dense"),
    ):
        linear.weight.copy_(next(products))
        linear.bias.copy_(graph[f"{name}.{bias}.bias"])
    graph.copy(block.seen_norm, f"{name}.attention.output.LayerNorm")
    graph.copy(block.norm, f"{name}.output.LayerNorm")


class _Graph:
    """The numbers of a graph that ``index.training.export`` wrote, in floating point."""

    def __init__(self, path: Path) -> None:
        import onnx
        from onnx.numpy_helper import to_array

        self._graph = onnx.load(path).graph
        self.arrays = {tensor.name: to_array(tensor) for tensor in self._graph.initializer}

    def __getitem__(self, name: str) -> torch.Tensor:
        return torch.from_numpy(np.array(self.arrays[name], dtype=np.float32))

    def table(self, name: str) -> torch.Tensor:
        """Numbers that were rounded to 8-bit integers, (rows, columns)."""
        rounded = self[f"{name}_quantized"] - self[f"{name}_zero_point"]
        return rounded * self[f"{name}_scale"]

    def products(self) -> list[torch.Tensor]:
        """The weights of the matrix products, in order, as ``nn.Linear`` holds them."""
        used = [node.input[1] for node in self._graph.node if node.op_type == "MatMulInteger"]
        names = [name for name in used if name in self.arrays]
        return [self.table(name.removesuffix("_quantized")).T.contiguous() for name in names]

    def first_kind(self) -> torch.Tensor:
        """The vector of a text of the first kind, the only addition that has no name."""
        width = len(self["bert.embeddings.LayerNorm.weight"])
        (found,) = (
            name
            for name, array in self.arrays.items()
            if name.startswith("onnx::Add") and array.shape == (width,)
        )
        return self[found]

    def copy(self, norm: Any, name: str) -> None:
        norm.weight.copy_(self[f"{name}.weight"])
        norm.bias.copy_(self[f"{name}.bias"])


class _Alone(nn.Module):
    """The model for one run at a time, in which every place holds a token."""

    def __init__(self, model: Transformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, tokens: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        numbers: torch.Tensor = self.model(tokens, kinds, torch.zeros(1))
        return numbers


def export(model: Transformer, path: Path) -> None:
    """Write the layers for onnxruntime, their weights in 8-bit integers."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    width = model.head.in_features
    example = (torch.zeros(1, 5, width), torch.zeros(1, 5, dtype=torch.long))
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "layers.onnx"
        torch.onnx.export(
            _Alone(model).eval(),
            example,
            str(whole),
            input_names=["tokens", "kinds"],
            output_names=["numbers"],
            dynamic_axes={"tokens": {1: "length"}, "kinds": {1: "length"}},
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(
            whole,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            reduce_range=True,  # 7 bits: some processors' sums of 8-bit products overflow
        )
