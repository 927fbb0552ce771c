"""What is asked of a browser, and which requests are refused, before Gradio sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.ui.access import is_loopback

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio's own scripts are inline and make functions of text.
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none';"
        b" base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class NothingFromOutside:
    """Middleware: the browser is to load nothing that this page does not serve itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the reply back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OnlyThisMachine:
    """Middleware: refuses what is addressed to another name than this machine's own.

    A web page elsewhere can make its own name lead to 127.0.0.1, and would then read the answers
    (DNS rebinding); the name stays in the request's Host.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it is addressed to this machine."""
        if scope["type"] == "http" and not _is_addressed_here(scope):
            headers = [(b"content-type", b"text/plain")]
            await send({"type": "http.response.start", "status": 421, "headers": headers})
            await send({"type": "http.response.body", "body": b"not addressed to this machine"})
            return
        await self.app(scope, receive, send)


def _is_addressed_here(scope: Scope) -> bool:
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    try:
        name = urlsplit(f"//{host.decode('latin-1')}").hostname
    except ValueError:
        return False
    return bool(name) and is_loopback(str(name))
