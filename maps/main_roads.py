"""The main roads of an installed graph, as lines under a map.

Not allowed here: routes, travel times.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from maps.lines import LatLon
from maps.roads.graph import RoadGraph
from maps.roads.osm import OSM_UNITS
from maps.roads.simplify import simplified
from maps.roads.speeds import RoadClass

_SEEN = 150.0
"""Metres: lines may be that far from the road, for they only help to know where one is."""
_Line = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class MainRoads:
    """Lines, and whose they are. Two are the same only when they are one object."""

    lines: tuple[tuple[LatLon, ...], ...]
    attribution: str


def main_roads(graph: RoadGraph) -> MainRoads:
    """Return the motorways without their slip roads."""
    found = np.flatnonzero((graph.kind == RoadClass.MOTORWAY) & ~graph.ramp)
    lines = tuple(
        tuple(_degrees(point) for point in simplified(line, _SEEN)) for line in _joined(_pieces(graph, found.tolist()))
    )
    return MainRoads(lines=lines, attribution=graph.origin.attribution)


def _pieces(graph: RoadGraph, roads: Sequence[int]) -> list[_Line]:
    positions = graph.positions
    pieces = []
    for road in roads:
        ends = [(float(lat), float(lon)) for lat, lon in positions[[graph.start[road], graph.end[road]]]]
        pieces.append([_units(point) for point in (ends[0], *graph.points(road), ends[1])])
    return pieces


def _joined(pieces: list[_Line]) -> Iterator[_Line]:
    """Give longer lines: a piece goes on in the next where nothing else begins or ends."""
    after: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        after[piece[0]].append(index)
    ends = Counter(piece[-1] for piece in pieces)
    through = {point for point, found in after.items() if len(found) == 1 and ends[point] == 1}
    order = sorted(range(len(pieces)), key=lambda index: pieces[index][0] in through)
    done: set[int] = set()
    for index in order:
        if index in done:
            continue
        line, following = list(pieces[index]), index
        done.add(index)
        while line[-1] in through and (following := after[line[-1]][0]) not in done:
            done.add(following)
            line += pieces[following][1:]
        yield line


def _units(point: LatLon) -> tuple[int, int]:
    return round(point[0] * OSM_UNITS), round(point[1] * OSM_UNITS)


def _degrees(point: tuple[int, int]) -> LatLon:
    return round(point[0] / OSM_UNITS, 3), round(point[1] / OSM_UNITS, 3)
