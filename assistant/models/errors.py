"""What goes wrong with a chat model, as one line that says what, where and what to do.

Providers' exceptions are told apart by HTTP status, by words and by the names of their classes, so
that no provider's package is needed here. Their text may hold a key: it is scrubbed, and the
exception itself is not kept, not even as a cause that a traceback would print.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from assistant.phrases import load
from index.errors import ModelError
from index.types import Language

Kind = Literal[
    "down",
    "slow",
    "quota",
    "busy",
    "no_key",
    "key_refused",
    "unknown_model",
    "too_long",
    "cut",
    "unreadable",
    "empty",
    "server",
    "refused",
    "failed",
]

LONGEST_DETAIL = 160  # characters of a provider's own words
_WORTH_A_RETRY = frozenset({"busy", "server"})
_STATUS: Mapping[int, Kind] = MappingProxyType(
    {
        401: "key_refused",
        402: "quota",
        403: "key_refused",
        404: "unknown_model",
        408: "slow",
        413: "too_long",
        429: "busy",
        504: "slow",
    }
)
# Words of providers' messages, whatever the status: Anthropic answers 400 for an empty account,
# Google for a wrong key, Mistral for an unknown model.
_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("quota", re.compile(r"insufficient_quota|credit balance|exceeded your current quota")),
    (
        "too_long",
        re.compile(
            r"context_length_exceeded|maximum context|context (length|window|size)"
            r"|prompt is too long|exceeds the maximum number of tokens|too many tokens"
        ),
    ),
    (
        "key_refused",
        re.compile(r"api[ _]key not valid|api_key_invalid|(invalid|incorrect) api key"),
    ),
    (
        "unknown_model",
        re.compile(
            r"model_not_found|invalid model|not a valid model|model.{0,80}not (found|exist)"
        ),
    ),
)
_CLASSES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("too_long", re.compile(r"ContextOverflow")),
    ("down", re.compile(r"^ConnectTimeout$")),
    ("slow", re.compile(r"Timeout|^DeadlineExceeded$|^Empty$")),  # queue.Empty: local pipelines
    ("cut", re.compile(r"^(RemoteProtocolError|ReadError|IncompleteRead|ClientPayloadError)$")),
    ("down", re.compile(r"Connect(ion)?Error$|^gaierror$")),
    ("unreadable", re.compile(r"^(JSONDecodeError|ValidationError|UnicodeDecodeError)$")),
)
_KEYS = re.compile(
    r"(?i)\b(?:sk|pk|rk|gsk|hf|xai|key|lsv2)[-_][\w*.-]{6,}|\bAIza[\w-]{10,}"
    r"|\b(?:bearer|basic)\s+\S+|\b[\w-]*(?:key|token|secret|password)[\"']?\s*[:=]\s*[\"']?[^\s\"',}]+"
    r"|(?<=://)[^\s/@]+@|\?[^\s\"']+|\b[\w+/-]{40,}={0,2}"
)
_QUOTED_MESSAGE = re.compile(r"""["']message["']: (["'])(.+?)\1[,}]""")
_SECRET_VARIABLE = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL")


class Said(NamedTuple):
    """A text of ``prompts/failure.*.toml``, with what it names."""

    text: str
    what: str = ""


class Place(NamedTuple):
    """A model and where it is, as told to its user: nothing here is secret."""

    model: str  # "openai:gpt-4o"
    where: Said = Said("object")
    keys: tuple[str, ...] = ()  # the variables, any of which holds its key
    start: Said = Said("start_network")  # what to do when the server is down
    fetch: Said = Said("fetch_name")  # what to do when it does not know the model


class ChatModelError(ModelError):
    """The chat model did not answer; its text says why, in English."""

    def __init__(self, kind: Kind, place: Place, detail: str = "") -> None:
        """``detail``: more about it, in a few words that hold no secret."""
        self.kind = kind
        self.place = place
        self.detail = detail
        super().__init__(f"{self.who('en')}: {self.why('en')}")

    def who(self, language: Language) -> str:
        """The model and where it is: "openai:gpt-4o at api.openai.com"."""
        where = self.place.where
        return _say(where.text, language, model=self.place.model, what=where.what)

    def why(self, language: Language) -> str:
        """What is wrong and what to do, without a full stop."""
        place = self.place
        names = place.keys or (_say("key_of_provider", language),)
        return _say(
            self.kind,
            language,
            detail=f" ({self.detail})" if self.detail else "",
            key=_say("or", language).join(names),
            start=_say(place.start.text, language, what=place.start.what),
            fetch=_say(place.fetch.text, language, what=place.fetch.what),
        )

    @property
    def passes(self) -> bool:
        """Whether the same request may succeed a moment later."""
        return self.kind in _WORTH_A_RETRY


def _say(text: str, language: Language, **variables: str) -> str:
    return load("failure", language).say(text, **variables)


def explain(error: BaseException, place: Place, secrets: Collection[str] = ()) -> ChatModelError:
    """The failure behind a provider's exception, which is not kept; ``secrets`` are never shown."""
    for one in _causes(error):
        if kind := _kind(one):
            detail = _detail(one, secrets) if kind in {"server", "refused"} else ""
            return ChatModelError(kind, place, detail)
    if isinstance(error, KeyError | TypeError | ValueError | AttributeError):
        return ChatModelError("unreadable", place)
    return ChatModelError("failed", place, _detail(error, secrets))


