"""What a transport sheet tells DJI about one ride to a departure.

Pick-up and must-arrive place and time, head count, vehicle needs, restraint advice, whom to call, DJI's own reference.
Not allowed here: flight, destination, nationality, case code, reasons and history.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from api.pages.lookup import Lookup
from api.pages.sheets.crew import crew_words
from api.pages.sheets.places import (
    STAGES,
    Number,
    RideNumber,
    hand_over_latest,
    hand_over_place,
    numbers,
    ride_numbers,
)
from api.web.speech import _
from maps.anchors import route_anchor
from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, PlaceId, VehicleId
from planner.domain.places import PlaceContact, PlaceKind
from planner.domain.plan import Appointment, Stop
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind
from planner.domain.sheet_facts import Partner
from planner.domain.spelling import clock
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.domain.wording import either

CHECKS = (
    "Aantal personen klopt",
    "Documentenmap, gesloten",
    "Medische envelop, gesloten (als die er is)",
    "Bagage volgens lijst",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRide:
    """What happens with the person when it fails at one stage."""

    stage: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportOperation:
    """One ride to a departure as DJI sees it."""

    reference: str
    own_reference: str
    day: date
    vehicle: str
    ride_id: str
    pickup_time: str
    pickup_place: str
    pickup_access: str
    pickup_hours: str
    contacts: tuple[Number, ...]
    arrive_time: str
    arrive_latest: str
    arrive_place: str
    persons: int
    needs: str
    compartments: str
    advice: str
    stops: tuple[str, ...]
    starts: Minute
    crew: str
    returns: tuple[ReturnRide, ...]
    numbers: tuple[Number, ...]
    rides: tuple[RideNumber, ...] = field(compare=False)


def transport_operations(lookup: Lookup, day: date | None = None) -> Sequence[TransportOperation]:
    """Return the rides to departures that pick up (on a day)."""
    return [
        transport_operation(lookup, item, move)
        for item, move in lookup.of_kind(ActivityKind.MOVE)
        if move.move.role is MoveRole.TO_DEPARTURE and day in (None, day_of(item.start))
    ]


def transport_operation(lookup: Lookup, item: Appointment, move: Activity) -> TransportOperation:
    """Return one ride."""
    detail, day = move.move, day_of(item.start)
    part = next(part for part in item.participations if part.resource.kind is ResourceKind.VEHICLE)
    pickup, delivery = part.stops[0], part.stops[-1]
    served = lookup.appointments.get(detail.serves) if detail.serves else None
    latest = hand_over_latest(lookup, served.start) if served else delivery.end
    vehicle = lookup.vehicles.get(VehicleId(part.resource.id))
    place = lookup.places.get(pickup.place)
    hidden = place is None or place.kind is PlaceKind.MISSION
    return TransportOperation(
        reference=operation_number(lookup.release, item),
        own_reference=_own_reference(lookup, move),
        day=day,
        vehicle=part.resource.id,
        ride_id=route_anchor(part.resource.id),
        pickup_time=clock(pickup.start, day),
        pickup_place=lookup.building(pickup.place),
        pickup_access="" if hidden or place is None else place.vehicle_access,
        pickup_hours="" if hidden or place is None else place.opening_hours,
        contacts=() if hidden or place is None else tuple(map(_number, place.contacts)),
        arrive_time=clock(delivery.start, day),
        arrive_latest=clock(latest, day),
        arrive_place=hand_over_place(lookup, delivery.place),
        persons=detail.persons,
        needs=_needs(detail),
        compartments=_compartments(detail, vehicle),
        advice=detail.restraint_advice or _("geen"),
        stops=tuple(_stop(lookup, stop, day) for stop in part.stops[1:-1]),
        starts=pickup.start,
        crew=crew_words(lookup, vehicle, Interval(part.start, part.end), day),
        returns=_returns(lookup, detail.serves, day),
        numbers=numbers(lookup, Partner.DJI),
        rides=ride_numbers(lookup, item),
    )


def _own_reference(lookup: Lookup, move: Activity) -> str:
    own = [r.reference for r in lookup.release.sheet.references if r.partner is Partner.DJI and r.case in move.cases]
    return ", ".join(sorted(own))


def _number(contact: PlaceContact) -> Number:
    return Number(function=contact.function, phone=contact.phone)


def _needs(detail: MoveDetail) -> str:
    needs = [
        *([either("rolstoelplaats", "wheelchair place")] if detail.wheelchair else []),
        *(
            [either(f"{detail.child_seats} kinderzitjes", f"{detail.child_seats} child seats")]
            if detail.child_seats
            else []
        ),
        *([either("verhoogde beveiliging", "raised security")] if detail.security > 1 else []),
        *(
            either(f"bemanning: {skill.value.replace('-', ' ')}", f"crew: {_(skill.value.replace('-', ' '))}")
            for skill in sorted(detail.skills)
        ),
    ]
    return ", ".join(needs) or either("geen bijzonderheden", "nothing particular")


def _compartments(detail: MoveDetail, vehicle: Vehicle | None) -> str:
    own = either(
        f"groep {detail.segment.value}, eigen compartiment", f"group {_(detail.segment.value)}, own compartment"
    )
    apart = (
        either("; niet samen met anderen die hierna staan", "; not together with others named after this")
        if detail.apart_from
        else ""
    )
    return f"{own}{apart}" + (
        either(f" (voertuig heeft er {vehicle.compartments})", f" (vehicle has {vehicle.compartments})")
        if vehicle
        else ""
    )


def _stop(lookup: Lookup, stop: Stop, day: date) -> str:
    return either(
        f"{clock(stop.start, day)} tot {clock(stop.end, day)}, {lookup.building(stop.place)}",
        f"{clock(stop.start, day)} to {clock(stop.end, day)}, {lookup.building(stop.place)}",
    )


def _returns(lookup: Lookup, served: ActivityKey | None, day: date) -> tuple[ReturnRide, ...]:
    found = []
    for one in lookup.release.fallbacks:
        if served is None or one.activity != served:
            continue
        if one.vehicle is None or one.leaves is None:
            text = either("geen terugrit gevonden: bel de planning", "no ride back found: call the planners")
        elif one.waits_at == one.returns_to:
            text = either(
                f"de persoon blijft bij {lookup.building(one.returns_to)}",
                f"the person stays at {lookup.building(one.returns_to)}",
            )
        else:
            where = _waiting(lookup, one.waits_at)
            text = either(
                f"{one.vehicle} rijdt {clock(one.leaves, day)} van {where} naar {lookup.building(one.returns_to)}",
                f"{one.vehicle} rides {clock(one.leaves, day)} from {where} to {lookup.building(one.returns_to)}",
            )
            text += (
                either(f", daar {clock(one.back_at, day)}", f", there {clock(one.back_at, day)}")
                if one.back_at is not None
                else ""
            )
        found.append(ReturnRide(stage=_(STAGES[one.stage]), text=text))
    return tuple(found)


def _waiting(lookup: Lookup, place: PlaceId) -> str:
    found = lookup.places.get(place)
    at_airport = found is not None and found.kind is PlaceKind.AIRPORT
    return hand_over_place(lookup, place) if at_airport else lookup.building(place)
