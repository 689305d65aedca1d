"""Rule: the vehicle fits the persons in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from planner.domain.activities import MoveDetail
from planner.domain.ids import RuleId, VehicleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver.equipment import lacking
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Segment
    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from planner.domain.vehicles import Vehicle
    from solver.view import Part


class VehicleFits(Rule):
    """Seats, compartments, child seats, wheelchair, security and crew suffice; who must stay apart never ride together.

    Men, women, minors and families sit in separate compartments. A crew has the skills asked for, a vehicle that
    leaves the Netherlands may do so, and stand-by vehicles carry no planned moves. The route search enforces it.
    """

    id = RuleId("P17")
    title = Text(nl="Voertuig past", en="Vehicle fits")
    why = Text(
        nl="Mannen, vrouwen, minderjarigen en gezinnen zitten apart, en iedereen zit veilig.",
        en="Men, women, minors and families sit apart, and everyone sits safely.",
    )
    source = Text(nl="DV&O, inrichting van voertuigen (R41)", en="DV&O, layout of vehicles (R41)")
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.CAPACITY, Word.SKILL, Word.CONFLICT})
    unknown = Text(
        nl="voertuig {vehicle} is niet bekend",
        en="vehicle {vehicle} is not known",
    )
    then = Text(nl="{moment}: {because}", en="{moment}: {because}")
    too_many = Text(
        nl="{persons:persoon|personen} in voertuig {vehicle} met {seats:plaats|plaatsen}",
        en="{persons:person|persons} in vehicle {vehicle} with {seats:seat|seats}",
    )
    child_seats = Text(
        nl="{needed:kinderzitje|kinderzitjes} nodig in voertuig {vehicle}, {there:!er is er|er zijn er} {there}",
        en="{needed:child seat|child seats} needed in vehicle {vehicle}, there {there:!is|are} {there}",
    )
    compartments = Text(
        nl="{needed:compartiment|compartimenten} nodig in voertuig {vehicle}, {there:!er is er|er zijn er} {there}",
        en="{needed:compartment|compartments} needed in vehicle {vehicle}, there {there:!is|are} {there}",
    )
    apart = Text(
        nl="{one} en {other} mogen niet samen in een voertuig",
        en="{one} and {other} may not be in a vehicle together",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield what does not fit, per request and per moment of boarding."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.VEHICLE:
            return
        vehicle = view.known.vehicles.get(VehicleId(scope.resource.id))
        rides = [ride for part in view.parts(scope.resource) if (ride := _ride(view, part)) is not None]
        if vehicle is None:
            keys = (key for key, _, _, _ in rides)
            because = self.unknown.say(vehicle=scope.resource.id)
            yield self.breach(*keys, resource=scope.resource, because=because)
            return
        for key, _, _, _ in rides:
            for because in lacking(view.known, vehicle, view.known.activities[key]):
                yield self.breach(key, resource=scope.resource, because=because)
        for at in sorted({start for _, _, start, _ in rides}):
            inside = [(key, detail) for key, detail, start, end in rides if start <= at < end]
            for because in crowded(vehicle, inside):
                keys = (key for key, _ in inside)
                said = self.then.say(moment=moment(at), because=because)
                yield self.breach(*keys, resource=scope.resource, because=said)


_Ride = tuple["ActivityKey", MoveDetail, "Minute", "Minute"]


def _ride(view: View, part: Part) -> _Ride | None:
    activity = view.known.activities.get(part.appointment.activity)
    if activity is None or not isinstance(activity.detail, MoveDetail):
        return None
    stops = part.participation.stops
    start = min((stop.start for stop in stops), default=part.participation.start)
    return activity.key, activity.detail, start, max((stop.end for stop in stops), default=part.participation.end)


def crowded(vehicle: Vehicle, inside: Sequence[tuple[ActivityKey, MoveDetail]]) -> Iterator[str]:
    """Yield in words why those of these moves cannot be in a vehicle at the same time."""
    persons, child_seats = sum(d.persons for _, d in inside), sum(d.child_seats for _, d in inside)
    if persons > vehicle.seats:
        yield VehicleFits.too_many.say(persons=persons, vehicle=vehicle.id, seats=vehicle.seats)
    if child_seats > vehicle.child_seats:
        yield VehicleFits.child_seats.say(needed=child_seats, vehicle=vehicle.id, there=vehicle.child_seats)
    needed = _compartments(vehicle, [detail for _, detail in inside])
    if needed > vehicle.compartments:
        yield VehicleFits.compartments.say(needed=needed, vehicle=vehicle.id, there=vehicle.compartments)
    keys = {key for key, _ in inside}
    apart = sorted({(key, other) for key, d in inside for other in d.apart_from if other in keys})
    for one, other in apart:
        yield VehicleFits.apart.say(one=one, other=other)


def _compartments(vehicle: Vehicle, details: Sequence[MoveDetail]) -> int:
    """Return how many compartments the groups need, each of ``seats // compartments`` seats."""
    per_compartment = max(1, vehicle.seats // max(1, vehicle.compartments))
    persons: dict[Segment, int] = defaultdict(int)
    for detail in details:
        persons[detail.segment] += detail.persons
    return sum(-(-number // per_compartment) for number in persons.values())
