"""Travel times and routes of an OSRM server (``/table`` and ``/route`` of its version 1 interface), in free flow.

Not allowed here: HTTP itself (``service``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil, inf

from maps.routes import RoadRoute
from maps.service import RoutingService
from planner.domain.places import Place
from planner.domain.resources import TravelTable
from planner.domain.wording import either

ATTRIBUTION = "© OpenStreetMap contributors"
PLACES_PER_REQUEST = 50
"""osrm-routed answers at most 100 coordinates by default: a block of sources and one of destinations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Osrm:
    """An OSRM server (ports ``TravelTimes`` and ``maps.routes.Routes``).

    ``map_date`` is the day of its map, which the server itself does not tell.
    """

    service: RoutingService
    map_date: date
    profile: str = "driving"

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return whole minutes in free flow between every two places, rounded up; raise RoutingServiceError."""
        minutes = [0] * len(places) ** 2
        for rows in _blocks(len(places)):
            for columns in _blocks(len(places)):
                for row, durations in zip(rows, self._block(places, rows, columns), strict=True):
                    for column, seconds in zip(columns, durations, strict=True):
                        minutes[row * len(places) + column] = self._minutes(places[row], places[column], seconds)
        return TravelTable(
            places=tuple(place.id for place in places),
            minutes=tuple(minutes),
            source=f"OSRM {self.profile}",
            made_on=self.map_date,
        )

    def route(self, origin: Place, destination: Place) -> RoadRoute | None:
        """Return the quickest way; raise RoutingServiceError, also where there is none."""
        query = "overview=full&geometries=geojson&steps=true"
        path = f"/route/v1/{self.profile}/{_coordinates((origin, destination))}?{query}"
        answer = self.service.ask(path, _Routes)
        if answer.code != "Ok" or not answer.routes:
            raise self.service.refused(answer.message or answer.code)
        return _road_route(answer.routes[0])

    def _block(self, places: Sequence[Place], rows: range, columns: range) -> Sequence[Sequence[float | None]]:
        asked = [places[i] for i in (*rows, *columns)]
        sources = ";".join(str(i) for i in range(len(rows)))
        destinations = ";".join(str(len(rows) + i) for i in range(len(columns)))
        query = f"annotations=duration&sources={sources}&destinations={destinations}"
        answer = self.service.ask(f"/table/v1/{self.profile}/{_coordinates(asked)}?{query}", _Table)
        found = answer.durations
        if answer.code != "Ok" or [len(row) for row in found] != [len(columns)] * len(rows):
            raise self.service.refused(answer.message or answer.code)
        return found

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
class _Table:
    code: str = ""
    message: str = ""
    durations: tuple[tuple[float | None, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leg:
    steps: tuple[_Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Geometry:
    coordinates: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Route:
    distance: float
    duration: float
    geometry: _Geometry
    legs: tuple[_Leg, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Routes:
    code: str = ""
    message: str = ""
    routes: tuple[_Route, ...] = ()


def _road_route(found: _Route) -> RoadRoute:
    numbers = [step.ref for leg in found.legs for step in leg.steps if step.ref]
    return RoadRoute(
        line=tuple((lat, lon) for lon, lat in found.geometry.coordinates),
        kilometres=found.distance / 1000,
        minutes=found.duration / 60,
        attribution=ATTRIBUTION,
        roads=tuple(number for number, _ in groupby(numbers)),
    )


def _blocks(count: int) -> Sequence[range]:
    return [range(start, min(start + PLACES_PER_REQUEST, count)) for start in range(0, count, PLACES_PER_REQUEST)]


def _coordinates(places: Sequence[Place]) -> str:
    return ";".join(f"{place.lon:.6f},{place.lat:.6f}" for place in places)
