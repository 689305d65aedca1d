"""Where the thirty places of the reference table must have lain: ``python -m benchmarks roads --positions``.

The table names its places and does not say where they lie. Each is moved in steps from the middle of its town, at most
three kilometres, as long as the kilometres of one routing program (``km_valhalla``) are met better; the figures that
errors are taken against have no part in it. Not allowed here: judging errors.
"""

import csv
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from maps.roads.network import RoadNetwork
from maps.travel import great_circle_km
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from tests.maps.roads.reference import PLACES, Position

STEPS = (0.012, 0.005, 0.002)
"""Degrees of latitude, coarse to fine; of longitude 1.6 times as much, which is as far in the Netherlands."""
FURTHEST_KM = 3.0
ROUNDS = 8
"""At most so many rounds over all places with one step."""
_LON = 1.6
_Floats = NDArray[np.float64]


def fitted(network: RoadNetwork, table: Path) -> dict[str, Position]:
    """Return the position of each place by name."""
    wanted = _wanted(table)
    at = [town for town, _ in PLACES.values()]
    for step in STEPS:
        for _ in range(ROUNDS):
            moved = _round(network, wanted, at, step)
            if moved == at:
                break
            at = moved
    return dict(zip(PLACES, at, strict=True))


def show(network: RoadNetwork, table: Path) -> None:
    """Print the positions, as ``tests.maps.roads.reference`` holds them."""
    print("\nposition that fits km_valhalla best")
    for name, (lat, lon) in fitted(network, table).items():
        print(f"{name:<18}{lat:9.4f}{lon:9.4f}{great_circle_km([PLACES[name][0], (lat, lon)])[0, 1]:7.1f} km")


def _wanted(table: Path) -> _Floats:
    """Return the kilometres between places, NaN where the table has none."""
    index = {name: number for number, name in enumerate(PLACES)}
    found = np.full((len(index), len(index)), np.nan)
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[index[row["from"]], index[row["to"]]] = float(row["km_valhalla"])
    return found


def _round(network: RoadNetwork, wanted: _Floats, at: Sequence[Position], step: float) -> list[Position]:
    """Return the positions after each place, in order, took the best of where it is and the eight places around."""
    options = [_around(spot, town, step) for spot, (town, _) in zip(at, PLACES.values(), strict=True)]
    flat = [spot for around in options for spot in around]
    first = np.concatenate(([0], np.cumsum([len(around) for around in options])))
    _, kilometres = network.times([_place(number, spot) for number, spot in enumerate(flat)])
    chosen = first[:-1].copy()
    for place, around in enumerate(options):
        rows = np.arange(first[place], first[place] + len(around))
        there, back = kilometres[np.ix_(rows, chosen)], kilometres[np.ix_(chosen, rows)].T
        off = np.abs(np.hstack((there / wanted[place], back / wanted[:, place])) - 1)
        off[:, [place, place + len(chosen)]] = np.nan
        chosen[place] = rows[int(np.nanmean(off, axis=1).argmin())]
    return [flat[number] for number in chosen]


def _around(spot: Position, town: Position, step: float) -> list[Position]:
    """Return the position itself first, then those a step away that are not too far from the town."""
    found = [
        (round(spot[0] + north * step, 4), round(spot[1] + east * step * _LON, 4))
        for north, east in product((0, 1, -1), repeat=2)
    ]
    away = great_circle_km([town, *found])[0, 1:]
    return [found[0], *(one for one, km in zip(found[1:], away[1:], strict=True) if km <= FURTHEST_KM)]


def _place(number: int, at: Position) -> Place:
    return Place(id=PlaceId(str(number)), name="", kind=PlaceKind.OFFICE, city="", lat=at[0], lon=at[1])
