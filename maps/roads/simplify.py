"""Fewer points for the same line (Douglas and Peucker)."""

from collections.abc import Sequence
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from maps.roads.osm import OSM_UNITS

_METRES_PER_UNIT = 111_195 / OSM_UNITS


def simplified(points: Sequence[tuple[int, int]], tolerance: float) -> list[tuple[int, int]]:
    """Return the points without those that lie within ``tolerance`` metres of the line of the others."""
    if len(points) <= 2:  # noqa: PLR2004 - a line has two ends
        return list(points)
    plane = np.asarray(points, dtype=np.float64) * _METRES_PER_UNIT
    plane[:, 1] *= cos(radians(points[0][0] / OSM_UNITS))
    kept = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first > 1:
            away = _distances(plane[first + 1 : last], plane[first], plane[last])
            furthest = int(away.argmax())
            if away[furthest] > tolerance:
                middle = first + 1 + furthest
                kept.add(middle)
                todo += [(first, middle), (middle, last)]
    return [points[i] for i in sorted(kept)]


def _distances(
    points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how far each point lies from the stretch between start and end."""
    along = end - start
    length = float(along @ along)
    share = np.clip(((points - start) @ along) / length, 0.0, 1.0) if length else np.zeros(len(points))
    difference = points - (start + share[:, None] * along)
    distance: NDArray[np.float64] = np.hypot(difference[:, 0], difference[:, 1])
    return distance
