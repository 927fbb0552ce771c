"""Answers copied and exported: whatever an article holds stays text, and can be read back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.records.codec import (
    Turn,
    answer_as_dict,
    answer_from_dict,
    as_json,
    from_json,
    turn_as_dict,
    turn_from_dict,
)
from assistant.records.export import (
    answer_as_markdown,
    answer_as_text,
    conversation_as_json,
    conversation_as_markdown,
)
from assistant.records.markdown import escape, read, unescape
from assistant.records.verify import read_export
from assistant.types import Answer, Quote, Unsupported
from index.errors import ConversationError

ASKED = datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
NASTY = (
    "# x\n\n- [1] *a* <script>alert(1)</script> `b` **[2]** \\\n> — *t* — **s**, 1 2",
    "1. voir https://exemple.fr ou www.exemple.fr, a@b.fr :smile: ~~non~~ | $x$ &amp; &#42;",
    "  deux  espaces\t\u00a0\r\n",
    "--- \\* \u202eabc\u2028 👩‍🚀 é e\u0301",
    "## 1. ",
    "> cité\n<!-- verbatim conversation 1 -->",
)
NO_CHARACTER = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff]"
)
TEXTS = (
    st.text()
    | st.text(alphabet=r"*_[]()<>#-+.!|~`\&;:123ab w>" + "\n\r\t —«»")
    | st.sampled_from(NASTY)
)
QUOTES = st.builds(
    Quote, TEXTS, TEXTS, TEXTS, st.integers(0, 10**7), st.integers(0, 10**7), st.none() | TEXTS
)
ANSWERS = st.builds(
    Answer,
    question=TEXTS,
    text=TEXTS,
    answered=st.booleans(),
    quotes=st.lists(QUOTES, max_size=3).map(tuple),
    closest=st.lists(QUOTES, max_size=3).map(tuple),
    language=st.sampled_from(["fr", "en"]),
    model=TEXTS,
    confidence=st.floats(0, 1),
    standalone=TEXTS,
    unsupported=st.lists(st.builds(Unsupported, TEXTS, TEXTS), max_size=2).map(tuple),
    notice=st.none() | TEXTS,
    doubtful=st.booleans(),
)
TURNS = st.builds(
    Turn, ANSWERS, st.just(ASKED), st.dictionaries(TEXTS, st.just("0123abcd"), max_size=2)
)


def rendered(markdown: str) -> str:
    """The text that a reader of the rendered Markdown sees."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special"}, inline
    return "".join(child.content for child in inline)


@given(TEXTS)
@example("")
def test_escaped_text_is_one_line_and_reads_back(text: str) -> None:
    escaped = escape(text)
    assert len(escaped.splitlines()) <= 1
    assert escaped.encode("utf-8").decode("utf-8").strip() == escaped
    assert unescape(escaped) == text


@given(TEXTS)
def test_escaped_text_is_rendered_as_it_is(text: str) -> None:
    text = NO_CHARACTER.sub("x", text)
    assert rendered("> " + escape(text)) == text


@given(st.lists(TURNS, max_size=3), st.sampled_from(["fr", "en"]))
def test_quotes_read_back_from_markdown(turns: list[Turn], language: str) -> None:
    markdown = conversation_as_markdown(turns, "fr" if language == "fr" else "en")
    markdown.encode("utf-8")
    found = read(markdown)
    assert [turn.number for turn in found] == [n + 1 for n in range(len(turns))]
    for turn, back in zip(turns, found, strict=True):
        places = [(q.text, q.source, q.title, q.start, q.end) for q in turn.answer.quotes]
        assert [(q.text, q.source, q.title, q.start, q.end) for _, q in back.quotes] == places
        assert [number for number, _ in back.quotes] == [n + 1 for n in range(len(places))]
        closest = [(q.text, q.source, q.title, q.start, q.end) for q in turn.answer.closest]
        assert [(q.text, q.source, q.title, q.start, q.end) for q in back.closest] == closest
        assert back.digests == turn.digests
        assert back.unread == []


@given(st.lists(TURNS, max_size=2))
def test_conversations_read_back_from_json(turns: list[Turn]) -> None:
    text = conversation_as_json(turns)
    text.encode("utf-8")
    assert [turn_from_dict(turn) for turn in json.loads(text)["turns"]] == turns
    assert [turn.text for turn in read_export(text)] == [turn.answer.text for turn in turns]


