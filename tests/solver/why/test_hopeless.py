"""What is said where nothing can be done: proved of every spot, or said not to be proved."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity
from planner.domain.clearances import ClearanceKind
from planner.domain.ids import RuleId
from planner.domain.time import Interval
from solver.clock import Budget
from solver.why import hopeless as module
from solver.why import wording
from solver.why.conflict import fixed_conflict
from solver.why.examined import examined
from solver.why.ground import Ground
from solver.why.hopeless import nothing_to_do
from tests.solver import world as w
from tests.solver.small import removable
from tests.solver.why.leaving import alone
from tests.solver.why.talks import asked, question
from tests.solver.why.tiny import tiny_problems

SEED = 20261122
SUNDAY = Interval(w.clock(8, 0, date(2026, 11, 29)), w.clock(18, 0, date(2026, 11, 29)))


@pytest.fixture(name="tiny", scope="module")
def _tiny() -> tuple[Ground, Activity]:
    one = next(iter(tiny_problems(SEED, 60)))
    return one.ground(), one.left_out


def _said(ground: Ground, activity: Activity, seconds: float | None = None) -> str:
    spots = examined(ground, activity)
    found = fixed_conflict(ground, activity, found=spots)
    return nothing_to_do(ground, activity, spots, () if found is None else (found,), Budget.of(seconds))


def _on_sunday(ground: Ground, activity: Activity) -> tuple[Ground, Activity]:
    moved = replace(activity, window=SUNDAY)
    others = tuple(moved if other.key == activity.key else other for other in ground.problem.activities)
    return Ground(replace(ground.problem, activities=others), ground.plan), moved


def test_nothing_to_do_is_proved_where_every_spot_breaks_what_nobody_can_change(tiny: tuple[Ground, Activity]) -> None:
    rule = "P06 Tijdvenster en werkdagen"

    assert _said(*_on_sunday(*tiny)) == wording.NO_REPAIR.say(rules=rule)


def test_nothing_to_do_without_time_is_not_proved(tiny: tuple[Ground, Activity]) -> None:
    assert _said(*_on_sunday(*tiny), -1.0) == str(wording.TIME_OUT)


def test_nothing_to_do_where_others_could_move_is_not_proved() -> None:
    one = next(
        one
        for one in tiny_problems(SEED, 60)
        if any(all(o.others for o in spot.obstacles) for spot in examined(one.ground(), one.left_out))
    )

    assert _said(one.ground(), one.left_out) == str(wording.NO_REPAIR_FOUND)


def test_nothing_to_do_is_not_said_where_a_room_may_be_offered_or_a_fact_entered() -> None:
    activity, leaves = asked(w.A), alone(w.C)
    no_room = question(w.World().with_resources(capacities=()), activity)
    world = w.World(now=w.clock(8, 1))
    world = world.with_cases(**removable(world.cases, w.C))
    not_fit = [one for one in w.gate_open(w.C) if one.kind is not ClearanceKind.FIT_TO_FLY]
    not_said = question(world.with_cases(clearances=tuple(not_fit)), leaves)
    assert [spot.rules for spot in examined(not_said, leaves)] == [(RuleId("R24"),)]

    assert _said(no_room, activity) == str(wording.NO_REPAIR_FOUND)
    assert _said(not_said, leaves) == str(wording.NO_REPAIR_FOUND)


def test_nothing_to_do_is_not_said_where_judging_anew_says_otherwise(
    tiny: tuple[Ground, Activity], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "checked", lambda *_: [])

    assert _said(*_on_sunday(*tiny)) == str(wording.NO_REPAIR_FOUND)
