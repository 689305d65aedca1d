"""What could use a free stretch: what fits is offered the most worth first, and what is packed fits together."""

from dataclasses import replace

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.draft_line import State, ordered, stepped
from planner.domain.editing import Edit, Ground, Move, Rearrange
from planner.domain.levels import Level
from planner.domain.plan import Breach, Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.ports.editing import EditImpossibleError, Filler
from solver.editing.desk import RuleDesk, RuleDesks
from solver.judge import RulebookJudge
from tests.planner.usecases.editing.small_week import THURSDAY, WEDNESDAY, small_problem
from tests.solver import world as w

R1 = ResourceRef(ResourceKind.REGIEVOERDER, w.R1)
WHOLE = Interval(w.clock(8, 0, WEDNESDAY), w.clock(18, 0, WEDNESDAY))
HOUR = Interval(w.clock(9, 0, WEDNESDAY), w.clock(10, 0, WEDNESDAY))


def _empty(problem: Problem) -> tuple[RuleDesk, State]:
    plan: Plan = ordered(w.plan_of(problem.activities, ()))
    state = State(plan, Ground(problem_hash="", solved=0), plan)
    desk = RuleDesks().make(problem, state)
    assert isinstance(desk, RuleDesk)
    return desk, state


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Give the small week."""
    return small_problem()


@pytest.fixture(autouse=True)
def in_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine find all of it."""
    monkeypatch.setattr("solver.editing.desk.FILLING", 60.0)
    monkeypatch.setattr("solver.editing.desk.PACKING", 60.0)


def test_only_what_the_resource_could_do_inside_the_stretch_is_offered(problem: Problem) -> None:
    desk, _ = _empty(problem)

    found = desk.fillers(R1, HOUR, 20)

    assert found
    for one in found:
        (mine,) = (a for a in one.better.appointments if a.activity == one.activity)
        assert HOUR.covers(mine.start, mine.end)
        assert R1 in {part.resource for part in mine.participations}


def test_each_offer_breaks_nothing_hard_and_gains(problem: Problem) -> None:
    desk, _ = _empty(problem)

    for one in desk.fillers(R1, WHOLE, 20):
        slot = one.better.slot
        made = desk.prepare(Edit(deed=Move(activity=one.activity, start=slot.start, resource=slot.resource)), actor="t")
        assert made.objections == ()
        served = [price.amount for price in one.better.price if price.level <= Level.TIMELY]
        assert sum(served) < 0


def test_the_most_worth_comes_first(problem: Problem) -> None:
    desk, _ = _empty(problem)

    found = desk.fillers(R1, WHOLE, 20)

    assert [_level_sums(one) for one in found] == sorted(_level_sums(one) for one in found)
    assert desk.fillers(R1, WHOLE, 1) == found[:1]


def _level_sums(one: Filler) -> tuple[int, ...]:
    return tuple(sum(p.amount for p in one.better.price if p.level is level) for level in Level)


def test_what_is_packed_fits_together_as_one_step(problem: Problem) -> None:
    desk, state = _empty(problem)

    found = desk.packed(R1, WHOLE)
    moves = tuple(
        Move(activity=one.activity, start=one.better.slot.start, resource=one.better.slot.resource) for one in found
    )
    made = desk.prepare(Edit(deed=Rearrange(moves=moves)), actor="t")
    after = stepped(state, made.deal, state.ground, made.levels, state.reference)

    assert len(found) >= 2
    assert made.objections == ()
    assert _hard(problem, after.plan) == _hard(problem, state.plan)


def _hard(problem: Problem, plan: Plan) -> list[Breach]:
    return [breach for breach in RulebookJudge().judge(problem, plan) if breach.level is Level.HARD]


def test_nothing_more_fits_after_packing(problem: Problem) -> None:
    desk, state = _empty(problem)
    moves = tuple(
        Move(activity=one.activity, start=one.better.slot.start, resource=one.better.slot.resource)
        for one in desk.packed(R1, HOUR)
    )
    made = desk.prepare(Edit(deed=Rearrange(moves=moves)), actor="t")
    after = desk.after(stepped(state, made.deal, state.ground, made.levels, state.reference), made.deal)

    assert after.fillers(R1, HOUR, 5) == ()


def test_a_session_is_packed_with_presentations(problem: Problem) -> None:
    desk, _ = _empty(problem)
    (session,) = problem.resources.sessions[:1]
    ref = ResourceRef(ResourceKind.SESSION, session.id)

    found = desk.packed(ref, session.interval)

    kinds = {a.key: a.kind for a in problem.activities}
    assert {kinds[one.activity] for one in found} <= {ActivityKind.PRESENTATION}


@pytest.mark.parametrize(
    ("resource", "stretch", "said"),
    [
        (R1, replace(HOUR, end=None), "er is geen einde"),
        (ResourceRef(ResourceKind.VEHICLE, "V2"), HOUR, "hiervoor is niet te zeggen wat er past"),
        (ResourceRef(ResourceKind.REGIEVOERDER, "nobody"), HOUR, "regievoerder nobody is niet bekend in dit plan"),
    ],
)
def test_what_cannot_be_asked_is_refused(problem: Problem, resource: ResourceRef, stretch: Interval, said: str) -> None:
    desk, _ = _empty(problem)

    with pytest.raises(EditImpossibleError) as refused:
        desk.fillers(resource, stretch, 5)

    assert str(refused.value).splitlines()[0] == said
    assert len(str(refused.value).splitlines()) == 2


def test_a_day_without_work_for_somebody_offers_nothing(problem: Problem) -> None:
    desk, _ = _empty(problem)
    night = Interval(w.clock(1, 0, THURSDAY), w.clock(4, 0, THURSDAY))

    assert desk.fillers(R1, night, 5) == ()


def test_what_is_planned_later_and_gains_is_offered_too(problem: Problem) -> None:
    desk, state = _empty(problem)
    first, _, last = problem.resources.flights
    (leaving,) = (activity for activity in problem.activities if activity.kind is ActivityKind.DEPARTURE)
    late = Move(activity=leaving.key, resource=ResourceRef(ResourceKind.FLIGHT, last.id))
    made = desk.prepare(Edit(deed=late, pin=None), actor="t")
    after = desk.after(stepped(state, made.deal, state.ground, made.levels, state.reference), made.deal)

    (offered,) = after.fillers(ResourceRef(ResourceKind.FLIGHT, first.id), Interval(first.departs, first.arrives), 20)

    assert (offered.activity, offered.better.slot.start) == (leaving.key, first.departs)
    assert _level_sums(offered) < tuple(0 for _ in Level)
