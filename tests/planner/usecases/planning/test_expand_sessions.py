"""Sittings that come back, one by one: rhythms, holidays, and what the mission announced itself."""

from dataclasses import replace
from datetime import date

from planner.domain.civil import at, day_start
from planner.domain.ids import CountryCode, MissionId, PlaceId, SessionId
from planner.domain.missions import Mission, Rhythm, Session, SessionPattern
from planner.domain.people import WorkingHours
from planner.domain.resources import ClosedDays
from planner.domain.time import Interval
from planner.usecases.planning.expand_sessions import expand_sessions

NIGERIA = Mission(id=MissionId("NG-DH"), country=CountryCode("NG"), place=PlaceId("den-haag"))
MONTHLY = SessionPattern(
    id="NG-MAAND",
    mission=NIGERIA.id,
    rhythm=Rhythm.MONTHLY,
    start=570,
    end=720,
    quota=6,
    valid=Interval(day_start(date(2026, 1, 1))),
    weekday=3,
    week_of_month=-1,
)
WEEKLY = replace(MONTHLY, id="NG-WEEK", rhythm=Rhythm.WEEKLY, week_of_month=None)
SPAN = Interval(day_start(date(2026, 11, 23)), day_start(date(2027, 1, 4)))


def days(
    *patterns: SessionPattern, closed: tuple[ClosedDays, ...] = (), announced: tuple[Session, ...] = ()
) -> list[str]:
    return [session.id for session in expand_sessions(patterns, (NIGERIA,), closed, announced, SPAN)]


def test_a_monthly_sitting_is_on_the_last_thursday_of_each_month() -> None:
    assert days(MONTHLY) == ["NG-MAAND-20261126", "NG-MAAND-20261231"]


def test_a_monthly_sitting_is_on_the_first_thursday_of_each_month() -> None:
    assert days(replace(MONTHLY, week_of_month=1)) == ["NG-MAAND-20261203"]


def test_a_sitting_has_dutch_civil_hours_and_the_quota_of_its_pattern() -> None:
    (found, *_) = expand_sessions((MONTHLY,), (NIGERIA,), (), (), SPAN)

    day = date(2026, 11, 26)
    assert found == Session(
        id=SessionId("NG-MAAND-20261126"),
        mission=NIGERIA.id,
        interval=Interval(at(day, 9, 30), at(day, 12)),
        quota=6,
    )


def test_no_sitting_on_a_holiday_here_or_there() -> None:
    here = ClosedDays(country=CountryCode("NL"), days=frozenset({date(2026, 11, 26)}))
    there = ClosedDays(country=CountryCode("NG"), days=frozenset({date(2026, 12, 31)}))

    assert days(MONTHLY, closed=(here, there)) == []


def test_a_weekly_sitting_is_on_every_such_day() -> None:
    assert [code[-4:] for code in days(WEEKLY)] == ["1126", "1203", "1210", "1217", "1224", "1231"]


def test_on_request_is_every_day_that_the_mission_receives() -> None:
    hours = tuple(WorkingHours(weekday=weekday, start=540, end=720) for weekday in (1, 3))
    asked = replace(
        WEEKLY, rhythm=Rhythm.ON_REQUEST, weekday=None, valid=Interval(SPAN.start, at(date(2026, 12, 2), 0))
    )

    found = expand_sessions((asked,), (replace(NIGERIA, hours=hours),), (), (), SPAN)

    assert [session.id[-4:] for session in found] == ["1124", "1126", "1201"]


def test_on_request_is_every_working_day_when_no_opening_days_are_known() -> None:
    asked = replace(
        WEEKLY, rhythm=Rhythm.ON_REQUEST, weekday=None, valid=Interval(SPAN.start, at(date(2026, 12, 1), 0))
    )

    assert [code[-4:] for code in days(asked)] == ["1123", "1124", "1125", "1126", "1127", "1130"]


def test_a_sitting_that_the_mission_announced_takes_the_place_of_the_pattern_that_day() -> None:
    day = date(2026, 11, 26)
    none = Session(id=SessionId("NG-AF"), mission=NIGERIA.id, interval=Interval(at(day, 9), at(day, 10)), quota=0)

    assert days(MONTHLY, announced=(none,)) == ["NG-AF", "NG-MAAND-20261231"]


def test_codes_stay_the_same_when_the_stretch_moves_on() -> None:
    later = Interval(day_start(date(2026, 11, 25)), day_start(date(2026, 12, 23)))

    assert [s.id for s in expand_sessions((WEEKLY,), (NIGERIA,), (), (), later)] == days(WEEKLY)[:4]


def test_a_pattern_of_an_unknown_mission_has_no_sittings() -> None:
    assert expand_sessions((MONTHLY,), (), (), (), SPAN) == ()
