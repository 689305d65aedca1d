"""Travel times of known places, asked for once.

Not allowed here: knowing how they are found.
"""

from collections.abc import Sequence
from functools import cached_property

from planner.domain.ids import PlaceId
from planner.domain.places import Place
from planner.domain.resources import TravelTable
from planner.ports.surroundings import TravelTimes


class KnownTimes:
    """The port ``TravelTimes`` for certain places: one question to the source, whatever is asked later."""

    def __init__(self, source: TravelTimes, places: Sequence[Place]) -> None:
        self._source = source
        self._places = tuple(places)

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return a part of the one table; the whole question goes to the source when a place is not among the known."""
        if any(place.id not in self._rows for place in places):
            return self._source.table(places)
        whole, size = self._whole, len(self._places)
        rows = [self._rows[place.id] for place in places]
        return TravelTable(
            places=tuple(place.id for place in places),
            minutes=tuple(whole.minutes[row * size + column] for row in rows for column in rows),
            source=whole.source,
            made_on=whole.made_on,
        )

    @cached_property
    def _rows(self) -> dict[PlaceId, int]:
        return {place.id: row for row, place in enumerate(self._places)}

    @cached_property
    def _whole(self) -> TravelTable:
        return self._source.table(self._places)
