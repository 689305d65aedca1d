"""Of which cases the life and the vertrekplan are recorded: all, or in a large sample those with something to come.

Not allowed here: facts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.domain.cases import Case, Regime, Specialism
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.people import Regievoerder
from planner.sample.bookings import Booking
from planner.sample.people import Unit
from planner.sample.sizes import SampleSize
from planner.sample.world import World, chance

_SHARES = {SampleSize.OFFICE: 1.0, SampleSize.REGION: 1.0, SampleSize.NATIONAL: 0.02, SampleSize.EUROPE: 0.0}
"""Of the other cases this share is recorded too, so that a national delivery stays quick to take in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One case with what else the generator knows of it."""

    case: Case
    unit: Unit
    owner: RegievoerderId
    booking: Booking | None = None
    applied: date | None = None
    """Since when a document is asked for, of somebody to be presented."""

    @property
    def detained(self) -> bool:
        """Whether the person is in detention."""
        return self.unit.group.pool == "detention"

    @property
    def unaccompanied(self) -> bool:
        """Whether this is a minor without family."""
        return Specialism.MINORS in self.case.specialisms

    @property
    def days(self) -> tuple[date, date]:
        """Day of handover, and since when they stay where they are."""
        return self.case.handed_over, self.unit.placed


def draw_recorded(
    world: World,
    units: Iterable[Unit],
    bookings: Iterable[Booking],
    applied: Mapping[CaseId, date],
    staff: tuple[Regievoerder, ...],
) -> list[Person]:
    """Return the persons whose casework is recorded, in the order of the units."""
    stream = world.stream("recorded")
    by_case = {case.id: booking for booking in bookings for case in booking.cases}
    share = _SHARES.get(world.size, 0.0)
    persons: list[Person] = []
    for unit in units:
        drawn = chance(stream, share)
        if not drawn and not _awaited(unit, by_case, applied):
            continue
        owner = staff[unit.group.owner].id
        persons += [
            Person(case=case, unit=unit, owner=owner, booking=by_case.get(case.id), applied=applied.get(case.id))
            for case in unit.cases
        ]
    return persons


def _awaited(unit: Unit, bookings: Mapping[CaseId, Booking], applied: Mapping[CaseId, date]) -> bool:
    """Return whether something is to come: a departure, a presentation, a stay with a term, the first weeks."""
    closed_place = unit.group.pool == "detention" or unit.head.regime in (Regime.VBL, Regime.FAMILY_FACILITY)
    return unit.group.new or closed_place or any(case.id in bookings or case.id in applied for case in unit.cases)
