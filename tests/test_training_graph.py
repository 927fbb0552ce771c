"""Graphs of transformers compute what torch's modules would, but for the rounding of weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from assistant.reader.cross_encoder import CLAIMS, FIRST, LAYERS, SECOND
from assistant.training.additions import add_to, write
from assistant.training.transformer import Transformer, as_written, export
from index.encoder import session
from index.training.export import export as write_encoder
from index.training.graph import Array, Arrays


def test_a_written_cross_encoder_says_what_the_trained_one_says(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = Transformer(layers=2, width=48, wide=96, places=40).eval()
    export(model, tmp_path / "layers.onnx")
    tokens, kinds = torch.randn(1, 20, 48), torch.tensor([[0] * 6 + [1] * 14])
    with torch.no_grad():
        wanted = model(tokens, kinds, torch.zeros(1)).numpy()
    given = {"tokens": tokens.numpy(), "kinds": kinds.numpy()}
    (found,) = session(tmp_path / "layers.onnx").run(None, given)
    assert found.shape == wanted.shape
    assert np.abs(found - wanted).max() < 0.02 * np.abs(wanted).max()


def test_arrays_are_read_back(tmp_path: Path) -> None:
    model = Transformer(layers=2, width=48, wide=96, places=40)
    export(model, tmp_path / "layers.onnx")
    arrays = Arrays(tmp_path / "layers.onnx")
    assert arrays.layers == 2
    for name in ("norm.weight", "layers.1.seen.bias", "places"):
        key = "places.weight" if name == "places" else name
        assert np.array_equal(arrays[name], model.state_dict()[key].numpy())
    weight = model.state_dict()["layers.0.up.weight"].numpy()
    assert np.abs(arrays["layers.0.up.weight"] - weight).max() <= np.abs(weight).max() / 120


def test_a_written_encoder_gives_the_vectors_of_its_bert(tmp_path: Path) -> None:
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=50,
        hidden_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=96,
        max_position_embeddings=30,
    )
    bert: torch.nn.Module = BertModel(config, add_pooling_layer=False).train(False)
    torch.nn.init.normal_(bert.get_parameter("embeddings.token_type_embeddings.weight"))
    write_encoder(bert, tmp_path)
    ids = torch.arange(5, 20)[None]
    with torch.no_grad():
        mean = bert(input_ids=ids).last_hidden_state.mean(1)
        tokens = bert.get_parameter("embeddings.word_embeddings.weight")[ids].numpy()
    wanted = torch.nn.functional.normalize(mean, dim=-1).numpy()
    (found,) = session(tmp_path / "layers.onnx").run(None, {"tokens": tokens})
    assert np.abs(found - wanted).max() < 0.02


def _added_to(tmp_path: Path) -> tuple[Transformer, Path]:
    torch.manual_seed(0)
    model = Transformer(layers=2, width=48, wide=96, places=40)
    export(model, tmp_path / "layers.onnx")
    model = as_written(tmp_path / "layers.onnx")
    add_to(model, rank=3)
    return model.eval(), tmp_path / "claims.onnx"


def _numbers(path: Path, model: Transformer) -> tuple[Array, Array]:
    tokens, kinds = torch.randn(1, 20, 48), torch.tensor([[0] * 6 + [1] * 14])
    with torch.no_grad():
        wanted = model(tokens, kinds, torch.zeros(1)).numpy()
    given = {"tokens": tokens.numpy(), "kinds": kinds.numpy()}
    return session(path).run(None, given)[0], wanted


def test_additions_change_nothing_before_they_are_taught(tmp_path: Path) -> None:
    model, path = _added_to(tmp_path)
    write(model, tmp_path / "layers.onnx", path)
    torch.manual_seed(1)
    before, _ = _numbers(tmp_path / "layers.onnx", model)
    torch.manual_seed(1)
    assert np.array_equal(before, _numbers(path, model)[0])


def test_a_written_addition_says_what_the_taught_one_says(tmp_path: Path) -> None:
    model, path = _added_to(tmp_path)
    with torch.no_grad():
        for name, values in model.named_parameters():
            if name.endswith("widen"):
                torch.nn.init.normal_(values, std=0.1)
        model.head.bias.add_(1)
    write(model, tmp_path / "layers.onnx", path)
    found, wanted = _numbers(path, model)
    assert np.abs(found - wanted).max() < 0.03 * np.abs(wanted).max()
    plain, _ = _numbers(tmp_path / "layers.onnx", model)
    assert np.abs(plain - wanted).max() > 0.2 * np.abs(wanted).max()


@pytest.mark.parametrize("folder", [FIRST, SECOND])
def test_the_shipped_additions_are_to_the_layers_beside_them(folder: Path) -> None:
    layers = {array.name: array for array in onnx.load(folder / LAYERS).graph.initializer}
    content = (folder / LAYERS).read_bytes()
    shared = 0
    for array in onnx.load(folder / CLAIMS, load_external_data=False).graph.initializer:
        where = {entry.key: entry.value for entry in array.external_data}
        if where:
            assert where["location"] == LAYERS
            start = int(where["offset"])
            held = layers[array.name]
            assert (array.dims, array.data_type) == (held.dims, held.data_type)
            assert content[start : start + int(where["length"])] == held.raw_data
            shared += len(held.raw_data)
    assert shared > 0.9 * len(content)
