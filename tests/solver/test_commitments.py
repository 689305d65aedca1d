"""Flights and sessions in the small world: F1 on Monday 12:00 (3 hours), F2 on Tuesday 12:00 (9 hours)."""

from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.missions import Session
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.commitments import CommitmentResult, commit
from solver.settled import settled
from tests.solver import small
from tests.solver import world as w


def _commit(world: w.World) -> CommitmentResult:
    found = small.candidates(world)
    fixed = settled(found.known)
    names = {appointment.activity for appointment in fixed}
    return commit(found, [a for a in world.activities if a.key not in names], fixed, small.ENOUGH)


def _flights(result: CommitmentResult) -> dict[str, str | None]:
    return {a.activity: a.resource(ResourceKind.FLIGHT) for a in result.appointments}


def _teams(appointment: Appointment) -> list[str]:
    return [part.resource.id for part in appointment.of_kind(ResourceKind.ESCORT)]


def test_commit_takes_the_first_flight_for_who_waits_in_detention() -> None:
    # every day from the start of the scope costs: Monday before Tuesday
    result = _commit(small.leaving_world(small.departure(w.C)))

    assert _flights(result) == {"C/vertrek/1": "F1"}
    assert len(_teams(result.appointments[0])) == 1
    assert result.finished


def test_commit_spreads_departures_over_flights_when_teams_are_short() -> None:
    # three persons, two teams: two leave on Monday; Tuesday's flight needs 4 escorts, and no team is rested by then
    activities = [small.departure(code) for code in (w.A, w.B, w.C)]

    assert sorted(_flights(_commit(small.leaving_world(*activities))).values(), key=str) == ["F1", "F1"]


def test_commit_leaves_a_household_at_home_when_it_cannot_go_together() -> None:
    # two persons and two teams of two are six seats; F1 has them, with five seats nobody goes
    world = small.leaving_world(small.departure(w.A), small.departure(w.B))
    world = world.with_cases(memberships=w.default_cases().memberships)
    tight = tuple(replace(flight, seats=5) for flight in world.resources.flights)

    assert sorted(_flights(_commit(world)).values(), key=str) == ["F1", "F1"]
    assert _flights(_commit(world.with_resources(flights=tight))) == {}


def test_commit_hears_no_more_persons_than_the_quota() -> None:
    # one session of two places: two of three are heard, one after the other
    sitting = Session(id=w.SESSION, mission=w.MISSION, interval=Interval(w.clock(10, 0), w.clock(12)), quota=2)
    later = replace(sitting, interval=Interval(w.clock(10, 0, w.TUESDAY), w.clock(12, 0, w.TUESDAY)))
    world = w.World(activities=[small.presentation(code) for code in (w.A, w.B, w.C)])
    world = world.with_resources(sessions=(later,), closed_days=())

    planned = sorted(_commit(world).appointments, key=lambda appointment: appointment.start)

    assert len(planned) == 2
    assert planned[0].end <= planned[1].start


def test_commit_plans_around_what_is_fixed() -> None:
    # A's departure with both teams is published for Monday and frozen; C cannot leave that day, nor with F2
    fixed, free = small.departure(w.A, w.B), small.departure(w.C)
    world = small.leaving_world(fixed)
    (published,) = _commit(world).appointments
    world = replace(world, activities=[fixed, free], baseline=[published], now=w.clock(9))
    world = world.with_cases(clearances=w.gate_open(w.A, w.B))

    assert _flights(_commit(world)) == {}
    assert len(_teams(published)) == 2


def test_commit_keeps_a_published_flight_that_is_as_good() -> None:
    # two flights on one day: the published, later one stays
    activity: Activity = small.departure(w.C)
    world = small.leaving_world(activity)
    world = world.with_resources(flights=(w.flight(w.F1, w.clock(12)), w.flight(w.F2, w.clock(14))))
    late = world.with_resources(flights=(w.flight(w.F2, w.clock(14)),))
    (published,) = _commit(late).appointments

    assert _flights(_commit(replace(world, baseline=[published]))) == {"C/vertrek/1": "F2"}
