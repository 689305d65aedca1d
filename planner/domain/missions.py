"""Missions and their sittings.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.ids import CountryCode, MissionId, PlaceId, SessionId
from planner.domain.people import WorkingHours
from planner.domain.provinces import Province
from planner.domain.time import Interval


class PresentationMode(StrEnum):
    """How a mission hears a person."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    WRITTEN = "written"


class Accompanist(StrEnum):
    """Who goes along to a presentation."""

    REGIEVOERDER = "regievoerder"
    LP_OFFICER = "lp-medewerker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """An embassy or consulate."""

    id: MissionId
    country: CountryCode
    place: PlaceId
    mode: PresentationMode = PresentationMode.IN_PERSON
    notice_working_days: int = 0
    hours: tuple[WorkingHours, ...] = ()
    """When the mission receives persons; empty: not known, nothing is checked."""
    accompanied_by: Accompanist = Accompanist.REGIEVOERDER
    interpreter_welcome: bool = True
    lawyer_welcome: bool = False
    provinces: frozenset[Province] = frozenset()
    """The provinces it serves; empty: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A sitting of a mission that hears at most ``quota`` persons."""

    id: SessionId
    mission: MissionId
    interval: Interval
    quota: int


class Rhythm(StrEnum):
    """How often a mission sits."""

    WEEKLY = "wekelijks"
    MONTHLY = "maandelijks"
    ON_REQUEST = "op-verzoek"
    """On any opening day after the mission's notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPattern:
    """Sittings that come back: expanded into sessions over the horizon, on days open in both countries.

    ``weekday`` 0 is Monday; ``week_of_month`` 1 to 4, or -1 for the last, counts that weekday in a month.
    ``start`` and ``end`` are minutes after midnight, Dutch civil time.
    """

    id: str
    mission: MissionId
    rhythm: Rhythm
    start: int
    end: int
    quota: int
    valid: Interval
    weekday: int | None = None
    week_of_month: int | None = None
