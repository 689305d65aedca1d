"""The vendored base maps as plain rings and lines, in flat Mercator units.

Not allowed here: drawing.
"""

import json
import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from maps.layers import Base
from maps.lines import LatLon
from maps.offline import STATIC

Flat = NDArray[np.float64]
"""Points in Mercator units, shape (n, 2): east and south, so that they fall as pixels do."""
_POLE = 85.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A name on the ground; ``rank`` 1 is the first to be shown."""

    name: str
    at: LatLon
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What lies under a map; rings of ``home`` are the Netherlands', those of ``abroad`` are not."""

    home: tuple[Flat, ...]
    abroad: tuple[Flat, ...]
    lakes: tuple[Flat, ...]
    channels: tuple[Flat, ...]
    borders: tuple[Flat, ...]
    towns: tuple[Town, ...]


def flat(points: tuple[LatLon, ...] | list[LatLon]) -> Flat:
    """Return latitudes and longitudes in Mercator units."""
    degrees = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    lat = np.radians(np.clip(degrees[:, 0], -_POLE, _POLE))
    return np.column_stack((np.radians(degrees[:, 1]), -np.log(np.tan(math.pi / 4 + lat / 2))))


@lru_cache(maxsize=2)
def ground(base: Base) -> Ground:
    """Return a base map, read from the file that the pages use."""
    text = (STATIC / f"{base.value}.js").read_text("utf-8")
    found = json.loads(text[text.index("=") + 1 :].strip().rstrip(";"))
    land = [(bool(one["properties"]["nl"]), one["geometry"]) for one in found["land"]["features"]]
    return Ground(
        home=tuple(ring for home, geometry in land if home for ring in _rings(geometry)),
        abroad=tuple(ring for home, geometry in land if not home for ring in _rings(geometry)),
        lakes=_rings(found["lakes"]) if "lakes" in found else (),
        channels=_lines(found["channels"]) if "channels" in found else (),
        borders=_lines(found["borders"]),
        towns=tuple(Town(name=name, at=(lat, lon), rank=rank) for name, lon, lat, rank in found.get("towns", ())),
    )


def _rings(geometry: dict[str, list[list[list[LatLon]]]]) -> tuple[Flat, ...]:
    """Return the outer rings; lakes are drawn over the land, so inner rings are not needed."""
    return tuple(_turned(polygon[0]) for polygon in geometry["coordinates"])


def _lines(geometry: dict[str, list[list[LatLon]]]) -> tuple[Flat, ...]:
    return tuple(_turned(line) for line in geometry["coordinates"])


def _turned(points: list[LatLon]) -> Flat:
    """Return points of a file, which has longitude first, in Mercator units."""
    return flat([(lat, lon) for lon, lat in points])
