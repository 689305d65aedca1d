"""Small examples that tests of the store and the use cases share."""

from planner.domain.bookings import CancelReason
from planner.domain.bounds import Certificate, Held, Price
from planner.domain.failing import FailStage
from planner.domain.ids import ActivityKey, CaseId, FlightId, PlaceId, RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import (
    Assignment,
    Fallback,
    LevelValue,
    Plan,
    PlanOrigin,
    Reason,
    Standby,
    Unplanned,
    UnplannedCode,
    appointment,
)
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.simulation import SimulationResult, Spread, StandbyNeed, Used
from planner.domain.time import Minute
from tests.planner.codec.golden import golden_problem


def example_problem() -> Problem:
    """Return a problem that uses every type."""
    return golden_problem()


def example_simulation() -> SimulationResult:
    """Return a simulated week of two departures."""
    half = Spread(mean=0.5, low=0.0, high=1.0)
    all_used = Used(planned=2.0, used=half, in_vain=half, freed=half)
    return SimulationResult(
        runs=10,
        seed=1,
        planned=2,
        realised=Spread(mean=1.1, low=0.0, high=2.0),
        seats=all_used,
        escort_hours=all_used,
        rides=all_used,
        ride_minutes=all_used,
        reasons=((CancelReason.NEW_APPLICATION, half),),
        stages=((FailStage.GATE, half),),
        standby=(StandbyNeed(depot=PlaceId("depot"), needed=2, there=1, mean=0.3),),
    )


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
        fallbacks=(
            Fallback(
                activity=ActivityKey("v"),
                stage=FailStage.GATE,
                returns_to=PlaceId("dc"),
                waits_at=PlaceId("ams"),
                known_at=Minute(900),
                because="geen voertuig",
            ),
        ),
        standbys=(Standby(activity=ActivityKey("w"), flight=FlightId("KL1"), approved_by="T-1"),),
        simulation=example_simulation(),
        certificates=(
            Certificate(
                level=Level.TIMELY,
                bound=3,
                scale=10,
                prices=(Price(row="kamer azc 1", price=5),),
                held=(Held(level=Level.REALISED, price=20, reached=1),),
                apart=1,
            ),
        ),
    )
