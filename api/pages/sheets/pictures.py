"""The picture of the way on a sheet: of each operation one, drawn when somebody asks for it.

Not allowed here: drawing; what else a sheet says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.pages.page import PNG, Page, later
from api.pages.roads import Rides
from api.pages.sheets.escort import EscortOperation
from api.pages.sheets.places import RideNumber
from api.pages.sheets.transport import TransportOperation
from maps.from_release import ride_map
from maps.paper import paper_ride, ride_words
from maps.paper.ride import RIDE_SIZE
from maps.view import RideMap
from planner.domain.wording import either

# KMar and DJI look at the same ride; what a view holds is compared, so that nobody gets another's.
_picture = lru_cache(maxsize=128)(paper_ride)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture beside its sheet: the name of its file, what it shows in words, and what must stand with it."""

    file: str
    alt: str
    words: str
    width: int = RIDE_SIZE[0]
    height: int = RIDE_SIZE[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class RidePictures:
    """The pictures of the ways of operations; an operation without a ride has none."""

    rides: Rides

    def pages(
        self, folder: str, operations: Sequence[EscortOperation | TransportOperation]
    ) -> Iterator[tuple[str, Page]]:
        """Yield the pictures, each beside the sheet that shows it."""
        for one in operations:
            if one.rides:
                yield f"{folder}/{one.reference}.png", Page("", "", PNG, later(self._drawn, one.rides))

    def on(self, one: EscortOperation | TransportOperation) -> Picture | None:
        """Return the picture on a sheet."""
        if not one.rides:
            return None
        view, file = self._view(one.rides), f"{one.reference}.png"
        return Picture(file=file, alt=_alt(view), words=ride_words(view, self.rides.main))

    def _drawn(self, rides: tuple[RideNumber, ...]) -> bytes:
        return _picture(self._view(rides), self.rides.main)

    def _view(self, rides: tuple[RideNumber, ...]) -> RideMap:
        days = [self.rides.on(day) for day in sorted({ride.day for ride in rides})]
        return ride_map(days, {ride.number for ride in rides})


def _alt(view: RideMap) -> str:
    ways = (
        either(" naar ", " to ").join(f"{stop.place} ({stop.time})" for stop in route.stops) for route in view.routes
    )
    return either(f"Kaart van de route: {'; '.join(ways)}", f"Map of the route: {'; '.join(ways)}")
