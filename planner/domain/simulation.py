"""What a week comes to when bookings fall out as they do: counts over many runs.

Not allowed here: drawing (``solver.robustness``) and anything about single persons.
"""

from dataclasses import dataclass

from planner.domain.bookings import CancelReason
from planner.domain.failing import FailStage
from planner.domain.ids import PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A figure over all runs: its mean, and the bounds between which nine runs in ten lie."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What was planned of something, and what becomes of it."""

    planned: float
    used: Spread
    in_vain: Spread
    """Spent, or lost too late for anybody else, on a departure that does not happen."""
    freed: Spread
    """Free in time for other use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandbyNeed:
    """Stand-by vehicles of one depot: how many are needed at the same time, and how many there are."""

    depot: PlaceId
    needed: int
    there: int
    mean: float
    """Rides back in the period for which no other vehicle is at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationResult:
    """The period of a plan, run through many times. Seats, escort hours and vehicle minutes are of departures only."""

    runs: int
    seed: int
    planned: int
    realised: Spread
    seats: Used
    escort_hours: Used
    rides: Used
    ride_minutes: Used
    reasons: tuple[tuple[CancelReason, Spread], ...] = ()
    stages: tuple[tuple[FailStage, Spread], ...] = ()
    """Persons to be brought back, by where the departure fails."""
    standby: tuple[StandbyNeed, ...] = ()
