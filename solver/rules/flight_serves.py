"""Rule: the flight serves the departure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_interval, day_of, days_between
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment
from planner.domain.time import Interval, Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver import naming
from solver.departing import flies, flight_of
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class FlightServes(WindowRule):
    """A departure booked by DT&V is on one flight to its country, at the flight's times; others have a whole day.

    Where the airport was said, the flight leaves from there: the transport brings people to that one.
    """

    id = RuleId("P19")
    title = Text(nl="Vlucht naar het juiste land", en="Flight to the right country")
    why = Text(
        nl="Vertrek is naar het land van terugkeer, op de tijden van de vlucht.",
        en="Departure is to the country of return, at the times of the flight.",
    )
    source = Text(nl="dienstregeling", en="timetable")
    level = Level.HARD
    words = frozenset({Word.SKILL, Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    whole = False
    whole_day = Text(
        nl="van vertrek geboekt door {by} is alleen de dag bekend: plan een hele dag",
        en="of a departure booked by {by} only the day is known: plan a whole day",
    )
    one_flight = Text(
        nl="het vertrek heeft niet precies één bekende vlucht",
        en="the departure does not have exactly one known flight",
    )
    elsewhere = Text(
        nl="{flight} gaat naar {country}, nodig is {wanted}",
        en="{flight} goes to {country}, needed is {wanted}",
    )
    leaves = Text(
        nl="{flight} vertrekt van {origin}",
        en="{flight} leaves from {origin}",
    )
    wanted = Text(
        nl="{leaves}, nodig is {place}",
        en="{leaves}, needed is {place}",
    )
    lasting = Text(
        nl="{flight} duurt {minutes:minuut|minuten}, gepland: {planned}",
        en="{flight} takes {minutes:minute|minutes}, {planned} {planned:!is|are} planned",
    )
    times = Text(
        nl="vlucht {number} vertrekt {departs}, niet op een andere tijd",
        en="flight {number} leaves on {departs}, not at another time",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the flight's departure, or nothing when it does not serve."""
        if not flies(activity):
            return tuple(self._whole_days(activity, mode))
        if self._objection(known, activity, mode) is not None:
            return ()
        flight = flight_of(known, mode)
        return () if flight is None else (Interval(flight.departs, Minute(flight.departs + 1)),)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say what does not fit."""
        if not flies(activity):
            return self.whole_day.say(by=word(activity.departure.booked_by))
        return self._objection(known, activity, mode) or self._times(known, mode)

    @staticmethod
    def _whole_days(activity: Activity, mode: Mode) -> Iterator[Interval]:
        """Yield the starts of the days that the mode fills from beginning to end."""
        if not mode.all_day or mode.resource(ResourceKind.FLIGHT) is not None:
            return
        start = mode.fixed_start
        days = days_between(activity.window.start, activity.latest_end) if start is None else (day_of(start),)
        for day in map(day_interval, days):
            if day.end == day.start + mode.duration:
                yield Interval(day.start, Minute(day.start + 1))

    def _objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        flights = [use.resource.id for use in mode.uses if use.resource.kind is ResourceKind.FLIGHT]
        flight = flight_of(known, mode)
        country = activity.departure.country
        if len(flights) != 1 or flight is None:
            return str(self.one_flight)
        called = naming.flight(known, flight.id)
        if flight.country != country:
            return self.elsewhere.say(flight=called, country=flight.country, wanted=country)
        if mode.place != flight.origin or activity.place not in (None, flight.origin):
            leaves = self.leaves.say(flight=called, origin=naming.place(known, flight.origin))
            if activity.place is None:
                return leaves
            return self.wanted.say(leaves=leaves, place=naming.place(known, activity.place))
        if mode.all_day or mode.duration != flight.arrives - flight.departs:
            return self.lasting.say(flight=called, minutes=flight.arrives - flight.departs, planned=mode.duration)
        return None

    def _times(self, known: Known, mode: Mode) -> str:
        flight = flight_of(known, mode)
        return "" if flight is None else self.times.say(number=flight.number, departs=moment(flight.departs))
