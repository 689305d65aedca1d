"""Several repairs of one disruption: that they really differ, and what is said where there are fewer than asked."""

from dataclasses import replace

from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import BlockingFact, BlockReason
from planner.domain.disruption import FactStep
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.ports.repairing import Repair, RepairWay, Sought, Wanted
from solver.repairing.offering import what_of
from tests.solver import world as w
from tests.solver.editing.journeys import FIRST, SECOND, desk_of, leaves, problem
from tests.solver.repairing.published import Published, gone, new
from tests.solver.rules.cases import talk
from tests.solver.small import conversation

THREE = Wanted(count=3, seconds=60.0)


def refused(week: Published) -> tuple[FactStep, ...]:
    """Return that C does not go on the flight it was booked on."""
    return new(
        Booking(
            activity=leaves(w.C),
            flight=SECOND,
            state=BookingState.CANCELLED,
            since=week.problem.recorded_at,
            reason=CancelReason.RESISTANCE,
        )
    )


def flown() -> Published:
    """Return the week with the household on the first flight and C on the second."""
    about = problem()
    carriers = tuple(replace(carrier, max_depa=3) for carrier in about.resources.carriers)
    about = replace(about, resources=replace(about.resources, carriers=carriers))
    return Published(about, desk_of(about, A=FIRST, C=SECOND).plan)


def spoken(number: int = 2, rooms: int = 1) -> Published:
    """Return a morning with so many conversations of A and B, one after the other, with rooms at the azc."""
    morning = Interval(w.clock(9), w.clock(13))
    talks = [conversation(case, at, window=morning) for at, case in enumerate((w.A, w.C)[:number], start=1)]
    world = w.World(activities=talks).with_resources(capacities=(w.rooms(w.AZC, rooms), w.interpreters(1)))
    plan = [talk(one, w.clock(9 + at)) for at, one in enumerate(talks)]
    return Published(world.problem(), w.plan_of(talks, plan))


def differ(repairs: tuple[Repair, ...]) -> bool:
    """Return whether no two repairs come to the same."""
    return len({what_of(repair.deal) for repair in repairs}) == len(repairs)


def test_three_repairs_differ_in_where_the_person_goes_and_each_is_judged() -> None:
    week = flown()
    steps = gone(next(f for f in week.problem.resources.flights if f.id == FIRST))

    found = week.repairer.propose(steps, THREE)

    assert found.sought is Sought.ENOUGH
    assert len(found.repairs) == 3
    assert differ(found.repairs)
    assert [week.hard(steps, one) for one in found.repairs] == [[], [], []]
    assert found.repairs[0].dropped == ()


def test_all_there_are_is_said_to_have_been_looked_for() -> None:
    week = flown()

    found = week.repairer.propose(refused(week), Wanted(count=5, seconds=60.0))

    assert found.sought is Sought.LOOKED
    assert 2 <= len(found.repairs) < 5
    assert differ(found.repairs)
    assert [one.way for one in found.repairs][-1] is RepairWay.DROPPING


def test_where_nothing_has_another_place_and_nobody_waits_that_is_shown() -> None:
    week = flown()
    blocked = BlockingFact(case=w.C, reason=BlockReason.NEW_APPLICATION, valid=Interval(week.problem.recorded_at))

    found = week.repairer.propose(new(blocked), THREE)

    assert [one.way for one in found.repairs] == [RepairWay.DROPPING]
    assert found.sought is Sought.SHOWN


def test_where_nothing_happens_to_the_plan_there_is_one_way() -> None:
    week = flown()
    over = BlockingFact(case=w.A, reason=BlockReason.MEDICAL, valid=Interval(w.HORIZON.start, w.clock(1)))

    found = week.repairer.propose(new(over), THREE)

    assert ([one.way for one in found.repairs], found.sought) == ([RepairWay.NOTHING], Sought.SHOWN)


def test_without_time_one_is_offered_and_it_says_that_there_may_be_more() -> None:
    week = flown()

    found = week.repairer.propose(refused(week), Wanted(count=3, seconds=0.0))

    assert (len(found.repairs), found.sought) == (1, Sought.TIME)


def test_a_conversation_that_has_to_move_is_offered_other_hours() -> None:
    week = spoken(1)
    away = Interval(w.clock(9), w.clock(10))
    steps = new(Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R1), interval=away))

    found = week.repairer.propose(steps, THREE)

    starts = [change.after.start for one in found.repairs for change in one.changes if change.after is not None]
    assert (len(found.repairs), len(set(starts))) == (3, 3)
    assert all(start >= away.end for start in starts if away.end is not None)


def test_an_hour_that_comes_free_is_offered_to_a_conversation_without_one() -> None:
    """A is away for good; C had no room in the only hour in which the room is there."""
    week = spoken()
    one, other = week.problem.activities
    only = Interval(w.clock(9), w.clock(10))
    talks = (replace(one, window=only), replace(other, window=only))
    about = replace(week.problem, activities=talks, baseline=())
    plan = w.plan_of(talks, [talk(talks[0], w.clock(9))])
    assert [item.activity for item in plan.unplanned] == [other.key]
    published = Published(about, plan)
    steps = new(Absence(resource=ResourceRef(ResourceKind.CASE, w.A), interval=Interval(w.clock(8))))

    found = published.repairer.propose(steps, THREE)

    assert [one.way for one in found.repairs] == [RepairWay.DROPPING, RepairWay.BACKFILL]
    assert found.repairs[1].added == (other.key,)
    assert published.now(found.repairs[1])[other.key].start == w.clock(9)
    assert published.hard(steps, found.repairs[1]) == []
