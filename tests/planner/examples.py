"""Small examples that tests of the store and the use cases share."""

from planner.domain.ids import ActivityKey, CaseId, PlaceId, RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import (
    Assignment,
    LevelValue,
    Plan,
    PlanOrigin,
    Reason,
    Unplanned,
    UnplannedCode,
    appointment,
)
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from tests.planner.codec.golden import golden_problem


def example_problem() -> Problem:
    """Return a problem that uses every type."""
    return golden_problem()


def example_plan(size: int) -> Plan:
    """Return a plan with so many conversations and one item in each other field."""
    reason = Reason(rule=RuleId("P05"), because="alle kamers bezet")
    return Plan(
        appointments=tuple(
            appointment(
                ActivityKey(f"Z{number:05}/voortgang/1"),
                Minute(number * 15),
                Minute(number * 15 + 60),
                PlaceId("azc"),
                (
                    ResourceRef(ResourceKind.REGIEVOERDER, f"r{number % 250:03}"),
                    ResourceRef(ResourceKind.CASE, f"Z{number:05}"),
                    ResourceRef(ResourceKind.ROOM, "azc"),
                ),
            )
            for number in range(size)
        ),
        unplanned=(Unplanned(activity=ActivityKey("x"), code=UnplannedCode.CAPACITY, reasons=(reason,)),),
        assignments=(Assignment(case=CaseId("Z00001"), regievoerder=RegievoerderId("r001")),),
        unassigned=((CaseId("Z00002"), reason),),
        levels=(LevelValue(level=Level.TIMELY, cost=12, bound=9),),
        origin=PlanOrigin(problem_hash="h", rulebook_version="1", solver_version="2", seed=7, seconds=60),
    )
