"""The vehicles of DV&O, with crew, depot and shifts.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.ids import PlaceId, VehicleId
from planner.domain.time import Interval


class CrewSkill(StrEnum):
    """What a crew can do beyond driving."""

    MEDICAL = "medisch"
    FEMALE = "vrouwelijke-begeleiding"
    FAMILIES = "gezinnen"
    SECURED = "beveiligd"


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
    crew_skills: frozenset[CrewSkill] = frozenset()
    cross_border: bool = False
    """May leave the Netherlands."""
    standby: bool = False
    """Kept free for what fails; carries no planned moves."""
    crews: int = 2
    """How many crews take turns on it; they change at the depot."""
