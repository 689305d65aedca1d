"""The vehicles of DV&O, with crew, depot and shifts.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass

from planner.domain.ids import PlaceId, VehicleId
from planner.domain.time import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A DV&O vehicle with its crew, depot and shifts."""

    id: VehicleId
    depot: PlaceId
    seats: int
    compartments: int
    shifts: tuple[Interval, ...]
    wheelchair: bool = False
    child_seats: int = 0
    security: int = 1
    """1 ordinary, 2 high."""
