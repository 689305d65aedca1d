"""When each reader last fetched: kept in memory, written to the books at most once a minute.

Not allowed here: HTTP.
"""

import threading
from collections.abc import Callable

from planner.domain.feeds import LastFetch
from planner.domain.time import Minute
from planner.ports.store import Store, StoreError
from planner.ports.surroundings import Clock

AGENT_LENGTH = 80


class Fetches:
    """Collects fetches and writes them away now and then."""

    def __init__(self, store: Store, clock: Clock, later: Callable[[Callable[[], None]], object]) -> None:
        """Keep fetches for a store; ``later`` runs the writing without making the reader wait."""
        self._store = store
        self._clock = clock
        self._later = later
        self._waiting: dict[str, LastFetch] = {}
        self._written = Minute(0)
        self._lock = threading.Lock()

    def note(self, credential: str, agent: str) -> None:
        """Note a fetch; ``agent`` is what the reader calls itself."""
        now = self._clock.now()
        shown = "".join(char for char in agent if char.isprintable())[:AGENT_LENGTH]
        with self._lock:
            self._waiting[credential] = LastFetch(credential=credential, agent=shown, at=now)
            due = now > self._written
            if due:
                self._written = now
        if due:
            self._later(self.flush)

    def flush(self) -> None:
        """Write what waits; what cannot be written now is tried again with the next."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        try:
            with self._store.transaction() as books:
                books.credentials.fetched(waiting.values())
        except StoreError:
            with self._lock:
                self._waiting = waiting | self._waiting
