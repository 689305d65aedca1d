"""Making room for a move by giving one other ride another place."""

from dataclasses import replace

from planner.domain.activities import ActivityKind
from planner.domain.time import Interval
from solver.clock import Budget
from solver.why.answer import answered
from solver.why.ejection import moving_one_ride
from solver.why.examined import examined
from tests.solver import world as w
from tests.solver.why.kept import as_kept
from tests.solver.why.riding import BUS, bus, free_move, rides, riding
from tests.solver.why.talks import NINE, asked, held

TEN, LATER = w.clock(10), w.clock(10, 45)


def test_another_ride_is_given_another_place() -> None:
    other, activity = free_move("eerst", NINE, w.clock(13), "B"), free_move("rit", NINE, w.clock(10), persons=4)
    about = riding(activity, [rides(other, TEN, LATER)], [other])
    spots = examined(about, activity)
    assert as_kept("ejection_later", moving_one_ride(about, activity, spots, Budget()))
    assert moving_one_ride(about, activity, spots, Budget.of(-1.0)) is None
    assert moving_one_ride(about, replace(activity, kind=ActivityKind.MEETING), spots, Budget()) is None


def test_the_cheapest_of_several_rides_moves_and_as_little_as_can_be() -> None:
    others = [free_move(f"eerst{n}", NINE, w.clock(15), code, persons=2) for n, code in enumerate("BC")]
    activity = free_move("rit", NINE, w.clock(10), persons=4)
    planned = [rides(others[0], TEN, LATER), rides(others[1], w.clock(10, 5), w.clock(10, 50), "V2")]
    about = riding(activity, planned, others, [BUS, bus(), bus("V3", Interval(w.clock(11), w.clock(16)))])
    assert as_kept("ejection_of_two", moving_one_ride(about, activity, examined(about, activity), Budget()))


def test_no_ride_moves_that_is_fixed_or_has_no_other_place() -> None:
    other, activity = free_move("eerst", TEN, w.clock(11), "B"), free_move("rit", NINE, w.clock(10), persons=4)
    stands = rides(other, TEN, LATER)
    nowhere = riding(activity, [stands], [other])
    assert moving_one_ride(nowhere, activity, examined(nowhere, activity), Budget()) is None
    wide = replace(other, detail=replace(other.move, pickup=Interval(TEN, w.clock(13)), delivery=None))
    world = w.World(now=w.clock(8, 30), baseline=(stands,))
    fixed = riding(activity, [stands], [wide], world=world)
    assert moving_one_ride(fixed, activity, examined(fixed, activity), Budget()) is None


def test_no_ride_moves_for_one_that_breaks_a_rule_of_its_own() -> None:
    other = free_move("eerst", NINE, w.clock(13), "B")
    activity = free_move("rit", NINE, w.clock(10), persons=4, wheelchair=True)
    about = riding(activity, [rides(other, TEN, LATER)], [other])
    assert moving_one_ride(about, activity, examined(about, activity), Budget()) is None


def test_ride_of_the_same_person_moves() -> None:
    other, activity = free_move("eerst", NINE, w.clock(13)), free_move("rit", NINE, w.clock(10))
    about = riding(activity, [rides(other, TEN, LATER, "V2")], [other], [BUS, bus()])
    assert as_kept("ejection_same_person", moving_one_ride(about, activity, examined(about, activity), Budget()))


def test_conversation_is_not_given_another_place_for_a_move() -> None:
    talk, activity = asked(w.A), free_move("rit", NINE, w.clock(10))
    about = riding(activity, [held(talk, NINE)], [talk])
    assert moving_one_ride(about, activity, examined(about, activity), Budget()) is None


def test_answer_proposes_to_move_another_ride() -> None:
    other, activity = free_move("eerst", NINE, w.clock(13), "B"), free_move("rit", NINE, w.clock(10), persons=4)
    about = riding(activity, [rides(other, TEN, LATER)], [other])
    assert as_kept("ejection_answered", answered(about, activity).repairs)


def test_of_rides_that_cost_the_same_the_one_in_the_way_of_most_spots_moves() -> None:
    """The first bus is taken half of the time that is asked about, the second all of it."""
    names = ("a", "b")
    others = [free_move(name, NINE, w.clock(15), code, persons=4) for name, code in zip(names, "BC", strict=True)]
    activity = free_move("rit", NINE, w.clock(10, 15), persons=4)
    planned = [
        rides(others[0], w.clock(9, 50), w.clock(10, 35)),
        rides(others[1], w.clock(9, 10), w.clock(9, 55), "V2"),
    ]
    about = riding(activity, planned, others, [BUS, bus()])
    assert as_kept("ejection_most_spots", moving_one_ride(about, activity, examined(about, activity), Budget()))
