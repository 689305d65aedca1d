"""Level 3 and runners-up: every repair really gives a place, at the price the judge finds for whole plans."""

from collections import Counter
from dataclasses import replace

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.explaining import Difference, Proof, Repair, RepairKind
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, Plan
from planner.domain.wording import Language, speaking
from solver.clock import Budget
from solver.judge import RulebookJudge
from solver.rulebook import PLANNED
from solver.why.answer import answered
from solver.why.ground import Ground
from solver.why.prices import LATER, difference, rides_of, total
from solver.why.repairs import moving_others
from solver.why.shifting import Shifting
from tests.solver import world as w
from tests.solver.small import conversation
from tests.solver.why.tiny import combinations, spots, tiny_problems
from tests.solver.why.weeks import asked_about, ground, put_in

JUDGE = RulebookJudge([rule for rule in PLANNED if not isinstance(rule, LATER)])
SEEDS = (2, 3, 5)
AS_IT_IS = frozenset({RepairKind.FREE, RepairKind.MOVE, RepairKind.DAY, RepairKind.INSTEAD})
"""Kinds that need nobody's permission: the plan holds on the facts as they are."""


def costs(about: Ground, plan: Plan) -> Counter[tuple[Level, RuleId]]:
    """Return what every rule costs in a whole plan, rides left aside."""
    found: Counter[tuple[Level, RuleId]] = Counter()
    for breach in JUDGE.judge(about.problem, plan):
        if breach.level is not Level.HARD and not _about_rides(about, breach):
            found[breach.level, breach.rule] += breach.cost
    return found


def _about_rides(about: Ground, breach: Breach) -> bool:
    kinds = {about.known.activities[key].kind for key in breach.activities if key in about.known.activities}
    return bool(kinds) and kinds == {ActivityKind.MOVE}


def priced(about: Ground, after: Plan) -> dict[tuple[Level, RuleId], int]:
    """Return the difference of two whole plans per rule."""
    change = costs(about, after)
    change.subtract(costs(about, about.plan))
    return {key: amount for key, amount in change.items() if amount}


def without_rides(about: Ground, keys: set[ActivityKey]) -> set[ActivityKey]:
    """Return activities with the rides that belong to them."""
    return keys | {ride for key in keys for ride in rides_of(about, key)}


def applied(about: Ground, repair: Repair) -> Plan:
    """Return the plan with a repair in it."""
    keys = {appointment.activity for appointment in repair.appointments} | set(repair.left_out)
    return put_in(about.plan, repair.appointments, without_rides(about, keys))


@pytest.mark.campaign
@pytest.mark.parametrize("kind", list(ActivityKind))
@pytest.mark.parametrize("seed", SEEDS)
def test_repair_that_needs_no_permission_breaks_nothing_when_applied(seed: int, kind: ActivityKind) -> None:
    about = ground(seed)
    out = [key for key in asked_about(seed, kind) if key not in about.view.appointments]
    found = [repair for key in out for repair in answered(about, about.known.activities[key]).repairs]
    wrong = []
    for repair in (one for one in found if one.kind in AS_IT_IS):
        mine = {appointment.activity for appointment in repair.appointments}
        breaches = JUDGE.judge(about.problem, applied(about, repair))
        wrong += [b for b in breaches if b.level is Level.HARD and b.rule != "P11" and mine.intersection(b.activities)]
    assert wrong == []


@pytest.mark.campaign
def test_repairs_are_of_different_kinds_cheapest_first_and_three_at_most() -> None:
    about = ground(2)
    out = [item.activity for item in about.plan.unplanned]
    answers = [answered(about, about.known.activities[key]) for key in out[:12]]
    for answer in answers:
        kinds = [repair.kind for repair in answer.repairs]
        prices = [total(repair.price) for repair in answer.repairs]
        assert len(kinds) == len(set(kinds)) <= 3
        assert prices == sorted(prices)
    assert any(answer.repairs for answer in answers)


def test_price_of_every_free_spot_is_the_difference_of_whole_plans() -> None:
    activities = [conversation(w.A, 1), conversation(w.B, 2), conversation(w.C, 3)]
    problem = w.World(activities=activities).problem()
    planned = [spots(problem, activities[0])[36 + 1], spots(problem, activities[2])[36 + 12]]
    about = Ground(problem, w.plan_of(activities, planned))
    wrong = []
    for spot in spots(problem, activities[1])[32:70:3]:
        after = w.plan_of(activities, [*planned, spot])
        told = {(one.level, one.rule): one.amount for one in difference(about, {spot.activity: spot})}
        if told != priced(about, after):
            wrong.append((spot.start, told, priced(about, after)))
    assert wrong == []


