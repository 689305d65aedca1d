"""Offering a new case to others, so that the diaries decide who gets it."""

from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import RegievoerderId
from planner.domain.levels import Level
from planner.domain.plan import Assignment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.assignment import AssignmentResult, assign
from solver.judge import RulebookJudge
from solver.known import Known
from solver.rulebook import RULEBOOK
from solver.search import SearchSettings, StagedSearch
from solver.second_owners import offers
from tests.solver import small
from tests.solver import world as w

ON_TUESDAY = Interval(w.clock(9, 0, w.TUESDAY), w.clock(17, 0, w.TUESDAY))
ON_MONDAY = Interval(w.clock(9), w.clock(17))
TO_R2 = (Assignment(case=w.C, regievoerder=w.R2),)
OFFERED = AssignmentResult(TO_R2, (), {w.C: (w.R1,)})


def _world(*more: Activity) -> w.World:
    """Return a world in which R1 goes to the azc on Tuesday, R2 on Monday, and C, by herself, has nobody yet."""
    own = [small.conversation(w.A, window=ON_TUESDAY), small.conversation(w.B, window=ON_MONDAY)]
    world = w.World(activities=[*own, small.conversation(w.C, window=ON_TUESDAY), *more])
    owners = {w.A: w.R1, w.B: w.R2}
    world = world.with_cases(
        memberships=(),
        ownerships=tuple(
            replace(one, regievoerder=owners[one.case]) for one in world.cases.ownerships if one.case in owners
        ),
    )
    return world.with_resources(
        regievoerders=tuple(w.regievoerder(who, languages=[w.TIGRINYA]) for who in (w.R1, w.R2)),
        capacities=(w.rooms(w.AZC, 2), w.interpreters(2)),
    )


def _offered(world: w.World, assigned: AssignmentResult = OFFERED) -> dict[str, tuple[RegievoerderId, ...]]:
    known = Known(world.problem())
    found = offers(known, assigned, [a for a in world.activities if a.kind is ActivityKind.CONVERSATION])
    return {str(key): people for key, people in found.others.items()}


def test_assigning_names_who_suits_no_less() -> None:
    known = Known(_world().problem())
    knows = Known(_with_past_owner(_world()).problem())

    assert assign(known, small.ENOUGH).others == {w.C: (w.R1,)}
    assert assign(known, small.ENOUGH).assignments == TO_R2
    assert assign(knows, small.ENOUGH).others == {}


def test_a_case_with_one_conversation_is_offered() -> None:
    assert _offered(_world()) == {"C/gesprek/1": (w.R1,)}


def test_a_case_with_more_to_do_is_not_offered() -> None:
    assert _offered(_world(small.conversation(w.C, 2))) == {}
    assert _offered(_world(small.presentation(w.C))) == {}


def test_no_more_is_offered_than_stays_below_the_norm() -> None:
    # by the facts R1 carries case A; with C as well that is just the norm, or one point above it
    world = _world()
    points = {case.id: case.load_points for case in world.cases.cases}

    def capped(cap: int) -> dict[str, tuple[RegievoerderId, ...]]:
        people = tuple(replace(one, load_cap=cap) for one in world.resources.regievoerders)
        return _offered(world.with_resources(regievoerders=people))

    assert capped(points[w.A] + points[w.C]) == {"C/gesprek/1": (w.R1,)}
    assert capped(points[w.A] + points[w.C] - 1) == {}


def test_who_comes_there_that_day_gets_the_case() -> None:
    problem = _world().problem()

    plan = StagedSearch(SearchSettings(tries=200)).solve(
        problem, seconds=60, seed=1, report=small.silent, stopped=small.never
    )

    breaches = RulebookJudge(RULEBOOK).judge(problem, plan)
    travel = [breach for breach in breaches if breach.rule == "P13"]
    assert plan.assignments == (Assignment(case=w.C, regievoerder=w.R1),)
    assert [a.resource(ResourceKind.REGIEVOERDER) for a in plan.appointments if a.activity.startswith("C/")] == [w.R1]
    assert [breach for breach in breaches if breach.level is Level.HARD] == []
    assert len(travel) == 2, "one visit each"


def _with_past_owner(world: w.World) -> w.World:
    """Return the world in which R1 had case C before."""
    until = Interval(w.EVER.start, w.clock(0))
    before = replace(world.cases.ownerships[0], case=w.C, regievoerder=w.R1, valid=until)
    return world.with_cases(ownerships=(*world.cases.ownerships, before))
