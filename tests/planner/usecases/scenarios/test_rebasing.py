"""A scenario that is put on a newer publication: what no longer fits is told and left out, the rest is solved again."""

from dataclasses import replace

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.disruption import FactStep
from planner.domain.ids import EscortTeamId
from planner.domain.release import ReleaseScope
from planner.domain.scenario import ScenarioDeed, Supposed
from planner.domain.vehicles import Vehicle
from planner.usecases.editing.heads import Heads
from planner.usecases.scenarios.base import ScenarioChangedError, Tools
from planner.usecases.scenarios.compare import Comparing
from planner.usecases.scenarios.fork import ForkAsked, fork
from planner.usecases.scenarios.rebase import rebase
from planner.usecases.scenarios.solve import ScenarioSolve, solve_scenario
from solver.editing.desk import RuleDesks
from solver.judge import RulebookJudge
from tests.planner.usecases.fakes import EvenTravel
from tests.planner.usecases.world import Desk, world_facts


def tools_of(desk: Desk) -> Tools:
    """Return what scenarios need."""
    return Tools(store=desk.store, clock=desk.clock, heads=Heads(desk.store, RuleDesks()), worker=desk.worker)


def test_what_no_longer_fits_a_newer_publication_is_told_and_the_rest_is_solved(any_desk: Desk) -> None:
    desk = any_desk
    desk.solve()
    first = desk.publish("een", ReleaseScope(kinds=frozenset({ActivityKind.CONVERSATION}))).release
    tools = tools_of(desk)
    with desk.store.reading() as books:
        base = books.plans.record(books.releases.load(first.number).plan_id).problem_hash
        means = books.problems.load(base).resources
    team, van = means.escort_teams[0], means.vehicles[0]
    extra = FactStep(before=None, after=replace(team, id=EscortTeamId("E-ERBIJ")))
    gone = FactStep(before=van, after=None)
    made = fork(
        tools,
        ForkAsked(name="beide", actor="anne", release=first.number, supposed=Supposed(steps=(extra, gone))),
    )

    desk.deliver((replace(next(one for one in world_facts() if isinstance(one, Vehicle)), seats=7),))
    desk.wait(30)
    desk.solve()
    second = desk.publish("twee").release
    tools = tools_of(desk)
    done = rebase(tools, EvenTravel(), made.number, actor="bram", seen=len(made.turns))
    plan = solve_scenario(
        tools,
        desk.search,
        ScenarioSolve(scenario=made.number, actor="bram", seconds=5),
        report=lambda _: None,
        stopped=lambda: False,
    )

    with desk.store.reading() as books:
        found = books.scenarios.load(made.number)
        head = books.drafts.head(found.draft)
        problem = books.problems.load(head.ground.problem_hash)
        newest = books.plans.newest()
    assert [one.because for one in done.left_out] == ["dit gegeven is intussen gewijzigd"]
    assert found.left_out == done.left_out
    assert found.supposed.steps == (extra,)
    assert found.origin.release == second.number != first.number
    assert [one.id for one in problem.resources.escort_teams if one.id == "E-ERBIJ"] == ["E-ERBIJ"]
    assert [one.seats for one in problem.resources.vehicles] == [7]
    assert [turn.deed for turn in found.turns] == [ScenarioDeed.FORKED, ScenarioDeed.REBASED, ScenarioDeed.SOLVED]
    assert found.turns[1].note.endswith("dit gegeven is intussen gewijzigd")
    assert newest is not None
    assert (newest.scenario, head.ground.solved) == (None, plan)
    compared = Comparing(desk.store, RulebookJudge).of(made.number)
    assert compared.base.plan == found.origin.plan
    with pytest.raises(ScenarioChangedError):
        rebase(tools, EvenTravel(), made.number, actor="anne", seen=len(made.turns))
