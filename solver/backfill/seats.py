"""Who could take a seat on a flight, and what escorts who came free could still do."""

from collections.abc import Iterable, Sequence
from functools import partial

from planner.domain.activities import Activity
from planner.domain.flights import Flight
from planner.domain.freed import Freed
from planner.domain.ids import EscortTeamId, FlightId
from planner.domain.plan import Appointment, with_parts
from planner.domain.resources import ResourceKind
from planner.domain.wording import Text
from solver.backfill.options import Option, state_words
from solver.departing import flies
from solver.duty import duty_interval
from solver.escort_choice import pick_teams
from solver.escorts import duty_of, escort_parts, needs_escorts, with_escorts
from solver.modes import flight_mode
from solver.solving import Limits
from solver.view import View

QUICK = Limits(work=0.2, seconds=0.5)
"""Time to look for escorts of one departure."""

_ESCORTED = Text(
    nl="heeft begeleiding nodig; {state}",
    en="needs escorts; {state}",
)


def for_flight(view: View, freed: Freed) -> Sequence[Option]:
    """Return the departures to the flight's country that are not on it, with escorts where they need them."""
    flight = view.known.flights.get(FlightId(freed.resource.id))
    if flight is None:
        return ()
    return [
        Option(activity, state_words(view, activity), partial(_flown, view, activity, flight))
        for activity in _leaving(view)
        if activity.departure.country == flight.country and _flight(view, activity) != flight.id
    ]


def for_escorts(view: View, freed: Freed) -> Sequence[Option]:
    """Return the escorted departures that a team could take on a flight whose whole duty lies in the stretch."""
    team = EscortTeamId(freed.resource.id)
    found = []
    for activity in _leaving(view):
        if not needs_escorts(activity):
            continue
        flights = [f for f in view.known.flights_to(activity.departure.country) if _during(view, f, freed)]
        if flights:
            ways = partial(_with_team, view, activity, flights, team)
            found.append(Option(activity, _ESCORTED.say(state=state_words(view, activity)), ways))
    return found


def _leaving(view: View) -> Iterable[Activity]:
    return (activity for activity in view.known.problem.activities if flies(activity))


def _flight(view: View, activity: Activity) -> str | None:
    planned = view.planned(activity)
    return None if planned is None else planned.resource(ResourceKind.FLIGHT)


def _during(view: View, flight: Flight, freed: Freed) -> bool:
    duty = duty_interval(view.known, flight)
    return freed.when is not None and freed.when.covers(duty.start, duty.end or duty.start)


def _flown(view: View, activity: Activity, flight: Flight) -> Sequence[Appointment]:
    bare = flight_mode(activity, flight).at(flight.departs)
    if not needs_escorts(activity):
        return (bare,)
    others = [item for item in view.plan.appointments if item.activity != activity.key]
    roster = pick_teams(view.known, (bare,), others, QUICK)
    return (with_escorts(view.known, bare, roster),)


def _with_team(view: View, activity: Activity, flights: Sequence[Flight], team: EscortTeamId) -> Sequence[Appointment]:
    """Return the departure on each flight, with this team alone; if it is too small, with others beside it."""
    ways = []
    for flight in flights:
        bare = flight_mode(activity, flight).at(flight.departs)
        needed = duty_of(view.known, activity, flight).escorts
        ways.append(with_parts(bare, *escort_parts(view.known, bare, ((team, needed),))))
        ways += [way for way in _flown(view, activity, flight) if _uses(way, team)]
    return ways


def _uses(appointment: Appointment, team: EscortTeamId) -> bool:
    return any(part.resource.id == team for part in appointment.of_kind(ResourceKind.ESCORT))
