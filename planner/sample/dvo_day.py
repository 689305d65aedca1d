"""One day of DV&O's transport for the whole chain. Not allowed here: weeks and diaries.

How many vehicles there are is chosen so that the day is full but can be done: with peak hours, breaks and crews' skills
84 vehicles, 7 of them on stand-by, carry the 450 requests, all but those made impossible on purpose.
"""

from dataclasses import replace
from datetime import timedelta

from planner.domain.activities import Activity
from planner.domain.facts import Fact
from planner.sample.caseload import draw_groups
from planner.sample.moves import Dispatch
from planner.sample.people import draw_units, facts_of_people
from planner.sample.regievoerders import draw_staff
from planner.sample.sizes import DVO_DAY_PERSONS
from planner.sample.unplannable import Cause, spoil_moves
from planner.sample.vehicles import draw_vehicles
from planner.sample.world import World

_MOST_TOGETHER = 4


def draw_dvo_day(world: World) -> tuple[tuple[Fact, ...], tuple[Cause, ...]]:
    """Return the facts of the Wednesday of the week, and the requests that cannot be met."""
    day = world.week.monday + timedelta(days=2)
    groups = draw_groups(world)
    staff = draw_staff(world, groups).regievoerders
    units = draw_units(world, groups, staff)
    own = [unit for unit in units if len(unit.cases) == 1]
    vehicles = draw_vehicles(world, [day - timedelta(days=1), day, day + timedelta(days=1)])
    moves = Dispatch(world, own, vehicles).day(day, world.scale.moves, world.scale.own_moves)
    moves, causes = spoil_moves(world, moves, ())
    moves = _with_persons(world, moves, {key for key, _ in causes})
    facts: tuple[Fact, ...] = (
        *world.places,
        *world.closed_days,
        *staff,
        *facts_of_people(world, units, staff),
        *vehicles,
        *moves,
    )
    return facts, tuple(causes)


def _with_persons(world: World, moves: list[Activity], fixed: set[str]) -> list[Activity]:
    """Add or take away a person here and there until all requests together move 700."""
    stream = world.stream("persons")
    result = list(moves)
    free = [i for i, move in enumerate(moves) if not move.cases and move.key not in fixed]
    missing = DVO_DAY_PERSONS - sum(move.move.persons for move in moves)
    step = 1 if missing > 0 else -1
    while missing:
        index = stream.choice(free)
        detail = result[index].move
        if 1 <= detail.persons + step <= _MOST_TOGETHER and not detail.wheelchair:
            result[index] = replace(result[index], detail=replace(detail, persons=detail.persons + step))
            missing -= step
    return result
