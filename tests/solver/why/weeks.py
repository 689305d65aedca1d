"""Small random weeks of every kind of work, planned roughly, to ask questions about. Nothing is searched for here."""

from functools import lru_cache

from planner.domain.activities import ActivityKind
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from solver.search import StagedSearch
from solver.why.ground import Ground
from tests.recheck.worlds.build import random_week
from tests.solver.small import never, silent

PER_KIND = 2
"""Activities of each kind that are asked about, planned and left out alike."""


@lru_cache(maxsize=8)
def week(seed: int) -> tuple[Problem, Plan]:
    """Return the random week of a seed with a plan."""
    problem = random_week(seed)
    return problem, StagedSearch().solve(problem, seconds=2.0, seed=1, report=silent, stopped=never)


@lru_cache(maxsize=8)
def ground(seed: int) -> Ground:
    """Return the question about the plan of a week."""
    return Ground(*week(seed))


def asked_about(seed: int, kind: ActivityKind) -> list[ActivityKey]:
    """Return a few activities of a kind, those left out first."""
    about = ground(seed)
    keys = [a.key for a in about.problem.activities if a.kind is kind]
    out = [key for key in keys if key not in about.view.appointments]
    planned = [key for key in keys if key in about.view.appointments]
    return [*out[:PER_KIND], *planned[:PER_KIND]]


def put_in(plan: Plan, placed: tuple[Appointment, ...], out: set[ActivityKey]) -> Plan:
    """Return a plan with appointments in it, and without what they replace."""
    kept = (a for a in plan.appointments if a.activity not in out)
    keys = {a.activity for a in placed}
    unplanned = tuple(item for item in plan.unplanned if item.activity not in keys)
    return Plan(appointments=(*kept, *placed), unplanned=unplanned, assignments=plan.assignments)
