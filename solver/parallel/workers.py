"""Who works sub-problems out: an executor, how many work at once, and what an error says of a worker that died.

Not allowed here: sub-problems, and libraries of clusters (``cluster``).
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
ORPHAN_SECONDS = 1.0
"""How often a process looks whether the one that asked for its work is still there."""
MOST = 64
"""No more processes than this on one machine, however many cores it has."""


class Workers(Protocol):
    """Where sub-problems are worked out."""

    @property
    def count(self) -> int:
        """How many sub-problems are worked out at once."""
        ...

    @property
    def died(self) -> tuple[type[BaseException], ...]:
        """The errors that say that a worker was lost, and not that the work was wrong."""
        ...

    def executor(self) -> Executor:
        """Return an executor that takes work; a new one when the last was broken."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


class Here:
    """One sub-problem after another, in this process: what is asked is done before ``submit`` returns."""

    count = 1
    died: tuple[type[BaseException], ...] = ()

    def executor(self) -> Executor:
        """Return the executor that works at once."""
        return _AtOnce()

    def close(self) -> None:
        """Nothing was started."""


class _AtOnce(Executor):
    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        done: Future[R] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as an executor does: whoever asks for the result gets it
            done.set_exception(error)
        return done


class Processes:
    """So many processes of this machine; compiled code is shared through the cache on disk.

    A process that dies breaks the pool; the next executor is a new pool.
    """

    died: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, count: int) -> None:
        self.count = max(1, min(count, MOST))
        self._pool: ProcessPoolExecutor | None = None

    def executor(self) -> ProcessPoolExecutor:
        """Return the pool, started when first asked for."""
        if self._pool is not None and _broken(self._pool):
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.count, context, initializer=end_with, initargs=(os.getpid(),))
        return self._pool

    def close(self) -> None:
        """End the processes; work that waits is given up."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _broken(pool: ProcessPoolExecutor) -> bool:
    try:
        pool.submit(_nothing).cancel()
    except BrokenExecutor:
        return True
    return False


def _nothing() -> None:
    """Do nothing."""


def end_with(asker: int) -> None:
    """End this process when the one that asked for its work is gone: nobody else would end it."""

    def watch() -> None:
        while os.getppid() == asker:
            time.sleep(ORPHAN_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="wees", daemon=True).start()
