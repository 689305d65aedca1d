"""Departures with rides, escorts and a household, after something happened: the best repairs by hand."""

from dataclasses import replace

from planner.domain.bookings import Booking, BookingState, CancelReason, StandbyApproval
from planner.domain.cases import BlockingFact, BlockReason
from planner.domain.disruption import FactStep
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Standby
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.ports.repairing import Repair, RepairWay, Wanted
from tests.solver import world as w
from tests.solver.editing.journeys import FIRST, SECOND, THIRD, desk_of, leaves, problem, ride
from tests.solver.repairing.published import Published, gone, new

ALL = {leaves(w.A), leaves(w.B), leaves(w.C), ride(w.A), ride(w.B), ride(w.C)}


def published(*, together: int = 3) -> Published:
    """Return the week with the household on the first flight and C on the second; so many may be on one flight."""
    about = problem()
    carriers = tuple(replace(carrier, max_depa=together) for carrier in about.resources.carriers)
    about = replace(about, resources=replace(about.resources, carriers=carriers))
    return Published(about, desk_of(about, A=FIRST, C=SECOND).plan)


def flights(now: dict[ActivityKey, Appointment]) -> dict[str, str | None]:
    """Return on which flight everybody is."""
    return {case: now[leaves(case)].resource(ResourceKind.FLIGHT) for case in (w.A, w.B, w.C) if leaves(case) in now}


def best(week: Published, steps: tuple[FactStep, ...]) -> Repair:
    """Return the best repair, without hard breaches."""
    repair = week.repairer.repair(steps, Wanted(count=1, seconds=60.0))[0]
    assert week.hard(steps, repair) == []
    return repair


def test_a_household_whose_flight_is_cancelled_leaves_on_another_together_with_their_rides() -> None:
    week = published()
    steps = gone(next(f for f in week.problem.resources.flights if f.id == FIRST))

    repair = best(week, steps)

    assert flights(week.now(repair)) == {w.A: THIRD, w.B: THIRD, w.C: SECOND}  # the bus cannot bring all on one day
    assert week.moved(repair) == {leaves(w.A), leaves(w.B), ride(w.A), ride(w.B)}
    assert (repair.way, repair.proven, repair.dropped) == (RepairWay.IN_PLACE, True, ())


def test_a_household_goes_where_all_of_it_may() -> None:
    week = published(together=2)
    steps = gone(next(f for f in week.problem.resources.flights if f.id == FIRST))

    repair = best(week, steps)

    assert flights(week.now(repair)) == {w.A: THIRD, w.B: THIRD, w.C: SECOND}


def test_the_impact_of_a_cancelled_flight_names_household_rides_and_what_comes_free() -> None:
    week = published()
    steps = gone(next(f for f in week.problem.resources.flights if f.id == FIRST))

    impact = week.repairer.impact(steps)

    assert {one.activity for one in impact.struck} == {leaves(w.A), leaves(w.B)}
    assert {one.activity for one in impact.dependents} == {ride(w.A), ride(w.B)}
    assert ResourceRef(ResourceKind.FLIGHT, FIRST) not in {one.resource for one in impact.possible}
    assert ResourceRef(ResourceKind.VEHICLE, w.BUS) in {one.resource for one in impact.possible}
    assert {ref.id for ref in impact.told if ref.kind is ResourceKind.CASE} == {w.A, w.B}


def test_who_may_not_leave_stays_with_the_household_and_without_rides() -> None:
    week = published()
    now = week.problem.recorded_at
    steps = new(BlockingFact(case=w.A, reason=BlockReason.NEW_APPLICATION, valid=Interval(now)))

    repair = best(week, steps)

    assert flights(week.now(repair)) == {w.C: SECOND}
    assert week.moved(repair) == ALL - {leaves(w.C), ride(w.C)}
    assert (repair.way, repair.proven) == (RepairWay.DROPPING, True)
    assert set(repair.dropped) == ALL - {leaves(w.C), ride(w.C)}


def test_one_who_is_refused_on_a_flight_takes_another() -> None:
    week = published()
    refused = Booking(
        activity=leaves(w.C),
        flight=SECOND,
        state=BookingState.CANCELLED,
        since=week.problem.recorded_at,
        reason=CancelReason.RESISTANCE,
    )
    steps = new(refused)

    repair = best(week, steps)

    assert flights(week.now(repair))[w.C] in (FIRST, THIRD)
    assert week.moved(repair) == {leaves(w.C), ride(w.C)}
    assert (repair.proven, repair.weight) == (True, repair.bound)


