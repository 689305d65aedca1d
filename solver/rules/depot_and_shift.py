"""Rule: a vehicle's route starts and ends at its depot, inside a shift."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planner.domain.ids import RuleId, VehicleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment, stretch
from planner.domain.time import Minute
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.vehicle_days import calls_of, stretches_of
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Breach
    from planner.domain.time import Interval
    from planner.domain.vehicles import Vehicle
    from solver.known import Known
    from solver.vehicle_days import Call


class DepotAndShift(Rule):
    """All stops of a vehicle are inside its shifts, driving from and to the depot included, with time between stops.

    The route search enforces it.
    """

    id = RuleId("P18")
    title = Text(nl="Depot en dienst van het voertuig", en="Depot and shift of the vehicle")
    why = Text(
        nl="Een bemanning begint en eindigt op haar depot, binnen de dienst, en rijdt niet sneller dan de weg toelaat.",
        en="A crew begins and ends at its depot, inside the shift, and drives no faster than the road allows.",
    )
    source = Text(nl="DV&O, diensten (R40); reistijdentabel", en="DV&O, shifts (R40); travel time table")
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.TIME_WINDOW, Word.ORDER, Word.REST})
    no_time = Text(
        nl="voertuig {vehicle} is {ready} klaar in {here} en moet {wanted} in {there} zijn; de rit duurt"
        " {minutes:minuut|minuten}",
        en="vehicle {vehicle} is ready in {here} on {ready} and must be in {there} on {wanted}; the drive takes"
        " {minutes:minute|minutes}",
    )
    not_there = Text(
        nl="voertuig {vehicle} kan er op zijn vroegst {earliest} zijn, gepland {planned}; de dienst is {shift}",
        en="vehicle {vehicle} can be there on {earliest} at the earliest, planned {planned}; the shift is {shift}",
    )
    back_late = Text(
        nl="voertuig {vehicle} is pas {back} terug; de dienst is {shift}",
        en="vehicle {vehicle} is not back until {back}; the shift is {shift}",
    )
    no_shift = Text(
        nl="voertuig {vehicle} heeft {moment} geen dienst",
        en="vehicle {vehicle} has no shift on {moment}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per drive without time, and per shift that is too short."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.VEHICLE:
            return
        vehicle = view.known.vehicles.get(VehicleId(scope.resource.id))
        if vehicle is None:
            return
        calls = calls_of(view.known, view.parts(scope.resource))
        stretches = stretches_of(view.known, vehicle)
        for because, keys in (
            *_between(view.known, vehicle, calls),
            *_in_shifts(view.known, vehicle, calls, stretches),
        ):
            yield self.breach(*dict.fromkeys(keys), resource=scope.resource, because=because)


def _between(known: Known, vehicle: Vehicle, calls: Sequence[Call]) -> Iterator[tuple[str, tuple[ActivityKey, ...]]]:
    for one, other in pairwise(calls):
        first, second = one.stop, other.stop
        drive = known.drive(first.place, second.place, first.end)
        if second.start < first.end + drive:
            here, there = naming.place(known, first.place), naming.place(known, second.place)
            because = DepotAndShift.no_time.say(
                vehicle=vehicle.id,
                ready=moment(first.end),
                here=here,
                wanted=moment(second.start),
                there=there,
                minutes=drive,
            )
            yield because, (one.activity, other.activity)


def _in_shifts(
    known: Known, vehicle: Vehicle, calls: Sequence[Call], stretches: Sequence[Interval]
) -> Iterator[tuple[str, tuple[ActivityKey, ...]]]:
    for work in stretches:
        inside = [call for call in calls if work.contains(call.stop.start)]
        if not inside:
            continue
        first, last = inside[0], max(inside, key=lambda call: call.stop.end)
        there = Minute(work.start + known.drive(vehicle.depot, first.stop.place, work.start))
        back = Minute(last.stop.end + known.drive(last.stop.place, vehicle.depot, last.stop.end))
        hours = moment(work.start) if work.end is None else stretch(work.start, work.end)
        if first.stop.start < there:
            planned = moment(first.stop.start)
            because = DepotAndShift.not_there.say(
                vehicle=vehicle.id, earliest=moment(there), planned=planned, shift=hours
            )
            yield because, (first.activity,)
        if not work.covers(work.start, back):
            yield DepotAndShift.back_late.say(vehicle=vehicle.id, back=moment(back), shift=hours), (last.activity,)
    for call in calls:
        if not any(work.contains(call.stop.start) for work in stretches):
            yield DepotAndShift.no_shift.say(vehicle=vehicle.id, moment=moment(call.stop.start)), (call.activity,)
