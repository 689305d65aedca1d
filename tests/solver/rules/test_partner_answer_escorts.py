"""Answers of KMar about numbers, in examples: P10, and what stays as it is published.

The flight of Monday 12:00 asks a duty from 10:00 to 24:00; T1 was published with two escorts.
"""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver.known import Known
from solver.settled import settled
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import flown, found, reason, texts

ACTIVITY = small.departure(w.C)
WORLD = small.leaving_world(ACTIVITY)
T1 = ResourceRef(ResourceKind.ESCORT, w.T1)


def _flown(amount: int = 2) -> Appointment:
    return flown(WORLD, ACTIVITY, w.F1, w.use(ResourceKind.ESCORT, w.T1, lead=120, tail=540, amount=amount))


def _answer(
    state: RequestState, amount: int | None, *, start: int = 10, end: int = 24, later: int = 0
) -> PartnerRequest:
    begin, until = Minute(w.clock(start) + later), Minute(w.clock(end) + later)
    return PartnerRequest(activity=ACTIVITY.key, resource=T1, state=state, start=begin, end=until, amount=amount)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(_answer(RequestState.CONFIRMED, 2), [], id="confirmed as many"),
        pytest.param(_answer(RequestState.CONFIRMED, None), [], id="confirmed without a number"),
        pytest.param(
            _answer(RequestState.CONFIRMED, 1),
            ["escortteam T1 (1) is bevestigd voor ma 23 nov 10:00-00:00"],
            id="confirmed fewer",
        ),
        pytest.param(
            _answer(RequestState.DECLINED, 2),
            ["escortteam T1 (2) is geweigerd voor ma 23 nov 10:00-00:00"],
            id="declined",
        ),
        pytest.param(_answer(RequestState.COUNTERED, 2), [], id="offered instead, enough"),
        pytest.param(
            _answer(RequestState.COUNTERED, 1),
            ["escortteam T1 (1) is tegenvoorstel voor ma 23 nov 10:00-00:00"],
            id="offered instead, too few",
        ),
        pytest.param(
            _answer(RequestState.COUNTERED, 2, end=23),
            ["escortteam T1 (2) is tegenvoorstel voor ma 23 nov 10:00-23:00"],
            id="offered instead, too short",
        ),
        pytest.param(
            _answer(RequestState.COUNTERED, 2, later=1),
            ["escortteam T1 (2) is tegenvoorstel voor ma 23 nov 10:01 - di 24 nov 00:01"],
            id="offered instead, a minute later",
        ),
        pytest.param(
            _answer(RequestState.COUNTERED, 2, later=-1),
            ["escortteam T1 (2) is tegenvoorstel voor ma 23 nov 09:59-23:59"],
            id="offered instead, a minute earlier",
        ),
        pytest.param(
            _answer(RequestState.COUNTERED, 2, start=6, end=20),
            ["escortteam T1 (2) is tegenvoorstel voor ma 23 nov 06:00-20:00"],
            id="offered instead, hours earlier",
        ),
        pytest.param(_answer(RequestState.COUNTERED, 3, start=9, end=25), [], id="offered instead, more than asked"),
        pytest.param(
            _answer(RequestState.DECLINED, 2, end=11),
            ["escortteam T1 (2) is geweigerd voor ma 23 nov 10:00-11:00"],
            id="declined for the first hour",
        ),
        pytest.param(
            _answer(RequestState.DECLINED, 2, start=23),
            ["escortteam T1 (2) is geweigerd voor ma 23 nov 23:00-00:00"],
            id="declined for the last hour",
        ),
        pytest.param(_answer(RequestState.DECLINED, 2, start=8, end=10), [], id="declined for the hours before"),
        pytest.param(_answer(RequestState.DECLINED, 2, start=24, end=26), [], id="declined for the hours after"),
    ],
)
def test_answer_about_a_number(answer: PartnerRequest, said: list[str]) -> None:
    assert texts("P10", replace(WORLD, requests=(answer,)), _flown()) == said


def test_another_team_than_confirmed_breaks_the_answer() -> None:
    """KMar confirmed T1 for this duty; T2 goes at the same hours."""
    confirmed = replace(WORLD, requests=(_answer(RequestState.CONFIRMED, 2),))
    other = w.use(ResourceKind.ESCORT, w.T2, lead=120, tail=540, amount=2)

    assert len(found("P10", confirmed, flown(WORLD, ACTIVITY, w.F1, other))) == 1


def test_without_answers_nothing_is_said_of_them() -> None:
    """Who asks what was answered about a departure without requests hears nothing."""
    assert reason("P10", WORLD, ACTIVITY, w.mode(ACTIVITY, w.AIRPORT)) == ""


@pytest.mark.parametrize(
    ("answer", "stays"),
    [
        pytest.param(_answer(RequestState.CONFIRMED, 2), True, id="confirmed: fixed"),
        pytest.param(_answer(RequestState.CONFIRMED, 1), False, id="confirmed in part: planned anew"),
        pytest.param(_answer(RequestState.REQUESTED, 2), False, id="asked only"),
        pytest.param(_answer(RequestState.DECLINED, 2), False, id="declined"),
    ],
)
def test_confirmed_escorts_stay_as_published(answer: PartnerRequest, *, stays: bool) -> None:
    world = replace(WORLD, baseline=(_flown(),), requests=(answer,))

    assert (settled(Known(world.problem())) == (_flown(),)) == stays


@pytest.mark.parametrize(("state", "stays"), [(RequestState.REQUESTED, True), (RequestState.DECLINED, False)])
def test_frozen_departure_is_planned_anew_when_kmar_declines(state: RequestState, *, stays: bool) -> None:
    # Sunday 12:00 is 24 hours before the flight: frozen
    world = replace(WORLD, now=w.clock(12, 0, date(2026, 11, 22)), baseline=(_flown(),), requests=(_answer(state, 2),))

    assert (settled(Known(world.problem())) == (_flown(),)) == stays
