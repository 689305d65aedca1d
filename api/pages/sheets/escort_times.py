"""The timetable on an escort sheet: each time with what it was computed from.

Not allowed here: anything but times, places and where they come from.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from api.pages.lookup import Lookup
from api.pages.sheets.places import hand_over_latest, hand_over_place
from maps.airports import time_zone
from planner.domain.activities import Activity
from planner.domain.civil import day_of
from planner.domain.flights import Flight
from planner.domain.plan import Appointment, Participation
from planner.domain.resources import ResourceKind
from planner.domain.spelling import clock, clock_there
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.domain.wording import Text, either

COMPUTED = Text("volgens dienstregel", "by the duty rule")
"""Of a return flight, which is not booked here."""
ESTIMATE = "schatting"
"""What the name of a source of travel times begins with when they are not those of roads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of the timetable: when, what, where and what the time was computed from."""

    time: str
    what: str
    where: str
    basis: str
    must: bool = False
    computed: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    when: Minute
    what: str
    where: str
    basis: str
    must: bool = False
    computed: bool = False


def steps(lookup: Lookup, item: Appointment, activity: Activity, flight: Flight) -> tuple[Step, ...]:
    """Return the timetable from the cell door to the end of the escorts' rest."""
    day = day_of(item.start)
    rows = [*_ride(lookup, activity), *_flight(lookup, flight)]
    duty = next(iter(item.of_kind(ResourceKind.ESCORT)), None)
    if duty is not None:
        rows += [*_duty(lookup, duty, flight), *_way_back(lookup, duty, flight)]
    return tuple(
        Step(
            time=clock(row.when, day),
            what=row.what,
            where=row.where,
            basis=row.basis,
            must=row.must,
            computed=row.computed,
        )
        for row in sorted(rows, key=lambda row: row.when)
    )


def _ride(lookup: Lookup, activity: Activity) -> Iterator[_Row]:
    for ride, move in lookup.moves_of(activity.key):
        part = ride.of_kind(ResourceKind.VEHICLE)[0]
        pickup, delivery = part.stops[0], part.stops[-1]
        service = either(f"overdracht {move.move.pickup_service} min", f"hand-over {move.move.pickup_service} min")
        yield _Row(
            pickup.start,
            either(f"{part.resource.id} haalt op", f"{part.resource.id} picks up"),
            lookup.building(pickup.place),
            service,
        )
        about = either("ongeveer ", "about ") if lookup.release.travel_source.startswith(ESTIMATE) else ""
        minutes = either(
            f"onderweg {about}{delivery.start - pickup.end} min", f"on the way {about}{delivery.start - pickup.end} min"
        )
        yield _Row(
            delivery.start,
            either(f"{part.resource.id} komt aan", f"{part.resource.id} arrives"),
            hand_over_place(lookup, delivery.place),
            minutes,
        )


def _flight(lookup: Lookup, flight: Flight) -> Iterator[_Row]:
    latest = hand_over_latest(lookup, flight.departs)
    before = either(f"{flight.departs - latest} min voor vertrek", f"{flight.departs - latest} min before departure")
    yield _Row(
        latest,
        either("Uiterlijk bij KMar", "At KMar no later than"),
        hand_over_place(lookup, flight.origin),
        before,
        must=True,
    )
    yield _Row(
        flight.departs,
        either("Vertrek vlucht", "Departure of the flight"),
        lookup.place_name(flight.origin),
        flight.number,
    )
    for transit in flight.transits:
        stay = _length(transit.departs - transit.arrives)
        yield _Row(
            transit.arrives,
            either("Overstap", "Change of planes"),
            _abroad(transit.airport, transit.arrives),
            either(f"{stay} wachten", f"{stay} of waiting"),
        )
    where = _abroad(flight.destination, flight.arrives)
    yield _Row(flight.arrives, either("Aankomst en overdracht", "Arrival and hand-over"), where, flight.number)


def _abroad(airport: str, when: Minute) -> str:
    """Return an airport, that the time before it is Dutch, and what clocks there say when that is another time."""
    zone = time_zone(airport)
    if zone is None:
        return either(f"{airport}, Nederlandse tijd", f"{airport}, Dutch time")
    there = clock_there(when, zone)
    return f"{airport}, " + (
        either("tijd als in Nederland", "time as in the Netherlands")
        if there == clock(when)
        else either(f"Nederlandse tijd; plaatselijk {there}", f"Dutch time; locally {there}")
    )


def _duty(lookup: Lookup, duty: Participation, flight: Flight) -> Iterator[_Row]:
    where, day = hand_over_place(lookup, flight.origin), day_of(duty.start)
    before = lookup.settings.find("T03", "briefing-before", on=day)
    if before is not None and before.value > 0:
        yield _Row(
            Minute(duty.start - before.value),
            either("Briefing escort", "Briefing of the escort"),
            where,
            either(f"{before.value} min voor de dienst", f"{before.value} min before the duty"),
        )
    yield _Row(
        duty.start,
        either("Begin dienst escort", "Begin of escort duty"),
        where,
        either(
            f"{flight.departs - duty.start} min voor vertrek", f"{flight.departs - duty.start} min before departure"
        ),
    )


def _way_back(lookup: Lookup, duty: Participation, flight: Flight) -> Iterator[_Row]:
    """Yield the way back, which is not booked here: by the rule that the duty was planned with."""
    value, on = lookup.settings.value, day_of(duty.start)
    home = lookup.place_name(flight.origin)
    lands = Minute(duty.end - value("R28", "after", on=on))
    leaves = Minute(lands - (flight.arrives - flight.departs))
    report = Minute(leaves - value("R28", "before", on=on))
    free = Minute(flight.arrives + value("R28", "after", on=on))
    if free < report:
        rest = f"{_length(report - free)}, {COMPUTED}"
        yield _Row(
            free, either("Rust escort ter plaatse", "Rest of the escort there"), flight.destination, rest, computed=True
        )
    yield _Row(
        leaves,
        either("Terugvlucht escort", "Flight back of the escort"),
        flight.destination,
        str(COMPUTED),
        computed=True,
    )
    yield _Row(lands, either("Terug in Nederland", "Back in the Netherlands"), home, str(COMPUTED), computed=True)
    yield _Row(
        duty.end,
        either("Einde dienst escort", "End of escort duty"),
        home,
        either("vlucht heen, overstap en vlucht terug", "flight out, change and flight back"),
    )
    rest_minutes = value("R28", "rest", on=on)
    yield _Row(
        Minute(duty.end + rest_minutes),
        either("Rust voorbij", "Rest over"),
        "",
        either(f"rust {_length(rest_minutes)}", f"rest {_length(rest_minutes)}"),
        computed=True,
    )


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    return either(f"{hours} u {rest:02d}", f"{hours} h {rest:02d}") if rest else either(f"{hours} u", f"{hours} h")
