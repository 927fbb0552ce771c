"""A small cross-encoder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass

LETTERS = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùû0123456789’«»%.,?-"


def small_cross_encoder(folder: Path, *, head: bool = True, labels: int = 1) -> Path:
    """A BERT of two small layers and random weights that reads letters, saved with its tokenizer.

    Without a ``head``, it is an encoder as embedders are.
    """
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizer

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{c}" for c in LETTERS)]
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.1,  # scores apart, by less than would leave one quote alone
    )
    config.num_labels = labels
    with torch.random.fork_rng():
        torch.manual_seed(5)
        model = BertForSequenceClassification(config) if head else BertModel(config)
    model.save_pretrained(folder)
    BertTokenizer(vocab={word: number for number, word in enumerate(words)}).save_pretrained(folder)
    return folder
