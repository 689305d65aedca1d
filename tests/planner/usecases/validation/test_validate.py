"""Bad facts, one by one: what is named, and what right beside it is not. Now is Thursday 19 November 2026, 16:00."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import (
    Activity,
    ActivityKind,
    DublinTransfer,
    PresentationDetail,
    Term,
)
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    CaseFile,
    DocumentState,
    Membership,
    Ownership,
    SeparationApproval,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.civil import at, day_start
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.escorts import EscortOfficer
from planner.domain.flights import Carrier, Flight, Transit
from planner.domain.ids import (
    ActivityKey,
    CarrierCode,
    CaseId,
    CountryCode,
    EscortTeamId,
    FlightId,
    HouseholdId,
    MissionId,
    OfficerId,
    PlaceId,
    RegievoerderId,
    RuleId,
    SessionId,
)
from planner.domain.issues import IssueCode
from planner.domain.missions import Mission, Session
from planner.domain.people import Regievoerder
from planner.domain.problem import Problem
from planner.domain.resources import Resources, TravelTable
from planner.domain.time import Interval, Minute
from planner.usecases.validation import validate
from tests.planner.usecases.world import NOW, WEEK, departure, departure_key, weeks

EVER = Interval(Minute(0))
TUESDAY = date(2026, 11, 24)
FLIGHT = Flight(
    id=FlightId("F1"),
    carrier=CarrierCode("AT"),
    number="AT 1",
    origin=PlaceId("ams"),
    destination="CMN",
    country=CountryCode("MA"),
    departs=at(TUESDAY, 12),
    arrives=at(TUESDAY, 15),
    seats=6,
)
MISSION = Mission(id=MissionId("M"), country=CountryCode("MA"), place=PlaceId("ambassade"))
SESSION = Session(id=SessionId("S"), mission=MISSION.id, interval=Interval(at(TUESDAY, 10), at(TUESDAY, 12)), quota=2)
KEY = departure_key("Z1")
LEAVING = replace(departure("Z1", FlightId("AT-zondag"))[0], window=weeks(0, 4))
HEARING = Activity(
    key=ActivityKey("Z1/presentatie/1"),
    kind=ActivityKind.PRESENTATION,
    step="presentatie",
    duration=30,
    window=weeks(0, 4),
    cases=(CaseId("Z1"),),
    detail=PresentationDetail(mission=MISSION.id),
)


def problem(
    *activities: Activity, bookings: Iterable[Booking] = (), cases: CaseFile | None = None, **means: object
) -> Problem:
    """Return sound facts, but for what is given."""
    resources = Resources(
        carriers=(Carrier(code=CarrierCode("AT")),), flights=(FLIGHT,), missions=(MISSION,), sessions=(SESSION,)
    )
    return Problem(
        horizon=weeks(0, 4),
        scope=WEEK.interval(),
        recorded_at=NOW,
        case_file=cases or CaseFile(tracks=(on(Track.FORCED),)),
        resources=replace(resources, **means),  # type: ignore[arg-type]
        travel=TravelTable(places=(), minutes=(), source="test", made_on=date(2026, 1, 1)),
        activities=activities,
        settings=DEFAULT_SETTINGS,
        bookings=tuple(bookings),
    )


def on(track: Track, valid: Interval = EVER, case: str = "Z1") -> TrackFact:
    """Return a track."""
    return TrackFact(case=CaseId(case), track=track, valid=valid)


def booked(state: BookingState = BookingState.BOOKED, flight: str = "F1", key: ActivityKey = KEY) -> Booking:
    """Return a booking of Z1."""
    return Booking(activity=key, flight=FlightId(flight), state=state, since=NOW)


def codes(found: Problem) -> list[IssueCode]:
    """Return what is found."""
    return [issue.code for issue in validate(found)]


def test_sound_facts_have_no_issues() -> None:
    assert codes(problem(LEAVING, HEARING, bookings=[booked()])) == []


# --- bookings -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("booking", "expected"),
    [
        (booked(flight="F9"), [IssueCode.BOOKING_NO_FLIGHT]),
        (booked(key=HEARING.key), [IssueCode.BOOKING_NO_DEPARTURE]),
        (booked(key=ActivityKey("Z8/vertrek/1")), [IssueCode.BOOKING_NO_DEPARTURE]),
        (booked(BookingState.COMPLETED, flight="F9"), []),
    ],
)
def test_a_booking_has_a_departure_and_a_flight(booking: Booking, expected: list[IssueCode]) -> None:
    assert codes(problem(LEAVING, HEARING, bookings=[booking])) == expected


@pytest.mark.parametrize(
    ("flight", "state", "expected"),
    [
        (replace(FLIGHT, country=CountryCode("NG")), BookingState.BOOKED, [IssueCode.BOOKING_OTHER_COUNTRY]),
        (replace(FLIGHT, booking_closes=NOW), BookingState.PROPOSED, [IssueCode.BOOKING_CLOSED]),
        (replace(FLIGHT, booking_closes=NOW), BookingState.REQUESTED, []),
        (replace(FLIGHT, booking_closes=Minute(NOW + 1)), BookingState.PROPOSED, []),
    ],
)
def test_the_flight_of_a_booking_serves(flight: Flight, state: BookingState, expected: list[IssueCode]) -> None:
    assert codes(problem(LEAVING, bookings=[booked(state)], flights=(flight,))) == expected


def test_a_booking_outside_the_window_is_named() -> None:
    late = replace(LEAVING, window=Interval(Minute(FLIGHT.departs + 1), weeks(0, 4).end))

    assert codes(problem(late, bookings=[booked()])) == [IssueCode.BOOKING_OUTSIDE_WINDOW]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            CaseFile(tracks=(on(Track.FORCED), on(Track.INDEPENDENT_IOM))),
            [IssueCode.BOOKING_OPEN_TRACK, IssueCode.TRACKS_AT_ONCE],
            id="an independent track is still open",
        ),
        pytest.param(
            CaseFile(tracks=(on(Track.FORCED, Interval(Minute(0), FLIGHT.departs)),)),
            [IssueCode.BOOKING_OFF_TRACK],
            id="the track ends as the flight leaves",
        ),
        pytest.param(
            CaseFile(
                tracks=(on(Track.FORCED),),
                blocks=(BlockingFact(case=CaseId("Z1"), reason=BlockReason.RULE_39, valid=EVER),),
            ),
            [IssueCode.BOOKING_BLOCKED],
            id="blocked",
        ),
    ],
)
def test_a_booking_follows_the_facts_about_the_person(facts: CaseFile, expected: list[IssueCode]) -> None:
    assert codes(problem(LEAVING, bookings=[booked()], cases=facts)) == expected


@pytest.mark.parametrize(
    ("state", "until", "expected"),
    [
        pytest.param(DocumentState.GRANTED, FLIGHT.arrives, [], id="valid until the landing"),
        pytest.param(
            DocumentState.GRANTED,
            Minute(FLIGHT.arrives - 1),
            [IssueCode.BOOKING_NO_DOCUMENT],
            id="runs out a minute before the landing",
        ),
        pytest.param(DocumentState.PROMISED, None, [], id="promised"),
    ],
)
def test_a_flight_after_the_document_ran_out_is_named(
    state: DocumentState, until: Minute | None, expected: list[IssueCode]
) -> None:
    valid = None if until is None else Interval(Minute(until - 14 * 1440), until)
    document = TravelDocument(case=CaseId("Z1"), kind="laissez-passer", state=state, valid=valid)
    facts = CaseFile(tracks=(on(Track.FORCED),), documents=(document,))

    assert codes(problem(LEAVING, bookings=[booked()], cases=facts)) == expected


def test_two_seats_at_once_are_named() -> None:
    flights = (FLIGHT, replace(FLIGHT, id=FlightId("F2")))

    assert codes(problem(LEAVING, bookings=[booked(), booked(flight="F2")], flights=flights)) == [
        IssueCode.BOOKING_TWICE
    ]


def test_an_issue_says_where_what_and_the_remedy() -> None:
    (issue,) = validate(problem(LEAVING, bookings=[booked(flight="F9")]))

    assert (issue.table, issue.subject, issue.activity) == ("boekingen", f"{KEY} F9", KEY)
    assert issue.what == "vlucht F9 is in deze periode niet bekend of is vervallen"
    assert issue.remedy == "Lever de vlucht opnieuw aan, of annuleer de boeking met een reden."


# --- flights ------------------------------------------------------------------


def over(first: int, last: int, country: str = "DE") -> Flight:
    """Return the flight with a change of aircraft so many minutes after it left."""
    transit = Transit(
        airport="MUC",
        country=CountryCode(country),
        arrives=Minute(FLIGHT.departs + first),
        departs=Minute(FLIGHT.departs + last),
    )
    return replace(FLIGHT, transits=(transit,), arrives=Minute(FLIGHT.departs + 3000))


@pytest.mark.parametrize(
    ("flight", "expected"),
    [
        (over(60, 120), []),
        (over(120, 60), [IssueCode.TRANSIT_TIMES]),
        (over(-1, 60), [IssueCode.TRANSIT_TIMES]),
        (over(60, 3001, "TR"), [IssueCode.TRANSIT_TIMES]),
        (over(60, 60 + 24 * 60), []),
        (over(60, 61 + 24 * 60), [IssueCode.TRANSIT_TOO_LONG]),
        (over(60, 61 + 24 * 60, "TR"), []),
        (replace(FLIGHT, carrier=CarrierCode("XX")), [IssueCode.CARRIER_UNKNOWN]),
        (replace(FLIGHT, booking_closes=Minute(FLIGHT.departs + 1)), [IssueCode.CLOSES_AFTER_DEPARTURE]),
        (replace(FLIGHT, booking_closes=FLIGHT.departs), []),
    ],
)
def test_flights(flight: Flight, expected: list[IssueCode]) -> None:
    assert codes(problem(flights=(flight,))) == expected


# --- missions -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "expected"), [(day_start(TUESDAY), []), (Minute(day_start(TUESDAY) + 1), [IssueCode.TRACKS_AT_ONCE])]
)
def test_two_tracks_at_once_are_named(ends: Minute, expected: list[IssueCode]) -> None:
    tracks = (on(Track.INDEPENDENT, Interval(Minute(0), ends)), on(Track.FORCED, Interval(day_start(TUESDAY))))

    assert codes(problem(LEAVING, cases=CaseFile(tracks=tracks))) == expected


def test_a_departure_off_its_track_is_named() -> None:
    assert codes(problem(LEAVING, cases=CaseFile())) == [IssueCode.DEPARTURE_OFF_TRACK]


@pytest.mark.parametrize(
    ("track", "country", "approved", "expected"),
    [
        (Track.FORCED, "MA", False, []),
        (Track.INDEPENDENT, "MA", False, [IssueCode.HOUSEHOLD_TRACKS]),
        (Track.FORCED, "NG", False, [IssueCode.HOUSEHOLD_COUNTRIES]),
        (Track.INDEPENDENT, "NG", True, []),
    ],
)
def test_a_household_can_leave_together(
    track: Track, country: str, expected: list[IssueCode], *, approved: bool
) -> None:
    detail = replace(LEAVING.departure, track=track, country=CountryCode(country))
    other = replace(LEAVING, key=departure_key("Z2"), cases=(CaseId("Z2"),), detail=detail)
    house = HouseholdId("G")
    facts = CaseFile(
        tracks=(on(Track.FORCED), on(track, case="Z2")),
        memberships=tuple(Membership(household=house, case=CaseId(code), valid=EVER) for code in ("Z1", "Z2")),
        separations=(SeparationApproval(household=house, valid=EVER),) if approved else (),
    )

    assert codes(problem(LEAVING, other, cases=facts)) == expected


@pytest.mark.parametrize(
    ("announced", "rule", "expected"),
    [
        (date(2026, 8, 3), "R20", []),
        (date(2026, 8, 2), "R20", [IssueCode.TRANSFER_DATES]),
        (None, "R15", [IssueCode.TRANSFER_NO_TERM]),
    ],
)
def test_a_transfer_has_its_term_and_its_days_in_order(
    announced: date | None, rule: str, expected: list[IssueCode]
) -> None:
    transfer = DublinTransfer(accepted_on=date(2026, 8, 3), announced_on=announced)
    leaving = replace(
        LEAVING,
        terms=(Term(rule=RuleId(rule), anchor=date(2026, 8, 3)),),
        detail=replace(LEAVING.departure, transfer=transfer),
    )

    assert codes(problem(leaving)) == expected


@pytest.mark.parametrize(("officer", "expected"), [(False, []), (True, [IssueCode.OWNER_LP_OFFICER])])
def test_an_lp_officer_owns_no_case(expected: list[IssueCode], *, officer: bool) -> None:
    who = Regievoerder(id=RegievoerderId("r1"), office=PlaceId("k"), hours=(), lp_officer=officer)
    owned = CaseFile(ownerships=(Ownership(case=CaseId("Z1"), regievoerder=who.id, valid=EVER),))

    assert codes(problem(cases=owned, regievoerders=(who,))) == expected


# --- escorts ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("passport", "available", "expected"),
    [
        (None, (weeks(0, 1),), [IssueCode.OFFICER_NO_PASSPORT]),
        (None, (), []),
        (date(2026, 11, 29), (weeks(0, 1),), []),
        (date(2026, 11, 28), (weeks(0, 1),), [IssueCode.OFFICER_PASSPORT_ENDS]),
    ],
)
def test_an_escort_has_a_passport(
    passport: date | None, available: tuple[Interval, ...], expected: list[IssueCode]
) -> None:
    officer = EscortOfficer(id=OfficerId("KM-1"), team=EscortTeamId("E1"), available=available, passport_until=passport)
    named = codes(problem(officers=(officer,)))

    assert [code for code in named if "paspoort" in code] == expected
