"""Which starts are left for one activity alone."""

from planner.domain.resources import Capacity, ResourceKind, ResourceRef
from planner.domain.time import Interval
from tests.solver import small
from tests.solver import world as w


def test_candidates_lie_on_quarters_inside_window_and_working_hours() -> None:
    # R1 works from 9 to 17; the window is 8:30 to 10:20; an hour from 9:00 or 9:15 fits
    activity = small.conversation(w.A, window=Interval(w.clock(8, 30), w.clock(10, 20)))

    (candidate,) = small.candidates(w.World(activities=[activity])).of(activity)

    assert candidate.starts == (w.clock(9), w.clock(9, 15))


def test_candidates_leave_out_what_nobody_offers() -> None:
    # the azc has a room only from 10 to 11:30
    activity = small.conversation(w.A, window=Interval(w.clock(9), w.clock(12)))
    offer = (w.rooms(w.AZC, 1, Interval(w.clock(10), w.clock(11, 30))), w.interpreters(1))
    found = small.candidates(w.World(activities=[activity]).with_resources(capacities=offer))

    assert [candidate.starts for candidate in found.of(activity)] == [(w.clock(10), w.clock(10, 15), w.clock(10, 30))]
    assert len(found.allowed(activity)[0].starts) == 9


def test_candidates_are_none_when_the_window_is_past() -> None:
    activity = small.conversation(w.A, window=Interval(w.clock(9), w.clock(12)))

    assert small.candidates(w.World(activities=[activity], now=w.clock(13))).of(activity) == ()


def test_candidates_of_a_meeting_keep_its_own_start() -> None:
    activity = small.meeting(w.R1, w.clock(10, 10))

    (candidate,) = small.candidates(w.World(activities=[activity])).of(activity)

    assert candidate.starts == (w.clock(10, 10),)


def test_candidates_of_a_departure_are_flights_of_which_notice_can_still_be_given() -> None:
    activity = small.departure(w.C)
    world = small.leaving_world(activity)

    found = small.candidates(world).of(activity)

    assert [candidate.starts for candidate in found] == [(w.clock(12),), (w.clock(12, 0, w.TUESDAY),)]


def test_capacity_of_another_resource_does_not_help() -> None:
    activity = small.conversation(w.A)
    elsewhere = Capacity(resource=ResourceRef(ResourceKind.ROOM, "dc"), interval=w.SCOPE, amount=3)

    assert small.candidates(w.World(activities=[activity]).with_resources(capacities=(elsewhere,))).of(activity) == ()
