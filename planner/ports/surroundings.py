"""Ports to the clock and to travel times."""

from collections.abc import Sequence
from typing import Protocol

from planner.domain.resources import Place, TravelTable
from planner.domain.time import Minute


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> Minute:
        """Return the current minute."""
        ...


class TravelTimes(Protocol):
    """Tells how long driving takes."""

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return minutes between every two places, with source and date."""
        ...
