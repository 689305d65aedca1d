"""Work in forks, several side by side; knows nothing of tests or faults."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator

STUCK_AFTER = 900
"""Seconds after which a fork that does nothing any more is ended."""
ENDED = "ended"
"""What is said of a fork that a signal ended."""


def side_by_side(jobs: Iterable[str], work: Callable[[str], str], workers: int) -> Iterator[tuple[str, str]]:
    """Do each job in a fork of its own; yield it with what the fork had to say, or the signal that ended it."""
    running: dict[int, tuple[str, int]] = {}
    for job in jobs:
        if len(running) == workers:
            yield _ended(running)
        said = os.memfd_create(job[-40:])
        pid = os.fork()
        if pid == 0:
            _do(job, work, said)
        running[pid] = job, said
    while running:
        yield _ended(running)


def _do(job: str, work: Callable[[str], str], said: int) -> None:
    """Do the job of a fork, and end the fork."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    os.dup2(nowhere, sys.__stderr__.fileno() if sys.__stderr__ else 2)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.alarm(STUCK_AFTER)
    try:
        os.write(said, work(job).encode())
    finally:
        os._exit(0)


def _ended(running: dict[int, tuple[str, int]]) -> tuple[str, str]:
    """Wait for the first fork that ends, and return its job and what it said."""
    pid, status = os.wait()
    job, said = running.pop(pid)
    os.lseek(said, 0, os.SEEK_SET)
    with os.fdopen(said, encoding="utf-8") as words:
        return job, words.read() or f"{ENDED} {os.waitstatus_to_exitcode(status)}"
