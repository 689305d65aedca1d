"""Vehicles of DV&O with their depots and shifts. Not allowed here: what they carry (see ``moves``)."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from planner.domain.civil import at
from planner.domain.ids import PlaceId, VehicleId
from planner.domain.resources import PlaceKind, Vehicle
from planner.domain.time import Interval
from planner.sample.world import World

EARLY, LATE, NIGHT, DAY = (5, 30), (14, 30), (22, 0), (8, 0)
_SHIFT_HOURS = 9
_TYPES = ((8, 4), (6, 3), (4, 2), (8, 4), (6, 2), (12, 4))
"""Seats and compartments."""
LARGEST = max(seats for seats, _ in _TYPES)
_WEEKEND = 5
_SUNDAY = 6


def draw_vehicles(world: World, days: Sequence[date]) -> list[Vehicle]:
    """Return the vehicles with their shifts on these days."""
    stream = world.stream("vehicles")
    count, depots = world.scale.vehicles, world.of_kind(PlaceKind.DEPOT)
    width = max(2, len(str(count)))
    return [
        _vehicle(stream, VehicleId(f"DV-{number + 1:0{width}d}"), number, depots[number % len(depots)], days)
        for number in range(count)
    ]


def _vehicle(stream: Random, code: VehicleId, number: int, depot: PlaceId, days: Sequence[date]) -> Vehicle:
    seats, compartments = _TYPES[number % len(_TYPES)]
    return Vehicle(
        id=code,
        depot=depot,
        seats=seats,
        compartments=compartments,
        shifts=_shifts(stream, number, days),
        wheelchair=_takes_wheelchairs(number),
        child_seats=4 if number % 3 == 0 else 0,
        security=2 if number % 4 in (0, 1) else 1,
    )


def _shifts(stream: Random, number: int, days: Sequence[date]) -> tuple[Interval, ...]:
    """Every vehicle works on weekdays, half of them at weekends; every twelfth drives at night, Sunday too."""
    kind = number % 12
    shifts: list[Interval] = []
    for day in days:
        if kind == 2:  # noqa: PLR2004
            starts = [NIGHT] if day.weekday() in (0, 2, 4, _SUNDAY) else [EARLY]
        elif day.weekday() >= _WEEKEND and number % 3 and not _takes_wheelchairs(number):
            starts = []
        elif kind % 2:
            starts = [stream.choice((EARLY, DAY))]
        else:
            starts = [EARLY, LATE]
        shifts += [_shift(day, *start) for start in starts]
    return tuple(shifts)


def _shift(day: date, hour: int, minute: int) -> Interval:
    """Return nine hours on the clock; over a change of clocks that is eight or ten."""
    return Interval(at(day, hour, minute), at(day, hour + _SHIFT_HOURS, minute))


def _takes_wheelchairs(number: int) -> bool:
    return number % 6 == 1


def night_of(day: date) -> Interval:
    """Return the small hours in which only night vehicles drive."""
    following = day + timedelta(days=1)
    return Interval(at(following, 1), at(following, 5))
