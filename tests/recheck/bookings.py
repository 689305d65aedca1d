"""Bookings and announcements: seats held stay, closed bookings stay closed, other states are told in time."""

from collections import defaultdict
from datetime import date

from planner.domain.activities import ActivityKind, DublinTransfer
from planner.domain.bookings import BookingState
from planner.domain.cases import Track
from planner.domain.civil import day_of
from planner.domain.flights import Flight, Transit
from planner.domain.ids import ActivityKey, FlightId
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock

_HOUR = 60
_CODES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT PL PT RO SE SI SK"
_UNION = frozenset(_CODES.split())
"""Member states; the Netherlands is home."""


def bookings(facts: Facts) -> Findings:
    """Look whether seats held are used, and nobody is put on a charter or where the booking was closed."""
    states: dict[ActivityKey, dict[FlightId, BookingState]] = defaultdict(dict)
    for booking in facts.problem.bookings:
        states[booking.activity][booking.flight] = booking.state
    for item in facts.of(ActivityKind.DEPARTURE):
        flight, known = facts.flight_of(item), states[item.key]
        if flight is None:
            continue
        state = known.get(flight.id)
        held = sorted(code for code, one in known.items() if one.holds and code in facts.flights)
        if held and flight.id not in held:
            yield Finding("booked", f"{item.key} has seats on {held}, but is planned on {flight.id}", (item.key,))
        if state is BookingState.CANCELLED:
            yield Finding("cancelled", f"{item.key}: its booking on {flight.id} was cancelled", (item.key,))
        if (flight.charter or flight.joint) and (state is None or state is BookingState.CANCELLED):
            yield Finding("entered", f"{item.key} was not entered for charter {flight.id}", (item.key,))
        closed = flight.booking_closes is not None and flight.booking_closes < facts.now
        if closed and facts.new(item) and state in (None, BookingState.PROPOSED, BookingState.CANCELLED):
            yield Finding("closed", f"{item.key}: seats on {flight.id} could be had until its closing", (item.key,))


def announcements(facts: Facts) -> Findings:
    """Look whether the receiving state and the states on the way hear of a forced departure long enough before."""
    for item in facts.of(ActivityKind.DEPARTURE):
        flight, detail = facts.flight_of(item), item.activity.departure
        if flight is None:
            continue
        if detail.transfer is not None:
            yield from _transfer(facts, item, detail.transfer, day_of(flight.departs))
        if detail.track is Track.FORCED:
            for transit in flight.transits:
                yield from _transit(facts, item, flight, transit)


def _transfer(facts: Facts, item: Planned, transfer: DublinTransfer, day: date) -> Findings:
    country = item.activity.departure.country
    special = transfer.special_needs or any(case.minor for case in facts.cases_of(item.activity))
    kinds = ("notice", *(("special",) if special else ()), *(("collective",) if transfer.collective else ()))
    days = [facts.norm_or_none("R21", f"{kind}-{country}", day) or 0 for kind in kinds]
    told = transfer.announced_on or facts.today
    late = day < facts.working_days_after(told, max(days))
    if late and (facts.new(item) or transfer.announced_on is not None):
        words = f"{item.key}: {country} asks {max(days)} working days from {told}; the flight is on {day}"
        yield Finding("transfer", words, (item.key,))


def _transit(facts: Facts, item: Planned, flight: Flight, transit: Transit) -> Findings:
    if transit.country not in _UNION:
        return
    on = day_of(transit.arrives)
    longest = facts.norm("R30", "longest", on) * _HOUR
    if transit.departs - transit.arrives > longest:
        words = f"{item.key}: {flight.id} stays in {transit.airport} until {clock(transit.departs)}"
        yield Finding("transit", words, (item.key,))
    asked = item.activity.departure.transit_requested
    late = (on - (asked or facts.today)).days < facts.norm("R30", "notice", on)
    if late and (facts.new(item) or asked is not None):
        yield Finding("transit", f"{item.key}: transit through {transit.airport} is asked too late", (item.key,))
