"""How many stand-by vehicles each depot needs: how many rides back there are at the same time, run after run.

Not allowed here: which vehicle drives for whom (``solver.fallbacks``).
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.failing import FailStage
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.plan import Fallback
from planner.domain.simulation import StandbyNeed
from planner.domain.time import Interval, Minute
from solver.failing import Failing, ready_at
from solver.known import Known
from solver.robustness.draws import Draws, Floats
from solver.robustness.situations import Leaving


@dataclass(frozen=True, slots=True)
class _Demand:
    """A ride back that only a stand-by vehicle can do; members of a household ride together."""

    depot: PlaceId
    start: Minute
    end: Minute
    stage: FailStage
    column: int


def standby_needs(
    known: Known,
    fallbacks: Sequence[Fallback],
    departures: Sequence[Leaving],
    rides: Mapping[ActivityKey, Failing],
    draws: Draws,
    when: Interval,
) -> tuple[StandbyNeed, ...]:
    """Return per depot how many suffice in as many of all runs as the setting asks."""
    demands: dict[PlaceId, list[_Demand]] = defaultdict(list)
    for demand in _demands(known, fallbacks, departures, rides):
        demands[demand.depot].append(demand)
    there = _there(known, when)
    share = known.setting("T02", "standby-quantile", when.start) / 100
    return tuple(
        _need(depot, demands.get(depot, ()), draws, there.get(depot, 0), share)
        for depot in sorted(demands.keys() | there.keys())
    )


def _need(depot: PlaceId, demands: Sequence[_Demand], draws: Draws, there: int, share: float) -> StandbyNeed:
    runs = len(draws.cancelled)
    asked: Floats = np.zeros((runs, len(demands)))
    for i, demand in enumerate(demands):
        asked[:, i] = draws.fails_at(demand.stage)[:, demand.column]
    peak = np.zeros(runs)
    for at in sorted({demand.start for demand in demands}):
        now = np.array([demand.start <= at < demand.end for demand in demands], float)
        peak = np.maximum(peak, asked @ now)
    needed = np.quantile(peak, share, method="inverted_cdf") if demands else 0
    mean = float(asked.sum(axis=1).mean()) if demands else 0.0
    return StandbyNeed(depot=depot, needed=math.ceil(needed), there=there, mean=round(mean, 2))


def _demands(
    known: Known, fallbacks: Sequence[Fallback], departures: Sequence[Leaving], rides: Mapping[ActivityKey, Failing]
) -> list[_Demand]:
    column = {item.departure.key: i for i, item in enumerate(departures)}
    found: dict[tuple[object, ...], _Demand] = {}
    for fallback in fallbacks:
        item = rides.get(fallback.activity)
        other = fallback.vehicle is not None and not fallback.standby
        if fallback.stage is FailStage.PICKUP or item is None or other or fallback.activity not in column:
            continue
        start, end = _stretch(known, item, fallback)
        depot = _depot(known, fallback)
        if depot is not None:
            party = (item.party, fallback.stage, start, fallback.returns_to)
            found.setdefault(party, _Demand(depot, start, end, fallback.stage, column[fallback.activity]))
    return list(found.values())


def _stretch(known: Known, item: Failing, fallback: Fallback) -> tuple[Minute, Minute]:
    """Return how long a vehicle is taken: as arranged, else at once."""
    move = item.ride.move.move
    leaves = fallback.leaves
    if leaves is None:
        leaves = Minute(ready_at(known, item, fallback.stage) + move.pickup_service)
    drive = known.drive(fallback.waits_at, fallback.returns_to, leaves)
    end = fallback.back_at if fallback.back_at is not None else Minute(leaves + drive + move.delivery_service)
    return Minute(leaves - move.pickup_service), Minute(max(end, leaves + 1))


def _depot(known: Known, fallback: Fallback) -> PlaceId | None:
    """Return the depot of the stand-by vehicle, else the one nearest to where the person waits."""
    vehicle = known.vehicles.get(fallback.vehicle) if fallback.vehicle else None
    if vehicle is not None:
        return vehicle.depot
    own = {v.depot for v in known.vehicles.values() if v.standby} or {v.depot for v in known.vehicles.values()}
    return min(own, key=lambda depot: (known.travel(depot, fallback.waits_at), depot), default=None)


def _there(known: Known, when: Interval) -> dict[PlaceId, int]:
    found: dict[PlaceId, int] = defaultdict(int)
    for vehicle in known.vehicles.values():
        if vehicle.standby and any(shift.overlaps(when.start, when.end) for shift in vehicle.shifts):
            found[vehicle.depot] += 1
    return found
