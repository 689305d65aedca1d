"""Keeping guessers out: after a few wrong secrets the one who asks has to wait, longer each time.

Counted per name at a machine, and with more patience per machine, so that other names do not help. What went wrong
wears off: a program that keeps asking now and then with leave that ended locks nobody out.
Kept in memory: a restart forgives. Not allowed here: HTTP.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE = 10
"""Wrong secrets that cost nothing: people make mistakes."""
FREE_PER_MACHINE = 1000
"""The same for all names at one machine together: a whole office may share its address."""
WEARS_OFF = 360.0
"""Seconds after which one wrong secret is forgotten."""
FIRST_WAIT = 30.0
LONGEST_WAIT = 3600.0
REMEMBERED = 10_000


@dataclass
class _Record:
    wrong: float = 0.0
    last: float = 0.0
    until: float = 0.0


class Lockout:
    """Counts wrong secrets; ``machine`` is who asks, ``name`` under which name, if there is one."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, free_per_machine: int = FREE_PER_MACHINE
    ) -> None:
        self._clock = clock
        self._free_per_machine = free_per_machine
        self._records: OrderedDict[str, _Record] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, machine: str, name: str = "") -> int:
        """Return the seconds an asker still has to wait, 0 when it may try."""
        with self._lock:
            now = self._clock()
            found = (self._records.get(key) for key, _ in self._keys(machine, name))
            return max((max(0, round(one.until - now + 0.5)) for one in found if one is not None), default=0)

    def wrong(self, machine: str, name: str = "") -> None:
        """Note a wrong secret."""
        with self._lock:
            for key, free in self._keys(machine, name):
                self._count(key, free)
            while len(self._records) > REMEMBERED:
                self._records.popitem(last=False)

    def right(self, machine: str, name: str = "") -> None:
        """Note a right secret: what went wrong under this name is forgiven."""
        with self._lock:
            self._records.pop(self._keys(machine, name)[0][0], None)

    def _count(self, key: str, free: int) -> None:
        now = self._clock()
        record = self._records.setdefault(key, _Record(last=now))
        self._records.move_to_end(key)
        record.wrong = max(0.0, record.wrong - (now - record.last) / WEARS_OFF) + 1.0
        record.last = now
        over = record.wrong - free
        if over > 0.5:  # noqa: PLR2004 - whole secrets, of which a little has worn off
            record.until = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(round(over) - 1, 16))

    def _keys(self, machine: str, name: str) -> tuple[tuple[str, int], tuple[str, int]]:
        """Return under which keys an asker is counted, and how much is free; a name holds no line break."""
        return (f"{machine}\n{name}", FREE), (machine, self._free_per_machine)
