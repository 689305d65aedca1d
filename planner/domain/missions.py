"""Missions and their sittings.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.ids import CountryCode, MissionId, PlaceId, SessionId
from planner.domain.time import Interval


class PresentationMode(StrEnum):
    """How a mission hears a person."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """An embassy or consulate."""

    id: MissionId
    country: CountryCode
    place: PlaceId
    mode: PresentationMode = PresentationMode.IN_PERSON
    notice_working_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A sitting of a mission that hears at most ``quota`` persons."""

    id: SessionId
    mission: MissionId
    interval: Interval
    quota: int
