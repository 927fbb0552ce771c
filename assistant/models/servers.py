"""What a chat server says that it has; asked shortly, and never led elsewhere."""

from __future__ import annotations

import ipaddress
import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

PATIENCE = 1.5  # seconds for a server to list its models
MOST_LISTED = 2_000_000  # bytes of a server's list that are read


class _NoRedirect(HTTPRedirectHandler):
    """A key is sent to no other address than the one it is for."""

    def redirect_request(self, *_: Any) -> None:
        return None


def listed_at(address: str, key: str | None) -> Any:
    """What the server lists there, as JSON; an HTTP status that is none of success; None: down."""
    handlers = [_NoRedirect(), *([ProxyHandler({})] if is_local(address) else [])]
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        request = Request(address, headers=headers)  # noqa: S310 - http and https only, see settings
        with build_opener(*handlers).open(request, timeout=PATIENCE) as response:
            return json.loads(response.read(MOST_LISTED))
    except HTTPError as error:
        return error.code
    except (OSError, ValueError, HTTPException):
        return None


def names_in(listed: Any, provider: str, field: str, name: str) -> tuple[str, ...]:
    """The models in a server's list, which may be anything, as ``provider:name``."""
    rows = listed.get(field) if isinstance(listed, dict) else None
    names = (
        [row.get(name) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    )
    printable = [one for one in names if isinstance(one, str) and one.isprintable()]
    return tuple(f"{provider}:{one}" for one in sorted(set(printable)))


def is_local(address: str) -> bool:
    """Whether the address is on this machine; no name is looked up for it."""
    try:
        host = urlsplit(with_scheme(address)).hostname or ""
        ip = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return False
    return ip.is_loopback or ip.is_unspecified


def with_scheme(address: str) -> str:
    """An address whole: ``OLLAMA_HOST`` may leave the scheme and the port out.

    Raises ValueError for what is no address.
    """
    full = address if "://" in address else f"http://{address}"
    parts = urlsplit(full)
    if "://" not in address and parts.port is None:
        full = f"http://{parts.netloc}:11434"
    return full.rstrip("/")
