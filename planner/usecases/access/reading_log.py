"""Writing down who reads case data, durably before anything is shown, without making readers wait in a row.

Who comes while a line is being stored waits for the next batch, which takes along everybody who came meanwhile: one
transaction, one wait for the disk. Not allowed here: what is read.
"""

import threading
from concurrent.futures import Future
from dataclasses import dataclass, field

from planner.domain.audit import Deed
from planner.domain.operation import Operation, operating, operation
from planner.ports.store import Store

PATIENCE = 30.0
"""Seconds after which reading is refused because it cannot be written down."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    deed: Deed
    goes_on: Operation | None
    stored: "Future[None]" = field(default_factory=Future)


class ReadLog:
    """Takes lines of many readers at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: list[_Waiting] = []
        self._guard = threading.Lock()
        self._writing = threading.Lock()

    def note(self, deed: Deed) -> None:
        """Return once a line is stored durably; raise what kept it from being stored."""
        mine = _Waiting(deed, operation())
        with self._guard:
            self._queue.append(mine)
        with self._writing:
            if not mine.stored.done():
                self._store_all()
        mine.stored.result(timeout=PATIENCE)

    def _store_all(self) -> None:
        """Store what waits in one transaction, in the order in which it came."""
        with self._guard:
            batch, self._queue = self._queue, []
        try:
            with self._store.transaction() as books:
                for waiting in batch:
                    if waiting.goes_on is None:
                        books.audit.add(waiting.deed)
                        continue
                    with operating(waiting.goes_on):
                        books.audit.add(waiting.deed)
        except BaseException as error:
            for waiting in batch:
                waiting.stored.set_exception(error)
            raise
        for waiting in batch:
            waiting.stored.set_result(None)
