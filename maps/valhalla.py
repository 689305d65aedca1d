"""Travel times and routes of a Valhalla server (``/sources_to_targets`` and ``/route``), in free flow.

Not allowed here: HTTP itself (``service``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import ceil, inf

from maps.routes import LatLon, RoadRoute
from maps.service import Json, RoutingService
from planner.domain.places import Place
from planner.domain.resources import TravelTable
from planner.domain.wording import either

ATTRIBUTION = "© OpenStreetMap contributors"
PLACES_PER_REQUEST = 50
"""Valhalla answers at most 2,500 pairs by default."""
_SHAPE_UNIT = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Valhalla:
    """A Valhalla server (ports ``TravelTimes`` and ``maps.routes.Routes``).

    ``map_date`` is the day of its map, which the server itself does not tell.
    """

    service: RoutingService
    map_date: date
    costing: str = "auto"

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return whole minutes in free flow between every two places, rounded up; raise RoutingServiceError."""
        count = len(places)
        minutes = [0] * count**2
        parts = [range(start, min(start + PLACES_PER_REQUEST, count)) for start in range(0, count, PLACES_PER_REQUEST)]
        for rows in parts:
            for columns in parts:
                for row, column, seconds in self._block(places, rows, columns):
                    minutes[row * count + column] = self._minutes(places[row], places[column], seconds)
        return TravelTable(
            places=tuple(place.id for place in places),
            minutes=tuple(minutes),
            source=f"Valhalla {self.costing}",
            made_on=self.map_date,
        )

    def route(self, origin: Place, destination: Place) -> RoadRoute | None:
        """Return the quickest way; raise RoutingServiceError."""
        question: Json = {
            "locations": [_point(origin), _point(destination)],
            "costing": self.costing,
            "units": "kilometers",
        }
        trip = self.service.ask("/route", _Answer, question).trip
        return RoadRoute(
            line=tuple(point for leg in trip.legs for point in decoded(leg.shape)),
            kilometres=trip.summary.length,
            minutes=trip.summary.time / 60,
            attribution=ATTRIBUTION,
        )

    def _block(self, places: Sequence[Place], rows: range, columns: range) -> list[tuple[int, int, float | None]]:
        question: Json = {
            "sources": [_point(places[i]) for i in rows],
            "targets": [_point(places[i]) for i in columns],
            "costing": self.costing,
        }
        answer = self.service.ask("/sources_to_targets", _Matrix, question)
        cells = {(cell.from_index, cell.to_index): cell.time for line in answer.sources_to_targets for cell in line}
        if cells.keys() != set(product(range(len(rows)), range(len(columns)))):
            raise self.service.refused(either("er ontbreken paren", "pairs are missing"))
        return [(rows[i], columns[j], seconds) for (i, j), seconds in cells.items()]

    def _minutes(self, origin: Place, destination: Place, seconds: float | None) -> int:
        if (origin.lat, origin.lon) == (destination.lat, destination.lon):
            return 0
        if seconds is None or not 0 <= seconds < inf:
            raise self.service.refused(
                either(
                    f"geen weg van {origin.id} naar {destination.id}", f"no road from {origin.id} to {destination.id}"
                )
            )
        return ceil(round(seconds / 60, 6))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    from_index: int
    to_index: int
    time: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matrix:
    sources_to_targets: tuple[tuple[_Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leg:
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summary:
    length: float
    time: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trip:
    summary: _Summary
    legs: tuple[_Leg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    trip: _Trip


def _point(place: Place) -> dict[str, Json]:
    return {"lat": round(place.lat, 6), "lon": round(place.lon, 6)}


def decoded(shape: str) -> tuple[LatLon, ...]:
    """Return the points of an encoded polyline with six decimals."""
    values: list[int] = []
    value = shift = 0
    for char in shape:
        bits = ord(char) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:  # noqa: PLR2004 - the last group of a number
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    lat = lon = 0
    points = []
    for up, right in zip(values[::2], values[1::2], strict=True):
        lat, lon = lat + up, lon + right
        points.append((lat / _SHAPE_UNIT, lon / _SHAPE_UNIT))
    return tuple(points)
