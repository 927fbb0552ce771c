"""Refuses every connection, datagram and name look-up that would leave this machine.

Works below the socket module, by Python's audit events, so that no library gets round it from
Python; each attempt is also written to a log, because a library may swallow the error.
"""

from __future__ import annotations

import os
import sys

LOG_VARIABLE = "NETWORK_GUARD_LOG"
_SENDING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LOOK_UPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})


class OutsideError(OSError):
    """Something tried to leave this machine."""


def _is_inside(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if not isinstance(host, str):
        return host is None
    return host in {"", "localhost", "::1"} or host.startswith("127.")


def _refuse(event: str, target: object) -> None:
    log = os.environ.get(LOG_VARIABLE)
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{event} {target}\n")
    raise OutsideError(f"a test may not leave this machine: {event} {target}")


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in _SENDING:
        address = arguments[1]  # a tuple for the internet; a path or None otherwise
        if isinstance(address, tuple) and not _is_inside(address[0]):
            _refuse(event, address)
    elif event in _LOOK_UPS and not _is_inside(arguments[0]):
        _refuse(event, arguments[0])


def install() -> None:
    """Guard this process to its end."""
    sys.addaudithook(_hook)
