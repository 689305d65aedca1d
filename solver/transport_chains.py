"""Moves that follow each other: each gets its own part of the time, and none is planned without the one before.

Not allowed here: vehicles and searching.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Unplanned, UnplannedCode
from planner.domain.time import Minute
from solver import naming
from solver.known import Known
from solver.rules.move_follows import MoveFollows
from solver.transport_orders import GRID, Order, Sorted, no_time, not_planned


def chained(known: Known, found: Sorted) -> Sorted:
    """Return the orders with the moves before and after them kept out of their windows.

    Where the windows of two moves overlap the time is divided evenly, so that both can be searched at once.
    """
    orders = {order.activity.key: order for order in found.orders}
    fixed = {appointment.activity: appointment for appointment in found.fixed}
    unplanned = list(found.unplanned)
    for key in list(_first_things_first(orders)):
        first = orders[key].detail.after
        if astray := _elsewhere(known, orders[key].activity):
            unplanned.append(astray)
            del orders[key]
        elif first in orders:
            orders[first], orders[key] = _side_by_side(known, orders[first], orders[key])
        elif first in fixed:
            orders[key] = _from(orders[key], fixed[first].end)
        elif first in known.activities:
            unplanned.append(lost(known, key))
            del orders[key]
    for follower in found.fixed:
        first = known.activities[follower.activity].move.after
        if first in orders:
            orders[first] = _until(orders[first], follower.start)
    hopeless = {key: item for key, order in orders.items() if (item := no_time(known, order)) is not None}
    left = tuple(order for key, order in orders.items() if key not in hopeless)
    return Sorted(orders=left, fixed=found.fixed, unplanned=(*unplanned, *hopeless.values()))


def without_lost(
    known: Known, appointments: Sequence[Appointment], fixed: Sequence[Appointment]
) -> tuple[tuple[Appointment, ...], tuple[Unplanned, ...]]:
    """Leave out the moves whose first move found no place, and what comes after them; what is fixed stays."""
    planned = {appointment.activity: appointment for appointment in appointments}
    kept = {appointment.activity for appointment in fixed}
    dropped: list[Unplanned] = []
    while gone := [key for key in planned if key not in kept and _has_lost(known, key, planned)]:
        dropped += [lost(known, key) for key in gone]
        for key in gone:
            del planned[key]
    return tuple(planned.values()), tuple(dropped)


def lost(known: Known, key: ActivityKey) -> Unplanned:
    """Say that a move has nothing to follow on."""
    activity = known.activities[key]
    because = MoveFollows.unplanned.say(first=activity.move.after)
    return not_planned(activity, UnplannedCode.DEPENDS, "P27", because)


def _elsewhere(known: Known, activity: Activity) -> Unplanned | None:
    """Say that the move before brings the persons to another place than where this one begins."""
    first = known.activities.get(activity.move.after) if activity.move.after else None
    if first is None or first.move.destination == activity.place:
        return None
    there, here = naming.place(known, first.move.destination), naming.place(known, activity.place)
    because = MoveFollows.elsewhere.say(first=first.key, arrived=there, leaves=here)
    return not_planned(activity, UnplannedCode.FACT, "P27", because)


def _has_lost(known: Known, key: ActivityKey, planned: Mapping[ActivityKey, Appointment]) -> bool:
    first = known.activities[key].move.after
    return first in known.activities and first not in planned


def _first_things_first(orders: Mapping[ActivityKey, Order]) -> Iterator[ActivityKey]:
    """Yield the orders with a move before them, that move first; a circle is cut where it is entered."""
    seen: set[ActivityKey] = set()
    for key in orders:
        chain: list[ActivityKey] = []
        here: ActivityKey | None = key
        while here is not None and here in orders and here not in seen and orders[here].detail.after:
            seen.add(here)
            chain.append(here)
            here = orders[here].detail.after
        yield from reversed(chain)


def _side_by_side(known: Known, first: Order, second: Order) -> tuple[Order, Order]:
    """Let the first end before the second begins: at the middle of what is possible, unless their windows do so."""
    ends = first.windows.delivery.last + first.detail.delivery_service
    if ends <= second.windows.pickup.first:
        return first, second
    earliest = _earliest_end(known, first)
    latest = _latest_pickup(known, second)
    middle = (earliest + latest) // 2 // GRID * GRID
    return _until(first, Minute(max(middle, earliest))), _from(second, Minute(max(middle, earliest)))


def _earliest_end(known: Known, order: Order) -> int:
    detail, windows = order.detail, order.windows
    there = windows.pickup.first + detail.pickup_service + known.travel(order.activity.place, detail.destination)
    return -(-max(there, windows.delivery.first) // GRID) * GRID + detail.delivery_service


def _latest_pickup(known: Known, order: Order) -> int:
    detail, windows = order.detail, order.windows
    ride = known.travel(order.activity.place, detail.destination)
    return min(windows.pickup.last, windows.delivery.last - ride - detail.pickup_service)


def _from(order: Order, moment: Minute) -> Order:
    windows = order.windows
    return replace(order, windows=replace(windows, pickup=windows.pickup.narrowed(moment, windows.pickup.last)))


def _until(order: Order, moment: Minute) -> Order:
    windows, last = order.windows, moment - order.detail.delivery_service
    return replace(order, windows=replace(windows, delivery=windows.delivery.narrowed(windows.delivery.first, last)))
