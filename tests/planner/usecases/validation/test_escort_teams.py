"""Teams, rosters and confirmations that contradict each other; E1 offers three escorts on Monday from 6 to 24."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail
from planner.domain.cases import Case, CaseFile, TargetGroup, Track
from planner.domain.civil import at
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.escorts import EscortOffer, EscortOfficer, EscortSkill, EscortTeam
from planner.domain.ids import ActivityKey, CaseId, CountryCode, EscortTeamId, LanguageCode, OfficerId, PlaceId
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef, Resources
from planner.domain.time import Interval
from planner.usecases.validation.escort_teams import nurse_issues, team_issues
from planner.usecases.validation.sight import Sight
from tests.planner.codec.golden import golden_problem

MONDAY = date(2026, 11, 23)
DAY = Interval(at(MONDAY, 6), at(MONDAY, 24))
TEAM = EscortTeam(id=EscortTeamId("E1"), base=PlaceId("AMS"), size=3, available=(DAY,))
HOURLY = replace(
    TEAM,
    available=(),
    offers=(
        EscortOffer(interval=Interval(at(MONDAY, 6), at(MONDAY, 12)), escorts=4),
        EscortOffer(interval=Interval(at(MONDAY, 12), at(MONDAY, 24)), escorts=2),
    ),
)
OFFICER = EscortOfficer(id=OfficerId("K1"), team=TEAM.id, available=(DAY,), skills=frozenset({EscortSkill.COMMANDER}))


def _problem(*means: EscortTeam | EscortOfficer, requests: tuple[PartnerRequest, ...] = ()) -> Problem:
    resources = Resources(
        escort_teams=tuple(one for one in means if isinstance(one, EscortTeam)),
        officers=tuple(one for one in means if isinstance(one, EscortOfficer)),
    )
    return replace(golden_problem(), resources=resources, requests=requests, activities=())


def _said(problem: Problem) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.subject, issue.what) for issue in team_issues(Sight(problem))]


@pytest.mark.parametrize("team", [TEAM, HOURLY])
def test_roster_inside_the_offer_is_no_issue(team: EscortTeam) -> None:
    assert _said(_problem(team, OFFICER)) == []


@pytest.mark.parametrize("team", [TEAM, HOURLY])
def test_roster_that_never_meets_the_offer_is_named(team: EscortTeam) -> None:
    night = replace(OFFICER, available=(Interval(at(MONDAY, 0), at(MONDAY, 6)),))

    assert _said(_problem(team, night)) == [
        ("begeleider-buiten-aanbod", "K1", "het rooster valt nergens samen met wat escortteam E1 aanbiedt")
    ]


def test_officer_of_an_unknown_team_is_named() -> None:
    assert _said(_problem(OFFICER)) == [("begeleider-onbekend-team", "K1", "escortteam E1 is niet bekend")]


def test_roster_without_a_commander_is_named() -> None:
    assert _said(_problem(TEAM, replace(OFFICER, skills=frozenset()))) == [
        ("escortteam-zonder-commandant", "E1", "op het rooster van dit team staat geen commandant")
    ]


@pytest.mark.parametrize(
    ("team", "amount", "offered"),
    [
        pytest.param(TEAM, 3, None, id="as many as there are"),
        pytest.param(TEAM, 4, 3, id="one more than there are"),
        pytest.param(HOURLY, 2, None, id="two all day"),
        pytest.param(HOURLY, 4, 2, id="four in the morning, two later"),
        pytest.param(replace(TEAM, available=()), 1, 0, id="nobody is offered"),
        pytest.param(TEAM, None, None, id="confirmed without a number"),
    ],
)
def test_confirmation_of_more_than_is_offered_is_named(
    team: EscortTeam, amount: int | None, offered: int | None
) -> None:
    request = PartnerRequest(
        activity=ActivityKey("Z1/vertrek/1"),
        resource=ResourceRef(ResourceKind.ESCORT, "E1"),
        state=RequestState.CONFIRMED,
        start=at(MONDAY, 10),
        end=at(MONDAY, 23),
        amount=amount,
    )
    what = f"{amount} escorts bevestigd voor ma 23 nov 10:00-23:00, aangeboden {offered}"
    expected = [] if offered is None else [("bevestigd-boven-aanbod", "Z1/vertrek/1 E1", what)]

    assert _said(_problem(team, requests=(request,))) == expected
    assert _said(_problem(team, requests=(replace(request, state=RequestState.REQUESTED),))) == []


@pytest.mark.parametrize(
    ("means", "named"),
    [
        pytest.param((TEAM,), True, id="a team without one"),
        pytest.param((replace(TEAM, nurse=True),), False, id="a team with one"),
        pytest.param((replace(TEAM, nurse=True), OFFICER), True, id="with a roster the roster counts"),
        pytest.param((TEAM, replace(OFFICER, skills=frozenset({EscortSkill.NURSE}))), False, id="one on the roster"),
    ],
)
def test_departure_that_asks_a_nurse_whom_nobody_has_is_named(
    means: tuple[EscortTeam | EscortOfficer, ...], *, named: bool
) -> None:
    person = Case(
        id=CaseId("Z1"),
        target_group=TargetGroup.REJECTED,
        country=CountryCode("MA"),
        language=LanguageCode("ar"),
        handed_over=MONDAY,
        nurse=True,
    )
    detail = DepartureDetail(track=Track.FORCED, country=CountryCode("MA"), escorted=True)
    leaving = Activity(
        key=ActivityKey("Z1/vertrek/1"),
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=60,
        window=DAY,
        cases=(person.id,),
        detail=detail,
    )
    problem = replace(_problem(*means), case_file=CaseFile(cases=(person,)), activities=(leaving,))
    alone = replace(leaving, detail=replace(detail, booked_by=BookedBy.IOM))

    assert [(i.code, i.activity) for i in nurse_issues(Sight(problem))] == (
        [("verpleegkundige-ontbreekt", leaving.key)] if named else []
    )
    assert list(nurse_issues(Sight(replace(problem, activities=(alone,))))) == []
