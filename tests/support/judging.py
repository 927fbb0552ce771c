"""Texts that a chat model might write, judged by the rules against an article made for a test."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.grounding.checks import Checks
from assistant.types import NumberedSentence
from index.embedding import static_embedder
from index.types import Language


def carries(
    article: str | list[str], text: str, language: Language, title: str = "Actualité"
) -> bool:
    """Whether the last sentence of an article carries a text, by the rules."""
    texts = [article] if isinstance(article, str) else article
    sentences, start = [], 0
    for number, sentence in enumerate(texts, 1):
        end = start + len(sentence)
        sentences.append(NumberedSentence(number, sentence, "a.txt", title, start, end))
        start = end + 1
    checks = Checks(sentences, "", language, static_embedder().encode)
    return checks.lacking(text, sentences[-1:]) is None


def rows(*cases: tuple[Any, str, str, Language]) -> pytest.MarkDecorator:
    """Cases of an article, a text that it carries, one that it does not, and their language."""
    return pytest.mark.parametrize(("article", "carried", "not_carried", "language"), cases)


def judge(article: str | list[str], carried: str, not_carried: str, language: Language) -> None:
    """Hold that the article carries the one text and not the other."""
    assert carries(article, carried, language), carried
    assert not carries(article, not_carried, language), not_carried
