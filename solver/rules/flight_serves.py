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
            return f"van vertrek geboekt door {activity.departure.booked_by} is alleen de dag bekend: plan een hele dag"
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

    @staticmethod
    def _objection(known: Known, activity: Activity, mode: Mode) -> str | None:
        flights = [use.resource.id for use in mode.uses if use.resource.kind is ResourceKind.FLIGHT]
        flight = flight_of(known, mode)
        country = activity.departure.country
        if len(flights) != 1 or flight is None:
            return "het vertrek heeft niet precies één bekende vlucht"
        called = naming.flight(known, flight.id)
        if flight.country != country:
            return f"{called} gaat naar {flight.country}, nodig is {country}"
        if mode.place != flight.origin or activity.place not in (None, flight.origin):
            wanted = "" if activity.place is None else f", nodig is {naming.place(known, activity.place)}"
            return f"{called} vertrekt van {naming.place(known, flight.origin)}{wanted}"
        if mode.all_day or mode.duration != flight.arrives - flight.departs:
            return f"{called} duurt {flight.arrives - flight.departs} minuten, gepland zijn er {mode.duration}"
        return None

    @staticmethod
    def _times(known: Known, mode: Mode) -> str:
        flight = flight_of(known, mode)
        return (
            ""
            if flight is None
            else f"vlucht {flight.number} vertrekt {moment(flight.departs)}, niet op een andere tijd"
        )
