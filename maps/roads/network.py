"""Travel times and routes over a road graph, in free flow (ports ``TravelTimes`` and ``maps.routes.Routes``).

A place is joined to the nearest crossings that a driver can get onto: no motorways, express roads or slip roads. A
place far from every road of the graph (another country) is off the map; its times are the estimate's, and the source
says so. Not allowed here: traffic (``maps.traffic``), files.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from maps.roads.file import fingerprint
from maps.roads.graph import RoadGraph
from maps.roads.search import Arcs, Floats, Ints, many_to_many, one_to_one
from maps.roads.speeds import ClassSpeeds, RoadClass, delivered_speeds
from maps.routes import LatLon, RoadRoute
from maps.travel import EARTH_RADIUS_KM, great_circle_km, road_distance_and_time
from planner.domain.places import Place
from planner.domain.resources import TravelTable

JOINS = 6
"""To so many crossings a place is joined."""
OFF_MAP_KM = 5.0
"""A place further than this from every crossing is off the map."""
PLACES_PER_PART = 40
_BAND = 0.1
"""Degrees of latitude, 11 km: among the crossings so near the nearest usually are."""
NEIGHBOURS_KM = 1.0
"""Places nearer than this to each other may be driven between without using the graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joined:
    """Where places meet the graph: per place and join the node, and minutes and metres; which places are off it."""

    near: Ints
    access: Floats
    off: tuple[bool, ...]


class RoadNetwork:
    """A graph made ready for searching; keep one for the length of a process."""

    def __init__(self, graph: RoadGraph, speeds: ClassSpeeds | None = None) -> None:
        self.graph = graph
        self._speeds = speeds or delivered_speeds()
        self._arcs, self._road = _arcs(graph, self._speeds)
        self._space = _in_space(graph.positions)
        self._tails = np.repeat(np.arange(graph.nodes, dtype=np.int32), np.diff(self._arcs[0]))
        doors = _doors(graph)
        self._doors = doors[np.argsort(graph.positions[doors, 0], kind="stable")]
        self._door_lat = graph.positions[self._doors, 0]
        self._door_space = self._space[self._doors]
        self._nearest = lru_cache(maxsize=4096)(self._find_nearest)
        self.source = f"wegennet {graph.origin.source} ({fingerprint(graph)}), daarbuiten schatting"

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return whole minutes in free flow between every two places, rounded up."""
        minutes, _ = self.times(places)
        return TravelTable(
            places=tuple(place.id for place in places),
            minutes=tuple(np.ceil(minutes - 1e-9).astype(np.int64).ravel().tolist()),
            source=self.source,
            made_on=self.graph.origin.osm_date,
        )

    def times(self, places: Sequence[Place]) -> tuple[Floats, Floats]:
        """Return minutes and kilometres between all places, both of shape (n, n)."""
        count = len(places)
        if not count:
            return np.zeros((0, 0)), np.zeros((0, 0))
        positions = [(place.lat, place.lon) for place in places]
        straight = great_circle_km(positions)
        joined = self._join(positions)
        found = self._search(joined)
        minutes, kilometres = found[:, :, 0], found[:, :, 1] / 1000
        direct = straight * self._speeds.access_detour
        walk = direct * 60 / self._speeds.access
        beside = (straight <= NEIGHBOURS_KM) & (walk < minutes)
        minutes, kilometres = np.where(beside, walk, minutes), np.where(beside, direct, kilometres)
        off = np.array(joined.off)
        guess_km, guess_minutes = road_distance_and_time(straight)
        unknown = off[:, None] | off[None, :] | ~np.isfinite(minutes)
        minutes, kilometres = np.where(unknown, guess_minutes, minutes), np.where(unknown, guess_km, kilometres)
        return np.where(straight == 0.0, 0.0, minutes), np.where(straight == 0.0, 0.0, kilometres)

    def route(self, origin: Place, destination: Place) -> RoadRoute | None:
        """Return the quickest way, or None when a place is off the map or the two are at one position."""
        here, there = (origin.lat, origin.lon), (destination.lat, destination.lon)
        straight = float(great_circle_km([here, there])[0, 1])
        joined = self._join([here, there])
        if any(joined.off) or straight == 0.0:
            return None
        ends = (joined.near[0], joined.access[0, :, 0], joined.near[1], joined.access[1, :, 0])
        minutes, last, way = one_to_one(self._arcs, self._space, self._speeds.fastest / 60, ends)
        direct = straight * self._speeds.access_detour
        line: tuple[LatLon, ...] = ()
        roads: tuple[str, ...] = ()
        if straight <= NEIGHBOURS_KM and direct * 60 / self._speeds.access <= minutes:
            minutes, kilometres = direct * 60 / self._speeds.access, direct
        elif last < 0:
            return None
        else:
            arcs = way[::-1]
            kilometres = (self._arcs[2][arcs, 1].sum() + self._access_metres(joined, arcs, last)) / 1000
            line, roads = self._line(arcs, last), self._numbers(arcs)
        return RoadRoute(
            line=(here, *line, there),
            kilometres=float(kilometres),
            minutes=float(minutes),
            attribution=self.graph.origin.attribution,
            roads=roads,
        )

    def off_map(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Return the places too far from every road of the graph."""
        if not places:
            return ()
        joined = self._join([(place.lat, place.lon) for place in places])
        return tuple(place for place, off in zip(places, joined.off, strict=True) if off)

    def _search(self, joined: _Joined) -> Floats:
        """Return minutes and metres between all places, in parts on several threads."""
        count = len(joined.near)
        bounds = range(0, count, PLACES_PER_PART)
        with ThreadPoolExecutor(min(len(bounds), os.cpu_count() or 1)) as pool:
            parts = pool.map(
                lambda begin: many_to_many(
                    self._arcs, joined.near, joined.access, begin, min(begin + PLACES_PER_PART, count)
                ),
                bounds,
            )
            return np.concatenate(list(parts))

    def _join(self, positions: Sequence[LatLon]) -> _Joined:
        found = [self._nearest(lat, lon) for lat, lon in positions]
        near, kilometres = [nodes for nodes, _ in found], [away for _, away in found]
        access = np.asarray(kilometres) * self._speeds.access_detour
        return _Joined(
            near=np.asarray(near, dtype=np.int32),
            access=np.stack((access * 60 / self._speeds.access, access * 1000), axis=2),
            off=tuple(bool(row.min() > OFF_MAP_KM) for row in np.asarray(kilometres)),
        )

    def _find_nearest(self, lat: float, lon: float) -> tuple[Ints, Floats]:
        """Return the crossings a place is joined to, and how far they are in kilometres.

        Only those on about the same latitude are looked at, unless one further off could be nearer.
        """
        point = _in_space(np.array([[lat, lon]]))[0]
        low, high = np.searchsorted(self._door_lat, (lat - _BAND, lat + _BAND))
        nodes, away = self._away(point, slice(int(low), int(high)))
        if len(away) < JOINS or away.max() > EARTH_RADIUS_KM * np.radians(_BAND):
            nodes, away = self._away(point, slice(None))
        return nodes, away

    def _away(self, point: Floats, among: slice) -> tuple[Ints, Floats]:
        away = np.sqrt(((self._door_space[among] - point) ** 2).sum(axis=1))
        nearest = np.argpartition(away, JOINS - 1)[:JOINS] if len(away) > JOINS else np.arange(len(away))
        return self._doors[among][nearest], away[nearest]

    def _access_metres(self, joined: _Joined, arcs: Ints, last: int) -> float:
        start = self._tail(int(arcs[0])) if len(arcs) else last
        ends = ((0, start), (1, last))
        return float(sum(joined.access[place, joined.near[place] == node, 1].min() for place, node in ends))

    def _tail(self, arc: int) -> int:
        return int(self._tails[arc])

    def _line(self, arcs: Ints, last: int) -> tuple[LatLon, ...]:
        positions = self.graph.positions
        line: list[LatLon] = []
        for arc in arcs:
            node, road = self._tail(int(arc)), int(self._road[arc])
            points = self.graph.points(abs(road) - 1)
            line.append((float(positions[node, 0]), float(positions[node, 1])))
            line += points if road > 0 else points[::-1]
        line.append((float(positions[last, 0]), float(positions[last, 1])))
        return tuple(line)

    def _numbers(self, arcs: Ints) -> tuple[str, ...]:
        found: list[str] = []
        for arc in arcs:
            number = self.graph.numbers[self.graph.number[abs(int(self._road[arc])) - 1]]
            if number and (not found or found[-1] != number):
                found.append(number)
        return tuple(found)


