"""Looking for the cheapest place for one request on one route, compiled.

A place is judged by the labels of its neighbours; only where a ride limit may bite is the whole route timed. (Bounds
lean on travel by way of another place taking no less time; where it does, a place may be missed, never a wrong one
taken.) Not allowed here: other routes, and changing anything.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.driving import drive, travel
from solver.kernel.loads import conflict, has_room, has_room_during, quarrel_change
from solver.kernel.memory import (
    ASSIGNMENT_COST,
    BEFORE,
    CHEAPEST,
    COST,
    DELIVERY,
    DEPOT,
    EARLIEST,
    INDEX,
    INTO,
    LATE,
    LATEST,
    LEAVE,
    LEFT_ASIDE,
    LEG,
    LENGTH,
    LIMITED,
    LIMITS,
    LIST,
    MEMO_WIDTH,
    MEMOS,
    NEXT,
    NOWHERE,
    OUT,
    OWNER,
    PICKUP,
    PLACE,
    QUARRELS,
    RIDE,
    SERVICE,
    START,
    STRETCHES,
    TRAVEL_FROM,
    TRAVEL_TO,
)
from solver.kernel.problem import NONE, Ints
from solver.kernel.timing import on_grid, timed


@inner
def scan_route(memory: Ints, route: int, request: int) -> None:
    """Write the cheapest place on one route as the place looked at; the place left aside is not taken."""
    memory[PLACE + 2] = NOWHERE
    base = memory[memory[request + MEMOS] + memory[route + INDEX] * MEMO_WIDTH + ASSIGNMENT_COST]
    if memory[route + LENGTH] == 0:
        base += memory[route + COST]
    if memory[request + DELIVERY] < 0:
        scan_visit(memory, route, request, base)
    else:
        scan_pair(memory, route, request, base)


@small
def scan_visit(memory: Ints, route: int, request: int, base: int) -> None:
    """Try every place for a single stop."""
    stop, depot = memory[request + PICKUP], memory[route + DEPOT]
    at, quarrelling = depot, 0
    while True:
        after = memory[at + NEXT]
        start = arrive(memory, at, stop)
        if start > memory[stop + LATEST]:
            return
        if memory[request + QUARRELS]:
            quarrelling += quarrel_change(memory, request, at, depot)
        added = base + travel(memory, at, stop) + travel(memory, stop, after) - memory[after + LEG]
        if added < memory[PLACE + 2] and quarrelling == 0 and goes_between(memory, route, request, at, start):
            offer(memory, route, request, at, NONE, added)
        at = after
        if at == depot:
            return


@small
def scan_pair(memory: Ints, route: int, request: int, base: int) -> None:
    """Try every place for the pick-up, and for each those for the delivery that may be cheaper than the best so far."""
    pickup, delivery, depot = memory[request + PICKUP], memory[request + DELIVERY], memory[route + DEPOT]
    direct, quarrelling = travel(memory, pickup, delivery), 0
    at = first_behind(memory, depot, pickup, delivery)
    if memory[request + QUARRELS]:
        at = depot
    while True:
        after = memory[at + NEXT]
        start = arrive(memory, at, pickup)
        if start > memory[pickup + LATEST]:
            return
        if memory[request + QUARRELS]:
            quarrelling += quarrel_change(memory, request, at, depot)
        coming = base + travel(memory, at, pickup) - memory[after + LEG]
        detour = coming + travel(memory, pickup, after)
        beside = coming + direct + travel(memory, delivery, after)
        hope = beside if after == depot else min(beside, detour + memory[after + CHEAPEST])
        if hope < memory[PLACE + 2] and quarrelling == 0 and goes_between(memory, route, request, at, start):
            leave = start + memory[pickup + SERVICE]
            offer_beside(memory, route, request, at, leave, beside)
            scan_delivery(memory, route, request, at, leave, detour)
        at = after
        if at == depot:
            return


@small
def arrive(memory: Ints, at: int, stop: int) -> int:
    """Return when a stop starts that is put behind a node."""
    start, earliest = drive(memory, memory[at + LEAVE], travel(memory, at, stop)), memory[stop + EARLIEST]
    begun: int = on_grid(memory, start) if start > earliest else earliest
    return begun


@small
def goes_between(memory: Ints, route: int, request: int, at: int, start: int) -> bool:
    """Return whether a request's first stop fits behind a node, by the time of what comes after and by its load."""
    stop, after = memory[request + PICKUP], memory[at + NEXT]
    onward = drive(memory, start + memory[stop + SERVICE], travel(memory, stop, after))
    fits: bool = onward <= memory[after + LATE] and has_room(memory, route, at, request)
    return fits


