"""A sentence encoder, written as `index.encoder` reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import LAYERS, TOKENS
from index.training.blocks import HEADS
from index.training.graph import Array, Graph, Layer, Linear, Norm


def export(bert: Any, folder: Path) -> None:
    """Write the layers for onnxruntime, and the tokens' vectors, both in 8-bit integers."""
    folder.mkdir(parents=True, exist_ok=True)
    vectors = _array(bert.embeddings.word_embeddings.weight)
    scales = np.abs(vectors).max(axis=1) / 127
    rounded = np.round(vectors / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    np.savez(folder / TOKENS, vectors=rounded, scales=scales.astype(np.float32))
    embeddings = bert.embeddings
    places = _array(embeddings.position_embeddings.weight)
    kind = _array(embeddings.token_type_embeddings.weight)[0]
    layers = [_layer(layer) for layer in bert.encoder.layer]
    heads = int(bert.config.num_attention_heads)
    write(folder / LAYERS, places + kind, _norm(embeddings.LayerNorm), layers, heads)


def write(path: Path, places: Array, norm: Norm, layers: list[Layer], heads: int = HEADS) -> None:
    """The graph of an encoder: tokens' vectors (1, longest, width) to a unit vector (1, width)."""
    width = places.shape[1]
    graph = Graph(heads)
    x = graph.norm(graph.placed("tokens", places), "norm", norm)
    for number, layer in enumerate(layers):
        x = graph.layer(x, f"layers.{number}", layer)
    mean = graph.add("ReduceMean", [x, graph.array("over", np.array([1]))], "mean", keepdims=0)
    graph.add("LpNormalization", [mean], "vectors", axis=-1, p=2)
    graph.write(path, {"tokens": (np.float32, (1, "longest", width))}, "vectors", (1, width))


def _layer(layer: Any) -> Layer:
    attention, its = layer.attention, layer.attention.self
    parts = [_linear(part) for part in (its.query, its.key, its.value)]
    return Layer(
        Linear(*(np.concatenate(together) for together in zip(*parts, strict=True))),
        _linear(attention.output.dense),
        _norm(attention.output.LayerNorm),
        _linear(layer.intermediate.dense),
        _linear(layer.output.dense),
        _norm(layer.output.LayerNorm),
    )


def _linear(module: Any) -> Linear:
    return Linear(_array(module.weight), _array(module.bias))


def _norm(module: Any) -> Norm:
    return Norm(_array(module.weight), _array(module.bias))


def _array(parameter: Any) -> Array:
    values: Array = parameter.detach().numpy()
    return values
