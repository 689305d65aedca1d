"""All three levels about one activity, and what else a planned one could have been.

Not allowed here: how each level is worked out.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Answer, BlockingTable, Conflict, Repair, RepairKind, RunnerUp
from planner.domain.ids import ActivityKey
from solver.clock import Budget, OutOfTimeError
from solver.why.conflict import fixed_conflict
from solver.why.core import movable_for, shifting_conflict
from solver.why.ejection import moving_one_ride
from solver.why.examined import Examined, examined
from solver.why.ground import Ground
from solver.why.hopeless import nothing_to_do
from solver.why.permitted import by_entry, by_exception, by_offer, by_standby_vehicle, by_substitute
from solver.why.prices import total
from solver.why.repairs import another_day, fitting, in_place, instead, moving_others
from solver.why.shifting import Shifting
from solver.why.table import as_spot, blocking_table
from solver.why.ways import EVERYTHING, Question

LOG = logging.getLogger(__name__)
LEVEL_SECONDS = 10.0
"""Time for each of the levels 2 and 3."""
MOST_REPAIRS, MOST_RUNNERS_UP = 3, 3
TABLE, CONFLICT, REPAIRS = 1, 2, 3


def answered(
    ground: Ground,
    activity: Activity,
    level: int = REPAIRS,
    question: Question = EVERYTHING,
    seconds: float = LEVEL_SECONDS,
) -> Answer:
    """Return what there is to say about an activity up to a level; of a planned one its runners-up as well."""
    times: list[int] = []
    planned = ground.view.appointments.get(activity.key)
    begun = time.perf_counter()
    spots = [spot for spot in examined(ground, activity, question) if not _is(spot, ground, activity.key)]
    table = blocking_table(ground, activity, found=spots)
    begun = _lap(times, begun)
    conflicts: tuple[Conflict, ...] = ()
    repairs: tuple[Repair, ...] = ()
    no_repair = ""
    runners_up: tuple[RunnerUp, ...] = ()
    if level >= CONFLICT and planned is None:
        conflicts = conflicts_of(ground, activity, spots, question, Budget.of(seconds))
        begun = _lap(times, begun)
    if level >= REPAIRS and planned is None:
        clock = Budget.of(seconds)
        repairs = repairs_of(ground, activity, spots, clock)
        no_repair = "" if repairs else nothing_to_do(ground, activity, spots, conflicts, clock)
        begun = _lap(times, begun)
    if level >= CONFLICT and planned is not None:
        runners_up = runners_up_of(ground, spots, Budget.of(seconds))
        begun = _lap(times, begun)
    found = _answer(ground, activity, table, (conflicts, repairs, runners_up), times)
    return replace(found, no_repair=no_repair)


def conflicts_of(
    ground: Ground, activity: Activity, spots: Sequence[Examined], question: Question, clock: Budget
) -> tuple[Conflict, ...]:
    """Return why it does not fit as things stand, and, where others take its place, why moving them is not enough."""
    fixed = fixed_conflict(ground, activity, found=spots, seconds=clock.left)
    if fixed is None:
        return ()
    found = [fixed]
    movable = movable_for(ground, activity, spots) if activity.kind is not ActivityKind.MOVE else []
    if movable:
        shifting = Shifting(ground, activity, movable, question)
        further = shifting_conflict(ground, shifting, activity, clock)
        found += [] if further is None else [further]
    return tuple(found)


def repairs_of(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> tuple[Repair, ...]:
    """Return the cheapest repair of up to three kinds, the cheapest of all first."""
    found: dict[RepairKind, Repair] = {}
    for finder in _finders(ground, activity, spots, clock):
        try:
            one = finder()
        except OutOfTimeError:
            break
        if one is not None and (one.kind not in found or total(one.price) < total(found[one.kind].price)):
            found[one.kind] = one
    return tuple(sorted(found.values(), key=lambda one: total(one.price))[:MOST_REPAIRS])


def runners_up_of(ground: Ground, spots: Sequence[Examined], clock: Budget) -> tuple[RunnerUp, ...]:
    """Return the cheapest other moments that are free, on different days or with other means if there are."""
    best: dict[object, RunnerUp] = {}
    try:
        for one in in_place(ground, [spot for spot in spots if not spot.obstacles], clock):
            row = one.spot.resource
            found = RunnerUp(spot=as_spot(ground, one.spot), price=one.price)
            key = (row, one.spot.start // (24 * 60))
            if key not in best or total(found.price) < total(best[key].price):
                best[key] = found
    except OutOfTimeError:
        LOG.info("not all free spots were priced in time")
    order = sorted(best.values(), key=lambda one: (total(one.price), one.spot.start))
    return tuple(order[:MOST_RUNNERS_UP])


def _finders(
    ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget
) -> Iterator[Callable[[], Repair | None]]:
    yield partial(fitting, ground, activity, spots, clock)
    yield partial(by_exception, ground, activity, spots, clock)
    yield partial(by_entry, ground, activity, spots, clock)
    yield partial(by_offer, ground, activity, spots, clock)
    yield partial(by_substitute, ground, activity, spots, clock)
    yield partial(by_standby_vehicle, ground, activity, clock)
    yield partial(another_day, ground, activity, clock)
    yield partial(instead, ground, activity, spots, clock)
    if activity.kind is ActivityKind.MOVE:
        yield partial(moving_one_ride, ground, activity, spots, clock)
    elif spots:
        yield partial(_moved, ground, activity, spots, clock)


def _moved(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> Repair | None:
    shifting = Shifting(ground, activity, movable_for(ground, activity, spots))
    return moving_others(ground, activity, shifting, clock)


def _is(spot: Examined, ground: Ground, key: ActivityKey) -> bool:
    """Return whether a spot is where the activity stands now."""
    now = ground.view.appointments.get(key)
    if now is None or now.start != spot.start:
        return False
    used = {part.resource for part in now.participations}
    return {use.resource for use in spot.mode.uses} <= used and now.place == spot.mode.place


def _lap(times: list[int], begun: float) -> float:
    now = time.perf_counter()
    times.append(round((now - begun) * 1000))
    return now


def _answer(
    ground: Ground,
    activity: Activity,
    table: BlockingTable,
    found: tuple[tuple[Conflict, ...], tuple[Repair, ...], tuple[RunnerUp, ...]],
    times: Sequence[int],
) -> Answer:
    conflicts, repairs, runners_up = found
    return Answer(
        activity=activity.key,
        planned=ground.view.appointments.get(activity.key),
        table=table,
        conflicts=conflicts,
        repairs=repairs,
        runners_up=runners_up,
        milliseconds=tuple(times),
    )
