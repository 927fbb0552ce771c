"""A trained sentence encoder, written as `index.encoder` reads it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from index.encoder import LAYERS, TOKENS

_NOWHERE = -1e4  # attention score of a place that holds no token


class Layers(torch.nn.Module):
    """A BERT without its word vectors: tokens' vectors and a mask to one unit vector a text."""

    def __init__(self, bert: Any) -> None:
        super().__init__()
        self.bert = bert
        self.heads = int(bert.config.num_attention_heads)

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(texts, longest, dimension) and (texts, longest) -> (texts, dimension)."""
        embeddings = self.bert.embeddings
        places = embeddings.position_embeddings(torch.arange(tokens.shape[1]))
        x = embeddings.LayerNorm(tokens + places + embeddings.token_type_embeddings.weight[0])
        nowhere = (1 - mask)[:, None, None, :] * _NOWHERE
        for layer in self.bert.encoder.layer:
            attention = layer.attention
            its = attention.self
            query, key, value = (self._split(part(x)) for part in (its.query, its.key, its.value))
            scores = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5
            seen = ((scores + nowhere).softmax(-1) @ value).transpose(1, 2).flatten(2)
            x = attention.output.LayerNorm(attention.output.dense(seen) + x)
            wide = functional.gelu(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(layer.output.dense(wide) + x)
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(pooled, dim=-1)

    def _split(self, x: torch.Tensor) -> torch.Tensor:
        """(texts, longest, dimension) -> (texts, heads, longest, dimension / heads)."""
        texts, longest, width = x.shape
        return x.view(texts, longest, self.heads, width // self.heads).transpose(1, 2)


def export(bert: Any, folder: Path) -> None:
    """Write the layers for onnxruntime, and the tokens' vectors, both in 8-bit integers."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    vectors = bert.embeddings.word_embeddings.weight.detach().numpy()
    scales = np.abs(vectors).max(axis=1) / 127
    rounded = np.round(vectors / scales[:, None]).astype(np.int8)
    np.savez(folder / TOKENS, vectors=rounded, scales=scales.astype(np.float32))
    example = (torch.zeros(2, 5, vectors.shape[1]), torch.ones(2, 5))
    sizes = {0: "texts", 1: "longest"}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / LAYERS
        torch.onnx.export(
            Layers(bert).eval(),
            example,
            str(whole),
            input_names=["tokens", "mask"],
            output_names=["vectors"],
            dynamic_axes={"tokens": sizes, "mask": sizes},
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(whole, folder / LAYERS, per_channel=True, weight_type=QuantType.QInt8)
