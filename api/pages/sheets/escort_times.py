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

COMPUTED = "volgens dienstregel"
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
        service = f"overdracht {move.move.pickup_service} min"
        yield _Row(pickup.start, f"{part.resource.id} haalt op", lookup.building(pickup.place), service)
        about = "ongeveer " if lookup.release.travel_source.startswith(ESTIMATE) else ""
        minutes = f"onderweg {about}{delivery.start - pickup.end} min"
        yield _Row(delivery.start, f"{part.resource.id} komt aan", hand_over_place(lookup, delivery.place), minutes)


def _flight(lookup: Lookup, flight: Flight) -> Iterator[_Row]:
    latest = hand_over_latest(lookup, flight.departs)
    before = f"{flight.departs - latest} min voor vertrek"
    yield _Row(latest, "Uiterlijk bij KMar", hand_over_place(lookup, flight.origin), before, must=True)
    yield _Row(flight.departs, "Vertrek vlucht", lookup.place_name(flight.origin), flight.number)
    for transit in flight.transits:
        stay = _length(transit.departs - transit.arrives)
        yield _Row(transit.arrives, "Overstap", _abroad(transit.airport, transit.arrives), f"{stay} wachten")
    where = _abroad(flight.destination, flight.arrives)
    yield _Row(flight.arrives, "Aankomst en overdracht", where, flight.number)


def _abroad(airport: str, when: Minute) -> str:
    """Return an airport, that the time before it is Dutch, and what clocks there say when that is another time."""
    zone = time_zone(airport)
    if zone is None:
        return f"{airport}, Nederlandse tijd"
    there = clock_there(when, zone)
    return f"{airport}, " + (
        "tijd als in Nederland" if there == clock(when) else f"Nederlandse tijd; plaatselijk {there}"
    )


def _duty(lookup: Lookup, duty: Participation, flight: Flight) -> Iterator[_Row]:
    where, day = hand_over_place(lookup, flight.origin), day_of(duty.start)
    before = lookup.settings.find("T03", "briefing-before", on=day)
    if before is not None and before.value > 0:
        yield _Row(Minute(duty.start - before.value), "Briefing escort", where, f"{before.value} min voor de dienst")
    yield _Row(duty.start, "Begin dienst escort", where, f"{flight.departs - duty.start} min voor vertrek")


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
        yield _Row(free, "Rust escort ter plaatse", flight.destination, rest, computed=True)
    yield _Row(leaves, "Terugvlucht escort", flight.destination, COMPUTED, computed=True)
    yield _Row(lands, "Terug in Nederland", home, COMPUTED, computed=True)
    yield _Row(duty.end, "Einde dienst escort", home, "vlucht heen, overstap en vlucht terug")
    rest_minutes = value("R28", "rest", on=on)
    yield _Row(Minute(duty.end + rest_minutes), "Rust voorbij", "", f"rust {_length(rest_minutes)}", computed=True)


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    return f"{hours} u {rest:02d}" if rest else f"{hours} u"
