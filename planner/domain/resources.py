"""People, places and means that activities need. Other organisations' means are requested, not owned.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.cases import Specialism
from planner.domain.ids import (
    CarrierCode,
    CountryCode,
    EscortTeamId,
    FlightId,
    LanguageCode,
    MissionId,
    PlaceId,
    RegievoerderId,
    SessionId,
    VehicleId,
)
from planner.domain.time import Interval, Minute


class ResourceKind(StrEnum):
    """What can take part in an appointment."""

    REGIEVOERDER = "regievoerder"
    CASE = "zaak"
    ROOM = "kamer"
    INTERPRETER = "tolk"
    SESSION = "zitting"
    FLIGHT = "vlucht"
    ESCORT = "escort"
    VEHICLE = "voertuig"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, order=True)
class ResourceRef:
    """One resource: its kind and its code. Rooms are pooled per place, interpreters per language."""

    kind: ResourceKind
    id: str


class PlaceKind(StrEnum):
    """Sort of building."""

    OFFICE = "office"
    AZC = "azc"
    GLO = "glo"
    VBL = "vbl"
    HTL = "htl"
    DETENTION = "detention"
    COURT = "court"
    MISSION = "embassy"
    IOM = "iom"
    DEPOT = "depot"
    AIRPORT = "airport"


class Certainty(StrEnum):
    """How sure it is where a place lies."""

    SURE = "high"
    ABOUT = "medium"
    UNCERTAIN = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceContact:
    """Where a function at a place is reached; never a person's name."""

    function: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A building, with where the coordinate came from. What is empty is not known."""

    id: PlaceId
    name: str
    kind: PlaceKind
    city: str
    lat: float
    lon: float
    confidence: str = "low"
    provenance: str = ""
    opening_hours: str = ""
    """In words, for people; nothing is planned by it."""
    contacts: tuple[PlaceContact, ...] = ()
    vehicle_access: str = ""
    """Which gate, how high, where to wait."""

    @property
    def with_town(self) -> str:
        """The name with its town, said once."""
        return self.name if self.city in self.name else f"{self.name}, {self.city}"

    @property
    def building(self) -> str:
        """The place at building level: a mission is not named, for its name would give away a country."""
        return f"vertegenwoordiging, {self.city}" if self.kind is PlaceKind.MISSION else self.with_town


def certainty(place: Place) -> Certainty:
    """Return how sure it is where a place lies; anything not known as sure or about right is uncertain."""
    try:
        return Certainty(place.confidence.strip().lower())
    except ValueError:
        return Certainty.UNCERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """One weekday's hours in Dutch civil time; ``weekday`` 0 is Monday, times in minutes after midnight."""

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Regievoerder:
    """A case director, known by a service number."""

    id: RegievoerderId
    office: PlaceId
    hours: tuple[WorkingHours, ...]
    specialisms: frozenset[Specialism] = frozenset()
    languages: frozenset[LanguageCode] = frozenset()
    load_cap: int = 500
    """Load points of live cases the contract allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A person or resource is not available during the interval."""

    resource: ResourceRef
    interval: Interval
    reason: str = "afwezig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """A colleague acts for a regievoerder for a time; ownership does not change."""

    owner: RegievoerderId
    substitute: RegievoerderId
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """So many of a pooled resource (rooms of a place, interpreters of a language) during the interval."""

    resource: ResourceRef
    interval: Interval
    amount: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRule:
    """What a country asks (missing numbers mean: nothing asked)."""

    country: CountryCode
    max_per_flight: int | None = None
    lp_validity_days: int | None = None
    lp_after_flight: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """An airline's limits on deportees: accompanied (DEPA) and unaccompanied (DEPU) per flight."""

    code: CarrierCode
    max_depa: int = 10
    max_depu: int = 10
    risk_form_days: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """One departure from a Dutch airport, arriving at the destination after ``stops`` stops."""

    id: FlightId
    carrier: CarrierCode
    number: str
    origin: PlaceId
    destination: str
    """IATA code of the airport of arrival."""
    country: CountryCode
    departs: Minute
    arrives: Minute
    seats: int
    via: tuple[str, ...] = ()
    charter: bool = False

    def __post_init__(self) -> None:
        if self.arrives <= self.departs:
            msg = f"flight {self.id}: arrives ({self.arrives}) not after it departs ({self.departs})\nGive both in UTC."
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortTeam:
    """A KMar team of ``size`` escorts, with the stretches KMar offers it."""

    id: EscortTeamId
    base: PlaceId
    size: int
    available: tuple[Interval, ...]
    nurse: bool = False


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