@small
def first_behind(memory: Ints, depot: int, pickup: int, delivery: int) -> int:
    """Return the node behind which a pick-up may come at the earliest.

    Nodes from there on then hold the least travel that the delivery adds behind them or any later one.
    """
    ready, from_pickup = memory[pickup + EARLIEST] + memory[pickup + SERVICE], memory[pickup + TRAVEL_FROM]
    coming, going = memory[delivery + TRAVEL_TO], memory[delivery + TRAVEL_FROM]
    earliest, latest, service = memory[delivery + EARLIEST], memory[delivery + LATEST], memory[delivery + SERVICE]
    least, node, after = NOWHERE, memory[depot + BEFORE], depot
    while node != depot:
        if drive(memory, ready, memory[from_pickup + memory[node + INTO]]) > memory[node + LATE]:
            first: int = node
            return first
        there, home = memory[coming + memory[node + OUT]], memory[going + memory[after + INTO]]
        added = there + home - memory[after + LEG]
        if added < least:
            arrive = drive(memory, memory[node + LEAVE], there)
            if arrive <= latest and drive(memory, max(arrive, earliest) + service, home) <= memory[after + LATE]:
                least = added
        memory[node + CHEAPEST] = least
        after, node = node, memory[node + BEFORE]
    return depot


@small
def offer_beside(memory: Ints, route: int, request: int, at: int, leave: int, added: int) -> None:
    """Try the delivery right behind the pick-up."""
    pickup, delivery, after = memory[request + PICKUP], memory[request + DELIVERY], memory[at + NEXT]
    if added >= memory[PLACE + 2]:
        return
    minutes = travel(memory, pickup, delivery)
    drop = drive(memory, leave, minutes)
    if drop > memory[delivery + LATEST] or is_too_long(memory, request, minutes):
        return
    drop = on_grid(memory, max(drop, memory[delivery + EARLIEST]))
    leave = drop + memory[delivery + SERVICE]
    if drive(memory, leave, travel(memory, delivery, after)) <= memory[after + LATE]:
        offer(memory, route, request, at, pickup, added)


@small
def scan_delivery(memory: Ints, route: int, request: int, at: int, leave: int, detour: int) -> None:
    """Try the places for the delivery further on, after a pick-up behind node ``at`` that is left at ``leave``."""
    delivery, depot, riding = memory[request + DELIVERY], memory[route + DEPOT], 0
    coming, going = memory[delivery + TRAVEL_TO], memory[delivery + TRAVEL_FROM]
    node = memory[at + NEXT]
    minutes = travel(memory, memory[request + PICKUP], node)
    while node != depot and detour + memory[node + CHEAPEST] < memory[PLACE + 2]:
        start = drive(memory, leave, minutes)
        start = on_grid(memory, start) if start > memory[node + START] else memory[node + START]
        if start > memory[node + LATE] or not has_room_during(memory, route, node, request):
            return
        if memory[request + QUARRELS] and conflict(memory, request, memory[node + OWNER]):
            return
        leave, after = start + memory[node + SERVICE], memory[node + NEXT]
        riding += minutes + memory[node + SERVICE]
        there, home = memory[coming + memory[node + OUT]], memory[going + memory[after + INTO]]
        drop = drive(memory, leave, there)
        if drop > memory[delivery + LATEST] or is_too_long(memory, request, riding + there):
            return
        minutes = memory[after + LEG]
        added = detour + there + home - minutes
        if added < memory[PLACE + 2]:
            drop = on_grid(memory, max(drop, memory[delivery + EARLIEST])) + memory[delivery + SERVICE]
            if drive(memory, drop, home) <= memory[after + LATE]:
                offer(memory, route, request, at, node, added)
        node = after


@small
def is_too_long(memory: Ints, request: int, minutes: int) -> bool:
    """Return whether so many minutes of driving and service are more than a request may ride, whenever it starts."""
    too_long: bool = memory[STRETCHES] == 0 and minutes > memory[request + RIDE]
    return too_long


@inner
def offer(memory: Ints, route: int, request: int, after_pickup: int, after_delivery: int, added: int) -> None:
    """Keep a place that is cheaper than the best so far, if the ride limits that may bite hold there too."""
    if after_pickup == memory[LEFT_ASIDE] and after_delivery == memory[LEFT_ASIDE + 1]:
        return
    if memory[route + LIMITS] > 0 or memory[request + LIMITED]:
        count = list_with(memory, route, request, after_pickup, after_delivery)
        if not timed(memory, route, count):
            return
    memory[PLACE], memory[PLACE + 1], memory[PLACE + 2] = after_pickup, after_delivery, added


@inner
def list_with(memory: Ints, route: int, request: int, after_pickup: int, after_delivery: int) -> int:
    """List the stops of a route with the request's behind these nodes; return how many there are."""
    pickup, delivery = memory[request + PICKUP], memory[request + DELIVERY]
    depot, stops, count = memory[route + DEPOT], memory[LIST], 0
    node = depot
    while True:
        if node == after_pickup:
            memory[stops + count] = pickup
            count += 1
        if delivery >= 0 and (node == after_delivery or (node == after_pickup and after_delivery == pickup)):
            memory[stops + count] = delivery
            count += 1
        node = memory[node + NEXT]
        if node == depot:
            return count
        memory[stops + count] = node
        count += 1
