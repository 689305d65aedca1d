"""Lines on a map: great circles for flights, schematic curves for rides, and the place of the arrow.

Not allowed here: drawing, view-models, case data.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LatLon = tuple[float, float]
Arrow = tuple[float, float, int]
_TINY = 1e-9
_ENDS = 2
_T = np.linspace(0.0, 1.0, 13)
_BEZIER = np.stack([(1 - _T) ** 2, 2 * _T * (1 - _T), _T**2], axis=1)


def great_circle(start: LatLon, end: LatLon, *, steps: int = 64, bulge: float = 0.0) -> tuple[tuple[LatLon, ...], ...]:
    """Return the shortest way over the globe, cut into pieces that never jump over the 180th meridian.

    ``bulge`` pushes the middle aside by that share of the distance, so that equal arcs can lie beside each other.

    Returns one piece, or more when the arc crosses longitude 180; pieces then end and begin exactly on the meridian.
    Antipodal points have no single shortest way: the arc over the north is taken.
    """
    points = _pushed_aside(_along(_unit(start), _unit(end), steps), bulge)
    lat = np.degrees(np.arcsin(np.clip(points[:, 2], -1.0, 1.0)))
    lon = np.degrees(np.unwrap(np.arctan2(points[:, 1], points[:, 0])))
    lat[0], lat[-1] = start[0], end[0]
    return _split(lat, lon)


def _unit(point: LatLon) -> NDArray[np.float64]:
    lat, lon = math.radians(point[0]), math.radians(point[1])
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


def _along(a: NDArray[np.float64], b: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    angle = float(np.arctan2(np.linalg.norm(np.cross(a, b)), np.dot(a, b)))
    if angle < _TINY:
        return np.stack([a, b])
    if math.pi - angle < _TINY:
        north = np.array([0.0, 0.0, 1.0])
        half = steps // 2
        return np.concatenate([_along(a, north, half), _along(north, b, half)[1:]])
    t = np.linspace(0.0, 1.0, steps + 1)[:, None]
    points: NDArray[np.float64] = (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / math.sin(angle)
    return points


def _pushed_aside(points: NDArray[np.float64], bulge: float) -> NDArray[np.float64]:
    first, last = points[0], points[-1]
    normal = np.cross(first, last)
    size = float(np.linalg.norm(normal))
    if bulge == 0.0 or size < _TINY:
        return points
    angle = math.atan2(size, float(np.dot(first, last)))
    share = np.sin(np.linspace(0.0, math.pi, len(points)))[:, None]
    moved = points + bulge * angle * share * normal / size
    unit: NDArray[np.float64] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return unit


def _split(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> tuple[tuple[LatLon, ...], ...]:
    """Cut unwrapped longitudes at each odd multiple of 180 degrees."""
    pieces: list[list[LatLon]] = [[]]
    world = math.floor((lon[0] + 180.0) / 360.0)
    for i in range(len(lon)):
        here = math.floor((lon[i] + 180.0) / 360.0)
        if here != world:
            edge = 360.0 * max(here, world) - 180.0
            share = (edge - lon[i - 1]) / (lon[i] - lon[i - 1])
            cut = float(lat[i - 1] + share * (lat[i] - lat[i - 1]))
            pieces[-1].append(_rounded(cut, edge - 360.0 * world))
            pieces.append([_rounded(cut, edge - 360.0 * here)])
            world = here
        pieces[-1].append(_rounded(float(lat[i]), float(lon[i]) - 360.0 * world))
    distinct = (tuple(dict.fromkeys(piece)) for piece in pieces)
    return tuple(piece for piece in distinct if len(piece) > 1)


def _rounded(lat: float, lon: float) -> LatLon:
    return round(lat, 3), round(lon, 3)


@lru_cache(maxsize=8192)
def schematic_curve(start: LatLon, end: LatLon, bend: float) -> tuple[LatLon, ...]:
    """Return a curve that bulges to the right of the direction of travel by ``bend`` times the distance.

    Out and back between the same places so become two lines, and vehicles with another ``bend`` lie beside each other.
    """
    (x0, y0), (x1, y1) = _mercator(start), _mercator(end)
    cx, cy = (x0 + x1) / 2 + bend * 2 * (y1 - y0), (y0 + y1) / 2 - bend * 2 * (x1 - x0)
    lon = np.degrees(_BEZIER @ np.array([x0, cx, x1]))
    lat = np.degrees(np.arctan(np.sinh(_BEZIER @ np.array([y0, cy, y1]))))
    return tuple(zip(lat.round(4).tolist(), lon.round(4).tolist(), strict=True))


def arrow_at_middle(line: tuple[LatLon, ...]) -> Arrow | None:
    """Return where to draw the arrow and its angle on the screen, in degrees clockwise from north; none on a point."""
    if len(set(line)) < _ENDS:
        return None
    middle = len(line) // 2
    before, after = _mercator(line[max(0, middle - 1)]), _mercator(line[min(len(line) - 1, middle + 1)])
    angle = math.degrees(math.atan2(after[0] - before[0], after[1] - before[1]))
    return line[middle][0], line[middle][1], round(angle) % 360


def _mercator(point: LatLon) -> tuple[float, float]:
    lat = math.radians(max(-85.0, min(85.0, point[0])))
    return math.radians(point[1]), math.log(math.tan(math.pi / 4 + lat / 2))
