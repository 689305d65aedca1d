"""The compiled search over a road graph: shortest times from many to many, and one way from door to door.

All in one file, since the compiler looks at one file when it decides whether its stored code still holds.
Not allowed here: places, graphs, units other than minutes, metres and kilometres.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

_F = TypeVar("_F", bound=Callable[..., object])
Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Arcs = tuple[Ints, Ints, Floats]
"""(first, head, cost): arcs out of node n are ``first[n]:first[n + 1]``; of each its head, and minutes and metres."""


SLOT_MINUTES = 0.25
"""Nodes whose times differ less than this wait together."""


def _compiled(function: _F) -> _F:
    return cast(
        "_F", numba.njit(cache=True, error_model="numpy", nogil=True)(function)
    )  # it is called just like the function


@_compiled
def _push(keys: Floats, items: Ints, size: int, key: float, item: int) -> int:
    """Add to a heap of which the smallest key is first; return its new size."""
    hole = size
    while hole > 0:
        parent = (hole - 1) >> 1
        if keys[parent] <= key:
            break
        keys[hole], items[hole] = keys[parent], items[parent]
        hole = parent
    keys[hole], items[hole] = key, item
    return size + 1


@_compiled
def _pop(keys: Floats, items: Ints, size: int) -> int:
    """Take the first off a heap; return its new size."""
    size -= 1
    key, item = keys[size], items[size]
    hole = 0
    while True:
        child = 2 * hole + 1
        if child >= size:
            break
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if key <= keys[child]:
            break
        keys[hole], items[hole] = keys[child], items[child]
        hole = child
    keys[hole], items[hole] = key, item
    return size


@_compiled
def many_to_many(arcs: Arcs, near: Ints, access: Floats, begin: int, end: int) -> Floats:
    """Return minutes and metres from places ``[begin, end)`` to all, shape (end - begin, places, 2).

    They are infinite where there is no way. Threads may each do a part.
    ``near`` are the nodes each place is joined to, shape (places, joins); ``access`` the minutes and metres to get
    there, shape (places, joins, 2).
    """
    places, joins = near.shape
    nodes = len(arcs[0]) - 1
    wanted = np.zeros(nodes, np.bool_)
    for place in range(places):
        for join in range(joins):
            wanted[near[place, join]] = True
    label = np.empty((nodes, 2))
    longest = max(arcs[2][:, 0].max(), access[:, :, 0].max())
    slots = np.empty(int(longest / SLOT_MINUTES) + 2, np.int32)
    found = np.full((end - begin, places, 2), np.inf)
    for origin in range(begin, end):
        label[:] = np.inf
        for join in range(joins):
            label[near[origin, join]] = access[origin, join]
        _spread(arcs, near[origin], wanted, label, slots)
        for place in range(places):
            for join in range(joins):
                node = near[place, join]
                total = label[node, 0] + access[place, join, 0]
                if total < found[origin - begin, place, 0]:
                    found[origin - begin, place, 0] = total
                    found[origin - begin, place, 1] = label[node, 1] + access[place, join, 1]
    return found


@_compiled
def _spread(  # noqa: C901 - one loop; calls within it would take half its speed
    arcs: Arcs, start: Ints, wanted: NDArray[np.bool_], label: Floats, slots: Ints
) -> None:
    """Lower the label (minutes, metres) of all nodes from the starts, until every wanted node has its final one.

    Nodes wait in a ring of slots of ``SLOT_MINUTES``; within a slot their order does not matter, since a node whose
    minutes are lowered again comes back. So the result is exact, in half the time of a heap.
    """
    first, head, cost = arcs
    size = len(slots)
    slots[:] = -1
    item, following = np.empty(len(head), np.int32), np.empty(len(head), np.int32)
    done = np.zeros(len(first) - 1, np.bool_)
    left, waiting, used, current = wanted.sum(), 0, 0, int(label[start[0], 0] / SLOT_MINUTES)
    for node in start:
        key = int(label[node, 0] / SLOT_MINUTES)
        current = min(current, key)
        item[used], following[used], slots[key % size] = node, slots[key % size], used
        used, waiting = used + 1, waiting + 1
    while waiting > 0:
        entry = slots[current % size]
        if entry < 0:
            if left <= 0:
                break
            current += 1
            continue
        slots[current % size] = following[entry]
        waiting -= 1
        node = item[entry]
        if int(label[node, 0] / SLOT_MINUTES) != current:
            continue
        if not done[node]:
            done[node] = True
            left -= wanted[node]
        if used + first[node + 1] - first[node] > len(item):
            item = np.concatenate((item, np.empty_like(item)))
            following = np.concatenate((following, np.empty_like(following)))
        for arc in range(first[node], first[node + 1]):
            to = head[arc]
            later = label[node, 0] + cost[arc, 0]
            if later < label[to, 0]:
                label[to, 0], label[to, 1] = later, label[node, 1] + cost[arc, 1]
                slot = int(later / SLOT_MINUTES) % size
                item[used], following[used], slots[slot] = to, slots[slot], used
                used, waiting = used + 1, waiting + 1


@_compiled
def one_to_one(  # noqa: C901 - same
    arcs: Arcs, space: Floats, fastest: float, ends: tuple[Ints, Floats, Ints, Floats]
) -> tuple[float, int, Ints]:
    """Return minutes, the last node and the arcs of the quickest way, last arc first; infinite where there is none.

    ``space`` holds each node's place in space in kilometres: a straight line at the ``fastest`` speed (kilometres a
    minute) is never slower than the road. ``ends`` are nodes and minutes at the origin and at the destination.
    """
    first, head, cost = arcs
    start, start_minutes, goal, goal_minutes = ends
    nodes = len(first) - 1
    time, arc_in, tail_in = np.full(nodes, np.inf), np.full(nodes, -1, np.int32), np.full(nodes, -1, np.int32)
    done = np.zeros(nodes, np.bool_)
    keys, items = np.empty(len(head) + len(start) + 1), np.empty(len(head) + len(start) + 1, np.int32)
    size, target = 0, goal[0]
    best, last = np.inf, -1
    slack = 0.0
    for i in range(len(goal)):
        slack = max(slack, _straight(space, goal[i], target) / fastest)
    for i in range(len(start)):
        if start_minutes[i] < time[start[i]]:
            time[start[i]] = start_minutes[i]
            ahead = max(0.0, _straight(space, start[i], target) / fastest - slack)
            size = _push(keys, items, size, time[start[i]] + ahead, start[i])
    while size > 0:
        if keys[0] >= best:
            break
        node = items[0]
        size = _pop(keys, items, size)
        if done[node]:
            continue
        done[node] = True
        for i in range(len(goal)):
            if goal[i] == node and time[node] + goal_minutes[i] < best:
                best, last = time[node] + goal_minutes[i], node
        for arc in range(first[node], first[node + 1]):
            to = head[arc]
            later = time[node] + cost[arc, 0]
            if later < time[to]:
                time[to], arc_in[to], tail_in[to] = later, arc, node
                ahead = max(0.0, _straight(space, to, target) / fastest - slack)
                size = _push(keys, items, size, later + ahead, to)
    count, node = 0, last
    while node >= 0 and arc_in[node] >= 0:
        count, node = count + 1, tail_in[node]
    way, node = np.empty(count, np.int32), last
    for i in range(count):
        way[i], node = arc_in[node], tail_in[node]
    return best, last, way


@_compiled
def _straight(space: Floats, one: int, other: int) -> float:
    """Return the straight line between two nodes, through the earth."""
    x, y, z = (
        space[one, 0] - space[other, 0],
        space[one, 1] - space[other, 1],
        space[one, 2] - space[other, 2],
    )
    result: float = np.sqrt(x * x + y * y + z * z)
    return result
