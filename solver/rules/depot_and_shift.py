"""Rule: a vehicle's route starts and ends at its depot, inside a shift."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planner.domain.dutch import moment, stretch
from planner.domain.ids import RuleId, VehicleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute, subtract
from solver import naming
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Breach, Stop
    from planner.domain.time import Interval
    from planner.domain.vehicles import Vehicle
    from solver.known import Known

_Visit = tuple["Stop", "ActivityKey"]


class DepotAndShift(Rule):
    """All stops of a vehicle are inside its shifts, driving from and to the depot included, with time between stops.

    The route search enforces it.
    """

    id = RuleId("P18")
    title = "Depot en dienst van het voertuig"
    why = "Een bemanning begint en eindigt op haar depot, binnen de dienst, en rijdt niet sneller dan de weg toelaat."
    source = "DV&O, diensten (R40); reistijdentabel"
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.TIME_WINDOW, Word.ORDER, Word.REST})

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per drive without time, and per shift that is too short."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.VEHICLE:
            return
        vehicle = view.known.vehicles.get(VehicleId(scope.resource.id))
        if vehicle is None:
            return
        visits = sorted(
            (
                (stop, part.appointment.activity)
                for part in view.parts(scope.resource)
                for stop in part.participation.stops
            ),
            key=lambda visit: (visit[0].start, visit[0].end, visit[1]),
        )
        for because, keys in (
            *_between(view.known, vehicle, visits),
            *_in_shifts(view.known, vehicle, visits, view.known.absences(scope.resource)),
        ):
            yield self.breach(*dict.fromkeys(keys), resource=scope.resource, because=because)


def _between(known: Known, vehicle: Vehicle, visits: Sequence[_Visit]) -> Iterator[tuple[str, tuple[ActivityKey, ...]]]:
    for (first, one), (second, other) in pairwise(visits):
        drive = known.travel(first.place, second.place)
        if second.start < first.end + drive:
            here, there = naming.place(known, first.place), naming.place(known, second.place)
            ready = f"voertuig {vehicle.id} is {moment(first.end)} klaar in {here}"
            yield f"{ready} en moet {moment(second.start)} in {there} zijn; de rit duurt {drive} minuten", (one, other)


def _in_shifts(
    known: Known, vehicle: Vehicle, visits: Sequence[_Visit], absences: Sequence[Interval]
) -> Iterator[tuple[str, tuple[ActivityKey, ...]]]:
    shifts = [part for shift in vehicle.shifts for part in subtract([shift], absences)]
    for shift in shifts:
        inside = [(stop, key) for stop, key in visits if shift.contains(stop.start)]
        if not inside:
            continue
        first, last = inside[0], max(inside, key=lambda visit: visit[0].end)
        leaves = Minute(first[0].start - known.travel(vehicle.depot, first[0].place))
        back = Minute(last[0].end + known.travel(last[0].place, vehicle.depot))
        if not shift.covers(leaves, back):
            hours = moment(shift.start) if shift.end is None else stretch(shift.start, shift.end)
            yield (
                f"voertuig {vehicle.id} is van {stretch(leaves, back)} onderweg; de dienst is {hours}",
                (first[1], last[1]),
            )
    outside = [(stop, key) for stop, key in visits if not any(shift.contains(stop.start) for shift in shifts)]
    for stop, key in outside:
        yield f"voertuig {vehicle.id} heeft {moment(stop.start)} geen dienst", (key,)
