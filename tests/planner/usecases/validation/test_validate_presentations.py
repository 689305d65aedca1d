"""Bad facts about sittings and presentations, one by one: what is named, and what right beside it is not."""

from dataclasses import replace

import pytest

from planner.domain.activities import (
    ActivityKind,
    MoveDetail,
    MoveRole,
    PresentationDetail,
)
from planner.domain.ids import (
    ActivityKey,
    CountryCode,
    MissionId,
    PlaceId,
)
from planner.domain.issues import IssueCode
from planner.domain.missions import Accompanist, Mission, PresentationMode
from planner.domain.people import WorkingHours
from planner.domain.resources import ClosedDays
from tests.planner.usecases.validation.test_validate import HEARING, MISSION, SESSION, TUESDAY, codes, problem


@pytest.mark.parametrize(
    ("country", "quota", "expected"),
    [
        ("NL", 2, [IssueCode.SESSION_HOLIDAY]),
        ("MA", 2, [IssueCode.SESSION_HOLIDAY]),
        ("NG", 2, []),
        ("MA", 0, []),
    ],
)
def test_a_session_on_a_holiday_is_named(country: str, quota: int, expected: list[IssueCode]) -> None:
    closed = ClosedDays(country=CountryCode(country), days=frozenset({TUESDAY}))

    assert codes(problem(sessions=(replace(SESSION, quota=quota),), closed_days=(closed,))) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ((1, 600, 720), []),
        ((1, 601, 720), [IssueCode.SESSION_HOURS]),
        ((2, 600, 720), [IssueCode.SESSION_HOURS]),
    ],
)
def test_a_session_lies_in_the_opening_hours(hours: tuple[int, int, int], expected: list[IssueCode]) -> None:
    weekday, start, end = hours
    mission = replace(MISSION, hours=(WorkingHours(weekday=weekday, start=start, end=end),))

    assert codes(problem(missions=(mission,))) == expected


def test_a_session_of_an_unknown_mission_is_named() -> None:
    assert codes(problem(missions=())) == [IssueCode.SESSION_NO_MISSION]


@pytest.mark.parametrize(
    ("notice", "quota", "expected"),
    [
        pytest.param(3, 2, [], id="three working days from Thursday: Tuesday"),
        pytest.param(4, 2, [IssueCode.PRESENTATION_NO_SESSION], id="the monthly session is missed by one day"),
        pytest.param(3, 0, [IssueCode.PRESENTATION_NO_SESSION], id="nobody is heard"),
    ],
)
def test_a_presentation_without_a_session_is_named(notice: int, quota: int, expected: list[IssueCode]) -> None:
    mission = replace(MISSION, notice_working_days=notice)

    assert codes(problem(HEARING, missions=(mission,), sessions=(replace(SESSION, quota=quota),))) == expected


@pytest.mark.parametrize(
    ("asked", "mission", "expected"),
    [
        (PresentationDetail(mission=MISSION.id, interpreter=True), MISSION, []),
        (
            PresentationDetail(mission=MISSION.id, interpreter=True),
            replace(MISSION, interpreter_welcome=False),
            [IssueCode.INTERPRETER_UNWELCOME],
        ),
        (PresentationDetail(mission=MISSION.id, lawyer=True), MISSION, [IssueCode.LAWYER_UNWELCOME]),
        (PresentationDetail(mission=MISSION.id, lawyer=True), replace(MISSION, lawyer_welcome=True), []),
        (PresentationDetail(mission=MissionId("X")), MISSION, [IssueCode.PRESENTATION_NO_MISSION]),
        (
            PresentationDetail(mission=MISSION.id),
            replace(MISSION, accompanied_by=Accompanist.LP_OFFICER),
            [IssueCode.NO_LP_OFFICER],
        ),
    ],
)
def test_who_comes_along(asked: PresentationDetail, mission: Mission, expected: list[IssueCode]) -> None:
    assert codes(problem(replace(HEARING, detail=asked), missions=(mission,))) == expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (PresentationMode.IN_PERSON, []),
        (PresentationMode.TELEPHONE, [IssueCode.MOVE_TO_DISTANT_HEARING]),
        (PresentationMode.WRITTEN, [IssueCode.MOVE_TO_DISTANT_HEARING]),
    ],
)
def test_nobody_is_driven_to_a_telephone(mode: PresentationMode, expected: list[IssueCode]) -> None:
    detail = MoveDetail(destination=PlaceId("ambassade"), role=MoveRole.TO_PRESENTATION, serves=HEARING.key)
    ride = replace(HEARING, key=ActivityKey("Z1/rit/1"), kind=ActivityKind.MOVE, detail=detail)

    assert codes(problem(HEARING, ride, missions=(replace(MISSION, mode=mode),))) == expected


# --- cases --------------------------------------------------------------------
