"""Judging only what facts touch finds the same as judging everything anew, whatever happens to a small week."""

import random
from collections import Counter

import pytest

from benchmarks.replan_events import Events
from planner.domain.disruption import FactStep
from planner.domain.plan import Breach
from planner.ports.repairing import Wanted
from solver.editing.tally import Tally
from solver.known import Known
from solver.repairing.happened import Happened, Version
from solver.repairing.known_after import FROM, RECORDS, known_after, worked_out
from solver.view import View
from tests.planner.usecases.editing.small_week import small_week
from tests.solver.repairing.published import Published

DRAWN = range(40)


@pytest.fixture(scope="module")
def week() -> Published:
    """Return the small week, published."""
    return Published(*small_week())


def happens(week: Published, seed: int) -> tuple[FactStep, ...]:
    """Return something that happens to the week."""
    dice = random.Random(seed)  # noqa: S311 - the same every time, nothing secret
    return Events(week.problem, week.state.plan, dice).draw().disruption.steps


def counted(breaches: tuple[Breach, ...]) -> Counter[tuple[object, ...]]:
    return Counter((b.rule, b.level, b.cost, tuple(sorted(b.activities)), b.resource) for b in breaches)


def version(week: Published) -> Version:
    """Return the version that a repairer looks at."""
    return week.repairer._version  # noqa: SLF001 - what is judged is what the repairer judges


@pytest.mark.parametrize("seed", DRAWN)
def test_what_facts_touch_is_all_that_they_change(week: Published, seed: int) -> None:
    happened = Happened(version(week), happens(week, seed))

    whole = Tally.of(View(Known(happened.known.problem), week.state.plan))

    assert counted(happened.step.tally.breaches) == counted(whole.breaches)


@pytest.mark.parametrize("seed", DRAWN)
def test_what_is_known_after_facts_is_what_is_known_anew(week: Published, seed: int) -> None:
    happened = Happened(version(week), happens(week, seed))
    anew = worked_out(Known(happened.known.problem))

    shared = worked_out(known_after(worked_out(Known(week.problem)), happened.known.problem))

    plain = [name for name in FROM if name not in ("escorts", "load", "pace")]
    assert {name: vars(shared)[name] for name in plain} == {name: vars(anew)[name] for name in plain}
    assert {name: vars(shared.records)[name] for name in RECORDS} == {
        name: vars(anew.records)[name] for name in RECORDS
    }
    assert shared.escorts.elsewhere == anew.escorts.elsewhere


@pytest.mark.parametrize("seed", DRAWN)
def test_a_repair_breaks_nothing_accounts_for_everything_and_leaves_the_unaffected(week: Published, seed: int) -> None:
    steps = happens(week, seed)

    repair = week.repairer.repair(steps, Wanted(count=1, seconds=60.0))[0]
    plan = week.after(repair).plan
    happened = Happened(version(week), steps)

    due = set(week.repairer.after(steps).activities)
    placed = {a.activity for a in plan.appointments}
    left = {u.activity for u in plan.unplanned}
    leaning = {one.activity for one in week.repairer.impact(steps).dependents}
    assert week.hard(steps, repair) == []
    assert placed | left == {activity.key for activity in due}
    assert placed & left == set()
    assert week.moved(repair) <= happened.affected | leaning
    assert repair.bound <= repair.weight
    assert (repair.weight == repair.bound) or not repair.proven
    assert repair.needless == 0 or not repair.proven


def test_the_facts_that_happen_are_of_many_kinds(week: Published) -> None:
    dice = random.Random(1)  # noqa: S311 - the same every time, nothing secret
    events = Events(week.problem, week.state.plan, dice)

    kinds = {events.draw().disruption.kind for _ in range(200)}

    assert len(kinds) >= 8
