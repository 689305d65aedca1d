"""Keeping guessers out: after a few wrong secrets the one who asks has to wait, longer each time.

Kept in memory: a restart forgives. Not allowed here: HTTP.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE = 10
"""Wrong secrets that cost nothing: people make mistakes."""
FIRST_WAIT = 30.0
LONGEST_WAIT = 3600.0
REMEMBERED = 10_000


@dataclass
class _Record:
    wrong: int = 0
    until: float = 0.0


class Lockout:
    """Counts wrong secrets per asker; the caller says who that is."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: OrderedDict[str, _Record] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, asker: str) -> int:
        """Return the seconds an asker still has to wait, 0 when it may try."""
        with self._lock:
            record = self._records.get(asker)
            return 0 if record is None else max(0, round(record.until - self._clock() + 0.5))

    def wrong(self, asker: str) -> None:
        """Note a wrong secret."""
        with self._lock:
            record = self._records.setdefault(asker, _Record())
            self._records.move_to_end(asker)
            record.wrong += 1
            if record.wrong > FREE:
                wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(record.wrong - FREE - 1, 16))
                record.until = self._clock() + wait
            while len(self._records) > REMEMBERED:
                self._records.popitem(last=False)

    def right(self, asker: str) -> None:
        """Note a right secret: what went wrong before is forgiven."""
        with self._lock:
            self._records.pop(asker, None)
