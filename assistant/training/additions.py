"""Low-rank additions to a cross-encoder's products, and the graph that has them.

What is taught later, and of some texts alone, is added to the products of the layers as they are:
two narrow matrices to each (E. Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models",
2022). The graph that is written holds what was taught; of the weights it adds to it says where they
stand in the file of the layers beside it (ONNX's external data), so that both are read from one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

from assistant.training.transformer import Transformer
from index.training.graph import Array

PRODUCTS = ("projections", "seen", "up", "down")  # of each layer
SMALL = 64  # bytes: arrays of fewer are written once more
_LARGEST = 127  # of the integers that additions are rounded to


class Added(nn.Module):
    """A product that is held, and what is added to it: nothing, before it is taught."""

    def __init__(self, product: nn.Linear, rank: int) -> None:
        super().__init__()
        self.product = product
        narrow = torch.randn(rank, product.in_features) / product.in_features**0.5
        self.narrow = nn.Parameter(narrow)
        self.widen = nn.Parameter(torch.zeros(product.out_features, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(..., inputs) -> (..., outputs)."""
        said: torch.Tensor = self.product(x)
        return said + functional.linear(functional.linear(x, self.narrow), self.widen)


def add_to(model: Transformer, rank: int) -> None:
    """Add to the products of all layers; of the model itself only the head is taught any more."""
    for parameter in model.parameters():
        parameter.requires_grad = False
    for layer in model.layers:
        for name in PRODUCTS:
            setattr(layer, name, Added(getattr(layer, name), rank))
    for parameter in model.head.parameters():
        parameter.requires_grad = True


def write(model: Transformer, layers: Path, path: Path) -> None:
    """Write the graph of a model that was added to, for the folder in which its layers are."""
    content = layers.read_bytes()
    file = onnx.load_from_string(content)
    taught = {
        name: values.detach().numpy()
        for name, values in model.named_parameters()
        if values.requires_grad
    }
    arrays, nodes = _Arrays(), []
    for array in file.graph.initializer:
        values = taught.get(array.name)
        if values is not None:
            values = values.T if array.name == "head.weight" else values
            arrays.whole(array.name, np.ascontiguousarray(values))
        elif len(array.raw_data) < SMALL:
            arrays.found.append(array)
        else:
            arrays.elsewhere(array, layers.name, content.index(array.raw_data))
    for node in file.graph.node:
        name = node.output[0]
        narrow, widen = (taught.get(f"{name}.{part}") for part in ("narrow", "widen"))
        if narrow is None or widen is None:
            nodes.append(node)
            continue
        x, node.output[0] = node.input[0], f"{name}.held"
        nodes += [
            node,
            *arrays.rounded(f"{name}.narrow", narrow.T, axis=0),
            *arrays.rounded(f"{name}.widen", widen.T, axis=1),
            helper.make_node("MatMul", [x, f"{name}.narrow"], [f"{name}.few"]),
            helper.make_node("MatMul", [f"{name}.few", f"{name}.widen"], [f"{name}.added"]),
            helper.make_node("Add", [f"{name}.held", f"{name}.added"], [name]),
        ]
    del file.graph.initializer[:], file.graph.node[:]
    file.graph.initializer.extend(arrays.found)
    file.graph.node.extend(nodes)
    path.write_bytes(file.SerializeToString())


class _Arrays:
    """The arrays of a graph as it is written."""

    def __init__(self) -> None:
        self.found: list[Any] = []

    def whole(self, name: str, values: NDArray[Any]) -> None:
        """An array that the graph holds."""
        self.found.append(numpy_helper.from_array(values, name))

    def elsewhere(self, array: Any, file: str, offset: int) -> None:
        """An array that stands in another file, from that byte on."""
        held = TensorProto(
            name=array.name,
            data_type=array.data_type,
            dims=array.dims,
            data_location=TensorProto.EXTERNAL,
        )
        where = {"location": file, "offset": offset, "length": len(array.raw_data)}
        for key, value in where.items():
            held.external_data.add(key=key, value=str(value))
        self.found.append(held)

    def rounded(self, name: str, values: Array, axis: int) -> list[Any]:
        """An array in 8-bit integers, and the nodes that make it whole as the graph is opened.

        All numbers along the axis have one scale.
        """
        scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-12) / _LARGEST
        self.whole(f"{name}.rounded", np.round(values / scale).astype(np.int8))
        self.whole(f"{name}.scale", scale.astype(np.float32))
        return [
            helper.make_node(
                "Cast", [f"{name}.rounded"], [f"{name}.integers"], to=TensorProto.FLOAT
            ),
            helper.make_node("Mul", [f"{name}.integers", f"{name}.scale"], [name]),
        ]
