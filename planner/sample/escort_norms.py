"""What escorts a flight asks: how many, and how long their duty lasts.

The sample counts with the norms as delivered. Not allowed here: teams and bookings.
"""

from collections.abc import Iterable

from planner.domain.cases import Case, RiskLevel
from planner.domain.flights import Flight
from planner.domain.time import Interval, Minute

REST = 660
_BEFORE, _AFTER, _LAYOVER, _LONG_LAYOVER, _LONG_FLIGHT = 120, 60, 120, 660, 480
_SHORT_FLIGHT = 240


def escorts_needed(flight: Flight, cases: Iterable[Case]) -> int:
    """Return how many escorts travel along: 2, 3 or 4 a person by the length of the flight, one more at high risk."""
    minutes = flight.arrives - flight.departs
    each = 2 if minutes < _SHORT_FLIGHT else 3 if minutes <= _LONG_FLIGHT else 4
    return sum(each + (case.risk is RiskLevel.HIGH) for case in cases)


def duty(flight: Flight) -> Interval:
    """Return the escorts' duty: out, layover and back."""
    minutes = flight.arrives - flight.departs
    layover = _LONG_LAYOVER if minutes > _LONG_FLIGHT else _LAYOVER
    back = flight.arrives + _AFTER + layover + _BEFORE + minutes + _AFTER
    return Interval(Minute(flight.departs - _BEFORE), Minute(back))
