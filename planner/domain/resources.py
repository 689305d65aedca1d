"""What can take part in an appointment, and all means of one cut. Other organisations' means are requested, not owned.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.flights import Carrier, CountryRule, Flight
from planner.domain.ids import CountryCode, PlaceId
from planner.domain.missions import Mission, Session
from planner.domain.people import Regievoerder, Substitute
from planner.domain.places import Place
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle


class ResourceKind(StrEnum):
    """What can take part in an appointment."""

    REGIEVOERDER = "regievoerder"
    CASE = "zaak"
    ROOM = "kamer"
    INTERPRETER = "tolk"
    SESSION = "zitting"
    FLIGHT = "vlucht"
    ESCORT = "escort"
    OFFICER = "begeleider"
    VEHICLE = "voertuig"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, order=True)
class ResourceRef:
    """One resource: its kind and its code. Rooms are pooled per place, interpreters per language."""

    kind: ResourceKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A person or resource is not available during the interval."""

    resource: ResourceRef
    interval: Interval
    reason: str = "afwezig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """So many of a pooled resource (rooms of a place, interpreters of a language) during the interval."""

    resource: ResourceRef
    interval: Interval
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDays:
    """Public holidays: of the Netherlands (country NL) or of a mission's country."""

    country: CountryCode
    days: frozenset[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelTable:
    """Minutes between places, row-major in the order of ``places``; with source and date."""

    places: tuple[PlaceId, ...]
    minutes: tuple[int, ...]
    source: str
    made_on: date
    percent: int = 100
    """What the minutes are of free flow."""

    def __post_init__(self) -> None:
        if len(self.minutes) != len(self.places) ** 2:
            msg = f"travel table has {len(self.minutes)} times for {len(self.places)} places\nBuild it anew."
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Everything that can be used, in one cut."""

    places: tuple[Place, ...] = ()
    regievoerders: tuple[Regievoerder, ...] = ()
    absences: tuple[Absence, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    missions: tuple[Mission, ...] = ()
    sessions: tuple[Session, ...] = ()
    country_rules: tuple[CountryRule, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    flights: tuple[Flight, ...] = ()
    escort_teams: tuple[EscortTeam, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    closed_days: tuple[ClosedDays, ...] = ()
    officers: tuple[EscortOfficer, ...] = ()
