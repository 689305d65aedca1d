"""Which vehicle may, and why none can: planned in a small world in which any drive takes 30 minutes."""

from dataclasses import replace

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import ActivityKey, CountryCode, VehicleId
from planner.domain.plan import UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.domain.vehicles import CrewSkill
from tests.solver.moving import DETAIL, move, plan, why, world
from tests.solver.world import (
    BUS,
    DC,
    B,
    clock,
    default_resources,
)


def test_transport_names_the_missing_wheelchair_vehicle() -> None:
    result = plan(world([move("m", replace(DETAIL, wheelchair=True))]))
    assert why(result) == (
        UnplannedCode.FACT,
        "P17",
        "geen voertuig met rolstoelplaats heeft dienst op dat moment",
    )


def test_transport_of_a_vehicle_refused_by_the_partner_takes_another() -> None:
    buses = default_resources().vehicles
    other = replace(buses[0], id=VehicleId("V2"))
    refused = PartnerRequest(
        activity=ActivityKey("m"),
        resource=ResourceRef(ResourceKind.VEHICLE, BUS),
        state=RequestState.DECLINED,
        start=clock(9),
        end=clock(10),
    )
    one = replace(world([move("m")], *buses), requests=(refused,))
    assert why(plan(one)) == (
        UnplannedCode.FACT,
        "P10",
        "de partner weigerde 1 voertuig voor dit vervoer; andere passen niet",
    )
    two = replace(world([move("m")], *buses, other), requests=(refused,))
    assert plan(two).appointments[0].resource(ResourceKind.VEHICLE) == "V2"


def test_transport_names_the_missing_security() -> None:
    result = plan(world([move("m", replace(DETAIL, security=2))]))
    assert why(result)[2] == "geen voertuig van beveiligingsniveau 2 heeft dienst op dat moment"


def test_transport_names_the_missing_crew() -> None:
    result = plan(world([move("m", replace(DETAIL, skills=frozenset({CrewSkill.MEDICAL})))]))
    assert why(result) == (UnplannedCode.FACT, "P17", "geen bemanning met medisch heeft dienst op dat moment")


def test_transport_across_the_border_takes_a_vehicle_that_may() -> None:
    ordinary = default_resources().vehicles[0]
    abroad = replace(ordinary, id=VehicleId("V2"), cross_border=True)
    places = tuple(replace(p, country=CountryCode("BE")) if p.id == DC else p for p in default_resources().places)
    (found,) = plan(world([move("m")], ordinary, abroad).with_resources(places=places)).appointments
    assert found.resource(ResourceKind.VEHICLE) == "V2"
    alone = plan(world([move("m")], ordinary).with_resources(places=places))
    assert why(alone)[2] == "geen voertuig dat Nederland uit mag heeft dienst op dat moment"


def test_transport_leaves_stand_by_vehicles_alone() -> None:
    spare = replace(default_resources().vehicles[0], standby=True)
    assert why(plan(world([move("m")], spare)))[2] == "geen voertuig heeft dienst op dat moment"


def test_transport_of_a_pair_that_may_never_meet_needs_two_rides() -> None:
    # Together: fetched at 9:00 and 9:15, delivered at 10:00 and 10:10. One after the other: the first is delivered
    # at 9:55, the bus is back at 10:25 and nobody may be fetched after 9:20.
    bus = replace(default_resources().vehicles[0], compartments=1)
    pickup, delivery = Interval(clock(9), clock(9, 20)), Interval(clock(9), clock(10, 30))
    tight = replace(DETAIL, pickup=pickup, delivery=delivery)
    one = move("m", replace(tight, apart_from=frozenset({ActivityKey("n")})))
    other = replace(move("n", tight), cases=(B,))
    result = plan(world([one, other], bus))
    assert len(result.appointments) == 1
    assert why(result)[:2] == (UnplannedCode.CAPACITY, "P17")
    planned = result.appointments[0].activity
    assert (
        why(result)[2] == f"mag niet samen met {planned} in een voertuig, en dat rijdt al in 1 voertuig waarin het past"
    )
