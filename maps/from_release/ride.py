"""The part of a day that is an operation's own: from where its persons get in to where they get out.

Not allowed here: drawing, files, who may open what.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from maps.view import DayMap, MapStop, RideMap, SiteInfo, StopTask, VehicleRoute


def ride_map(days: Sequence[DayMap], operations: Collection[str]) -> RideMap:
    """Return the rides with these numbers; what else the vehicles do is not in it.

    Raises
    ------
    LookupError
        When none of the operations rides on these days.
    """
    routes = tuple(part for day in days for route in day.routes for part in _parts(route, operations))
    if not routes:
        raise LookupError(f"{', '.join(sorted(operations))} do not ride\nAsk for operations of the days.")
    return RideMap(
        routes=routes,
        travel_is_estimate=all(day.travel_is_estimate for day in days),
        attribution=next((day.attribution for day in days if day.attribution), ""),
    )


def _parts(route: VehicleRoute, operations: Collection[str]) -> Iterator[VehicleRoute]:
    """Yield each stretch that belongs to one of the operations, or to several that ride together."""
    mine: set[int] = set()
    for operation in operations:
        at = [number for number, stop in enumerate(route.stops) if operation in stop.codes]
        mine.update(range(at[0], at[-1]) if at else ())
    starts = sorted(leg for leg in mine if leg - 1 not in mine)
    for start in starts:
        end = next(leg for leg in range(start, len(route.stops)) if leg not in mine)
        stops = tuple(_bare(stop) for stop in route.stops[start : end + 1])
        yield VehicleRoute(vehicle=route.vehicle, stops=stops, legs=route.legs[start:end])


def _bare(stop: MapStop) -> MapStop:
    task = StopTask.DELIVER if stop.task is StopTask.DELIVER else StopTask.PICK_UP
    return replace(
        stop,
        task=task,
        persons=0,
        codes=(),
        latest="",
        note="",
        closed="",
        site=SiteInfo(),
        arrives=None,
        leaves=None,
    )
