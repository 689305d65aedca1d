"""Words and moments that both kinds of sheet say in the same way.

Not allowed here: anything that one of the two audiences may not see.
"""

from dataclasses import dataclass
from datetime import date

from api.pages.lookup import Lookup
from planner.domain.civil import day_of
from planner.domain.failing import FailStage
from planner.domain.ids import PlaceId
from planner.domain.plan import Appointment
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind
from planner.domain.sheet_facts import Partner
from planner.domain.time import Minute

STAGES = {
    FailStage.PICKUP: "bij het ophalen",
    FailStage.HAND_OVER: "bij de overdracht",
    FailStage.GATE: "aan de gate",
    FailStage.CAPTAIN: "aan boord",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A function that can be called day and night."""

    function: str
    phone: str

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RideNumber:
    """A ride as maps know it: the day it begins on, and the number of its operation."""

    day: date
    number: str


def ride_numbers(lookup: Lookup, ride: Appointment) -> tuple[RideNumber, ...]:
    """Return the rides of vehicles that an appointment consists of."""
    number = operation_number(lookup.release, ride)
    return tuple(RideNumber(day=day_of(part.start), number=number) for part in ride.of_kind(ResourceKind.VEHICLE))


def hand_over_latest(lookup: Lookup, departs: Minute) -> Minute:
    """Return the last minute of arrival at the KMar complex for a flight."""
    before = lookup.settings.value("R29", "before", on=day_of(departs))
    return Minute(departs - before)


def hand_over_place(lookup: Lookup, airport: PlaceId) -> str:
    """Return where KMar takes over at an airport, which is named as on the maps."""
    found = lookup.places.get(airport)
    return f"KMar-complex, {found.building}" if found is not None else "KMar-complex"


def numbers(lookup: Lookup, partner: Partner) -> tuple[Number, ...]:
    """Return whom a partner can call."""
    return tuple(
        Number(function=fact.function, phone=fact.phone)
        for fact in lookup.release.sheet.numbers
        if fact.partner is partner
    )
