"""A stored travel table and what it still holds for.

Not allowed here: where travel times come from.
"""

from dataclasses import dataclass

from planner.domain.places import Place
from planner.domain.resources import TravelTable


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTravel:
    """A travel table with the positions (latitude, longitude) it was made for: a place that moved is not in it."""

    table: TravelTable
    positions: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if len(self.positions) != len(self.table.places):
            msg = f"{len(self.positions)} positions for {len(self.table.places)} places\nBuild the table anew."
            raise ValueError(msg)

    def part(self, places: tuple[Place, ...]) -> TravelTable | None:
        """Return the table of these places alone, or None when one of them is not in it where it lies now."""
        rows = {place: row for row, place in enumerate(self.table.places)}
        if any(place.id not in rows or self.positions[rows[place.id]] != (place.lat, place.lon) for place in places):
            return None
        wanted, size = [rows[place.id] for place in places], len(rows)
        minutes = self.table.minutes
        return TravelTable(
            places=tuple(place.id for place in places),
            minutes=tuple(minutes[row * size + column] for row in wanted for column in wanted),
            source=self.table.source,
            made_on=self.table.made_on,
            percent=self.table.percent,
        )
