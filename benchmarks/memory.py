"""The most memory of this process and of those it started, looked at now and then. Only on Linux; elsewhere its own.

What the system counts of children that ended is not used: a child counts with all that its parent had when it began.
"""

import os
import resource
from pathlib import Path


class Memory:
    """Remembers the peak of each process that was there when somebody looked."""

    def __init__(self) -> None:
        self._peaks: dict[int, int] = {}

    def look(self) -> None:
        """Look at the processes that this one has started and that still run."""
        for child in _children():
            self._peaks[child] = max(self._peaks.get(child, 0), _peak(child))

    @property
    def megabytes(self) -> int:
        """The peak of this process and the largest peak of a child, together."""
        return (_own_peak() + max(self._peaks.values(), default=0)) // 1024


def _children() -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue  # a thread that ended meanwhile
    return found


def _own_peak() -> int:
    """Return the most kilobytes this process had; where it cannot be read, what the system counts, its parent's too."""
    return _peak(os.getpid()) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _peak(process: int) -> int:
    """Return the most kilobytes that a process had; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
