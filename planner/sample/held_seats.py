"""Bookings of seats as people entered them: for charters always, for some other departures, and cancelled ones.

Not allowed here: which flight fits (see ``bookings``).
"""

from collections.abc import Iterable
from random import Random

from planner.domain.activities import BookedBy
from planner.domain.bookings import Booking as Seat
from planner.domain.bookings import BookingState
from planner.domain.cases import Track
from planner.domain.civil import day_of
from planner.domain.flights import Flight
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.sample.bookings import BUSY_DAY, Booking
from planner.sample.reasons import CANCEL_REASONS
from planner.sample.world import World, chance, pick

_STATES = ((BookingState.PROPOSED, 2.0), (BookingState.REQUESTED, 5.0), (BookingState.BOOKED, 3.0))
_ENTERED, _ELSEWHERE = 0.15, 0.06


def draw_seats(world: World, bookings: Iterable[Booking], flights: list[Flight]) -> list[Seat]:
    """Return what was entered about seats: on the flight each was meant for, and cancelled ones on another flight."""
    stream = world.stream("seats")
    drawn: dict[tuple[str, str], BookingState | None] = {}
    seats: list[Seat] = []
    for booking in bookings:
        flight = booking.flight
        if flight is None or booking.booked_by is not BookedBy.DTV or booking.fate is not None:
            continue
        together = (booking.unit.head.id, flight.id)
        if together not in drawn:
            drawn[together] = _state(stream, world, booking, flight)
        state = drawn[together]
        if state is not None:
            seats.append(_seat(stream, world, booking, flight, state))
        elif chance(stream, _ELSEWHERE):
            seats += _cancelled(stream, world, booking, flights)
    return seats


def _state(stream: Random, world: World, booking: Booking, flight: Flight) -> BookingState | None:
    if flight.charter or flight.joint:
        return BookingState.REQUESTED
    busy = booking.day == world.week.monday + BUSY_DAY
    if busy or booking.track is not Track.FORCED or not chance(stream, _ENTERED):
        return None
    return pick(stream, _STATES)


def _seat(stream: Random, world: World, booking: Booking, flight: Flight, state: BookingState) -> Seat:
    since = Minute(world.as_of - stream.randint(2, 200) * MINUTES_PER_HOUR)
    reference = f"BK-{stream.randint(10_000, 99_999)}" if state is BookingState.BOOKED else ""
    return Seat(activity=booking.key, flight=flight.id, state=state, since=since, reference=reference)


def _cancelled(stream: Random, world: World, booking: Booking, flights: list[Flight]) -> list[Seat]:
    """Return a cancelled booking on another flight to the same country within the window, if there is one."""
    own = booking.flight.id if booking.flight else None
    others = [
        flight
        for flight in flights
        if flight.country == booking.country
        and flight.id != own
        and booking.first <= day_of(flight.departs) <= booking.last
    ]
    if not others:
        return []
    seat = _seat(stream, world, booking, stream.choice(others), BookingState.PROPOSED)
    reason = pick(stream, CANCEL_REASONS)
    return [
        Seat(
            activity=seat.activity,
            flight=seat.flight,
            state=BookingState.CANCELLED,
            since=seat.since,
            reference=f"BK-{stream.randint(10_000, 99_999)}",
            reason=reason,
        )
    ]
