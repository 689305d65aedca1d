"""Moves that no plan can hold."""

from dataclasses import replace

from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.time import Interval
from solver.proof.moves import cost_of, hopeless_moves
from tests.solver import world as w
from tests.solver.moving import DETAIL, move, world


def test_a_move_that_a_bus_can_make_alone_is_possible() -> None:
    assert hopeless_moves(world([move("kan")]).problem()) == frozenset()


def test_a_move_for_more_than_any_bus_holds_is_hopeless_and_costs_one() -> None:
    # the bus has four seats
    problem = world([move("groep", replace(DETAIL, persons=5)), move("kan")]).problem()

    found = hopeless_moves(problem)

    assert found == {ActivityKey("groep")}
    assert cost_of(problem, found) == {Level.REALISED: 1}


def test_a_move_when_no_bus_works_is_hopeless() -> None:
    # the bus is back at its depot at 16
    late = replace(
        DETAIL,
        pickup=Interval(w.clock(18), w.clock(19)),
        delivery=Interval(w.clock(18), w.clock(20)),
    )

    assert hopeless_moves(world([move("laat", late)]).problem()) == {ActivityKey("laat")}


def test_a_move_without_time_for_the_drive_is_hopeless() -> None:
    # fifteen minutes to get in, half an hour to drive, ten to get out: from 9 on nobody is there by 9:30
    short = replace(DETAIL, pickup=Interval(w.clock(9), w.clock(9, 15)), delivery=Interval(w.clock(9), w.clock(9, 30)))

    assert hopeless_moves(world([move("kort", short)]).problem()) == {ActivityKey("kort")}


def test_a_stand_by_bus_does_not_count() -> None:
    problem = world([move("kan")]).problem()
    standby = tuple(replace(vehicle, standby=True) for vehicle in problem.resources.vehicles)
    without = replace(problem, resources=replace(problem.resources, vehicles=standby))

    assert hopeless_moves(without) == {ActivityKey("kan")}


def test_moves_that_serve_or_follow_others_are_left_aside() -> None:
    big = replace(DETAIL, persons=5)
    serving, following = replace(big, serves=ActivityKey("vertrek")), replace(big, after=ActivityKey("eerste"))

    assert hopeless_moves(world([move("voor", serving), move("na", following)]).problem()) == frozenset()
