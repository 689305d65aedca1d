"""Counting what is taken of each flight, so that all departures fit together.

Not allowed here: choosing flights (see ``bookings``).
"""

from collections import Counter

from planner.domain.flights import Carrier, Flight
from planner.domain.ids import FlightId
from planner.sample.flights import carriers, country_rules


class Seats:
    """Counts what is taken of each flight, so that all bookings fit together."""

    def __init__(self) -> None:
        self._carriers: dict[str, Carrier] = {carrier.code: carrier for carrier in carriers()}
        self._limits = {rule.country: rule.max_per_flight for rule in country_rules()}
        self._persons, self._seats = Counter[FlightId](), Counter[FlightId]()
        self._escorted, self._minors = Counter[FlightId](), Counter[FlightId]()

    def fits(self, flight: Flight, persons: int, escorts: int, minors: int = 0) -> bool:
        """Return whether the flight still takes these persons, minors among them, with their escorts."""
        carrier = self._carriers[flight.carrier]
        escorted = self._escorted[flight.id]
        alone = self._persons[flight.id] - escorted
        most = self._limits.get(flight.country)
        children = carrier.max_children
        within = escorted + persons <= carrier.max_depa if escorts else alone + persons <= carrier.max_depu
        return (
            within
            and (children is None or self._minors[flight.id] + minors <= children)
            and (most is None or self._persons[flight.id] + persons <= most)
            and self._seats[flight.id] + persons + escorts <= flight.seats
        )

    def take(self, flight: Flight, persons: int, escorts: int, minors: int = 0) -> None:
        """Take the seats."""
        self._minors[flight.id] += minors
        self._persons[flight.id] += persons
        self._seats[flight.id] += persons + escorts
        self._escorted[flight.id] += persons if escorts else 0
