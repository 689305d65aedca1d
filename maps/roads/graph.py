"""A road graph in arrays, with where it came from.

Not allowed here: files, OpenStreetMap's own formats, searching.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

UNITS_PER_DEGREE = 100_000
"""Positions are whole hundred-thousandths of a degree: about a metre."""


class RoadGraphError(ValueError):
    """A graph is not what it should be; the text names the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphOrigin:
    """Where a graph came from and under which terms it may be used."""

    source: str
    licence: str
    attribution: str
    osm_date: date
    built_on: date
    classes: tuple[str, ...]
    input_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class RoadGraph:
    """Crossings and the roads between them.

    ``lat`` and ``lon`` are per node. Per road: ``start`` and ``end`` (nodes), ``metres``, ``kind`` (``RoadClass``),
    ``ramp``, ``oneway`` (from start to end only) and ``number`` (index in ``numbers``; 0 is none). The points between
    start and end of road i are ``shape[offsets[i]:offsets[i + 1]]``, as (latitude, longitude).
    """

    origin: GraphOrigin
    numbers: tuple[str, ...]
    lat: NDArray[np.int32]
    lon: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    metres: NDArray[np.float32]
    kind: NDArray[np.uint8]
    ramp: NDArray[np.bool_]
    oneway: NDArray[np.bool_]
    number: NDArray[np.int32]
    offsets: NDArray[np.int32]
    shape: NDArray[np.int32]

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together."""
        nodes, roads = len(self.lat), len(self.start)
        per_road = (self.end, self.metres, self.kind, self.ramp, self.oneway, self.number)
        sound = (
            len(self.lon) == nodes
            and all(len(values) == roads for values in per_road)
            and self.offsets.shape == (roads + 1,)
            and self.shape.ndim == 2  # noqa: PLR2004 - rows of two
            and bool(np.all(np.diff(self.offsets) >= 0))
            and int(self.offsets[0]) == 0
            and int(self.offsets[-1]) == len(self.shape)
            and _within(self.start, nodes)
            and _within(self.end, nodes)
            and _within(self.number, len(self.numbers))
            and bool(np.all(self.metres >= 0))
            and bool(np.all((self.kind >= 1) & (self.kind <= 5)))  # noqa: PLR2004 - RoadClass
        )
        if not sound:
            raise RoadGraphError("de wegen in het bestand passen niet bij elkaar\nMaak de graaf opnieuw.")

    @property
    def nodes(self) -> int:
        """The number of crossings."""
        return len(self.lat)

    @property
    def roads(self) -> int:
        """The number of roads."""
        return len(self.start)

    @cached_property
    def positions(self) -> NDArray[np.float64]:
        """Latitude and longitude of every node in degrees, shape (nodes, 2)."""
        result: NDArray[np.float64] = np.column_stack((self.lat, self.lon)) / UNITS_PER_DEGREE
        return result

    def points(self, road: int) -> tuple[tuple[float, float], ...]:
        """Return (latitude, longitude) of the points between start and end of a road."""
        rows = self.shape[self.offsets[road] : self.offsets[road + 1]] / UNITS_PER_DEGREE
        return tuple((float(lat), float(lon)) for lat, lon in rows)


def _within(values: NDArray[np.int32], limit: int) -> bool:
    return not len(values) or (int(values.min()) >= 0 and int(values.max()) < limit)
