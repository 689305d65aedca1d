"""The process at work as the holder of a claim: a name that no later process shares.

Not allowed here: the claims themselves (``books``).
"""

import os
import socket
from pathlib import Path

_START_FIELD = 19
"""Field 22 of /proc/PID/stat, counted after the command's closing bracket: when the process started."""


class ThisProcess:
    """Implements ``planner.ports.surroundings.Worker`` for Linux processes on any number of machines."""

    def __init__(self) -> None:
        self._host = socket.gethostname()
        self._start = _started(os.getpid()) or "0"

    @property
    def name(self) -> str:
        """Machine, process and its start."""
        return f"{self._host}/{os.getpid()}/{self._start}"

    def is_gone(self, name: str) -> bool:
        """Return whether the holder certainly ended: a process of this machine that is not there any more."""
        host, _, rest = name.partition("/")
        pid, _, start = rest.partition("/")
        return host == self._host and pid.isdecimal() and _started(int(pid)) != start


def _started(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else fields[_START_FIELD]
