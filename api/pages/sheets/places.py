"""Words and moments that both kinds of sheet say in the same way.

Not allowed here: anything that one of the two audiences may not see.
"""

from dataclasses import dataclass

from api.pages.lookup import Lookup
from planner.domain.civil import day_of
from planner.domain.failing import FailStage
from planner.domain.ids import PlaceId
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
