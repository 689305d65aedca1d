"""A small world for tests of transport: any drive takes 30 minutes, one bus from 7 to 16 on the Monday."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.ids import ActivityKey, VehicleId
from planner.domain.plan import Appointment, Unplanned, UnplannedCode
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle
from solver.transport import TransportResult, plan_transport
from tests.solver.world import (
    AZC,
    DC,
    A,
    World,
    clock,
    default_resources,
)

SERVED = ActivityKey("vertrek")
DETAIL = MoveDetail(
    destination=DC, role=MoveRole.CHAIN, pickup=Interval(clock(9), clock(10)), delivery=Interval(clock(9), clock(11))
)
"""A free move of one man between 9 and 11, with stops of 15 and 10 minutes."""


def move(name: str, detail: MoveDetail = DETAIL, *, window: Interval | None = None) -> Activity:
    """Return a move from the azc, of case A."""
    return Activity(
        key=ActivityKey(name),
        kind=ActivityKind.MOVE,
        step=detail.role,
        duration=60,
        window=window or Interval(clock(0), clock(24)),
        cases=(A,),
        place=AZC,
        detail=detail,
    )


def world(moves: Sequence[Activity], *vehicles: Vehicle) -> World:
    """Return a world with these moves, and with these vehicles if any are given."""
    resources = default_resources()
    return World(activities=moves, resources=replace(resources, vehicles=vehicles) if vehicles else resources)


def plan(world: World, *served: Appointment, seconds: float = 5, stopped: bool = False) -> TransportResult:
    """Plan the transport of the world's scope."""
    return plan_transport(
        world.problem(),
        {item.activity: item for item in served},
        days=world.scope,
        seconds=seconds,
        seed=1,
        report=lambda _: None,
        stopped=lambda: stopped,
    )


def only(result: TransportResult) -> Unplanned:
    """Return the one move that was not planned."""
    assert len(result.unplanned) == 1
    return result.unplanned[0]


def why(result: TransportResult) -> tuple[UnplannedCode, str, str]:
    """Return code, rule and words of the one move that was not planned."""
    (reason,) = only(result).reasons
    return only(result).code, reason.rule, reason.because


def fleet(count: int) -> list[Vehicle]:
    bus = default_resources().vehicles[0]
    return [replace(bus, id=VehicleId(f"B{number}")) for number in range(count)]
