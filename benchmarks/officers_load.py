"""Asking a server at a steady rate on behalf of many people, each with a connection of their own.

What is due is asked on time or as soon as its person is free again; the wait counts from when it was due. Not allowed
here: what is asked.
"""

import http.client
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from api.web.guard import COOKIE

PATIENCE = 60.0
"""Seconds after which an answer counts as none."""
IDLE = 3.0
"""Seconds after which a connection is not used again: the server closes one that nobody uses, as browsers know."""
REFUSED = frozenset({HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.UNPROCESSABLE_ENTITY})
"""What the rules or a colleague kept from being done: an answer as it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: Mapping[str, str]


@dataclass
class Route:
    """How one kind of question went."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    errors: list[str] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    """When each answer came, in seconds of a clock that only goes on."""


class Told:
    """What everybody was answered; safe to tell from several threads."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = defaultdict(Route)
        self._lock = threading.Lock()

    def note(self, name: str, seconds: float, status: int, error: str = "") -> None:
        """Note one answer, or none."""
        with self._lock:
            route = self.routes[name]
            route.seconds.append(seconds)
            route.ended.append(time.perf_counter())
            route.refused += status in REFUSED
            if error or (status >= HTTPStatus.BAD_REQUEST and status not in REFUSED):
                route.errors.append(error or str(status))

    @property
    def seconds(self) -> list[float]:
        """How long every answer took, the quickest first."""
        return sorted(one for route in self.routes.values() for one in route.seconds)

    @property
    def errors(self) -> int:
        """How often there was no answer as it should be."""
        return sum(len(route.errors) for route in self.routes.values())


class Person:
    """One signed-in person at a browser."""

    def __init__(self, port: int, token: str, told: Told, patience: float = PATIENCE) -> None:
        self.port, self._told, self._patience = port, told, patience
        self._cookie = f"{COOKIE}={token}"
        self._connection: http.client.HTTPConnection | None = None
        self._due = self._last = 0.0

    def due(self, moment: float) -> None:
        """Say from when the next question counts."""
        self._due = moment

    def ask(
        self, name: str, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer | None:
        """Ask, note how it went under a name, and return the answer; None where there was none."""
        began = max(self._due, 0.0) or time.perf_counter()
        self._due = 0.0
        sent = {"Cookie": self._cookie, "Accept": "text/html,application/json;q=0.9,*/*;q=0.8", **(headers or {})}
        try:
            answer = self._answer("GET" if body is None else "POST", path, body, sent)
        except (OSError, http.client.HTTPException) as error:
            self._connection = None
            self._told.note(name, time.perf_counter() - began, 0, type(error).__name__)
            return None
        self._told.note(name, time.perf_counter() - began, answer.status)
        return answer

    def _answer(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        if self._connection is None or time.perf_counter() - self._last > IDLE:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self._patience)
        self._connection.request(method, path, body, dict(headers))
        found = self._connection.getresponse()
        answer = Answer(status=found.status, body=found.read(), headers=dict(found.headers))
        self._last = time.perf_counter()
        return answer


Turn = Callable[[], None]
"""Lets one person ask one thing."""


def run(turns: Sequence[tuple[Person, Turn]], order: Sequence[int], *, rate: float) -> None:
    """Let people ask in an order, so many a second together, and return when the last was answered."""
    lines: list[queue.SimpleQueue[float | None]] = [queue.SimpleQueue() for _ in turns]
    threads = [
        threading.Thread(target=_serve, args=(person, turn, line), daemon=True)
        for (person, turn), line in zip(turns, lines, strict=True)
    ]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    for number, who in enumerate(order):
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        lines[who].put(due)
    for line in lines:
        line.put(None)
    for thread in threads:
        thread.join(2 * PATIENCE)


def _serve(person: Person, turn: Turn, line: "queue.SimpleQueue[float | None]") -> None:
    while (due := line.get()) is not None:
        person.due(due)
        turn()
