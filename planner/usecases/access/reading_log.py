"""Writing down who reads case data, durably before anything is shown, without making readers wait in a row.

Who comes while lines are being stored waits; then the first of them stores the lines of everybody who came meanwhile:
one transaction, one wait for the disk. Not allowed here: what is read.
"""

import threading
from dataclasses import dataclass, field

from planner.domain.audit import Deed
from planner.domain.operation import Operation, operating, operation
from planner.domain.wording import either
from planner.ports.store import Store, StoreConflictError, StoreUnreachableError

PATIENCE = 30.0
"""Seconds after which reading is refused because it cannot be written down."""


@dataclass(eq=False)
class _Waiting:
    deed: Deed
    goes_on: Operation
    turn: threading.Event = field(default_factory=threading.Event)
    """Set when the line is stored, and when it falls to this reader to store for all."""
    stored: bool = False
    error: Exception | None = None


class ReadLog:
    """Takes lines of many readers at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: list[_Waiting] = []
        self._guard = threading.Lock()
        self._somebody_stores = False

    def note(self, deed: Deed) -> None:
        """Return once a line is stored durably; raise what kept it from being stored."""
        mine = _Waiting(deed, operation() or Operation(id=""))
        with self._guard:
            self._queue.append(mine)
            stores, self._somebody_stores = not self._somebody_stores, True
        if not stores:
            self._wait(mine)
        if not mine.stored and mine.error is None:
            self._store_all()
        if mine.error is not None:
            raise mine.error

    def _wait(self, mine: _Waiting) -> None:
        if mine.turn.wait(PATIENCE):
            return
        with self._guard:
            if not mine.turn.is_set() and mine in self._queue:
                self._queue.remove(mine)
                msg = either(
                    "het logboek antwoordt niet\nProbeer het zo dadelijk opnieuw.",
                    "the log does not answer\nTry again in a moment.",
                )
                raise StoreUnreachableError(msg)
        mine.turn.wait()

    def _store_all(self) -> None:
        """Store what waits in one transaction, tell everybody, and let the first who came meanwhile go on."""
        with self._guard:
            batch, self._queue = self._queue, []
        failed: Exception | None = StoreUnreachableError(
            either("onderbroken\nProbeer het opnieuw.", "interrupted\nTry again.")
        )
        try:
            try:
                self._store_lines(batch)
            except StoreConflictError:  # another process began to keep the same set of cases; now it is there
                self._store_lines(batch)
            failed = None
        except Exception as error:  # noqa: BLE001 - everybody hears of it, each in its own request
            failed = error
        finally:
            self._tell(batch, failed)

    def _store_lines(self, batch: list[_Waiting]) -> None:
        with self._store.transaction() as books:
            for waiting in batch:
                with operating(waiting.goes_on):
                    books.audit.add(waiting.deed)

    def _tell(self, batch: list[_Waiting], failed: Exception | None) -> None:
        with self._guard:
            for waiting in batch:
                waiting.stored, waiting.error = failed is None, failed
                waiting.turn.set()
            if self._queue:
                self._queue[0].turn.set()
            else:
                self._somebody_stores = False
