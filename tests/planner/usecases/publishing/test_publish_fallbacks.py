"""What a release says of departures that fail: as the plan that was taken over, with the means it names."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.failing import FailStage
from planner.domain.ids import ActivityKey, FlightId, VehicleId
from planner.domain.plan import Fallback, Plan, Standby
from planner.domain.release import ReleaseScope
from planner.domain.time import Minute
from planner.domain.vehicles import Vehicle
from tests.planner.examples import example_simulation
from tests.planner.usecases.edits import edit, moved
from tests.planner.usecases.world import (
    AIRPORT,
    DEPOT,
    SITE,
    THIRD_WEEK,
    Desk,
    conversation_key,
    departure_key,
    open_desk,
    world_facts,
)

SPARE = Vehicle(id=VehicleId("V9"), depot=DEPOT, seats=2, compartments=1, shifts=(), standby=True)


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk with the small world and a stand-by vehicle."""
    with open_desk(sqlite_url) as opened:
        opened.deliver((*world_facts(), SPARE))
        yield opened


def fallback(key: ActivityKey, at: int) -> Fallback:
    """Return a fallback in the stand-by vehicle."""
    return Fallback(
        activity=key,
        stage=FailStage.GATE,
        returns_to=SITE,
        waits_at=AIRPORT,
        known_at=Minute(at),
        vehicle=SPARE.id,
        standby=True,
        leaves=Minute(at),
        back_at=Minute(at + 30),
    )


def with_fallbacks(plan: Plan, *fallbacks: Fallback) -> Plan:
    """Return the plan with what happens when departures fail."""
    standby = Standby(activity=ActivityKey("iemand"), flight=FlightId(THIRD_WEEK), approved_by="T-1")
    return replace(plan, fallbacks=fallbacks, standbys=(standby,), simulation=example_simulation())


def test_a_release_holds_fallbacks_in_order_with_the_vehicles_they_name(desk: Desk) -> None:
    first, second = fallback(departure_key("Z1"), 100), fallback(departure_key("Z2"), 50)
    solved = desk.solve()
    plan = with_fallbacks(solved.plan, first, second, fallback(ActivityKey("niet-gepland"), 10))
    edit(desk, solved, plan)

    release = desk.publish("one").release

    assert release.fallbacks == (second, first)
    assert [vehicle.id for vehicle in release.resources.vehicles] == ["V1", "V9"]
    assert (release.standbys, release.simulation) == (plan.standbys, plan.simulation)


def test_what_stays_out_of_a_publication_keeps_its_published_fallback(desk: Desk) -> None:
    before, after = fallback(departure_key("Z1"), 100), fallback(departure_key("Z1"), 200)
    solved = desk.solve()
    edit(desk, solved, with_fallbacks(solved.plan, before))
    desk.publish("one")
    again = desk.solve(again=True)
    edit(desk, again, with_fallbacks(moved(again.plan, conversation_key("Z1"), 15), after))

    part = desk.publish("two", scope=ReleaseScope(kinds=frozenset({ActivityKind.CONVERSATION}))).release
    edit(desk, desk.solve(again=True), with_fallbacks(moved(again.plan, conversation_key("Z2"), 15), after))
    whole = desk.publish("three").release

    assert part.fallbacks == (before,)
    assert whole.fallbacks == (after,)
