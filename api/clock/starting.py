"""The clock of this process, put together.

Not allowed here: what it does.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from api.clock.hands import Hands
from api.clock.works import backup_folder, configured_backups, works_of
from api.composition import SystemClock
from planner.store import ThisProcess
from planner.store.transactions import SqlStore
from planner.usecases.clock.leading import BEAT, LEASE
from planner.usecases.clock.running import ClockTools


def hands_of(store: SqlStore, database: str, *, lease: float = LEASE) -> Hands:
    """Return the clock of this process over a store at an address; ``lease`` in seconds."""
    clock, ending = SystemClock(), threading.Event()
    works = works_of(store, clock, configured_backups(database), backup_folder(database), stopped=ending.is_set)
    tools = ClockTools(store=store, clock=clock, works=works)
    return Hands(tools, ThisProcess(), ending, lease=lease, beat=min(BEAT, lease / 4))


@contextmanager
def clock_of(store: SqlStore, database: str) -> Iterator[None]:
    """Let the clock of this process run for the length of the block."""
    hands = hands_of(store, database)
    hands.start()
    try:
        yield
    finally:
        hands.stop()
