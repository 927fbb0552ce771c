"""Transformers as graphs that onnxruntime runs fast, the weights of their products in few bits.

Of one text at a time, a quarter of the time of a graph that torch exports goes into nodes that only
look up shapes, and into the fusion of sums with layer normalisations, which onnxruntime computes
far slower than the two apart. Here every node is written as it is to run: the three projections of
a layer in one product, attention in one node, sums and normalisations apart, no shapes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.float32]
EPSILON = 1e-12
MOST = 64  # of the integers that weights are rounded to: some processors' sums of products overflow
_FUSED = "com.microsoft"  # the domain of onnxruntime's own operators


class Linear(NamedTuple):
    """A product: weight (outputs, inputs) and bias (outputs,), as torch holds them."""

    weight: Array
    bias: Array


class Norm(NamedTuple):
    """A layer normalisation: both (width,)."""

    weight: Array
    bias: Array


class Layer(NamedTuple):
    """A transformer layer; ``projections`` are those to queries, keys and values."""

    projections: Linear
    seen: Linear
    seen_norm: Norm
    up: Linear
    down: Linear
    norm: Norm


class Graph:
    """A graph as it is written."""

    def __init__(self, heads: int, most: int = MOST) -> None:
        """``most``: weights are rounded to integers from -most to most."""
        self._heads, self._most = heads, most
        self._nodes: list[Any] = []
        self._arrays: list[Any] = []

    def add(
        self, operator: str, inputs: Sequence[str], name: str, fused: bool = False, **how: Any
    ) -> str:
        """A node with one output, ``name``."""
        domain = _FUSED if fused else ""
        self._nodes.append(helper.make_node(operator, inputs, [name], domain=domain, **how))
        return name

    def array(self, name: str, values: NDArray[Any]) -> str:
        """Numbers that the graph holds."""
        self._arrays.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def placed(self, tokens: str, places: Array) -> str:
        """The tokens' vectors (texts, longest, width), each with that of its place added."""
        self._nodes.append(helper.make_node("Shape", [tokens], ["longest"], start=1, end=2))
        first, axis = (self.array(n, np.array([0])) for n in ("first", "axis"))
        here = self.add("Slice", [self.array("places", places), first, "longest", axis], "here")
        return self.add("Add", [tokens, here], "placed")

    def norm(self, x: str, name: str, values: Norm) -> str:
        """Normalise each token's vector."""
        inputs = [x, *(self.array(f"{name}.{k}", v) for k, v in values._asdict().items())]
        return self.add("LayerNormalization", inputs, name, axis=-1, epsilon=EPSILON)

    def product(self, x: str, name: str, values: Linear) -> str:
        """A product in 8-bit integers; each output has a scale of its own."""
        scale = np.abs(values.weight).max(axis=1) / self._most
        rounded = np.round(values.weight / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
        inputs = [
            x,
            self.array(f"{name}.weight", rounded.T),
            self.array(f"{name}.scale", scale.astype(np.float32)),
            "",
            self.array(f"{name}.bias", values.bias),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, name, fused=True)

    def layer(self, x: str, name: str, values: Layer) -> str:
        """A transformer layer."""
        three = self.product(x, f"{name}.projections", values.projections)
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        self._nodes.append(helper.make_node("Split", [three], parts, axis=-1, num_outputs=3))
        seen = self.add(
            "MultiHeadAttention", parts, f"{name}.attention", True, num_heads=self._heads
        )
        seen = self.product(seen, f"{name}.seen", values.seen)
        x = self.add("Add", [seen, x], f"{name}.seen_sum")
        x = self.norm(x, f"{name}.seen_norm", values.seen_norm)
        wide = self.product(x, f"{name}.up", values.up)
        wide = self.add("Gelu", [wide], f"{name}.gelu", True)
        down = self.product(wide, f"{name}.down", values.down)
        return self.norm(self.add("Add", [down, x], f"{name}.sum"), f"{name}.norm", values.norm)

    def write(
        self,
        path: Path,
        inputs: Mapping[str, tuple[type, Sequence[int | str]]],
        output: str,
        sizes: Sequence[int | str],
    ) -> None:
        """Write it; sizes that are free have a name."""
        given = [
            helper.make_tensor_value_info(
                name, helper.np_dtype_to_tensor_dtype(np.dtype(kind)), list(of_input)
            )
            for name, (kind, of_input) in inputs.items()
        ]
        made = helper.make_tensor_value_info(output, TensorProto.FLOAT, list(sizes))
        graph = helper.make_graph(self._nodes, "layers", given, [made], self._arrays)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        onnx.checker.check_model(model)
        onnx.save(model, path)


class Arrays:
    """The numbers of a graph that `Graph` wrote, products' weights in floating point again."""

    def __init__(self, path: Path) -> None:
        self._arrays = {
            tensor.name: numpy_helper.to_array(tensor)
            for tensor in onnx.load(path).graph.initializer
        }
        self.layers = sum(name.endswith(".up.bias") for name in self._arrays)

    def __getitem__(self, name: str) -> Array:
        """Numbers by name; a product's weight as (outputs, inputs)."""
        scale = self._arrays.get(name.removesuffix(".weight") + ".scale")
        values = self._arrays[name].astype(np.float32)
        return values if scale is None else np.ascontiguousarray((values * scale).T)
