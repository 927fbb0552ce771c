"""What goes wrong with a chat model, as one line that says what, where and what to do.

Providers' exceptions are told apart by HTTP status, by words and by the names of their classes, so
that no provider's package is needed here. Their text may hold a key: it is scrubbed, and the
exception itself is not kept, not even as a cause that a traceback would print.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from index.errors import ModelError

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

LINES: Mapping[Kind, str] = MappingProxyType(
    {
        "down": "the server does not answer; {start}",
        "slow": "no reply in time{detail}; try again, or raise ASSISTANT_TIMEOUT",
        "quota": "the account has no quota or credit left; choose another model, or add credit",
        "busy": "too many requests for now; try again in a minute",
        "no_key": "no key was found; put it in {key}",
        "key_refused": "the key was refused; check {key}",
        "unknown_model": "no such model was found; {fetch}",
        "too_long": "more text than the model takes; set ASSISTANT_CONTEXT to its tokens",
        "cut": "the reply broke off in the middle; try again",
        "unreadable": "the reply is not a chat model's; check the address and the server",
        "empty": "the reply is empty; try again, or choose another model",
        "server": "the server failed{detail}; try again",
        "refused": "the request was refused{detail}; check the model's name and settings",
        "failed": "the model failed{detail}; choose another one",
    }
)
"""What each line says after the model's name and place."""

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


@dataclass(frozen=True, slots=True)
class Place:
    """A model and where it is, as told to its user: nothing here is secret."""

    model: str  # "openai:gpt-4o"
    where: str  # "at api.openai.com", "on this machine", "(a LangChain object)"
    key: str = "the provider's key"  # the variable that holds it
    start: str = "check the network"  # what to do when the server is down
    fetch: str = "check the name"  # what to do when it does not know the model


class ChatModelError(ModelError):
    """The chat model did not answer; ``kind`` says why, the text says it to a user."""

    def __init__(self, kind: Kind, place: Place, detail: str = "") -> None:
        said = LINES[kind].format(
            detail=f" ({detail})" if detail else "",
            key=place.key,
            start=place.start,
            fetch=place.fetch,
        )
        super().__init__(f"{place.model} {place.where}: {said}")
        self.kind = kind
        self.place = place

    @property
    def passes(self) -> bool:
        """Whether the same request may succeed a moment later."""
        return self.kind in _WORTH_A_RETRY


def explain(error: BaseException, place: Place, secrets: Collection[str] = ()) -> ChatModelError:
    """The failure behind a provider's exception, which is not kept; ``secrets`` are never shown."""
    for one in _causes(error):
        if kind := _kind(one):
            detail = _detail(one, secrets) if kind in {"server", "refused"} else ""
            return ChatModelError(kind, place, detail)
    if isinstance(error, KeyError | TypeError | ValueError | AttributeError):
        return ChatModelError("unreadable", place)
    return ChatModelError("failed", place, _detail(error, secrets))


def scrub(text: str, secrets: Collection[str] = ()) -> str:
    """One short line of ``text`` without what is a key, or looks like one."""
    hidden = {secret for secret in secrets if secret}
    hidden |= {
        value
        for name, value in os.environ.items()
        if len(value) >= 8 and _SECRET_VARIABLE.search(name.upper())
    }
    for secret in sorted(hidden, key=len, reverse=True):
        text = text.replace(secret, "…")
    text = _KEYS.sub("…", text)
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