def _arcs(graph: RoadGraph, speeds: ClassSpeeds) -> tuple[Arcs, Ints]:
    """Return the arcs by node, and of each arc its road plus one: negative when driven from end to start."""
    metres = graph.metres.astype(np.float64)
    minutes = speeds.minutes(metres, graph.kind, graph.ramp)
    both = np.flatnonzero(~graph.oneway)
    tail = np.concatenate((graph.start, graph.end[both]))
    head = np.concatenate((graph.end, graph.start[both]))
    road = np.concatenate((np.arange(1, graph.roads + 1), -(both + 1))).astype(np.int32)
    order = np.argsort(tail, kind="stable")
    first = np.concatenate(([0], np.cumsum(np.bincount(tail, minlength=graph.nodes)))).astype(np.int32)
    which = np.abs(road[order]) - 1
    cost = np.column_stack((minutes[which], metres[which]))
    return (first, head[order].astype(np.int32), cost), road[order]


def _doors(graph: RoadGraph) -> Ints:
    """Return the nodes that a driver from a building can get onto; all of them where there are none such."""
    local = (graph.kind >= RoadClass.PRIMARY) & ~graph.ramp
    found = np.unique(np.concatenate((graph.start[local], graph.end[local])))
    return (found if len(found) else np.arange(graph.nodes)).astype(np.int32)


def _in_space(positions: Floats) -> Floats:
    """Return positions in space, in kilometres from the centre of the earth."""
    lat, lon = np.radians(positions[:, 0]), np.radians(positions[:, 1])
    return EARTH_RADIUS_KM * np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
