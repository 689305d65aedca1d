"""Ports to the clock and to travel times."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from planner.domain.known_travel import KnownTravel
from planner.domain.places import Place
from planner.domain.resources import TravelTable
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


class TravelTables(Protocol):
    """Travel times of all known places, as computed at a moment; earlier ones are kept."""

    def add(self, known: KnownTravel, *, at: Minute) -> None:
        """Store a whole table; it is in force from now on."""
        ...

    def newest(self) -> KnownTravel | None:
        """Return the table in force, or None."""
        ...

    def of(self, source: str, made_on: date) -> tuple[KnownTravel, ...]:
        """Return every table ever stored of a source and its date, newest first."""
        ...


class Worker(Protocol):
    """The process at work, as the holder of a claim."""

    @property
    def name(self) -> str:
        """A name that no other process has had."""
        ...

    def is_gone(self, name: str) -> bool:
        """Return whether the holder of that name certainly ended."""
        ...
