"""Cases worked out by hand: documents, limits, sessions, the border, transfers. Now: Thursday 19 November, 16:00."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from planner.domain.activities import Activity, DublinTransfer, MoveRole, PresentationDetail, Term
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import Condition, ConditionFact, DocumentState, Regime, TravelDocument
from planner.domain.civil import at, day_of, day_start
from planner.domain.flights import CountryRule, Flight, Transit
from planner.domain.ids import CaseId, CountryCode, FlightId, RuleId
from planner.domain.levels import Level
from planner.domain.missions import Mission, Rhythm, SessionPattern
from planner.domain.plan import Appointment
from planner.domain.resources import ClosedDays, ResourceKind
from planner.domain.time import Interval, Minute
from planner.usecases.planning.expand_sessions import expand_sessions
from solver.blocking import why_not
from solver.commitments import commit
from solver.known import Known
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import move


def planned(world: w.World) -> dict[str, Appointment]:
    """Return what is planned when only departures and presentations are due."""
    result = commit(small.candidates(world), world.activities, (), small.ENOUGH)
    return {appointment.activity: appointment for appointment in result.appointments}


def flown(world: w.World) -> dict[str, str | None]:
    """Return the flight of each departure that is planned."""
    return {key: found.resource(ResourceKind.FLIGHT) for key, found in planned(world).items()}


def flights(*days: date, country: CountryCode = w.XX) -> tuple[Flight, ...]:
    """Return a flight at noon on each day, called by its day."""
    return tuple(replace(w.flight(FlightId(f"{day:%d-%m}"), at(day, 12)), country=country, seats=40) for day in days)


def of(month: int, *days: int) -> list[date]:
    """Return days of a month of 2026."""
    return [date(2026, month, day) for day in days]


def leaving(*activities: Activity, **means: object) -> w.World:
    """Return a world in which everybody can be removed; the resources are changed as given."""
    return small.leaving_world(*activities).with_resources(**means)


# --- a laissez-passer of two weeks, made after the flight data --------------------------------------


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # the document takes 5 working days from Thursday 19 November: it is there on Thursday 26 November,
        # and valid 14 days: through Wednesday 9 December
        pytest.param(of(11, 25), {}, id="a day before the document is there"),
        pytest.param(of(11, 25, 26), {"C/vertrek/1": "26-11"}, id="the day it is there"),
        pytest.param(of(12, 9, 10), {"C/vertrek/1": "09-12"}, id="its last day"),
        pytest.param(of(12, 10), {}, id="a day after it ran out"),
    ],
)
def test_document_of_two_weeks_that_is_made_after_the_flight_data(
    days: Sequence[date], expected: dict[str, str]
) -> None:
    rule = CountryRule(country=w.XX, lp_validity_days=14, lp_after_flight=True)
    promised = TravelDocument(case=w.C, kind="laissez-passer", state=DocumentState.PROMISED)
    world = leaving(small.departure(w.C, escorted=False), flights=flights(*days), country_rules=(rule,))

    assert flown(world.with_cases(documents=(promised,))) == expected


def test_document_that_was_made_is_of_no_use_to_a_later_flight() -> None:
    # granted for the flight of 27 November, valid 14 days; that booking fell through, and the next flight that the
    # document still covers is on 9 December: on the 11th it has run out
    granted = TravelDocument(
        case=w.C,
        kind="laissez-passer",
        state=DocumentState.GRANTED,
        valid=Interval(day_start(date(2026, 11, 26)), day_start(date(2026, 12, 10))),
    )
    later, too_late = flights(*of(12, 9, 11))
    world = leaving(small.departure(w.C, escorted=False), flights=(later, too_late)).with_cases(documents=(granted,))

    assert flown(world) == {"C/vertrek/1": "09-12"}
    assert flown(world.with_resources(flights=(too_late,))) == {}


# --- Morocco: two persons on a flight ---------------------------------------------------------------

MOROCCO = CountryCode("MA")


def test_third_person_to_morocco_takes_the_next_flight() -> None:
    # three may leave on Tuesday; Morocco takes two on one flight, and Thursday's is the next: waiting costs two days
    codes = (w.A, w.B, w.C)
    people = [small.departure(code, escorted=False) for code in codes]
    people = [replace(p, detail=replace(p.departure, country=MOROCCO)) for p in people]
    rule = CountryRule(country=MOROCCO, max_per_flight=2)
    carrier = replace(w.default_resources().carriers[0], max_depu=10)
    world = leaving(
        *people, flights=flights(*of(11, 24, 26), country=MOROCCO), country_rules=(rule,), carriers=(carrier,)
    )

    assert sorted(flown(world).values(), key=str) == ["24-11", "24-11", "26-11"]


def test_family_of_three_to_morocco_stays_together_on_no_flight() -> None:
    # a household of three is never split over two flights, and one flight takes two: nobody goes
    people = [small.departure(code, escorted=False) for code in (w.A, w.B, w.C)]
    people = [replace(p, detail=replace(p.departure, country=MOROCCO)) for p in people]
    rule = CountryRule(country=MOROCCO, max_per_flight=2)
    world = leaving(*people, flights=flights(*of(11, 24, 26), country=MOROCCO), country_rules=(rule,))
    house = w.default_cases().memberships[0]
    world = world.with_cases(memberships=tuple(replace(house, case=code) for code in (w.A, w.B, w.C)))

    assert flown(world) == {}


# --- Nigeria: a session once a month ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        # told on Thursday 19 November, five working days end on Thursday 26 November: the last Thursday of the month
        pytest.param(5, date(2026, 11, 26), id="told just in time"),
        # six end on Friday the 27th: one day too late, and the next is on Thursday 31 December, after the horizon
        pytest.param(6, None, id="missed by one day"),
    ],
)
def test_monthly_session_missed_by_one_day(notice: int, expected: date | None) -> None:
    nigeria = Mission(id=w.MISSION, country=CountryCode("NG"), place=w.MISSION_PLACE, notice_working_days=notice)
    monthly = SessionPattern(
        id="NG",
        mission=nigeria.id,
        rhythm=Rhythm.MONTHLY,
        start=600,
        end=720,
        quota=4,
        valid=w.EVER,
        weekday=3,
        week_of_month=-1,
    )
    sessions = expand_sessions((monthly,), (nigeria,), (), (), w.HORIZON)
    world = w.World(activities=[small.presentation(w.A)]).with_resources(missions=(nigeria,), sessions=sessions)

    found = planned(world).get("A/presentatie/1")

    assert (None if found is None else day_of(found.start)) == expected
    if expected is None:
        reasons = why_not(Known(world.problem()), world.activities[0]).reasons
        assert [reason.rule for reason in reasons] == ["R10"]


def test_monthly_session_on_a_holiday_is_not_held() -> None:
    # the same session, but Thursday 26 November is a day off in the country
    nigeria = Mission(id=w.MISSION, country=CountryCode("NG"), place=w.MISSION_PLACE)
    monthly = SessionPattern(
        id="NG",
        mission=nigeria.id,
        rhythm=Rhythm.MONTHLY,
        start=600,
        end=720,
        quota=4,
        valid=w.EVER,
        weekday=3,
        week_of_month=-1,
    )
    closed = ClosedDays(country=CountryCode("NG"), days=frozenset({date(2026, 11, 26)}))

    assert expand_sessions((monthly,), (nigeria,), (closed,), (), w.HORIZON) == ()


# --- Guinea: a trip to Brussels ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        # five working days (a setting) before the session of Tuesday 24 November
        pytest.param(date(2026, 11, 17), True, id="asked on Tuesday the 17th"),
        pytest.param(date(2026, 11, 18), False, id="asked a day later"),
        pytest.param(None, False, id="still to be asked, on the 19th: from Thursday the 26th"),
    ],
)
def test_trip_to_brussels(asked: date | None, *, heard: bool) -> None:
    places = tuple(
        replace(p, country=CountryCode("BE")) if p.id == w.MISSION_PLACE else p for p in w.default_resources().places
    )
    mission = Mission(id=w.MISSION, country=CountryCode("GN"), place=w.MISSION_PLACE)
    hearing = replace(small.presentation(w.A), detail=PresentationDetail(mission=w.MISSION, border_requested=asked))
    world = w.World(activities=[hearing]).with_resources(
        places=places, missions=(mission,), sessions=w.default_resources().sessions[1:], closed_days=()
    )

    assert bool(planned(world)) is heard
    assert bool(planned(world.with_resources(places=w.default_resources().places)))


# --- Dublin: to Germany with ten working days' notice -----------------------------------------------

GERMANY = CountryCode("DE")


@pytest.mark.parametrize(
    ("minor", "announced", "expected"),
    [
        # special needs: ten working days. Announced on Thursday 12 November: in time for Thursday the 26th
        pytest.param(True, date(2026, 11, 12), "26-11", id="a minor, ten working days"),
        # announced on the 13th: Friday the 27th
        pytest.param(True, date(2026, 11, 13), "27-11", id="a minor, announced a day later"),
        # still to be announced, today Thursday the 19th: Thursday 3 December
        pytest.param(True, None, "03-12", id="a minor, announced today"),
        # without special needs three working days: Tuesday 24 November
        pytest.param(False, None, "24-11", id="an adult, announced today"),
    ],
)
def test_transfer_to_germany(*, minor: bool, announced: date | None, expected: str) -> None:
    transfer = DublinTransfer(accepted_on=date(2026, 9, 1), announced_on=announced)
    base = small.departure(w.C, escorted=False)
    leaving_ = replace(base, regime=Regime.DUBLIN, detail=replace(base.departure, country=GERMANY, transfer=transfer))
    days = [*of(11, 23, 24, 25, 26, 27, 30), *of(12, 1, 2, 3, 4)]
    world = leaving(leaving_, flights=flights(*days, country=GERMANY))

    assert flown(world.with_cases(cases=(w.case(CaseId(w.C), minor=minor),))) == {"C/vertrek/1": expected}


# --- the intersection of everything -----------------------------------------------------------------


def test_flight_lies_where_all_intervals_meet() -> None:
    # removable from the 25th, available until the end of the 27th, in detention from the 26th, document until the 30th:
    # only the 26th and 27th remain; the earlier day is taken, for every day in detention counts
    until = {Condition.AVAILABLE: date(2026, 11, 28), Condition.DOCUMENT: date(2026, 12, 1)}
    since = {Condition.REMOVABLE: date(2026, 11, 25), Condition.MEASURE: date(2026, 11, 26)}
    facts = tuple(
        ConditionFact(
            case=w.C,
            condition=condition,
            valid=Interval(
                day_start(since.get(condition, date(2026, 11, 1))),
                day_start(until[condition]) if condition in until else None,
            ),
        )
        for condition in Condition
    )
    world = leaving(small.departure(w.C, escorted=False), flights=flights(*of(11, 24, 25, 26, 27, 28)))

    assert flown(world.with_cases(conditions=facts)) == {"C/vertrek/1": "26-11"}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        # placed on Monday 16 November: fourteen days end with Monday 30 November
        pytest.param(Term(rule=RuleId("R16"), anchor=date(2026, 11, 16), level=Level.HARD), "30-11", id="family"),
        # accepted on 4 June 2026: 180 days end with Tuesday 1 December
        pytest.param(Term(rule=RuleId("R20"), anchor=date(2026, 6, 4), level=Level.HARD), "01-12", id="transfer"),
        # absconded: 548 days from 1 June 2025 end with Tuesday 1 December 2026
        pytest.param(
            Term(rule=RuleId("R20"), anchor=date(2025, 6, 1), level=Level.HARD, key="absconded"),
            "01-12",
            id="transfer of who absconded",
        ),
    ],
)
def test_last_flight_of_a_term(term: Term, expected: str) -> None:
    activity = replace(small.departure(w.C, escorted=False), terms=(term,))
    last, late = flights(date(2026, int(expected[3:]), int(expected[:2])), date(2026, 12, 2))

    assert flown(leaving(activity, flights=(last, late))) == {"C/vertrek/1": expected}
    assert flown(leaving(activity, flights=(late,))) == {}


# --- ways to fly ------------------------------------------------------------------------------------


def test_direct_flight_when_the_transit_can_no_longer_be_asked() -> None:
    # on Saturday 21 November a change of aircraft in Munich on Monday can still be asked, a day later it cannot:
    # then the direct flight of Tuesday is taken
    over_munich, direct = flights(*of(11, 23, 24))
    arrives = at(date(2026, 11, 23), 14)
    munich = Transit(airport="MUC", country=GERMANY, arrives=arrives, departs=Minute(arrives + 60))
    over_munich = replace(over_munich, transits=(munich,))
    world = leaving(small.departure(w.C, escorted=False), flights=(over_munich, direct))

    assert flown(replace(world, now=at(date(2026, 11, 21), 12))) == {"C/vertrek/1": "23-11"}
    assert flown(replace(world, now=at(date(2026, 11, 22), 12))) == {"C/vertrek/1": "24-11"}


def test_cancelled_seat_is_free_for_another_and_not_offered_again() -> None:
    # one seat on Tuesday: it was C's, who fell out; B takes it, and C waits for Thursday
    one_seat, later = (replace(flight, seats=1) for flight in flights(*of(11, 24, 26)))
    people = [small.departure(code, escorted=False) for code in (w.B, w.C)]
    cancelled = Booking(
        activity=people[1].key,
        flight=one_seat.id,
        state=BookingState.CANCELLED,
        since=w.NOW,
        reason=CancelReason.RESISTANCE,
    )
    world = replace(leaving(*people, flights=(one_seat, later)), bookings=(cancelled,))

    assert flown(world) == {"B/vertrek/1": "24-11", "C/vertrek/1": "26-11"}


def test_held_seat_keeps_a_departure_on_a_later_flight() -> None:
    # Tuesday is free and would save two days in detention, but the seat on Thursday is booked
    world = leaving(small.departure(w.C, escorted=False), flights=flights(*of(11, 24, 26)))
    held = Booking(activity=world.activities[0].key, flight=FlightId("26-11"), state=BookingState.BOOKED, since=w.NOW)

    assert flown(world) == {"C/vertrek/1": "24-11"}
    assert flown(replace(world, bookings=(held,))) == {"C/vertrek/1": "26-11"}


def test_charter_is_for_who_was_entered() -> None:
    # B was entered for the charter of Tuesday, C was not and takes the line flight of Thursday
    charter, line = flights(*of(11, 24, 26))
    people = [small.departure(code, escorted=False) for code in (w.B, w.C)]
    entered = Booking(activity=people[0].key, flight=charter.id, state=BookingState.PROPOSED, since=w.NOW)
    world = replace(leaving(*people, flights=(replace(charter, charter=True), line)), bookings=(entered,))

    assert flown(world) == {"B/vertrek/1": "24-11", "C/vertrek/1": "26-11"}


# --- presentations of one site ----------------------------------------------------------------------


def test_persons_of_one_site_are_heard_in_one_session_one_after_another() -> None:
    # two sessions with room for two each; A and B stay at the azc: together they cost one trip and 30 minutes' wait
    sessions = tuple(replace(session, quota=2) for session in w.default_resources().sessions)
    world = w.World(activities=[small.presentation(w.A), small.presentation(w.B)]).with_resources(
        sessions=sessions, closed_days=()
    )

    found = sorted(planned(world).values(), key=lambda appointment: appointment.start)

    assert len({appointment.resource(ResourceKind.SESSION) for appointment in found}) == 1
    assert [b.start - a.start for a, b in pairwise(found)] == [30]


# --- the ride of the evening before ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # the evening before Monday's flight is Sunday, which is not planned any more: Tuesday's flight
        pytest.param(w.NOW, {"C/vertrek/1": "24-11"}, id="before the week"),
        # on Monday at 21:05 the ride of 30 minutes with 15 and 10 to get in and out is over by 22:00, later it is not
        pytest.param(w.clock(21, 5), {"C/vertrek/1": "24-11"}, id="in time for Monday evening"),
        pytest.param(w.clock(21, 6), {"C/vertrek/1": "25-11"}, id="too late for Monday evening"),
    ],
)
def test_departure_waits_for_a_flight_to_which_the_person_can_be_brought(now: Minute, expected: dict[str, str]) -> None:
    departure = small.departure(w.C, escorted=False)
    ride = {"cases": (w.C,), "serves": departure.key, "window": Interval(w.NOW, w.HORIZON.end)}
    night = move("nacht", MoveRole.OVERNIGHT, destination=w.DC, **ride)
    onto = move("naar", MoveRole.TO_DEPARTURE, place=w.DC, after=night.key, **ride)
    world = replace(leaving(departure, flights=flights(*of(11, 23, 24, 25))), activities=(departure, night, onto))

    result = commit(small.candidates(replace(world, now=now)), [departure], (), small.ENOUGH)

    assert {a.activity: a.resource(ResourceKind.FLIGHT) for a in result.appointments} == expected
