"""Makes a graph of ways: cut at crossings, joined where nothing is to be chosen, simplified, without islands.

Not allowed here: reading files.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from maps.roads.graph import UNITS_PER_DEGREE, GraphOrigin, RoadGraph, RoadGraphError
from maps.roads.osm import OSM_UNITS, OsmWay
from maps.roads.simplify import simplified
from maps.travel import EARTH_RADIUS_KM

Point = tuple[int, int]
"""Latitude and longitude in ten-millionths of a degree."""
_BOTH = 2


@dataclass(slots=True)
class _Piece:
    """A stretch of road between two nodes, with all its points."""

    start: int
    end: int
    points: list[Point]
    metres: float
    way: OsmWay

    def alike(self, other: "_Piece") -> bool:
        mine, theirs = self.way, other.way
        return (mine.kind, mine.ramp, mine.oneway) == (theirs.kind, theirs.ramp, theirs.oneway)

    def reverse(self) -> None:
        self.start, self.end = self.end, self.start
        self.points.reverse()


def contract(ways: Iterable[OsmWay], origin: GraphOrigin, *, tolerance_metres: float = 15.0) -> RoadGraph:
    """Return the graph of the ways; raise RoadGraphError when nothing is left."""
    pieces = _joined(_cut(list(ways)))
    pieces = _without_islands(pieces)
    if not pieces:
        raise RoadGraphError("op de kaart staan geen wegen van deze klassen\nKies een andere kaart of meer klassen.")
    return _graph(pieces, origin, tolerance_metres)


def _cut(ways: Sequence[OsmWay]) -> list[_Piece]:
    """Cut every way where another one meets it, and where it ends."""
    used: dict[int, int] = defaultdict(int)
    for way in ways:
        for node in way.nodes:
            used[node] += 1
        used[way.nodes[0]] += 1
        used[way.nodes[-1]] += 1
    return [piece for way in ways for piece in _pieces(way, used)]


def _pieces(way: OsmWay, used: dict[int, int]) -> Iterator[_Piece]:
    cuts = [i for i, node in enumerate(way.nodes) if used[node] >= _BOTH]
    points = list(zip(way.lat, way.lon, strict=True))
    for first, last in pairwise(cuts):
        part = points[first : last + 1]
        yield _Piece(way.nodes[first], way.nodes[last], part, _length(part), way)


def _length(points: Sequence[Point]) -> float:
    lat, lon = np.radians(np.asarray(points, dtype=np.float64) / OSM_UNITS).T
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    return float(np.sum(2000 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))))


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Join pieces at nodes where only two alike ones meet, so that every node left is a choice or an end."""
    at: dict[int, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        at[piece.start].append(index)
        at[piece.end].append(index)
    through = {node for node, meeting in at.items() if _passes(node, [pieces[i] for i in meeting])}
    done: set[int] = set()
    result = [
        _chain(pieces, at, through, node, index, done)
        for node in sorted(at.keys() - through)
        for index in at[node]
        if index not in done
    ]
    return sorted(result, key=lambda piece: (piece.points[0], piece.points[-1], piece.metres))


def _passes(node: int, meeting: Sequence[_Piece]) -> bool:
    if len(meeting) != _BOTH:
        return False
    one, other = meeting
    if one is other or not one.alike(other):
        return False
    return not one.way.oneway or (one.end == node) != (other.end == node)


def _chain(
    pieces: Sequence[_Piece],
    at: dict[int, list[int]],
    through: set[int],
    node: int,
    index: int,
    done: set[int],
) -> _Piece:
    """Walk from a node that stays, over nodes that only pass on, to the next that stays."""
    first = pieces[index]
    against = first.way.oneway and first.start != node
    points: list[Point] = []
    longest = first
    metres = 0.0
    here = node
    while True:
        done.add(index)
        piece = pieces[index]
        forward = piece.start == here
        points += (piece.points if forward else piece.points[::-1])[1 if points else 0 :]
        metres += piece.metres
        longest = max(longest, piece, key=lambda one: one.metres)
        here = piece.end if forward else piece.start
        if here not in through:
            break
        index = next(i for i in at[here] if i != index)
    joined = _Piece(node, here, points, metres, longest.way)
    if against:
        joined.reverse()
    return joined


def _without_islands(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Keep the largest part in which every node can be reached from every other."""
    after: dict[int, list[int]] = defaultdict(list)
    before: dict[int, list[int]] = defaultdict(list)
    for piece in pieces:
        for start, end in _directions(piece):
            after[start].append(end)
            before[end].append(start)
    left = after.keys() | before.keys()
    largest: set[int] = set()
    for node in sorted(left):
        if len(left) <= len(largest):
            break
        if node in left:
            part = _reached(node, after, left) & _reached(node, before, left)
            left -= part
            largest = max(largest, part, key=len)
    return [piece for piece in pieces if piece.start in largest and piece.end in largest]


def _directions(piece: _Piece) -> Iterator[tuple[int, int]]:
    yield piece.start, piece.end
    if not piece.way.oneway:
        yield piece.end, piece.start


def _reached(node: int, following: dict[int, list[int]], among: set[int]) -> set[int]:
    found, todo = {node}, [node]
    while todo:
        new = [n for n in following.get(todo.pop(), ()) if n in among and n not in found]
        found.update(new)
        todo += new
    return found


def _graph(pieces: Sequence[_Piece], origin: GraphOrigin, tolerance: float) -> RoadGraph:
    positions = {p.start: p.points[0] for p in pieces} | {p.end: p.points[-1] for p in pieces}
    order = sorted(positions, key=lambda node: _along_a_curve(positions[node]))
    index = {node: i for i, node in enumerate(order)}
    numbers = ("", *sorted({p.way.number for p in pieces} - {""}))
    number = {text: i for i, text in enumerate(numbers)}
    shapes = [_coarse(simplified(p.points, tolerance)[1:-1]) for p in pieces]
    lats_lons = _coarse([positions[node] for node in order])
    return RoadGraph(
        origin=origin,
        numbers=numbers,
        lat=lats_lons[:, 0],
        lon=lats_lons[:, 1],
        start=np.array([index[p.start] for p in pieces], dtype=np.int32),
        end=np.array([index[p.end] for p in pieces], dtype=np.int32),
        metres=np.array([p.metres for p in pieces], dtype=np.float32),
        kind=np.array([p.way.kind for p in pieces], dtype=np.uint8),
        ramp=np.array([p.way.ramp for p in pieces], dtype=np.bool_),
        oneway=np.array([p.way.oneway for p in pieces], dtype=np.bool_),
        number=np.array([number[p.way.number] for p in pieces], dtype=np.int32),
        offsets=np.concatenate(([0], np.cumsum([len(shape) for shape in shapes]))).astype(np.int32),
        shape=np.concatenate(shapes),
    )


def _along_a_curve(point: Point) -> tuple[int, Point]:
    """Return a sorting key by which points that are close mostly stay close (Morton), which searches quicker."""
    lat, lon = (value + 180 * OSM_UNITS for value in point)
    mixed = sum((lat >> bit & 1) << 2 * bit | (lon >> bit & 1) << 2 * bit + 1 for bit in range(10, 32))
    return mixed, point


def _coarse(points: Sequence[Point]) -> NDArray[np.int32]:
    exact = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    return np.rint(exact * UNITS_PER_DEGREE / OSM_UNITS).astype(np.int32)
