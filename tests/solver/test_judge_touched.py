"""Judging only what a change touches gives what a full judgement gives there, and nothing else changes."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.plan import Appointment, Breach, Plan
from solver.judge import RulebookJudge
from solver.known import Known
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.view import Scope, View
from tests.solver.agreement import Small
from tests.solver.small_departures import departures
from tests.solver.small_diaries import diaries
from tests.solver.small_presentations import presentations
from tests.solver.world import plan_of


@settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(small=st.one_of(diaries(), presentations(), departures()), data=st.data())
def test_touched_breaches_are_those_of_a_full_judgement(small: Small, data: st.DataObject) -> None:
    """From one random plan to another: outside the touched scopes nothing changes, inside both judgements agree."""
    known = Known(small.problem)
    before, after = _plan(small, data), _plan(small, data)
    changed = sorted(set(before.appointments) ^ set(after.appointments), key=str)
    old, new = View(known, before), View(known, after)
    touched = {scope for view in (old, new) for appointment in changed for scope in view.touched(appointment)}

    seen = RulebookJudge().judge_touched(new, changed)

    full = _by_scope(new)
    assert Counter(seen) == Counter(breach for scope in touched for breach in full.get(scope, ()))
    assert {s: b for s, b in _by_scope(old).items() if s not in touched} == {
        s: b for s, b in full.items() if s not in touched
    }


def test_full_judgement_is_that_of_every_scope() -> None:
    """The judge goes through every scope of every rule once."""

    @settings(max_examples=20, deadline=None, derandomize=True, database=None)
    @given(small=st.one_of(diaries(), departures()), data=st.data())
    def compare(small: Small, data: st.DataObject) -> None:
        plan = _plan(small, data)
        full = RulebookJudge().judge(small.problem, plan)
        parts = _by_scope(View(Known(small.problem), plan))
        assert Counter(full) == Counter(breach for breaches in parts.values() for breach in breaches)

    compare()


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(small=st.one_of(diaries(), presentations(), departures()), data=st.data())
def test_what_another_plan_costs_follows_from_where_it_differs(small: Small, data: st.DataObject) -> None:
    one, other = _plan(small, data), _plan(small, data)
    judge = RulebookJudge()
    levels = judge.levels(judge.judge(small.problem, one))

    found = judge.levels_of_other(small.problem, one, levels, other)

    assert found == judge.levels(judge.judge(small.problem, other))


def _plan(small: Small, data: st.DataObject) -> Plan:
    chosen: list[Appointment] = list(small.fixed)
    for activity in small.activities:
        options = [None, *((c.mode, start) for c in small.candidates[activity.key] for start in c.starts)]
        picked = data.draw(st.sampled_from(options))
        if picked is not None:
            chosen.append(picked[0].at(picked[1]))
    return plan_of(small.problem.activities, chosen)


def _by_scope(view: View) -> dict[Scope, list[Breach]]:
    found: dict[Scope, list[Breach]] = {}
    rules: tuple[Rule, ...] = RULEBOOK
    for rule in rules:
        for scope in view.scopes(rule.scope):
            breaches = list(rule.check(view, scope))
            if breaches:
                found.setdefault(scope, []).extend(breaches)
    return found
