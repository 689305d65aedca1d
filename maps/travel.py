"""Travel times when no road network is installed: a fitted function of the great-circle distance.

The fit (km = 1.9 + 1.244·gc, minutes = 8.0 + 0.783·gc) was made on 870 pairs of places in the Netherlands against
free-flow road times: mean absolute error 8.1 km (6.5 %) and 6.5 minutes (8.0 %). No traffic,
no time of day. Every table says that it is an estimate.

Not allowed here: road networks, requests over a network.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from planner.domain.places import Place
from planner.domain.resources import TravelTable

EARTH_RADIUS_KM = 6371.0088
MAX_LAT, MAX_LON = 90.0, 180.0
SOURCE = "schatting (grootcirkel, gefit)"
FITTED_ON = date(2026, 11, 21)
KM_BASE, KM_FACTOR = 1.9, 1.244
MINUTES_BASE, MINUTES_FACTOR = 8.0, 0.783


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedGreatCircle:
    """The default source of travel times (port ``TravelTimes``): an estimate, labelled as one wherever it is shown."""

    made_on: date = FITTED_ON

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return whole minutes between every two places, rounded up; 0 where the position is the same."""
        return TravelTable(
            places=tuple(place.id for place in places),
            minutes=travel_minutes([(place.lat, place.lon) for place in places]),
            source=SOURCE,
            made_on=self.made_on,
        )


def travel_minutes(positions: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return estimated driving minutes between all pairs of (latitude, longitude), rounded up, row by row."""
    _, minutes = road_distance_and_time(great_circle_km(positions))
    minutes = np.ceil(minutes)
    return tuple(minutes.astype(np.int64).ravel().tolist())


def road_kilometres(positions: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return estimated road kilometres between all pairs, rounded to whole ones, row by row."""
    kilometres, _ = road_distance_and_time(great_circle_km(positions))
    kilometres = np.rint(kilometres)
    return tuple(kilometres.astype(np.int64).ravel().tolist())


def road_distance_and_time(straight: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return estimated kilometres and minutes by great-circle kilometres; both 0 where those are 0."""
    there = straight != 0.0
    return (
        np.where(there, KM_BASE + KM_FACTOR * straight, 0.0),
        np.where(there, MINUTES_BASE + MINUTES_FACTOR * straight, 0.0),
    )


def great_circle_km(positions: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """Return great-circle kilometres between all pairs, shape (n, n); equal positions give exactly 0.

    Raises
    ------
    ValueError
        When a position is not on the globe.
    """
    points = np.asarray(positions, dtype=np.float64).reshape(-1, 2)
    if not bool(np.all((np.abs(points[:, 0]) <= MAX_LAT) & (np.abs(points[:, 1]) <= MAX_LON))):
        raise ValueError("a position is not on the globe\nGive (latitude, longitude) in degrees.")
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    half_lat = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half_lon = np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    chord = half_lat + np.cos(lat)[:, None] * np.cos(lat)[None, :] * half_lon
    distance: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return distance
