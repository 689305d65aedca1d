"""Everything that is recorded about cases beside who and where they are, in the order in which it is drawn.

Not allowed here: any subject of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from planner.domain.activities import Activity
from planner.domain.cases import Specialism, TrackFact
from planner.domain.civil import day_of
from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.domain.people import Regievoerder
from planner.sample.bookings import Booking
from planner.sample.casework import draw_casework, term_starts
from planner.sample.clearances import draw_clearances, draw_overrides
from planner.sample.closed_cases import draw_closed_cases
from planner.sample.departure_plans import draw_departure_plans, draw_guardians
from planner.sample.departures import draw_departures
from planner.sample.document_days import with_document_days
from planner.sample.held import Held
from planner.sample.people import Unit
from planner.sample.recorded import draw_recorded
from planner.sample.world import World


def draw_recorded_cases(  # noqa: PLR0913, PLR0917 - everything that was drawn before
    world: World,
    units: Sequence[Unit],
    bookings: Sequence[Booking],
    applied: Mapping[CaseId, date],
    presentations: Iterable[Activity],
    status: Iterable[Fact],
    staff: tuple[Regievoerder, ...],
    held: Held | None = None,
) -> Iterator[Fact]:
    """Yield the status with the days of the documents, and the life and vertrekplan of the cases that are recorded."""
    presented = {case for activity in presentations for case in activity.cases}
    dated = tuple(with_document_days(world, status, presented))
    yield from dated
    if not staff:
        return
    tracks = {fact.case: fact.track for fact in dated if isinstance(fact, TrackFact)}
    persons = draw_recorded(world, units, bookings, applied, staff)
    minors = [(c.id, c.handed_over) for unit in units for c in unit.cases if Specialism.MINORS in c.specialisms]
    yield from draw_casework(world, persons, term_starts(draw_departures(world, bookings)), _last_talks(held))
    yield from draw_departure_plans(world, persons, tracks)
    yield from draw_guardians(world, minors)
    yield from draw_clearances(world, persons, minors)
    yield from draw_overrides(world, bookings)
    yield from draw_closed_cases(world, staff)


def _last_talks(held: Held | None) -> Mapping[CaseId, date]:
    """Return when each was spoken to last; for whom a conversation is delivered, the end of time: none is asked for."""
    if held is None:
        return {}
    talks = {contact.case: day_of(contact.at) for contact in held.contacts}
    return talks | {case: date.max for activity in held.delivered for case in activity.cases}
