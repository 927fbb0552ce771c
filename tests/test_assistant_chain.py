"""The public door: open, ask, aask, stream, chain, retriever."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant import (
    Answer,
    Assistant,
    Evidence,
    FolderNotFoundError,
    ModelError,
    QuestionError,
    SettingsError,
    TextDelta,
    UnknownSourceError,
)
from tests.support.scripted import Scripted

if TYPE_CHECKING:
    from langchain_core.documents import Document

PRODUCTION = "When does Xiaomi plan to start production?"
UNKNOWN = "Qui a peint la Joconde ?"


def test_answer_has_quotes_of_the_article(assistant: Assistant) -> None:
    answer = assistant.ask(f"  {PRODUCTION}\n")
    assert answer.answered
    assert answer.question == PRODUCTION
    assert (answer.language, answer.model) == ("en", "embedded")
    assert answer.closest == ()
    assert "2024" in answer.quotes[0].text
    for quote in answer.quotes:
        article = assistant.article(quote.source)
        assert quote.text == article.text[quote.start : quote.end]
        assert quote.title == article.title


def test_silence_has_no_quote(assistant: Assistant) -> None:
    answer = assistant.ask(UNKNOWN)
    assert not answer.answered
    assert answer.quotes == ()
    assert answer.closest
    assert answer.text == "Les articles ne le disent pas."


@pytest.mark.parametrize(
    ("before", "message", "text"),
    [
        (
            "",
            "Merci beaucoup",
            "Posez une question, et la réponse sera cherchée dans les articles.",
        ),
        (UNKNOWN, "ok", "Posez une question, et la réponse sera cherchée dans les articles."),
        (PRODUCTION, "OK, thanks", "Ask a question, and the answer is sought in the articles."),
    ],
)
def test_what_asks_nothing_is_not_answered(
    assistant: Assistant, before: str, message: str, text: str
) -> None:
    history = [{"role": "user", "content": before}, {"role": "assistant", "content": "In 2024."}]
    answer = assistant.ask(message, history)
    assert (answer.answered, answer.text, answer.standalone) == (False, text, "")
    assert answer.quotes == answer.closest == ()
    assert asyncio.run(assistant.aask(message, history)) == answer


def test_a_polite_question_is_answered_as_the_plain_one(assistant: Assistant) -> None:
    polite = "Bonjour, pouvez-vous me dire où sera l'usine de Xiaomi ? Merci"
    found, plain = assistant.ask(polite), assistant.ask("Où sera l'usine de Xiaomi ?")
    assert found.quotes == plain.quotes
    assert (found.question, found.standalone) == (polite, "")
    assert assistant.retriever.invoke(polite) == assistant.retriever.invoke(plain.question)


def test_aask_gives_what_ask_gives(assistant: Assistant) -> None:
    assert asyncio.run(assistant.aask(PRODUCTION)) == assistant.ask(PRODUCTION)


@pytest.mark.parametrize("question", [PRODUCTION, UNKNOWN])
def test_stream_gives_evidence_then_text_then_answer(assistant: Assistant, question: str) -> None:
    evidence, *pieces, answer = assistant.stream(question)
    assert answer == assistant.ask(question)
    assert isinstance(answer, Answer)
    assert evidence == Evidence(answer.quotes)
    assert len(pieces) > 1
    assert "".join(piece.text for piece in pieces if isinstance(piece, TextDelta)) == answer.text


def test_chain_streams_evidence_first(assistant: Assistant) -> None:
    answer = assistant.ask(PRODUCTION)
    whole = {"evidence": answer.quotes, "text": answer.text, "answer": answer}
    assert assistant.chain.invoke(PRODUCTION) == whole
    assert assistant.chain.invoke({"question": PRODUCTION}) == whole
    (info, _) = assistant.articles()
    only = assistant.chain.invoke({"question": PRODUCTION, "sources": [info.source]})
    assert {quote.source for quote in only["evidence"]} == {info.source}
    chunks = list(assistant.chain.stream(PRODUCTION))
    assert chunks[0] == {"evidence": answer.quotes}
    assert chunks[-1] == {"answer": answer}
    assert len(chunks) > 3


def test_chain_composes_and_runs_async(assistant: Assistant) -> None:
    from langchain_core.runnables import RunnableLambda

    texts = assistant.chain | RunnableLambda(lambda result: result["answer"].answered)
    assert texts.batch([PRODUCTION, UNKNOWN]) == [True, False]

    async def stream() -> list[str]:
        return [key async for chunk in assistant.chain.astream(PRODUCTION) for key in chunk]

    keys = asyncio.run(stream())
    assert keys[0] == "evidence"
    assert keys[-1] == "answer"


def test_retriever_gives_passages_as_documents(assistant: Assistant) -> None:
    from langchain_core.retrievers import BaseRetriever

    assert isinstance(assistant.retriever, BaseRetriever)
    documents = assistant.retriever.invoke(PRODUCTION)
    assert len(documents) == 5
    for document in documents:
        check_document(assistant, document)
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)
    assert any("2024" in document.page_content for document in documents)


def check_document(assistant: Assistant, document: Document) -> None:
    assert set(document.metadata) == {"source", "title", "start", "end", "score", "id"}
    metadata = document.metadata
    text = assistant.article(metadata["source"]).text
    assert document.page_content == text[metadata["start"] : metadata["end"]]
    assert document.id == metadata["id"]


def test_retriever_takes_k(assistant: Assistant) -> None:
    retriever = assistant.retriever
    assert len(retriever.invoke(PRODUCTION, k=2)) == 2
    assert len(retriever.model_copy(update={"k": 3}).invoke(PRODUCTION)) == 3
    assert len(asyncio.run(retriever.ainvoke(PRODUCTION))) == 5
    with pytest.raises(QuestionError):
        retriever.invoke(" ")


def test_wrong_question_raises_at_the_first_event(assistant: Assistant) -> None:
    for ask in (assistant.ask, lambda question: next(assistant.stream(question))):
        with pytest.raises(QuestionError, match="empty"):
            ask("")


def test_question_may_name_things_in_other_scripts(assistant: Assistant) -> None:
    assert assistant.ask("Que fabrique l'entreprise 小米 en Chine ?").question


@pytest.mark.parametrize(
    "message", ["hello", None, ("user", "a", "b"), {"role": "user"}, {"role": "x", "content": "y"}]
)
def test_history_that_is_none_is_refused(assistant: Assistant, message: object) -> None:
    with pytest.raises(QuestionError, match="message 0 of the history"):
        assistant.ask("Où ?", [message])  # type: ignore[list-item]


@pytest.mark.parametrize("history", [5, "Où ?", {"role": "user", "content": "Où ?"}])
def test_what_is_no_list_of_messages_is_named(assistant: Assistant, history: Any) -> None:
    with pytest.raises(QuestionError, match=f"no list of the messages.* {type(history).__name__}"):
        assistant.ask("Où ?", history)


def test_unknown_article_is_a_key_error(assistant: Assistant) -> None:
    for source in ("none.txt", Path("none.txt"), ["none.txt"]):
        with pytest.raises(KeyError, match=r"none\.txt"):
            assistant.article(source)  # type: ignore[arg-type]


def test_a_source_may_be_a_path(assistant: Assistant) -> None:
    source = assistant.articles()[0].source
    assert assistant.article(Path(source)) == assistant.article(source)
    alone = assistant.ask(PRODUCTION, sources=[source])
    assert assistant.ask(PRODUCTION, sources=[Path(source)]) == alone
    assert assistant.ask(PRODUCTION, sources=Path(source)) == alone  # type: ignore[arg-type]


@pytest.mark.parametrize("sources", [5, [5], [None]])
def test_what_is_no_source_is_named(assistant: Assistant, sources: Any) -> None:
    with pytest.raises(UnknownSourceError, match=r"no list.* int|no article '(?:5|None)'"):
        assistant.ask(PRODUCTION, sources=sources)


def test_unknown_model_is_refused_before_anything_is_indexed(seeds: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"'gpt'.*embedded or provider:model"):
        Assistant.open(seeds, index_dir=tmp_path / "index", model="gpt")
    assert not (tmp_path / "index").exists()


def test_a_chat_model_that_is_there_needs_no_settings(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_TIMEOUT", "soon")
    assert assistant.using(Scripted("Rien.")).model == "test:scripted"
    with pytest.raises(SettingsError, match="ASSISTANT_TIMEOUT"):
        assistant.using("openai:any")


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderNotFoundError, match="nowhere"):
        Assistant.open(tmp_path / "nowhere")


def test_folder_may_come_from_the_environment(
    assistant: Assistant, index_dir: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_SOURCES", str(seeds))
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(index_dir))
    opened = Assistant.open()
    assert not opened.index_report.built
    assert opened.ask(PRODUCTION) == assistant.ask(PRODUCTION)


def test_changed_folder_is_read_again(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(seeds, folder)
    assistant = Assistant.open(folder, index_dir=tmp_path / "index")
    question = "Combien mesure la tour Eiffel ?"
    assert not assistant.ask(question).answered
    (folder / "tour.txt").write_text(
        "La tour Eiffel\n\nLa tour Eiffel mesure 330 mètres de haut.", encoding="utf-8"
    )
    answer = assistant.ask(question)
    assert answer.answered
    assert answer.quotes[0].source == "tour.txt"
    assert assistant.index_report.added == 1
    (folder / "tour.txt").unlink()
    assert not assistant.ask(question).answered
    assert assistant.index_report.removed == 1


def test_threads_get_what_one_gets(assistant: Assistant) -> None:
    questions = [PRODUCTION, UNKNOWN, "Où sera l'usine de Xiaomi ?", "Who is BAIC?"]
    alone = [assistant.ask(question) for question in questions]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(assistant.ask, questions * 8)) == alone * 8
