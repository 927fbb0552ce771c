"""The id that tells browsers apart: random, in a cookie that no script and no other site sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from assistant.records.local import new_id

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "verbatim_browser"
_YEAR = 31_536_000  # seconds
_ID = re.compile(r"[0-9a-f]{40}")


def browser_of(cookies: Mapping[str, str]) -> str | None:
    """The browser's id among its cookies, if it is one."""
    found = cookies.get(COOKIE, "")
    return found if _ID.fullmatch(found) else None


class KnownBrowsers:
    """Middleware that gives a browser its id with the page, unless it has one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the reply back with the cookie."""
        if scope["type"] != "http" or scope["path"] != "/" or browser_of(_cookies(scope)):
            await self.app(scope, receive, send)
            return
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        cookie = f"{COOKIE}={new_id()}; Max-Age={_YEAR}; Path=/; HttpOnly; SameSite=Strict{secure}"

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], (b"set-cookie", cookie.encode())]
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def _cookies(scope: Scope) -> dict[str, str]:
    cookies: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                parsed = SimpleCookie(value.decode("latin-1"))
            except CookieError:
                continue
            cookies |= {key: morsel.value for key, morsel in parsed.items()}
    return cookies
