"""Time left for a stage of a search or for an explanation. Not allowed here: the calendar; this is a stopwatch."""

import math
import time
from dataclasses import dataclass

from planner.ports.search import Stopped

ENDLESS = 3600.0
"""Seconds that are said to be left where there is no hurry."""


class OutOfTimeError(Exception):
    """There was no time to prove it."""


def _go_on() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Budget:
    """A stretch of wall time that also ends when the officer stops the search; without an end: no hurry."""

    started: float = 0.0
    until: float = math.inf
    stopped: Stopped = _go_on

    @classmethod
    def of(cls, seconds: float | None, stopped: Stopped = _go_on) -> "Budget":
        """Return a budget that starts now; None: one without an end."""
        if seconds is None:
            return cls(stopped=stopped)
        now = time.monotonic()
        return cls(now, now + seconds, stopped)

    @classmethod
    def since(cls, begun: float, seconds: float, stopped: Stopped) -> "Budget":
        """Return a budget that began earlier, of which at least half is still left, whatever was lost before it."""
        until = max(begun + seconds, time.monotonic() + seconds / 2)
        return cls(until - seconds, until, stopped)

    @property
    def left(self) -> float:
        """Seconds left, never below 0; an hour where there is no hurry."""
        return ENDLESS if math.isinf(self.until) else max(0.0, self.until - time.monotonic())

    @property
    def spent(self) -> float:
        """Share of the time that is used, 0 to 1."""
        whole = self.until - self.started
        return 1.0 if whole <= 0 else min(1.0, (time.monotonic() - self.started) / whole)

    @property
    def over(self) -> bool:
        """Whether the search must go on to what comes next."""
        return self.left <= 0 or self.stopped()

    def check(self) -> None:
        """Raise OutOfTimeError when the time is up."""
        if time.monotonic() > self.until:
            raise OutOfTimeError

    def but(self, seconds: float) -> "Budget":
        """Return this budget without its last seconds."""
        return Budget(self.started, self.until - seconds, self.stopped)

    def share(self, fraction: float) -> "Budget":
        """Return the first part of what is left."""
        return Budget.of(self.left * fraction, self.stopped)

    def rounding_off(self, seconds: float) -> "Budget":
        """Return what is left, but at least these seconds, and then whether stopped or not."""
        return Budget.of(max(seconds, 0.0 if self.stopped() else self.left))
