"""Handing out sub-problems and collecting what comes back: what a worker loses is tried once more, then left out.

Not allowed here: what a sub-problem is about, and where it is worked out.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future, wait
from typing import TypeVar

from planner.ports.search import Stopped
from solver.parallel.workers import Workers

T = TypeVar("T")
R = TypeVar("R")
ATTEMPTS = 2
POLL_SECONDS = 0.1


class Round:
    """Hands out sub-problems round after round; ``lost`` counts those that nobody brought back."""

    def __init__(self, workers: Workers, stopped: Stopped) -> None:
        self._workers, self._stopped = workers, stopped
        self.lost = 0
        self.retried = 0

    def carry_out(self, work: Callable[[T], R], tasks: Sequence[T], seconds: float) -> list[R | None]:
        """Return what came of each task in order; None for what was lost, or not done when time was up.

        ``seconds`` is for all attempts together. An error of the work itself is raised.
        """
        until = time.monotonic() + seconds
        found: dict[int, R] = {}
        for attempt in range(ATTEMPTS):
            left = [number for number in range(len(tasks)) if number not in found]
            if not left or self._over(until):
                break
            self.retried += len(left) if attempt else 0
            futures = self._hand_out(work, {number: tasks[number] for number in left})
            self._wait(futures, until)
            found.update(self._collect(futures))
        if not self._stopped():
            self.lost += len(tasks) - len(found)
        return [found.get(number) for number in range(len(tasks))]

    def _hand_out(self, work: Callable[[T], R], tasks: Mapping[int, T]) -> dict[int, Future[R]]:
        futures: dict[int, Future[R]] = {}
        try:
            executor = self._workers.executor()
            for number, task in tasks.items():
                futures[number] = executor.submit(work, task)
        except self._workers.died:
            pass  # what was handed out may still come back; the rest is for the next attempt
        return futures

    def _wait(self, futures: Mapping[int, Future[R]], until: float) -> None:
        waiting = set(futures.values())
        while waiting and not self._over(until):
            waiting = wait(waiting, timeout=POLL_SECONDS).not_done
        for future in waiting:
            future.cancel()

    def _collect(self, futures: Mapping[int, Future[R]]) -> dict[int, R]:
        found: dict[int, R] = {}
        for number, future in futures.items():
            if future.done():
                try:
                    found[number] = future.result()
                except CancelledError:
                    continue
                except self._workers.died:
                    continue
        return found

    def _over(self, until: float) -> bool:
        return self._stopped() or time.monotonic() >= until
