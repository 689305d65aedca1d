"""Vehicles of DV&O with their depots and shifts. Not allowed here: what they carry (see ``moves``)."""

from collections.abc import Sequence
from datetime import date, timedelta

from planner.domain.activities import Activity
from planner.domain.civil import at
from planner.domain.ids import PlaceId, VehicleId
from planner.domain.places import PlaceKind
from planner.domain.time import Interval
from planner.domain.vehicles import CrewSkill, Vehicle
from planner.sample.places import drive_minutes
from planner.sample.world import World

EARLY, LATE, NIGHT, DAY, NOON = (5, 30), (14, 30), (22, 0), (8, 0), (11, 0)
_SHIFT_HOURS = 9
_TYPES = ((8, 4), (6, 3), (4, 2), (8, 4), (6, 2), (12, 4))
"""Seats and compartments."""
LARGEST = max(seats for seats, _ in _TYPES)
_WEEKEND = 5
_STANDBY = 11
"""Of so many vehicles one is kept free for what fails."""
_NIGHTS_OFF = (1, 3)
_KINDS, _NIGHT_KIND, _EARLY_KIND, _NOON_KINDS = 12, 2, 5, (3, 11)
"""Patterns of shifts, taken in turn so that every depot has several."""


def draw_vehicles(world: World, days: Sequence[date]) -> list[Vehicle]:
    """Return the vehicles with their shifts on these days."""
    count, depots = world.scale.vehicles, world.of_kind(PlaceKind.DEPOT)
    width = max(2, len(str(count)))
    return [
        _vehicle(VehicleId(f"DV-{number + 1:0{width}d}"), number, depots[number % len(depots)], days)
        for number in range(count)
    ]


def _vehicle(code: VehicleId, number: int, depot: PlaceId, days: Sequence[date]) -> Vehicle:
    seats, compartments = _TYPES[number % len(_TYPES)]
    return Vehicle(
        id=code,
        depot=depot,
        seats=seats,
        compartments=compartments,
        shifts=_shifts(number, days),
        wheelchair=_takes_wheelchairs(number),
        child_seats=4 if number % 3 == 0 else 0,
        security=2 if number % 4 in (0, 1) else 1,
        crew_skills=_skills(number),
        cross_border=number % 3 == 0,
        standby=number % _STANDBY == _STANDBY - 1,
    )


def _skills(number: int) -> frozenset[CrewSkill]:
    """Crews of vehicles with child seats are trained for families, those of secured vehicles for that."""
    has = {
        CrewSkill.MEDICAL: number % 5 == 0,
        CrewSkill.FEMALE: number % 3 < 2,  # noqa: PLR2004 - two in three
        CrewSkill.FAMILIES: number % 3 == 0,
        CrewSkill.SECURED: number % 4 in (0, 1),
    }
    return frozenset(skill for skill, there in has.items() if there)


def _shifts(number: int, days: Sequence[date]) -> tuple[Interval, ...]:
    """Every vehicle works on weekdays, half of them at weekends; every twelfth drives at night, Sunday included."""
    kind = (number + number // len(_TYPES)) % _KINDS
    if kind == _NIGHT_KIND and _takes_wheelchairs(number):
        kind = _EARLY_KIND
    shifts: list[Interval] = []
    for day in days:
        if kind == _NIGHT_KIND:
            starts = [NIGHT] if day.weekday() not in _NIGHTS_OFF else []
        elif day.weekday() >= _WEEKEND and kind % 3 and not _takes_wheelchairs(number):
            starts = []
        elif kind % 2:
            starts = [EARLY if kind == _EARLY_KIND else NOON if kind in _NOON_KINDS else DAY]
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


def can_drive(vehicle: Vehicle, shift: Interval, move: Activity) -> bool:
    """Return whether the vehicle could carry out this request in the shift, were it the only one."""
    detail = move.move
    together = -(-detail.persons // (vehicle.seats // vehicle.compartments))
    fits = (
        not vehicle.standby
        and detail.skills <= vehicle.crew_skills
        and together <= vehicle.compartments
        and detail.child_seats <= vehicle.child_seats
        and detail.security <= vehicle.security
        and (vehicle.wheelchair or not detail.wheelchair)
    )
    return fits and _in_shift(vehicle, shift, move)


def _in_shift(vehicle: Vehicle, shift: Interval, move: Activity) -> bool:
    """Return whether pick-up and delivery fit in their windows on a journey from and to the depot."""
    detail = move.move
    if move.place is None or detail.pickup is None or detail.delivery is None:
        return False
    ready = shift.start + drive_minutes(vehicle.depot, move.place)
    home = (shift.end or shift.start) - drive_minutes(detail.destination, vehicle.depot)
    delivered = min(detail.delivery.end or home, home) - detail.delivery_service
    leaves = delivered - drive_minutes(move.place, detail.destination) - detail.pickup_service
    return max(detail.pickup.start, ready) <= min(detail.pickup.end or leaves, leaves)
