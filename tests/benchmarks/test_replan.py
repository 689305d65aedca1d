"""What the benchmark of repairs counts: who is unaffected, and which figures are missed."""

import random
from dataclasses import replace

import pytest

from benchmarks.replan import answered, published, unaffected
from benchmarks.replan_events import MIX, Events
from benchmarks.replan_figures import Figures, Line
from planner.domain.cases import BlockingFact, BlockReason
from planner.domain.disruption import FactStep
from planner.domain.plan import Assignment
from planner.domain.time import Interval
from planner.ports.repairing import ItemChange, Wanted
from solver.repairing.repairer import RuleRepairer
from tests.planner.usecases.editing.small_week import small_week
from tests.solver import world as w

LINE = Line(
    reason="other",
    kind="ruimte-gesloten",
    way="past",
    struck=1,
    changed=1,
    weight=12,
    bound=12,
    proven=True,
    needless=0,
    dropped=0,
    unaffected=0,
    hard=0,
    impact=(0.1, 0.1),
    repair=(0.5, 0.5),
)


@pytest.mark.parametrize(
    ("line", "missed"),
    [
        (LINE, 0),
        (replace(LINE, repair=(1.5, 0.1)), 1),
        (replace(LINE, repair=(2.5, 0.1)), 2),
        (replace(LINE, impact=(0.3, 0.1)), 1),
        (replace(LINE, hard=1), 1),
        (replace(LINE, unaffected=1), 1),
        (replace(LINE, proven=False, needless=1), 1),
        (replace(LINE, proven=False, needless=2), 2),
    ],
)
def test_each_stated_figure_is_missed_by_itself(line: Line, missed: int) -> None:
    assert len(Figures(lines=[line]).missed()) == missed


def test_the_mix_is_of_a_hundred() -> None:
    assert sum(MIX.values()) == 100


def test_what_shares_nothing_with_what_is_struck_is_unaffected() -> None:
    problem, plan = small_week()
    version = published(problem, plan, problem.recorded_at)
    block = BlockingFact(case=w.C, reason=BlockReason.MEDICAL, valid=Interval(problem.recorded_at))
    steps = (FactStep(before=None, after=block),)
    repairer = RuleRepairer(version)
    impact, (repair, *_) = repairer.impact(steps), repairer.repair(steps, Wanted(count=1, seconds=60.0))
    talk = next(a for a in version.state.plan.appointments if a.activity == "A/gesprek/1")

    moved = replace(repair, changes=(*repair.changes, ItemChange(activity=talk.activity, before=talk, after=None)))

    assert list(unaffected(version, impact, repair)) == []
    assert list(unaffected(version, impact, moved)) == [talk]


def test_nothing_is_drawn_about_what_has_begun() -> None:
    problem, plan = small_week()
    version = published(problem, plan, w.clock(10, 0, w.TUESDAY))
    events = Events(version.answered, version.state.plan, random.Random(1))  # noqa: S311 - the same every time
    repairer = RuleRepairer(version)

    struck = [one for _ in range(30) for one in repairer.impact(events.draw().disruption.steps).struck]

    assert [one.activity for one in struck if one.begun] == []
    assert struck != []


def test_who_got_a_case_has_it_once_that_was_published() -> None:
    problem, plan = small_week()
    given = replace(plan, assignments=(Assignment(case=w.C, regievoerder=w.R1),))

    seen = answered(problem, given, problem.recorded_at)

    owners = {one.case: one.regievoerder for one in problem.case_file.ownerships}
    assert owners[w.C] == w.R2
    assert {one.case: one.regievoerder for one in seen.case_file.ownerships} == {**owners, w.C: w.R1}
