"""The escorts of a departure: which duty it asks for, what KMar answered, and how teams and officers take part.

Not allowed here: choosing flights, and choosing who goes (see ``escort_choice``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planner.domain.activities import Activity
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, EscortTeamId, FlightId, OfficerId
from planner.domain.plan import Appointment, Participation, part, with_parts
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver.departing import flies
from solver.duty import duty, duty_interval, escorts_needed, needs_nurse
from solver.escort_officers import unfit
from solver.escort_pool import Out, can_go, free, rest
from solver.known import Known

Taken = Mapping[ResourceRef, Sequence[Out]]
"""What is fixed, per team and officer."""
ALL = 1_000_000
"""As many as a team has."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One departure that needs escorts: when they are away, how many they are, whether a nurse is among them."""

    activity: ActivityKey
    flight: Flight
    away: Out
    escorts: int
    nurse: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """Per departure the teams with their numbers (who sends the nurse first) and the officers, and who got none."""

    teams: Mapping[ActivityKey, tuple[tuple[EscortTeamId, int], ...]] = field(default_factory=dict)
    unserved: tuple[ActivityKey, ...] = ()
    officers: Mapping[ActivityKey, tuple[OfficerId, ...]] = field(default_factory=dict)


def needs_escorts(activity: Activity) -> bool:
    """Return whether DT&V books the departure and escorts go along."""
    return flies(activity) and activity.departure.escorted


def duty_of(known: Known, activity: Activity, flight: Flight) -> Duty:
    """Return the duty an escorted departure on a flight asks for."""
    when, escorts = duty_interval(known, flight), escorts_needed(known, activity, flight)
    end = when.start if when.end is None else when.end
    away = Out(when.start, end, Minute(end + rest(known, end)), escorts, activity.key)
    return Duty(activity.key, flight, away, escorts, needs_nurse(known, activity))


def duties_of(known: Known, planned: Iterable[Appointment]) -> list[Duty]:
    """Return the duties of the planned departures that need escorts and have none yet."""
    found = []
    for appointment in planned:
        activity = known.activities.get(appointment.activity)
        flight = known.flights.get(FlightId(appointment.resource(ResourceKind.FLIGHT) or ""))
        if activity and flight and needs_escorts(activity) and not appointment.of_kind(ResourceKind.ESCORT):
            found.append(duty_of(known, activity, flight))
    return found


def able(known: Known, duty_: Duty, team: EscortTeamId, taken: Taken) -> list[OfficerId]:
    """Return the officers of a team's roster who can go along: there, rested, let in, and not declined."""
    found = []
    for officer in known.escorts.rosters.get(team, ()):
        ref = ResourceRef(ResourceKind.OFFICER, officer.id)
        if (
            answered(known, duty_, ref)[1]
            and unfit(known, officer, duty_.flight) is None
            and can_go(known, officer.id, duty_.away, taken.get(ref, ()))
        ):
            found.append(officer.id)
    return found


def most(known: Known, duty_: Duty, team: EscortTeamId, taken: Taken) -> int:
    """Return how many escorts a team can send along at most, beside what is fixed and by its answers."""
    ref = ResourceRef(ResourceKind.ESCORT, team)
    fewest, number = answered(known, duty_, ref)
    number = min(number, free(known, team, duty_.away, taken.get(ref, ())))
    if number and team in known.escorts.rosters:
        number = min(number, len(able(known, duty_, team, taken)))
    return number if number >= fewest else 0


def answered(known: Known, duty_: Duty, ref: ResourceRef) -> tuple[int, int]:
    """Return how many a partner's answer lets go at least (confirmed) and at most (declined, or offered instead)."""
    requests = (r for r in known.requests.get(duty_.activity, ()) if r.resource == ref)
    request = next(requests, None)
    return (0, ALL) if request is None else _by_answer(request, duty_)


def _by_answer(request: PartnerRequest, duty_: Duty) -> tuple[int, int]:
    away, asked = duty_.away, ALL if request.amount is None else request.amount
    match request.state:
        case RequestState.CONFIRMED if (request.start, request.end) == (away.start, away.end):
            return (1 if request.amount is None else min(asked, duty_.escorts)), asked
        case RequestState.DECLINED if request.start < away.end and away.start < request.end:
            return 0, 0
        case RequestState.COUNTERED:
            return 0, asked if request.start <= away.start and away.end <= request.end else 0
        case _:
            return 0, ALL


def escort_parts(
    known: Known,
    departure: Appointment,
    teams: Iterable[tuple[EscortTeamId, int]],
    officers: Iterable[OfficerId] = (),
) -> tuple[Participation, ...]:
    """Return the parts of teams, with their numbers, and of officers in a departure."""
    flight = known.flights[FlightId(departure.resource(ResourceKind.FLIGHT) or "")]
    lead, tail = duty(known, flight)
    start, end = Minute(flight.departs - lead), Minute(flight.arrives + tail)
    sent = [(ResourceRef(ResourceKind.ESCORT, team), amount) for team, amount in teams]
    sent += [(ResourceRef(ResourceKind.OFFICER, officer), 1) for officer in officers]
    return tuple(part(departure.id, ref, start, end, amount=amount) for ref, amount in sent)


def with_escorts(known: Known, departure: Appointment, roster: Roster) -> Appointment:
    """Return the departure with its escorts, unchanged when it needs none."""
    teams = roster.teams.get(departure.activity, ())
    officers = roster.officers.get(departure.activity, ())
    return with_parts(departure, *escort_parts(known, departure, teams, officers)) if teams else departure
