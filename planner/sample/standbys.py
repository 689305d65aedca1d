"""Approvals of stand-bys as people entered them: for a flight before the one that a departure was meant for.

Not allowed here: whether the rules let the person stand by (the search takes over only those that hold).
"""

from collections.abc import Iterable, Sequence

from planner.domain.activities import BookedBy
from planner.domain.bookings import StandbyApproval
from planner.domain.cases import Track
from planner.domain.civil import day_of
from planner.domain.flights import Flight
from planner.sample.bookings import Booking
from planner.sample.world import World

_MOST = 2
"""Approvals in one sample."""
_SUPERVISOR = "T-0042"


def draw_standbys(world: World, bookings: Iterable[Booking]) -> list[StandbyApproval]:
    """Return approvals for single persons without escorts, whose window holds an earlier flight that others take."""
    listed = list(bookings)
    taken = sorted({b.flight.id: b.flight for b in listed if b.flight}.values(), key=lambda f: (f.departs, f.id))
    found = [
        StandbyApproval(activity=booking.key, flight=flight.id, approved_by=_SUPERVISOR, approved_at=world.as_of)
        for booking in listed
        if (flight := _earlier(booking, taken)) is not None
    ]
    return found[:_MOST]


def _earlier(booking: Booking, taken: Sequence[Flight]) -> Flight | None:
    own = booking.flight
    if own is None or booking.booked_by is not BookedBy.DTV or booking.fate is not None:
        return None
    if booking.track is not Track.FORCED or booking.escorted or len(booking.unit.cases) > 1:
        return None
    fits = (
        flight
        for flight in taken
        if flight.country == booking.country
        and flight.departs < own.departs
        and not (flight.charter or flight.joint)
        and booking.first <= day_of(flight.departs) <= booking.last
    )
    return next(fits, None)
