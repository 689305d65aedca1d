"""What a way over the road is, whoever finds it (our own graph or a service)."""

from dataclasses import dataclass
from typing import Protocol

from planner.domain.places import Place

LatLon = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadRoute:
    """A way from door to door in free flow: the line in driving order, and where it comes from.

    ``roads`` are the road numbers along the way, in order, where known.
    """

    line: tuple[LatLon, ...]
    kilometres: float
    minutes: float
    attribution: str
    roads: tuple[str, ...] = ()


class Routes(Protocol):
    """Finds ways over the road."""

    def route(self, origin: Place, destination: Place) -> RoadRoute | None:
        """Return the quickest way, or None where none is known."""
        ...
