"""How long it takes to get from one place to another. Not allowed here: who goes there."""

from functools import cached_property

from planner.domain.ids import PlaceId
from planner.domain.resources import TravelTable
from planner.domain.time import Minute


class Roads:
    """Driving times by the problem's own table."""

    def __init__(self, table: TravelTable) -> None:
        self._table = table

    @cached_property
    def _rows(self) -> dict[PlaceId, int]:
        return {place: row for row, place in enumerate(self._table.places)}

    def minutes(self, origin: PlaceId, destination: PlaceId) -> int:
        """Return the minutes from one place to another; a place to itself is no drive."""
        if origin == destination:
            return 0
        rows = self._rows
        return self._table.minutes[rows[origin] * len(rows) + rows[destination]]

    def arrival(self, origin: PlaceId, destination: PlaceId, leaves: Minute) -> Minute:
        """Return when one arrives who leaves at a moment."""
        return Minute(leaves + self.minutes(origin, destination))
