"""Providers' exceptions as one line: what is told apart, and what is never said."""

from __future__ import annotations

import string
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.errors import ChatModelError, Kind, Place, Said, explain, scrub

PLACE = Place("openai:gpt-4o", Said("at", "api.openai.com"), ("OPENAI_API_KEY",))


class ProviderError(Exception):
    """Like those of the providers' packages: a message, a status, sometimes a code or a body."""

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        for name, value in fields.items():
            setattr(self, name, value)


class ConnectTimeout(Exception):  # noqa: N818 - as httpx has it
    pass


class APITimeoutError(Exception):
    pass


class RemoteProtocolError(Exception):
    pass


# What the providers really answer.
CASES = [
    (ProviderError("Your credit balance is too low", status_code=400), "quota"),
    (ProviderError("You exceeded your current quota, please check", status_code=429), "quota"),
    (ProviderError("overloaded_error", status_code=529), "server"),
    (ProviderError("400 API key not valid. Please pass a valid API key.", code=400), "key_refused"),
    (ProviderError("Invalid model: x", status_code=400), "unknown_model"),
    (ProviderError("models/x is not found for API version v1beta", code=404), "unknown_model"),
    (ProviderError("model 'x' not found, try pulling it first", status_code=404), "unknown_model"),
    (ProviderError("prompt is too long: 210000 tokens", status_code=400), "too_long"),
    (ProviderError("Payload too large", status_code=413), "too_long"),
    (ProviderError("upstream timed out", status_code=504), "slow"),
    (ProviderError("bad gateway", status_code=502), "server"),
    (ProviderError("teapot", status_code=418), "refused"),
    (ConnectTimeout(), "down"),
    (APITimeoutError(), "slow"),
    (RemoteProtocolError("peer closed connection"), "cut"),
    (ConnectionRefusedError(), "down"),
    (TimeoutError(), "slow"),
    (ExceptionGroup("several", [OSError("x"), ConnectionResetError()]), "down"),
    (KeyError("choices"), "unreadable"),
    (NotImplementedError("nothing"), "failed"),
    (MemoryError(), "failed"),
]


@pytest.mark.parametrize(("error", "kind"), CASES, ids=[repr(error) for error, _ in CASES])
def test_failures_are_told_apart(error: BaseException, kind: str) -> None:
    assert explain(error, PLACE).kind == kind


def test_the_cause_is_looked_at_when_the_exception_says_nothing() -> None:
    outer = RuntimeError("something went wrong")
    outer.__cause__ = ProviderError("no", response=ProviderError("", status_code=401))
    assert explain(outer, PLACE).kind == "key_refused"


def test_an_exception_that_goes_round_in_circles_is_explained() -> None:
    error = RuntimeError("round")
    error.__cause__ = error.__context__ = RuntimeError("about")
    error.__cause__.__cause__ = error
    assert explain(error, PLACE).kind == "failed"


@pytest.mark.parametrize("kind", get_args(Kind))
def test_each_line_can_be_said_in_both_languages(kind: Kind) -> None:
    error = ChatModelError(kind, PLACE, "HTTP 500: x")
    assert str(error) == f"{error.who('en')}: {error.why('en')}"
    assert str(error).startswith("openai:gpt-4o at api.openai.com: ")
    assert error.who("fr") == "openai:gpt-4o (api.openai.com)"
    for line in (error.why("en"), error.why("fr")):
        assert "{" not in line
        assert "; " in line  # what is wrong; what to do
    assert error.why("en") != error.why("fr")


def test_the_providers_own_words_are_one_short_line() -> None:
    body = {"error": {"message": "first\nsecond\x1b[31m " + "word " * 100}}
    line = str(explain(ProviderError("raw", status_code=418, body=body), PLACE))
    assert "HTTP 418: first second" in line
    assert line.isprintable()
    assert len(line) < 350


@pytest.mark.parametrize(
    "quoted", ["{'error': {'message': 'boom'}}", '{"message": "boom", "x": 1}']
)
def test_a_message_is_taken_out_of_the_json_that_an_exception_quotes(quoted: str) -> None:
    line = str(explain(ProviderError(f"Error 500 for http://host: {quoted}", code=500), PLACE))
    assert line.endswith("the server failed (HTTP 500: boom); try again")


SECRETS = [
    "sk-proj-4f9a8b7c6d5e4f3a2b1c",
    "sk-ant-api03-AbC_dEf-1234567890",
    "AIzaSyA1234567890abcdefghijklmnopqrs",
    "gsk_abcdefghijklmnop",
    "hf_abcdefghijklmnop",
    "Bearer eyJhbGciOi.J9.abc",
    "Basic dXNlcjpwYXNz",
    "0123456789abcdef0123456789abcdef01234567",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", ["key {} refused", "{}", "'{}'", "x={}&y=1", '{{"k": "{}"}}'])
def test_what_looks_like_a_key_is_not_shown(secret: str, around: str) -> None:
    shown = scrub(around.format(secret))
    assert secret.split()[-1] not in shown
    assert secret[-8:] not in shown


@pytest.mark.parametrize(
    "text",
    [
        "https://user:hunter2@host/v1 failed",
        "GET https://host/v1?key=hunter2 failed",
        "api_key=hunter2",
        "password: hunter2",
        '"x-api-key": "hunter2"',
    ],
)
def test_secrets_of_an_address_or_a_field_are_not_shown(text: str) -> None:
    assert "hunter2" not in scrub(text)


@given(st.text(string.ascii_letters + string.digits + "-_.", min_size=8, max_size=40))
def test_a_configured_key_is_not_shown_whatever_it_looks_like(secret: str) -> None:
    text = f"the key {secret} and again {secret}, refused"
    assert secret not in scrub(text, [secret]).replace("refused", "").replace("and again", "")


def test_a_key_in_the_environment_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "plain words as a key")
    assert scrub("it was plain words as a key, no") == "it was …, no"


@pytest.mark.parametrize(
    "text", ["Loading model", "model 'qwen3:8b' not found", "HTTP 500: CUDA error: out of memory"]
)
def test_plain_words_stay(text: str) -> None:
    assert scrub(text) == text
