"""Flights, and what countries and carriers ask of those on board.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass

from planner.domain.ids import CarrierCode, CountryCode, FlightId, PlaceId
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRule:
    """What a country asks (missing numbers mean: nothing asked)."""

    country: CountryCode
    max_per_flight: int | None = None
    lp_validity_days: int | None = None
    lp_after_flight: bool = False
    source: str = ""
    escort_visa: bool = False
    """Escorts need a visa, to stay or to change aircraft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """An airline's limits on deportees: accompanied (DEPA) and unaccompanied (DEPU) per flight."""

    code: CarrierCode
    max_depa: int = 10
    max_depu: int = 10
    risk_form_days: int = 3
    max_children: int | None = None
    escorts_per_person: int | None = None
    """Fewest escorts per accompanied person, when the carrier asks more than the norm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transit:
    """A change of aircraft on the way; in a country of the EU it is asked for under Directive 2003/110/EC."""

    airport: str
    country: CountryCode
    arrives: Minute
    departs: Minute


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
    transits: tuple[Transit, ...] = ()
    """In order; an airport of ``via`` without a transit is a stop without leaving the aircraft."""
    joint: bool = False
    """A return flight shared with other member states."""
    booking_closes: Minute | None = None
    """The last moment at which seats can still be asked for."""

    def __post_init__(self) -> None:
        if self.arrives <= self.departs:
            msg = f"flight {self.id}: arrives ({self.arrives}) not after it departs ({self.departs})\nGive both in UTC."
            raise ValueError(msg)
