"""Somebody's own version: forced, the rest around it, at the price of whole plans."""

from dataclasses import replace
from itertools import product

import pytest

from planner.domain.activities import Activity
from planner.domain.explaining import Proof, Wish
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Plan, Standby
from planner.domain.problem import Problem
from planner.domain.time import Interval
from planner.ports.explaining import ExplanationError
from solver.judge import RulebookJudge
from solver.rulebook import PLANNED
from solver.why import version as module
from solver.why.compared import changed, compared
from solver.why.ground import Ground
from solver.why.prices import total
from solver.why.version import evaluated
from tests.solver import world as w
from tests.solver.rules.cases import flown
from tests.solver.small import conversation
from tests.solver.why.leaving import alone, escorts, leaving
from tests.solver.why.tiny import spots
from tests.solver.why.weeks import ground

MORNING = Interval(w.clock(9), w.clock(12))
JUDGE = RulebookJudge(PLANNED)


def talks() -> tuple[Activity, Activity]:
    """Return two conversations of R1 in one morning, with one room."""
    return conversation(w.A, 1, window=MORNING), conversation(w.B, 2, window=MORNING)


def at_nine(problem: Problem, activity: Activity) -> Appointment:
    """Return a conversation at nine."""
    return next(spot for spot in spots(problem, activity) if spot.start == w.clock(9))


def two_talks() -> tuple[Ground, Activity, Activity]:
    """Return a plan with the first conversation at nine, and the second at eleven."""
    first, second = talks()
    problem = w.World(activities=(first, second)).problem()
    later = next(spot for spot in spots(problem, second) if spot.start == w.clock(11))
    return Ground(problem, w.plan_of((first, second), [at_nine(problem, first), later])), first, second


def test_version_on_the_place_of_another_moves_that_one() -> None:
    about, first, second = two_talks()
    found = evaluated(about, [Wish(activity=second.key, start=w.clock(9))], 60)
    starts = {one.activity: one.after.start for one in found.changes if one.after is not None}
    assert starts[second.key] == w.clock(9)
    assert starts[first.key] >= w.clock(10)
    assert (found.breaks, found.proof) == ((), Proof.PROVEN)


def test_version_around_which_nothing_was_found_in_time_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    about, first, second = two_talks()
    monkeypatch.setattr(module, "at_once", lambda *_: None)

    found = evaluated(about, [Wish(activity=second.key, start=w.clock(9))], 60)

    assert [one.activity for one in found.changes if one.after is None] == [first.key]
    assert (found.proof, found.note) == (Proof.NOT_PROVEN, "niet bewezen: de tijd was op")


def test_version_costs_what_whole_plans_differ_and_the_others_could_not_do_better() -> None:
    about, first, second = two_talks()
    found = evaluated(about, [Wish(activity=second.key, start=w.clock(9))], 60)
    mine = at_nine(about.problem, second)
    plans = [w.plan_of((first, second), [mine, *others]) for others in _ways(about.problem, first)]
    legal = [plan for plan in plans if not _hard(about.problem, plan)]
    best = min(_costs(about.problem, plan) for plan in legal)
    now = _costs(about.problem, about.plan)
    assert total(found.price)[1:] == tuple(a - b for a, b in zip(best, now, strict=True))


def test_version_that_leaves_no_room_leaves_the_other_out() -> None:
    first, second = (replace(a, window=Interval(w.clock(9), w.clock(10))) for a in talks())
    problem = w.World(activities=(first, second)).problem()
    about = Ground(problem, w.plan_of((first, second), [at_nine(problem, first)]))
    found = evaluated(about, [Wish(activity=second.key, start=w.clock(9))], 60)
    assert [(one.activity, one.after is None) for one in found.changes] == [(second.key, False), (first.key, True)]


def test_version_that_breaks_a_rule_by_itself_says_so_and_stands() -> None:
    about, _, second = two_talks()
    found = evaluated(about, [Wish(activity=second.key, start=w.clock(18))], 60)
    assert {obstacle.rule for obstacle in found.breaks} >= {RuleId("P03"), RuleId("P06")}
    assert [one.after.start for one in found.changes if one.after is not None] == [w.clock(18)]


def test_version_with_somebody_else_breaks_the_rule_about_who_performs() -> None:
    about, _, second = two_talks()
    found = evaluated(about, [Wish(activity=second.key, resource="R2", start=w.clock(11))], 60)
    assert [obstacle.rule for obstacle in found.breaks] == [RuleId("P07")]


def test_version_whose_escorts_go_with_a_departure_that_is_fixed_says_who_has_them() -> None:
    """The one team flies with A, and A keeps its place because somebody stands by for it."""
    theirs, mine = alone(w.A, escorted=True), alone(w.C, escorted=True)
    one_team = w.World().with_resources(escort_teams=w.World().resources.escort_teams[:1])
    free = leaving(mine, [flown(w.World(), theirs, w.F1, escorts())], [theirs], one_team)
    standby = Standby(activity=w.key("B/vertrek/1"), flight=w.F1, approved_by="T-0001")
    about = Ground(free.problem, replace(free.plan, standbys=(standby,)))

    found = evaluated(about, [Wish(activity=mine.key, resource=w.F1)], 60)

    assert [(one.rule, one.others) for one in found.breaks] == [(RuleId("R27"), (theirs.key,))]
    assert found.breaks[0].because == (
        "vlucht KL F1 (ma 23 nov 12:00): 2 escorts nodig van ma 23 nov 10:00 tot di 24 nov 00:00; 0 vrij: "
        "T1 0 (2 op dienst of in rust tot di 24 nov 11:00)"
    )
    assert [one.activity for one in found.changes] == [mine.key]


@pytest.mark.parametrize("wish", [Wish(activity=w.key("niets")), Wish(activity=w.key("B/gesprek/2"), resource="niets")])
def test_version_of_what_does_not_exist_is_refused(wish: Wish) -> None:
    about, _, _ = two_talks()
    with pytest.raises(ExplanationError):
        evaluated(about, [wish], 60)


@pytest.mark.campaign
def test_the_same_plan_compared_differs_in_nothing() -> None:
    about = ground(2)
    found = compared(about, about.plan)
    assert (found.price, found.changes, found.breaks) == ((), (), ())


def test_another_plan_compared_is_told_per_rule_and_activity() -> None:
    about, first, second = two_talks()
    other = w.plan_of((first, second), [about.view.appointments[first.key]])
    found = compared(about, other)
    assert [one.activity for one in found.changes] == [second.key]
    assert total(found.price)[1:] == tuple(
        a - b for a, b in zip(_costs(about.problem, other), _costs(about.problem, about.plan), strict=True)
    )
    assert changed(other, about.plan)[0].before is None


def _ways(problem: Problem, activity: Activity) -> list[tuple[Appointment, ...]]:
    return [(), *product(spots(problem, activity))]


def _hard(problem: Problem, plan: Plan) -> list[str]:
    return [b.because for b in JUDGE.judge(problem, plan) if b.level is Level.HARD]


def _costs(problem: Problem, plan: Plan) -> tuple[int, ...]:
    levels = {value.level: value.cost for value in JUDGE.levels(JUDGE.judge(problem, plan))}
    return tuple(levels[level] for level in Level if level is not Level.HARD)
