"""What an escort sheet says, per audience. Each class holds only what that audience may see.

KMar: person code, risk, traits and needs, flight and times. DJI: pick-up and must-arrive place and
time, head count, vehicle needs, restraint advice; no flight, destination, nationality or reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from api.pages.lookup import Lookup
from planner.domain.activities import Activity, ActivityKind, BookedBy, MoveRole
from planner.domain.cases import Case, RiskLevel
from planner.domain.civil import day_of
from planner.domain.dutch import clock
from planner.domain.flights import Flight
from planner.domain.ids import PlaceId, VehicleId
from planner.domain.plan import Appointment
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute

SCHIPHOL = "AMS"
NO_TEAM = "geen escort"
RISK_WORDS = {RiskLevel.NONE: "geen bijzonderheden", RiskLevel.RAISED: "verhoogd", RiskLevel.HIGH: "hoog"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of the timetable on a sheet: when, what, where and what the time was computed from."""

    time: str
    what: str
    where: str
    basis: str
    must: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as KMar needs to know them."""

    code: str
    risk: str
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortOperation:
    """One departure as KMar sees it; without escorts the times of duty are empty."""

    reference: str
    persons: tuple[Person, ...]
    flight: str
    route: str
    departs: str
    arrives: str
    hand_over: str
    duty_starts: str
    duty_ends: str
    teams: str
    escorts: int
    vehicle: str
    seats: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportOperation:
    """One ride to a departure as DJI sees it."""

    reference: str
    vehicle: str
    pickup_time: str
    pickup_place: str
    arrive_time: str
    arrive_latest: str
    arrive_place: str
    persons: int
    needs: str
    advice: str


def escort_operations(lookup: Lookup, day: date) -> Sequence[EscortOperation]:
    """Return the departures of a day that KMar handles: forced ones by flight."""
    return [
        _escort_operation(lookup, item, activity, flight, day)
        for item, activity in lookup.of_kind(ActivityKind.DEPARTURE)
        if day_of(item.start) == day
        and activity.departure.booked_by is BookedBy.DTV
        and not activity.departure.track.independent
        and (flight := lookup.flight_of(item)) is not None
    ]


def transport_operations(lookup: Lookup, day: date) -> Sequence[TransportOperation]:
    """Return the rides to departures that pick up on a day."""
    return [
        _transport_operation(lookup, item, move)
        for item, move in lookup.of_kind(ActivityKind.MOVE)
        if move.move.role is MoveRole.TO_DEPARTURE and day_of(item.start) == day
    ]


def hand_over_latest(lookup: Lookup, departs: Minute) -> Minute:
    """Return the last minute of arrival at the KMar complex for a flight."""
    before = lookup.settings.value("R29", "before", on=day_of(departs))
    return Minute(departs - before)


def hand_over_place(lookup: Lookup, airport: PlaceId) -> str:
    """Return where KMar takes over at an airport; at Schiphol it has a complex of its own."""
    return "KMar-complex Schiphol" if airport == SCHIPHOL else f"KMar, {lookup.building(airport)}"


def _escort_operation(
    lookup: Lookup, item: Appointment, activity: Activity, flight: Flight, day: date
) -> EscortOperation:
    escorts = item.of_kind(ResourceKind.ESCORT)
    latest = hand_over_latest(lookup, flight.departs)
    rides = lookup.moves_of(activity.key)
    return EscortOperation(
        reference=operation_number(lookup.release, item),
        persons=tuple(_person(lookup.cases[case]) for case in activity.cases if case in lookup.cases),
        flight=flight.number,
        route=" \N{EN DASH} ".join((flight.origin, *flight.via, flight.destination)),
        departs=clock(flight.departs, day),
        arrives=clock(flight.arrives, day),
        hand_over=clock(latest, day),
        duty_starts=clock(min(part.start for part in escorts), day) if escorts else "",
        duty_ends=clock(max(part.end for part in escorts), day) if escorts else "",
        teams=", ".join(f"{part.resource.id} ({part.amount})" for part in escorts) or NO_TEAM,
        escorts=sum(part.amount for part in escorts),
        vehicle=", ".join(
            f"{ride.resource(ResourceKind.VEHICLE)} ({operation_number(lookup.release, ride)})" for ride, _ in rides
        )
        or "geen vervoer door DV&O",
        seats=len(activity.cases) + sum(part.amount for part in escorts),
        steps=_steps(lookup, item, activity, flight, day),
    )


def _steps(lookup: Lookup, item: Appointment, activity: Activity, flight: Flight, day: date) -> tuple[Step, ...]:
    latest = hand_over_latest(lookup, flight.departs)
    rows = [*_ride_steps(lookup, activity), *_duty_steps(lookup, item, flight)]
    rows += [
        _Row(
            latest,
            "Uiterlijk bij KMar",
            hand_over_place(lookup, flight.origin),
            f"{flight.departs - latest} min voor vertrek",
            must=True,
        ),
        _Row(flight.departs, "Vertrek vlucht", lookup.place_name(flight.origin), flight.number),
        _Row(flight.arrives, "Aankomst en overdracht", f"{flight.destination}, tijd als in Nederland", flight.number),
    ]
    return tuple(
        Step(time=clock(row.when, day), what=row.what, where=row.where, basis=row.basis, must=row.must)
        for row in sorted(rows, key=lambda row: row.when)
    )


@dataclass(frozen=True, slots=True)
class _Row:
    when: Minute
    what: str
    where: str
    basis: str
    must: bool = False


def _ride_steps(lookup: Lookup, activity: Activity) -> Iterator[_Row]:
    for ride, move in lookup.moves_of(activity.key):
        part = ride.of_kind(ResourceKind.VEHICLE)[0]
        pickup, delivery = part.stops[0], part.stops[-1]
        service = f"overdracht {move.move.pickup_service} min"
        yield _Row(pickup.start, f"{part.resource.id} haalt op", lookup.building(pickup.place), service)
        minutes = f"onderweg {delivery.start - pickup.end} min ({lookup.release.travel_source})"
        yield _Row(delivery.start, f"{part.resource.id} komt aan", hand_over_place(lookup, delivery.place), minutes)


def _duty_steps(lookup: Lookup, item: Appointment, flight: Flight) -> Iterator[_Row]:
    for part in item.of_kind(ResourceKind.ESCORT)[:1]:
        where = hand_over_place(lookup, flight.origin)
        yield _Row(part.start, "Begin dienst escort", where, f"{flight.departs - part.start} min voor vertrek")
        back = lookup.place_name(flight.origin)
        yield _Row(part.end, "Einde dienst escort", back, "vlucht heen, overstap en vlucht terug")


def _person(case: Case) -> Person:
    needs = [
        text
        for wanted, text in (
            (case.nurse, "medische begeleiding nodig"),
            (case.wheelchair, "rolstoel"),
            (case.child_seat, "kinderzitje"),
            (case.minor, "minderjarig"),
        )
        if wanted
    ]
    return Person(code=case.id, risk=RISK_WORDS[case.risk], needs=", ".join(needs) or "geen")


def _transport_operation(lookup: Lookup, item: Appointment, move: Activity) -> TransportOperation:
    detail = move.move
    part = next(part for part in item.participations if part.resource.kind is ResourceKind.VEHICLE)
    pickup, delivery = part.stops[0], part.stops[-1]
    served = lookup.appointments.get(detail.serves) if detail.serves else None
    latest = hand_over_latest(lookup, served.start) if served else delivery.end
    day = day_of(item.start)
    vehicle = lookup.vehicles.get(VehicleId(part.resource.id))
    needs = [
        f"groep {detail.segment.value}",
        *(["rolstoelplaats"] if detail.wheelchair else []),
        *([f"{detail.child_seats} kinderzitjes"] if detail.child_seats else []),
        *(["verhoogde beveiliging"] if detail.security > 1 else []),
        *([f"{vehicle.compartments} compartimenten in de bus"] if vehicle else []),
    ]
    return TransportOperation(
        reference=operation_number(lookup.release, item),
        vehicle=part.resource.id,
        pickup_time=clock(pickup.start, day),
        pickup_place=lookup.building(pickup.place),
        arrive_time=clock(delivery.start, day),
        arrive_latest=clock(latest, day),
        arrive_place=hand_over_place(lookup, delivery.place),
        persons=detail.persons,
        needs=", ".join(needs),
        advice=detail.restraint_advice or "geen",
    )
