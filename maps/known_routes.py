"""Ways over the road, found once.

Not allowed here: knowing how they are found.
"""

from functools import lru_cache

from maps.routes import RoadRoute, Routes
from planner.domain.places import Place

KEPT = 20_000
"""So many ways: every pair of some 140 places."""


class KnownRoutes:
    """The port ``Routes``: asks the source once for each pair of places."""

    def __init__(self, source: Routes) -> None:
        self._find = lru_cache(maxsize=KEPT)(source.route)

    def route(self, origin: Place, destination: Place) -> RoadRoute | None:
        """Return the quickest way, or None where none is known."""
        return self._find(origin, destination)
