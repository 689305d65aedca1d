"""Rule R40: how long a crew works, drives and rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.ids import RuleId, VehicleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment, stretch
from planner.domain.time import Minute
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.vehicle_days import calls_of, driving_in, norms_at, stretches_of, turns_of
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.crews import Turn
    from planner.domain.plan import Breach
    from planner.domain.vehicles import Vehicle
    from solver.known import Known
    from solver.vehicle_days import Call


class CrewHours(Rule):
    """A crew is back in time, takes its break before it has driven for too long, and has rested before its shift.

    Crews of one vehicle take turns; they change at the depot. The route search enforces it.
    """

    id = RuleId("R40")
    title = Text(nl="Dienst, pauze en rust van de bemanning", en="Shift, break and rest of the crew")
    why = Text(
        nl="Wie te lang rijdt of te kort slaapt, maakt ongelukken.",
        en="Who drives too long or sleeps too little has accidents.",
    )
    source = Text(
        nl="DV&O, diensten; Arbeidstijdenbesluit vervoer als voorbeeld; aanname",
        en="DV&O, shifts; Working Hours Decree for transport (Arbeidstijdenbesluit vervoer) as an example; assumption",
    )
    anchor = Text(nl="dienst", en="shift")
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.REST, Word.TIME_WINDOW})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R40", "shift"),
        ("R40", "driving"),
        ("R40", "break"),
        ("R40", "rest"),
    )
    unrested = Text(
        nl="geen bemanning van voertuig {vehicle} heeft {start} {rest} rust gehad",
        en="no crew of vehicle {vehicle} has rested for {rest} by {start}",
    )
    long_shift = Text(
        nl="de bemanning van voertuig {vehicle} werkt {worked}, langer dan {shift}",
        en="the crew of vehicle {vehicle} works {worked}, longer than {shift}",
    )
    no_break = Text(
        nl="de bemanning van voertuig {vehicle} rijdt {minutes:minuut|minuten} zonder pauze van {pause};"
        " toegestaan: {most}",
        en="the crew of vehicle {vehicle} drives {minutes:minute|minutes} without a break of {pause}; allowed: {most}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per shift without a rested crew, that lasts too long, or with too much driving at once."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.VEHICLE:
            return
        vehicle = view.known.vehicles.get(VehicleId(scope.resource.id))
        calls = calls_of(view.known, view.parts(scope.resource))
        for turn in turns_of(view.known, vehicle) if vehicle else ():
            inside = [call for call in calls if turn.shift.contains(call.stop.start)]
            for because in wrong_in_turn(view.known, vehicle, turn, inside) if vehicle and inside else ():
                keys = dict.fromkeys(call.activity for call in inside)
                yield self.breach(*keys, resource=scope.resource, because=because)


def wrong_in_turn(known: Known, vehicle: Vehicle, turn: Turn, calls: Sequence[Call]) -> Iterator[str]:
    """Yield what is wrong with the stops, in order of time, of one shift."""
    norms = norms_at(known, turn.shift.start)
    if turn.crew is None:
        yield CrewHours.unrested.say(
            vehicle=vehicle.id, start=moment(turn.shift.start), rest=_quoted(known, "rest", turn)
        )
        return
    last = max(calls, key=lambda call: call.stop.end).stop
    back = Minute(last.end + known.drive(last.place, vehicle.depot, last.end))
    if back > turn.shift.start + norms.shift:
        worked = stretch(turn.shift.start, back)
        yield CrewHours.long_shift.say(vehicle=vehicle.id, worked=worked, shift=_quoted(known, "shift", turn))
    for work in (w for w in stretches_of(known, vehicle) if turn.shift.overlaps(w.start, w.end)):
        inside = [call for call in calls if work.contains(call.stop.start)]
        longest = driving_in(known, vehicle, work, inside).longest if inside else 0
        if longest > norms.driving:
            pause, most = _quoted(known, "break", turn), _quoted(known, "driving", turn)
            yield CrewHours.no_break.say(vehicle=vehicle.id, minutes=longest, pause=pause, most=most)


def _quoted(known: Known, key: str, turn: Turn) -> str:
    return naming.norm(known, "R40", key, turn.shift.start)