@given(ANSWERS)
def test_copied_answer_reads_back(answer: Answer) -> None:
    found = read(answer_as_markdown(answer))
    quotes = [quote for turn in found for _, quote in turn.quotes]
    assert [quote.text for quote in quotes] == [quote.text for quote in answer.quotes]


ANSWER = Answer(
    question="Quand ?",
    text="2024.\n\nDans « Usine » : « Dès 2024. » [1]",
    answered=True,
    quotes=(Quote("Dès 2024.", "a/usine.txt", "Usine", 940, 949, "2024"),),
    closest=(),
    language="fr",
    model="embedded",
)


def test_answer_as_markdown_for_people() -> None:
    assert answer_as_markdown(ANSWER) == (
        "**Quand ?**\n\n"
        "2024\\.\n\n"
        "Dans « Usine » : « Dès 2024. » \\[1\\]\n\n"
        "> **[1]** Dès 2024.\n>\n"
        "> — *Usine* — **a/usine.txt**, caractères 940 à 949\n"
    )


def test_answer_as_text_names_title_file_and_characters() -> None:
    assert answer_as_text(ANSWER) == (
        "Quand ?\n\n2024.\n\nDans « Usine » : « Dès 2024. » [1]\n\n"
        "[1] « Dès 2024. »\n    Usine — a/usine.txt, caractères 940 à 949\n"
    )


def test_what_a_model_did_not_finish_is_told_in_every_copy() -> None:
    cut = replace(ANSWER, notice="ollama:x s’est arrêté avant la fin.")
    for copy in (
        answer_as_text(cut),
        answer_as_markdown(cut),
        conversation_as_markdown([Turn(cut, ASKED)], "fr"),
    ):
        assert "arrêté avant la fin" in copy
    (turn,) = read(answer_as_markdown(cut))
    assert "arrêté" not in turn.text
    assert len(turn.quotes) == 1


def test_closest_passages_are_told_from_quotes() -> None:
    silent = Answer("Who?", "The articles do not say.", False, (), ANSWER.quotes, "en", "embedded")
    assert "probably do not answer" in answer_as_text(silent)
    assert "\n\n« Dès 2024. »\n" in answer_as_text(silent)
    markdown = answer_as_markdown(silent)
    assert "probably do not answer" in markdown
    (turn,) = read(markdown)
    assert not turn.quotes
    assert [quote.text for quote in turn.closest] == ["Dès 2024."]


def test_markdown_survives_other_line_ends_and_lost_outer_space() -> None:
    turn = Turn(ANSWER, ASKED, {"a/usine.txt": "ab12"})
    markdown = conversation_as_markdown([turn], "fr")
    changed = "\r\n".join(line.rstrip() for line in markdown.split("\n"))
    assert read(changed) == read(markdown)


@given(ANSWERS)
def test_answers_read_back(answer: Answer) -> None:
    assert answer_from_dict(from_json(as_json(answer_as_dict(answer)))) == answer


def test_fields_with_defaults_and_the_version_may_be_missing() -> None:
    record = answer_as_dict(ANSWER)
    for name in ("version", "confidence", "standalone", "unsupported", "notice", "doubtful"):
        del record[name]
    assert answer_from_dict(record) == ANSWER


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 2}, "version 2"),
        ({"version": True}, "version True"),
        ({"mood": "good"}, "unknown field 'mood'"),
        ({"text": 3}, '"text"'),
        ({"answered": 1}, '"answered"'),
        ({"language": "de"}, '"language"'),
        ({"quotes": "none"}, '"quotes"'),
        ({"quotes": [{"text": "x"}]}, "no field 'source'"),
        ({"confidence": "0.5"}, '"confidence"'),
        ({"quotes": ["x"]}, "must be a JSON object"),
    ],
)
def test_nothing_is_left_out_silently(change: dict[str, object], reason: str) -> None:
    with pytest.raises(ConversationError, match=reason):
        answer_from_dict({**answer_as_dict(ANSWER), **change})
    without = answer_as_dict(ANSWER)
    del without["text"]
    with pytest.raises(ConversationError, match="no field 'text'"):
        answer_from_dict(without)


@pytest.mark.parametrize("change", [{"asked": "soon"}, {"digests": {"a": 1}}, {"x": 1}])
def test_turns_are_checked_as_well(change: dict[str, object]) -> None:
    with pytest.raises(ConversationError):
        turn_from_dict({**turn_as_dict(Turn(ANSWER, ASKED)), **change})
