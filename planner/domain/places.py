"""Buildings: where they lie and how sure that is.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.ids import NETHERLANDS, CountryCode, PlaceId


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
    """In the notation of ``planner.domain.opening``; empty: not known."""
    contacts: tuple[PlaceContact, ...] = ()
    vehicle_access: str = ""
    """Which gate, how high, where to wait."""
    country: CountryCode = NETHERLANDS

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
