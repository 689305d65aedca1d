"""The transport of a sample as a problem of its own. Flights and sessions are stood in for by the first that fits.

Not allowed here: measuring.
"""

from collections import defaultdict
from collections.abc import Iterator

from maps.travel import FittedGreatCircle
from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case, CaseFile
from planner.domain.civil import IsoWeek
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey
from planner.domain.missions import Session
from planner.domain.places import Place
from planner.domain.plan import Appointment, appointment
from planner.domain.problem import Problem
from planner.domain.resources import ClosedDays, Resources
from planner.domain.time import Minute
from planner.domain.vehicles import Vehicle
from planner.sample.generate import Sample

WEEK = IsoWeek(2026, 48)


def problem_of(sample: Sample) -> Problem:
    """Return the transport part of a sample as a problem."""
    places = tuple(fact for fact in sample.facts if isinstance(fact, Place))
    return Problem(
        horizon=WEEK.interval(4),
        scope=WEEK.interval(),
        recorded_at=sample.as_of,
        case_file=CaseFile(cases=tuple(fact for fact in sample.facts if isinstance(fact, Case))),
        resources=Resources(
            places=places,
            vehicles=tuple(fact for fact in sample.facts if isinstance(fact, Vehicle)),
            flights=tuple(fact for fact in sample.facts if isinstance(fact, Flight)),
            sessions=tuple(fact for fact in sample.facts if isinstance(fact, Session)),
            closed_days=tuple(fact for fact in sample.facts if isinstance(fact, ClosedDays)),
        ),
        travel=FittedGreatCircle().table(places),
        activities=tuple(fact for fact in sample.facts if isinstance(fact, Activity)),
        settings=DEFAULT_SETTINGS,
    )


def stand_ins(problem: Problem) -> dict[ActivityKey, Appointment]:
    """Give each departure the first flight, and each presentation the first session, inside its window."""
    flights: dict[str, list[Flight]] = defaultdict(list)
    sessions: dict[str, list[Session]] = defaultdict(list)
    for flight in sorted(problem.resources.flights, key=lambda flight: flight.departs):
        flights[flight.country].append(flight)
    for session in sorted(problem.resources.sessions, key=lambda session: session.interval.start):
        sessions[session.mission].append(session)
    found: dict[ActivityKey, Appointment] = {}
    for activity in problem.activities:
        for start, end in _offers(activity, flights, sessions):
            if activity.window.start <= start < activity.latest_end:
                found[activity.key] = appointment(activity.key, start, end, activity.place)
                break
    return found


def _offers(
    activity: Activity, flights: dict[str, list[Flight]], sessions: dict[str, list[Session]]
) -> Iterator[tuple[Minute, Minute]]:
    if activity.kind is ActivityKind.DEPARTURE:
        yield from ((flight.departs, flight.arrives) for flight in flights[activity.departure.country])
    elif activity.kind is ActivityKind.PRESENTATION:
        for session in sessions[activity.presentation.mission]:
            yield session.interval.start, Minute(session.interval.start + activity.duration)
