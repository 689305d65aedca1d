"""The base map beside the desk as paths of one drawing, and where places lie on it. Not allowed here: case data."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from planner.domain.places import Place, PlaceKind

WEST, EAST, SOUTH, NORTH = 3.0, 7.5, 50.65, 53.65
WIDTH = 300.0
_MARGIN = 0.6
"""Degrees beyond the frame that are kept, so that no edge of the land is seen."""
_STEP = 0.8
"""Points closer together than this are drawn as one."""
_PREFIX = "window.BASEMAP_NL="

Ring = Sequence[Sequence[float]]


def _mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


_SCALE = WIDTH / (EAST - WEST)
HEIGHT = round((_mercator(NORTH) - _mercator(SOUTH)) * _SCALE, 1)


def drawn(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a coordinate lies in the drawing."""
    x, y = (longitude - WEST) * _SCALE, (_mercator(NORTH) - _mercator(latitude)) * _SCALE
    return round(x, 1), round(y, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The base map: what is land, what is water on it, and the borders."""

    land: str
    lakes: str
    borders: str
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map."""

    id: str
    name: str
    kind: str
    x: float
    y: float


@lru_cache(maxsize=1)
def land() -> Land:
    """Return the base map, read once from the files that come along with the maps."""
    text = files("maps").joinpath("static", "basemap_nl.js").read_text("utf-8")
    base = json.loads(text.strip().removeprefix(_PREFIX).rstrip(";"))
    shapes = [shape["geometry"]["coordinates"] for shape in base["land"]["features"]]
    return Land(
        land=_paths(ring for shape in shapes for polygon in shape for ring in polygon),
        lakes=_paths(ring for polygon in base["lakes"]["coordinates"] for ring in polygon),
        borders=_paths(base["borders"]["coordinates"], closed=False),
    )


def spots(places: Iterable[Place]) -> tuple[Spot, ...]:
    """Return the places that lie within the drawing; a mission is named by its town alone."""
    found = ((place, drawn(place.lon, place.lat)) for place in places)
    return tuple(
        Spot(id=place.id, name=_name(place), kind=place.kind.value, x=x, y=y)
        for place, (x, y) in found
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT
    )


def _name(place: Place) -> str:
    return place.building if place.kind is PlaceKind.MISSION else place.name


def _paths(rings: Iterable[Ring], *, closed: bool = True) -> str:
    return "".join(_path(ring, closed=closed) for ring in rings if _near(ring))


def _near(ring: Ring) -> bool:
    return any(WEST - _MARGIN <= x <= EAST + _MARGIN and SOUTH - _MARGIN <= y <= NORTH + _MARGIN for x, y in ring)


def _path(ring: Ring, *, closed: bool) -> str:
    points = [f"{x:g} {y:g}" for x, y in _thinned(ring)]
    return f"M{'L'.join(points)}{'Z' if closed else ''}" if len(points) > 1 else ""


def _thinned(ring: Ring) -> Iterator[tuple[float, float]]:
    last: tuple[float, float] | None = None
    for longitude, latitude in ring:
        point = drawn(max(WEST - 2, min(EAST + 2, longitude)), max(SOUTH - 1.5, min(NORTH + 1.5, latitude)))
        if last is None or math.dist(point, last) >= _STEP:
            last = point
            yield point
