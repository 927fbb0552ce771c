"""Answers that a chat model writes: real quotes only, supported sentences only, and a fallback."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import (
    Answer,
    Assistant,
    Evidence,
    QuestionError,
    StreamEvent,
    TextDelta,
    UnknownSourceError,
)
from assistant.grounding.refusals import REFUSAL
from assistant.models.errors import ChatModelError, Place, Said
from assistant.prompting import as_data
from assistant.types import Message
from tests.support.chat_server import chat_server, sleeps
from tests.support.scripted import Scripted, numbered

pytestmark = pytest.mark.usefixtures("read_once")

PLANT = "Où se trouvera l'usine de Xiaomi ?"
STOPPED = "it was asked to stop"
CAPACITY = "How many cars will the factory make each year?"


def check(assistant: Assistant, answer: Answer) -> None:
    """Every quote is a slice of its article, and every mark is one of a quote."""
    for quote in (*answer.quotes, *answer.closest):
        assert assistant.article(quote.source).text[quote.start : quote.end] == quote.text
    assert answer.answered == bool(answer.quotes)
    assert not (answer.quotes and answer.closest)


def cites(words: str, said: str) -> Scripted:
    """A model that says something and cites the first sentence that holds some words."""

    def reply(messages: Sequence[Message]) -> str:
        found = [n for n, text in numbered(messages).items() if words in text]
        return said.replace("#", str(found[0])) if found else "?"  # no help with a follow-up

    return Scripted(reply)


def test_numbers_become_quotes(assistant: Assistant) -> None:
    model = cites("300 000 voitures", "The factory will make 300,000 cars a year [#].")
    answer = assistant.using(model).ask(CAPACITY)
    check(assistant, answer)
    assert answer.text == "The factory will make 300,000 cars a year. [1]"
    assert "300 000 voitures" in answer.quotes[0].text
    assert answer.model == "test:scripted"
    assert answer.notice is None
    assert answer.unsupported == ()


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200c", "\u200d", "\u200e", "\u202c"])
def test_characters_that_are_not_seen_hide_nothing_from_a_model(
    tmp_path: Path, hidden: str
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    text = "La pas|se|relle rou|vri|ra au pu|blic en sep|tembre 2023.".replace("|", hidden)
    (folder / "a.txt").write_text(text, encoding="utf-8")
    said = "La passerelle rouvrira en septembre 2023 [1]. Elle « rouvrira au public » [1]."
    with closing(Assistant.open(folder, index_dir=tmp_path / "index")) as over:
        answer = over.using(Scripted(said)).ask("Quand rouvrira la passerelle ?")
        check(over, answer)
    assert answer.unsupported == ()
    assert "« rou|vri|ra au pu|blic »".replace("|", hidden) in answer.text
    assert str(answer.quotes[0].answer).endswith(f"sep{hidden}tembre 2023")


def test_unsupported_sentence_is_left_out_and_kept_apart(assistant: Assistant) -> None:
    model = cites(
        "300 000 voitures",
        "The factory will make 300,000 cars a year [#]. It will employ 5,000 people [#].",
    )
    answer = assistant.using(model).ask(CAPACITY)
    assert answer.text == "The factory will make 300,000 cars a year. [1]"
    assert [one.text for one in answer.unsupported] == ["It will employ 5,000 people."]
    assert answer.unsupported[0].reason


def test_a_key_that_a_server_repeats_is_not_shown(assistant: Assistant) -> None:
    model = cites("300 000 voitures", "The key is pale-blue-4711 [#]. It makes cars [#].")
    model.secrets = ["pale-blue-4711"]
    answer = assistant.using(model).ask(CAPACITY)
    assert "The key is …." in [one.text for one in answer.unsupported]
    assert "4711" not in repr(answer)


def test_when_nothing_is_supported_the_embedded_answer_is_given(assistant: Assistant) -> None:
    model = cites("300 000 voitures", "The factory will make 400,000 cars a year [#].")
    answer = assistant.using(model).ask(CAPACITY)
    embedded = assistant.ask(CAPACITY)
    assert (answer.text, answer.quotes, answer.model) == (
        embedded.text, embedded.quotes, "embedded",
    )  # fmt: skip
    assert answer.notice == (
        "Nothing that test:scripted wrote is carried by the articles. "
        "This is the answer of the embedded reader."
    )
    assert [one.text for one in answer.unsupported] == [
        "The factory will make 400,000 cars a year."
    ]


def test_refusal_is_silence(assistant: Assistant) -> None:
    answer = assistant.using(Scripted(REFUSAL)).ask(CAPACITY)
    check(assistant, answer)
    assert not answer.answered
    assert answer.text == "The articles do not say."
    assert answer.closest
    assert answer.model == "test:scripted"


def test_model_that_fails_gives_the_embedded_answer_and_says_so(assistant: Assistant) -> None:
    answer = assistant.using(Scripted("Rien [1].", fails_after=0)).ask(PLANT)
    embedded = assistant.ask(PLANT)
    assert answer.text == embedded.text
    assert answer.notice == (
        "test:scripted n’a pas répondu : the server closed the connection. "
        "Voici la réponse du lecteur intégré."
    )


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        (
            PLANT,
            "openai:x (127.0.0.1:9) n’a pas répondu : pas de réponse à temps (3 s) ; réessayez, ou "
            "augmentez ASSISTANT_TIMEOUT. Voici la réponse du lecteur intégré.",
        ),
        (
            CAPACITY,
            "openai:x at 127.0.0.1:9 did not answer: no reply in time (3 s); try again, or raise "
            "ASSISTANT_TIMEOUT. This is the answer of the embedded reader.",
        ),
    ],
)
def test_notice_is_in_the_language_of_the_question(
    assistant: Assistant, question: str, notice: str
) -> None:
    def late(_: Sequence[Message]) -> str:
        raise ChatModelError("slow", Place("openai:x", Said("at", "127.0.0.1:9")), "3 s")

    chat = assistant.using(Scripted(late))
    assert chat.ask(question).notice == notice
    assert asyncio.run(chat.aask(question)).notice == notice


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("xiaomi-usine-300000-voitures.txt", "mean .xiaomi-usine-300-000-voitures-par-an.txt.[?]$"),
        ("nulle part", "in the folder$"),
    ],
)
def test_sources_that_are_no_articles_are_an_error(
    assistant: Assistant, source: str, meant: str
) -> None:
    known = assistant.articles()[0].source
    for sources in (source, [known, source]):
        with pytest.raises(UnknownSourceError, match=f"no article {source!r}.*{meant}"):
            assistant.ask(PLANT, sources=sources)


@pytest.mark.parametrize("question", [PLANT, "Merci !"])
@pytest.mark.parametrize("sources", ["nope", ["nope"], [1, "b"], [["b"], None]])
def test_sources_are_looked_at_first(assistant: Assistant, question: str, sources: Any) -> None:
    with pytest.raises(UnknownSourceError, match="no article"):
        assistant.ask(question, sources=sources)
    with pytest.raises(UnknownSourceError, match="no article"):
        asyncio.run(assistant.aask(question, sources=sources))


def test_what_is_no_question_and_no_history(assistant: Assistant) -> None:
    with pytest.raises(QuestionError, match="no text but NoneType"):
        assistant.ask(None)  # type: ignore[arg-type]
    assert assistant.ask(PLANT, None) == assistant.ask(PLANT)


def test_only_the_sources_named_are_given_to_the_model(assistant: Assistant) -> None:
    for source in (info.source for info in assistant.articles()):
        model = Scripted(lambda messages: f"{numbered(messages)[1]} [1]")
        chat = assistant.using(model)
        answer = chat.ask(CAPACITY, sources=[source])
        assert {quote.source for quote in answer.quotes} == {source}
        assert asyncio.run(chat.aask(CAPACITY, sources={source})) == answer
        assert chat.ask(CAPACITY, sources=source) == answer  # one path, not its letters
        given = numbered(model.asked[0][-1:]).values()
        text = as_data(assistant.article(source).text)
        assert all(sentence in text for sentence in given)
    assert not assistant.using(model).ask(CAPACITY, sources=[]).answered
    assert len(model.asked) == 3


def test_reply_cut_short_keeps_what_was_whole(assistant: Assistant) -> None:
    model = cites(
        "300 000 voitures", "The factory will make 300,000 cars a year [#]. More could follow so"
    )
    model.fails_after = 11
    answer = assistant.using(model).ask(CAPACITY)
    assert answer.text == "The factory will make 300,000 cars a year. [1]"
    assert answer.notice
    assert "before the end" in answer.notice
    assert not answer.unsupported  # what could follow is not known


@pytest.mark.parametrize("asked", [Assistant.stream, Assistant.astream])
def test_a_model_that_is_stopped_leaves_what_it_has_written(
    assistant: Assistant, asked: Any
) -> None:
    stop = threading.Event()
    model = cites("300 000 voitures", "The factory will make 300,000 cars a year [#]. " * 50)
    chat = assistant.using(model).stopped_by(stop)

    async def until_stopped() -> Answer:
        stream = asked(chat, CAPACITY)
        events = stream if isinstance(stream, AsyncIterator) else _as_they_come(stream)
        async for event in events:
            if isinstance(event, TextDelta):
                stop.set()
        assert isinstance(event, Answer)
        return event

    answer = asyncio.run(until_stopped())
    assert model.closed
    assert model.given < 40
    assert answer.text == "The factory will make 300,000 cars a year. [1]"
    assert answer.model == model.name
    assert answer.notice == f"{model.name} stopped before the end of its answer: {STOPPED}."
    stopped = chat.ask(CAPACITY)
    assert stopped.text == assistant.ask(CAPACITY).text
    assert stopped.notice
    assert f"did not answer: {STOPPED}" in stopped.notice


@pytest.mark.parametrize("ask", [Assistant.ask, Assistant.aask])
def test_a_model_that_says_nothing_stops_at_once(assistant: Assistant, ask: Any) -> None:
    stop = threading.Event()
    with chat_server(sleeps()) as server:
        model = assistant.using("openai:scripted", base_url=server.base_url)
        chat = model.stopped_by(stop)
        with ThreadPoolExecutor(1) as thread:
            asking = thread.submit(lambda: asyncio.run(_done(ask(chat, CAPACITY))))
            assert server.asked.wait(30)
            stop.set()
            answer = asking.result(30)
        assert server.left.wait(10)
    assert answer.notice
    assert f"did not answer: {STOPPED}" in answer.notice


async def _done(answer: Answer | Awaitable[Answer]) -> Answer:
    return answer if isinstance(answer, Answer) else await answer


async def _as_they_come(events: Iterable[StreamEvent]) -> AsyncIterator[StreamEvent]:
    for event in events:
        yield event


def test_evidence_comes_before_the_model_is_asked(assistant: Assistant) -> None:
    model = cites("300 000 voitures", "300,000 cars a year [#].")
    events = assistant.using(model).stream(CAPACITY)
    first = next(events)
    assert isinstance(first, Evidence)
    assert first.quotes == assistant.ask(CAPACITY).quotes
    assert not model.asked


def test_text_comes_sentence_by_sentence_and_adds_up(assistant: Assistant) -> None:
    said = "The factory will make 300,000 cars a year [#]. " * 3
    model = cites("300 000 voitures", said)
    events = list(assistant.using(model).stream(CAPACITY))
    deltas = [event.text for event in events if isinstance(event, TextDelta)]
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert len(deltas) == 3
    assert "".join(deltas) == answer.text
    assert len(answer.quotes) == 1


def test_closing_the_stream_stops_the_model(assistant: Assistant) -> None:
    model = cites("300 000 voitures", "The factory will make 300,000 cars a year [#]. " * 50)
    events = assistant.using(model).stream(CAPACITY)
    while not isinstance(next(events), TextDelta):
        pass
    events.close()
    assert model.closed
    assert model.given < 40


def test_async_gives_the_same_and_can_be_cancelled(assistant: Assistant) -> None:
    model = cites("300 000 voitures", "The factory will make 300,000 cars a year [#]. " * 3)
    chat = assistant.using(model)
    assert asyncio.run(chat.aask(CAPACITY)) == chat.ask(CAPACITY)

    async def first_text() -> None:
        events = chat.astream(CAPACITY)
        async for event in events:
            if isinstance(event, TextDelta):
                break
        await events.aclose()

    model.closed = False
    asyncio.run(first_text())
    assert model.closed


def test_closing_the_chain_stops_the_model(assistant: Assistant) -> None:
    model = cites("300 000 voitures", "The factory will make 300,000 cars a year [#]. " * 50)
    chunks = assistant.using(model).chain.stream(CAPACITY)
    while "text" not in next(chunks):
        pass
    chunks.close()  # type: ignore[attr-defined]
    assert model.closed
    assert model.given < 40

    async def first_text() -> None:
        chunks = assistant.using(model).chain.astream(CAPACITY)
        async for chunk in chunks:
            if "text" in chunk:
                break
        await chunks.aclose()  # type: ignore[attr-defined]

    model.closed = False
    asyncio.run(first_text())
    assert model.closed
    assert model.given < 80


def test_chain_takes_the_model_and_the_history(assistant: Assistant) -> None:
    model = cites("300 000 voitures", "Xiaomi’s factory will make 300,000 cars a year [#].")
    chat = assistant.using(model)
    history = [
        {"role": "user", "content": "Where will Xiaomi's factory be?"},
        {"role": "assistant", "content": "In Beijing."},
    ]
    result = chat.chain.invoke({"question": CAPACITY, "history": history})
    assert "300 000 voitures" in result["answer"].quotes[0].text
    assert result["text"] == result["answer"].text


PIECES = st.one_of(
    st.sampled_from([
        "[1]", "[2", "]", "[1, 3]", "【4】", "[1-3]", "[99]", "«", "»", "“", "”", '"', ". ", "\n\n",
        "- ", "**", "`", "<think>", "</think>", REFUSAL, "300 000", "Xiaomi", " ne ",
        "10 milliards",
        "La production démarre en 2024", "The plant will be in Beijing", "https://x.org/", "\\",
    ]),
    st.text(max_size=12),
)  # fmt: skip


@settings(
    max_examples=1_000,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pieces=st.lists(PIECES, max_size=25), fails=st.booleans())
def test_whatever_a_model_writes_quotes_are_exact(
    assistant: Assistant, pieces: list[str], fails: bool
) -> None:
    model = Scripted("".join(pieces), fails_after=3 if fails else None, piece=7)
    answer = assistant.using(model).ask(CAPACITY)
    check(assistant, answer)
    assert "<think>" not in answer.text
