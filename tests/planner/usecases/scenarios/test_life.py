"""A scenario from the first look to the last: split off, supposed, solved, compared, taken over, moved on, expired."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.disruption import FactStep
from planner.domain.draft_line import State
from planner.domain.escorts import EscortTeam
from planner.domain.ids import EscortTeamId, PlaceId, RuleId
from planner.domain.once import KeyUsedError
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.scenario import OwnValue, ScenarioDeed, ScenarioState, Supposed, applied
from planner.domain.steps import StepRefusedError
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.search import Report, Stopped
from planner.ports.store import StoreError
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.editing.undo_redo import undo
from planner.usecases.publishing.publish_release import publishable
from planner.usecases.scenarios.base import Tools, base_of_draft
from planner.usecases.scenarios.compare import Comparing
from planner.usecases.scenarios.expire import expire_scenarios
from planner.usecases.scenarios.fork import ForkAsked, fork, remove, suppose
from planner.usecases.scenarios.solve import ScenarioSolve, solve_scenario
from planner.usecases.scenarios.supposing import MoreTeams, SiteCloses, Wish
from planner.usecases.scenarios.take_over import possible, take_over
from solver.judge import RulebookJudge
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted
from tests.planner.usecases.editing.small_week import small_week
from tests.planner.usecases.fakes import NamedWorker


@pytest.fixture
def week(database_url: str) -> Iterator[Drafted]:
    """Give the draft of a small week."""
    made = drafted(database_url)
    yield made
    made.store.close()


class LastPlaces:
    """The ``Search`` port: everything at its last free place."""

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:  # noqa: ARG002 - of the port
        """Return the plan."""
        assert problem.activities
        return small_week(last=True)[1]


def tools_of(week: Drafted) -> Tools:
    return Tools(store=week.store, clock=week.clock, heads=week.tools.heads, worker=NamedWorker())


def asked(
    week: Drafted,
    *,
    name: str = "Meer escorts",
    supposed: Supposed | None = None,
    wishes: tuple[Wish, ...] = (),
    days: int | None = None,
    key: str = "",
) -> ForkAsked:
    return ForkAsked(
        name=name,
        actor=ANNE,
        draft=week.draft.id,
        supposed=supposed or Supposed(),
        wishes=wishes,
        days=days,
        key=key,
    )


def team_step(week: Drafted, name: str = "E-X") -> FactStep:
    place = week.problem.resources.places[0].id
    return FactStep(before=None, after=EscortTeam(id=EscortTeamId(name), base=place, size=2, available=()))


def solved(week: Drafted, number: int) -> int:
    search = LastPlaces()
    return solve_scenario(
        tools_of(week),
        search,
        ScenarioSolve(scenario=number, actor=ANNE),
        report=lambda _: None,
        stopped=lambda: False,
    )


def test_forking_supposes_facts_that_nobody_records(week: Drafted) -> None:
    made = fork(tools_of(week), asked(week, supposed=Supposed(steps=(team_step(week),))))

    with week.store.reading() as books:
        head = books.drafts.head(made.draft)
        problem = books.problems.load(head.ground.problem_hash)
        entered = books.facts.in_force(EscortTeam)
        newest = books.plans.newest()
        draft = books.drafts.of_week(week.draft.week)
        found = books.scenarios.load(made.number)
    assert [team.id for team in problem.resources.escort_teams if team.id == "E-X"] == ["E-X"]
    assert [team.id for team in entered if team.id == "E-X"] == []
    assert newest is not None
    assert newest.scenario is None
    assert draft == week.draft
    assert found == made
    assert (made.state, made.origin.draft, made.origin.version) == (ScenarioState.OPEN, week.draft.id, 0)
    assert made.expires == week.clock.now() + 14 * MINUTES_PER_DAY


def test_the_plan_of_a_scenario_is_never_published(week: Drafted) -> None:
    made = fork(tools_of(week), asked(week))

    with week.store.reading() as books, pytest.raises(StoreError, match="nooit gepubliceerd"):
        publishable(books, books.drafts.head(made.draft).plan)


def test_forking_again_under_a_key_gives_the_same_and_another_name_is_refused(week: Drafted) -> None:
    first = fork(tools_of(week), asked(week, key="k"))

    again = fork(tools_of(week), asked(week, key="k"))

    assert again == first
    with pytest.raises(KeyUsedError):
        fork(tools_of(week), asked(week, key="k", name="anders"))


def test_supposing_a_team_that_is_not_there_is_refused(week: Drafted) -> None:
    with pytest.raises(StepRefusedError, match="escortteam E-NIET is er niet"):
        fork(tools_of(week), asked(week, wishes=(MoreTeams(team=EscortTeamId("E-NIET"), count=2),)))


def test_another_weight_holds_in_the_scenario_alone(week: Drafted) -> None:
    setting = next(one for one in week.problem.settings if one.regime is None)
    value = OwnValue(rule=setting.rule, key=setting.key, value=setting.value + 1)
    made = fork(tools_of(week), asked(week))

    changed = suppose(tools_of(week), made.number, actor=BRAM, values=(value,))

    with week.store.reading() as books:
        theirs = books.problems.load(books.drafts.head(changed.draft).ground.problem_hash)
        mine = books.problems.load(books.drafts.head(week.draft.id).ground.problem_hash)
    found = {one.value for one in theirs.settings if (one.rule, one.key, one.regime) == (value.rule, value.key, None)}
    assert found == {setting.value + 1}
    assert mine.settings == week.problem.settings
    assert [turn.deed for turn in changed.turns] == [ScenarioDeed.FORKED, ScenarioDeed.CHANGED]


def test_a_norm_that_there_is_not_is_refused(week: Drafted) -> None:
    value = OwnValue(rule=RuleId("R99"), key="niets", value=1)

    with pytest.raises(StepRefusedError, match="R99 niets"):
        fork(tools_of(week), asked(week, supposed=Supposed(values=(value,))))


def test_a_site_that_closes_breaks_what_was_planned_there_in_the_scenario(week: Drafted) -> None:
    talk = next(week.planned(ActivityKind.CONVERSATION))
    at = week.now(talk.key)
    assert at is not None
    assert at.place is not None
    made = fork(tools_of(week), asked(week, wishes=(SiteCloses(place=PlaceId(at.place), interval=week.problem.scope),)))

    found = Comparing(week.store, RulebookJudge).of(made.number)

    assert found.base.broken == 0
    assert found.figures.broken > 0


def test_a_solve_lands_in_the_scenario_and_leaves_the_real_draft_alone(week: Drafted) -> None:
    made = fork(tools_of(week), asked(week))
    before = week.head.plan

    solved(week, made.number)

    found = Comparing(week.store, RulebookJudge).of(made.number)
    assert week.head.plan == before
    assert len(found.changes) > 0
    assert found.scenario.turns[-1].deed is ScenarioDeed.SOLVED


def test_a_real_draft_never_takes_a_whole_scenario_over(week: Drafted) -> None:
    made = fork(tools_of(week), asked(week))
    plan = solved(week, made.number)

    with pytest.raises(StoreError, match="hoort bij scenario"):
        rebase_solve(week.tools, week.draft.id, plan, week.officer(ANNE))


def test_a_scenario_moves_on_and_tells_what_no_longer_applies(week: Drafted) -> None:
    release = RulebookJudge()
    with week.store.reading() as books:
        base = base_of_draft(books, week.tools.heads, week.draft.id)
    gone = FactStep(before=team_step(week, "E-WEG").after, after=None)

    found = applied(base.problem, Supposed(steps=(team_step(week), gone)))

    assert release.judge(base.problem, base.plan) == release.judge(found.problem, base.plan)
    assert [step.after for step in found.supposed.steps] == [team_step(week).after]
    assert [(one.what, one.because) for one in found.left_out] == [("EscortTeam E-WEG", "dit gegeven is er niet meer")]


def test_taking_over_is_one_step_that_undo_takes_back(week: Drafted) -> None:
    made = fork(tools_of(week), asked(week))
    solved(week, made.number)
    found = Comparing(week.store, RulebookJudge).of(made.number)
    chosen = [change.activity.key for change in found.changes]
    before = week.lines(0)

    done = take_over(week.tools, made.number, week.draft.id, chosen, week.officer(BRAM))

    assert done.applied is not None
    assert len(done.possible.taken) > 0
    assert {*done.possible.taken, *(one.activity for one in done.possible.refused)} >= set(chosen)
    assert done.scenario.state is ScenarioState.MERGED
    undo(week.tools, week.draft.id, week.officer(BRAM))
    assert week.lines(2)[1:] == before[1:]


def test_what_only_the_scenario_has_is_refused_with_the_reason(week: Drafted) -> None:
    made = fork(tools_of(week), asked(week, supposed=Supposed(steps=(team_step(week),))))
    talk = next(week.planned(ActivityKind.CONVERSATION))
    state = week.head.state
    item = next(one for one in state.plan.appointments if one.activity == talk.key)
    extra = replace(item.participations[0], resource=ResourceRef(ResourceKind.ESCORT, "E-X"))
    odd = replace(item, participations=(*item.participations, extra))
    plan = replace(
        state.plan, appointments=tuple(odd if a.activity == talk.key else a for a in state.plan.appointments)
    )

    found = possible(week.head, State(plan, state.ground, plan), week.problem, [talk.key], made)

    assert found.taken == ()
    assert [(one.activity, one.because) for one in found.refused] == [
        (talk.key, "escort E-X bestaat alleen in het scenario")
    ]


def test_a_scenario_expires_and_then_nothing_can_be_done_with_it(week: Drafted) -> None:
    made = fork(tools_of(week), asked(week, days=1))
    over = Minute(week.clock.now() + MINUTES_PER_DAY)

    assert expire_scenarios(week.store, Minute(over - 1), actor="klok") == 0
    assert expire_scenarios(week.store, over, actor="klok") == 1
    assert expire_scenarios(week.store, over, actor="klok") == 0

    with week.store.reading() as books:
        assert books.scenarios.load(made.number).state is ScenarioState.EXPIRED
    with pytest.raises(StepRefusedError, match="verlopen"):
        solved(week, made.number)


def test_a_removed_scenario_cannot_be_taken_over(week: Drafted) -> None:
    made = fork(tools_of(week), asked(week))
    remove(tools_of(week), made.number, actor=ANNE)

    with pytest.raises(StepRefusedError, match="verwijderd"):
        take_over(week.tools, made.number, week.draft.id, [], week.officer(ANNE))
