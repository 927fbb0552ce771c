"""A real chat model answers: SmolLM2-135M, whose French is nonsense (`make test-live`).

Held: whatever it writes, each quote is the article's text, no figure is shown that the quotes do
not have, and where nothing can be kept the embedded answer is given.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, Evidence, TextDelta
from assistant.models import ChatModel, open_model
from assistant.types import Message
from tests.support import chat_server as acts
from tests.support.chat_server import Exchange, chat_server

pytestmark = [pytest.mark.live, pytest.mark.timeout(170)]

LONGEST = 32  # tokens of a reply
CONTEXT = 1280  # tokens
ANSWERABLE = [
    "Quand la production démarre-t-elle ?",
    "Combien de voitures l’usine produira-t-elle par an ?",
    "Avec qui Xiaomi s’entend-il ?",
    "When does Xiaomi plan to start production?",
    "How many cars a year will the factory build?",
    "Where will the factory be?",
]
UNANSWERABLE = ["Qui a peint la Joconde ?", "Who won the 1998 World Cup?"]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """The model's folder; torch uses one thread, which beside other processes is faster."""
    import torch

    from tests.support.small_model import small_model

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield small_model()
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def local(folder: Path) -> ChatModel:
    return open_model(f"huggingface:{folder}")


@pytest.fixture(scope="module")
def given(folder: Path) -> Any:
    """The model as a user of LangChain makes it, with short replies."""
    from langchain_huggingface import ChatHuggingFace, HuggingFacePipeline

    pipeline = HuggingFacePipeline.from_model_id(
        str(folder),
        task="text-generation",
        pipeline_kwargs={"max_new_tokens": LONGEST, "do_sample": False, "repetition_penalty": 1.2},
    )
    return ChatHuggingFace(llm=pipeline)


@pytest.fixture(scope="module")
def answering(given: Any, seeds: Path, index_dir: Path) -> Assistant:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ASSISTANT_CONTEXT", str(CONTEXT))
        return Assistant.open(seeds, index_dir=index_dir, model=given)


def check(answer: Answer, assistant: Assistant) -> None:
    """What is promised of every answer."""
    for quote in (*answer.quotes, *answer.closest):
        assert quote.text == assistant.article(quote.source).text[quote.start : quote.end]
    if answer.model == "embedded":
        assert answer.notice
        return
    assert answer.answered
    assert answer.quotes
    cited = [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)]
    assert set(cited) == set(range(1, len(answer.quotes) + 1))
    figures = re.findall(r"\d+", re.sub(r"\[\d+\]", "", answer.text))
    known = re.findall(r"\d+", " ".join(quote.text for quote in answer.quotes))
    assert set(figures) <= set(known)


def test_a_folder_is_a_chat_model(local: ChatModel) -> None:
    assert local.window == 8192
    reply = local.complete([Message("user", "What is the capital of France? One word.")])
    assert "Paris" in reply


def test_closing_stops_a_local_model(local: ChatModel) -> None:
    before = set(threading.enumerate())
    pieces = local.stream([Message("user", "Write a very long story about a whale.")])
    next(pieces)
    pieces.close()
    while set(threading.enumerate()) - before:  # for ever, if it is not stopped
        time.sleep(0.05)


@pytest.mark.parametrize("question", [*ANSWERABLE, *UNANSWERABLE])
def test_whatever_it_writes_only_what_the_articles_say_is_shown(
    answering: Assistant, question: str
) -> None:
    *events, answer = answering.stream(question)
    assert isinstance(answer, Answer)
    check(answer, answering)
    assert isinstance(events[0], Evidence)
    assert "".join(event.text for event in events if isinstance(event, TextDelta)) == answer.text


def test_the_same_model_behind_a_server(
    given: Any, seeds: Path, index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = open_model(given)
    replies = []

    def act(exchange: Exchange) -> None:
        messages = [Message(one["role"], one["content"]) for one in exchange.body["messages"]]
        replies.append(list(model.stream(messages)))
        acts.says(*replies[-1])(exchange)

    monkeypatch.setenv("ASSISTANT_CONTEXT", str(CONTEXT))
    with chat_server(act) as server:
        assistant = Assistant.open(
            seeds, index_dir=index_dir, model="openai:smollm2", base_url=server.base_url
        )
        check(assistant.ask(ANSWERABLE[0]), assistant)
    assert replies
