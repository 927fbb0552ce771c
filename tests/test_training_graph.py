"""Graphs of transformers compute what torch's modules would, but for the rounding of weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from assistant.training.transformer import Transformer, export
from index.encoder import session
from index.training.export import export as write_encoder
from index.training.graph import Arrays


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
