"""Small problems of departures on flights, drawn so that every rule about them is broken now and then."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail, Term
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    CaseFile,
    Condition,
    ConditionFact,
    DocumentState,
    Membership,
    SeparationApproval,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.civil import day_interval
from planner.domain.escorts import EscortTeam
from planner.domain.flights import Carrier, CountryRule
from planner.domain.ids import CarrierCode, CaseId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.duty import duty
from solver.known import Known
from solver.mode import Mode, Use
from solver.variables import Candidate
from tests.solver import world as w
from tests.solver.agreement import Small, candidate

FLIGHTS = (
    w.flight(w.F1, w.clock(12)),
    w.flight(w.F2, w.clock(12, 0, w.TUESDAY), hours=9),
    w.flight(w.F3, w.clock(15), country=w.YY),
)
NOON = w.clock(12)
LATER = w.clock(14)


@st.composite
def departures(draw: st.DrawFn, terms: tuple[Term, ...] = (), *, teams: bool = False) -> Small:
    """Draw two or three departures, one of them perhaps fixed; ``teams``: with escorts in every way of flying."""
    activities = [_activity(draw, code, terms) for code in (w.A, w.B, w.C)[: draw(st.integers(2, 3))]]
    world = _world(draw, activities)
    known = Known(world.problem())
    options = {a.key: [_candidate(draw, known, a, teams=teams) for _ in range(2)] for a in activities}
    baseline = [_published(draw, options[a.key]) for a in activities if draw(st.booleans())]
    fixed: tuple[Appointment, ...] = ()
    if len(activities) > 2:
        last = options.pop(activities[-1].key)[0]
        fixed = (last.mode.at(last.starts[0]),)
    problem = replace(world, baseline=baseline).problem()
    return Small(problem, options, fixed)


def _activity(draw: st.DrawFn, code: CaseId, terms: tuple[Term, ...]) -> Activity:
    booked_by = draw(st.sampled_from((BookedBy.DTV, BookedBy.DTV, BookedBy.DTV, BookedBy.IOM)))
    track = draw(st.sampled_from((Track.FORCED, Track.FORCED, Track.INDEPENDENT)))
    return Activity(
        key=w.key(f"vertrek-{code}"),
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=60,
        window=draw(st.sampled_from((w.HORIZON, w.HORIZON, Interval(NOON, w.clock(14))))),
        cases=(code,),
        place=w.AIRPORT,
        terms=tuple(draw(st.lists(st.sampled_from(terms), min_size=1, max_size=2, unique=True))) if terms else (),
        detail=DepartureDetail(
            track=Track.INDEPENDENT_IOM if booked_by is BookedBy.IOM else track,
            country=w.XX,
            booked_by=booked_by,
            escorted=track is Track.FORCED and draw(st.booleans()),
            risk_form_sent=draw(st.sampled_from((None, None, date(2026, 11, 19), date(2026, 11, 21)))),
            notice_given=draw(st.sampled_from((None, None, Minute(NOON - 36 * 60), Minute(NOON - 36 * 60 + 1)))),
        ),
    )


def _world(draw: st.DrawFn, activities: list[Activity]) -> w.World:
    limits = st.integers(1, 2)
    world = w.World(
        activities=activities,
        now=draw(st.sampled_from((w.NOW, w.clock(23, 59, date(2026, 11, 20)), w.clock(8), w.clock(13)))),
    ).with_resources(
        flights=tuple(replace(flight, seats=draw(st.sampled_from((1, 4, 9)))) for flight in FLIGHTS),
        carriers=(Carrier(code=CarrierCode("KL"), max_depa=draw(limits), max_depu=draw(limits)),),
        country_rules=(CountryRule(country=w.XX, max_per_flight=draw(st.sampled_from((None, 1, 1, 2)))),),
        escort_teams=(
            EscortTeam(
                id=w.T1,
                base=w.AIRPORT,
                size=2,
                available=draw(st.sampled_from(((w.HORIZON,), (Interval(w.clock(8), w.clock(23)),)))),
            ),
            EscortTeam(id=w.T2, base=w.AIRPORT, size=draw(st.integers(1, 4)), available=(w.HORIZON,), nurse=True),
        ),
    )
    return replace(world, cases=_facts(draw))


def _facts(draw: st.DrawFn) -> CaseFile:
    bound = st.sampled_from((Minute(0), Minute(0), NOON, Minute(NOON + 1)))
    until = st.sampled_from((None, None, NOON, Minute(NOON + 1)))
    people = (w.A, w.B, w.C)
    membership_end = st.sampled_from((None, None, LATER))
    return CaseFile(
        cases=tuple(w.case(code, nurse=draw(st.integers(0, 4)) == 0) for code in people),
        memberships=tuple(
            Membership(household=w.HOUSE, case=code, valid=Interval(Minute(0), draw(membership_end)))
            for code in people
            if draw(st.booleans())
        ),
        separations=(SeparationApproval(household=w.HOUSE, valid=Interval(LATER)),) if draw(st.booleans()) else (),
        tracks=tuple(
            TrackFact(case=code, track=draw(st.sampled_from(Track)), valid=Interval(draw(bound))) for code in people
        )
        + tuple(TrackFact(case=code, track=Track.FORCED, valid=w.EVER) for code in people if draw(st.booleans())),
        conditions=tuple(
            ConditionFact(case=code, condition=condition, valid=Interval(draw(bound) if i == 0 else Minute(0), None))
            for code in people
            for i, condition in enumerate(Condition)
            if draw(st.integers(0, 9))
        ),
        blocks=tuple(
            BlockingFact(case=code, reason=draw(st.sampled_from(BlockReason)), valid=Interval(Minute(5), draw(until)))
            for code in people
            if draw(st.booleans())
        ),
        documents=tuple(
            TravelDocument(
                case=code,
                kind="lp",
                state=draw(st.sampled_from((DocumentState.GRANTED, DocumentState.PROMISED, DocumentState.APPLIED))),
                valid=Interval(Minute(0), draw(st.sampled_from((None, w.clock(15), w.clock(14, 59))))),
            )
            for code in people
        ),
    )


def _candidate(draw: st.DrawFn, known: Known, activity: Activity, *, teams: bool) -> Candidate:
    if activity.departure.booked_by is not BookedBy.DTV and draw(st.integers(0, 9)):
        return _whole_days(draw, activity)
    flight = draw(st.sampled_from((w.F1, w.F1, w.F1, w.F2, w.F3)))
    found = known.flights[flight]
    uses = [
        w.use(ResourceKind.FLIGHT, flight, amount=1 if draw(st.integers(0, 9)) else 2),
        *_teams(draw, known, flight, some=teams),
    ]
    place = w.AIRPORT if draw(st.integers(0, 9)) else w.OFFICE
    duration = found.arrives - found.departs - (0 if draw(st.integers(0, 9)) else 5)
    mode = w.mode(activity, place, *uses, start=found.departs, duration=duration)
    return candidate(mode, found.departs if draw(st.integers(0, 9)) else Minute(found.departs + 60))


def _teams(draw: st.DrawFn, known: Known, flight: object, *, some: bool) -> list[Use]:
    lead, tail = duty(known, next(f for f in FLIGHTS if f.id == flight))
    wrong = draw(st.integers(0, 9)) == 0
    options = ((), (w.T1,), (w.T2,), (w.T1, w.T2))
    teams = draw(st.sampled_from(options[1:] if some else options))
    return [w.use(ResourceKind.ESCORT, team, lead=lead, tail=tail - (5 if wrong else 0)) for team in teams]


def _whole_days(draw: st.DrawFn, activity: Activity) -> Candidate:
    days = [day_interval(day) for day in (w.MONDAY, w.TUESDAY)]
    chosen = draw(st.lists(st.sampled_from(days), min_size=1, max_size=2, unique=True))
    uses = tuple(w.use(ResourceKind.CASE, code) for code in activity.cases)
    length = 1440 if draw(st.integers(0, 5)) else 600
    mode = Mode(activity.key, w.AIRPORT, length, uses, all_day=True)
    return candidate(mode, *(day.start for day in chosen))


def _published(draw: st.DrawFn, options: list[Candidate]) -> Appointment:
    found = draw(st.sampled_from(options))
    return found.mode.at(found.starts[0])
