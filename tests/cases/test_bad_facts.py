"""Facts that cannot be right are named before anything is solved; solving then leaves out what they would spoil."""

from dataclasses import replace
from datetime import date

from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import CaseFile, DocumentState, Sex, TravelDocument
from planner.domain.escorts import EscortOfficer, EscortSkill
from planner.domain.ids import CaseId, CountryCode, EscortTeamId, FlightId, MissionId, OfficerId, SessionId
from planner.domain.issues import Issue, IssueCode
from planner.domain.missions import Mission, Session
from planner.domain.problem import Problem
from planner.domain.resources import ClosedDays, Resources
from planner.domain.time import Interval
from planner.usecases.validation.validate import validate
from solver.search import StagedSearch
from tests.cases.world import (
    EMBASSY,
    LONG_AGO,
    OFFICE,
    Given,
    clock,
    flight,
    heard,
    held,
    leaves,
    left_out,
    planned,
    team,
)
from tests.recheck.campaign import solve


def named(problem: Problem) -> list[tuple[IssueCode, str]]:
    """Return the issues with what they stand at; each says what to do about it."""
    issues: tuple[Issue, ...] = validate(problem)
    assert all(issue.what and issue.remedy for issue in issues)
    return [(issue.code, issue.subject) for issue in issues]


def test_flight_after_the_laissez_passer_expired() -> None:
    """Booked on Thursday 26 November at 12:00, and the document is valid through Wednesday the 25th."""
    document = TravelDocument(
        case=CaseId("A"),
        kind="laissez-passer",
        state=DocumentState.GRANTED,
        valid=Interval(LONG_AGO.start, clock(26, 0)),
    )
    given = Given(
        people=[held("A", place=OFFICE)],
        activities=[leaves("A")],
        resources=Resources(flights=(flight("MA1", clock(26, 12)),)),
        file=CaseFile(documents=(document,)),
    )
    booking = Booking(activity=leaves("A").key, flight=FlightId("MA1"), state=BookingState.BOOKED, since=clock(18, 12))
    problem = replace(given.problem(), bookings=(booking,))

    assert [code for code, _ in named(problem)] == [IssueCode.BOOKING_NO_DOCUMENT]
    assert left_out(solve(StagedSearch(), problem, 0.5, 1)[0]) == {"A/vertrek/1": ("feit", "P22")}


def test_escort_without_a_passport() -> None:
    """Two of the roster are needed; one of them has no passport."""
    days = Interval(clock(23, 0), clock(27, 0))
    roster = tuple(
        EscortOfficer(
            id=OfficerId(code),
            team=EscortTeamId("E1"),
            available=(days,),
            sex=Sex.MALE,
            skills=frozenset({EscortSkill.COMMANDER}),
            passport_until=until,
        )
        for code, until in (("O1", date(2030, 1, 1)), ("O2", None))
    )
    given = Given(
        people=[held("A", place=OFFICE)],
        activities=[leaves("A", escorted=True)],
        resources=Resources(flights=(flight("MA1", clock(24, 12)),), escort_teams=(team("E1", days),), officers=roster),
    )

    assert named(given.problem()) == [(IssueCode.OFFICER_NO_PASSPORT, "O2")]
    assert left_out(planned(given)) == {"A/vertrek/1": ("geen-mogelijkheid", "R27")}


def test_session_on_a_holiday() -> None:
    """The only session is on Wednesday 25 November, a day off in the country of the mission."""
    mission = Mission(id=MissionId("NG"), country=CountryCode("NG"), place=EMBASSY)
    session = Session(
        id=SessionId("NG-1"), mission=mission.id, interval=Interval(clock(25, 10), clock(25, 12)), quota=2
    )
    closed = ClosedDays(country=CountryCode("NG"), days=frozenset({date(2026, 11, 25)}))
    given = Given(
        people=[held("A", country="NG", place=OFFICE)],
        activities=[heard("A", "NG", EMBASSY)],
        resources=Resources(missions=(mission,), sessions=(session,), closed_days=(closed,)),
    )

    assert (IssueCode.SESSION_HOLIDAY, "NG-1") in named(given.problem())
    assert left_out(planned(given)) == {"A/presentatie/1": ("geen-mogelijkheid", "R10")}