def test_a_ride_without_its_vehicle_is_left_out_and_the_departure_stands() -> None:
    week = published()
    away = week.was[ride(w.C)]
    absent = Absence(resource=ResourceRef(ResourceKind.VEHICLE, w.BUS), interval=Interval(away.start, away.end))
    steps = new(absent)

    repair = best(week, steps)
    now = week.now(repair)

    assert flights(now) == {w.A: FIRST, w.B: FIRST, w.C: SECOND}
    assert week.moved(repair) == {ride(w.C)}


def test_repairs_differ_and_a_cap_is_kept() -> None:
    week = published()
    steps = gone(next(f for f in week.problem.resources.flights if f.id == FIRST))

    found = week.repairer.repair(steps, Wanted(count=3, seconds=60.0))
    capped = week.repairer.repair(steps, Wanted(count=3, cap=3, seconds=60.0))

    assert [flights(week.now(one)).get(w.A) for one in found] == [THIRD, SECOND, None]
    assert capped == ()
    assert all(week.hard(steps, one) == [] for one in found)


def test_a_flight_that_leaves_later_takes_its_people_and_rides_along() -> None:
    week = published()
    flight = next(f for f in week.problem.resources.flights if f.id == SECOND)
    later = replace(flight, departs=Minute(flight.departs + 60), arrives=Minute(flight.arrives + 60))
    steps = (FactStep(before=flight, after=later),)

    repair = best(week, steps)
    now = week.now(repair)

    assert now[leaves(w.C)].start == later.departs
    assert week.moved(repair) <= {leaves(w.C), ride(w.C)}


def test_what_changes_nothing_needs_no_repair() -> None:
    week = published()
    steps = new(BlockingFact(case=w.A, reason=BlockReason.MEDICAL, valid=Interval(w.HORIZON.start, w.clock(1))))

    repair = best(week, steps)

    assert week.repairer.impact(steps).nothing
    assert (repair.way, repair.changes, repair.weight, repair.proven) == (RepairWay.NOTHING, (), 0, True)


def standing_by() -> Published:
    """Return the week with the household on the first flight, and C without a flight, who stands by for the first."""
    about = problem()
    approval = StandbyApproval(activity=leaves(w.C), flight=FIRST, approved_by="007", approved_at=w.NOW)
    about = replace(about, standbys=(approval,))
    plan = desk_of(about, A=FIRST).plan
    return Published(about, replace(plan, standbys=(Standby(activity=leaves(w.C), flight=FIRST, approved_by="007"),)))


def test_who_stands_by_takes_the_seat_of_who_may_not_leave() -> None:
    week = standing_by()
    now = week.problem.recorded_at
    steps = new(BlockingFact(case=w.A, reason=BlockReason.NEW_APPLICATION, valid=Interval(now)))

    plain, instead = week.repairer.repair(steps, Wanted(count=2, seconds=60.0))

    assert (plain.way, flights(week.now(plain))) == (RepairWay.DROPPING, {})
    assert (instead.way, flights(week.now(instead))) == (RepairWay.STANDBY, {w.C: FIRST})
    assert [one.activity for one in instead.standbys] == [leaves(w.C)]
    assert set(instead.added) == {leaves(w.C), ride(w.C)}
    assert week.hard(steps, instead) == []


def test_a_seat_that_comes_free_is_offered_to_who_has_none() -> None:
    about = problem()
    week = Published(about, desk_of(about, A=FIRST).plan)
    steps = new(BlockingFact(case=w.A, reason=BlockReason.NEW_APPLICATION, valid=Interval(week.problem.recorded_at)))

    found = week.repairer.propose(steps, Wanted(count=3, seconds=60.0))

    assert [one.way for one in found.repairs] == [RepairWay.DROPPING, RepairWay.BACKFILL]
    assert flights(week.now(found.repairs[1])) == {w.C: FIRST}
    assert set(found.repairs[1].added) == {leaves(w.C), ride(w.C)}
    assert week.hard(steps, found.repairs[1]) == []


def test_who_uses_what_comes_free_comes_before_other_places_only_when_asked() -> None:
    about = problem()
    week = Published(about, desk_of(about, A=FIRST).plan)
    refused = Booking(
        activity=leaves(w.A),
        flight=FIRST,
        state=BookingState.CANCELLED,
        since=week.problem.recorded_at,
        reason=CancelReason.RESISTANCE,
    )

    unasked = week.repairer.repair(new(refused), Wanted(count=5, seconds=60.0))
    asked = week.repairer.repair(new(refused), Wanted(count=5, seconds=60.0, fill=True))

    assert [one.way for one in unasked].index(RepairWay.BACKFILL) > 1
    assert [one.way for one in asked].index(RepairWay.BACKFILL) == 1
