"""People at the chat page without a browser: they say what a browser says to the server."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
import uuid
from typing import Any

QUESTIONS = (
    "When does Xiaomi plan to start production?",
    "Quand Xiaomi compte-t-il commencer à produire ?",
    "Où se trouve la première usine de Xiaomi ?",
    "How many cars will the factory make a year?",
)


def ask_at_once(address: str, people: int) -> list[float]:
    """Seconds that each waited for the whole answer, in order; 0 for one who got none."""
    visitors = [Visitor(address) for _ in range(people)]
    start = threading.Barrier(people)

    def ask(number: int, visitor: Visitor) -> None:
        start.wait()
        visitor.ask(QUESTIONS[number % len(QUESTIONS)])

    threads = [threading.Thread(target=ask, args=one) for one in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(visitor.waited for visitor in visitors)


class Visitor:
    """Someone with the page open, without a browser: says what a browser says to the server."""

    def __init__(self, address: str) -> None:
        self._address, self._session = address, uuid.uuid4().hex
        self.waited = 0.0  # seconds from the question to the whole answer; 0: there was none
        parts = self._get("config")
        box = next(c["id"] for c in parts["components"] if c["props"].get("elem_id") == "question")
        events = {tuple(to): one["id"] for one in parts["dependencies"] for to in one["targets"]}
        self._take = events[box, "submit"]
        self._ask = next(
            one["id"] for one in parts["dependencies"] if one.get("trigger_after") == self._take
        )
        load = next(one for (_, name), one in events.items() if name == "load")
        self._post("gradio_api/run/predict", load, [None])

    def ask(self, question: str) -> None:
        """Ask, and read the answer to its end."""
        began = time.monotonic()
        self._post("gradio_api/run/predict", self._take, [question, None])
        self._post("gradio_api/queue/join", self._ask, [None])
        address = f"{self._address}gradio_api/queue/data?session_hash={self._session}"
        with urllib.request.urlopen(address) as lines:  # noqa: S310
            for line in lines:
                said = json.loads(line.removeprefix(b"data:")) if line.strip() else {}
                if b"turn done" in line:
                    self.waited = time.monotonic() - began
                if said.get("msg") == "process_completed":
                    assert said["success"]
                    return

    def _get(self, path: str) -> Any:
        with urllib.request.urlopen(self._address + path) as reply:  # noqa: S310
            return json.load(reply)

    def _post(self, path: str, event: int, data: list[Any]) -> None:
        said = {"fn_index": event, "data": data, "session_hash": self._session}
        request = urllib.request.Request(  # noqa: S310
            self._address + path, json.dumps(said).encode(), {"content-type": "application/json"}
        )
        urllib.request.urlopen(request).close()  # noqa: S310
