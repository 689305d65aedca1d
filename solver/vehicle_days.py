"""The shifts of a vehicle as they may be worked, each with the stops that lie in it.

One place for the route search and for the rules about crews. No search.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from planner.domain.activities import MoveDetail
from planner.domain.crews import CrewNorms, Driving, Turn, Visit, crew_norms, crew_turns, driving_of
from planner.domain.ids import ActivityKey, VehicleId
from planner.domain.plan import Stop
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute, subtract
from planner.domain.vehicles import Vehicle
from solver.known import DutyKey, Known
from solver.view import Part


@dataclass(frozen=True, slots=True)
class Call:
    """A stop of a vehicle, the move it is for, and how many persons get in (or out, below 0)."""

    stop: Stop
    activity: ActivityKey
    boarding: int


def norms_at(known: Known, moment: Minute) -> CrewNorms:
    """Return the norms of R40 in force at a moment."""
    return crew_norms(known.settings, moment)


@dataclass(frozen=True, slots=True)
class _Worked:
    """The turns of one vehicle and when it is on duty, worked out once per cut of the facts."""

    vehicle: Vehicle
    turns: tuple[Turn, ...]
    stretches: tuple[Interval, ...]


_WORKED: WeakKeyDictionary[DutyKey, dict[VehicleId, _Worked]] = WeakKeyDictionary()


def turns_of(known: Known, vehicle: Vehicle) -> tuple[Turn, ...]:
    """Return the shifts of a vehicle with the crew of each."""
    return _worked(known, vehicle).turns


def stretches_of(known: Known, vehicle: Vehicle) -> list[Interval]:
    """Return when a vehicle is on duty: with a rested crew, not too long, absences cut out, none overlapping."""
    return list(_worked(known, vehicle).stretches)


def _worked(known: Known, vehicle: Vehicle) -> _Worked:
    mine = _WORKED.setdefault(known.duty, {})
    found = mine.get(vehicle.id)
    if found is None or found.vehicle is not vehicle:
        turns = crew_turns(vehicle.shifts, vehicle.crews, lambda moment: norms_at(known, moment))
        found = mine[vehicle.id] = _Worked(vehicle, turns, tuple(_stretches(known, vehicle, turns)))
    return found


def share_duties(known: Known, other: Known, apart: Collection[str]) -> None:
    """Let other facts, with the same norms, use the duties worked out already, but for some vehicles."""
    _WORKED[other.duty] = {code: one for code, one in _WORKED.get(known.duty, {}).items() if code not in apart}


def _stretches(known: Known, vehicle: Vehicle, turns: Sequence[Turn]) -> list[Interval]:
    away = known.absences(ResourceRef(ResourceKind.VEHICLE, vehicle.id))
    taken: list[Interval] = []
    found: list[Interval] = []
    for turn in turns:
        found += subtract((turn.work,) if turn.crew is not None else (), (*away, *taken))
        taken.append(turn.shift)
    return found


def calls_of(known: Known, parts: Sequence[Part]) -> list[Call]:
    """Return the stops of a vehicle in order of time."""
    return sorted(_calls(known, parts), key=lambda call: (call.stop.start, call.stop.end, call.activity))


def _calls(known: Known, parts: Sequence[Part]) -> Iterator[Call]:
    for part in parts:
        activity = known.activities.get(part.appointment.activity)
        persons = activity.move.persons if activity and isinstance(activity.detail, MoveDetail) else 1
        for number, stop in enumerate(part.participation.stops):
            yield Call(stop, part.appointment.activity, -persons if number else persons)


def driving_in(known: Known, vehicle: Vehicle, work: Interval, calls: Sequence[Call]) -> Driving:
    """Return the breaks of a crew between the stops of its shift, and its longest driving without one."""
    visits: list[Visit] = []
    aboard = 0
    for call in calls:
        aboard += call.boarding
        visits.append(Visit(stop=call.stop, aboard=aboard))
    return driving_of(visits, vehicle.depot, work, known.drive, norms_at(known, work.start))
