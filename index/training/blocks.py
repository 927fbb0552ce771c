"""Transformer layers in torch, as they are taught before `index.training.graph` writes them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import nn
from torch.nn import functional

from index.training.graph import EPSILON, Array, Layer, Linear, Norm

HEADS = 12
_NOWHERE = -1e4  # attention score of a place that holds no token


class Block(nn.Module):
    """A transformer layer, with its three projections in one product."""

    def __init__(self, width: int, wide: int) -> None:
        super().__init__()
        self.projections = nn.Linear(width, 3 * width)
        self.seen = nn.Linear(width, width)
        self.seen_norm = nn.LayerNorm(width, eps=EPSILON)
        self.up, self.down = nn.Linear(width, wide), nn.Linear(wide, width)
        self.norm = nn.LayerNorm(width, eps=EPSILON)

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


def no_place(present: torch.Tensor) -> torch.Tensor:
    """What is added to attention scores, so that only tokens are attended to: present is 1."""
    return (1 - present)[:, None, None, :] * _NOWHERE


def layer_of(state: Mapping[str, Array], name: str) -> Layer:
    """The numbers of the `Block` of that name, to be written."""
    return Layer(
        _linear(state, f"{name}.projections"),
        _linear(state, f"{name}.seen"),
        norm_of(state, f"{name}.seen_norm"),
        _linear(state, f"{name}.up"),
        _linear(state, f"{name}.down"),
        norm_of(state, f"{name}.norm"),
    )


def norm_of(state: Mapping[str, Array], name: str) -> Norm:
    """The numbers of the layer normalisation of that name."""
    return Norm(state[f"{name}.weight"], state[f"{name}.bias"])


def _linear(state: Mapping[str, Array], name: str) -> Linear:
    return Linear(state[f"{name}.weight"], state[f"{name}.bias"])
