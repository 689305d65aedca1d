"""The escorts that KMar offers.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass

from planner.domain.ids import EscortTeamId, PlaceId
from planner.domain.time import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortTeam:
    """A KMar team of ``size`` escorts, with the stretches KMar offers it."""

    id: EscortTeamId
    base: PlaceId
    size: int
    available: tuple[Interval, ...]
    nurse: bool = False