def test_price_of_leaving_one_out_for_another_counts_both() -> None:
    activities = [conversation(w.A, 1, terms=()), conversation(w.B, 2)]
    problem = w.World(activities=activities).problem()
    first, second = (spots(problem, activity)[40] for activity in activities)
    about = Ground(problem, w.plan_of(activities, [first]))
    changes = {second.activity: second, first.activity: None}
    after = w.plan_of(activities, [second])
    assert {(d.level, d.rule): d.amount for d in difference(about, changes)} == priced(about, after)


@pytest.mark.campaign
def test_runners_up_are_free_and_priced_as_whole_plans() -> None:
    about = ground(2)
    planned = [a for a in about.plan.appointments if about.known.activities[a.activity].kind in _DESK]
    found = 0
    for appointment in planned[:8]:
        answer = answered(about, about.known.activities[appointment.activity], level=2)
        for runner in answer.runners_up:
            assert runner.spot.obstacles == ()
            found += 1
        assert [total(r.price) for r in answer.runners_up] == sorted(total(r.price) for r in answer.runners_up)
    assert found > 0


_DESK = (ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION)


def test_moving_others_is_found_whenever_some_way_exists_and_is_the_cheapest() -> None:
    wrong, fitting = [], 0
    for tiny in tiny_problems(99, 14):
        about = tiny.ground()
        keys = [a.activity for a in tiny.plan.appointments][:2]
        moving = [about.known.activities[key] for key in keys]
        shifting = Shifting(about, tiny.left_out, keys)
        repair = moving_others(about, tiny.left_out, shifting, Budget())
        possible = any(not one.broken and len(one.present) == len(keys) for one in combinations(tiny, moving))
        fitting += possible
        if possible != (repair is not None):
            wrong.append((tiny.left_out.key, possible, repair))
        if repair is not None:
            assert repair.bound is Proof.PROVEN
    assert wrong == []
    assert fitting > 0


@pytest.mark.campaign
def test_exception_is_proposed_with_who_may_make_it_and_holds() -> None:
    about = ground(2)
    found = [
        repair
        for seed in SEEDS
        for item in ground(seed).plan.unplanned
        for repair in answered(ground(seed), ground(seed).known.activities[item.activity]).repairs
        if repair.kind in (RepairKind.EXCEPTION, RepairKind.FACT, RepairKind.RESOURCE)
    ]
    assert all(repair.by for repair in found)
    assert about.rules


@pytest.mark.campaign
def test_nothing_is_proposed_about_what_a_person_decides_or_is_protected_by() -> None:
    protected = {RuleId(rule) for rule in ("P20", "P21", "R22", "R23", "R26")}
    for seed in SEEDS:
        about = ground(seed)
        for item in about.plan.unplanned:
            if about.known.activities[item.activity].kind is ActivityKind.DEPARTURE:
                repairs = answered(about, about.known.activities[item.activity]).repairs
                assert not protected.intersection(repair.rule for repair in repairs if repair.rule)


@pytest.mark.campaign
def test_repair_speaks_both_languages() -> None:
    about = ground(2)
    key = next(i.activity for i in about.plan.unplanned if _repairs(about, i.activity))
    dutch = [repair.what for repair in _repairs(about, key)]
    with speaking(Language.ENGLISH):
        english = [repair.what for repair in _repairs(about, key)]
    assert len(dutch) == len(english)
    assert not set(dutch) & set(english)


def test_levels_of_a_price_leave_out_what_stays_the_same() -> None:
    price = (
        Difference(rule=RuleId("P25"), level=Level.TIMELY, amount=-3),
        Difference(rule=RuleId("R03"), level=Level.TIMELY, amount=3),
        Difference(rule=RuleId("P13"), level=Level.EFFICIENT, amount=40),
    )
    repair = replace(_any_repair(), price=price)
    assert repair.levels == ((Level.EFFICIENT, 40),)


def _any_repair() -> Repair:
    nothing: tuple[Appointment, ...] = ()
    return Repair(kind=RepairKind.FREE, what="", appointments=nothing, price=(), bound=Proof.NOT_PROVEN)


def _repairs(about: Ground, key: ActivityKey) -> tuple[Repair, ...]:
    return answered(about, about.known.activities[key]).repairs
