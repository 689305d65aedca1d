"""What of the published plan no search may change."""

from dataclasses import replace

from planner.domain.activities import Activity, MoveRole
from planner.domain.cases import BlockingFact, BlockReason, Membership
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver.known import Known
from solver.modes import modes_of
from solver.settled import rejoined, settled
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, move, ridden


def _published(world: w.World, activity: Activity, start: Minute) -> Appointment:
    mode = next(m for m in modes_of(Known(world.problem()), activity) if m.fixed_start in (None, start))
    return mode.at(start)


def _settled(world: w.World) -> list[str]:
    return [appointment.activity for appointment in settled(Known(world.problem()))]


def test_draft_inside_the_scope_does_not_stay() -> None:
    activity = small.conversation(w.A)
    world = w.World(activities=[activity])

    assert _settled(replace(world, baseline=[_published(world, activity, w.clock(10, 0, w.TUESDAY))])) == []


def test_history_and_frozen_stay() -> None:
    # it is Monday 9:30: the conversation of 9:00 began, that of 10:00 lies inside the 24 hours
    first, second = small.conversation(w.A), small.conversation(w.C)
    world = w.World(activities=[first, second], now=w.clock(9, 30))
    baseline = [_published(world, first, w.clock(9)), _published(world, second, w.clock(10))]

    assert _settled(replace(world, baseline=baseline)) == [first.key, second.key]


def test_departure_after_the_scope_stays_unless_a_fact_forbids_it() -> None:
    activity = small.departure(w.C)
    later = w.flight(w.F1, Minute(w.SCOPE.end or 0) + 3 * 1440 + 720)  # type: ignore[arg-type]
    world = small.leaving_world(activity).with_resources(flights=(later,))
    world = replace(world, baseline=[_published(world, activity, later.departs)])
    blocked = world.with_cases(blocks=(BlockingFact(case=w.C, reason=BlockReason.RULE_39, valid=w.EVER),))

    assert _settled(world) == [activity.key]
    assert _settled(blocked) == []


def test_pinned_and_confirmed_stay() -> None:
    pinned, confirmed, free = (small.conversation(code) for code in (w.A, w.B, w.C))
    world = w.World(activities=[pinned, confirmed, free])
    start = w.clock(10, 0, w.TUESDAY)
    baseline = [_published(world, a, Minute(start + 60 * i)) for i, a in enumerate(world.activities)]
    room = PartnerRequest(
        activity=confirmed.key,
        resource=ResourceRef(ResourceKind.ROOM, w.AZC),
        state=RequestState.CONFIRMED,
        start=baseline[1].start,
        end=baseline[1].end,
    )
    pin = Pin(activity=pinned.key, grade=PinGrade.ALL, reason="zo afgesproken")

    assert _settled(replace(world, baseline=baseline, pins=[pin], requests=[room])) == [pinned.key, confirmed.key]


def test_confirmed_departure_does_not_stay_when_one_of_the_household_may_not_leave() -> None:
    # A's seat is confirmed, and B of the same household is blocked since; strangers would not hold each other back
    activities = [small.departure(w.A, escorted=False), small.departure(w.B, escorted=False)]
    flight = w.flight(w.F1, w.clock(12, 0, w.TUESDAY))
    world = small.leaving_world(*activities).with_resources(flights=(flight,))
    baseline = [_published(world, activity, flight.departs) for activity in activities]
    seat = PartnerRequest(
        activity=activities[0].key,
        resource=ResourceRef(ResourceKind.FLIGHT, w.F1),
        state=RequestState.CONFIRMED,
        start=flight.departs,
        end=flight.arrives,
    )
    world = replace(world, baseline=baseline, requests=[seat])
    blocked = world.with_cases(blocks=(BlockingFact(case=w.B, reason=BlockReason.MEDICAL, valid=w.EVER),))
    family = tuple(Membership(household=w.HOUSE, case=code, valid=w.EVER) for code in (w.A, w.B))

    assert _settled(blocked) == [activities[0].key]
    assert _settled(blocked.with_cases(memberships=family)) == []


def test_frozen_ride_stays_when_what_it_serves_is_planned_anew_where_it_was() -> None:
    # it is Monday 6:00; of the departure of noon the booking was cancelled since, and the ride goes at 7:30
    leaves, ride = departure(), move(role=MoveRole.TO_DEPARTURE, serves=w.key("vertrek-A"))
    world = w.World(activities=[leaves, ride], now=w.clock(6))
    flight, transport = flown(world, leaves), ridden(ride, w.clock(7, 30), w.clock(8, 30))
    world = replace(world, baseline=[flight, transport])
    known, later = Known(world.problem()), replace(flight, start=Minute(flight.start + 60))

    assert settled(known) == ()
    assert rejoined(known, {leaves.key: flight}) == (transport,)
    assert rejoined(known, {leaves.key: later}) == ()
    assert rejoined(known, {}) == ()
