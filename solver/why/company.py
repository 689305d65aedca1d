"""Who else is put somewhere with an activity: its household on the same journey, and the escorts of a flight.

Not allowed here: rules of single activities, and which flights to look at.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Obstacle
from planner.domain.ids import ActivityKey, FlightId, RuleId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver.escort_choice import pick_teams
from solver.escort_limits import enough_on_offer
from solver.escort_pool import Out, fixed_duties
from solver.escort_reasons import lack_of_escorts
from solver.escorts import duty_of, needs_escorts, with_escorts
from solver.mode import Mode
from solver.modes import flight_mode, modes_of
from solver.solving import Limits
from solver.variables import Candidate
from solver.why.ground import Ground

STAFF = Limits(work=0.5, seconds=1.0)
"""Time to look for escorts of one journey."""
LACKING = RuleId("R27")


@dataclass(frozen=True, slots=True)
class Placed:
    """Appointments put into a plan together, and the lack of escorts when there is one."""

    appointments: tuple[Appointment, ...]
    lacking: Obstacle | None = None


def companions(ground: Ground, activity: Activity, start: Minute) -> list[Activity]:
    """Return the departures that must be on the same journey and are not planned either."""
    if activity.kind is not ActivityKind.DEPARTURE:
        return []
    known, found = ground.known, dict[Activity, None]()
    for case in activity.cases:
        house = known.household(case, start)
        if house is None or known.separation_approved(house, start):
            continue
        for member in known.members[house]:
            if known.household(member, start) == house:
                found |= dict.fromkeys(known.departures_of(member))
    return [other for other in found if other.key != activity.key and other.key not in ground.view.appointments]


def same_journey(ground: Ground, activity: Activity, mode: Mode, start: Minute) -> Mode | None:
    """Return the mode in which another departure is on the same journey; None when there is none."""
    flight = ground.known.flights.get(FlightId(mode.resource(ResourceKind.FLIGHT) or ""))
    if flight is not None:
        return flight_mode(activity, flight)
    return next((m for m in modes_of(ground.known, activity) if m.all_day and m.fixed_start == start), None)


def staffed(ground: Ground, placed: Sequence[Appointment], without: Sequence[ActivityKey] = ()) -> Placed:
    """Return appointments with the escorts they need, or what is lacking; whoever is planned keeps theirs.

    The escorts of ``without`` are free.
    """
    known = ground.known
    bare = [a for a in placed if _needs(ground, a)]
    if not bare:
        return Placed(tuple(placed))
    mine = {*without, *(a.activity for a in placed)}
    others = [a for a in ground.plan.appointments if a.activity not in mine and a.of_kind(ResourceKind.ESCORT)]
    taken = fixed_duties(known, others)
    short = [a for a in bare if not enough_on_offer(known, *_candidate(ground, a), taken)]
    if not short:
        roster = pick_teams(known, bare, others, STAFF)
        if not roster.unserved:
            return Placed(tuple(with_escorts(known, a, roster) for a in placed))
        short = [a for a in bare if a.activity in roster.unserved]
    return Placed(tuple(placed), _lack(ground, short[0], taken))


def _lack(ground: Ground, departure: Appointment, taken: dict[ResourceRef, list[Out]]) -> Obstacle:
    known, activity = ground.known, ground.known.activities[departure.activity]
    flight = known.flights[FlightId(departure.resource(ResourceKind.FLIGHT) or "")]
    away = duty_of(known, activity, flight).away
    busy = (o.activity for duties in taken.values() for o in duties if away.away(o.start) or o.away(away.start))
    return Obstacle(
        rule=LACKING,
        activity=activity.key,
        resource=ResourceRef(ResourceKind.FLIGHT, flight.id),
        others=tuple(sorted({key for key in busy if key is not None and key in ground.view.appointments})),
        because=lack_of_escorts(known, activity, flight, taken),
    )


def _needs(ground: Ground, appointment: Appointment) -> bool:
    activity = ground.known.activities.get(appointment.activity)
    flies_with_us = activity is not None and needs_escorts(activity)
    return flies_with_us and not appointment.of_kind(ResourceKind.ESCORT)


def _candidate(ground: Ground, appointment: Appointment) -> tuple[Activity, Candidate]:
    activity = ground.known.activities[appointment.activity]
    return activity, Candidate(Mode.of(appointment, activity), (appointment.start,))
