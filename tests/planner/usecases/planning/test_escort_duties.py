"""Duties outside the problem still bind escorts. The horizon begins on Monday 23 November 2026 at 00:00."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.civil import at
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import ActivityKey, FlightId
from planner.domain.plan import Appointment, appointment, part, with_parts
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.settings import Setting
from planner.domain.time import Minute
from planner.usecases.planning.escort_duties import other_duties
from tests.planner.codec.golden import golden_problem
from tests.planner.usecases.world import weeks

KEY = ActivityKey("Z1/vertrek/1")
TEAM, OFFICER = ResourceRef(ResourceKind.ESCORT, "E1"), ResourceRef(ResourceKind.OFFICER, "K1")
CASE, FLIGHT = ResourceRef(ResourceKind.CASE, "Z1"), ResourceRef(ResourceKind.FLIGHT, "F1")
SUNDAY = date(2026, 11, 22)
START, END = at(SUNDAY, 12), at(SUNDAY, 15)
PROBLEM = replace(golden_problem(), horizon=weeks(0, 4), activities=(), settings=DEFAULT_SETTINGS)


def _published(days_ago: int = 0) -> Appointment:
    """Return a flight of Sunday 12:00-15:00; the duty is from 10:00 to 24:00."""
    earlier = days_ago * 1440
    start, end = Minute(START - earlier), Minute(END - earlier)
    flown = appointment(KEY, start, end, None, (CASE, FLIGHT))
    duty = (Minute(start - 120), Minute(end + 540))
    return with_parts(flown, part(flown.id, TEAM, *duty, amount=3), part(flown.id, OFFICER, *duty))


def _outcome(code: OutcomeCode, ended: Minute) -> dict[ActivityKey, Outcome]:
    return {KEY: Outcome(activity=KEY, code=code, started=START, ended=ended, actor="x", recorded_at=ended)}


def _ends(found: tuple[Appointment, ...]) -> set[Minute]:
    return {part.end for item in found for part in item.participations}


def test_duty_of_a_departure_outside_the_problem_keeps_only_its_escorts() -> None:
    (found,) = other_duties(PROBLEM, [_published()], {}, ())

    assert [(part.resource, part.amount) for part in found.participations] == [(OFFICER, 1), (TEAM, 3)]


def test_duty_of_a_departure_inside_the_problem_stays_out() -> None:
    inside = replace(golden_problem().activities[0], key=KEY)

    assert other_duties(replace(PROBLEM, activities=(inside,)), [_published()], {}, ()) == ()


@pytest.mark.parametrize(
    ("outcome", "end"),
    [
        pytest.param({}, at(SUNDAY, 24), id="no outcome yet"),
        pytest.param(_outcome(OutcomeCode.REALISED, END), at(SUNDAY, 24), id="as planned"),
        pytest.param(_outcome(OutcomeCode.REALISED, Minute(END + 30)), at(SUNDAY, 24, 30), id="30 minutes late"),
        pytest.param(_outcome(OutcomeCode.REALISED, Minute(END - 30)), at(SUNDAY, 24), id="early: home as planned"),
        pytest.param(_outcome(OutcomeCode.FAILED, at(SUNDAY, 11, 30)), at(SUNDAY, 11, 30), id="failed at the gate"),
    ],
)
def test_duty_lasts_until_escorts_really_came_home(outcome: dict[ActivityKey, Outcome], end: Minute) -> None:
    assert _ends(other_duties(PROBLEM, [_published()], outcome, ())) == {end}


def test_departure_that_failed_before_the_escorts_reported_binds_nobody() -> None:
    assert other_duties(PROBLEM, [_published()], _outcome(OutcomeCode.FAILED, at(SUNDAY, 10)), ()) == ()


def test_cancelled_booking_frees_the_escorts_at_once() -> None:
    booking = Booking(
        activity=KEY,
        flight=FlightId("F1"),
        state=BookingState.CANCELLED,
        since=at(SUNDAY, 11),
        reason=CancelReason.RESISTANCE,
    )

    assert other_duties(PROBLEM, [_published()], {}, (booking,)) == ()
    elsewhere = replace(booking, flight=FlightId("F2"))
    assert len(other_duties(PROBLEM, [_published()], {}, (elsewhere,))) == 1


@pytest.mark.parametrize(("days", "kept"), [(27, 1), (28, 0)])
def test_duties_count_as_long_as_the_even_spread_looks_back(days: int, kept: int) -> None:
    # home on Sunday at 24:00, the very beginning of the horizon; the spread looks back 28 days
    assert len(other_duties(PROBLEM, [_published(days)], {}, ())) == kept
    further = tuple(_span(setting) for setting in PROBLEM.settings)
    assert len(other_duties(replace(PROBLEM, settings=further), [_published(days)], {}, ())) == 1


def _span(setting: Setting) -> Setting:
    return replace(setting, value=29) if (setting.rule, setting.key) == ("P41", "span") else setting
