"""Chat models over HTTP that fail, through langchain-openai and a real server.

Held: every failure is one line that says what, where and what to do; waits end; what may pass is
tried again; no key gets out.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import SimpleNamespace

import pytest

from assistant.models import langchain_models
from assistant.models.errors import ChatModelError
from tests.support import chat_server as acts
from tests.support.chat_server import Act, ChatServer, Exchange, chat_server
from tests.support.server_model import KEY, MESSAGES, PATIENCE, SOON, at

pytest_plugins = ["tests.support.fixtures"]
pytestmark = [
    pytest.mark.usefixtures("hosted_key"),
    pytest.mark.filterwarnings("ignore:Pydantic serializer warnings"),
]


def failure(*script: Act, timeout: float = 10.0) -> tuple[ChatModelError, list[str], ChatServer]:
    """The error that the script leads to, the pieces before it, and the server."""
    pieces: list[str] = []
    with chat_server(*script) as server:
        model = at(server, timeout)
        with pytest.raises(ChatModelError) as caught:
            pieces.extend(model.stream(MESSAGES))
    return caught.value, pieces, server


FAILURES = [
    (acts.fails(401, f"Incorrect API key: {KEY}"), "key_refused", "ASSISTANT_API_KEY"),
    (acts.fails(403, "not allowed"), "key_refused", "ASSISTANT_API_KEY"),
    (acts.fails(404, "no such model", "model_not_found"), "unknown_model", "/v1"),
    (acts.fails(429, "You exceeded …", "insufficient_quota"), "quota", "credit"),
    (acts.fails(429, "slow down"), "busy", "in a minute"),
    (acts.fails(402, "pay first"), "quota", "credit"),
    (acts.fails(500, f"it broke for {KEY}"), "server", "HTTP 500: it broke for …"),
    (acts.fails(503, "Loading model"), "server", "HTTP 503: Loading model"),
    (acts.fails(400, "too long", "context_length_exceeded"), "too_long", "ASSISTANT_CONTEXT"),
    (acts.fails(400, "exceeds the available context size"), "too_long", "ASSISTANT_CONTEXT"),
    (acts.fails(400, "no such option"), "refused", "HTTP 400: no such option"),
    (acts.breaks_off(), "down", "start it"),
    (acts.breaks_off("Bon"), "cut", "broke off"),
    (acts.ends_early("Bon"), "cut", "broke off"),
    (acts.garbles("Bon", "{oops"), "unreadable", "check the address"),
    (acts.garbles("Bon", '{"choices": [{"delta": []}]}'), "unreadable", "check the address"),
    (acts.garbles("Bon", '{"error": {"message": "out of memory"}}'), "failed", "out of memory"),
    (acts.says(), "empty", "empty"),
    (acts.says(" ", "\n"), "empty", "empty"),
    (acts.says("<think>hm</think>"), "empty", "empty"),
    (acts.gives({"hello": 1}), "unreadable", "check the address"),
    (acts.gives([]), "unreadable", "check the address"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "kind", "advice"), FAILURES)
def test_each_failure_is_one_line_with_what_where_and_what_to_do(
    act: Act, kind: str, advice: str
) -> None:
    error, pieces, server = failure(act)
    line = str(error)
    assert error.kind == kind, line
    assert line.startswith(f"openai:scripted at {server.host}: ")
    assert advice in line
    assert "\n" not in line
    assert len(line) < 300
    assert pieces == (["Bon"] if kind in {"cut", "failed"} or "Bon" in pieces else [])


@pytest.mark.parametrize("act", [act for act, _, _ in FAILURES])
def test_no_key_is_in_a_message_a_traceback_or_a_log(
    act: Act, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("openai", "httpx", "httpcore", "langchain_core", "langchain_openai"):
        caplog.set_level(logging.DEBUG, logger=name)
    error, _, _ = failure(act)
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = "".join(traceback.format_exception(error)) + repr(error) + repr(vars(error))
    shown += "".join(map(logging.Formatter("%(message)s").format, caplog.records))
    shown += "".join(capfd.readouterr())
    assert not re.search("4f9a8b7c|0a1b2c3d", shown)


def test_server_that_is_not_there() -> None:
    with chat_server(acts.says("yes")) as server:
        model = at(server)
    with pytest.raises(ChatModelError, match="does not answer; start it") as caught:
        model.complete(MESSAGES)
    assert caught.value.kind == "down"


@pytest.mark.parametrize(
    ("act", "before"),
    [(acts.sleeps(), []), (acts.stalls("Bon"), ["Bon"]), (acts.drips(0.05), [])],
)
def test_waits_end(act: Act, before: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(langchain_models, "WHOLE_REPLY", 3)
    error, pieces, server = failure(act, timeout=PATIENCE)
    assert (error.kind, pieces) == ("slow", before)
    assert f"no reply in time ({PATIENCE:g} s); " in str(error)
    assert "ASSISTANT_TIMEOUT" in str(error)
    assert server.left.wait(SOON)


def test_all_waits_for_one_reply_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(langchain_models, "time", SimpleNamespace(monotonic=lambda: now))
    clock = langchain_models._Clock(2.0)
    for _ in range(langchain_models.WHOLE_REPLY):
        assert clock.start() == 2.0
        now += 2.0
        clock.heard()
        now += 60.0  # the reader's own time costs nothing
    assert clock.start() == 0.0


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(status: int) -> None:
    with chat_server(acts.fails(status, "later"), acts.says("yes")) as server:
        assert at(server).complete(MESSAGES) == "yes"
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("act", "requests"),
    [
        (acts.fails(503, "later"), 3),
        (acts.fails(429, "broke", "insufficient_quota"), 1),
        (acts.fails(401, "no"), 1),
        (acts.breaks_off("Bon"), 1),  # what was shown cannot be taken back
    ],
)
def test_trying_again_is_bounded(act: Act, requests: int) -> None:
    _, _, server = failure(act)
    assert len(server.requests) == requests


def test_reply_that_never_ends_is_ended() -> None:
    def act(exchange: Exchange) -> None:
        exchange.begin()
        while True:
            exchange.send_piece({"content": "encore " * 100})

    with chat_server(act) as server:
        assert 20_000 <= len(at(server).complete(MESSAGES)) < 25_000
        assert server.left.wait(SOON)
