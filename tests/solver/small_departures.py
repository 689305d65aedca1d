"""Small problems of departures on flights, drawn so that every rule about them is broken now and then."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail, DublinTransfer, Term
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    CaseFile,
    Condition,
    ConditionFact,
    DocumentState,
    Membership,
    SeparationApproval,
    Sex,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.civil import day_interval
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.escorts import EscortOffer, EscortOfficer, EscortSkill, EscortTeam, Visa
from planner.domain.flights import Carrier, CountryRule, Flight, Transit
from planner.domain.ids import ActivityKey, CarrierCode, CaseId, CountryCode, RuleId
from planner.domain.plan import Appointment, appointment, part, with_parts
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.settings import Setting, Unit
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
OVER_GERMANY = (
    Transit(airport="MUC", country=CountryCode("DE"), arrives=w.clock(13, 30), departs=w.clock(14)),
    Transit(airport="MUC", country=CountryCode("DE"), arrives=w.clock(13, 30), departs=w.clock(13, 31, w.TUESDAY)),
    Transit(airport="IST", country=CountryCode("TR"), arrives=w.clock(13, 30), departs=w.clock(13, 31, w.TUESDAY)),
)
TRANSFERS = (
    DublinTransfer(accepted_on=date(2026, 8, 3)),
    DublinTransfer(accepted_on=date(2026, 8, 3), special_needs=True, announced_on=date(2026, 11, 9)),
    DublinTransfer(accepted_on=date(2026, 8, 3), collective=True, announced_on=date(2026, 11, 20)),
)
NOTICE = tuple(
    Setting(rule=RuleId("R21"), key=f"{key}-XX", value=value, unit=Unit.WORKING_DAYS)
    for key, value in (("notice", 1), ("special", 10), ("collective", 2))
)
LATER = w.clock(14)


@st.composite
def departures(draw: st.DrawFn, terms: tuple[Term, ...] = (), *, teams: bool = False) -> Small:
    """Draw two or three departures, one of them perhaps fixed; ``teams``: with escorts in every way of flying."""
    activities = [_activity(draw, code, terms) for code in (w.A, w.B, w.C)[: draw(st.integers(2, 3))]]
    world = _world(draw, activities)
    if teams:
        world = _with_roster(draw, world)
    known = Known(world.problem())
    options = {a.key: [_candidate(draw, known, a, teams=teams) for _ in range(2)] for a in activities}
    baseline = [_published(draw, options[a.key]) for a in activities if draw(st.booleans())]
    fixed: tuple[Appointment, ...] = ()
    if len(activities) > 2:
        last = options.pop(activities[-1].key)[0]
        fixed = (last.mode.at(last.starts[0]),)
    bookings = [_booking(draw, a) for a in activities if draw(st.booleans())]
    world = replace(world, baseline=baseline, bookings=bookings)
    if teams:
        world = replace(world, other_duties=_elsewhere(draw), requests=_answered(draw, activities[0].key))
    return Small(world.problem(), options, fixed)


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
            transit_requested=draw(st.sampled_from((None, date(2026, 11, 21), date(2026, 11, 22)))),
            transfer=draw(st.sampled_from((None, *TRANSFERS))),
        ),
    )


def _world(draw: st.DrawFn, activities: list[Activity]) -> w.World:
    limits = st.integers(1, 2)
    world = w.World(
        activities=activities,
        now=draw(st.sampled_from((w.NOW, w.clock(23, 59, date(2026, 11, 20)), w.clock(8), w.clock(13)))),
        settings=(*DEFAULT_SETTINGS, *NOTICE),
    ).with_resources(
        flights=tuple(_offered(draw, flight) for flight in FLIGHTS),
        carriers=(
            Carrier(
                code=CarrierCode("KL"),
                max_depa=draw(limits),
                max_depu=draw(limits),
                max_children=draw(st.sampled_from((None, 0, 1))),
            ),
        ),
        country_rules=(
            CountryRule(
                country=w.XX,
                max_per_flight=draw(st.sampled_from((None, 1, 1, 2))),
                lp_validity_days=draw(st.sampled_from((None, 1))),
                lp_after_flight=draw(st.booleans()),
            ),
        ),
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


def _offered(draw: st.DrawFn, flight: Flight) -> Flight:
    return replace(
        flight,
        seats=draw(st.sampled_from((1, 4, 9))),
        charter=draw(st.integers(0, 4)) == 0,
        joint=draw(st.integers(0, 4)) == 0,
        booking_closes=draw(st.sampled_from((None, None, w.clock(8), w.clock(13)))),
        transits=draw(st.sampled_from(((), *((transit,) for transit in OVER_GERMANY)))),
    )


def _booking(draw: st.DrawFn, activity: Activity) -> Booking:
    state = draw(st.sampled_from(BookingState))
    return Booking(
        activity=activity.key,
        flight=draw(st.sampled_from((w.F1, w.F1, w.F2))),
        state=state,
        since=w.NOW,
        reason=CancelReason.MEDICAL if state is BookingState.CANCELLED else None,
    )


def _with_roster(draw: st.DrawFn, world: w.World) -> w.World:
    """Give T2 a roster, and T1 offers by the hour, now and then; some officers lack something."""
    passports = st.sampled_from((date(2031, 1, 1), date(2031, 1, 1), date(2031, 1, 1), date(2027, 1, 1), None))
    skills = st.sampled_from(
        (frozenset({EscortSkill.COMMANDER, EscortSkill.NURSE}), frozenset({EscortSkill.COMMANDER}))
    )
    officers = tuple(
        EscortOfficer(
            id=code,
            team=w.T2,
            available=draw(st.sampled_from(((w.HORIZON,), (w.HORIZON,), (Interval(w.clock(8), w.clock(23)),)))),
            skills=draw(skills),
            sex=draw(st.sampled_from((Sex.MALE, Sex.MALE, Sex.FEMALE))),
            languages=draw(st.sampled_from((frozenset(), frozenset({w.TIGRINYA})))),
            passport_until=draw(passports),
            visas=(Visa(country=w.XX, until=date(2027, 1, 1)),) if draw(st.booleans()) else (),
        )
        for code in (w.O1, w.O2, w.O3)
    )
    first, second = world.resources.escort_teams
    offers = (
        EscortOffer(interval=Interval(w.clock(8), w.clock(13)), escorts=draw(st.integers(1, 4))),
        EscortOffer(interval=Interval(w.clock(13), w.clock(0, 0, date(2026, 11, 27))), escorts=draw(st.integers(2, 4))),
    )
    hourly = replace(first, offers=offers) if draw(st.booleans()) else replace(first, size=4)
    rules = tuple(replace(rule, escort_visa=draw(st.booleans())) for rule in world.resources.country_rules)
    named = officers if draw(st.integers(0, 2)) else ()
    return world.with_resources(escort_teams=(hourly, second), officers=named, country_rules=rules)


def _elsewhere(draw: st.DrawFn) -> tuple[Appointment, ...]:
    """Draw a published duty of a departure outside the problem, or none."""
    if draw(st.booleans()):
        return ()
    start = w.clock(draw(st.sampled_from((0, 8))), 0, date(2026, 11, draw(st.sampled_from((21, 22, 23, 25)))))
    end = Minute(start + draw(st.sampled_from((14, 35))) * 60)
    ref = ResourceRef(*draw(st.sampled_from(((ResourceKind.ESCORT, w.T1), (ResourceKind.OFFICER, w.O1)))))
    bare = appointment(w.key("elders"), start, end, w.AIRPORT)
    return (with_parts(bare, part(bare.id, ref, start, end, amount=1 if ref.kind is ResourceKind.OFFICER else 2)),)


def _answered(draw: st.DrawFn, key: ActivityKey) -> tuple[PartnerRequest, ...]:
    """Draw an answer of KMar about the duty of the flight of 12:00 or another time, or none."""
    if draw(st.booleans()):
        return ()
    ref = ResourceRef(*draw(st.sampled_from(((ResourceKind.ESCORT, w.T1), (ResourceKind.OFFICER, w.O1)))))
    request = PartnerRequest(
        activity=key,
        resource=ref,
        state=draw(st.sampled_from(RequestState)),
        start=draw(st.sampled_from((w.clock(10), w.clock(10), w.clock(9), w.clock(11)))),
        end=draw(st.sampled_from((w.clock(24), w.clock(24), w.clock(25)))),
        amount=draw(st.sampled_from((None, 1, 2))) if ref.kind is ResourceKind.ESCORT else None,
    )
    return (request,)


def _facts(draw: st.DrawFn) -> CaseFile:
    bound = st.sampled_from((Minute(0), Minute(0), NOON, Minute(NOON + 1)))
    until = st.sampled_from((None, None, NOON, Minute(NOON + 1)))
    people = (w.A, w.B, w.C)
    membership_end = st.sampled_from((None, None, LATER))
    return CaseFile(
        cases=tuple(w.case(code, nurse=draw(st.integers(0, 4)) == 0, minor=draw(st.booleans())) for code in people),
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
    """Draw teams with numbers, and officers of the team with a roster: mostly as many as it sends."""
    lead, tail = duty(known, next(f for f in FLIGHTS if f.id == flight))
    wrong = draw(st.integers(0, 9)) == 0
    options = ((), (w.T1,), (w.T2,), (w.T1, w.T2))
    teams = draw(st.sampled_from(options[1:] if some else options))
    amounts = {team: draw(st.sampled_from((1, 2, 2, 2, 3))) for team in teams}
    named = [officer.id for officer in known.problem.resources.officers if officer.team in teams]
    asked = amounts.get(w.T2, 0) if draw(st.integers(0, 7)) else 1
    officers = draw(st.permutations(named))[:asked]
    late = tail - (5 if wrong else 0)
    return [
        *(w.use(ResourceKind.ESCORT, team, lead=lead, tail=late, amount=amounts[team]) for team in teams),
        *(w.use(ResourceKind.OFFICER, officer, lead=lead, tail=late) for officer in officers),
    ]


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
