"""Fallbacks of drawn vehicle-days: what is promised can be driven, and the rule and the search mean the same."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.domain.activities import Activity, MoveRole
from planner.domain.failing import FailStage
from planner.domain.ids import CaseId, PlaceId, VehicleId
from planner.domain.plan import Appointment, Fallback, Plan
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.fallbacks import with_fallbacks
from solver.known import Known
from solver.ride import ride
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, move

DRIVING = ("P18", "R40", "R41")
"""Rules about what a vehicle and its crew can do."""


@st.composite
def days(draw: st.DrawFn) -> tuple[w.World, Plan]:
    """Draw one to three persons on the flight at noon, fetched in the morning, and two vehicles with drawn shifts."""
    people = [CaseId(code) for code in "ABC"[: draw(st.integers(1, 3))]]
    activities: list[Activity] = []
    for code in people:
        activities.append(departure(code))
        activities.append(
            move(f"rit-{code}", MoveRole.TO_DEPARTURE, serves=w.key(f"vertrek-{code}"), cases=(code,), window=w.HORIZON)
        )
    other = move("later", cases=(w.C,), window=w.HORIZON)
    vehicles = tuple(_vehicle(draw, name) for name in ("V1", "V2"))
    small = w.World(activities=(*activities, other)).with_resources(vehicles=vehicles)
    items: list[Appointment] = []
    for activity in small.activities:
        if activity.key.startswith("vertrek"):
            items.append(flown(small, activity))
        elif activity is not other:
            at = w.clock(7) + 5 * draw(st.integers(0, 12))
            items.append(ride(activity, VehicleId("V1"), at, at + 45))
        elif draw(st.booleans()):
            at = w.clock(9) + 5 * draw(st.integers(0, 60))
            items.append(ride(activity, draw(st.sampled_from((VehicleId("V1"), VehicleId("V2")))), at, at + 45))
    return small, with_fallbacks(Known(small.problem()), w.plan_of(small.activities, items))


def _vehicle(draw: st.DrawFn, name: str) -> Vehicle:
    start = w.clock(6) + 30 * draw(st.integers(0, 6))
    shift = Interval(Minute(start), Minute(start + 60 * draw(st.integers(3, 10))))
    return Vehicle(
        id=VehicleId(name),
        depot=draw(st.sampled_from((w.DEPOT, w.AZC))),
        seats=draw(st.integers(1, 4)),
        compartments=1,
        shifts=(shift,),
        standby=name == "V2" and draw(st.booleans()),
    )


@settings(max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(day=days())
def test_the_rule_finds_wrong_only_what_has_no_vehicle(day: tuple[w.World, Plan]) -> None:
    """Four fallbacks per departure; the rule counts those without a vehicle and no others."""
    small, plan = day

    breaches = found("R35", small, plan=plan)

    assert len(plan.fallbacks) == 4 * sum(a.key.startswith("vertrek") for a in small.activities)
    assert len(breaches) == sum(fallback.vehicle is None for fallback in plan.fallbacks)
    assert all(fallback.because for fallback in plan.fallbacks if fallback.vehicle is None)


@settings(max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(day=days())
def test_a_ride_back_put_into_the_plan_breaks_no_rule_about_driving(day: tuple[w.World, Plan]) -> None:
    """In a plan that breaks none, each fallback is made a move: depot, shift, breaks and rides stay right."""
    small, plan = day
    assume(_driving(small, plan) == 0)

    after = [
        _driving(*_driven(small, plan, fallback))
        for fallback in plan.fallbacks
        if fallback.vehicle is not None and fallback.stage is not FailStage.PICKUP
    ]

    assert sum(after) == 0


def _driving(small: w.World, plan: Plan) -> int:
    return sum(len(found(rule, small, plan=plan)) for rule in DRIVING)


def _driven(small: w.World, plan: Plan, fallback: Fallback) -> tuple[w.World, Plan]:
    assert fallback.vehicle is not None
    assert fallback.leaves is not None
    assert fallback.back_at is not None
    back = replace(
        move("terug", window=w.HORIZON, destination=PlaceId(fallback.returns_to)), place=PlaceId(fallback.waits_at)
    )
    item = ride(back, fallback.vehicle, fallback.leaves - 15, fallback.back_at - 10)
    assert item.resource(ResourceKind.VEHICLE) == fallback.vehicle
    wider = replace(small, activities=(*small.activities, back))
    return wider, replace(plan, appointments=(*plan.appointments, item))
