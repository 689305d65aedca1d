"""The model that assigns cases, rule P14 and the second reader, on every assignment of small problems."""

import pytest

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import Assignment, Plan, Reason
from solver.assignment import assign, to_assign
from solver.known import Known
from tests.recheck.facts import Facts
from tests.recheck.workload import workload
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import found
from tests.solver.small_load import drawn, every

SEEDS = range(60)
_FULL = Reason(rule=RuleId("P14"), because="geen ruimte")


def _allowed(world: w.World, assignments: tuple[Assignment, ...]) -> bool:
    """Return whether nothing hard is wrong.

    Who had a case that is marked, or is away the whole week, gets none; a household goes as a whole or not at all.
    """
    known = Known(world.problem())
    given = {item.case for item in assignments}
    why = tuple((code, _FULL) for code in to_assign(known) if code not in given)
    plan = Plan(assignments=assignments, unassigned=why)
    had = {(fact.case, fact.regievoerder) for fact in world.cases.ownerships if fact.marked}
    home = {member.case for member in world.cases.memberships} & set(to_assign(known))
    if home & given not in (set(), home) or not had.isdisjoint((item.case, item.regievoerder) for item in assignments):
        return False
    if any(not any(w.SCOPE.overlaps(t.start, t.end) for t in known.working(a.regievoerder)) for a in assignments):
        return False
    said = [breach for rule in ("P14", "P26") for breach in found(rule, world, plan=plan)]
    return all(breach.level is not Level.HARD for breach in said)


@pytest.mark.parametrize("seed", SEEDS)
def test_assign_gives_as_many_cases_as_the_rules_allow(seed: int) -> None:
    """Nothing the rule refuses, and not one case fewer than the best of all assignments that it allows."""
    world = drawn(seed)

    result = assign(Known(world.problem()), small.ENOUGH)

    assert _allowed(world, result.assignments)
    assert len(result.assignments) == max(len(tried) for tried in every(world) if _allowed(world, tried))


def test_worlds_have_room_and_none() -> None:
    """Some leave a case unassigned, some do not; some that are refused are refused for the load."""
    left = [len(assign(Known(drawn(seed).problem()), small.ENOUGH).unassigned) for seed in SEEDS]

    assert min(left) == 0
    assert sum(map(bool, left)) >= 10


@pytest.mark.parametrize("seed", SEEDS[::4])
def test_second_reader_agrees_on_every_assignment(seed: int) -> None:
    """Whoever is over the cap by the rule is so by the second reader, and nobody else."""
    world = drawn(seed)
    for assignments in every(world):
        plan = Plan(assignments=assignments)
        said = [breach for breach in found("P14", world, plan=plan) if breach.level is Level.HARD]
        read = {finding.words.split()[0] for finding in workload(Facts(world.problem(), plan))}

        assert {breach.resource.id for breach in said if breach.resource is not None} == read
