"""Travel times of known places: asked for once, or those of one table.

Not allowed here: knowing how they are found.
"""

from collections.abc import Sequence
from functools import cached_property

from planner.domain.places import Place
from planner.domain.resources import TravelTable
from planner.ports.surroundings import TravelTimes


class TableTimes:
    """The port ``TravelTimes`` over one table that holds every place there will be a question about."""

    def __init__(self, table: TravelTable) -> None:
        self._whole = table
        self._rows = {place: row for row, place in enumerate(table.places)}

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return a part of the table; raise KeyError for a place that is not in it."""
        whole, size = self._whole, len(self._rows)
        rows = [self._rows[place.id] for place in places]
        return TravelTable(
            places=tuple(place.id for place in places),
            minutes=tuple(whole.minutes[row * size + column] for row in rows for column in rows),
            source=whole.source,
            made_on=whole.made_on,
            percent=whole.percent,
        )


class KnownTimes:
    """The port ``TravelTimes`` for certain places: one question to the source, whatever is asked later."""

    def __init__(self, source: TravelTimes, places: Sequence[Place]) -> None:
        self._source = source
        self._places = tuple(places)
        self._known = frozenset(place.id for place in self._places)

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return a part of the one table; the whole question goes to the source when a place is not among the known."""
        if any(place.id not in self._known for place in places):
            return self._source.table(places)
        return self._whole.table(places)

    @cached_property
    def _whole(self) -> TableTimes:
        return TableTimes(self._source.table(self._places))
