"""Activities and problems for tests of the search: small ones by hand, and the made-up office week."""

import math
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from planner.domain.activities import Activity, ActivityKind, DepartureDetail, InterpreterNeed, PresentationDetail, Term
from planner.domain.bookings import Booking
from planner.domain.cases import (
    BlockingFact,
    Case,
    CaseFile,
    Condition,
    ConditionFact,
    Membership,
    Ownership,
    SeparationApproval,
    Stay,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.civil import IsoWeek
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.facts import Fact
from planner.domain.flights import Carrier, CountryRule, Flight
from planner.domain.ids import CaseId, PlaceId, RegievoerderId, RuleId
from planner.domain.missions import Mission, Session, SessionPattern
from planner.domain.people import Regievoerder, Substitute
from planner.domain.places import Place
from planner.domain.plan import Appointment
from planner.domain.problem import Problem
from planner.domain.resources import Absence, Capacity, ClosedDays, Resources, TravelTable
from planner.domain.settings import Setting
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.ports.search import Progress
from planner.sample.generate import generate
from planner.sample.sizes import SampleSize
from planner.usecases.planning.expand_sessions import expand_sessions
from solver.candidates import Candidates
from solver.clock import Budget
from solver.known import Known
from solver.solving import Limits
from tests.solver import world as w

ENOUGH = Limits(work=5.0, seconds=60.0)
"""More than any small problem needs, so that the clock never ends a solve."""


def never() -> bool:
    """Say that nobody stopped the search."""
    return False


def silent(_progress: Progress) -> None:
    """Tell nobody."""


def budget(seconds: float = 60.0) -> Budget:
    """Return time enough."""
    return Budget.of(seconds, never)


def candidates(world: w.World) -> Candidates:
    """Return the candidates of a world."""
    return Candidates(Known(world.problem()))


def conversation(  # noqa: PLR0913 - what a conversation consists of
    code: CaseId,
    number: int = 1,
    *,
    window: Interval = w.SCOPE,
    minutes: int = 60,
    interpreter: bool = False,
    place: PlaceId = w.AZC,
    terms: Sequence[Term] = (),
) -> Activity:
    """Return a conversation."""
    return Activity(
        key=w.key(f"{code}/gesprek/{number}"),
        kind=ActivityKind.CONVERSATION,
        step="gesprek",
        duration=minutes,
        window=window,
        cases=(code,),
        place=place,
        terms=tuple(terms),
        language=w.TIGRINYA,
        interpreter=InterpreterNeed.REQUIRED if interpreter else InterpreterNeed.NONE,
        invited_on=date(2026, 11, 2),
    )


def due(day: date) -> Term:
    """Return a term of 30 days (R03) that ends with the day."""
    return Term(rule=RuleId("R03"), anchor=date.fromordinal(day.toordinal() - 30))


def meeting(who: RegievoerderId, start: Minute, number: int = 1) -> Activity:
    """Return a meeting of an hour at a fixed time."""
    return Activity(
        key=w.key(f"overleg-{who}-{number}"),
        kind=ActivityKind.MEETING,
        step="overleg",
        duration=60,
        window=Interval(start, Minute(start + 60)),
        place=w.OFFICE,
        performer=who,
    )


def presentation(code: CaseId) -> Activity:
    """Return a presentation of half an hour at the mission."""
    return Activity(
        key=w.key(f"{code}/presentatie/1"),
        kind=ActivityKind.PRESENTATION,
        step="presentatie",
        duration=30,
        window=w.HORIZON,
        cases=(code,),
        detail=PresentationDetail(mission=w.MISSION),
    )


def departure(*codes: CaseId, escorted: bool = True, window: Interval = w.HORIZON) -> Activity:
    """Return a forced departure to country XX, long since announced."""
    return Activity(
        key=w.key(f"{'+'.join(codes)}/vertrek/1"),
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=180,
        window=window,
        cases=codes,
        detail=DepartureDetail(
            track=Track.FORCED,
            country=w.XX,
            escorted=escorted,
            risk_form_sent=date(2026, 11, 2),
            notice_given=w.clock(9, 0, date(2026, 11, 2)),
        ),
    )


def removable(cases: CaseFile, *codes: CaseId) -> dict[str, object]:
    """Return the facts under which cases can be removed at any time, as changes of a case file."""
    return {
        "cases": cases.cases,
        "memberships": (),
        "tracks": tuple(TrackFact(case=code, track=Track.FORCED, valid=w.EVER) for code in codes),
        "conditions": tuple(
            ConditionFact(case=code, condition=condition, valid=w.EVER) for code in codes for condition in Condition
        ),
    }


def leaving_world(*activities: Activity) -> w.World:
    """Return a world in which A, B and C are no household and can be removed at any time."""
    world = w.World(activities=activities)
    return world.with_cases(**removable(world.cases, w.A, w.B, w.C))


def starts(appointments: Sequence[Appointment]) -> dict[str, Minute]:
    """Return when each activity starts."""
    return {appointment.activity: appointment.start for appointment in appointments}


def sample_problem(size: SampleSize = SampleSize.OFFICE, seed: int = 1) -> Problem:
    """Return the made-up week of a size as a problem, with driving times by distance."""
    week = IsoWeek(2026, 48)
    sample = generate(size, seed=seed, week=week)
    resources = _resources(sample.facts)
    return Problem(
        horizon=week.interval(4),
        scope=week.interval(),
        recorded_at=sample.as_of,
        case_file=_case_file(sample.facts),
        resources=resources,
        travel=_travel(resources.places),
        activities=tuple(fact for fact in sample.facts if isinstance(fact, Activity)),
        settings=(*DEFAULT_SETTINGS, *(fact for fact in sample.facts if isinstance(fact, Setting))),
        bookings=_of(Booking, sample.facts),
    )


def _case_file(facts: Sequence[Fact]) -> CaseFile:
    return CaseFile(
        cases=_of(Case, facts),
        memberships=_of(Membership, facts),
        separations=_of(SeparationApproval, facts),
        ownerships=_of(Ownership, facts),
        stays=_of(Stay, facts),
        tracks=_of(TrackFact, facts),
        conditions=_of(ConditionFact, facts),
        blocks=_of(BlockingFact, facts),
        documents=_of(TravelDocument, facts),
    )


def _resources(facts: Sequence[Fact]) -> Resources:
    return Resources(
        places=_of(Place, facts),
        regievoerders=_of(Regievoerder, facts),
        absences=_of(Absence, facts),
        substitutes=_of(Substitute, facts),
        capacities=_of(Capacity, facts),
        missions=_of(Mission, facts),
        sessions=expand_sessions(
            _of(SessionPattern, facts),
            _of(Mission, facts),
            _of(ClosedDays, facts),
            _of(Session, facts),
            IsoWeek(2026, 48).interval(4),
        ),
        country_rules=_of(CountryRule, facts),
        carriers=_of(Carrier, facts),
        flights=_of(Flight, facts),
        escort_teams=_of(EscortTeam, facts),
        vehicles=_of(Vehicle, facts),
        closed_days=_of(ClosedDays, facts),
        officers=_of(EscortOfficer, facts),
    )


_F = TypeVar("_F", bound=Fact)


def _of(kind: type[_F], facts: Sequence[Fact]) -> tuple[_F, ...]:
    return tuple(fact for fact in facts if isinstance(fact, kind))


def _travel(places: Sequence[Place]) -> TravelTable:
    minutes = tuple(
        0 if a.id == b.id else 5 + round(math.hypot((a.lat - b.lat) * 111, (a.lon - b.lon) * 68))
        for a in places
        for b in places
    )
    return TravelTable(places=tuple(p.id for p in places), minutes=minutes, source="test", made_on=date(2026, 1, 1))
