"""Rule R30: transit by air through another member state."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of, day_start
from planner.domain.europe import TRANSIT_STATES
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import day
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute
from planner.domain.wording import Text
from solver import naming
from solver.departing import flight_of, forced
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.flights import Flight, Transit
    from solver.known import Known
    from solver.mode import Mode


class TransitRequest(WindowRule):
    """A forced departure that changes aircraft in another member state was asked for there in time, or still can be.

    A change of aircraft there takes no longer than the transit may last; that holds for published departures too.
    """

    id = RuleId("R30")
    title = Text(nl="Doorreis door de lucht is aangevraagd", en="Transit by air has been asked for")
    why = Text(
        nl="Een andere lidstaat moet vooraf instemmen met de doorreis van een uitgezette persoon.",
        en="Another member state must agree beforehand with the transit of a removed person.",
    )
    source = Text(nl="Richtlijn 2003/110/EG, art. 4 en 5", en="Directive 2003/110/EC, arts. 4 and 5")
    anchor = Text(nl="doorreis", en="transit")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.TERM})
    kinds = frozenset({ActivityKind.DEPARTURE})
    whole = False
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R30", "notice"), ("R30", "longest"))
    too_long = Text(
        nl="{flight}: de overstap in {airport} duurt {hours} uur, te lang voor een doorreis",
        en="{flight}: the change of aircraft in {airport} takes {hours:hour|hours}, too long for a transit",
    )
    early = Text(
        nl="{flight}: de doorreis in {place} {what}; dat moet {notice} vooraf",
        en="{flight}: the transit in {place} {what}; that must be done {notice} ahead",
    )
    not_asked = Text(
        nl="is nog niet aangevraagd",
        en="has not been asked for yet",
    )
    asked = Text(
        nl="is aangevraagd op {day}",
        en="was asked for on {day}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the starts that leave the days of notice before the first transit; what was published may stay."""
        flight = flight_of(known, mode)
        transits = [] if flight is None else _asked(flight)
        if flight is None or not transits or not forced(activity):
            return None
        if _too_long(known, flight) is not None:
            return ()
        first = Minute(_first(known, activity, flight) - (transits[0].arrives - flight.departs))
        return or_published(known, activity, mode, (Interval(first),))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say where the transit is, and when it was or can be asked for."""
        flight = flight_of(known, mode)
        if flight is None or not _asked(flight):
            return str(self.title)
        called, long = naming.flight(known, flight.id), _too_long(known, flight)
        if long is not None:
            hours = (long.departs - long.arrives) // MINUTES_PER_HOUR
            return self.too_long.say(flight=called, airport=long.airport, hours=hours)
        transit, asked = _asked(flight)[0], activity.departure.transit_requested
        what = str(self.not_asked) if asked is None else self.asked.say(day=day(day_start(asked)))
        notice = naming.norm(known, "R30", "notice", flight.departs, activity)
        place = f"{transit.airport} ({transit.country})"
        return self.early.say(flight=called, place=place, what=what, notice=notice)


def _asked(flight: Flight) -> list[Transit]:
    return [transit for transit in flight.transits if transit.country in TRANSIT_STATES]


def _too_long(known: Known, flight: Flight) -> Transit | None:
    longest = known.setting("R30", "longest", flight.departs) * MINUTES_PER_HOUR
    return next((t for t in _asked(flight) if t.departs - t.arrives > longest), None)


def _first(known: Known, activity: Activity, flight: Flight) -> Minute:
    """Return the first moment of a transit that is asked for in time."""
    asked = activity.departure.transit_requested or day_of(known.now)
    notice = known.setting("R30", "notice", flight.departs, activity)
    return day_start(asked + timedelta(days=notice))