def without_secrets(text: str, secrets: Collection[str] = ()) -> str:
    """The text without these secrets, and without the keys that environment variables hold."""
    hidden = {secret for secret in secrets if secret}
    hidden |= {
        value
        for name, value in os.environ.items()
        if len(value) >= 8 and _SECRET_VARIABLE.search(name.upper())
    }
    for secret in sorted(hidden, key=len, reverse=True):
        text = text.replace(secret, "…")
    return text


def scrub(text: str, secrets: Collection[str] = ()) -> str:
    """One short line of ``text`` without what is a key, or looks like one."""
    text = _KEYS.sub("…", without_secrets(text, secrets))
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, then those it was raised from, the outermost first."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting and len(seen) < 10:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.append(one)
        yield one
        waiting += one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        waiting += [cause for cause in (one.__cause__, one.__context__) if cause]


def _kind(error: BaseException) -> Kind | None:
    status = _status(error)
    words = f"{getattr(error, 'code', '')} {error}".lower()
    if status is None or 400 <= status < 500:
        for kind, pattern in _WORDS:
            if pattern.search(words):
                return kind
    if status is not None and status >= 400:
        return _STATUS.get(status, "server" if status >= 500 else "refused")
    names = [cls.__name__ for cls in type(error).__mro__]
    for kind, pattern in _CLASSES:
        if any(pattern.search(name) for name in names):
            return kind
    return None


def _status(error: BaseException) -> int | None:
    """The HTTP status, where the exception or its response has one."""
    for holder in (error, getattr(error, "response", None)):
        for name in ("status_code", "code", "status"):
            value = getattr(holder, name, None)
            if isinstance(value, int) and 100 <= value < 600:
                return int(value)
    return None


def _detail(error: BaseException, secrets: Collection[str]) -> str:
    said = scrub(_message(error), secrets)
    status = _status(error)
    return ": ".join(part for part in (f"HTTP {status}" if status else "", said) if part)


def _message(error: BaseException) -> str:
    """What the provider says, out of its JSON where it is known; else the exception's text."""
    body = getattr(error, "body", None)
    if isinstance(body, Mapping):
        inner = body.get("error", body)
        message = inner.get("message") if isinstance(inner, Mapping) else inner
        if isinstance(message, str):
            return message
    text = str(error) or type(error).__name__
    quoted = _QUOTED_MESSAGE.search(text)
    return quoted[2] if quoted else text
