"""How long a search may take, and cutting it into chunks between which the clock is looked at.

The temperature follows the iterations where they decide, and an estimate of them from the measured speed where the
seconds do. Not allowed here: what a chunk does.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

CHUNK_SECONDS = 0.1
FIRST_CHUNK = 10
LARGEST_CHUNK = 1_000_000
FASTER = 4
"""A chunk is at most so many times the one before."""

MEASURED_AFTER = 0.2
"""Seconds before the speed of a search is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How long to search: so many iterations, and no longer than so many seconds.

    Without iterations the seconds are used in full; the result then depends on the speed of the machine.
    """

    iterations: int | None = None
    seconds: float = math.inf

    def __post_init__(self) -> None:
        if self.iterations is None and math.isinf(self.seconds):
            raise ValueError("a search without an end\nGive iterations or seconds.")


class Pace:
    """Runs chunks until a share of the budget is spent; chunks are cut by the clock, which changes no result."""

    def __init__(self, budget: Budget, stopped: Callable[[], bool]) -> None:
        self.made = 0
        self._budget, self._stopped = budget, stopped
        self._begun, self._size = time.perf_counter(), FIRST_CHUNK
        self._halted = False

    def elapsed(self) -> float:
        """Return the seconds since the start."""
        return time.perf_counter() - self._begun

    def spent(self) -> float:
        """Return the share of the budget that is used, 0 to 1."""
        made = 0.0 if not self._budget.iterations else self.made / self._budget.iterations
        return min(1.0, max(made, self.elapsed() / self._budget.seconds))

    def over(self, share: float = 1.0) -> bool:
        """Return whether this share of the budget is spent, or the search was stopped."""
        self._halted = self._halted or self._stopped()
        return self._halted or self._left(share) <= 0 or self.elapsed() >= share * self._budget.seconds

    def finished(self) -> bool:
        """Return whether all iterations were made; without a number of them, whether nobody stopped the search."""
        return not self._halted if self._budget.iterations is None else self.made >= self._budget.iterations

    def run(self, share: float, chunk: Callable[[int, int, float], None], tell: Callable[[], None]) -> None:
        """Call ``chunk(begin, steps, total)`` until this share of the budget is spent, and ``tell`` after each.

        ``begin`` counts from the start of this run, ``total`` is how many steps the run will probably take.
        """
        begun, before = self.elapsed(), self.made
        wanted = self._left(share)
        while not self.over(share):
            steps = int(min(self._size, self._left(share)))
            chunk_begun = self.elapsed()
            chunk(self.made - before, steps, float(min(wanted, self._estimate(share, begun, before))))
            self.made += steps
            pause = min(CHUNK_SECONDS, self._budget.seconds / 50)
            fitting = int(steps * pause / max(self.elapsed() - chunk_begun, 1e-6))
            self._size = max(1, min(FASTER * steps, fitting, LARGEST_CHUNK))
            tell()

    def _left(self, share: float) -> float:
        """Return the iterations left of this share."""
        return math.inf if self._budget.iterations is None else math.ceil(share * self._budget.iterations) - self.made

    def _estimate(self, share: float, begun: float, before: int) -> float:
        """Return how many iterations of a run the time allows for, by its speed so far."""
        made, passed = self.made - before, self.elapsed() - begun
        if passed < MEASURED_AFTER:
            return math.inf
        left = share * self._budget.seconds - begun - passed
        return max(1.0, made + left * made / passed)
