"""A cross-encoder in torch, begun as one of two models, written for onnxruntime."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn

from assistant.reader.cross_encoder import NUMBERS, SAYS
from assistant.training.pretrained import Pretrained, pretrained
from index.encoder import ENCODER_FOLDER, TOKENS
from index.training.bilingual import BILINGUAL, layers_of
from index.training.blocks import HEADS, Block, layer_of, norm_of
from index.training.graph import EPSILON, MOST, Array, Arrays, Graph

LOWEST = 6  # layers of the pretrained model's twelve
_SELDOM = -1.0  # log odds that a sentence answers, before anything is learnt


class Transformer(nn.Module):
    """Tokens' vectors to NUMBERS numbers a token."""

    def __init__(self, layers: int, width: int, wide: int, places: int) -> None:
        super().__init__()
        self.places, self.kinds = nn.Embedding(places, width), nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=EPSILON)
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


def as_encoder() -> Transformer:
    """A cross-encoder with the layers of the bilingual encoder, read back from its graph.

    That a token is of the article, not of the question, begins as the vector with which BERT's own
    second text is told from its first. Raises FileNotFoundError, and ValueError when the shipped
    encoder, whose tokens' vectors it will read, was made of another one.
    """
    from transformers import AutoModel

    from index.training.teacher import teacher_folder

    graph = layers_of(BILINGUAL)
    if (BILINGUAL / TOKENS).read_bytes() != (ENCODER_FOLDER / TOKENS).read_bytes():
        raise ValueError(
            f"{BILINGUAL} and {ENCODER_FOLDER} have other tokens' vectors: "
            "run `python -m index.training.encoder`"
        )
    teacher = AutoModel.from_pretrained(teacher_folder(), local_files_only=True)
    kinds = teacher.embeddings.token_type_embeddings.weight.detach()
    places, wide = graph["places"], len(graph["layers.0.up.bias"])
    model = Transformer(graph.layers, places.shape[1], wide, places.shape[0])
    state = {
        name: torch.from_numpy(graph[name])
        for name in model.state_dict()
        if not name.startswith(("places", "kinds", "head"))
    }
    state["places.weight"], state["kinds.weight"] = torch.from_numpy(places), kinds - kinds[0]
    model.load_state_dict(state, strict=False)
    return _untaught(model)


def as_pretrained(layers: int = LOWEST) -> Transformer:
    """A cross-encoder with the lowest layers of the pretrained model.

    That a token is of the article, not of the question, is told by nothing before it is learnt.
    """
    file = pretrained()
    model = Transformer(layers, file.width, file.wide, file.places)
    state = {
        "places.weight": file.array("emb.pos", -1, file.width)
        + file.array("emb.type", -1, file.width)[0],
        "kinds.weight": np.zeros((2, file.width), np.float32),
        "norm.weight": file.array("emb.ln.w", -1),
        "norm.bias": file.array("emb.ln.b", -1),
    }
    for number in range(layers):
        state |= _pretrained_layer(file, f"l{number}", f"layers.{number}")
    model.load_state_dict({k: torch.from_numpy(v) for k, v in state.items()}, strict=False)
    return _untaught(model)


def _pretrained_layer(file: Pretrained, theirs: str, mine: str) -> dict[str, Array]:
    width, wide = file.width, file.wide
    three = [f"{theirs}.{part}" for part in "qkv"]
    found = {
        f"{mine}.projections.weight": np.concatenate(
            [file.array(f"{part}.w", width, width) for part in three]
        ),
        f"{mine}.projections.bias": np.concatenate([file.array(f"{part}.b", -1) for part in three]),
    }
    for name, of_file, shape in (
        ("seen", "ao", (width, width)),
        ("up", "fi", (wide, width)),
        ("down", "fo", (width, wide)),
        ("seen_norm", "aln", (width,)),
        ("norm", "oln", (width,)),
    ):
        found[f"{mine}.{name}.weight"] = file.array(f"{theirs}.{of_file}.w", *shape)
        found[f"{mine}.{name}.bias"] = file.array(f"{theirs}.{of_file}.b", -1)
    return found


def as_written(path: Path) -> Transformer:
    """A cross-encoder read back from the graph that `export` wrote, with its rounded weights."""
    graph = Arrays(path)
    places, wide = graph["places"], len(graph["layers.0.up.bias"])
    model = Transformer(graph.layers, places.shape[1], wide, places.shape[0])
    named = {"places.weight": places, "head.weight": graph["head.weight"].T}
    state = {
        name: torch.tensor(named[name] if name in named else graph[name])
        for name in model.state_dict()
    }
    model.load_state_dict(state)
    return model


def _untaught(model: Transformer) -> Transformer:
    with torch.no_grad():
        nn.init.normal_(model.head.weight, std=0.02)
        nn.init.zeros_(model.head.bias)
        model.head.bias[SAYS] = _SELDOM
    return model


def export(model: Transformer, path: Path, most: int = MOST) -> None:
    """Write the layers for onnxruntime, their weights in integers, ``most`` of them at most."""
    state = {name: values.detach().numpy() for name, values in model.state_dict().items()}
    width = state["head.weight"].shape[1]
    graph = Graph(HEADS, most)
    placed = graph.placed("tokens", state["places.weight"])
    table = graph.array("kinds.weight", state["kinds.weight"])
    of_kind = graph.add("Gather", [table, "kinds"], "kind", axis=0)
    x = graph.norm(graph.add("Add", [placed, of_kind], "embedded"), "norm", norm_of(state, "norm"))
    for number in range(len(model.layers)):
        x = graph.layer(x, f"layers.{number}", layer_of(state, f"layers.{number}"))
    head = graph.array("head.weight", state["head.weight"].T)
    said = graph.add("MatMul", [x, head], "said")
    graph.add("Add", [said, graph.array("head.bias", state["head.bias"])], "numbers")
    inputs = {"tokens": (np.float32, (1, "length", width)), "kinds": (np.int64, (1, "length"))}
    graph.write(path, inputs, "numbers", (1, "length", NUMBERS))
